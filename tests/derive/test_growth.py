"""Every step of derivation does work in proportion to a report's length: counted are lines that are run, not seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest

from generator.derive import GATE, STEPS
from generator.derive.syntax.document import Document
from generator.derive.syntax.parser import parse
from generator.model.findings import Findings

PARAGRAPHS, TIMES_LONGER = 60, 3
MAX_GROWTH = 1.15
"""How much more than in proportion the lines may grow: caches of words fill, numbers get longer."""
PARAGRAPH = (
    "On 3 May 2009 {name} Tarn, the deputy minister, rejected the plan for harbour {name}. "
    "“We cannot pay for {name} bridges,” said Tarn. “That would be wrong,” he added. "
    "The Bank of {name} warned that at least {number} houses in {name} would be lost, and she said it was “a mistake” to wait. "
    "On Monday the bridge collapsed. Unemployment rose by {number} per cent. The company supports it."
)
SYLLABLES = ("Bar", "Den", "Fal", "Gor", "Hul", "Jan", "Kes", "Lom")


def text(paragraphs: int) -> str:
    """Text of which every paragraph names others and says the like of them."""
    return "\n".join(_paragraph(number) for number in range(paragraphs))


def _document(paragraphs: int) -> Document:
    return Document("long", text(paragraphs), "A long report", "2009-10-13")


def _paragraph(number: int) -> str:
    first, second, third = number % 8, number // 8 % 8, number // 64 % 8
    name = f"{SYLLABLES[first]}{SYLLABLES[second].lower()}{SYLLABLES[third].lower()}en"
    return PARAGRAPH.format(name=name, number=100 + number)


def lines_of(work: Callable[[], object]) -> int:
    """Return the lines of Python that some work runs through; one again and again in a loop or comprehension counts each time."""
    lines = 0

    def count(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def lines_by_step(doc: Document) -> dict[str, int]:
    """Return the lines in each step after the parser."""
    parse(doc)
    found, lines = Findings(), {}
    for name, step in (*STEPS, GATE):
        after = step(doc, found)  # the caches of words are full
        lines[name] = lines_of(partial(step, doc, found))
        found = after
    return lines


@pytest.fixture(scope="module")
def growth() -> dict[str, float]:
    """By step, the lines for a report three times as long, in proportion to those for the shorter one."""
    shorter, longer = (lines_by_step(_document(PARAGRAPHS * times)) for times in (1, TIMES_LONGER))
    return {name: longer[name] / (TIMES_LONGER * lines) for name, lines in shorter.items()}


@pytest.mark.parametrize("step", [name for name, _ in (*STEPS, GATE)])
def test_the_work_grows_with_the_length_of_a_report(growth: dict[str, float], step: str) -> None:
    assert growth[step] < MAX_GROWTH
