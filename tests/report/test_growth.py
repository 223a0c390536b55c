"""A report's statements are made with work in proportion to its length: counted are lines that are run, not seconds."""

from __future__ import annotations

from generator.derive import derive
from generator.model.findings import Findings
from generator.report.statements import account, document
from tests.conftest import article
from tests.derive.test_growth import MAX_GROWTH, PARAGRAPHS, TIMES_LONGER, lines_of, text


def test_statements_are_made_with_work_in_proportion_to_the_length_of_a_report() -> None:
    shorter, longer = (_lines(PARAGRAPHS * times) for times in (1, TIMES_LONGER))
    assert longer < MAX_GROWTH * TIMES_LONGER * shorter


def _lines(paragraphs: int) -> int:
    report = article(text=text(paragraphs))
    found: Findings = derive(document(report))
    account(report, found)  # the caches of words are full
    return lines_of(lambda: account(report, found))
