"""Names that nothing but a cue beside them gives away: a verb of speech, a title, brackets, an officer who is named.

| "…," Quillan said |, | Chief Woos | spoke, the | Tarnow Airport Authority (TAA) |, | Halden Systems | CEO Maria Lund
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.names.features import OPENING_MARKS
from generator.derive.names.gazetteer import genders
from generator.derive.names.kind_nouns import speaks
from generator.derive.names.tagger import Span
from generator.derive.names.titles import ends_title, title_before, title_words
from generator.derive.syntax.document import Token
from generator.model.findings import Kind

SHORTEST_ACRONYM, LONGEST_ACRONYM, LONGEST_NAME = 3, 6, 3
CONTRACTED = re.compile("[’'](?:m|ve|re|ll|d|s|t)$")


class Cued(NamedTuple):
    """A name up to the token `last`, its kind and the cue's name."""

    last: int
    kind: Kind
    rule: str


def cued(tokens: Sequence[Token], at: int, tagged: Mapping[int, Span], acronyms: frozenset[str]) -> Cued | None:
    """The name that begins at a token that is part of no other; `acronyms` are those that a cue gives away somewhere."""
    if last := _led(tokens, at, tagged):
        return Cued(last, Kind.ORGANISATION, "whose officer is named")
    if tokens[at].text in acronyms:
        return Cued(at + 1, Kind.ORGANISATION, "an acronym")
    last = _plain_end(tokens, at, tagged)
    if last and title_before(tokens, at):
        return Cued(last, Kind.PERSON, "a title before the name")
    if last and _speaks(tokens, at, last):
        return Cued(last, Kind.PERSON, "a verb of speech beside the name")
    return None


def _led(tokens: Sequence[Token], at: int, tagged: Mapping[int, Span]) -> int:
    """Where a body's name ends that nothing else gave away, with a title and a person's name behind it."""
    last = at
    while last < len(tokens) and last not in tagged and may_lead(tokens[last].text) and not ends_title(tokens, last):
        last += 1
    name = last
    while name < len(tokens) and name not in tagged and ends_title(tokens, name):
        name += 1
    return last if at + 1 < last < name and name in tagged and tagged[name].kind == "PER" else 0


def may_lead(word: str) -> bool:
    """Whether a capitalised word may belong to a name that stands before a title."""
    return (
        word[:1].isupper()
        and word.lower() not in words("sentence_openers") | words("role_modifiers")
        and word not in words("not_names")
    )


def is_acronym(word: str) -> bool:
    """Whether a word is letters that may stand for a body."""
    if not (word.isupper() and word.isalpha() and SHORTEST_ACRONYM <= len(word) <= LONGEST_ACRONYM):
        return False
    return word not in words("acronyms_of_things") and word not in words("not_names")


def is_cued(tokens: Sequence[Token], at: int) -> bool:
    """Whether letters that nothing else gave away stand for a body: in brackets or after "the"."""
    before, after = (tokens[place].text if 0 <= place < len(tokens) else "" for place in (at - 1, at + 1))
    stands = before in {"the", "The"} or (before, after) == ("(", ")")
    return stands and not after[:1].isupper()


def _plain_end(tokens: Sequence[Token], at: int, tagged: Mapping[int, Span]) -> int:
    """Where a short run of words that look like a name ends; 0 where there is none."""
    before = tokens[at - 1].text if at else ""
    if not _is_plain_name(tokens[at].text) or _is_plain_name(before) or before == "@":
        return 0
    last = at + 1
    while last < len(tokens) and last not in tagged and _is_plain_name(tokens[last].text):
        last += 1
    return last if last - at <= LONGEST_NAME and last not in tagged else 0


def _speaks(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a verb of speech follows, or stands before with nothing behind; not of a plain word that opens a sentence."""
    before = tokens[at - 1].text if at else ""
    if last - at == 1 and (not at or before in OPENING_MARKS) and tokens[at].text not in genders():
        return False
    return speaks(before, tokens[last].text if last < len(tokens) else ".")


def _is_plain_name(word: str) -> bool:
    """Whether a word looks like part of a name and is no title, opener or other word with a capital."""
    if not (word[:1].isupper() and word[1:].islower()) or CONTRACTED.search(word):
        return False
    small = word.lower()
    if small in words("sentence_openers") or small in title_words() or small in words("topic_stopwords"):
        return False
    return not any(word in words(name) for name in ("not_names", "organisation_words", "honorifics"))
