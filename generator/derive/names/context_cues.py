"""Names that only a cue in their context reveals: a verb of speech, a title, brackets, an officer who is named.

| "…," Quillan said |, | Chief Woos | spoke, the | Tarnow Airport Authority (TAA) |, | Halden Systems | CEO Maria Lund
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.names.features import OPENING_MARKS
from generator.derive.names.gazetteer import genders, longest
from generator.derive.names.kind_nouns import has_speech_verb
from generator.derive.names.organisation_names import may_abbreviate
from generator.derive.names.tagger import TaggedSpan
from generator.derive.names.titles import ends_title, title_before, title_words
from generator.derive.syntax.document import Token
from generator.derive.syntax.word_cache import WordCache
from generator.model.findings import Kind

MIN_ACRONYM_LETTERS, MAX_ACRONYM_LETTERS, MAX_NAME_WORDS = 3, 6, 3
OFFICER_NAMED = "whose officer is named"
ACRONYM = "an acronym"
TITLE_BEFORE = "a title before the name"
SPEECH_VERB = "a verb of speech beside the name"
RULES = (OFFICER_NAMED, ACRONYM, TITLE_BEFORE, SPEECH_VERB)
CONTRACTED = re.compile("[’'](?:m|ve|re|ll|d|s|t)$")


class CuedName(NamedTuple):
    """A name that ends before the token `last`, its kind and the rule by its cue."""

    last: int
    kind: Kind
    rule: str


def cued_name(tokens: Sequence[Token], at: int, tagged: Mapping[int, TaggedSpan], acronyms: frozenset[str]) -> CuedName | None:
    """Return the name that begins at a token outside of any other; `acronyms` are those of organisations in the report."""
    if last := _before_officer(tokens, at, tagged):
        return CuedName(last, Kind.ORGANISATION, OFFICER_NAMED)
    if tokens[at].text in acronyms:
        return CuedName(at + 1, Kind.ORGANISATION, ACRONYM)
    last = _end_of_plain_name(tokens, at, tagged)
    if last and title_before(tokens, at):
        return CuedName(last, Kind.PERSON, TITLE_BEFORE)
    if last and _stands_by_speech_verb(tokens, at, last):
        return CuedName(last, Kind.PERSON, SPEECH_VERB)
    return None


def _before_officer(tokens: Sequence[Token], at: int, tagged: Mapping[int, TaggedSpan]) -> int:
    """Return one past an organisation's name that a title and a person's name follow; 0 for none."""
    last = at
    while last < len(tokens) and last not in tagged and MAY_PRECEDE_TITLE[tokens[last].text] and not ends_title(tokens, last):
        last += 1
    name = last
    while name < len(tokens) and name not in tagged and ends_title(tokens, name):
        name += 1
    return last if at + 1 < last < name and name in tagged and tagged[name].kind == "PER" else 0


def may_precede_title(word: str) -> bool:
    """Return whether a capitalised word may belong to a name that stands before a title."""
    if not word[:1].isupper() or word in words("not_names"):
        return False
    return word.lower() not in words("sentence_openers") and word.lower() not in words("role_modifiers")


MAY_PRECEDE_TITLE: WordCache[str, bool] = WordCache(may_precede_title)


def is_acronym(word: str) -> bool:
    """Return whether a word may be an organisation's acronym."""
    if not (word.isupper() and word.isalpha() and MIN_ACRONYM_LETTERS <= len(word) <= MAX_ACRONYM_LETTERS):
        return False
    return word not in words("acronyms_of_things") and word not in words("not_names")


def is_acronym_in_context(tokens: Sequence[Token], at: int) -> bool:
    """Return whether letters stand where an organisation's acronym does: in brackets or after "the"."""
    before, after = (tokens[place].text if 0 <= place < len(tokens) else "" for place in (at - 1, at + 1))
    stands = before in {"the", "The"} or (before, after) == ("(", ")")
    return stands and not after[:1].isupper()


def letters_behind(spelled: Sequence[str], spans: Sequence[TaggedSpan]) -> Iterator[str]:
    """Return letters in brackets behind the body that they abbreviate, be they usual for a thing: "Olme Press Agency (OPA)"."""
    for first, last, kind in spans:
        behind = last + (spelled[last : last + 1] in (["'s"], ["’s"]))
        mark, letters, end = spelled[behind : behind + 3] if behind + 3 <= len(spelled) else ("", "", "")
        is_short = letters.isupper() and (mark, end) == ("(", ")") and kind == "ORG" and last > first + 1
        if is_short and may_abbreviate(letters, " ".join(spelled[first:last])):
            yield letters


def body_of_country(tokens: Sequence[Token], at: int) -> int:
    """Return one past a body that a matter and a country name: "Sport Norway"; 0 for none."""
    if tokens[at].text not in words("names_before_countries") or at + 1 == len(tokens):
        return 0
    country = longest(tokens, at + 1)
    if not country or country[1].kind is not Kind.COUNTRY or country[1].sense != "name":
        return 0
    last = at + 1 + country[0]
    return last if last == len(tokens) or not tokens[last].text[0].isupper() else 0


def _end_of_plain_name(tokens: Sequence[Token], at: int, tagged: Mapping[int, TaggedSpan]) -> int:
    """Return one past a short run of words that look like a name; 0 for none."""
    before = tokens[at - 1].text if at else ""
    if not IS_PLAIN_NAME[tokens[at].text] or IS_PLAIN_NAME[before] or before == "@":
        return 0
    last = at + 1
    while last < len(tokens) and last not in tagged and IS_PLAIN_NAME[tokens[last].text]:
        last += 1
    return last if last - at <= MAX_NAME_WORDS and last not in tagged else 0


def _stands_by_speech_verb(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Return whether a verb of speech stands beside a name; never of a single word that opens a sentence, given names aside."""
    before = tokens[at - 1].text if at else ""
    if last - at == 1 and (not at or before in OPENING_MARKS) and tokens[at].text not in genders():
        return False
    return has_speech_verb(before, tokens[last].text if last < len(tokens) else ".")


def _is_plain_name(word: str) -> bool:
    """Return whether a word looks like part of a name and is no title, opener or other word with a capital."""
    if not (word[:1].isupper() and word[1:].islower()) or CONTRACTED.search(word):
        return False
    small = word.lower()
    if small in words("sentence_openers") or small in title_words() or small in words("topic_stopwords"):
        return False
    return not any(word in words(name) for name in ("not_names", "organisation_words", "honorifics"))


IS_PLAIN_NAME: WordCache[str, bool] = WordCache(_is_plain_name)
