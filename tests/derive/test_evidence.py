from dataclasses import replace

import pytest

from generator.derive import derive
from generator.derive.evidence import cite, gate
from generator.derive.syntax.document import Document
from generator.model.findings import Evidence

TEXT = 'Russia rejects the plan. "We shall wait for them," Anna Berg said on Monday.'
FOUND = derive(Document("x", TEXT, date="2009-10-13"))


def test_words_that_stand_there_are_evidence() -> None:
    assert Evidence(0, 6, "Russia") == cite(TEXT, 0, 6, "Russia")


@pytest.mark.parametrize(("start", "end", "words"), [(0, 6, "Ruritan"), (5, 5, None), (-1, 3, None), (0, 10_000, None)])
def test_words_that_do_not_are_none(start: int, end: int, words: str | None) -> None:
    with pytest.raises(ValueError, match=r"the span|the text says"):
        cite(TEXT, start, end, words)


def test_the_gate_lets_true_findings_through() -> None:
    assert (FOUND, ()) == gate(TEXT, FOUND)


def test_the_gate_drops_what_the_text_does_not_say_with_the_reason() -> None:
    forged = replace(FOUND.positions[0], evidence=Evidence(0, 6, "Sweden"))
    kept, dropped = gate(TEXT, replace(FOUND, positions=(forged,)))
    assert () == kept.positions
    assert ["the text says 'Russia' at 0:6, not 'Sweden'"] == [d.reason for d in dropped]


def test_the_gate_drops_findings_about_nobody_and_empties_other_references() -> None:
    lost = replace(FOUND.positions[0], entity="nobody")
    unsaid = replace(FOUND.quotes[0], speaker="nobody")
    kept, dropped = gate(TEXT, replace(FOUND, positions=(lost,), quotes=(unsaid,)))
    assert ["positions"] == [d.kind for d in dropped]
    assert [None] == [quote.speaker for quote in kept.quotes]
