"""Who is said to have said a quoted stretch: the verb of speech beside it, its subject, and whom it was said to."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.marks import Quoted
from generator.derive.text import Document
from generator.model import Confidence, Findings, Form, Kind, Mention

REACH = 160
SUBJECTS = frozenset({"he", "she"})
PREPOSITION_AT_END = re.compile(r"\b(?:of|with|against|by|from|for|to|in|on|at|about|after)\s(?:[\w.]+\s){0,3}$")
PRONOUN_AT_END = re.compile(r"\b(?:he|she|they|it|who)$", re.IGNORECASE)
# After a full stop within the marks a pronoun opens a sentence of its own: "… yet." She said that …
NEW_SENTENCE = re.compile(r"[\"”']{1,2}\s+(?:He|She|They|It|The)\b.*?\bsaid\s+(?:that\b|[a-z])")
TO_WHOM = frozenset({"told", "tells"})
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
    cue_end: int
    after: bool
    addressee: str | None
    addressee_text: str | None
    said_on: str | None
    confidence: Confidence
    rule: str


class _Patterns(NamedTuple):
    """Where an attribution stands: right after the words, at the end of their clause, or before them."""

    subject_first: re.Pattern[str]
    verb_first: re.Pattern[str]
    late_verb_first: re.Pattern[str]
    late_subject_first: re.Pattern[str]
    before: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    verbs = f"(?P<cue>{'|'.join(sorted(words('speech_verbs'), key=len, reverse=True))})"
    plain = (
        r"(?:(?:\b(?:Sen|Rep|Gov|Gen|Dr|Mr|Mrs|Ms|Lt|Col|Sgt|Rev|Prof|Jr|Sr|St|[A-Z])\.)|\([^()\n]{1,20}\)|[^\"“”.;:!?\n()])"
    )
    subject = rf"(?P<subject>{plain}{{2,110}}?)"
    close = r"[\"”']{1,2}[,.]?"
    stop = r"(?=[,.;:(]|\s(?:in|on|at|during|after|to|who|as|of the)\b|$)"
    return _Patterns(
        re.compile(rf"{close}\s*{subject},?\s+(?:also |later |then |has |had )?{verbs}\b"),
        re.compile(rf"{close}\s*{verbs}\s+{subject}{stop}"),
        re.compile(rf"{close}\s{plain}{{1,90}},\s+{verbs}\s+{subject}{stop}"),
        re.compile(rf"{close}\s{plain}{{1,90}},\s+{subject}\s+{verbs}[.,]"),
        re.compile(rf"(?:^|[.;,]\s|\b(?:and|but|while|as)\s)?{subject}\s{verbs}\b[^\"“”.]{{0,70}}$"),
    )


def attributed(doc: Document, found: Findings, one: Quoted) -> Attribution | None:
    """The attribution right after a stretch, or else the one right before it, within the paragraph."""
    paragraph = next(p for p in doc.paragraphs if p.start <= one.start <= p.end)
    after = doc.text[one.end : min(paragraph.end, one.end + REACH)]
    patterns = _patterns()
    ends_speech = doc.text[one.end - 1 : one.end] in {",", "?", "!", "."} or after[1:2] in {",", "."}
    if ends_speech:
        opens_sentence = NEW_SENTENCE.match(after)
        follows = patterns.verb_first.match(after) or (None if opens_sentence else patterns.subject_first.match(after))
    else:
        follows = patterns.late_verb_first.match(after) or patterns.late_subject_first.match(after)
    if match := follows:
        return _made(doc, found, match, one.end, after=True)
    lead = doc.text[max(paragraph.start, one.start - REACH) : one.start - 1]
    lead = re.split(r"(?<=[.!?])\s+(?=[A-Z])|[\"”]", lead)[-1]
    offset = one.start - 1 - len(lead)
    if match := patterns.before.search(lead):
        return _made(doc, found, match, offset, after=False)
    if match := re.search(r"[Aa]ccording to (?P<subject>[^\"“”.;:]{2,80}?)[,:]?\s*(?P<cue>)$", lead):
        return _made(doc, found, match, offset, after=False)
    return None


def _made(doc: Document, found: Findings, match: re.Match[str], offset: int, *, after: bool) -> Attribution:
    start, end = match.start("subject") + offset, match.end("subject") + offset
    cue_end = match.end("cue") + offset
    speaker, affiliation, text = speaker_in(doc, found, start, end)
    addressee, addressee_text = _hearer(doc, found, cue_end) if match["cue"] in TO_WHOM else (None, None)
    last = max(end, cue_end)
    sentence = doc.sentences[doc.sentence_at(last - 1)]
    rule = "the verb of speech after the words" if after else "the verb of speech before the words"
    confidence = Confidence.CERTAIN if speaker else Confidence.LIKELY
    when = said_on(found, min(start, cue_end), min(sentence.end, last + 60))
    return Attribution(speaker, text, affiliation, match["cue"], last, after, addressee, addressee_text, when, confidence, rule)


def speaker_in(doc: Document, found: Findings, start: int, end: int) -> tuple[str | None, str | None, str]:
    """The entity that a subject's words name, the one that they belong to, and the words.

    The name must end the words, or be followed by a description between commas: in "after talks with Mr Brown he" and in
    "Mr Brown's aide" the speaker is somebody else.
    """
    kinds = {entity.id: entity.kind for entity in found.entities}
    inside = [m for m in found.mentions if start <= m.evidence.start and m.evidence.end <= end]
    inside = [m for m in inside if kinds[m.entity] is not Kind.PLACE and m.form is not Form.DEMONYM]
    text = doc.text[start:end].strip(" ,")
    names = [m for m in inside if m.form is not Form.PRONOUN or m.evidence.text.lower() in SUBJECTS]
    first = names[0] if names and kinds[names[0].entity] is Kind.PERSON else None
    described = first if first and doc.text[first.evidence.end : end].startswith(",") else None
    last = next((m for m in reversed(names) if not doc.text[m.evidence.end : end].strip()), None)
    for mention in (described, last):
        if mention and not PREPOSITION_AT_END.search(doc.text[start : mention.evidence.start]):
            return mention.entity, _other(inside, mention), text
    named = next((m for m in inside if m.form is not Form.PRONOUN and m.evidence.start - start < len(text) // 2 + 4), None)
    is_described = named is not None and not PRONOUN_AT_END.search(text)
    return None, named.entity if named and is_described else None, text


def _other(inside: list[Mention], speaker: Mention) -> str | None:
    """Whom else the words name: the body or country that the speaker belongs to."""
    if speaker.form is not Form.NAME:
        return None
    before = (m for m in inside if m.evidence.end <= speaker.evidence.start)
    return next((m.entity for m in before if m.entity != speaker.entity and m.form is Form.NAME), None)


def _hearer(doc: Document, found: Findings, start: int) -> tuple[str | None, str | None]:
    """Whom something was told: the name after the verb, or plain hearers ("reporters")."""
    if match := PLAIN_HEARERS.match(doc.text, start):
        return None, match[1]
    for mention in found.mentions:
        if start <= mention.evidence.start <= start + 40 and mention.form in {Form.NAME, Form.METONYM}:
            words_ = doc.text[start : mention.evidence.end].strip()
            return (mention.entity, words_) if not re.search(r"[,.;:\"]", words_) else (None, None)
    return None, None


def said_on(found: Findings, start: int, end: int) -> str | None:
    """The date in a stretch of attribution, if there is just one that is resolved."""
    dates = [t.edtf for t in found.times if start <= t.evidence.start and t.evidence.end <= end and t.edtf]
    return dates[0] if len(dates) == 1 else None
