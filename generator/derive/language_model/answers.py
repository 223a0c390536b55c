"""A model's answer as what it says: objects of texts, whatever else a model may write around them or into them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

MAX_ANSWER_CHARACTERS = 2_000_000
MAX_TRIES = 50
"""Opening braces from which an object is tried to be read, where an answer is no JSON as a whole."""
MAX_ENTRIES = 400
"""Entries of a list that are read."""
MAX_DEPTH = 60
"""How deep brackets may stand in each other; the answer that is asked for has four."""
BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
Table = Mapping[str, Any]


def first_object(answer: str, names: frozenset[str]) -> Table | None:
    """Return the first JSON object in an answer that has one of some names; None where there is none that can be read.

    It may stand alone, in a fence of Markdown, or among words.
    """
    answer = answer[:MAX_ANSWER_CHARACTERS]
    if _is_too_deep(answer):
        return None
    decoder, at = json.JSONDecoder(), answer.find("{")
    for _ in range(MAX_TRIES):
        if at < 0:
            return None
        try:
            found, end = decoder.raw_decode(answer, at)
        except (ValueError, RecursionError):
            at = answer.find("{", at + 1)
            continue
        if isinstance(found, dict) and not names.isdisjoint(found):
            return found
        at = answer.find("{", end)
    return None


def tables(found: Table, name: str) -> Iterator[Table | None]:
    """Yield the objects of a list; None for each entry that is none."""
    entries = found.get(name, [])
    for entry in entries[:MAX_ENTRIES] if isinstance(entries, list) else [None]:
        yield entry if isinstance(entry, dict) else None


def text_of(found: Table, name: str) -> str:
    """Return a text of an object; "" where there is none. What is no character is none of a report's either."""
    value = found.get(name)
    return value.strip() if isinstance(value, str) else ""


def _is_too_deep(answer: str) -> bool:
    """Return whether brackets stand deeper in each other than any answer needs: reading them would use up the stack."""
    depth = 0
    for bracket in BRACKET.finditer(answer):
        if bracket[0] in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif bracket[0] in "]}":
            depth = max(0, depth - 1)
    return False
