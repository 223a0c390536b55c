"""Who said what to whom: words in quotation marks with the speaker beside them, and speech that the report tells.

"…," Mrs Clinton told Sergei Lavrov.   said Mr Lavrov: "…"   analysts say that …   according to …
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from generator.derive.evidence import cite
from generator.derive.lexicon import words
from generator.derive.speech import indirect
from generator.derive.speech.noun_phrases import POSSESSIVE
from generator.derive.speech.pronouns import People
from generator.derive.speech.speakers import Attribution, attributed, clause_speaker
from generator.derive.syntax import quotation_marks
from generator.derive.syntax.annotated_text import AnnotatedText, annotate
from generator.derive.syntax.document import Document
from generator.derive.syntax.quotation_marks import Quoted
from generator.model.findings import Confidence, Findings, Quote, Span

SCARE_WORDS = 3
SAME_PARAGRAPH = 120
PARAGRAPH = 2000
TITLE_WORDS = 6
SMALL_WORDS = frozenset("the a an of and in on for to with or at by from".split())
BEFORE_TITLE = frozenset("on of with in as called titled entitled named".split())


def find(doc: Document, found: Findings) -> Findings:
    """Fill quotes, direct and reported."""
    text = annotate(doc, found)
    direct = _direct(text)
    told = indirect.find(text, [Span(q.evidence.start, q.evidence.end) for q in direct])
    return replace(found, quotes=tuple(sorted([*direct, *told], key=lambda q: (q.evidence.start, q.evidence.end))))


def _direct(text: AnnotatedText) -> list[Quote]:
    doc = text.doc
    quotes: list[Quote] = []
    last: tuple[Quoted, Attribution] | None = None
    stretches = [one for one in quotation_marks.quoted(doc) if not _is_title(text, one)]
    people = cache(partial(People, text, stretches))
    at = 0
    while at < len(stretches):
        one = stretches[at]
        said = attributed(text, one)
        if said is None and (_words(doc, one) > SCARE_WORDS or (last and _is_sentence(doc, one))):
            said = (_carried_on(text, one, *last) if last else None) or clause_speaker(text, one)
        if said and said.speaker is None and said.pronoun:
            said = _meant(people(), said, last[1] if last else None)
        segments = [one]
        if said and at + 1 < len(stretches) and _goes_on(doc, said, stretches[at + 1]):
            segments.append(stretches[at + 1])
        at += len(segments)
        if said is None and _words(doc, one) <= SCARE_WORDS:
            continue
        quotes.append(_quote(doc, segments, said))
        last = (segments[-1], said) if said else last
    return quotes


def _carried_on(text: AnnotatedText, one: Quoted, before: Quoted, said: Attribution) -> Attribution | None:
    """The speaker before goes on: in the same paragraph ("…," she said. "…"), or over an unclosed one."""
    if one.start - before.end > PARAGRAPH:
        return None
    doc = text.doc
    between = doc.text[before.end : one.start]
    if "\n" not in between:
        here, there = doc.sentence_at(one.start), doc.sentence_at(max(before.end - 1, said.cue_end - 1))
        opens = one.start - doc.sentences[here].start <= 2
        if here - there <= (1 if opens else 0) or (len(between) < SAME_PARAGRAPH and opens and here - there <= 2):
            return _by(said, "the speaker goes on in the paragraph")
    is_next = one.paragraph_start and between.count("\n\n") + ("\n\n" not in between) * between.count("\n") == 1
    return _by(said, "the speaker of the paragraph before") if one.continues or is_next else None


def _meant(people: People, said: Attribution, last: Attribution | None) -> Attribution:
    """ "He said": the man who stands out most of those named before, who spoke last among them."""
    spoke = (last.speaker, last.start) if last and last.speaker in people.gender else None
    who = people.meant(said.pronoun or "", said.start, spoke)
    return said._replace(speaker=who, confidence=Confidence.UNSURE, rule="the pronoun is who stands out most") if who else said


def _by(said: Attribution, rule: str) -> Attribution:
    """The same speaker by another rule, without the words of the cue, which stand elsewhere."""
    return said._replace(
        rule=rule, cue="", cue_end=-1, after=False, confidence=Confidence.LIKELY, addressee=None, addressee_text=None
    )


def _is_title(text: AnnotatedText, one: Quoted) -> bool:
    """Whether the words are the title of a work or a nickname, all capitals, within a clause: on the radio's "Early Show"."""
    inside = text.doc.text[one.start : one.end].strip(",. ").split()
    before = text.doc.token_at(one.start - 1) - 1
    if not 0 < len(inside) <= TITLE_WORDS or before < 0 or text.doc.tokens[before].end < one.start - 3:
        return False
    capitals = [word for word in inside if word[0].isupper()]
    if len(capitals) + sum(word in SMALL_WORDS for word in inside) < len(inside) or "!" in inside[-1] or "?" in inside[-1]:
        return False
    word = text.lower[before]
    return word in POSSESSIVE or word in BEFORE_TITLE or (len(capitals) > 1 and word in words("works"))


def _is_sentence(doc: Document, one: Quoted) -> bool:
    """Whether a short stretch is a sentence of its own, which goes on with what was said: "So, who?"."""
    quoted = doc.text[one.start : one.end]
    here = doc.sentences[doc.sentence_at(one.start)]
    return quoted[:1].isupper() and quoted[-1:] in {".", "?", "!"} and one.start - here.start <= 2


def _words(doc: Document, one: Quoted) -> int:
    return len(doc.text[one.start : one.end].split())


def _goes_on(doc: Document, said: Attribution, following: Quoted) -> bool:
    """Whether a second stretch belongs to the same speech: "…," she said, "…"."""
    between = doc.text[said.cue_end : following.start - 1]
    if doc.sentence_at(said.cue_end - 1) != doc.sentence_at(following.start - 1):
        return False
    return said.after and said.cue_end > 0 and 0 < len(between) < 60 and between.rstrip().endswith(",") and "\n" not in between


def _quote(doc: Document, segments: Sequence[Quoted], said: Attribution | None) -> Quote:
    start, end = segments[0].start, segments[-1].end
    return Quote(
        id="",
        evidence=cite(doc.text, start, end),
        direct=True,
        segments=tuple(Span(segment.start, segment.end) for segment in segments),
        speaker=said.speaker if said else None,
        speaker_text=said.speaker_text if said else None,
        affiliation=said.affiliation if said else None,
        cue=said.cue or None if said else None,
        addressee=said.addressee if said else None,
        addressee_text=said.addressee_text if said else None,
        said_on=said.said_on if said else None,
        confidence=said.confidence if said else Confidence.UNSURE,
        rule=said.rule if said else "words in quotation marks",
    )
