from generator.dossier.index import database
from generator.dossier.index.pages import StoredPage

PAGE = StoredPage("a.html", "actor/a", "actor", b"hash", ("template actor.html", "report r"))
OTHER = StoredPage("b.html", "actor/b", "actor", b"hash", ())


def test_pages_are_replaced_by_owner_with_the_cards_that_they_show() -> None:
    pages = database.in_memory().pages
    pages.replace([], [PAGE, OTHER], [("actor/a", "topic/t"), ("actor/b", "topic/t")])
    assert {"actor/a", "actor/b"} == pages.owners_showing(["topic/t"])
    pages.replace(["actor/b"], [], [])
    assert ([PAGE], {"actor/a"}) == (pages.all(), pages.owners_showing(["topic/t"]))


def test_owners_are_stale_until_pages_are_replaced() -> None:
    pages = database.in_memory().pages
    pages.mark_stale(["a", "b"])
    pages.mark_stale(["a"])
    assert {"a", "b"} == pages.stale_owners()
    pages.replace([], [], [])
    assert set() == pages.stale_owners()
