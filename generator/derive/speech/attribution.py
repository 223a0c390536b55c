"""The attribution of a quote: the clause beside it that names its speaker, with the verb, the hearer and the date.

"…," | Anna Berg told reporters on Monday        | said Mr Lavrov: | "…"        "…" | — Anna Berg
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.derive.evidence import cite
from generator.derive.speech.reporting import FINITE_TAGS
from generator.derive.speech.speech_verbs import (
    DASHES,
    SpeechVerb,
    is_quotation_mark,
    last_verb_before,
    subject_before_verb,
    verb_before_subject,
)
from generator.derive.speech.subject_phrases import joint_speakers, resolve_phrase
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Document, Sentence, TokenSpan
from generator.derive.syntax.quotation_marks import QuotedSpan
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Confidence, Form, Quote, Span

VERB_BEFORE = "the verb of speech before the words"
NO_SPEAKER = "words in quotation marks"
VERB_AFTER = "the verb of speech after the words"

MAX_TOKENS_AFTER = 60
MAX_TOKENS_BEFORE = 120
MAX_TOKENS_TO_NAME = 6
MAX_SIGNATURE_TOKENS = 12
MAX_TOKENS_TO_HEARER = 8
MAX_CHARACTERS_TO_DATE = 60
MARKS = frozenset("\"“”`'’‘„«»")
UNNAMED_HEARERS = re.compile(
    r"\s*((?:the |a |his |her |their )?(?:[\w-]+ ){0,3}?"
    r"(?:reporters|journalists|parliament|lawmakers|supporters|students|news conference))"
)


class Attribution(NamedTuple):
    """The speaker (an entity's id, or the words alone), the verb, the hearer and the date.

    `start` and `cue_end` are offsets, `cue_end` -1 without a verb. `after`: it follows the quoted words.
    """

    speaker: str | None
    speaker_text: str
    rule: str
    confidence: Confidence
    affiliation: str | None = None
    cue: str = ""
    start: int = -1
    cue_end: int = -1
    after: bool = False
    addressee: str | None = None
    addressee_text: str | None = None
    said_on: str | None = None
    pronoun: str | None = None
    speakers: tuple[str, ...] = ()
    """All who speak jointly, the speaker first; empty for a pronoun until it is resolved."""


def quote(doc: Document, segments: Sequence[Span], attributed: Attribution | None, *, direct: bool) -> Quote:
    """Return the quote of some stretches of a report; without an attribution nobody is known to speak."""
    by = attributed or Attribution(None, "", NO_SPEAKER, Confidence.UNSURE)
    joint = by.speakers if by.speakers[:1] == (by.speaker,) else (by.speaker,)
    return Quote(
        id="",
        evidence=cite(doc.text, segments[0].start, segments[-1].end),
        direct=direct,
        segments=tuple(segments) if direct or len(segments) > 1 else (),
        speaker=by.speaker,
        speakers=tuple(each for each in joint if each),
        speaker_text=by.speaker_text if attributed else None,
        affiliation=by.affiliation,
        cue=by.cue or None,
        addressee=by.addressee,
        addressee_text=by.addressee_text,
        said_on=by.said_on,
        confidence=by.confidence,
        rule=by.rule,
    )


def attribution_beside(text: AnnotatedText, span: QuotedSpan) -> Attribution | None:
    """Return the attribution right before a quoted span or right after it, else further off in the sentence."""
    lead = tokens_before(text, span)
    before = last_verb_before(text, *lead) if lead else None
    is_close = before is not None and lead is not None and (lead.last - before.last <= 1 or text.lower[lead.last - 1] == ":")
    if before and is_close and not _ends_with(text, span, ","):
        return attribution(text, before, VERB_BEFORE)
    if after := _verb_after(text, span):
        return attribution(text, after, VERB_AFTER)
    return attribution(text, before, VERB_BEFORE) if before else None


def tokens_before(text: AnnotatedText, span: QuotedSpan) -> TokenSpan | None:
    """Return the tokens before a quoted span in its sentence; those of the paragraph before, if it ends with a colon."""
    opened = text.doc.token_at(span.start - 1)
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
    places = range(opened - 1, max(first, opened - MAX_TOKENS_BEFORE) - 1, -1)
    low = next((at + 1 for at in places if is_quotation_mark(text, at)), first)
    return TokenSpan(low, opened) if low < opened else None


def _verb_after(text: AnnotatedText, span: QuotedSpan) -> SpeechVerb | None:
    """Return the verb of speech after a quoted span: right there, else after a comma or dash further on."""
    first = text.doc.token_at(span.end)
    while first < len(text.tokens) and (
        text.tokens[first].start < span.end or text.lower[first] in MARKS or text.lower[first] in {",", "."}
    ):
        first += 1
    if first >= len(text.tokens):
        return None
    sentence = text.doc.sentences[text.doc.sentence_at(text.tokens[first].start)]
    if text.doc.sentences[text.doc.sentence_at(span.start)].paragraph != sentence.paragraph:
        return _signature(text, first, sentence, is_below=True)
    if _ends_with(text, span, ".,?!…") and (signature := _signature(text, first, sentence, is_below=False)):
        return signature
    stop = _until_quotation_mark(text, first, min(sentence.last, first + MAX_TOKENS_AFTER))
    verb: SpeechVerb | None = None
    if _ends_with(text, span, ",?!-—–…."):
        is_new = first == sentence.first
        verb = verb_before_subject(text, first, stop) or subject_before_verb(text, first, stop, is_new_sentence=is_new)
        if is_new:
            return verb
    elif first in text.mention_starts:
        verb = subject_before_verb(text, first, min(stop, first + MAX_TOKENS_TO_NAME), is_new_sentence=True)
    return verb or _verb_after_comma(text, first, stop)


def _verb_after_comma(text: AnnotatedText, first: int, stop: int) -> SpeechVerb | None:
    """ "…" for the town, Anna Berg said in an interview: the first verb of speech after a comma or dash."""
    for comma in range(first, stop - 1):
        if text.lower[comma] in {",", "—", "–"}:
            verb = verb_before_subject(text, comma + 1, stop)
            if verb := verb or subject_before_verb(text, comma + 1, stop, is_new_sentence=True):
                return verb
    return None


def _ends_with(text: AnnotatedText, span: QuotedSpan, marks: str) -> bool:
    """Return whether a quoted span ends in one of these marks, on either side of the quotation mark."""
    characters = text.doc.text
    inner = characters[max(span.start, span.end - 4) : span.end].rstrip(" '’")
    after = characters[span.end : span.end + 3].lstrip("".join(MARKS))
    return (inner[-1:] or " ") in marks or (after[:1] or " ") in marks


def _signature(text: AnnotatedText, first: int, sentence: Sentence, *, is_below: bool) -> SpeechVerb | None:
    """Return a name that ends the paragraph of the words, or is a paragraph of its own: "…" — Anna Berg, minister.

    It stands behind a dash or in brackets; below the words a name that opens a line without a verb needs neither.
    """
    if sentence.last - first > MAX_SIGNATURE_TOKENS or sentence.end < text.doc.paragraphs[sentence.paragraph].end:
        return None
    is_marked = text.lower[first] in DASHES | {"("}
    start, last = first + is_marked, sentence.last - (text.lower[sentence.last - 1] in {".", ")"})
    if not is_marked and not (is_below and _is_named_without_verb(text, start, sentence)):
        return None
    subject = resolve_phrase(text, start, last)
    return SpeechVerb(start, start, subject) if subject and subject.entity else None


def _is_named_without_verb(text: AnnotatedText, first: int, sentence: Sentence) -> bool:
    words = text.trees.words_in(sentence.start, sentence.end)
    has_verb = any(text.trees.words[at].tag in FINITE_TAGS for at in words)
    return not has_verb and (first in text.mention_starts or first in text.role_tokens) and text.lower[sentence.last - 1] != ":"


def _until_quotation_mark(text: AnnotatedText, first: int, stop: int) -> int:
    return next((at for at in range(first, stop) if is_quotation_mark(text, at)), stop)


def attribution(text: AnnotatedText, speech: SpeechVerb, rule: str) -> Attribution:
    """Return the attribution to the subject of a verb of speech."""
    subject, tokens = speech.subject, text.tokens
    verb = text.slice(speech.first, speech.last)
    verb_end = tokens[max(speech.last - 1, 0)].end
    has_hearer = verb.lower() in word_class("hearer_verb") and subject.first < speech.last
    addressee, addressee_text = _hearer(text, speech.last, verb_end) if has_hearer else (None, None)
    end = max(tokens[subject.last - 1].end, verb_end)
    start = min(
        tokens[subject.first if subject.lead_start is None else subject.lead_start].start,
        tokens[speech.first].start if speech.first < speech.last else verb_end,
    )
    sentence = text.doc.sentences[text.doc.sentence_at(end - 1)]
    return Attribution(
        subject.entity,
        text.slice(subject.first, subject.last),
        rule,
        _confidence(rule, is_known=subject.entity is not None),
        subject.affiliation,
        verb,
        start,
        end,
        rule == VERB_AFTER,
        addressee,
        addressee_text,
        date_between(text, start, min(sentence.end, end + MAX_CHARACTERS_TO_DATE)),
        subject.pronoun,
        joint_speakers(text, subject),
    )


def _confidence(rule: str, *, is_known: bool) -> Confidence:
    """Return how far an attribution is to be trusted; a verb before the words is more often another one's than one after."""
    if rule == VERB_AFTER:
        return Confidence.CERTAIN if is_known else Confidence.LIKELY
    return Confidence.LIKELY if is_known else Confidence.UNSURE


def _hearer(text: AnnotatedText, at: int, start: int) -> tuple[str | None, str | None]:
    """Return the hearer after "told", as an entity's id and as words: a name, or unnamed hearers ("reporters")."""
    if match := UNNAMED_HEARERS.match(text.doc.text, start):
        return None, match[1]
    for index in range(at, min(at + MAX_TOKENS_TO_HEARER, len(text.tokens))):
        if not text.tokens[index].text[0].isalnum():
            return None, None
        mention = text.mention_starts.get(index)
        if mention and mention.form in {Form.NAME, Form.METONYM}:
            return mention.entity, text.doc.text[start : mention.evidence.end].strip()
    return None, None


def date_between(text: AnnotatedText, start: int, end: int) -> str | None:
    """Return the one resolved date (EDTF) between two offsets; None if there is none, or more than one."""
    within = range(text.doc.token_at(start), text.doc.token_at(end) + 1)
    times = [text.time_starts[at][1] for at in within if at in text.time_starts]
    dates = [time.edtf for time in times if start <= time.evidence.start and time.evidence.end <= end and time.edtf]
    return dates[0] if len(dates) == 1 else None
