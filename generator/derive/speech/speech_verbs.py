"""Verbs of speech with their subjects, on either side of words in quotation marks.

"…," Anna Berg, the minister, said      "…," said Anna Berg      Anna Berg, who left, told reporters: "…"
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.speech.noun_phrases import POSSESSIVE, RELATIVE, Named, named, subject_of
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Kind

SUBJECT_REACH = 45
APPOSITION = 8
LEAD_REACH = 30
LONGEST = 14
QUOTES = frozenset({'"', "“", "”", "`"})
DASHES = frozenset({"-", "—", "–"})
CLAUSE_END = QUOTES | {";", ":", "!", "?"}
BOUNDARY = CLAUSE_END | RELATIVE | frozenset(", ( ) — – and but or while as though although because if before after".split())
ACCORDING = ("according", "to")
NO_FINITE = POSSESSIVE | frozenset("to not the a an his her their its is are was were be been being".split())
NO_SUBJECT = POSSESSIVE | frozenset("is was are were be been being the a an of with for in his her their its".split())
NOT_SUBJECTS = frozenset("which that who is was are were will would and".split())
# After these a verb of speech is whole: what follows is no clause that it tells of.
WHOLE = DASHES | {".", ",", ";", ":", "(", "!", "?"}
THINGS = frozenset({"it", "this", "these", "which"})
AUXILIARY = frozenset("have has had would will could did".split())
LEAVING = DASHES | frozenset("in on at during after to who as when while before about (".split())
TO_WHOM = frozenset({"told", "tells", "telling"})


class Cue(NamedTuple):
    """A verb of speech, the tokens `first:last`, with its subject."""

    first: int
    last: int
    who: Named


@lru_cache(maxsize=1)
def _finite() -> dict[str, list[tuple[str, ...]]]:
    return _by_first({*words("speech_verbs"), *words("quoting_verbs")})


@lru_cache(maxsize=1)
def _in_lead() -> dict[str, list[tuple[str, ...]]]:
    return _by_first({*words("speech_verbs"), *words("quoting_verbs"), *words("speech_participles")})


def _by_first(verbs: set[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for verb in sorted(verbs, key=len, reverse=True):
        split = tuple(verb.split())
        found.setdefault(split[0], []).append(split)
    return found


def _verb(text: AnnotatedText, at: int, stop: int, verbs: dict[str, list[tuple[str, ...]]]) -> int:
    """Where a verb of speech that starts at a token ends; 0 if there is none."""
    if at >= stop or at in text.mention_starts or not text.tokens[at].text.islower():
        return 0
    for verb in verbs.get(text.lower[at], ()):
        if at + len(verb) <= stop and text.lower[at : at + len(verb)] == verb:
            return at + len(verb)
    return 0


def verb_first(text: AnnotatedText, at: int, stop: int) -> Cue | None:
    """ "said Anna Berg", "according to Anna Berg"."""
    end = at + 2 if text.lower[at : at + 2] == ACCORDING else _verb(text, at, stop, _finite())
    if not end or end >= stop or text.lower[end] in word_class("preposition") | RELATIVE | WHOLE | {"it", "him", "them"}:
        return None
    last = end + 1
    while last < stop and not _ends(text, last, stop) and text.lower[last] != "," and not _leaves(text, last):
        last += 1
    if last < stop and text.lower[last] == "," and named(text, end, last) and not _names_somebody(text, end, last):
        further = min(stop, last + APPOSITION)
        second = next((i for i in range(last + 1, further) if text.lower[i] == "," or _ends(text, i, stop)), further)
        if (who := named(text, end, second)) and who.entity:
            return Cue(at, end, who)
    who = named(text, end, last)
    return Cue(at, end, who) if who else None


def subject_first(text: AnnotatedText, first: int, stop: int, *, is_new: bool) -> Cue | None:
    """ "Anna Berg, the minister, said": the first verb of speech whose subject the words before it are."""
    if text.lower[first] in NOT_SUBJECTS:
        return None
    for at in range(first + 1, min(stop, first + (LONGEST if is_new else SUBJECT_REACH))):
        if text.lower[at] in CLAUSE_END:
            return None
        end = _verb(text, at, stop, _finite())
        if not end or text.lower[at - 1] in NO_FINITE | RELATIVE | word_class("preposition"):
            continue
        if is_new and not _is_whole(text, end, stop):
            return None
        start = first if text.lower[first] not in word_class("preposition") else _phrase(text, at, first)
        who = named(text, start, _subject_end(text, at, first))
        return Cue(at, end, who) if who else None
    return None


def _is_whole(text: AnnotatedText, end: int, stop: int) -> bool:
    """Whether nothing that is told follows a verb of speech: a new sentence with "said that …" tells of something else."""
    if end >= stop or end in text.time_starts or text.is_adverb(end) or text.lower[end - 1] in TO_WHOM:
        return True
    return text.lower[end] in WHOLE | word_class("preposition") | {"as", "when", "while", "after", "before"}


def _leaves(text: AnnotatedText, at: int) -> bool:
    """Whether the words of a subject after its verb end before a token: "in Oslo", "on Monday", "(", "when asked"."""
    word = text.lower[at]
    if at in text.time_starts:
        return text.lower[at - 1] not in word_class("article")
    return word in LEAVING


def _ends(text: AnnotatedText, at: int, stop: int) -> bool:
    """Whether a clause ends at a token; a full stop within a sentence belongs to what is shortened."""
    return text.lower[at] in CLAUSE_END or (text.lower[at] == "." and at + 1 >= stop)


def _names_somebody(text: AnnotatedText, first: int, last: int) -> bool:
    who = named(text, first, last)
    return who is not None and (who.entity is not None or text.tokens[last - 1].text[0].isupper())


def last_before(text: AnnotatedText, low: int, opened: int) -> Cue | None:
    """The last verb of speech before a stretch, with its subject."""
    for at in range(opened - 1, max(low, opened - LEAD_REACH) - 1, -1):
        if text.lower[at] in {";", "!", "?"} and at < opened - 1:
            return None
        if text.lower[at : at + 2] == ACCORDING:
            who = named(text, at + 2, _trimmed(text, at + 2, opened))
            return Cue(at, at + 2, who) if who else None
        end = _verb(text, at, opened, _in_lead())
        if not end:
            continue
        who = _subject_before(text, low, at)
        if who and not (who.last - who.first == 1 and text.lower[who.first] in THINGS):
            return Cue(at, end, who)
    if text.lower[opened - 1] == ":" and opened - low <= LONGEST and (who := named(text, low, opened - 1)) and who.entity:
        return Cue(opened - 1, opened - 1, who)
    return None


def _trimmed(text: AnnotatedText, first: int, last: int) -> int:
    return next((at for at in range(first, last) if text.lower[at] in {",", ":"}), last)


def _subject_before(text: AnnotatedText, low: int, verb: int) -> Named | None:
    """The subject of a verb before a stretch: the words before it, or who the clause is about ("…, adding", "and said")."""
    if verb <= low:
        return None
    end = _subject_end(text, verb, low)
    word = text.lower[end - 1]
    is_participle = text.lower[verb].endswith("ing")
    if not is_participle and word in NO_SUBJECT:
        return None
    first = text.doc.sentences[text.doc.sentence_at(text.tokens[verb].start)].first
    if is_participle and (said := _said_before(text, low, verb)):
        return _subject_before(text, low, said)
    if word == "," and not is_participle and (who := _apposed(text, low, end - 1)):
        return who
    if is_participle or word in {",", "and", "but", "to", "then", "—", "–"} or word in AUXILIARY:
        return subject_of(text, low, end) or (opening(text, low, end) if low == first else subject_of(text, first, low))
    return _beside(text, low, end - (word in RELATIVE))


def _beside(text: AnnotatedText, low: int, end: int) -> Named | None:
    """Who the words right before a verb name; nobody, if another verb of speech stands in them: "Berg said the plan"."""
    start = _phrase(text, end, low)
    if any(_verb(text, at, end, _finite()) and text.lower[at - 1] not in NO_FINITE for at in range(start + 1, end)):
        return None
    who = named(text, start, end)
    return who if who and (who.entity or who.pronoun) else _apposed(text, low, end) or who or subject_of(text, low, end)


def _said_before(text: AnnotatedText, low: int, verb: int) -> int:
    """The verb of speech just before a participle: "…, Berg said, adding"."""
    return next((at for at in range(verb - 1, max(low, verb - 5), -1) if _verb(text, at, verb, _finite())), 0)


def _apposed(text: AnnotatedText, low: int, end: int) -> Named | None:
    """Whom the words before a description name, which ends at a token: "Anna Berg, the minister and author"."""
    comma = next((at for at in range(end - 1, max(low, end - SUBJECT_REACH), -1) if text.lower[at] == ","), None)
    if comma is None:
        return None
    last = _subject_end(text, comma, low)
    mention = text.mention_ends.get(last - 1)
    return named(text, _phrase(text, last, low), last) if mention and text.entity_kinds[mention.entity] is Kind.PERSON else None


def opening(text: AnnotatedText, low: int, end: int) -> Named | None:
    """The words up to the first comma, as the subject of a clause where nobody known is named."""
    comma = next((at for at in range(low, end) if text.lower[at] in {",", "("}), end)
    return named(text, low, comma) if comma - low <= LONGEST else None


def _subject_end(text: AnnotatedText, verb: int, low: int) -> int:
    """Where a subject ends before its verb: without adverbs, auxiliaries and times between them."""
    end = verb
    while end > low + 1:
        if text.lower[end - 1] == ")" and (opened := _opening_bracket(text, end - 1, low)):
            end = opened
        elif end - 1 in text.time_ends and text.time_ends[end - 1] > low:
            end = text.time_ends[end - 1]
            end -= text.lower[end - 1] == "on"
        elif text.lower[end - 1] in AUXILIARY or text.is_adverb(end - 1):
            end -= 1
        else:
            break
    return end


def _opening_bracket(text: AnnotatedText, closed: int, low: int) -> int:
    return next((at for at in range(closed - 1, max(low, closed - 8), -1) if text.lower[at] == "("), 0)


def _phrase(text: AnnotatedText, end: int, low: int) -> int:
    """Where the words that end before a token begin, back to the clause's opening."""
    start = end
    while start > low and end - start < LONGEST and text.lower[start - 1] not in BOUNDARY:
        start -= 1
    return start
