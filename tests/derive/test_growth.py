"""Every step of derivation does work in proportion to a report's length: counted are calls of functions, not seconds."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from generator.derive import GATE, STEPS
from generator.derive.syntax.document import Document
from generator.derive.syntax.parser import parse
from generator.model.findings import Findings

PARAGRAPHS, TIMES_LONGER = 60, 3
MAX_GROWTH = 1.15
"""How much more than in proportion the calls may grow: caches of words fill, numbers get longer."""
PARAGRAPH = (
    "On 3 May 2009 {name} Tarn, the deputy minister, rejected the plan for harbour {name}. "
    "“We cannot pay for {name} bridges,” said Tarn. “That would be wrong,” he added. "
    "The Bank of {name} warned that at least {number} houses in {name} would be lost, and she said it was “a mistake” to wait. "
    "On Monday the bridge collapsed. Unemployment rose by {number} per cent. The company supports it."
)
SYLLABLES = ("Bar", "Den", "Fal", "Gor", "Hul", "Jan", "Kes", "Lom")


def document(paragraphs: int) -> Document:
    """A report in which every paragraph names others and says the like of them."""
    return Document("long", "\n".join(_paragraph(number) for number in range(paragraphs)), "A long report", "2009-10-13")


def _paragraph(number: int) -> str:
    first, second, third = number % 8, number // 8 % 8, number // 64 % 8
    name = f"{SYLLABLES[first]}{SYLLABLES[second].lower()}{SYLLABLES[third].lower()}en"
    return PARAGRAPH.format(name=name, number=100 + number)


def calls_by_step(doc: Document) -> dict[str, int]:
    """Return the calls of functions, and resumptions of generators, in each step after the parser."""
    parse(doc)
    found, calls = Findings(), {}
    for name, step in (*STEPS, GATE):
        step(doc, found)  # the caches of words are full
        counted = 0

        def count(_frame: FrameType, event: str, _argument: Any) -> None:
            nonlocal counted
            counted += event == "call"

        sys.setprofile(count)
        try:
            found = step(doc, found)
        finally:
            sys.setprofile(None)
        calls[name] = counted
    return calls


@pytest.fixture(scope="module")
def growth() -> dict[str, float]:
    """By step, the calls for a report three times as long, in proportion to those for the shorter one."""
    shorter, longer = (calls_by_step(document(PARAGRAPHS * times)) for times in (1, TIMES_LONGER))
    return {name: longer[name] / (TIMES_LONGER * calls) for name, calls in shorter.items()}


@pytest.mark.parametrize("step", [name for name, _ in (*STEPS, GATE)])
def test_calls_grow_with_the_length_of_a_report(growth: dict[str, float], step: str) -> None:
    assert growth[step] < MAX_GROWTH
