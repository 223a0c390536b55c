import pytest

from generator.serve.stale_pages import RenderedPages


@pytest.mark.parametrize("owners", [("actor/berg", "moved"), ("moved", "actor/berg")])
def test_a_page_that_passes_from_one_owner_to_another_stays_in_whatever_order_they_come(owners: tuple[str, str]) -> None:
    pages = RenderedPages()
    pages.replace({"actor/berg": ("actors/berg.html",)})
    now = {"actor/berg": (), "moved": ("actors/berg.html",)}
    assert ("actors/berg.html",) == pages.change({owner: now[owner] for owner in owners})
    assert "moved" == pages.owner("actors/berg.html")


def test_a_page_that_no_owner_has_any_more_goes() -> None:
    pages = RenderedPages()
    pages.replace({"actor/berg": ("actors/berg.html",)})
    assert ("actors/berg.html",) == pages.change({"actor/berg": ()})
    assert [] == list(pages.paths())
