"""The gender of each person of a report, by given name, form of address and the pronouns behind the name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from generator.derive.lexicon import words
from generator.derive.names.discourse import Referent, is_within
from generator.derive.names.gazetteer import given_gender
from generator.derive.names.titles import HONORIFIC_GENDER
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.quotation_marks import QuotedSpan
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Form, Kind

UNKNOWN_GENDER_FACTOR = 0.6
MIN_VOTES_AGAINST_NAME = 3


def person_genders(text: AnnotatedText, mentions: Sequence[Referent], quoted: Sequence[QuotedSpan]) -> dict[str, str]:
    """Return the gender of each person by entity: "m", "f" or "u" for unknown."""
    genders = _by_name(text)
    for entity, vote in _votes(text, mentions, quoted).items():
        if abs(vote) >= (1 if genders[entity] == "u" else MIN_VOTES_AGAINST_NAME):
            genders[entity] = "m" if vote > 0 else "f"
    return genders


def gender_fit(genders: Mapping[str, str], gender: str) -> dict[str, float]:
    """Return how well the people fit a gender who may have it."""
    return {entity: 1.0 if own == gender else UNKNOWN_GENDER_FACTOR for entity, own in genders.items() if own in {gender, "u"}}


def _by_name(text: AnnotatedText) -> dict[str, str]:
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


def _votes(text: AnnotatedText, mentions: Sequence[Referent], quoted: Sequence[QuotedSpan]) -> Counter[str]:
    """Return the men's pronouns less the women's after a name, outside of quoted words, in sentences that name one person."""
    votes: Counter[str] = Counter()
    for index, in_sentence in groupby(mentions, key=lambda mention: mention.sentence):
        named = list(in_sentence)
        if len({mention.entity for mention in named}) > 1:
            continue
        for at in range(text.doc.token_at(named[0].start), text.doc.sentences[index].last):
            vote = (text.lower[at] in word_class("man_pronoun")) - (text.lower[at] in word_class("woman_pronoun"))
            if vote and not is_within(quoted, text.tokens[at].start):
                votes[named[0].entity] += vote
    return votes
