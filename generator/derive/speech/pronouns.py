"""Whom "he" or "she" beside a quote means: the person named near who stands out most, outside of what is quoted.

Who speaks or opens a sentence stands out more than who is an object; who was named a paragraph ago, less than who was just now.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.names.gazetteer import given_gender
from generator.derive.names.titles import HONORIFIC_GENDER
from generator.derive.speech.noun_phrases import POSSESSIVE
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.quotation_marks import Quoted
from generator.derive.syntax.subjects import is_after_preposition
from generator.model.findings import Form, Kind, Mention

REACH = 30
MASCULINE, FEMININE = ("he", "his", "him", "himself"), ("she", "her", "hers", "herself")
SPEAKER, FREE, OBJECT, POSSESSOR = 3.0, 1.6, 0.6, 0.8
FIRST = 1.0
BY_SENTENCE = 0.7
BY_PARAGRAPH = 0.85
UNKNOWN = 0.6
SURE_VOTES = 3


class Named(NamedTuple):
    """A person named at an offset, in which sentence, and how much it stands out there."""

    start: int
    sentence: int
    entity: str
    weight: float


class People:
    """The people of a report for pronouns: who is named where, and whether a man or a woman."""

    def __init__(self, text: AnnotatedText, quoted: Sequence[Quoted]) -> None:
        self.text = text
        self.gender = _genders(text)
        self.named = list(_outside(text, quoted))
        self._by_pronouns()
        self.starts = [one.start for one in self.named]

    def meant(self, pronoun: str, at: int, spoke: tuple[str, int] | None) -> str | None:
        """Whom a pronoun at an offset means; `spoke` is who spoke last and where."""
        gender = "m" if pronoun == "he" else "f"
        here = self.text.doc.sentence_at(at)
        paragraph = self.text.doc.sentences[here].paragraph
        last = bisect_left(self.starts, at)
        near = self.named[max(0, last - REACH) : last]
        if spoke:
            near.append(Named(spoke[1], self.text.doc.sentence_at(spoke[1]), spoke[0], SPEAKER))
        best: dict[str, float] = {}
        for one in near:
            known = self.gender.get(one.entity, "u")
            if known in {gender, "u"}:
                far = paragraph - self.text.doc.sentences[one.sentence].paragraph
                score = one.weight * BY_SENTENCE ** (here - one.sentence) * BY_PARAGRAPH**far * (UNKNOWN if known == "u" else 1)
                best[one.entity] = max(best.get(one.entity, 0), score)
        return max(best, key=lambda who: best[who]) if best else None

    def _by_pronouns(self) -> None:
        """Tell the gender of those whose names do not by the pronouns that follow where they alone are named."""
        votes: Counter[str] = Counter()
        by_sentence = {sentence: list(named) for sentence, named in groupby(self.named, key=lambda one: one.sentence)}
        for index, named in by_sentence.items():
            if len({one.entity for one in named}) == 1:
                sentence = self.text.doc.sentences[index]
                first = self.text.doc.token_at(named[0].start)
                count = self.text.lower[first : sentence.last].count
                votes[named[0].entity] += sum(map(count, MASCULINE)) - sum(map(count, FEMININE))
        for who, vote in votes.items():
            if abs(vote) >= (1 if self.gender[who] == "u" else SURE_VOTES):
                self.gender[who] = "m" if vote > 0 else "f"


def _genders(text: AnnotatedText) -> dict[str, str]:
    """The gender of everybody named, by given name, or by the form of address or office before a name."""
    found = {e.id: _by_name(e.name) for e in text.findings.entities if e.kind is Kind.PERSON}
    for at, mention in text.mention_starts.items():
        if mention.entity in found and mention.form is Form.NAME and at > 0:
            before = text.lower[at - 1] if text.lower[at - 1] != "." else text.lower[at - 2]
            gender = HONORIFIC_GENDER.get(before.capitalize())
            gender = gender or ("f" if before in words("women") else "m" if before in words("men") else None)
            if gender:
                found[mention.entity] = gender
    return found


def _by_name(name: str) -> str:
    """The gender that a name tells; of one word it may be a surname, which men's given names are often."""
    gender = given_gender(name)
    return gender if " " in name or gender == "f" else "u"


def _outside(text: AnnotatedText, quoted: Sequence[Quoted]) -> Iterator[Named]:
    """The mentions of people outside of what is quoted."""
    index, opened = 0, -1
    for mention in text.findings.mentions:
        start = mention.evidence.start
        while index < len(quoted) and quoted[index].end <= start:
            index += 1
        is_quoted = index < len(quoted) and quoted[index].start <= start
        is_person = text.entity_kinds[mention.entity] is Kind.PERSON and mention.form is not Form.PRONOUN
        if is_person and not is_quoted:
            sentence = text.doc.sentence_at(start)
            weight = _weight(text, mention)
            if weight > OBJECT and sentence != opened:
                opened, weight = sentence, weight + FIRST
            yield Named(start, sentence, mention.entity, weight)


def _weight(text: AnnotatedText, mention: Mention) -> float:
    """How much a person stands out by where the name stands in the clause."""
    at, after = text.first_token(mention), text.end_token(mention)
    follows = text.lower[after] if after < len(text.lower) else "."
    if follows in POSSESSIVE or follows in words("belonging_nouns"):
        return POSSESSOR
    while text.lower[after : after + 1] and text.is_adverb(after):
        after += 1
    follows = text.lower[after] if after < len(text.lower) else "."
    inverted = at > 0 and text.lower[at - 1] in words("speech_verbs") and follows in {".", ",", "in", "on"}
    if follows in words("speech_verbs") or inverted:
        return SPEAKER
    if is_after_preposition(text.doc, mention):
        return OBJECT
    return FREE
