"""Who supports, opposes, rejects, seeks, offers, warns of, agrees to or denies what, in the report's words.

    Russia | has supported | three sets of sanctions        Moscow | has ruled out | imposing oil sanctions
    Russian diplomats | refused | to agree to …             Clinton … | seeking | Russian support …

The subject is a name, metonym or resolved pronoun right before the verb, auxiliaries and adverbs aside. Words in quotation
marks take no position here: they are quotes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from generator.derive.clauses import Link, is_after_preposition, link
from generator.derive.evidence import cite
from generator.derive.lexicon import rows
from generator.derive.text import Document, Sentence
from generator.model import Confidence, Findings, Form, Kind, Mention, Position, Quote, Stance

HEDGE = re.compile(r"\b(?:may|might|could|(?:is|are|was|were) (?:un)?likely to|(?:is|are|was|were) expected to)\b")
PASSIVE = re.compile(r"\b(?:is|are|was|were|been)\b(?!.*\b(?:to|not)\b)")
OBJECT_END = re.compile(
    r"[;:.!?\n\"“”()]|, (?:but|though|although|while|and|which|who|saying|after|because|since|as|where|when)\b"
    r"|, (?=if\b|unless\b)|\s(?:but|though|although|while|because|after|before|when)\s|,\s(?!and\b|or\b)"
    r"| and (?=[A-Z][\w ]{2,30} (?:has|have|had|will|would|is|was)\b)"
)
CONDITION = re.compile(r"^,?\s*((?:if|unless|provided)\b[^.;\"“”]+)")
CONDITION_WITHIN = re.compile(r"\s(?:if|unless|provided that)\s")
LEADING_WHEN = re.compile(r"^\s*(?:on|at|in|during|after)\b")
TO_DO = re.compile(r"\sto\s+(?=[a-z])")
PARTICIPLE = re.compile(
    r"\b(?:(?P<seeks>seeking|demanding|urging|calling for)|(?P<opposes>opposing)|(?P<rejects>rejecting|refusing))\b"
)
LIKE = re.compile(r"^(?:Like|As with)\s")
WITH_TO = frozenset(
    {
        "agreed",
        "agrees",
        "agree",
        "refused",
        "refuses",
        "refuse",
        "offered",
        "offers",
        "promised",
        "promises",
        "declined",
        "pledged",
        "wants",
        "wanted",
        "needs",
    }
)
MAX_OBJECT = 30
NO_OBJECT = frozenset("in at as him her them it so by said".split())


class Verb(NamedTuple):
    """A verb of stance where it stands."""

    start: int
    end: int
    text: str
    stance: Stance


@lru_cache(maxsize=1)
def _verbs() -> tuple[re.Pattern[str], dict[str, Stance]]:
    stances = {form.strip(): Stance(stance) for stance, forms in rows("stances") for form in forms.split(";")}
    longest_first = sorted(stances, key=len, reverse=True)
    return re.compile(rf"(?<=\s)(?:{'|'.join(map(re.escape, longest_first))})(?=\s)"), stances


def find(doc: Document, found: Findings) -> Findings:
    """Fill positions."""
    positions: list[Position] = []
    kinds = {entity.id: entity.kind for entity in found.entities}
    spoken = [q.evidence for q in found.quotes if q.direct]
    titles = [role.evidence for role in found.roles]
    for sentence in doc.sentences:
        inside = [
            m
            for m in found.mentions
            if sentence.start <= m.evidence.start < sentence.end
            and kinds[m.entity] is not Kind.PLACE
            and not any(title.start <= m.evidence.start < title.end for title in titles)
        ]
        if inside:
            told = [q for q in found.quotes if not q.direct and sentence.start <= q.evidence.start < sentence.end]
            positions.extend(
                p
                for p in _in_sentence(doc, found, sentence, inside, told)
                if not any(e.start < p.evidence.end and p.evidence.start < e.end for e in spoken)
            )
    return replace(found, positions=tuple(sorted(positions, key=lambda p: p.evidence.start)))


def _in_sentence(
    doc: Document, findings: Findings, sentence: Sentence, inside: list[Mention], told: list[Quote]
) -> list[Position]:
    pattern, stances = _verbs()
    found: list[Position] = []
    for match in pattern.finditer(doc.text, sentence.start, sentence.end):
        verb = Verb(match.start(), match.end(), match.group(), stances[match.group()])
        subject = _subject(doc, inside, verb)
        if subject is None or _is_speech(verb, told):
            continue
        mention, linked = subject
        position = _position(doc, findings, sentence, mention, verb, linked, told)
        if position:
            found.extend(replace(position, entity=other.entity) for other in reversed(_together(doc, inside, mention)))
            found.append(position)
            if other := _like(doc, sentence, inside, mention):
                found.append(replace(position, entity=other.entity, rule="like another actor", confidence=Confidence.LIKELY))
    found.extend(_participles(doc, findings, sentence, inside))
    return found


def _is_speech(verb: Verb, told: list[Quote]) -> bool:
    """Whether the verb only introduces a clause that is kept as reported speech ("warned the world would not wait")."""
    return any(q.cue == verb.text and 0 <= q.evidence.start - verb.end < 40 for q in told)


def _subject(doc: Document, inside: list[Mention], verb: Verb) -> tuple[Mention, Link] | None:
    """The nearest mention before the verb, if it is the verb's subject, and what links the two."""
    before = [mention for mention in inside if mention.evidence.end < verb.start]
    if not before or (linked := link(doc, before[-1], verb.start)) is None:
        return None
    return before[-1], linked


def _position(
    doc: Document, found: Findings, sentence: Sentence, mention: Mention, verb: Verb, linked: Link, told: list[Quote]
) -> Position | None:
    group = " ".join(linked.words)
    if PASSIVE.search(group) and not HEDGE.search(group):
        return None
    stretch = _object(doc, sentence, verb)
    if stretch is None:
        return None
    start, end, condition = stretch
    told_by = next((q for q in told if _covers(doc, q, mention, verb)), None)
    hedge = HEDGE.search(group)
    return Position(
        id="",
        evidence=cite(doc.text, mention.evidence.start, end),
        entity=mention.entity,
        stance=verb.stance,
        verb=verb.text,
        object=doc.text[start:end],
        negated=linked.negated,
        hedge=hedge.group() if hedge else None,
        condition=condition,
        reported_by=told_by.speaker if told_by else None,
        reported_by_text=told_by.speaker_text if told_by else None,
        topic=None,
        said_on=_when(found, sentence, verb, end),
        confidence=Confidence.LIKELY if mention.form in {Form.PRONOUN, Form.METONYM, Form.DEMONYM} else Confidence.CERTAIN,
        rule="a verb of stance after its subject",
    )


def _when(found: Findings, sentence: Sentence, verb: Verb, end: int) -> str | None:
    """The one date before the verb in its sentence, or right after the object; others belong to other clauses."""
    dates = {
        t.edtf
        for t in found.times
        if t.edtf and (sentence.start <= t.evidence.start < verb.start or 0 <= t.evidence.start - end <= 1)
    }
    return dates.pop() if len(dates) == 1 else None


def _covers(doc: Document, told: Quote, mention: Mention, verb: Verb) -> bool:
    """Whether reported speech holds the position; a new main clause after "and" is the report's own again."""
    if not (told.evidence.start <= mention.evidence.start and verb.end <= told.evidence.end):
        return False
    lead = doc.text[told.evidence.start : mention.evidence.start]
    return not re.search(r"\band\s$", lead)


def _object(doc: Document, sentence: Sentence, verb: Verb) -> tuple[int, int, str | None] | None:
    """The object's span, to the end of its clause, and the condition that follows it."""
    start = verb.end
    rest = doc.text[start : sentence.end]
    if verb.text in WITH_TO and LEADING_WHEN.match(rest) and (to := TO_DO.search(rest)):
        start += to.start()
        rest = doc.text[start : sentence.end]
    stop = OBJECT_END.search(rest)
    end = start + (stop.start() if stop else len(rest))
    condition = CONDITION.match(doc.text[end : sentence.end])
    if within := CONDITION_WITHIN.search(doc.text, start, end):
        condition, end = re.match(r"(.+)", doc.text[within.start() + 1 : end]), within.start()
    while start < end and doc.text[start].isspace():
        start += 1
    while end > start and doc.text[end - 1] in " ,.":
        end -= 1
    spelled = doc.text[start:end].lower().split()
    if not 1 <= len(spelled) <= MAX_OBJECT or spelled[0] in NO_OBJECT or spelled in (["any"], ["to", "any"]):
        return None
    return start, end, condition[1].strip() if condition else None


def _together(doc: Document, inside: list[Mention], subject: Mention) -> list[Mention]:
    """The others in "Brazil and Turkey oppose …", "Cuba, Malaysia and Venezuela voted against …"."""
    found: list[Mention] = []
    at, joined = subject.evidence.start, {"and", ", and"}
    for mention in reversed(inside):
        if mention.evidence.end > at:
            continue
        if doc.text[mention.evidence.end : at].strip() not in joined or mention.form not in {Form.NAME, Form.METONYM}:
            break
        if is_after_preposition(doc, mention):
            return []
        found.append(mention)
        at, joined = mention.evidence.start, {","}
    return found


def _like(doc: Document, sentence: Sentence, inside: list[Mention], subject: Mention) -> Mention | None:
    """In "Like Washington, Russia rejects …" the first one rejects it as well."""
    first = inside[0]
    if first is subject or not LIKE.match(doc.text[sentence.start : first.evidence.start]):
        return None
    return first if doc.text[first.evidence.end : subject.evidence.start].strip() == "," else None


def _participles(doc: Document, found: Findings, sentence: Sentence, inside: list[Mention]) -> list[Position]:
    """ "Clinton met officials seeking support": the sentence's first name, when it opens the sentence, is who seeks."""
    first = inside[0] if inside[0].form is not Form.DEMONYM else next((m for m in inside if m.form is Form.NAME), inside[0])
    lead = doc.text[sentence.start : first.evidence.start]
    if first.form not in {Form.NAME, Form.METONYM} or len(lead.split()) > 5 or "," in lead:
        return []
    made = []
    for match in PARTICIPLE.finditer(doc.text, first.evidence.end, sentence.end):
        stance = Stance(next(name for name, value in match.groupdict().items() if value))
        verb = Verb(match.start(), match.end(), match.group(), stance)
        if doc.text[verb.start - 2] == "," or re.search(
            r"\b(?:is|are|was|were|by|of|for|in|without)\s$", doc.text[: verb.start][-9:]
        ):
            continue
        position = _position(doc, found, sentence, first, verb, Link((), by_officials=False), [])
        if position:
            made.append(replace(position, confidence=Confidence.LIKELY, rule="a participle of stance"))
    return made
