"""Positions: an actor that supports, opposes, rejects, seeks, offers, warns of, agrees to or denies something.

    Russia | has supported | three sets of sanctions        Moscow | has ruled out | imposing oil sanctions
    Russian diplomats | refused | to agree to …             "This is unacceptable," | Anna Berg said

The words of stance and what may follow them are in `stance_verbs.tsv` and `stance_phrases.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from generator.derive.positions import spoken, stance_nouns
from generator.derive.positions.clauses import JUDGEMENT, NOUN, PREDICATE, VERB, StanceClause, stance_clause
from generator.derive.positions.found_positions import FoundPosition, finding
from generator.derive.positions.reporters import find_reporter, is_beside_reported, quote_around
from generator.derive.positions.stance_actors import StanceActor, actors_of
from generator.derive.syntax.actors import actor
from generator.derive.syntax.annotated_text import AnnotatedText, annotate
from generator.derive.syntax.clauses import Clause, SubjectLink, Tense, own_words, tree_words
from generator.derive.syntax.document import Document, TokenSpan
from generator.derive.syntax.spans_by_sentence import SpansBySentence
from generator.derive.syntax.trees import ROOT, WordRange
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Confidence, Findings, Kind, Span

RULE_BY_LINK = {
    SubjectLink.OWN: "a verb of stance after its subject",
    SubjectLink.NOBODY: "a verb of stance after its subject",
    SubjectLink.NOUN: "a verb of stance after who or which",
    SubjectLink.SHARED: "a verb of stance that shares its subject",
    SubjectLink.CONTROLLED: "a participle of stance",
}
"""The name of a rule by the link between a verb of stance and its subject."""
MAX_TOKENS_OF_LEAD = 4
"""A date opens a sentence within so many tokens: "As late as July, …"."""
PASSIVE = "a verb of stance with by"
RULES = (*dict.fromkeys(RULE_BY_LINK.values()), PASSIVE, stance_nouns.OWNER, PREDICATE, NOUN, JUDGEMENT, *spoken.RULES)
"""The names of all rules by which a position is found."""


def find(doc: Document, findings: Findings) -> Findings:
    """Fill positions."""
    text = annotate(doc, findings)
    found = [one for stance in _asserted(text) for one in _positions(text, stance)]
    found.extend(_beside(doc, stance_nouns.find(text), found))
    found.extend(_beside(doc, spoken.find(text), found))
    found = [one for one in found if text.entity_kinds[one.entity] is not Kind.THING]
    found.sort(key=lambda one: (one.span.start, one.span.end))
    return replace(findings, positions=tuple(finding(doc, one) for one in found))


def _asserted(text: AnnotatedText) -> list[StanceClause]:
    """Return the clauses of stance that are asserted, without those that are the object of another one."""
    stances = [found for clause in text.clauses if (found := stance_clause(text, clause)) is not None]
    objects = {at for found in stances for at in found.complements}
    return [found for found in stances if found.clause.predicate not in objects and _is_asserted(text, found.clause)]


def _is_asserted(text: AnnotatedText, clause: Clause) -> bool:
    """Return whether a clause says that somebody takes a stand: no question, no condition, no mere ability or duty."""
    if clause.is_question or clause.marker in tree_words()["unasserting_marker"]:
        return False
    above = text.clause_at.get(clause.governor)
    if clause.relation == "ccomp" and above is not None and above.negated:
        return False  # "Norway did not say that it opposes the ban"
    if clause.modal is not None and clause.modal not in tree_words()["hedging_modal"]:
        return clause.modal in tree_words()["ability"] and clause.negated
    sentence = text.doc.sentences[text.doc.sentence_at(text.trees.words[clause.predicate].start)]
    return not text.is_question(sentence)


def _beside(doc: Document, more: Iterator[FoundPosition], found: list[FoundPosition]) -> list[FoundPosition]:
    """Return the positions of another kind in whose words none has been found yet."""
    spans = SpansBySentence(doc, (one.span for one in found), lambda span: span)
    return [one for one in more if not _shares_words(one.span, spans.near(one.span.start, one.span.end))]


def _shares_words(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _positions(text: AnnotatedText, stance: StanceClause) -> Iterator[FoundPosition]:
    """Return the position of each actor of a clause of stance."""
    evidence = _extent(text, stance)
    start, end = text.trees.words[evidence.first].start, text.trees.words[evidence.last - 1].end
    quote = quote_around(text, text.trees.words[stance.clause.predicate].start, text.trees.words[stance.clause.predicate].end)
    for found in {found.entity: found for found in actors_of(text, stance.clause, quote)}.values():
        reporter = None if is_beside_reported(text, stance.clause, evidence.first) else find_reporter(quote, found.entity)
        yield FoundPosition(
            Span(start, end),
            found.entity,
            stance.stance,
            stance.polarity,
            text.written(stance.object.words),
            _rule(stance),
            text.written(stance.verb),
            stance.negated,
            _hedge(text, stance.clause),
            _condition(text, stance),
            reporter,
            _date(text, stance.clause),
            _confidence(stance, found),
        )


def _rule(stance: StanceClause) -> str:
    if stance.rule != VERB:
        return stance.rule
    return PASSIVE if stance.clause.passive else RULE_BY_LINK[stance.clause.link]


def _confidence(stance: StanceClause, found: StanceActor) -> Confidence:
    """Return likely where a named actor's own clause says it; none of these rules is right often enough to be certain."""
    is_plain = found.is_named and not stance.clause.passive and stance.clause.link is SubjectLink.OWN
    return Confidence.LIKELY if is_plain else Confidence.UNSURE


# --- The words of a position ------------------------------------------------------------------------------------------


def _extent(text: AnnotatedText, stance: StanceClause) -> WordRange:
    """Return the words of a clause of stance from its subject, or its verb where that is another's, to its object."""
    own = own_words(text.trees, stance.clause)
    span = stance.object.words
    first = min(own.first, stance.verb.first, span.first)
    last = max(stance.verb.last, span.last, *[agent + 1 for agent in stance.clause.agents])
    if stance.clause.link is SubjectLink.OWN and not stance.clause.passive:
        subject = actor(text, stance.clause.subjects[0]).words
        first = subject.first if subject.first < stance.verb.first else first
    return WordRange(first, last)


def _hedge(text: AnnotatedText, clause: Clause) -> str | None:
    """Return the words that leave it open, as written: "may", "is likely to", "reportedly"."""
    trees = text.trees
    for child in trees.dependents(clause.predicate, "aux", "advmod"):
        spelled = trees.words[child].text.lower()
        if child < clause.predicate and spelled in word_class("hedging") and spelled not in tree_words()["ability"]:
            return trees.words[child].text
    governor = clause.governor
    if (
        clause.relation == "xcomp"
        and governor != ROOT
        and trees.words[governor].text.lower() in word_class("open_verb") | word_class("open_predicate")
    ):
        first = min((child for child in trees.dependents(governor, "cop", "aux", "aux:pass")), default=governor)
        marks = list(trees.dependents(clause.predicate, "mark"))
        return text.written(WordRange(first, (marks[0] if marks else governor) + 1))
    return None


def _condition(text: AnnotatedText, stance: StanceClause) -> str | None:
    """Return the words of the condition of a stance: "if talks fail"."""
    trees = text.trees
    for at in dict.fromkeys((stance.clause.predicate, stance.object.complement, stance.object.head)):
        for child in trees.dependents(at, "advcl", "acl") if at is not None else ():
            mark = trees.dependent(child, "mark")
            if mark is not None and trees.words[mark].lemma.lower() in word_class("condition"):
                span = trees.extent(child)
                return text.written(WordRange(max(span.first, mark), span.last)).rstrip(" .,;")
    return None


def _date(text: AnnotatedText, clause: Clause) -> str | None:
    """Return the one date (EDTF) among the words that hang on a verb in the past or present, or that open its sentence."""
    if clause.tense in {Tense.FUTURE, Tense.NONE}:
        return None
    trees = text.trees
    dates: set[str] = set()
    for child in trees.dependents(clause.predicate, "obl", "advmod", "nmod"):
        dates |= _dates(text, text.tokens_of(trees.extent(child)))
    if clause.subjects and clause.link is SubjectLink.OWN:
        subject = text.doc.token_at(trees.words[clause.subjects[0]].start)
        first = text.doc.sentences[text.doc.sentence_at(trees.words[clause.predicate].start)].first
        lead = next((at for at in range(first, min(subject, first + MAX_TOKENS_OF_LEAD)) if at in text.time_starts), None)
        if lead is not None and subject - text.time_starts[lead][0] <= 1:
            dates |= _dates(text, TokenSpan(lead, lead + 1))
    return dates.pop() if len(dates) == 1 else None


def _dates(text: AnnotatedText, span: TokenSpan) -> set[str]:
    """Return the dates that begin with one of the first tokens of a phrase."""
    starts = range(span.first, min(span.last, span.first + MAX_TOKENS_OF_LEAD))
    return {edtf for at in starts if at in text.time_starts and (edtf := text.time_starts[at][1].edtf)}
