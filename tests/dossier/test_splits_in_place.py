from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.dossier.splits import DECADES, LETTERED, YEARS, Parted, Span, again, anew, by_decade, by_time

DAYS = [str(date(2008, 1, 1) + timedelta(days=9 * number)) for number in range(200)]
DATES = st.sampled_from(["", "2008", "2009-36", "199X", "1995-02-03", "1996", *DAYS, *(day[:7] for day in DAYS[::5])])
COUNTS = st.dictionaries(DATES, st.integers(1, 9), min_size=1)
MOST = 12


@given(COUNTS, COUNTS, st.sampled_from((by_time, by_decade)), st.sets(DATES, max_size=2))
def test_parts_told_from_those_before_are_those_told_from_nothing(
    before: dict[str, int], more: dict[str, int], parted: Callable[..., list[Span]], gone: set[str]
) -> None:
    old = parted(sorted(before.items()), MOST)
    now = {name: before.get(name, 0) + more.get(name, 0) for name in before.keys() | more.keys()}
    now = {name: number for name, number in now.items() if name not in gone}
    touched = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    found = again(old, touched, MOST, lambda dates: sum(now.get(name, 0) for name in dates))
    if found is not None and sum(now.values()) > MOST:
        plain = [(span.key, span.number, [name for name in span.dates if name in now]) for span in found]
        assert [(span.key, span.number, list(span.dates)) for span in parted(sorted(now.items()), MOST)] == plain


LETTERS = st.dictionaries(st.text("ab-", min_size=1, max_size=4), st.integers(1, 9), min_size=1)
CHANGES = st.one_of(
    st.tuples(st.sampled_from((YEARS, DECADES)), COUNTS, COUNTS), st.tuples(st.just(LETTERED), LETTERS, LETTERS)
)


@given(CHANGES)
def test_parts_of_which_some_are_told_anew_are_those_told_from_nothing(
    changed: tuple[Parted, dict[str, int], dict[str, int]],
) -> None:
    of, before, now = changed

    def dates(among: Collection[str] | None) -> list[tuple[str, int]]:
        return sorted((date, number) for date, number in now.items() if among is None or date in among)

    touched = {date for date in before.keys() | now.keys() if before.get(date) != now.get(date)}
    old = of[1](sorted(before.items()), MOST)
    assert of[1](dates(None), MOST) == anew(old, touched, of, dates, MOST)
    assert of[1](dates(None), MOST) == anew((), touched, of, dates, MOST)


def test_one_entry_more_on_a_day_that_is_there_is_told_without_looking_at_the_rest() -> None:
    old = by_time([(day, 1) for day in DAYS], MOST)
    now = dict.fromkeys(DAYS, 1) | {DAYS[3]: 2}
    asked: list[str] = []

    def count(dates: Sequence[str]) -> int:
        asked.extend(dates)
        return sum(now[day] for day in dates)

    found = again(old, {DAYS[3]}, MOST, count)
    assert found == by_time(sorted(now.items()), MOST)
    assert len(asked) <= MOST
