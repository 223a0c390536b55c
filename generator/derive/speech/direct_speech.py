"""Direct speech: words in quotation marks that are no titles of works and no scare quotes, each with its speaker.

"…," Mrs Clinton told Sergei Lavrov.   said Mr Lavrov: "…"   not: the "reset", on the radio's "Early Show"
"""

from __future__ import annotations

from collections import deque

from generator.derive.lexicon import words
from generator.derive.speech import speakers, transcripts
from generator.derive.speech.attribution import MARKS, NO_SPEAKER, Attribution, quote
from generator.derive.speech.speakers import Conversation, Turn, find_speaker, is_scare_quote
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Document
from generator.derive.syntax.quotation_marks import QuotedSpan, quoted_spans
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Quote, Span

RULES = (*speakers.RULES, *transcripts.RULES, NO_SPEAKER)

MAX_TITLE_WORDS = 6
MAX_CHARACTERS_OF_INTERRUPTION = 60


def find(text: AnnotatedText) -> list[Quote]:
    """Return the direct quotes of a report, in its order; speech that its attribution interrupts is one quote."""
    quotes = [*transcripts.find(text)]
    free = [
        span
        for span in quoted_spans(text.doc)
        if not any(turn.evidence.start <= span.start < turn.evidence.end for turn in quotes)
    ]
    spans = [span for span in free if not _is_title(text, span)]
    conversation = Conversation(text, spans)
    pending = deque(spans)
    while pending:
        segments = [pending.popleft()]
        speaker = find_speaker(conversation, segments[0])
        if speaker is None and is_scare_quote(text.doc, segments[0]):
            continue
        if speaker and pending and _is_interrupted(text.doc, speaker, pending[0]):
            segments.append(pending.popleft())
        if speaker:
            conversation.last_turn = Turn(segments[-1], speaker)
        quotes.append(quote(text.doc, [Span(segment.start, segment.end) for segment in segments], speaker, direct=True))
    return quotes


def _is_title(text: AnnotatedText, span: QuotedSpan) -> bool:
    """Return whether quoted words are the title of a work or a nickname, in capitals within a clause: the "Early Show"."""
    inside = text.doc.text[span.start : span.end].strip(",. ").split()
    before = text.doc.token_at(span.start - 1) - 1
    if not 0 < len(inside) <= MAX_TITLE_WORDS or before < 0 or text.doc.tokens[before].end < span.start - 3:
        return False
    capitals = [word for word in inside if word[0].isupper()]
    small = [word for word in inside if word in word_class("title_small_word")]
    if len(capitals) + len(small) < len(inside) or "!" in inside[-1] or "?" in inside[-1]:
        return False
    word = text.lower[before]
    if word in word_class("possessive") or word in word_class("before_work_title"):
        return True
    return len(capitals) > 1 and word in words("works")


def _is_interrupted(doc: Document, speaker: Attribution, following: QuotedSpan) -> bool:
    """Return whether the next quoted span goes on with the same speech: "…," she said, "…"."""
    if not speaker.after or speaker.cue_end <= 0:
        return False
    between = doc.text[speaker.cue_end : following.start].rstrip("".join(MARKS))
    if doc.sentence_at(speaker.cue_end - 1) != doc.sentence_at(following.start - 1):
        return False
    return 0 < len(between) < MAX_CHARACTERS_OF_INTERRUPTION and between.rstrip().endswith(",") and "\n" not in between
