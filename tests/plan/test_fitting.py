"""As many rows as there is room for: the floors first, then by turns, and single rows that still fit."""

from collections.abc import Callable

from generator.plan.fitting import ListSize, Rows, fitted

TWO = {"a": ListSize(1, 5), "b": ListSize(1, 3)}


def room_for(lines: int, **length: int) -> Callable[[Rows], bool]:
    return lambda rows: sum(number * length.get(name, 1) for name, number in rows.items()) <= lines


def test_all_rows_are_shown_where_there_is_room() -> None:
    assert {"a": 5, "b": 3} == fitted(TWO, room_for(8))


def test_lists_get_rows_by_turns() -> None:
    assert {"a": 3, "b": 2} == fitted(TWO, room_for(5))


def test_a_list_gets_no_more_rows_than_it_has() -> None:
    assert {"a": 4, "b": 3} == fitted(TWO, room_for(7))


def test_a_short_row_still_fits_where_the_next_one_does_not() -> None:
    assert {"a": 1, "b": 3} == fitted({"a": ListSize(1, 3), "b": ListSize(1, 3)}, room_for(12, a=9))


def test_a_list_that_comes_after_others_gets_rows_once_they_have_theirs() -> None:
    assert {"a": 3, "late": 0} == fitted({"a": ListSize(1, 4), "late": ListSize(0, 2, after=3)}, room_for(3))


def test_nothing_fits_where_the_floors_do_not() -> None:
    assert fitted(TWO, room_for(1)) is None


def test_few_measurements_are_made() -> None:
    measured: list[Rows] = []

    def fits(rows: Rows) -> bool:
        measured.append(rows)
        return sum(rows.values()) <= 30

    fitted({name: ListSize(1, 20) for name in "abcdef"}, fits)
    assert len(measured) < 16
