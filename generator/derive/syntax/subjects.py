"""Subjects of clauses by the words beside a mention."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.derive.syntax.document import Document
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Mention


@lru_cache(maxsize=1)
def _preposition_before() -> re.Pattern[str]:
    prepositions = "|".join(sorted(word_class("object_preposition")))
    return re.compile(rf"\b(?:{prepositions})\s(?:the\s|Mr\.?\s|Mrs\.?\s|Ms\.?\s)?$")


def is_after_preposition(doc: Document, mention: Mention) -> bool:
    """Return whether a mention follows a preposition, and so is no subject."""
    start = mention.evidence.start
    return _preposition_before().search(doc.text[max(0, start - 14) : start]) is not None
