"""Speech that the report gives in its own words: "diplomats say that …", "Mrs Clinton warned on Sunday the world …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.derive.evidence import cite
from generator.derive.lexicon import words
from generator.derive.speech.attribution import date_between
from generator.derive.speech.subject_phrases import resolve_phrase
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Confidence, Quote, Span

REPORTING_VERB = "a verb of reporting"
ACCORDING_TO = "according to"
RULES = (REPORTING_VERB, ACCORDING_TO)

MIN_CLAUSE_WORDS = 3
MIN_SUBJECT_CHARACTERS = 2
MAX_SUBJECT_WORDS = 9
MAX_TOKENS_OF_LEADING_DATE = 3
OPENING = re.compile(r"^(?:but|and|however|meanwhile|still|yet|also|though|although|while|then),?\s+", re.IGNORECASE)
DATE_AFTER_VERB = r"(?:\s+(?:on \w+day|yesterday|today|this week|last week|earlier|later))?"
ACCORDING = re.compile(r"[Aa]ccording to (?P<subject>[^,;:.\"“”()]{2,70}),\s*(?P<clause>[^\"“”;]+)")
NOT_A_CLAUSE = re.compile(
    r"^(?:on \w+day\b|in \w+,)|^(?:to|on|in|at|for|of|with|by|after|before|as|goodbye|no|yes|so|it)\b[^,]*$", re.IGNORECASE
)
VERB_IN_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|can|may|might|must|should|did|does|do|\w+ed|\w+s|won|met|took|made|gave|wants?|refused?)\b"
)
FINITE_VERB_IN_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|did|does)\b")
CLAUSE_IN_SUBJECT = re.compile(r"\b(?:did|does|do|not|would|could|because|that|which|who|if|when|until|to|it|there)\b")


@lru_cache(maxsize=1)
def _reporting_verb() -> re.Pattern[str]:
    """Return the pattern of a subject, a verb of reporting, and the clause that it reports."""
    verbs = "|".join(sorted(words("reporting_verbs"), key=len, reverse=True))
    subject = r"(?P<subject>[^,;:\"“”()]{2,70}?)"
    start = r"(?:^|(?<=, )|(?<=; )|\b(?:though|although|while|but|and|as)\s)"
    verb = rf"(?:has |have |had |also )?(?P<cue>{verbs}){DATE_AFTER_VERB}"
    return re.compile(rf"{start}{subject}\s{verb}\s+(?:that\s+)?(?P<clause>[^\"“”;]+)")


@lru_cache(maxsize=1)
def _first_words_of_verbs() -> frozenset[str]:
    """Return the first words of the verbs of reporting: a sentence without them need not be searched."""
    return frozenset(verb.split()[0] for verb in words("reporting_verbs"))


def find(text: AnnotatedText, direct: Sequence[Span]) -> list[Quote]:
    """Return the reported speech of each sentence, one at most; sentences with direct quotes in them have none."""
    quotes: list[Quote] = []
    index = 0
    for sentence in text.doc.sentences:
        while index < len(direct) and direct[index].end <= sentence.start:
            index += 1
        if index < len(direct) and direct[index].start < sentence.end:
            continue
        if _may_report(text, sentence) and (quote := next(_in_sentence(text, sentence), None)):
            quotes.append(quote)
    return quotes


def _may_report(text: AnnotatedText, sentence: Sentence) -> bool:
    tokens = slice(sentence.first, sentence.last)
    return "according" in text.lower[tokens] or not _first_words_of_verbs().isdisjoint(text.doc.words[tokens])


def _in_sentence(text: AnnotatedText, sentence: Sentence) -> Iterator[Quote]:
    words_ = text.doc.text[sentence.start : sentence.end]
    for pattern, rule in ((_reporting_verb(), REPORTING_VERB), (ACCORDING, ACCORDING_TO)):
        for match in pattern.finditer(words_):
            if quote := _quote(text, sentence.start, match, rule):
                yield quote


def _quote(text: AnnotatedText, offset: int, match: re.Match[str], rule: str) -> Quote | None:
    """Return the quote of a match in the sentence that starts at `offset`; None where it is no reported speech."""
    clause = match["clause"].rstrip(" .!?…")
    cue = match["cue"] if rule == REPORTING_VERB else ACCORDING_TO
    has_that = match.string[: match.start("clause")].endswith("that ")
    span = _subject_span(text, offset, match)
    if span is None or not _is_clause(clause, cue, has_that=has_that):
        return None
    speaker_text = text.doc.text[span.start : span.end].strip(" ,")
    subject = resolve_phrase(text, text.doc.token_at(span.start), text.doc.token_at(span.end - 1) + 1)
    if not _is_subject(speaker_text):
        return None
    meant = text.mention_starts.get(subject.first) if subject and subject.pronoun else None
    speaker = meant.entity if meant else subject.entity if subject else None
    clause_start = match.start("clause") + offset
    return Quote(
        id="",
        evidence=cite(text.doc.text, clause_start, clause_start + len(clause)),
        direct=False,
        segments=(),
        speaker=speaker,
        speakers=(speaker,) if speaker else (),
        speaker_text=speaker_text,
        affiliation=subject.affiliation if subject else None,
        cue=cue,
        addressee=None,
        addressee_text=None,
        said_on=date_between(text, span.start, clause_start),
        confidence=Confidence.LIKELY,
        rule=rule,
    )


def _subject_span(text: AnnotatedText, offset: int, match: re.Match[str]) -> Span | None:
    """Return the offsets of a match's subject without the conjunction and the date before it; None if too short."""
    opening = OPENING.match(match["subject"])
    start = match.start("subject") + (opening.end() if opening else 0) + offset
    end = match.end("subject") + offset
    if end - start < MIN_SUBJECT_CHARACTERS:
        return None
    return Span(start + _length_of_leading_date(text, start, end), end)


def _length_of_leading_date(text: AnnotatedText, start: int, end: int) -> int:
    """Return the number of characters of a date before a subject: "On Tuesday Mr Medvedev"; 0 if there is none."""
    first = text.doc.token_at(start)
    for at in range(first, min(first + MAX_TOKENS_OF_LEADING_DATE, len(text.tokens))):
        time = text.time_starts[at][1] if at in text.time_starts else None
        if time and start <= time.evidence.start <= start + 4 and time.evidence.end < end:
            return time.evidence.end - start + 1
    return 0


def _is_clause(clause: str, cue: str, *, has_that: bool) -> bool:
    """Return whether a verb reports words as a clause: "announced that jobs will be cut", not "announced job cuts"."""
    if len(clause.split()) < MIN_CLAUSE_WORDS or NOT_A_CLAUSE.match(clause) or not VERB_IN_CLAUSE.search(clause):
        return False
    return cue not in word_class("verb_of_things") or has_that or FINITE_VERB_IN_CLAUSE.search(clause) is not None


def _is_subject(words_: str) -> bool:
    if not words_ or CLAUSE_IN_SUBJECT.search(words_) or len(words_.split()) > MAX_SUBJECT_WORDS:
        return False
    return words_.lower() not in word_class("never_reporter")
