"""Who is said to have said a quoted stretch: the verb of speech beside it, its subject, and whom it was said to.

Right before the words or right after them, else further off in the sentence; or else who the clause before them is about.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.derive.speech.noun_phrases import named, subject_of
from generator.derive.speech.speech_verbs import DASHES, QUOTES, TO_WHOM, Cue, last_before, opening, subject_first, verb_first
from generator.derive.syntax.annotated_tokens import Syntax
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.quotation_marks import Quoted
from generator.model.findings import Confidence, Form, Kind

REACH = 60
SIGNATURE = 12
MARKS = frozenset({'"', "“", "”", "``", "''", "`", "'", "’", "‘"})
PLAIN_HEARERS = re.compile(
    r"\s*((?:the |a |his |her |their )?(?:[\w-]+ ){0,3}?"
    r"(?:reporters|journalists|parliament|lawmakers|supporters|students|news conference))"
)


class Attribution(NamedTuple):
    """The speaker (an entity's id, or the words alone), the verb, the hearer. `after`: it follows the words."""

    speaker: str | None
    speaker_text: str
    affiliation: str | None
    cue: str
    start: int
    cue_end: int
    after: bool
    addressee: str | None
    addressee_text: str | None
    said_on: str | None
    confidence: Confidence
    rule: str
    pronoun: str | None = None


def attributed(read: Syntax, one: Quoted) -> Attribution | None:
    """The attribution right before a stretch or right after it, else further off in the sentence on either side."""
    lead = _lead(read, one)
    before = last_before(read, *lead) if lead else None
    is_close = before is not None and lead is not None and lead[1] - before.last <= 1
    if before and is_close and not _closes_with(read, one, ","):
        return _made(read, before, after=False)
    if after := _after(read, one):
        return _made(read, after, after=True)
    return _made(read, before, after=False) if before else None


def clause_speaker(read: Syntax, one: Quoted) -> Attribution | None:
    """Who the clause before a stretch is about, or the sentence before it, where no verb of speech stands beside it."""
    lead = _lead(read, one) or _sentence_before(read, one)
    who = subject_of(read, *lead) if lead else None
    is_told = lead is not None and read.lower[lead[1] - 1] == ":"
    if who and who.entity and read.kinds[who.entity] is not Kind.PERSON and not is_told:
        return None
    if lead and who is None and is_told:
        who = opening(read, *lead)
    if who is None or lead is None:
        return None
    made = _made(read, Cue(lead[1] - 1, lead[1] - 1, who), after=False)
    return made._replace(cue="", confidence=Confidence.UNSURE, rule="the subject of the clause before the words")


def _sentence_before(read: Syntax, one: Quoted) -> tuple[int, int] | None:
    """The tokens of the sentence before a stretch that opens its own, in one paragraph."""
    index = read.doc.sentence_at(one.start)
    if index == 0 or read.doc.sentences[index - 1].paragraph != read.doc.sentences[index].paragraph:
        return None
    before = read.doc.sentences[index - 1]
    return before.first, before.last


def _lead(read: Syntax, one: Quoted) -> tuple[int, int] | None:
    """The tokens before a stretch in its sentence; those of the paragraph before, if it ends with a colon."""
    opened = read.doc.token_at(one.start - 1)
    while opened > 0 and read.lower[opened - 1] in MARKS and read.tokens[opened - 1].end == read.tokens[opened].start:
        opened -= 1
    if opened < 0:
        return None
    index = read.doc.sentence_at(read.tokens[opened].start)
    first = read.doc.sentences[index].first
    if opened <= first:
        if index == 0 or read.lower[opened - 1] != ":":
            return None
        first = read.doc.sentences[index - 1].first
    low = next((at + 1 for at in range(opened - 1, max(first, opened - 2 * REACH) - 1, -1) if read.lower[at] in QUOTES), first)
    return (low, opened) if low < opened else None


def _after(read: Syntax, one: Quoted) -> Cue | None:
    first = read.doc.token_at(one.end)
    while first < len(read.tokens) and (read.tokens[first].start < one.end or read.lower[first] in MARKS | {",", "."}):
        first += 1
    if first >= len(read.tokens):
        return None
    sentence = read.doc.sentences[read.doc.sentence_at(read.tokens[first].start)]
    if read.doc.sentences[read.doc.sentence_at(one.start)].paragraph != sentence.paragraph:
        return _signed(read, first, sentence)
    stop = _until_quote(read, first, min(sentence.last, first + REACH))
    if _closes_with(read, one, ",?!-—–…."):
        is_new = first == sentence.first
        found = verb_first(read, first, stop) or subject_first(read, first, stop, is_new=is_new)
        if found or is_new:
            return found
    elif first in read.starts and (found := subject_first(read, first, min(stop, first + 6), is_new=True)):
        return found
    for comma in range(first, stop - 1):
        if read.lower[comma] in {",", "—", "–"} and comma + 1 < stop:
            found = verb_first(read, comma + 1, stop) or subject_first(read, comma + 1, stop, is_new=True)
            if found:
                return found
    return None


def _closes_with(read: Syntax, one: Quoted, marks: str) -> bool:
    """Whether the words end in one of these marks, on either side of the quotation mark."""
    text = read.doc.text
    inner = text[max(one.start, one.end - 4) : one.end].rstrip(" '’")
    return (inner[-1:] or " ") in marks or (text[one.end + 1 : one.end + 2] or " ") in marks


def _signed(read: Syntax, first: int, sentence: Sentence) -> Cue | None:
    """A name after a dash in a paragraph of its own: "— Anna Berg"."""
    is_signature = read.lower[first] in DASHES and first == sentence.first and sentence.last - first <= SIGNATURE
    who = named(read, first + 1, sentence.last - (read.lower[sentence.last - 1] == ".")) if is_signature else None
    return Cue(first + 1, first + 1, who) if who and who.entity else None


def _until_quote(read: Syntax, first: int, stop: int) -> int:
    return next((at for at in range(first, stop) if read.lower[at] in QUOTES), stop)


def _made(read: Syntax, cue: Cue, *, after: bool) -> Attribution:
    who, tokens = cue.who, read.tokens
    cue_end = tokens[max(cue.last - 1, 0)].end
    text = read.text(who.first, who.last)
    verb = read.text(cue.first, cue.last)
    is_told = verb.lower() in TO_WHOM and who.first < cue.last
    addressee, addressee_text = _hearer(read, cue.last, cue_end) if is_told else (None, None)
    last = max(tokens[who.last - 1].end, cue_end)
    start = min(
        tokens[who.first if who.start is None else who.start].start,
        tokens[cue.first].start if cue.first < cue.last else cue_end,
    )
    sentence = read.doc.sentences[read.doc.sentence_at(last - 1)]
    rule = "the verb of speech after the words" if after else "the verb of speech before the words"
    confidence = Confidence.CERTAIN if who.entity else Confidence.LIKELY
    when = said_on(read, start, min(sentence.end, last + 60))
    return Attribution(
        who.entity,
        text,
        who.affiliation,
        verb,
        start,
        last,
        after,
        addressee,
        addressee_text,
        when,
        confidence,
        rule,
        who.pronoun,
    )


def _hearer(read: Syntax, at: int, start: int) -> tuple[str | None, str | None]:
    """Whom something was told: the name after the verb, or plain hearers ("reporters")."""
    if match := PLAIN_HEARERS.match(read.doc.text, start):
        return None, match[1]
    for index in range(at, min(at + 8, len(read.tokens))):
        if not read.tokens[index].text[0].isalnum():
            return None, None
        mention = read.starts.get(index)
        if mention and mention.form in {Form.NAME, Form.METONYM}:
            return mention.entity, read.doc.text[start : mention.evidence.end].strip()
    return None, None


def said_on(read: Syntax, start: int, end: int) -> str | None:
    """The date in a stretch of attribution, if there is just one that is resolved."""
    times = [read.times[at][1] for at in range(read.doc.token_at(start), read.doc.token_at(end) + 1) if at in read.times]
    dates = [t.edtf for t in times if start <= t.evidence.start and t.evidence.end <= end and t.edtf]
    return dates[0] if len(dates) == 1 else None
