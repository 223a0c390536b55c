"""A language model as a deriver: the answers that it gave to the reports' questions, held against the reports.

It is pure: answers were asked for and kept before (`build/model_answers.py`). Nothing that an answer says is taken but kinds,
parts and stances from lists; all else is words of the report, found again where they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from typing import NoReturn

from generator.derive import identifiers
from generator.derive.gate import Dropped
from generator.derive.language_model import kept_answers
from generator.derive.language_model.answers import first_object, tables
from generator.derive.language_model.entries import FIELDS, READERS, ReadEntry
from generator.derive.language_model.question import question
from generator.derive.language_model.reading import NOT_AN_OBJECT, NamedActor, ReportRead, Unread
from generator.derive.syntax.document import Document
from generator.model.findings import Entity, Findings, Mention
from generator.model.language_models import ModelSettings

UNREADABLE = "the answer is not in the form that was asked for"
LANGUAGES_WITH_NAMES = ("en",)
"""Languages in which the rules find names; in others a model may name somebody by itself."""


class LanguageModel:
    """The findings of one model from the answers that it gave, by the hash of what was asked."""

    def __init__(self, settings: ModelSettings, answers: Mapping[str, bytes], name: str = "") -> None:
        self.name = name or settings.rule
        self._settings = settings
        self._answers = answers
        hashed = sha256(self.name.encode())
        for of in sorted(answers):
            hashed.update(of.encode() + sha256(answers[of]).digest())
        self.fingerprint = hashed.hexdigest()[:32]

    def derive(self, doc: Document) -> Findings:
        """Return what the model finds in a report; nothing where it was not asked yet."""
        return self.read(doc)[0]

    def unfounded(self, doc: Document) -> tuple[Dropped, ...]:
        """Return what of the answer is dropped before it is a finding, with the reasons."""
        return self.read(doc)[1]

    def read(self, doc: Document) -> tuple[Findings, tuple[Dropped, ...]]:
        """Return the same, and what of the answer was dropped, with the reasons: `kind` is the field of `Findings`."""
        asked = question(doc, self._settings).hash
        kept = kept_answers.decode(self._answers.get(asked, b""), asked)
        if kept is None:
            return Findings(), ()
        answer = first_object(kept.answer, frozenset(READERS))
        if answer is None:
            return Findings(), (Dropped("", "", UNREADABLE),)
        read = ReportRead(doc, self.name, doc.lang.split("-")[0].lower() in LANGUAGES_WITH_NAMES)
        found: dict[str, list[ReadEntry]] = {name: [] for name in READERS}
        dropped: list[Dropped] = []
        for name, reader in READERS.items():
            for number, entry in enumerate(tables(answer, name), 1):
                try:
                    found[name].append(reader(read, entry if entry is not None else no_entry()))
                except Unread as error:
                    dropped.append(Dropped(FIELDS[name], f"{name}-{number}", str(error)))
        return identifiers.assign(doc, _findings(found)), tuple(dropped)


def no_entry() -> NoReturn:
    """Raise Unread for what is no entry."""
    raise Unread(NOT_AN_OBJECT)


def _findings(found: Mapping[str, list[ReadEntry]]) -> Findings:
    """Return entries as findings, each once and in the order of the text, with whom they name."""
    named = [one for entries in found.values() for entry in entries for one in entry.named]
    entities: dict[str, Entity] = {one.entity.id: one.entity for one in named}
    fields = {
        FIELDS[name]: tuple(
            sorted(
                {repr(entry.finding): entry.finding for entry in entries}.values(),
                key=lambda one: (one.evidence.start, one.evidence.end, repr(one)),
            )
        )
        for name, entries in found.items()
    }
    return Findings(entities=tuple(entities.values()), mentions=_mentions(named), **fields)


def _mentions(named: list[NamedActor]) -> tuple[Mention, ...]:
    """Return the mentions by which entries name somebody, each once."""
    by_place = {(one.mention.evidence.start, one.mention.evidence.end, one.entity.id): one.mention for one in named}
    return tuple(by_place[place] for place in sorted(by_place))


def dropped_by_reason(dropped: tuple[Dropped, ...]) -> dict[str, int]:
    """Count what was dropped by its reason."""
    return dict(sorted(Counter(one.reason for one in dropped).items()))
