"""quotes."""

from __future__ import annotations

from generator.derive.text import Document
from generator.model import Findings


def find(doc: Document, found: Findings) -> Findings:
    return found
