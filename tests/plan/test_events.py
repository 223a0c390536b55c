import msgspec
from msgspec.structs import replace

from generator.contexts import EventView
from generator.dossier.index import database
from generator.dossier.index.database import Index
from generator.dossier.index.rows import IndexEntry, IndexRow, Location
from generator.plan.events import MAX_EVENTS_OF_YEAR, choose, folded
from tests.conftest import words_in
from tests.told_events import EVENT_VIEW

WORDS = words_in("en-GB")


def indexed(*events: tuple[str, int]) -> Index:
    """An index with events of an actor: their dates and weights."""
    index = database.in_memory()
    for at, (date, weight) in enumerate(events):
        value = msgspec.msgpack.encode(replace(EVENT_VIEW, anchor=f"e{at}"))
        index.rows.replace(f"r{at}", [IndexEntry(value, (Location("actor/a", "events", date, f"r/{at:03d}", "", weight),))])
    return index


def anchors(rows: list[IndexRow]) -> list[str]:
    return [msgspec.msgpack.decode(row.value, type=EventView).anchor for row in rows]


def test_the_weightiest_come_first_by_date_and_undated_ones_stay_with_the_others() -> None:
    index = indexed(("2009-10", 5), ("2008", 9), ("", 0), ("2009-10-02", 1))
    chosen = choose(index, "actor/a", 2, is_split=False)
    assert (["e1", "e0"], ["e3", "e2"]) == (anchors(chosen.first), anchors(chosen.others))


def test_of_a_split_list_only_the_weightiest_are_read() -> None:
    chosen = choose(indexed(("2009-10", 5), ("2008", 9), ("", 0), ("2009-10-02", 0)), "actor/a", 3, is_split=True)
    assert (["e1", "e0"], []) == (anchors(chosen.first), anchors(chosen.others))


def test_the_others_are_folded_by_year_and_a_long_year_by_month() -> None:
    dates = ["2008-05", *(f"2009-{1 + at % 2:02d}" for at in range(MAX_EVENTS_OF_YEAR + 1)), ""]
    rows = choose(indexed(*((date, 1) for date in dates)), "actor/a", 100, is_split=False).first
    assert [("2008", 1), ("January 2009", 13), ("February 2009", 13), ("Undated", 1)] == [
        (section.title, len(section.entries)) for section in folded(WORDS, rows)
    ]
