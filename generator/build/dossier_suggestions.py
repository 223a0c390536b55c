"""Suggestions of a language model for a whole dossier: names that may be one actor's, and plainer labels of topics.

An editor reads it where doubtful names are told; no page shows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from generator.build.model_answers import KeptAnswers
from generator.content import machine_files
from generator.derive.language_model import kept_answers
from generator.derive.language_model.dossier import MAX_NAMES, MAX_TOPICS, better_labels, dossier_question, same_names
from generator.derive.report_words import words_of
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, TOPIC
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.model.findings import Kind
from generator.model.language_models import Prompt

MAX_LABELS = 5
"""Other labels of a topic that a model is given."""
MIN_NAMES = 2
NAMED = frozenset({Kind.PERSON, Kind.ORGANISATION})
"""Kinds of actors whose names may differ from report to report."""


class Lists(NamedTuple):
    """The names and topics of a dossier that a model is asked about, and the labels that reports offer beside each topic."""

    names: tuple[str, ...]
    topics: dict[str, tuple[str, ...]]


class Suggested(NamedTuple):
    """Pairs of names that may be one actor's, topics with plainer labels, and what says so."""

    pairs: tuple[tuple[str, str], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    by: str = ""


def lists_of(index: Index) -> Lists:
    """Return what a model is asked about, those of most reports first."""
    reports = index.names.reports_by_actor()
    known = [msgspec.msgpack.decode(raw, type=KnownActor) for raw in index.subjects.with_prefix(ACTOR).values()]
    named = sorted((one for one in known if one.kind in NAMED), key=lambda one: (-reports.get(one.slug, 0), one.name))
    topics = [msgspec.msgpack.decode(raw, type=KnownTopic) for raw in index.subjects.with_prefix(TOPIC).values()]
    derived = sorted(one.name for one in topics if one.profile is None)[:MAX_TOPICS]
    offered = Counter(index.topic_summaries.labels())
    ranked = sorted(offered, key=lambda label: (-offered[label], label))
    return Lists(tuple(one.name for one in named[:MAX_NAMES]), {topic: _beside(topic, ranked) for topic in derived})


def question_of(kept: KeptAnswers, lists: Lists) -> Prompt | None:
    """Return what a model is asked of a dossier; None where none is asked, or there is nothing to ask."""
    is_asked = kept.is_used and (len(lists.names) >= MIN_NAMES or any(lists.topics.values()))
    return dossier_question(kept.settings, lists.names, lists.topics) if is_asked else None


def suggested(kept: KeptAnswers, index: Index) -> Suggested:
    """Return what a model suggested of a dossier as it is now, from its kept answer."""
    if not kept.is_used:
        return Suggested()
    lists = lists_of(index)
    asked = question_of(kept, lists)
    raw = machine_files.kept_answer(kept.root, asked.hash, []) if asked else None
    answer = kept_answers.decode(raw, asked.hash) if asked and raw else None
    if answer is None:
        return Suggested()
    pairs, labels = same_names(answer.answer, lists.names), better_labels(answer.answer, lists.topics)
    return Suggested(tuple(pairs), tuple(labels), kept.settings.rule)


def _beside(topic: str, ranked: Sequence[str]) -> tuple[str, ...]:
    """Return the labels that share a word with a topic and are another one."""
    words = set(words_of(topic))
    return tuple(label for label in ranked if label != topic and not words.isdisjoint(words_of(label)))[:MAX_LABELS]
