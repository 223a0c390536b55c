"""The rows are a function of what each owner wrote last, and every change of them marks subjects as touched."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from generator.dossier.index import database
from generator.dossier.index.database import Index
from generator.dossier.index.rows import IndexEntry, Location, encoded


def entry(
    value: str, subject: str = "a", date: str = "2009-10-13", name: str = "", section: str = "", rank: int = 0
) -> IndexEntry:
    return IndexEntry(value.encode(), (Location(subject, "list", date, name or value, section, rank),))


def values(index: Index, subject: str = "a") -> list[str]:
    return [row.value.decode() for row in index.rows.by_date(subject, "list")]


def test_what_an_owner_puts_is_found_under_each_of_its_subjects() -> None:
    index = database.in_memory()
    index.rows.replace("report", [IndexEntry(b"x", (Location("a", "list"), Location("b", "list")))])
    assert (["x"], ["x"], []) == (values(index, "a"), values(index, "b"), values(index, "c"))


def test_putting_again_replaces_what_the_owner_had_and_touches_only_what_differs() -> None:
    index = database.in_memory()
    index.rows.replace("report", [entry("stays", "a"), entry("goes", "b", "2009-01-01")])
    index.rows.replace("other", [entry("of another", "b")])
    index.touched.clear()
    index.rows.replace("report", [entry("stays", "a"), entry("comes", "c", "2009-12-31")])
    assert {"b": {"2009-01-01"}, "c": {"2009-12-31"}} == index.touched
    assert (["stays"], ["of another"], ["comes"]) == (values(index, "a"), values(index, "b"), values(index, "c"))


def test_an_owner_that_is_dropped_takes_its_entries_along() -> None:
    index = database.in_memory()
    index.rows.replace("report", [entry("x"), entry("y")])
    index.rows.delete("report")
    assert [] == values(index)
    assert {} == index.rows.count_by_section("a", "list")


def test_the_same_entry_twice_is_two_and_one_less_is_one() -> None:
    index = database.in_memory()
    index.rows.replace("report", [entry("x"), entry("x")])
    assert ["x", "x"] == values(index)
    index.rows.replace("report", [entry("x")])
    assert ["x"] == values(index)


def test_owners_written_together_are_as_written_one_by_one() -> None:
    together, one_by_one = database.in_memory(), database.in_memory()
    for index in (together, one_by_one):
        index.rows.replace("1", [entry("goes"), entry("stays")])
    owners = {"1": [entry("stays"), entry("x")], **{str(number): [entry(str(number))] for number in range(2, 1200)}, "2000": []}
    together.rows.replace_all((owner, map(encoded, entries)) for owner, entries in owners.items())
    for owner, entries in owners.items():
        one_by_one.rows.replace(owner, entries)
    assert together.rows.by_date("a", "list") == one_by_one.rows.by_date("a", "list")
    assert together.touched == one_by_one.touched


def test_lists_come_by_date_the_latest_first_and_by_name_within_a_date() -> None:
    index = database.in_memory()
    index.rows.replace(
        "r", [entry("1", date="2009-01-01", name="b"), entry("2", date="2009-01-01", name="a"), entry("3", date="2010")]
    )
    assert ["3", "2", "1"] == values(index)
    assert ["2", "1", "3"] == [row.value.decode() for row in index.rows.by_date("a", "list", latest=False)]
    assert ["3"] == [row.value.decode() for row in index.rows.by_date("a", "list", limit=1)]


def test_lists_come_by_weight_too_and_of_one_part_alone() -> None:
    index = database.in_memory()
    index.rows.replace(
        "r", [entry("light", section="x", rank=1), entry("heavy", section="x", rank=2), entry("other", section="y", rank=3)]
    )
    assert ["heavy", "light"] == [row.value.decode() for row in index.rows.by_rank("a", "list", "x")]
    assert {"x": 2, "y": 1} == index.rows.count_by_section("a", "list")


def test_a_list_begins_and_ends_with_what_is_dated() -> None:
    index = database.in_memory()
    assert ("", "") == index.rows.date_range("a", "list")
    index.rows.replace(
        "r", [entry("1", date="2009-01"), entry("2"), entry("3", date="2010"), entry("4", subject="b", date="2011")]
    )
    assert ("2009-01", "2010") == index.rows.date_range("a", "list")


def test_the_newest_of_each_part_comes_with_the_number_of_all() -> None:
    index = database.in_memory()
    index.rows.replace(
        "r", [entry("old", date="2009", section="x"), entry("new", date="2010", section="x"), entry("other", section="y")]
    )
    assert [("new", 2), ("other", 1)] == [
        (row.value.decode(), number) for row, number in index.rows.latest_by_section("a", "list")
    ]


Said = dict[str, list[tuple[str, str, str]]]
OWNERS = st.dictionaries(
    st.sampled_from("pqr"),
    st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("ab"), st.sampled_from(("", "2009", "2010-01-02"))), max_size=4),
)


def write(index: Index, said: Said) -> None:
    for owner, entries in said.items():
        index.rows.replace(owner, [entry(value, subject, date, f"{owner}/{value}") for value, subject, date in entries])


@given(st.lists(OWNERS, min_size=1, max_size=4))
def test_the_rows_are_those_that_the_owners_wrote_last_whatever_was_there_before(said: Sequence[Said]) -> None:
    changed, anew = database.in_memory(), database.in_memory()
    for one in said:
        write(changed, one)
    write(anew, {owner: entries for one in said for owner, entries in one.items()})
    for subject in "ab":
        assert anew.rows.by_date(subject, "list") == changed.rows.by_date(subject, "list")
        assert anew.rows.count_by_section(subject, "list") == changed.rows.count_by_section(subject, "list")
        assert anew.rows.date_range(subject, "list") == changed.rows.date_range(subject, "list")
        assert anew.rows.count_by_date(subject, ["list"]) == changed.rows.count_by_date(subject, ["list"])
