"""Quotes: words in quotation marks with their speaker, and speech that the report gives in its own words.

"…," Mrs Clinton told Sergei Lavrov.   said Mr Lavrov: "…"   analysts say that …   according to …
"""

from __future__ import annotations

from msgspec.structs import replace

from generator.derive.speech import direct_speech, reported_speech
from generator.derive.syntax.annotated_text import annotate
from generator.derive.syntax.document import Document
from generator.model.findings import Findings

RULES = (*direct_speech.RULES, *reported_speech.RULES)
"""The names of all rules by which a quote is found."""


def find(doc: Document, findings: Findings) -> Findings:
    """Fill quotes, direct and reported."""
    text = annotate(doc, findings)
    direct = direct_speech.find(text)
    text = annotate(doc, replace(findings, quotes=tuple(direct)))
    reported = reported_speech.find(text)
    quotes = sorted([*direct, *reported], key=lambda quote: (quote.evidence.start, quote.evidence.end))
    return replace(findings, quotes=tuple(quotes))
