"""The person whom "he" or "she" means: the most salient one named before it, outside of quoted words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.derive.evidence import cite
from generator.derive.names.discourse import (
    PLAIN_SALIENCE,
    SPEAKER_SALIENCE,
    Discourse,
    Referent,
    Salient,
    is_clear,
    is_within,
    outside,
    referents,
)
from generator.derive.names.person_genders import gender_fit, person_genders
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.quotation_marks import QuotedSpan
from generator.model.findings import Confidence, Form, Kind, Mention

GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
STANDS_OUT = "the person who stands out"
RULES = (STANDS_OUT,)


class PeopleMeant:
    """The mentions of people outside of quoted words, and each person's gender."""

    def __init__(self, text: AnnotatedText, quoted: Sequence[QuotedSpan]) -> None:
        self.text = text
        people = (
            m for m in text.findings.mentions if text.entity_kinds[m.entity] is Kind.PERSON and m.form is not Form.PRONOUN
        )
        self.discourse = Discourse(text.doc, referents(text, outside(people, quoted)))
        self.genders = person_genders(text, self.discourse.referents, quoted)
        self.fits = {gender: gender_fit(self.genders, gender) for gender in ("m", "f")}

    def speakers_in_sentence(self, offset: int) -> set[str]:
        """Return the people who speak in the sentence of an offset."""
        here = self.text.doc.sentence_at(offset)
        return {each.entity for each in self.discourse.in_sentence(here) if each.salience >= SPEAKER_SALIENCE}

    def resolve(self, pronoun: str, offset: int, spoke_last: tuple[str, int] | None) -> str | None:
        """Return the entity that "he" or "she" at an offset means; `spoke_last` is the last speaker, with an offset."""
        more = []
        if spoke_last:
            entity, start = spoke_last
            more.append(Referent(start, self.text.doc.sentence_at(start), entity, SPEAKER_SALIENCE))
        ranked = self.ranked(pronoun, offset, more)
        return ranked[0].entity if ranked else None

    def ranked(self, pronoun: str, offset: int, more: Sequence[Referent] = ()) -> list[Salient]:
        """Return the people whom a pronoun may mean, the likeliest first."""
        return self.discourse.ranked(offset, self.fits[GENDERS[pronoun]], more)


def find(text: AnnotatedText, quoted: Sequence[QuotedSpan]) -> Iterator[Mention]:
    """Return a mention for each pronoun that means somebody for all one can tell."""
    people = PeopleMeant(text, quoted)
    for at, pronoun in enumerate(text.trees.lower):
        if pronoun not in GENDERS:
            continue
        word = text.trees.words[at]
        person = _person_meant(people, pronoun, word.start, quoted)
        if person is None:
            continue
        cited = cite(text.doc.text, word.start, word.end)
        yield Mention("", cited, person, Form.PRONOUN, Confidence.LIKELY, STANDS_OUT)
        if word.kind == "nsubj" and not is_within(quoted, word.start):
            people.discourse.add(Referent(word.start, text.doc.sentence_at(word.start), person, PLAIN_SALIENCE))


def _person_meant(people: PeopleMeant, pronoun: str, offset: int, quoted: Sequence[QuotedSpan]) -> str | None:
    """Return the person who stands out before a pronoun; in quoted words never the one who says them in that sentence."""
    ranked = people.ranked(pronoun, offset)
    if is_within(quoted, offset):
        said_by = people.speakers_in_sentence(offset)
        ranked = [each for each in ranked if each.entity not in said_by]
    if not is_clear(ranked) or (len(ranked) > 1 and people.genders.get(ranked[0].entity) != GENDERS[pronoun]):
        return None
    return ranked[0].entity
