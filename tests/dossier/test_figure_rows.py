"""Figures of one kind on a topic as one row."""

import msgspec

from generator.contexts import Cite, FigureRow, FigureView
from generator.dossier.cross_report_rows import figures_of_kind
from generator.dossier.index.rows import IndexRow

encode, decode = msgspec.msgpack.encode, msgspec.msgpack.decode


def figure(value: str, text: str, date: str, source: str = "") -> IndexRow:
    cite = Cite(f"articles/{text}.html#s", "A title", "", None, "The sentence.", "The words")
    view = FigureView(
        text,
        value,
        value,
        "",
        "exactly",
        "",
        "people killed",
        "killed",
        "",
        None,
        source,
        None,
        "text",
        "likely",
        "a rule",
        cite,
    )
    return IndexRow("figures", date, text, "", 3, encode((view, text)))


def row_of(*rows: IndexRow) -> tuple[FigureRow, str, int]:
    (entry,) = figures_of_kind("counted/blast/killed//", rows)
    (place,) = entry.locations
    return decode(entry.value, type=FigureRow), place.subject, place.rank


def test_figures_of_several_reports_are_one_row_by_date_that_ranks_before_single_ones() -> None:
    row, subject, rank = row_of(
        figure("12", "one", "2009-03-05", "Ministry"), figure("19", "two", "2009-03-06", "Red Crescent")
    )
    assert ("topic/blast", ["12", "19"]) == (subject, [one.value for one in row.figures])
    assert rank > row_of(figure("12", "one", "2009-03-05"))[2]


def test_two_sources_of_one_day_stand_side_by_side_and_the_same_number_of_one_source_counts_its_reports() -> None:
    day = "2009-03-05"
    row, _, _ = row_of(
        figure("12", "one", day, "Ministry"), figure("12", "two", day, "Police"), figure("12", "three", day, "Police")
    )
    assert [("Ministry", 1), ("Police", 2)] == [(one.said_by_text, one.reports) for one in row.figures]


def test_what_copies_of_one_text_say_stands_once() -> None:
    row, _, _ = row_of(figure("12", "one", "2009-03-05"), figure("12", "one", "2009-03-06"))
    assert 1 == len(row.figures)
