"""Noun compounds that name a subject that a report may be about.

missile defence     nuclear arms reduction treaty     sanctions on Iran, sanctions against Iran ▶ Iran sanctions
the US-led war in Afghanistan ▶ war in Afghanistan     Iran's nuclear plans ▶ Iran's nuclear programme     A380 deliveries
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from generator.derive.lexicon import rows, words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.word_cache import WordCache
from generator.derive.syntax.word_classes import verb_forms, word_class
from generator.model.findings import Form, Kind, Mention

PRODUCT = "a product"
NAME_BEHIND = "something with a name"
OWNED = "what somebody has"
NAME_BEFORE = "a name and a noun"
COMPOUND = "a compound"
ONE_WORD = "a noun"
RULES = (PRODUCT, NAME_BEHIND, OWNED, NAME_BEFORE, COMPOUND, ONE_WORD)
MAX_LABEL_WORDS = 4
MAX_NAME_WORDS = 3
SHORT_NAMES = {"United States": "US", "United Kingdom": "UK", "European Union": "EU", "United Nations": "UN"}
HEADS_IN_PLACES = frozenset(
    "war crisis conflict election elections protests unrest coup drought famine outbreak violence insurgency".split()
)
HEADS_AIMED_AT = frozenset(
    "sanctions embargo tariffs tariff ban blockade war attack attacks strike strikes airstrikes campaign lawsuit lawsuits"
    " boycott restrictions charges".split()
)
NOUNS_IN_ING = frozenset(
    "banking broadcasting building drilling engineering farming financing fishing funding gambling gaming housing lending"
    " lobbying manufacturing marketing mining policing polling pricing programming publishing recycling shipping smuggling"
    " spending spying testing trading trafficking training voting whaling".split()
)
CODE = re.compile(r"(?:[A-Z]{1,4}-?\d{1,4}[A-Z]{0,2}|i[A-Z][a-z]+|[3-9]\d\d)$")
IS_CODE: WordCache[str, bool] = WordCache(lambda word: CODE.match(word) is not None)
HEAD_OR_MODIFIER = re.compile("[hm]")
MODIFIER_PAIR = re.compile(r"m(?=m)")
ENDINGS_OF_NO_MODIFIER = ("ly", "ed", "ing", "ful", "ous", "ble", "less", "ish", "est", "ive")


class TopicHit(NamedTuple):
    """An occurrence of a label; the weight of one with a name in it is higher."""

    label: str
    start: int
    end: int
    rule: str
    weight: int


@lru_cache(maxsize=1)
def same_topics() -> dict[str, str]:
    """Return the usual wording of a subject by each of its wordings."""
    return {other: row[0] for row in rows("same_topics") for other in row}


@lru_cache(maxsize=1)
def _opening() -> frozenset[str]:
    """Return the first words of all wordings of subjects."""
    return frozenset(word.split()[0] for word in same_topics())


@lru_cache(maxsize=1)
def _words_of_no_compound() -> frozenset[str]:
    classes = (
        "preposition conjunction subordinator unasserted relative be have do modal duty article opener vague_pronoun"
        " subject_pronoun quantity negation adverb".split()
    )
    verbs = {form for form, letters in verb_forms().items() if "d" in letters or "n" in letters or letters == "s"}
    plain = (
        words("topic_stopwords")
        | words("common_verbs")
        | words("finite_verbs")
        | words("speech_verbs")
        | words("reporting_verbs")
    )
    return frozenset(plain | verbs).union(*(word_class(name) for name in classes))


def find(read: AnnotatedText) -> Iterator[TopicHit]:
    """Return all compounds that name a subject, in text order, outside quotation marks."""
    parts = _part_letters(read)
    recurring = _recurring(read, parts)
    opening = _opening()
    for sentence in read.doc.sentences:
        done = sentence.first
        for found in HEAD_OR_MODIFIER.finditer(parts, sentence.first, sentence.last):
            at = found.start()
            if at < done:
                continue
            last = _known_end(read, sentence, at) if read.lower[at] in opening else None
            last = last or _compound_end(read, sentence, at, parts, recurring)
            if last is not None:
                yield from _labelled(read, sentence, at, last)
                done = last


def products(read: AnnotatedText) -> Iterator[TopicHit]:
    """Return products by a code or a number: "A380", "Boeing 787"."""
    for at, token in compress(enumerate(read.tokens), map(IS_CODE.__getitem__, read.doc.words)):
        if at not in read.time_starts and at not in read.quoted_tokens:
            named = read.mention_ends.get(at - 1)
            if not token.text.isdigit():
                yield TopicHit(token.text, token.start, token.end, PRODUCT, 1)
            elif (
                named
                and named.form is Form.NAME
                and read.entity_kinds[named.entity] is Kind.ORGANISATION
                and _adjoins_next(read, at - 1)
            ):
                yield TopicHit(f"{name_of(read, named)} {token.text}", named.evidence.start, token.end, PRODUCT, 1)


def _part_letters(read: AnnotatedText) -> str:
    """Return a letter for each token: "h" for a head, "m" for a word that may modify one, a space for any other."""
    found = [*map(PART_LETTERS.__getitem__, read.doc.words)]
    for at in read.time_starts:
        found[at] = found[at].replace("m", " ")
    for at in (*read.quoted_tokens, *read.mention_starts):
        found[at] = " "
    return "".join(found)


def _part_letter(word: str) -> str:
    if len(word) < 3 or not word.islower() or not word.replace("-", "").isalpha():
        return " "
    if word in words("topic_heads") and word not in words("topic_stopwords"):
        return "h"
    return (
        "m"
        if word not in _words_of_no_compound() and (not word.endswith(ENDINGS_OF_NO_MODIFIER) or word in NOUNS_IN_ING)
        else " "
    )


PART_LETTERS = WordCache(_part_letter)


def _recurring(read: AnnotatedText, parts: str) -> frozenset[tuple[str, str]]:
    """Return pairs of modifiers that recur in the report, save for those that name nothing."""
    counted = Counter(
        (read.lower[pair.start()], read.lower[pair.start() + 1])
        for pair in MODIFIER_PAIR.finditer(parts)
        if _adjoins_next(read, pair.start())
    )
    plain = words("plain_compounds")
    return frozenset(pair for pair, count in counted.items() if count > 1 and " ".join(pair) not in plain)


def _known_end(read: AnnotatedText, sentence: Sentence, at: int) -> int | None:
    """Return one past a known wording of a subject that begins at a token; None for none."""
    for size in (4, 3, 2):
        if at + size <= sentence.last and " ".join(read.lower[at : at + size]) in same_topics():
            return at + size
    return None


def _compound_end(
    read: AnnotatedText, sentence: Sentence, at: int, parts: str, recurring: frozenset[tuple[str, str]]
) -> int | None:
    """Return one past the longest compound that begins at a token and ends in a head; None for none."""
    if "h" not in parts[at : at + MAX_LABEL_WORDS] and not recurring:
        return None
    reach = at
    while reach + 1 < min(sentence.last, at + MAX_LABEL_WORDS) and parts[reach + 1] != " " and _adjoins_next(read, reach):
        reach += 1
    for last in range(reach, at - 1, -1):
        if parts[last] == "h" or (last > at and (read.lower[last - 1], read.lower[last]) in recurring):
            return last + 1
    return None


def _adjoins_next(read: AnnotatedText, at: int) -> bool:
    return read.tokens[at + 1].start == read.tokens[at].end + 1


def _labelled(read: AnnotatedText, sentence: Sentence, first: int, last: int) -> Iterator[TopicHit]:
    """Return the label of the compound `first:last`, with the name that it is aimed at, lies in, or belongs to."""
    begin, end = read.tokens[first].start, read.tokens[last - 1].end
    head = read.lower[last - 1]
    label = _spelled(read.doc.text[begin:end])
    if (aim := _aim(read, sentence, last, head)) is not None:
        name, joined, after = aim
        yield TopicHit(f"{head} in {name}" if joined == "in" else f"{name} {head}", begin, after, NAME_BEHIND, 3)
    elif (owner := _owner(read, sentence, first)) is not None and last - first > 1 and " ".join(label.split()) != head:
        yield TopicHit(f"{owner}'s {label}", begin, end, OWNED, 3)
    elif (named := _named(read, sentence, first, last)) is not None:
        yield TopicHit(f"{named[0]} {label}", named[1], end, NAME_BEFORE, 2)
    elif last - first > 1:
        known = head in words("topic_heads")
        yield TopicHit(label, begin, end, COMPOUND, last - first if known else 1)
    elif head in HEADS_AIMED_AT or head in HEADS_IN_PLACES:
        yield TopicHit(label, begin, end, ONE_WORD, 1)


def _spelled(label: str) -> str:
    """Return the usual wording of a label, in the report's spelling, British or American."""
    common = same_topics().get(label)
    if common is None:
        return label
    for british, american in (("programme", "program"), ("defence", "defense")):
        if american in label.split():
            common = common.replace(british, american)
    return common


def _aim(read: AnnotatedText, sentence: Sentence, at: int, head: str) -> tuple[str, str, int] | None:
    """Return the name in "sanctions on Iran", "war in Afghanistan" as labels spell it, its preposition, and its end."""
    if at + 1 >= sentence.last:
        return None
    joined = read.lower[at]
    is_aimed = joined in {"on", "against"} and head in HEADS_AIMED_AT
    is_placed = joined == "in" and head in HEADS_IN_PLACES
    if not is_aimed and not is_placed:
        return None
    start = at + 2 if read.lower[at + 1] in word_class("article") else at + 1
    mention = read.mention_starts.get(start)
    if mention is None or mention.form not in {Form.NAME, Form.METONYM, Form.DESCRIPTION}:
        return None
    if is_placed and read.entity_kinds[mention.entity] not in {Kind.COUNTRY, Kind.PLACE}:
        return None
    last = read.end_token(mention)
    if last < sentence.last and read.lower[last] in {"'s", "’s"}:
        return None
    return name_of(read, mention), joined, mention.evidence.end


def _owner(read: AnnotatedText, sentence: Sentence, first: int) -> str | None:
    """Return the owner in "Iran's nuclear programme", "the Iranian nuclear programme", "its nuclear plans"."""
    if not any(" ".join(read.lower[first : first + n]) in same_topics() for n in (2, 3)) or first <= sentence.first:
        return None
    before = first - 1
    if read.lower[before] in _words_of_no_compound() and read.lower[before] not in {"its", "their"}:
        before -= 1
    if before >= sentence.first and read.lower[before] in {"its", "their"}:
        near = [read.mention_starts[i] for i in range(sentence.first, before) if i in read.mention_starts]
        near = [m for m in near if read.entity_kinds[m.entity] is Kind.COUNTRY and m.form is not Form.DEMONYM]
        return name_of(read, near[-1]) if near else None
    if read.lower[before] in {"'s", "’s"}:
        before -= 1
    mention = read.mention_ends.get(before) if before >= sentence.first else None
    return name_of(read, mention) if mention and read.entity_kinds[mention.entity] is Kind.COUNTRY else None


def _named(read: AnnotatedText, sentence: Sentence, first: int, last: int) -> tuple[str, int] | None:
    """Return the name right before a compound ("Airbus deliveries") and its start."""
    mention = read.mention_ends.get(first - 1) if first > sentence.first else None
    if mention is None or mention.form is not Form.NAME or last - first > 2 or not _adjoins_next(read, first - 1):
        return None
    name = name_of(read, mention)
    is_short = len(name.split()) <= MAX_NAME_WORDS and read.entity_kinds[mention.entity] in {Kind.ORGANISATION, Kind.COUNTRY}
    return (name, mention.evidence.start) if is_short else None


def name_of(read: AnnotatedText, mention: Mention) -> str:
    """Return an entity as labels spell it: by its name, or its usual short form."""
    name = next(entity.name for entity in read.findings.entities if entity.id == mention.entity)
    return SHORT_NAMES.get(name, name)
