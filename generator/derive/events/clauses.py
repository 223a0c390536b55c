"""Clauses of happening: a verb of `event_verbs.tsv` with its subject, its extent and its date.

    On Thursday | Mr Obama | announced | that …     Iran | agreed | at a meeting … in Geneva earlier this month | to allow …

What did not happen, may happen, or is asked is no such clause; what will happen is one where the report says when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import rows, words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clause_extents import clause_date, clause_extent
from generator.derive.syntax.document import Sentence, TokenSpan
from generator.derive.syntax.passives import find_passive
from generator.derive.syntax.shared_subjects import subject_of_coordinated_verb
from generator.derive.syntax.subjects import Subject, subject_of_verb
from generator.derive.syntax.verb_groups import VerbGroup, verb_group
from generator.model.findings import TimeExpression

MAX_TOKENS_TO_NOUN = 9


class EventClause(NamedTuple):
    """A verb of happening with its subject, the tokens that belong to it, and its date."""

    sentence: Sentence
    verb: VerbGroup
    subject: Subject
    extent: TokenSpan
    time: TimeExpression | None


class EventVerb(NamedTuple):
    """A form of a verb of happening: the letters of the forms that it can be, and the nouns of which one must follow."""

    forms: str
    nouns: frozenset[str]


@lru_cache(maxsize=1)
def _event_verbs() -> dict[str, EventVerb]:
    verbs: dict[str, EventVerb] = {}
    for row in rows("event_verbs"):
        nouns = frozenset(row[4].split()) if len(row) > 4 else frozenset()
        for letter, form in zip("bsdn", row[:4], strict=True):
            if form != "-":
                forms = verbs[form].forms if form in verbs else ""
                verbs[form] = EventVerb(forms + letter, nouns)
    return verbs


def event_clauses(text: AnnotatedText, sentence: Sentence) -> Iterator[tuple[EventClause, EventClause | None]]:
    """Return the clauses of happening in a sentence, each with the one after it, whose words are not its own."""
    clauses = list(_merged_by_subject(_clauses(text, sentence)))
    for clause, following in zip(clauses, [*clauses[1:], None], strict=False):
        extent = clause.extent
        if following is not None and following.subject.start > clause.verb.last:
            extent = extent._replace(last=min(extent.last, following.subject.start))
        yield clause._replace(extent=extent), following


def _clauses(text: AnnotatedText, sentence: Sentence) -> Iterator[EventClause]:
    verbs = _event_verbs()
    spelled = text.doc.words
    first = sentence.first + 1
    for at in [at for at, word in enumerate(spelled[first : sentence.last], first) if word in verbs]:
        if at in text.quoted_tokens or at in text.mention_starts or at in text.mention_ends:
            continue
        clause = _clause(text, sentence, at, verbs[spelled[at]])
        if clause is not None and (clause.time or not clause.verb.future):
            yield clause


def _clause(text: AnnotatedText, sentence: Sentence, at: int, event_verb: EventVerb) -> EventClause | None:
    nouns = event_verb.nouns
    if nouns and nouns.isdisjoint(text.lower[at + 1 : at + MAX_TOKENS_TO_NOUN]):
        return None
    if _is_attribution(text, sentence, at):
        return None
    verb = verb_group(text, sentence, at, at + 1, event_verb.forms)
    if verb is None or verb.negated or verb.hedge or not _is_asserted(text, verb):
        return None
    subject = _subject(text, sentence, verb)
    if subject is None or subject.denied:
        return None
    extent = clause_extent(text, sentence, verb, subject)
    return EventClause(sentence, verb, subject, extent, clause_date(text, sentence, verb, extent))


def _is_attribution(text: AnnotatedText, sentence: Sentence, at: int) -> bool:
    """Return whether a verb of speech only closes reported words: "…, the agency announced."."""
    is_last = at + 1 >= sentence.last or not text.lower[at + 1][0].isalnum() or at + 1 in text.time_starts
    return is_last and text.lower[at] in words("speech_verbs")


def _is_asserted(text: AnnotatedText, verb: VerbGroup) -> bool:
    """Return whether a verb's form says that something happened, or will."""
    if verb.form == "d" or (verb.form == "n" and not verb.passive):
        return True
    auxiliaries = text.lower[verb.first : verb.verb]
    if verb.passive:
        return verb.future or not {"was", "were", "been"}.isdisjoint(auxiliaries)
    return verb.form == "b" and (verb.future or "did" in auxiliaries)


def _subject(text: AnnotatedText, sentence: Sentence, verb: VerbGroup) -> Subject | None:
    if verb.passive and (passive := find_passive(text, sentence, verb.verb, verb.last)):
        return Subject(passive.agents, passive.start, "passive")
    return subject_of_verb(text, sentence, verb) or subject_of_coordinated_verb(text, sentence, verb)


def _merged_by_subject(clauses: Iterable[EventClause]) -> Iterator[EventClause]:
    """Merge the clauses of one subject: "met envoys and signed the treaty" is one event, with the first date of them."""
    last: EventClause | None = None
    for clause in clauses:
        if last and clause.subject.start == last.subject.start:
            last = last._replace(time=last.time or clause.time)
            continue
        if last:
            yield last
        last = clause
    if last:
        yield last
