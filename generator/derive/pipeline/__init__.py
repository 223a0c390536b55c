"""An installed pipeline of spaCy as a deriver, `spacy:NAME`: names, and quotes and dates where the program has no rules.

It reads reports in its own language alone. Names are those that it labels; quotes and dates are found by what the program knows
of a language: its quotation marks, a short list of verbs of speech, the names of its months.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from generator.derive.lexicon import LANGUAGES
from generator.derive.pipeline.dates import dates
from generator.derive.pipeline.names import names
from generator.derive.pipeline.quotes import quotes
from generator.derive.pipeline.reading import read
from generator.derive.syntax import spacy_pipeline
from generator.derive.syntax.document import Document
from generator.model.findings import Findings

ANY_LANGUAGE = "xx"
"""spaCy's name for what reads several languages."""


class Pipeline:
    """A pipeline by its package or folder; it is loaded when the first report is read."""

    def __init__(self, name: str, package: str) -> None:
        self.name = name
        self._package = package

    @cached_property
    def fingerprint(self) -> str:
        """The releases of spaCy and of the pipeline, or what is in its folder."""
        return spacy_pipeline.fingerprint(self._package)

    @cached_property
    def _nlp(self) -> Any:
        return spacy_pipeline.pipeline(self._package)

    def derive(self, doc: Document) -> Findings:
        """Return what the pipeline finds in one report; nothing in another language than its own."""
        language = doc.lang.split("-")[0].lower()
        if self._nlp.lang not in {language, ANY_LANGUAGE}:
            return Findings()
        reading = read(self._nlp, doc)
        entities, mentions = names(doc, reading, self.name)
        if language in LANGUAGES:
            return Findings(entities, mentions)
        said = quotes(doc, reading, entities, mentions, self.name)
        return Findings(entities, mentions, times=dates(doc, reading, self.name), quotes=said)
