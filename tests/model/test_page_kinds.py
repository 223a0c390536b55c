import pytest

from generator import contexts
from generator.model.page_kinds import FORMATS, MENU, OVERVIEWS, PAGE_KINDS, TABLES, PageKind, paths_of_owner
from generator.plan import overview_of
from generator.render import writer_named

EACH = pytest.mark.parametrize("kind", PAGE_KINDS.values(), ids=PAGE_KINDS.keys())


@EACH
def test_a_page_is_made_by_a_template_or_by_a_writer(kind: PageKind) -> None:
    assert bool(kind.template) != bool(kind.writer)


@EACH
def test_a_view_is_a_context(kind: PageKind) -> None:
    assert kind.view in contexts.__all__
    assert not kind.row or kind.row in contexts.__all__


@pytest.mark.parametrize("name", sorted({kind.writer for kind in PAGE_KINDS.values() if kind.writer}))
def test_a_writer_is_a_function(name: str) -> None:
    assert callable(writer_named(name))


@pytest.mark.parametrize("owner", OVERVIEWS)
def test_an_overview_is_planned_by_a_function(owner: str) -> None:
    assert callable(overview_of(owner))


def test_two_kinds_do_not_share_a_path() -> None:
    paths = [kind.path for kind in PAGE_KINDS.values() if kind.path]
    assert sorted(set(paths)) == sorted(paths)


def test_the_menu_has_the_order_of_its_places() -> None:
    assert list(range(1, len(MENU) + 1)) == [kind.menu_place for kind in MENU]


def test_tables_come_in_formats_that_are_registered() -> None:
    assert set() == {ending for table in TABLES.values() for ending in table.formats} - FORMATS.keys()


def test_an_owner_may_have_several_pages() -> None:
    assert ("search.html", "search-index.js") == paths_of_owner("search")
