"""Clauses of stance: a verb of `stances.tsv` with its subject and its object.

Russia | has supported | three sets of sanctions        Moscow | has ruled out | imposing oil sanctions
Russian diplomats | refused | to agree to …             Clinton … | seeking | Russian support …
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import rows, words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.objects import VerbObject, find_object
from generator.derive.syntax.passives import find_passive
from generator.derive.syntax.shared_subjects import subject_of_coordinated_verb, subject_of_participle
from generator.derive.syntax.subjects import Subject, subject_of_verb
from generator.derive.syntax.verb_groups import VerbGroup, verb_group
from generator.model.findings import Stance

FORM_LETTERS = "bsdng"
AGAINST = frozenset({Stance.REJECTS, Stance.OPPOSES, Stance.DENIES})
MAX_TOKENS_TO_CLAIM = 6
MAX_TOKENS_TO_PARTICLE = 4


class StanceVerb(NamedTuple):
    """A form of a verb of stance: the letters of the forms that it can be, its particle, and the objects that it takes."""

    forms: str
    particle: tuple[str, ...]
    stance: Stance
    frames: frozenset[str]


class StanceClause(NamedTuple):
    """A verb of stance with its subject and object in a sentence; `last` is one past the verb and its particle."""

    sentence: Sentence
    stance_verb: StanceVerb
    verb: VerbGroup
    last: int
    subject: Subject
    object: VerbObject


@lru_cache(maxsize=1)
def _stance_verbs() -> dict[str, tuple[StanceVerb, ...]]:
    verbs: dict[str, list[StanceVerb]] = {}
    for *forms, particle, stance, frames in rows("stances"):
        letters_by_form: dict[str, str] = {}
        for letter, form in zip(FORM_LETTERS, forms, strict=True):
            if form != "-":
                letters_by_form[form] = letters_by_form.get(form, "") + ("a" if forms[0] == "-" else letter)
        for form, letters in letters_by_form.items():
            particles = () if particle == "-" else tuple(particle.split())
            verbs.setdefault(form, []).append(StanceVerb(letters, particles, Stance(stance), frozenset(frames.split())))
    return {form: tuple(entries) for form, entries in verbs.items()}


def stance_clauses(text: AnnotatedText, sentence: Sentence) -> Iterator[StanceClause]:
    """Return the clauses of stance in a sentence, none of whose verbs stands before the object of the one before."""
    verbs = _stance_verbs()
    object_start = -1
    spelled = text.doc.words
    for at in [at for at, word in enumerate(spelled[sentence.first : sentence.last], sentence.first) if word in verbs]:
        if at in text.quoted_tokens or at < object_start:
            continue
        for stance_verb in verbs[spelled[at]]:
            if (clause := _active(text, sentence, at, stance_verb)) is not None:
                object_start = clause.object.first
                yield _with_inner_stance(text, clause)
                break
            if "n" in stance_verb.forms and not stance_verb.particle and (passive := find_passive(text, sentence, at, at + 1)):
                if stance_verb.stance is not Stance.SEEKS and stance_verb.frames & {"np", "claim"}:
                    subject = Subject(passive.agents, passive.start, "passive")
                    patient = VerbObject(passive.start, passive.verb.first, None, passive.date)
                    yield StanceClause(sentence, stance_verb, passive.verb, at + 1, subject, patient)
                break


def _active(text: AnnotatedText, sentence: Sentence, at: int, stance_verb: StanceVerb) -> StanceClause | None:
    last = _after_particle(text, sentence, at + 1, stance_verb.particle)
    if last is None:
        return None
    verb = verb_group(text, sentence, at, last, stance_verb.forms)
    if verb is not None and not verb.passive:
        subject = subject_of_verb(text, sentence, verb) or subject_of_coordinated_verb(text, sentence, verb)
    elif "g" in stance_verb.forms:
        verb = VerbGroup(at, at, last, negated=False, hedge=None, passive=False, future=False, number="", form="g")
        subject = subject_of_participle(text, sentence, at)
    else:
        return None
    if subject is None:
        return None
    is_past = verb.form in "dn" or (verb.form == "g" and subject.link == "participle")
    verb_object = find_object(text, sentence, last, stance_verb.frames, past=is_past)
    if verb_object is None or not _takes(text, stance_verb, verb_object):
        return None
    return StanceClause(sentence, stance_verb, verb, last, subject, verb_object)


def _after_particle(text: AnnotatedText, sentence: Sentence, at: int, particle: tuple[str, ...]) -> int | None:
    """Return one past a particle; adverbs and dates may stand before it ("voted on Friday against")."""
    if not particle:
        return at
    for start in range(at, min(sentence.last, at + MAX_TOKENS_TO_PARTICLE)):
        if text.lower[start : start + len(particle)] == particle:
            return start + len(particle)
        if text.lower[start] in {"on", "last"} or text.is_adverb(start):
            continue
        if not any(first in text.time_starts and start < text.time_starts[first][0] for first in range(at, start + 1)):
            return None
    return None


def _takes(text: AnnotatedText, stance_verb: StanceVerb, verb_object: VerbObject) -> bool:
    """Return whether a verb takes an object: a claim where it wants one, and no mere refusal to comment."""
    first = text.lower[verb_object.first]
    if first == "to":
        return not (stance_verb.stance is Stance.REJECTS and text.lower[verb_object.first + 1] in words("not_stances"))
    frames = stance_verb.frames
    if "np" in frames or ("ing" in frames and first.endswith("ing")) or first == "that":
        return True
    spelled = text.lower[verb_object.first : verb_object.last]
    if "np+to" in frames:
        return "to" in spelled[1:]
    return "claim" in frames and not words("claims").isdisjoint(spelled[:MAX_TOKENS_TO_CLAIM])


def _with_inner_stance(text: AnnotatedText, clause: StanceClause) -> StanceClause:
    """ "refused to rule out sanctions": the stance of the inner verb, negated; any other clause as it is."""
    at = clause.object.first
    if clause.stance_verb.stance is not Stance.REJECTS or text.lower[at] != "to":
        return clause
    for inner in _stance_verbs().get(text.lower[at + 1], ()):
        last = _after_particle(text, clause.sentence, at + 2, inner.particle)
        if "b" not in inner.forms or inner.stance not in AGAINST or last is None:
            continue
        verb_object = find_object(text, clause.sentence, last, inner.frames, past=False)
        if verb_object is not None:
            verb = clause.verb._replace(negated=not clause.verb.negated)
            return clause._replace(stance_verb=inner, verb=verb, last=last, object=verb_object)
    return clause
