"""The body, state or group that "it" or "they" means: the subject of a clause around it, or of the sentence before.

In the latter case the verb is one whose subject says or wants something, since "it" may be a thing as well.

    Airbus said | it would cut | its prices        The board met. | It rejected the offer
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from generator.derive.evidence import cite
from generator.derive.lexicon import rows, words
from generator.derive.names.discourse import is_within
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import Clause
from generator.derive.syntax.quotation_marks import QuotedSpan
from generator.derive.syntax.trees import ROOT, Word
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Confidence, Form, Kind, Mention

SUBJECT_AROUND = "the body that is the subject around it"
SUBJECT_BEFORE = "the body that is the subject of the sentence before"
RULES = (SUBJECT_AROUND, SUBJECT_BEFORE)
PRONOUNS = frozenset({"it", "its", "they", "their"})
PLURAL = frozenset({"they", "their"})
BODIES = frozenset({Kind.ORGANISATION, Kind.COUNTRY, Kind.GROUP})
PLACES_OF_PRONOUN = frozenset({"nsubj", "nmod"})
THING = ""
"""Stands for whatever is no known body, so that a pronoun which may mean it means nobody."""


def find(text: AnnotatedText, quoted: Sequence[QuotedSpan]) -> Iterator[Mention]:
    """Return a mention for each such pronoun whose body is clear."""
    entities = _entities_by_word(text)
    clauses = text.clause_at
    for at, pronoun in enumerate(text.trees.lower):
        if pronoun not in PRONOUNS or (word := text.trees.words[at]).kind not in PLACES_OF_PRONOUN:
            continue
        entity, rule = _subject_around(text, clauses, entities, at), SUBJECT_AROUND
        if entity is None and not is_within(quoted, word.start) and _may_act(text, word):
            entity, rule = _subject_before(text, clauses, entities, at), SUBJECT_BEFORE
        kind = text.entity_kinds.get(entity or THING)
        if entity and (kind is Kind.GROUP or (kind in BODIES and (pronoun not in PLURAL or rule == SUBJECT_AROUND))):
            yield Mention("", cite(text.doc.text, word.start, word.end), entity, Form.PRONOUN, Confidence.LIKELY, rule)
            entities[at] = entity


def _entities_by_word(text: AnnotatedText) -> dict[int, str]:
    """Return the entity of each word of a mention, since a parser may take any of them for its head."""
    found: dict[int, str] = {}
    for mention in text.findings.mentions:
        if mention.form is not Form.DEMONYM:
            span = text.trees.words_in(mention.evidence.start, mention.evidence.end)
            found.update(dict.fromkeys(span, mention.entity))
    return found


def _subject_around(text: AnnotatedText, clauses: Mapping[int, Clause], entities: Mapping[int, str], at: int) -> str | None:
    """Return the subject of the nearest clause around a word that has one before it; None where none has."""
    above = text.trees.words[at].head
    while above != ROOT:
        clause = clauses.get(above)
        before = [subject for subject in clause.subjects if subject < at] if clause and at not in clause.subjects else []
        if before:
            return _only(entities, before)
        above = text.trees.words[above].head
    return None


def _subject_before(text: AnnotatedText, clauses: Mapping[int, Clause], entities: Mapping[int, str], at: int) -> str | None:
    """Return the subject of the main clause of the sentence before."""
    sentence = text.doc.sentence_at(text.trees.words[at].start)
    if not sentence:
        return None
    mains = (word for word in range(*text.trees.sentences[sentence - 1]) if text.trees.words[word].head == ROOT)
    main = clauses.get(next(mains, ROOT))
    return _only(entities, main.subjects) if main else None


def _only(entities: Mapping[int, str], subjects: Sequence[int]) -> str:
    return entities.get(subjects[0], THING) if len(subjects) == 1 else THING


def _may_act(text: AnnotatedText, word: Word) -> bool:
    """Return whether a pronoun is the subject of a verb whose subject is an actor: of speech, stance or government."""
    if word.relation != "nsubj" or word.head == ROOT:
        return False
    verb = text.trees.words[word.head]
    return verb.pos == "VERB" and verb.text in _verbs_of_actors()


@lru_cache(maxsize=1)
def _verbs_of_actors() -> frozenset[str]:
    stances = (form for row in rows("verb_forms") for form in row[:4])
    return frozenset({*stances, *words("speech_verbs"), *words("acting_verbs")} - word_class("have") - word_class("do"))
