"""Who supports, opposes, rejects, seeks, offers, warns of, agrees to or denies what, in the report's words.

    Russia | has supported | three sets of sanctions        Moscow | has ruled out | imposing oil sanctions
    Russian diplomats | refused | to agree to …             Clinton … | seeking | Russian support …

The verbs and what may follow them are in `stances.tsv`; who the subject is, `clauses` tells. Verbs in quotation marks take no
position here: they are quotes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from generator.derive.evidence import cite
from generator.derive.lexicon import rows, words
from generator.derive.speech.reporters import Reporter, reporter
from generator.derive.syntax import objects, passives, shared_subjects
from generator.derive.syntax.annotated_text import AnnotatedText, annotate
from generator.derive.syntax.document import Document, Sentence
from generator.derive.syntax.objects import Object
from generator.derive.syntax.subjects import Subject, subject
from generator.derive.syntax.verb_groups import Group, group
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Confidence, Findings, Form, Mention, Position, Stance

FORMS = "bsdng"
LEAD = 3
AGAINST = frozenset({Stance.REJECTS, Stance.OPPOSES, Stance.DENIES})
RULES = {
    "direct": "a verb of stance after its subject",
    "apposition": "a verb of stance after its subject",
    "relative": "a verb of stance after who or which",
    "coordination": "a verb of stance that shares its subject",
    "participle": "a participle of stance",
    "passive": "a verb of stance with by",
}
CLAIM_REACH = 6
PARTICLE_REACH = 4


class Entry(NamedTuple):
    """A form of a verb of stance: what it can be, the particle that follows, and what it then takes."""

    forms: str
    particle: tuple[str, ...]
    stance: Stance
    frames: frozenset[str]


class Clause(NamedTuple):
    """A verb of stance with its subject and object in a sentence; `last` is one past the verb and its particle."""

    sentence: Sentence
    entry: Entry
    verb: Group
    last: int
    subject: Subject
    object: Object


@lru_cache(maxsize=1)
def _entries() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for *forms, particle, stance, frames in rows("stances"):
        by_form: dict[str, str] = {}
        for letter, form in zip(FORMS, forms, strict=True):
            if form != "-":
                by_form[form] = by_form.get(form, "") + ("a" if forms[0] == "-" else letter)
        for form, letters in by_form.items():
            particles = () if particle == "-" else tuple(particle.split())
            found.setdefault(form, []).append(Entry(letters, particles, Stance(stance), frozenset(frames.split())))
    return {form: tuple(entries) for form, entries in found.items()}


def find(doc: Document, found: Findings) -> Findings:
    """Fill positions."""
    text = annotate(doc, found)
    positions = [p for sentence in doc.sentences if not text.is_question(sentence) for p in _in_sentence(text, sentence)]
    return replace(found, positions=tuple(sorted(positions, key=lambda p: (p.evidence.start, p.evidence.end))))


def _in_sentence(text: AnnotatedText, sentence: Sentence) -> Iterator[Position]:
    known = _entries()
    taken = -1
    spelled = text.doc.words
    for at in [at for at, word in enumerate(spelled[sentence.first : sentence.last], sentence.first) if word in known]:
        if at in text.quoted_tokens or at < taken:
            continue
        for entry in known[spelled[at]]:
            if (clause := _clause(text, sentence, at, entry)) is not None:
                taken = clause.object.first
                yield from _positions(text, clause)
                break
            if "n" in entry.forms and (passive := passives.find(text, sentence, at, at + 1)) and not entry.particle:
                yield from _passive(text, sentence, at, entry, passive)
                break


def _clause(text: AnnotatedText, sentence: Sentence, at: int, entry: Entry) -> Clause | None:
    last = _after_particle(text, sentence, at + 1, entry.particle)
    if last is None:
        return None
    verb = group(text, sentence, at, last, entry.forms)
    if verb is not None and not verb.passive:
        who = subject(text, sentence, verb) or shared_subjects.coordinated(text, sentence, verb)
    elif "g" in entry.forms:
        verb = Group(at, at, last, negated=False, hedge=None, passive=False, future=False, number="", form="g")
        who = shared_subjects.participial(text, sentence, at)
    else:
        return None
    if who is None or verb is None:
        return None
    past = verb.form in "dn" or (verb.form == "g" and who.link == "participle")
    what = objects.find(text, sentence, last, entry.frames, past=past)
    if what is None or not _takes(text, entry, what):
        return None
    return Clause(sentence, entry, verb, last, who, what)


def _after_particle(text: AnnotatedText, sentence: Sentence, at: int, particle: tuple[str, ...]) -> int | None:
    """One past the particle; adverbs and dates may stand before it ("voted on Friday against")."""
    if not particle:
        return at
    for start in range(at, min(sentence.last, at + PARTICLE_REACH)):
        if text.lower[start : start + len(particle)] == particle:
            return start + len(particle)
        if text.lower[start] in {"on", "last"} or text.is_adverb(start):
            continue
        if not any(first in text.time_starts and start < text.time_starts[first][0] for first in range(at, start + 1)):
            return None
    return None


def _takes(text: AnnotatedText, entry: Entry, what: Object) -> bool:
    """Whether the verb takes this object: a claim where it wants one, and no mere refusal to comment."""
    first = text.lower[what.first]
    if first == "to":
        return not (entry.stance is Stance.REJECTS and text.lower[what.first + 1] in words("not_stances"))
    if "np" in entry.frames or ("ing" in entry.frames and first.endswith("ing")) or first == "that":
        return True
    spelled = text.lower[what.first : what.last]
    if "np+to" in entry.frames:
        return "to" in spelled[1:]
    return "claim" in entry.frames and bool(words("claims") & set(spelled[:CLAIM_REACH]))


def _positions(text: AnnotatedText, clause: Clause) -> Iterator[Position]:
    """The position of each subject, and of whoever the sentence says is like it."""
    clause = _turned(text, clause)
    told = reporter(text, clause.sentence, clause.subject, clause.verb.first, clause.last)
    for mention in clause.subject.mentions:
        yield _position(text, clause, mention, told)
    if other := _like(text, clause.sentence, clause.subject):
        made = _position(text, clause, other, told)
        yield replace(made, rule="like another actor", confidence=Confidence.LIKELY)


def _turned(text: AnnotatedText, clause: Clause) -> Clause:
    """ "refused to rule out sanctions": the inner verb's stance, denied."""
    at = clause.object.first
    if clause.entry.stance is not Stance.REJECTS or text.lower[at] != "to":
        return clause
    for inner in _entries().get(text.lower[at + 1], ()):
        last = _after_particle(text, clause.sentence, at + 2, inner.particle)
        if "b" not in inner.forms or inner.stance not in AGAINST or last is None:
            continue
        what = objects.find(text, clause.sentence, last, inner.frames, past=False)
        if what is not None:
            verb = clause.verb._replace(negated=not clause.verb.negated)
            return clause._replace(entry=inner, verb=verb, last=last, object=what)
    return clause


def _position(text: AnnotatedText, clause: Clause, mention: Mention, told: Reporter | None) -> Position:
    what, verb = clause.object, clause.verb
    start = text.tokens[clause.subject.start].start
    return Position(
        id="",
        evidence=cite(text.doc.text, start, text.tokens[what.last - 1].end),
        entity=mention.entity,
        stance=clause.entry.stance,
        verb=text.slice(verb.verb, clause.last),
        object=text.slice(what.first, what.last),
        negated=verb.negated is not clause.subject.denied,
        hedge=verb.hedge,
        condition=text.slice(*what.condition) if what.condition else None,
        reported_by=told.entity if told else None,
        reported_by_text=told.words if told else None,
        topic=None,
        said_on=_when(text, clause),
        confidence=_confidence(clause.subject, mention),
        rule=RULES[clause.subject.link],
    )


def _confidence(who: Subject, mention: Mention) -> Confidence:
    if who.link in {"coordination", "participle"} or who.by_officials or mention.form not in {Form.NAME, Form.METONYM}:
        return Confidence.LIKELY
    return mention.confidence if mention.confidence is not Confidence.CERTAIN else Confidence.CERTAIN


def _when(text: AnnotatedText, clause: Clause) -> str | None:
    """The date of the clause: right after the object, within the verb's words, or opening the sentence; only if it is one."""
    verb = clause.verb
    if verb.future or verb.form not in "dng" or (verb.form == "g" and clause.subject.link != "participle"):
        return None
    spots = [clause.object.date] if clause.object.date is not None else []
    spots += [i for i in range(verb.first, clause.object.first) if i in text.time_starts]
    spots += [
        i for i in range(clause.sentence.first, clause.subject.start) if i in text.time_starts and _leads(text, clause, i)
    ]
    dates = {edtf for spot in spots if (edtf := text.time_starts[spot][1].edtf)}
    return dates.pop() if len(dates) == 1 else None


def _leads(text: AnnotatedText, clause: Clause, at: int) -> bool:
    """Whether a date opens the sentence, right before the subject: "On Monday, Norway rejected", "As late as May, …"."""
    return (
        at - clause.sentence.first <= LEAD
        and "," not in text.lower[clause.sentence.first : at]
        and clause.subject.start - text.time_starts[at][0] <= 1
    )


def _like(text: AnnotatedText, sentence: Sentence, who: Subject) -> Mention | None:
    """In "Like Washington, Russia rejects …" the first one rejects it as well."""
    at = sentence.first
    if who.start - 1 <= at or text.lower[at] != "like" or text.lower[who.start - 1] != ",":
        return None
    other = text.mention_ends.get(who.start - 2)
    opened = text.mention_starts.get(at + 1) or (
        text.mention_starts.get(at + 2) if text.lower[at + 1] in word_class("article") else None
    )
    return other if other is opened and other is not None and other.form in {Form.NAME, Form.METONYM} else None


def _passive(text: AnnotatedText, sentence: Sentence, at: int, entry: Entry, passive: passives.Passive) -> Iterator[Position]:
    """ "The plan was rejected by Norway"."""
    if entry.stance is Stance.SEEKS or (not entry.frames & {"np", "claim"}):
        return
    who = Subject(passive.mentions, passive.start, "passive")
    what = Object(passive.start, passive.verb.first, None, passive.date)
    clause = Clause(sentence, entry, passive.verb, at + 1, who, what)
    told = reporter(text, sentence, who, passive.start, at + 1)
    for mention in passive.mentions:
        made = _position(text, clause, mention, told)
        cited = cite(text.doc.text, text.tokens[passive.start].start, mention.evidence.end)
        yield replace(made, evidence=cited, confidence=Confidence.LIKELY)
