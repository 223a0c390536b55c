"""The stretch of a sentence that belongs to one verb, and the date that dates it.

| On Monday Norway signed the treaty in Geneva | to end the war by 2010        | Norway voted in July |, a year after …
"""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.objects import is_verb, opens_clause
from generator.derive.syntax.subjects import Subject
from generator.derive.syntax.verb_groups import Group
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import TimeExpression

LEAD = 8
PARTING = frozenset(
    "who which that whom whose where after before since until when while because if unless although though whereas but"
    " whether".split()
)
MARKS = frozenset({";", ":", "—", "–", '"', "“", "”", "(", "?"})
# Before a date these say that it is of something else: "a July summit", "plans for 2010", "since 2003", "the 2012 games".
OF_ANOTHER = frozenset("of for from until till since by its his her their 's ’s than to between".split())
PLAIN_TYPES = frozenset({"DATE", "TIME"})
TRAILING_REACH = 16


class Stretch(NamedTuple):
    """Tokens `first:last`."""

    first: int
    last: int


def stretch(text: AnnotatedText, sentence: Sentence, verb: Group, who: Subject) -> Stretch:
    """What belongs to a verb: from the words that lead to its subject to the next clause, infinitive or participle."""
    first = who.start if who.link in {"direct", "passive"} else verb.first
    while (
        who.link == "direct"
        and first > sentence.first
        and who.start - first < LEAD
        and text.lower[first - 1] not in PARTING | MARKS | {"and"}
    ):
        first -= 1
    last = verb.last
    while last < sentence.last and not _parts(text, sentence, verb, last):
        last += 1
    return Stretch(first, last)


def _parts(text: AnnotatedText, sentence: Sentence, verb: Group, at: int) -> bool:
    """Whether something else begins at a token."""
    word = text.lower[at]
    if at in text.time_starts or any(
        first < at < text.time_starts[first][0] for first in (at - 1, at - 2) if first in text.time_starts
    ):
        return False
    if word in PARTING or word in MARKS or (word == "," and _is_led(text, sentence, verb)):
        return True
    if word == "as":
        return at + 1 < sentence.last and (at + 1 in text.mention_starts or text.lower[at + 1] in word_class("subject_pronoun"))
    if word == "to":
        return at + 1 < sentence.last and at + 1 not in text.mention_starts and _is_plain(text, at + 1)
    if word in {"and", ","}:
        return opens_clause(text, sentence, at + 1) or (
            word == "," and at + 1 < sentence.last and text.lower[at + 1].endswith("ing")
        )
    return (
        word.endswith("ing") and at > verb.last and word.islower() and text.lower[at - 1] not in _BEFORE_NOUN and len(word) > 5
    )


def _is_led(text: AnnotatedText, sentence: Sentence, verb: Group) -> bool:
    """Whether the verb is of a clause that leads a sentence in, which a comma ends: "Before Norway voted, …"."""
    return text.lower[sentence.first] in PARTING and "," not in text.lower[sentence.first : verb.first]


_BEFORE_NOUN = frozenset("the a an of in for on at with by its his her their this that new first second final".split())


def _is_plain(text: AnnotatedText, at: int) -> bool:
    word = text.tokens[at].text
    return (
        word.isalpha() and word.islower() and word not in word_class("article") and at not in text.time_starts and len(word) > 1
    )


def dated(text: AnnotatedText, words: Stretch, verb: Group) -> TimeExpression | None:
    """The one date of a stretch: nearest after the verb, else before it; None where two differ or it is of something else."""
    spots = [i for i in range(words.first, words.last) if i in text.time_starts and _dates_verb(text, words, verb, i)]
    found = [text.time_starts[i][1] for i in spots]
    if not found or len({time.edtf for time in found}) > 2:
        return None
    after = [time for i, time in zip(spots, found, strict=True) if i >= verb.first]
    return (after or found)[0]


def _dates_verb(text: AnnotatedText, words: Stretch, verb: Group, at: int) -> bool:
    last, time = text.time_starts[at]
    if time.edtf is None or time.timex_type not in PLAIN_TYPES:
        return False
    before = text.lower[at - 1] if at else ""
    if last < len(text.lower) and text.lower[last] in {"'s", "’s"}:
        return False
    if before in OF_ANOTHER or (before in word_class("article") and text.lower[at] not in {"day", "same"}):
        return False
    is_plain_after = last >= len(text.lower) or last >= words.last or not text.lower[last][0].isalnum()
    follows = text.lower[last] if last < len(text.lower) else "."
    if is_plain_after or follows in word_class("preposition") | word_class("conjunction") | word_class("subordinator"):
        return True
    led = before in {"on", "in", "at", "during"} or text.lower[at] in {"on", "in", "at", "during", "earlier", "later", "last"}
    return led or at < verb.first or (not text.tokens[at].text[0].isdigit() and _is_adverbial(text, at)) or is_verb(text, last)


def _is_adverbial(text: AnnotatedText, at: int) -> bool:
    return text.lower[at] in {"yesterday", "today", "tonight", "tomorrow"}


def ending(text: AnnotatedText, sentence: Sentence, after: int) -> int:
    """One past the sentence's last token without a trailing attribution: "…, officials said"."""
    for comma in range(sentence.last - 1, max(after, sentence.last - TRAILING_REACH), -1):
        if text.lower[comma] == ",":
            tail = text.lower[comma + 1 : sentence.last]
            if {"said", "says", "added", "told", "reported", "reports"} & set(tail) or tail[:2] == ("according", "to"):
                return comma
            return sentence.last
    return sentence.last
