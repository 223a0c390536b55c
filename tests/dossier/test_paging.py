from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.dossier.index.parts import ListPart
from generator.dossier.paging import by_date, by_letter

DAYS = [str(date(2008, 1, 1) + timedelta(days=9 * number)) for number in range(200)]
DATES = st.sampled_from(["", "2008", "2009-36", "199X", "1995-02-03", "1996", *DAYS, *(day[:7] for day in DAYS[::5])])
ROWS_BY_DATE = st.dictionaries(DATES, st.integers(1, 9), min_size=1)
ROWS_BY_NAME = st.dictionaries(st.text("ab-", min_size=1, max_size=4), st.integers(1, 9), min_size=1)
MAX_ROWS = 12
BY_DATE, BY_LETTER = by_date(MAX_ROWS), by_letter(MAX_ROWS)


def keys(parts: list[ListPart]) -> list[tuple[str, int]]:
    return [(part.key, part.number) for part in parts]


def test_a_list_is_split_by_decade_and_undated_rows_come_last() -> None:
    parts = by_date(3).split([("", 1), ("1989-01-02", 2), ("2003-01-02", 1), ("2008-01-02", 2)])
    assert [("198X", 2), ("200X", 3), ("undated", 1)] == keys(parts)


def test_a_decade_that_is_too_long_is_split_by_year() -> None:
    parts = by_date(3).split([("1981", 1), ("1989-02", 1), ("1991", 3), ("1992", 1)])
    assert [("198X", 2), ("1991", 3), ("1992", 1)] == keys(parts)


def test_a_year_that_is_too_long_is_split_by_quarter_and_a_quarter_by_month() -> None:
    parts = by_date(3).split([("2009-01-05", 2), ("2009-02-05", 2), ("2009-04-05", 2), ("2009-11", 1)])
    assert [("2009-01", 2), ("2009-02", 2), ("2009-34", 2), ("2009-36", 1)] == keys(parts)


def test_a_date_that_lies_in_no_quarter_stays_under_its_year() -> None:
    parts = by_date(3).split([("2009", 2), ("2009-02-05", 2), ("2009-05", 2)])
    assert [("2009", 2), ("2009-33", 2), ("2009-34", 2)] == keys(parts)


def test_a_month_that_is_too_long_is_cut_into_parts_of_equal_length() -> None:
    parts = by_date(3).split([("2009-10-01", 3), ("2009-10-02", 4)])
    assert [("2009-10-1", 3), ("2009-10-2", 3), ("2009-10-3", 1)] == keys(parts)
    assert [(0, 3), (3, 3), (6, 3)] == [(part.skip, part.limit) for part in parts]


def test_names_are_split_by_as_few_letters_as_leave_no_part_too_long() -> None:
    assert [("ab", 2), ("ac", 1), ("b", 1)] == keys(by_letter(2).split([("abba", 2), ("acorn", 1), ("berg", 1)]))


def test_names_that_share_all_letters_are_cut() -> None:
    assert [("abcdef-1", 2), ("abcdef-2", 1)] == keys(by_letter(2).split([("abcdef", 3)]))


CHANGES = st.one_of(
    st.tuples(st.just(BY_DATE), ROWS_BY_DATE, ROWS_BY_DATE),
    st.tuples(st.just(BY_LETTER), ROWS_BY_NAME, ROWS_BY_NAME),
)
GROWTH = st.tuples(st.just(BY_DATE), ROWS_BY_DATE, ROWS_BY_DATE).map(
    lambda drawn: (drawn[0], drawn[1], {day: drawn[1].get(day, 0) + drawn[2].get(day, 0) for day in drawn[1] | drawn[2]})
)


@given(CHANGES | GROWTH)
def test_updated_parts_equal_those_of_a_split_of_the_whole_list(change: tuple[object, dict[str, int], dict[str, int]]) -> None:
    paging, before, now = change
    assert paging in {BY_DATE, BY_LETTER}
    expected = shown(paging.split(sorted(now.items())), now)
    changed = {day for day in before.keys() | now.keys() if before.get(day) != now.get(day)}
    for old in (paging.split(sorted(before.items())), []):
        assert expected == shown(paging.update(old, changed, number_at(now), counts(now)), now)


def test_one_row_more_on_a_known_date_is_counted_within_its_part_only() -> None:
    old = BY_DATE.split([(day, 1) for day in DAYS])
    now = dict.fromkeys(DAYS, 1) | {DAYS[3]: 2}
    asked: list[str] = []

    def number(dates: Sequence[str]) -> int:
        asked.extend(dates)
        return sum(now[day] for day in dates)

    def no_counts(_dates: Collection[str] | None) -> list[tuple[str, int]]:
        raise AssertionError

    assert BY_DATE.split(sorted(now.items())) == BY_DATE.update(old, {DAYS[3]}, number, no_counts)
    assert len(asked) <= MAX_ROWS


def test_a_part_that_grows_over_the_limit_is_split_without_a_look_at_other_decades() -> None:
    old = by_date(3).split([("1998-05", 3), ("2009-01-05", 2), ("2009-05-05", 1)])
    now = {"1998-05": 3, "2009-01-05": 2, "2009-05-05": 2}
    asked: list[Collection[str] | None] = []

    def asked_counts(dates: Collection[str] | None) -> list[tuple[str, int]]:
        asked.append(dates)
        return counts(now)(dates)

    parts = by_date(3).update(old, {"2009-05-05"}, number_at(now), asked_counts)
    assert [("199X", 3), ("2009-33", 2), ("2009-34", 2)] == keys(parts)
    assert [{"2009-01-05", "2009-05-05"}] == asked


def shown(parts: Sequence[ListPart], rows: dict[str, int]) -> list[tuple[str, int, int, int, list[str]]]:
    """Parts without the dates that have no rows any more."""
    return [(*part[:1], *part[2:], [day for day in part.dates if day in rows]) for part in parts]


def number_at(rows: dict[str, int]) -> Callable[[Sequence[str]], int]:
    return lambda dates: sum(rows.get(day, 0) for day in dates)


def counts(rows: dict[str, int]) -> Callable[[Collection[str] | None], list[tuple[str, int]]]:
    return lambda dates: sorted(row for row in rows.items() if dates is None or row[0] in dates)
