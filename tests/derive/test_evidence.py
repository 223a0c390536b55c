from dataclasses import replace

import pytest

from generator.derive import derive
from generator.derive.evidence import cite, gate
from generator.derive.syntax.document import Document
from generator.model.findings import Evidence

TEXT = 'Russia rejects the plan. "We shall wait for them," Anna Berg said on Monday.'
FOUND = derive(Document("x", TEXT, date="2009-10-13"))


def test_a_span_that_has_the_given_words_is_evidence() -> None:
    assert Evidence(0, 6, "Russia") == cite(TEXT, 0, 6, "Russia")


@pytest.mark.parametrize(("start", "end", "words"), [(0, 6, "Ruritan"), (5, 5, None), (-1, 3, None), (0, 10_000, None)])
def test_a_span_without_those_words_is_refused(start: int, end: int, words: str | None) -> None:
    with pytest.raises(ValueError, match=r"the span|the text says"):
        cite(TEXT, start, end, words)


def test_the_gate_passes_findings_with_evidence() -> None:
    assert (FOUND, ()) == gate(TEXT, FOUND)


def test_the_gate_drops_findings_without_evidence_and_says_why() -> None:
    forged = replace(FOUND.positions[0], evidence=Evidence(0, 6, "Sweden"))
    passed, dropped = gate(TEXT, replace(FOUND, positions=(forged,)))
    assert () == passed.positions
    assert ["the text says 'Russia' at 0:6, not 'Sweden'"] == [d.reason for d in dropped]


def test_the_gate_drops_findings_of_unknown_entities_and_clears_optional_references() -> None:
    lost = replace(FOUND.positions[0], entity="nobody")
    unknown = replace(FOUND.quotes[0], speaker="nobody")
    passed, dropped = gate(TEXT, replace(FOUND, positions=(lost,), quotes=(unknown,)))
    assert ["positions"] == [d.kind for d in dropped]
    assert [None] == [quote.speaker for quote in passed.quotes]
