"""Who is said to have said a quoted stretch: the verb of speech beside it, its subject, and whom it was said to.

Right before the words or right after them, else further off in the sentence; or else who the clause before them is about.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.derive.speech.noun_phrases import named, subject_of
from generator.derive.speech.speech_verbs import DASHES, QUOTES, TO_WHOM, Cue, last_before, opening, subject_first, verb_first
from generator.derive.syntax.annotated_text import AnnotatedText
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


def attributed(text: AnnotatedText, one: Quoted) -> Attribution | None:
    """The attribution right before a stretch or right after it, else further off in the sentence on either side."""
    lead = _lead(text, one)
    before = last_before(text, *lead) if lead else None
    is_close = before is not None and lead is not None and lead[1] - before.last <= 1
    if before and is_close and not _closes_with(text, one, ","):
        return _made(text, before, after=False)
    if after := _after(text, one):
        return _made(text, after, after=True)
    return _made(text, before, after=False) if before else None


def clause_speaker(text: AnnotatedText, one: Quoted) -> Attribution | None:
    """Who the clause before a stretch is about, or the sentence before it, where no verb of speech stands beside it."""
    lead = _lead(text, one) or _sentence_before(text, one)
    who = subject_of(text, *lead) if lead else None
    is_told = lead is not None and text.lower[lead[1] - 1] == ":"
    if who and who.entity and text.entity_kinds[who.entity] is not Kind.PERSON and not is_told:
        return None
    if lead and who is None and is_told:
        who = opening(text, *lead)
    if who is None or lead is None:
        return None
    made = _made(text, Cue(lead[1] - 1, lead[1] - 1, who), after=False)
    return made._replace(cue="", confidence=Confidence.UNSURE, rule="the subject of the clause before the words")


def _sentence_before(text: AnnotatedText, one: Quoted) -> tuple[int, int] | None:
    """The tokens of the sentence before a stretch that opens its own, in one paragraph."""
    index = text.doc.sentence_at(one.start)
    if index == 0 or text.doc.sentences[index - 1].paragraph != text.doc.sentences[index].paragraph:
        return None
    before = text.doc.sentences[index - 1]
    return before.first, before.last


def _lead(text: AnnotatedText, one: Quoted) -> tuple[int, int] | None:
    """The tokens before a stretch in its sentence; those of the paragraph before, if it ends with a colon."""
    opened = text.doc.token_at(one.start - 1)
    while opened > 0 and text.lower[opened - 1] in MARKS and text.tokens[opened - 1].end == text.tokens[opened].start:
        opened -= 1
    if opened < 0:
        return None
    index = text.doc.sentence_at(text.tokens[opened].start)
    first = text.doc.sentences[index].first
    if opened <= first:
        if index == 0 or text.lower[opened - 1] != ":":
            return None
        first = text.doc.sentences[index - 1].first
    low = next((at + 1 for at in range(opened - 1, max(first, opened - 2 * REACH) - 1, -1) if text.lower[at] in QUOTES), first)
    return (low, opened) if low < opened else None


def _after(text: AnnotatedText, one: Quoted) -> Cue | None:
    first = text.doc.token_at(one.end)
    while first < len(text.tokens) and (text.tokens[first].start < one.end or text.lower[first] in MARKS | {",", "."}):
        first += 1
    if first >= len(text.tokens):
        return None
    sentence = text.doc.sentences[text.doc.sentence_at(text.tokens[first].start)]
    if text.doc.sentences[text.doc.sentence_at(one.start)].paragraph != sentence.paragraph:
        return _signed(text, first, sentence)
    stop = _until_quote(text, first, min(sentence.last, first + REACH))
    if _closes_with(text, one, ",?!-—–…."):
        is_new = first == sentence.first
        found = verb_first(text, first, stop) or subject_first(text, first, stop, is_new=is_new)
        if found or is_new:
            return found
    elif first in text.mention_starts and (found := subject_first(text, first, min(stop, first + 6), is_new=True)):
        return found
    for comma in range(first, stop - 1):
        if text.lower[comma] in {",", "—", "–"} and comma + 1 < stop:
            found = verb_first(text, comma + 1, stop) or subject_first(text, comma + 1, stop, is_new=True)
            if found:
                return found
    return None


def _closes_with(text: AnnotatedText, one: Quoted, marks: str) -> bool:
    """Whether the words end in one of these marks, on either side of the quotation mark."""
    characters = text.doc.text
    inner = characters[max(one.start, one.end - 4) : one.end].rstrip(" '’")
    return (inner[-1:] or " ") in marks or (characters[one.end + 1 : one.end + 2] or " ") in marks


def _signed(text: AnnotatedText, first: int, sentence: Sentence) -> Cue | None:
    """A name after a dash in a paragraph of its own: "— Anna Berg"."""
    is_signature = text.lower[first] in DASHES and first == sentence.first and sentence.last - first <= SIGNATURE
    who = named(text, first + 1, sentence.last - (text.lower[sentence.last - 1] == ".")) if is_signature else None
    return Cue(first + 1, first + 1, who) if who and who.entity else None


def _until_quote(text: AnnotatedText, first: int, stop: int) -> int:
    return next((at for at in range(first, stop) if text.lower[at] in QUOTES), stop)


def _made(text: AnnotatedText, cue: Cue, *, after: bool) -> Attribution:
    who, tokens = cue.who, text.tokens
    cue_end = tokens[max(cue.last - 1, 0)].end
    speaker_text = text.slice(who.first, who.last)
    verb = text.slice(cue.first, cue.last)
    is_told = verb.lower() in TO_WHOM and who.first < cue.last
    addressee, addressee_text = _hearer(text, cue.last, cue_end) if is_told else (None, None)
    last = max(tokens[who.last - 1].end, cue_end)
    start = min(
        tokens[who.first if who.start is None else who.start].start,
        tokens[cue.first].start if cue.first < cue.last else cue_end,
    )
    sentence = text.doc.sentences[text.doc.sentence_at(last - 1)]
    rule = "the verb of speech after the words" if after else "the verb of speech before the words"
    confidence = Confidence.CERTAIN if who.entity else Confidence.LIKELY
    when = said_on(text, start, min(sentence.end, last + 60))
    return Attribution(
        who.entity,
        speaker_text,
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


def _hearer(text: AnnotatedText, at: int, start: int) -> tuple[str | None, str | None]:
    """Whom something was told: the name after the verb, or plain hearers ("reporters")."""
    if match := PLAIN_HEARERS.match(text.doc.text, start):
        return None, match[1]
    for index in range(at, min(at + 8, len(text.tokens))):
        if not text.tokens[index].text[0].isalnum():
            return None, None
        mention = text.mention_starts.get(index)
        if mention and mention.form in {Form.NAME, Form.METONYM}:
            return mention.entity, text.doc.text[start : mention.evidence.end].strip()
    return None, None


def said_on(text: AnnotatedText, start: int, end: int) -> str | None:
    """The date in a stretch of attribution, if there is just one that is resolved."""
    times = [
        text.time_starts[at][1] for at in range(text.doc.token_at(start), text.doc.token_at(end) + 1) if at in text.time_starts
    ]
    dates = [t.edtf for t in times if start <= t.evidence.start and t.evidence.end <= end and t.edtf]
    return dates[0] if len(dates) == 1 else None
