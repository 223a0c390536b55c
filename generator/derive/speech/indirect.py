"""Speech that the report tells in its own words: "diplomats say that …", "Mrs Clinton warned on Sunday the world …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.derive.evidence import cite
from generator.derive.lexicon import words
from generator.derive.speech.noun_phrases import named
from generator.derive.speech.speakers import said_on
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.model.findings import Confidence, Quote, Span

OPENING = re.compile(r"^(?:but|and|however|meanwhile|still|yet|also|though|although|while|then),?\s+", re.IGNORECASE)
WHEN = r"(?:\s+(?:on \w+day|yesterday|today|this week|last week|earlier|later))?"
MIN_WORDS = 3


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    verbs = "|".join(sorted(words("reporting_verbs"), key=len, reverse=True))
    subject = r"(?P<subject>[^,;:\"“”()]{2,70}?)"
    start = r"(?:^|(?<=, )|(?<=; )|\b(?:though|although|while|but|and|as)\s)"
    return re.compile(
        rf"{start}{subject}\s(?:has |have |had |also )?(?P<cue>{verbs})(?P<when>{WHEN})\s+(?:that\s+)?(?P<clause>[^\"“”;]+)"
    )


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """The first words of the verbs of reporting: a sentence with none of them tells nothing."""
    return frozenset(verb.split()[0] for verb in words("reporting_verbs"))


ACCORDING_TO = "according"
ACCORDING = re.compile(r"[Aa]ccording to (?P<subject>[^,;:.\"“”()]{2,70}),\s*(?P<clause>[^\"“”;]+)")
NOT_A_CLAUSE = re.compile(
    r"^(?:on \w+day\b|in \w+,)|^(?:to|on|in|at|for|of|with|by|after|before|as|goodbye|no|yes|so|it)\b[^,]*$", re.IGNORECASE
)
VERB_WITHIN = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|can|may|might|must|should|did|does|do|\w+ed|\w+s|won|met|took|made|gave|wants?|refused?)\b"
)


# These take a thing as often as a clause ("announced the new rules"): only a sure verb makes what follows a clause.
OF_THINGS = frozenset(
    "announced announces reiterated confirmed confirms denied denies reported reports suggested suggests predicted predicts"
    " promised acknowledged admitted revealed disclosed stressed stresses emphasised emphasized".split()
)
SURE_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|did|does)\b")
NO_SUBJECTS = frozenset("has have had also is was were are will would who which that and not been".split())


CLAUSE_WITHIN = re.compile(r"\b(?:did|does|do|not|would|could|because|that|which|who|if|when|until|to|it|there)\b")


def _lead(text: AnnotatedText, start: int, end: int) -> int:
    """How many characters of a subject are a time before it: "On Tuesday Mr Medvedev"."""
    first = text.doc.token_at(start)
    for at in range(first, min(first + 3, len(text.tokens))):
        time = text.time_starts[at][1] if at in text.time_starts else None
        if time and start <= time.evidence.start <= start + 4 and time.evidence.end < end:
            return time.evidence.end - start + 1
    return 0


def find(text: AnnotatedText, direct: Sequence[Span]) -> list[Quote]:
    """Reported speech, sentence by sentence; sentences with words in quotation marks are left to direct speech."""
    quotes: list[Quote] = []
    index = 0
    for sentence in text.doc.sentences:
        while index < len(direct) and direct[index].end <= sentence.start:
            index += 1
        if index < len(direct) and direct[index].start < sentence.end:
            continue
        if ACCORDING_TO not in text.lower[sentence.first : sentence.last] and _verbs().isdisjoint(
            text.doc.words[sentence.first : sentence.last]
        ):
            continue
        if quote := _told(text, sentence.start, text.doc.text[sentence.start : sentence.end]):
            quotes.append(quote)
    return quotes


def _told(text: AnnotatedText, offset: int, sentence: str) -> Quote | None:
    for pattern, rule in ((_pattern(), "a verb of reporting"), (ACCORDING, "according to")):
        for match in pattern.finditer(sentence):
            quote = _quote(text, offset, match, rule)
            if quote:
                return quote
    return None


def _quote(text: AnnotatedText, offset: int, match: re.Match[str], rule: str) -> Quote | None:
    clause = match["clause"].rstrip(" .!?…")
    opening = OPENING.match(match["subject"])
    start = match.start("subject") + (opening.end() if opening else 0) + offset
    end = match.end("subject") + offset
    if len(clause.split()) < MIN_WORDS or NOT_A_CLAUSE.match(clause) or not VERB_WITHIN.search(clause) or end - start < 2:
        return None
    start += _lead(text, start, end)
    who = named(text, text.doc.token_at(start), text.doc.token_at(end - 1) + 1)
    meant = text.mention_starts.get(who.first) if who and who.pronoun else None
    words_ = text.doc.text[start:end].strip(" ,")
    if CLAUSE_WITHIN.search(words_) or len(words_.split()) > 9 or words_.lower() in NO_SUBJECTS | {""}:
        return None
    clause_start = match.start("clause") + offset
    cue = match["cue"] if "cue" in match.groupdict() else "according to"
    is_told = match.string[: match.start("clause")].endswith("that ")
    if cue in OF_THINGS and not is_told and not SURE_VERB.search(clause):
        return None
    return Quote(
        id="",
        evidence=cite(text.doc.text, clause_start, clause_start + len(clause)),
        direct=False,
        segments=(),
        speaker=meant.entity if meant else who.entity if who else None,
        speaker_text=words_,
        affiliation=who.affiliation if who else None,
        cue=cue,
        addressee=None,
        addressee_text=None,
        said_on=said_on(text, start, clause_start),
        confidence=Confidence.LIKELY,
        rule=rule,
    )
