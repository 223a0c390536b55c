"""Candidates of topics: the phrases by which a report names subjects, each with the first stretch of text that does.

A report only offers them; which are topics, and of which reports, is decided over the whole dossier (`dossier/resolve/`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from generator.derive.evidence import cite
from generator.derive.syntax.annotated_text import annotate
from generator.derive.syntax.document import Document
from generator.derive.topics import phrases, state_relations
from generator.derive.topics.phrases import TopicHit
from generator.derive.topics.salience import opening_sentences, sentences_of_title
from generator.derive.topics.terms import Terms, stems_of_names, terms
from generator.derive.topics.words import label_key
from generator.derive.topics.worth import worth
from generator.model.findings import Confidence, Findings, TopicFinding

MAX_CANDIDATES = 40
MAX_LABEL_WORDS = 5
MIN_TELLING = 30
"""How telling at least one word of a label is."""
MIN_TELLING_OF_NAME = 99
"""A noun in capitals that is common is no name."""
TITLE_BONUS, OPENING_BONUS = 2, 1
RULES = (*phrases.RULES, *state_relations.RULES)


def find(doc: Document, found: Findings) -> Findings:
    """Fill the topics with the weightiest candidates, in text order."""
    read = annotate(doc, found)
    hits_by_key: dict[frozenset[str], list[TopicHit]] = defaultdict(list)
    relations, of_title = list(state_relations.find(read)), sentences_of_title(doc)
    related = {at for hit in relations for at in range(hit.start, hit.end)}
    for hit in (*relations, *(hit for hit in phrases.find(read) if hit.start not in related)):
        if hit.rule == phrases.EVENT or doc.sentence_at(hit.start) not in of_title:
            hits_by_key[label_key(hit.label)].append(hit)
    title, openings, names = label_key(doc.title), opening_sentences(doc), stems_of_names(found.mentions)
    ranked: list[tuple[float, TopicFinding]] = []
    for key, hits in hits_by_key.items():
        said = terms(hits[0].label.split(), hits[0].rule, names)
        if _says_something(said, hits):
            weight = len(hits) + TITLE_BONUS * (key <= title) + OPENING_BONUS * _any_in(doc, hits, openings)
            ranked.append((-weight * worth(said, hits[0].rule), _topic(doc, weight, hits)))
    ranked.sort(key=lambda one: (one[0], one[1].evidence.start, one[1].label))
    topics = (topic for _, topic in ranked[:MAX_CANDIDATES])
    return replace(found, topics=tuple(sorted(topics, key=lambda topic: (topic.evidence.start, topic.label))))


def _topic(doc: Document, weight: int, hits: list[TopicHit]) -> TopicFinding:
    first = min(hits, key=lambda hit: (not hit.label.islower(), hit.start))
    confidence = Confidence.LIKELY if weight > 1 else Confidence.UNSURE
    return TopicFinding("", cite(doc.text, first.start, first.end), first.label, weight, confidence, first.rule)


def _any_in(doc: Document, hits: Iterable[TopicHit], sentences: frozenset[int]) -> bool:
    return any(doc.sentence_at(hit.start) in sentences for hit in hits)


def _says_something(said: Terms, hits: list[TopicHit]) -> bool:
    """Return whether a label is short enough, has a word that tells a subject, and, as a single word, may be one."""
    if not 0 < len(said) <= MAX_LABEL_WORDS or max(told for _, told in said) < MIN_TELLING:
        return False
    if hits[0].rule == phrases.NAME:
        return len(hits) > 1 and max(told for _, told in said) >= MIN_TELLING_OF_NAME
    return len(said) > 1 or hits[0].rule in {phrases.PRODUCT, phrases.EVENT}
