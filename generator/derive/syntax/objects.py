"""The object of a verb: the words after it to the end of its clause, without the condition or the date that trails them.

rejects | any linkage between Iran and the shield (but …)       agreed (at a meeting in Geneva) | to allow experts access
supports | the plan (if talks fail)                             called for | "a new start" in relations
"""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clause_boundaries import is_finite_verb, starts_new_clause
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.word_classes import word_class

MAX_TOKENS = 45
MAX_ADJUNCT_TOKENS = 22
MAX_LIST_MEMBER_TOKENS = 9
STOP_MARKS = frozenset({";", ":", "?", "!", "…", "(", ")", "[", "]", "—", "–", "”"})


class VerbObject(NamedTuple):
    """Tokens `first:last`, the tokens of the condition after them, and the first token of the date after them."""

    first: int
    last: int
    condition: tuple[int, int] | None
    date: int | None


def find_object(
    text: AnnotatedText, sentence: Sentence, after: int, frames: frozenset[str], *, past: bool
) -> VerbObject | None:
    """Return the object that begins at or after a token; None if the words there cannot follow a verb with these frames.

    `frames` are those of `stances.tsv`: np, ing, to, that, np+to, claim. Only a `past` verb has a date of its own.
    """
    first = _object_start(text, sentence, after, frames)
    if first is None:
        return None
    is_clause = text.lower[first] in {"to", "that"}
    last, stop = _object_end(text, sentence, first, is_clause=is_clause)
    condition = _condition(text, sentence, stop)
    date = None
    if past and not is_clause and (date_start := _trailing_date(text, first, last)) is not None:
        date, last = date_start
    while last > first and text.lower[last - 1] in {",", ".", "'", '"', "“"} | word_class("conjunction"):
        if text.lower[last - 1] == '"' and '"' in text.lower[first : last - 1]:
            break
        last -= 1
    if not first < last <= first + MAX_TOKENS or not _is_more_than_pronoun(text, first, last):
        return None
    return VerbObject(first, last, condition, date)


def _object_start(text: AnnotatedText, sentence: Sentence, after: int, frames: frozenset[str]) -> int | None:
    """Return the token at which the object begins."""
    first = after
    while first < sentence.last and (
        text.is_adverb(first) and text.lower[first] not in {"no", "even", "all", "both", "further"}
    ):
        first += 1
    if first >= sentence.last:
        return None
    word = text.lower[first]
    if word == "to":
        return first if "to" in frames and _is_infinitive(text, sentence, first) else None
    if word == "that" and first + 1 < sentence.last and "that" in frames:
        return first
    if "to" in frames and (infinitive := _after_adjuncts(text, sentence, first)) is not None:
        return infinitive
    if not frames & {"np", "ing", "np+to", "claim"} or first in text.time_starts or not _can_open_noun_phrase(text, first):
        return None
    return first


def _can_open_noun_phrase(text: AnnotatedText, at: int) -> bool:
    word = text.lower[at]
    if word in {'"', "“"}:
        return True
    if not word[0].isalnum() and word[0] not in "$€£":
        return False
    classes = ("preposition", "conjunction", "subordinator", "unasserted", "modal", "be", "have", "do")
    return (
        word not in word_class("particle")
        and word not in word_class("relative")
        and not any(word in word_class(c) for c in classes)
    )


def _is_infinitive(text: AnnotatedText, sentence: Sentence, at: int) -> bool:
    """Return whether "to" opens an infinitive: a plain word follows, no name, number or article."""
    after = at + 1
    while after < sentence.last and text.is_adverb(after):
        after += 1
    if after >= sentence.last or after in text.mention_starts or after in text.time_starts:
        return False
    word = text.tokens[after].text
    return word.isalpha() and word.islower() and word not in word_class("determiner") and not word.endswith(("ing", "ed"))


def _after_adjuncts(text: AnnotatedText, sentence: Sentence, first: int) -> int | None:
    """Return the token of "to" in "agreed at a meeting in Geneva earlier this month to allow"."""
    if text.lower[first] not in word_class("preposition") and first not in text.time_starts:
        return None
    for at in range(first, min(sentence.last, first + MAX_ADJUNCT_TOKENS)):
        word = text.lower[at]
        if (
            word in {",", ";", ":", '"', "“"}
            or (word in word_class("object_ending") and word not in {"after", "before"})
            or word in {"that", "who", "which"}
        ):
            return None
        if (
            word == "to"
            and text.lower[at - 1] not in word_class("before_prepositional_to")
            and _is_infinitive(text, sentence, at)
        ):
            return at
    return None


# --- The end of an object ----------------------------------------------------------------------------------------------------


def _object_end(text: AnnotatedText, sentence: Sentence, first: int, *, is_clause: bool) -> tuple[int, int]:
    """Return one past the last token of the object, and the token that ends it, which may be a closing mark after it."""
    is_quoted = False
    at = first
    while at < sentence.last:
        word = text.lower[at]
        if word in {'"', "“", "”"}:
            if not is_quoted and word != "”" and not _is_closed(text, sentence, at):
                return at, at
            is_quoted = not is_quoted
            if not is_quoted and at > first and text.lower[at - 1] in {",", ".", "?", "!"}:
                return at + 1, at + 1
        elif is_quoted:
            pass
        elif (
            word in STOP_MARKS
            or (word == "-" and text.doc.text[text.tokens[at].start - 1].isspace())
            or (word == "." and at + 1 >= sentence.last)
            or (at > first and _breaks_off(text, sentence, at, is_clause=is_clause))
        ):
            return at, at
        at += 1
    return at, at


def _is_closed(text: AnnotatedText, sentence: Sentence, opened: int) -> bool:
    return any(text.lower[i] in {'"', "”"} for i in range(opened + 1, sentence.last))


def _breaks_off(text: AnnotatedText, sentence: Sentence, at: int, *, is_clause: bool) -> bool:
    word = text.lower[at]
    if word == ",":
        return not _is_list_comma(text, sentence, at)
    if word in {"but", "though", "yet"} or word in word_class("condition"):
        return True
    if word in word_class("object_ending"):
        return not is_clause or word in word_class("clause_object_ending")
    if word == "as":
        return text.lower[at - 1] not in word_class("joined_as") and starts_new_clause(text, sentence, at + 1)
    if word in {"and", "or"}:
        return starts_new_clause(text, sentence, at + 1)
    return False


def _is_list_comma(text: AnnotatedText, sentence: Sentence, comma: int) -> bool:
    """Return whether a comma separates members of a list: one more member, then "and" or "or", and no clause of its own."""
    if text.lower[comma - 1] in word_class("vague_pronoun"):
        return False
    for at in range(comma + 1, min(sentence.last, comma + MAX_LIST_MEMBER_TOKENS)):
        word = text.lower[at]
        if word in {"and", "or"}:
            return not starts_new_clause(text, sentence, at + 1) and not (at == comma + 1 and is_finite_verb(text, at + 1))
        if word == ",":
            return at > comma + 1 and _is_list_comma(text, sentence, at)
        if _is_no_list_member(text, at) or (word.endswith("ing") and at == comma + 1):
            return False
    return False


def _is_no_list_member(text: AnnotatedText, at: int) -> bool:
    word = text.lower[at]
    if not (word[0].isalnum() or word in {"'s", "’s"}) or is_finite_verb(text, at) or at in text.time_starts:
        return True
    return word in word_class("object_ending") or word in word_class("relative") or word in {"but", "as", "if", "with"}


def _condition(text: AnnotatedText, sentence: Sentence, stop: int) -> tuple[int, int] | None:
    """Return the tokens of the condition that follows the object, with or without a comma between them."""
    at = stop + 1 if stop < sentence.last and text.lower[stop] == "," else stop
    if at >= sentence.last or text.lower[at] not in word_class("condition"):
        return None
    end = at
    while end < sentence.last and text.lower[end] not in {".", ";", '"', "“", "”", "?", ":", "(", "—"} | {"but"}:
        end += 1
    return at, end


def _trailing_date(text: AnnotatedText, first: int, last: int) -> tuple[int, int] | None:
    """Return the first token of the date that ends the object's words, and the end of the words without it."""
    date_start = text.time_ends.get(last - 1)
    if date_start is None or date_start <= first or text.time_starts[date_start][1].edtf is None:
        return None
    end = date_start - 1 if text.lower[date_start - 1] in {"on", "in", "at"} else date_start
    before = text.lower[date_start - 1]
    if before in word_class("article") or before in {"of", "for", "from", "until", "by", "since", "'s", "’s", "its", "next"}:
        return None
    return (date_start, end) if end > first else None


def _is_more_than_pronoun(text: AnnotatedText, first: int, last: int) -> bool:
    """Return whether the words are more than a pronoun, "more" or "any"."""
    spelled = [word for word in text.lower[first:last] if word[0].isalnum()]
    if not spelled or (
        len(spelled) == 1 and (spelled[0] in word_class("vague_pronoun") or spelled[0] in {"any", "more", "to"})
    ):
        return False
    if spelled[0] in {"it", "him", "them", "me", "us"} and len(spelled) < 3:
        return False
    return not (spelled[0] == "no" and len(spelled) < 3)
