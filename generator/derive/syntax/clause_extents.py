"""The extent of a verb in its sentence: the tokens that belong to it alone, and the date among them that dates it.

| On Monday Norway signed the treaty in Geneva | to end the war by 2010        | Norway voted in July |, a year after …
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clause_boundaries import is_finite_verb, starts_new_clause
from generator.derive.syntax.document import Sentence, TokenSpan
from generator.derive.syntax.subjects import Subject
from generator.derive.syntax.verb_groups import VerbGroup
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import TimeExpression

MAX_LEAD_TOKENS = 8
MAX_ATTRIBUTION_TOKENS = 16
MIN_PARTICIPLE_LETTERS = 6
PARTING_MARKS = frozenset({";", ":", "—", "–", '"', "“", "”", "(", "?"})
POINT_TYPES = frozenset({"DATE", "TIME"})


class ClausePlace(NamedTuple):
    """A token in the extent of a verb: where it may end, or where a date starts. `last` is one past the date or the token."""

    text: AnnotatedText
    sentence: Sentence
    verb: VerbGroup
    at: int
    last: int
    extent_last: int

    @property
    def word(self) -> str:
        """The token itself."""
        return self.text.lower[self.at]

    @property
    def before(self) -> str:
        """The token before, "" at the beginning of the text."""
        return self.text.lower[self.at - 1] if self.at else ""

    @property
    def following(self) -> str:
        """The token after, "." at the end of the text."""
        return self.text.lower[self.last] if self.last < len(self.text.lower) else "."

    @property
    def has_next(self) -> bool:
        """True where the sentence goes on after the token."""
        return self.at + 1 < self.sentence.last


class Rule(NamedTuple):
    """A named condition on a place, with an example in which | stands before the token for which it holds."""

    name: str
    holds: Callable[[ClausePlace], bool]
    example: str


def clause_extent(text: AnnotatedText, sentence: Sentence, verb: VerbGroup, subject: Subject) -> TokenSpan:
    """Return the extent of a verb: from the words that lead to its subject to the next clause, infinitive or participle."""
    first = subject.start if subject.link in {"direct", "passive"} else verb.first
    while (
        subject.link == "direct"
        and first > sentence.first
        and subject.start - first < MAX_LEAD_TOKENS
        and not _parts_lead(text.lower[first - 1])
    ):
        first -= 1
    last = verb.last
    while last < sentence.last and not _ends_extent(text, sentence, verb, last):
        last += 1
    return TokenSpan(first, last)


def _parts_lead(word: str) -> bool:
    return word == "and" or word in PARTING_MARKS or word in word_class("clause_parting")


# --- The end of an extent ---------------------------------------------------------------------------------------------


def _is_parting_word(place: ClausePlace) -> bool:
    return place.word in PARTING_MARKS or place.word in word_class("clause_parting")


def _ends_leading_clause(place: ClausePlace) -> bool:
    opening = place.sentence.first
    return (
        place.word == ","
        and place.text.lower[opening] in word_class("clause_parting")
        and "," not in place.text.lower[opening : place.verb.first]
    )


def _opens_as_clause(place: ClausePlace) -> bool:
    if place.word != "as" or not place.has_next:
        return False
    return place.at + 1 in place.text.mention_starts or place.following in word_class("subject_pronoun")


def _opens_infinitive(place: ClausePlace) -> bool:
    text, after = place.text, place.at + 1
    if place.word != "to" or not place.has_next or after in text.mention_starts or after in text.time_starts:
        return False
    word = text.tokens[after].text
    return word.isalpha() and word.islower() and len(word) > 1 and word not in word_class("article")


def _opens_main_clause(place: ClausePlace) -> bool:
    return place.word in {"and", ","} and starts_new_clause(place.text, place.sentence, place.at + 1)


def _opens_participle_after_comma(place: ClausePlace) -> bool:
    return place.word == "," and place.has_next and place.following.endswith("ing")


def _is_participle(place: ClausePlace) -> bool:
    word = place.word
    return (
        word.endswith("ing")
        and place.at > place.verb.last
        and word.islower()
        and place.before not in word_class("before_noun")
        and len(word) >= MIN_PARTICIPLE_LETTERS
    )


EXTENT_ENDS = (
    Rule("a word or mark that parts clauses", _is_parting_word, "Norway voted | after Sweden signed"),
    Rule("the comma after a leading clause", _ends_leading_clause, "Before Norway voted |, Sweden signed"),
    Rule("a clause with as", _opens_as_clause, "Norway voted | as Sweden signed"),
    Rule("an infinitive", _opens_infinitive, "Norway signed the treaty | to end the war"),
    Rule("another main clause", _opens_main_clause, "Norway voted | and Sweden has signed"),
    Rule("a participle after a comma", _opens_participle_after_comma, "Norway voted |, rejecting the plan"),
    Rule("a participle", _is_participle, "Norway met envoys | seeking support"),
)


def _ends_extent(text: AnnotatedText, sentence: Sentence, verb: VerbGroup, at: int) -> bool:
    """Return whether something other than the verb's own words begins at a token; the words of a date are never parted."""
    if at in text.time_starts or any(
        first < at < text.time_starts[first][0] for first in (at - 1, at - 2) if first in text.time_starts
    ):
        return False
    place = ClausePlace(text, sentence, verb, at, at + 1, at)
    return any(rule.holds(place) for rule in EXTENT_ENDS)


# --- The date of a verb -----------------------------------------------------------------------------------------------


def _is_no_point(place: ClausePlace) -> bool:
    time = place.text.time_starts[place.at][1]
    return time.edtf is None or time.timex_type not in POINT_TYPES


def _is_possessor(place: ClausePlace) -> bool:
    return place.following in {"'s", "’s"}


def _is_of_another(place: ClausePlace) -> bool:
    return place.before in word_class("date_of_another")


def _is_after_article(place: ClausePlace) -> bool:
    return place.before in word_class("article") and place.word not in {"day", "same"}


def _closes_phrase(place: ClausePlace) -> bool:
    return place.last >= place.extent_last or not place.following[0].isalnum()


def _has_function_word_after(place: ClausePlace) -> bool:
    return any(place.following in word_class(name) for name in ("preposition", "conjunction", "subordinator"))


def _has_date_word(place: ClausePlace) -> bool:
    prepositions = {"on", "in", "at", "during"}
    return place.before in prepositions or place.word in prepositions or place.word in {"earlier", "later", "last"}


def _is_before_verb(place: ClausePlace) -> bool:
    return place.at < place.verb.first


def _is_adverb(place: ClausePlace) -> bool:
    return place.word in {"yesterday", "today", "tonight", "tomorrow"}


def _has_verb_after(place: ClausePlace) -> bool:
    return is_finite_verb(place.text, place.last)


DATES_OF_ANOTHER = (
    Rule("no resolved point in time", _is_no_point, "Norway voted for | three years"),
    Rule("a possessor", _is_possessor, "Norway signed | July's treaty"),
    Rule("a date of something else", _is_of_another, "Norway announced plans for | 2010"),
    Rule("a date after an article", _is_after_article, "Norway signed the | July treaty"),
)
DATES_OF_VERB = (
    Rule("a date that closes its phrase", _closes_phrase, "Norway voted | Monday."),
    Rule("a date before a function word", _has_function_word_after, "Norway voted | Monday in Oslo"),
    Rule("a date after or with a word of time", _has_date_word, "Norway met on | Monday envoys of Sweden"),
    Rule("a date before the verb", _is_before_verb, "| Monday Norway voted"),
    Rule("an adverb of time", _is_adverb, "Norway signed | yesterday the treaty"),
    Rule("a date before a finite verb", _has_verb_after, "Norway, which signed | 2009 has voted"),
)


def clause_date(text: AnnotatedText, sentence: Sentence, verb: VerbGroup, extent: TokenSpan) -> TimeExpression | None:
    """Return the date of a verb: the first one after it, else the first before it; None where three or more differ."""
    starts = [
        at
        for at in range(extent.first, extent.last)
        if at in text.time_starts and _dates_verb(ClausePlace(text, sentence, verb, at, text.time_starts[at][0], extent.last))
    ]
    dates = [text.time_starts[at][1] for at in starts]
    if not dates or len({date.edtf for date in dates}) > 2:
        return None
    after = [date for at, date in zip(starts, dates, strict=True) if at >= verb.first]
    return (after or dates)[0]


def _dates_verb(place: ClausePlace) -> bool:
    return not any(rule.holds(place) for rule in DATES_OF_ANOTHER) and any(rule.holds(place) for rule in DATES_OF_VERB)


def end_before_attribution(text: AnnotatedText, sentence: Sentence, after: int) -> int:
    """Return one past the sentence's last token that is not of a trailing attribution: "…|, officials said"."""
    for comma in range(sentence.last - 1, max(after, sentence.last - MAX_ATTRIBUTION_TOKENS), -1):
        if text.lower[comma] == ",":
            tail = text.lower[comma + 1 : sentence.last]
            is_attribution = tail[:2] == ("according", "to") or not word_class("attributing_verb").isdisjoint(tail)
            return comma if is_attribution else sentence.last
    return sentence.last
