"""The day under which an event stands that has no date of its own."""

from __future__ import annotations

import pytest

from generator.derive import derive
from generator.derive.syntax.document import Document


def _placed(text: str, verb: str) -> tuple[str | None, str | None]:
    """Return under what the event with a verb stands in a report of 13 October 2009, and who says so."""
    events = derive(Document("a", text, "", "2009-10-13")).events
    return next((event.placed, event.placed_by) for event in events if verb in event.evidence.text)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Norway voted on Monday.", "2009-10-12"),
        ("The address on Sunday was long.", "2009-10-11"),
        ("13 October 2009", "2009-10-13"),
        ("Norway voted in 1994.", "2009-10"),
        ("Norway is a kingdom.", "2009-10"),
    ],
)
def test_what_a_report_tells_stands_under_the_day_that_its_head_gives_else_under_the_month(head: str, day: str) -> None:
    assert _placed(f"{head}\n\nAnna Berg signed the treaty.", "signed") == (day, "report")


def test_what_has_happened_may_be_older_than_the_day_but_at_the_head() -> None:
    text = "Anna Berg has closed the port on Monday.\n\nIt is old. It is small. It is quiet. Norway has sold the bridge."
    assert _placed(text, "sold") == ("2009-10", "report")


def test_a_clause_behind_a_dated_one_of_its_sentence_stands_under_its_date() -> None:
    text = (
        "Norway voted on Monday.\n\nWhen Sweden bought the port in May 2003, Anna Berg attacked the sale. She later signed it."
    )
    assert _placed(text, "attacked") == ("2003-05", "text")
    assert _placed(text, "signed") == ("2009-10-12", "report")


def test_words_for_the_present_leave_the_day_of_the_report() -> None:
    assert _placed("Norway voted on Monday.\n\nAnna Berg unveiled a boat now on sale in Oslo.", "unveiled") == (
        "2009-10-12",
        "report",
    )


def test_what_had_happened_before_stands_under_no_day() -> None:
    assert _placed("Norway voted on Monday.\n\nAnna Berg had signed the treaty.", "signed") == (None, None)
