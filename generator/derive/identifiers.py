"""Ids of findings: from the kind, the sentence's words and the finding's own words, never from offsets.

So an id stays the same while its sentence stays, wherever in the report the sentence stands.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import Any

from msgspec.structs import replace

from generator.derive.syntax.document import Document
from generator.model.findings import Findings
from generator.model.kinds import KINDS


def assign(doc: Document, found: Findings) -> Findings:
    """Return the findings with their ids."""
    counts: Counter[str] = Counter()
    return replace(found, **{kind.field: _with_ids(doc, kind.letter, kind.of(found), counts) for kind in KINDS})


def _with_ids(doc: Document, letter: str, findings: tuple[Any, ...], counts: Counter[str]) -> tuple[Any, ...]:
    return tuple([replace(finding, id=_identifier(doc, letter, finding, counts)) for finding in findings])


def _identifier(doc: Document, letter: str, finding: Any, counts: Counter[str]) -> str:
    sentence = doc.sentences[doc.sentence_at(finding.evidence.start)]
    words = f"{letter}\0{doc.text[sentence.start : sentence.end]}\0{finding.evidence.text}"
    stem = letter + blake2b(words.encode(), digest_size=5).hexdigest()
    counts[stem] += 1
    return stem if counts[stem] == 1 else f"{stem}-{counts[stem]}"
