"""Entries on shelves: a function of what their owners put last, with what was touched told."""

import sqlite3
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from generator.dossier.index.rows import TABLES, Entry, Place, Shelves


def shelves() -> Shelves:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(TABLES)
    return Shelves(connection)


def entry(value: str, subject: str = "a", date: str = "2009-10-13", name: str = "", sub: str = "", rank: int = 0) -> Entry:
    return Entry(value.encode(), (Place(subject, "list", date, name or value, sub, rank),))


def values(found: Shelves, subject: str = "a") -> list[str]:
    return [row.value.decode() for row in found.rows(subject, "list")]


def test_what_an_owner_puts_is_found_under_each_of_its_subjects() -> None:
    found = shelves()
    found.put("report", [Entry(b"x", (Place("a", "list"), Place("b", "list")))])
    assert (["x"], ["x"], []) == (values(found, "a"), values(found, "b"), values(found, "c"))


def test_putting_again_replaces_what_the_owner_had_and_touches_only_what_differs() -> None:
    found = shelves()
    found.put("report", [entry("stays", "a"), entry("goes", "b", "2009-01-01")])
    found.put("other", [entry("of another", "b")])
    found.touched.clear()
    found.put("report", [entry("stays", "a"), entry("comes", "c", "2009-12-31")])
    assert {"b": {"2009-01-01"}, "c": {"2009-12-31"}} == found.touched
    assert (["stays"], ["of another"], ["comes"]) == (values(found, "a"), values(found, "b"), values(found, "c"))


def test_an_owner_that_is_dropped_takes_its_entries_along() -> None:
    found = shelves()
    found.put("report", [entry("x"), entry("y")])
    found.drop("report")
    assert [] == values(found)
    assert {} == found.counts("a", "list")


def test_the_same_entry_twice_is_two_and_one_less_is_one() -> None:
    found = shelves()
    found.put("report", [entry("x"), entry("x")])
    assert ["x", "x"] == values(found)
    found.put("report", [entry("x")])
    assert ["x"] == values(found)


def test_lists_come_by_date_the_latest_first_and_by_name_within_a_date() -> None:
    found = shelves()
    found.put("r", [entry("1", date="2009-01-01", name="b"), entry("2", date="2009-01-01", name="a"), entry("3", date="2010")])
    assert ["3", "2", "1"] == values(found)
    assert ["2", "1", "3"] == [row.value.decode() for row in found.rows("a", "list", latest=False)]
    assert ["3"] == [row.value.decode() for row in found.rows("a", "list", most=1)]


def test_lists_come_by_weight_too_and_of_one_part_alone() -> None:
    found = shelves()
    found.put("r", [entry("light", sub="x", rank=1), entry("heavy", sub="x", rank=2), entry("other", sub="y", rank=3)])
    assert ["heavy", "light"] == [row.value.decode() for row in found.ranked("a", "list", "x")]
    assert {"x": 2, "y": 1} == found.counts("a", "list")


def test_a_list_begins_and_ends_with_what_is_dated() -> None:
    found = shelves()
    assert ("", "") == found.ends("a", "list")
    found.put("r", [entry("1", date="2009-01"), entry("2"), entry("3", date="2010"), entry("4", subject="b", date="2011")])
    assert ("2009-01", "2010") == found.ends("a", "list")


def test_the_newest_of_each_part_comes_with_the_number_of_all() -> None:
    found = shelves()
    found.put("r", [entry("old", date="2009", sub="x"), entry("new", date="2010", sub="x"), entry("other", sub="y")])
    assert [("new", 2), ("other", 1)] == [(row.value.decode(), number) for row, number in found.newest("a", "list")]


def test_numbers_are_added_up_and_forgotten_when_they_come_to_nothing() -> None:
    found = shelves()
    found.tally({("a", "seen", "x"): 2, ("a", "seen", "y"): 1})
    found.tally({("a", "seen", "x"): 1, ("a", "seen", "y"): -1})
    assert [("x", 3)] == found.tallies("a", "seen")
    assert (3, 0) == (found.number("a", "seen", "x"), found.number("a", "seen", "y"))
    assert "a" in found.touched


Said = dict[str, list[tuple[str, str, str]]]
OWNERS = st.dictionaries(
    st.sampled_from("pqr"),
    st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("ab"), st.sampled_from(("", "2009", "2010-01-02"))), max_size=4),
)


def put(found: Shelves, said: Said) -> None:
    for owner, entries in said.items():
        found.put(owner, [entry(value, subject, date, f"{owner}/{value}") for value, subject, date in entries])


@given(st.lists(OWNERS, min_size=1, max_size=4))
def test_what_is_on_the_shelves_is_what_the_owners_put_last_whatever_was_there_before(said: Sequence[Said]) -> None:
    changed, anew = shelves(), shelves()
    for one in said:
        put(changed, one)
    put(anew, {owner: entries for one in said for owner, entries in one.items()})
    for subject in "ab":
        assert anew.rows(subject, "list") == changed.rows(subject, "list")
        assert anew.counts(subject, "list") == changed.counts(subject, "list")
        assert anew.ends(subject, "list") == changed.ends(subject, "list")
        assert anew.dates(subject, ["list"]) == changed.dates(subject, ["list"])
