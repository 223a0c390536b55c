"""Whom "he" or "she" beside a quote means: the person named near who stands out most, outside of what is quoted.

Who speaks or opens a sentence stands out more than who is an object; who was named a paragraph ago, less than who was just now.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.derive.clauses import is_after_preposition
from generator.derive.gazetteer import given_gender
from generator.derive.lexicon import words
from generator.derive.marks import Quoted
from generator.derive.syntax import Syntax
from generator.model import Form, Kind

REACH = 30
HONORIFIC_GENDER = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "dame": "f"}
SPEAKER, OPENING, FREE, OBJECT, POSSESSOR = 3.0, 2.4, 1.2, 0.6, 0.5
BY_SENTENCE = 0.8
UNKNOWN = 0.75


class Named(NamedTuple):
    """A person named at an offset, in which sentence, and how much it stands out there."""

    start: int
    sentence: int
    entity: str
    weight: float


class People:
    """The people of a report for pronouns: who is named where, and whether a man or a woman."""

    def __init__(self, read: Syntax, quoted: Sequence[Quoted]) -> None:
        self.read = read
        self.gender = _genders(read)
        self.named = list(_outside(read, quoted))
        self.starts = [one.start for one in self.named]

    def meant(self, pronoun: str, at: int, spoke: tuple[str, int] | None) -> str | None:
        """Whom a pronoun at an offset means; `spoke` is who spoke last and where."""
        gender = "m" if pronoun == "he" else "f"
        here = self.read.doc.sentence_at(at)
        last = bisect_left(self.starts, at)
        near = self.named[max(0, last - REACH) : last]
        if spoke:
            near.append(Named(spoke[1], self.read.doc.sentence_at(spoke[1]), spoke[0], SPEAKER))
        best: dict[str, float] = {}
        for one in near:
            known = self.gender.get(one.entity, "u")
            if known in {gender, "u"}:
                score = one.weight * BY_SENTENCE ** (here - one.sentence) * (UNKNOWN if known == "u" else 1)
                best[one.entity] = max(best.get(one.entity, 0), score)
        return max(best, key=lambda who: best[who]) if best else None


def _genders(read: Syntax) -> dict[str, str]:
    """The gender of everybody named, by given name, or by the form of address or office before a name."""
    found = {e.id: given_gender(e.name) for e in read.found.entities if e.kind is Kind.PERSON}
    for at, mention in read.starts.items():
        if mention.entity in found and mention.form is Form.NAME and at > 0:
            before = read.lower[at - 1] if read.lower[at - 1] != "." else read.lower[at - 2]
            gender = HONORIFIC_GENDER.get(before)
            gender = gender or ("f" if before in words("women") else "m" if before in words("men") else None)
            if gender:
                found[mention.entity] = gender
    return found


def _outside(read: Syntax, quoted: Sequence[Quoted]) -> Iterator[Named]:
    """The mentions of people outside of what is quoted."""
    index = 0
    for mention in read.found.mentions:
        start = mention.evidence.start
        while index < len(quoted) and quoted[index].end <= start:
            index += 1
        is_quoted = index < len(quoted) and quoted[index].start <= start
        is_person = read.kinds[mention.entity] is Kind.PERSON and mention.form is not Form.PRONOUN
        if is_person and not is_quoted:
            at = read.first(mention)
            yield Named(start, read.doc.sentence_at(start), mention.entity, _weight(read, at, mention.evidence.end))


def _weight(read: Syntax, at: int, end: int) -> float:
    """How much a person stands out by where the name stands."""
    after = read.doc.token_at(end - 1) + 1
    follows = read.lower[after] if after < len(read.lower) else "."
    if follows in {"'s", "’s", "'", "’"}:
        return POSSESSOR
    while after < len(read.lower) and read.is_adverb(after):
        after += 1
    follows = read.lower[after] if after < len(read.lower) else "."
    if follows in words("speech_verbs") or (
        at > 0 and read.lower[at - 1] in words("speech_verbs") and follows in {".", ",", "in", "on"}
    ):
        return SPEAKER
    mention = read.starts.get(at)
    if mention is not None and is_after_preposition(read.doc, mention):
        return OBJECT
    if follows in words("belonging_nouns"):
        return POSSESSOR
    sentence = read.doc.sentences[read.doc.sentence_at(read.tokens[at].start)]
    return OPENING if at - sentence.first <= 3 else FREE
