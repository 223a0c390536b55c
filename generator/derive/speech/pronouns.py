"""The person whom "he" or "she" beside a quote means: the most salient one named before it, outside of quoted words.

A speaker and the first person of a sentence are more salient than an object; salience fades by sentence and paragraph.
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
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.quotation_marks import QuotedSpan
from generator.derive.syntax.subjects import is_after_preposition
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Form, Kind, Mention

MAX_MENTIONS = 30
SPEAKER_SALIENCE = 3.0
PLAIN_SALIENCE = 1.6
POSSESSOR_SALIENCE = 0.8
OBJECT_SALIENCE = 0.6
FIRST_IN_SENTENCE_BONUS = 1.0
DECAY_BY_SENTENCE = 0.7
DECAY_BY_PARAGRAPH = 0.85
UNKNOWN_GENDER_FACTOR = 0.6
MIN_VOTES_AGAINST_NAME = 3


class PersonMention(NamedTuple):
    """A mention of a person at an offset, in which sentence, and its salience there."""

    start: int
    sentence: int
    entity: str
    salience: float


class PronounResolver:
    """The mentions of people outside of quoted words, and each person's gender: "m", "f" or "u" for unknown."""

    def __init__(self, text: AnnotatedText, quoted: Sequence[QuotedSpan]) -> None:
        self.text = text
        self.mentions = list(_mentions_outside(text, quoted))
        self.genders = _genders_by_pronouns(text, self.mentions, _genders_by_name(text))
        self.starts = [mention.start for mention in self.mentions]

    def resolve(self, pronoun: str, offset: int, spoke_last: tuple[str, int] | None) -> str | None:
        """Return the entity that "he" or "she" at an offset means; `spoke_last` is the last speaker, with an offset."""
        gender = "m" if pronoun == "he" else "f"
        end = bisect_left(self.starts, offset)
        candidates = self.mentions[max(0, end - MAX_MENTIONS) : end]
        if spoke_last:
            entity, start = spoke_last
            candidates.append(PersonMention(start, self.text.doc.sentence_at(start), entity, SPEAKER_SALIENCE))
        best: dict[str, float] = {}
        for mention in candidates:
            if self.genders.get(mention.entity, "u") in {gender, "u"}:
                best[mention.entity] = max(best.get(mention.entity, 0), self._salience_at(mention, offset))
        return max(best, key=lambda entity: best[entity]) if best else None

    def _salience_at(self, mention: PersonMention, offset: int) -> float:
        doc = self.text.doc
        sentence = doc.sentence_at(offset)
        paragraphs = doc.sentences[sentence].paragraph - doc.sentences[mention.sentence].paragraph
        faded = mention.salience * DECAY_BY_SENTENCE ** (sentence - mention.sentence) * DECAY_BY_PARAGRAPH**paragraphs
        return faded * (UNKNOWN_GENDER_FACTOR if self.genders.get(mention.entity, "u") == "u" else 1)


def _genders_by_name(text: AnnotatedText) -> dict[str, str]:
    """Return the gender of each person by given name, or by the form of address or office before a name."""
    genders = {entity.id: _gender_of_name(entity.name) for entity in text.findings.entities if entity.kind is Kind.PERSON}
    for at, mention in text.mention_starts.items():
        if mention.entity in genders and mention.form is Form.NAME and at > 0:
            before = text.lower[at - 1] if text.lower[at - 1] != "." else text.lower[at - 2]
            gender = HONORIFIC_GENDER.get(before.capitalize())
            gender = gender or ("f" if before in words("women") else "m" if before in words("men") else None)
            if gender:
                genders[mention.entity] = gender
    return genders


def _gender_of_name(name: str) -> str:
    """Return the gender of a name; a single word may be a surname, which men's given names often are."""
    gender = given_gender(name)
    return gender if " " in name or gender == "f" else "u"


def _genders_by_pronouns(text: AnnotatedText, mentions: Sequence[PersonMention], by_name: dict[str, str]) -> dict[str, str]:
    """Return the genders corrected by the pronouns after a name, in sentences that name one person only."""
    votes: Counter[str] = Counter()
    for index, in_sentence in groupby(mentions, key=lambda mention: mention.sentence):
        named = list(in_sentence)
        if len({mention.entity for mention in named}) == 1:
            count = text.lower[text.doc.token_at(named[0].start) : text.doc.sentences[index].last].count
            votes[named[0].entity] += sum(map(count, word_class("man_pronoun"))) - sum(map(count, word_class("woman_pronoun")))
    genders = dict(by_name)
    for entity, vote in votes.items():
        if abs(vote) >= (1 if genders[entity] == "u" else MIN_VOTES_AGAINST_NAME):
            genders[entity] = "m" if vote > 0 else "f"
    return genders


def _mentions_outside(text: AnnotatedText, quoted: Sequence[QuotedSpan]) -> Iterator[PersonMention]:
    """Return the mentions of people outside of quoted spans; the first subject of a sentence is more salient."""
    index, last_bonus = 0, -1
    for mention in text.findings.mentions:
        start = mention.evidence.start
        while index < len(quoted) and quoted[index].end <= start:
            index += 1
        is_quoted = index < len(quoted) and quoted[index].start <= start
        is_person = text.entity_kinds[mention.entity] is Kind.PERSON and mention.form is not Form.PRONOUN
        if is_person and not is_quoted:
            sentence = text.doc.sentence_at(start)
            salience = _salience(text, mention)
            if salience > OBJECT_SALIENCE and sentence != last_bonus:
                last_bonus, salience = sentence, salience + FIRST_IN_SENTENCE_BONUS
            yield PersonMention(start, sentence, mention.entity, salience)


def _salience(text: AnnotatedText, mention: Mention) -> float:
    """Return the salience of a mention by its place in the clause."""
    at, after = text.first_token(mention), text.end_token(mention)
    if (follows := _word_at(text, after)) in word_class("possessive") or follows in words("belonging_nouns"):
        return POSSESSOR_SALIENCE
    while after < len(text.lower) and text.is_adverb(after):
        after += 1
    follows = _word_at(text, after)
    is_inverted = at > 0 and text.lower[at - 1] in words("speech_verbs") and follows in {".", ",", "in", "on"}
    if follows in words("speech_verbs") or is_inverted:
        return SPEAKER_SALIENCE
    return OBJECT_SALIENCE if is_after_preposition(text.doc, mention) else PLAIN_SALIENCE


def _word_at(text: AnnotatedText, at: int) -> str:
    return text.lower[at] if at < len(text.lower) else "."
