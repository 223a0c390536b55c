"""Questions about topics that reports were found to be about, and of which no editor wrote a profile."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.build.desk.asked import Answer, CitedSentence, Question, QuestionKind, Side, identifier, right
from generator.build.desk.subjects import Desk
from generator.contexts import ReportLink
from generator.dossier.index.keys import TOPIC
from generator.dossier.known_subjects import KnownTopic
from generator.dossier.report_counts import CounterKind
from generator.model import permalinks
from generator.model.decisions import Hide, Of, Same

MAX_TOPICS = 40
MAX_HOMES = 3
"""Other topics that are offered to be the same."""
MAX_SENTENCES = 3
decode = msgspec.msgpack.decode


def topics(desk: Desk) -> Iterator[Question]:
    """Return a question for each of the topics that most reports are about and that are nobody's."""
    known = [decode(raw, type=KnownTopic) for raw in desk.index.subjects.with_prefix(TOPIC).values()]
    reports = {one.slug: desk.index.counters.get(TOPIC + one.slug, CounterKind.REPORTS) for one in known}
    ranked = sorted((one for one in known if one.profile is None), key=lambda one: (-reports[one.slug], one.slug))
    for one in ranked[:MAX_TOPICS]:
        yield _topic(desk, one, reports[one.slug], [other for other in known if other is not one and not other.hidden])


def _topic(desk: Desk, one: KnownTopic, reports: int, others: list[KnownTopic]) -> Question:
    asked = identifier(QuestionKind.TOPIC, one.slug)
    answers = [right(asked, "yes, leave it", "y"), Answer("h", "no: hide it", Hide(one.name, Of.TOPIC))]
    answers += [
        Answer(str(number), f"it is {home.name}", Same(home.name, one.name, Of.TOPIC))
        for number, home in enumerate(_homes(desk, one, others), 1)
    ]
    side = Side(one.name, one.slug, Of.TOPIC, "", reports, permalinks.topic(one.slug))
    title = f"Is “{one.name}” a topic of this dossier?"
    return Question(asked, QuestionKind.TOPIC, title, "found by its words; no profile has it", reports, (side,), tuple(answers))


def _homes(desk: Desk, one: KnownTopic, others: list[KnownTopic]) -> list[KnownTopic]:
    """Return the topics that have all words of one, or of which it has all: those first that an editor wrote of."""
    near = dict(desk.index.counters.ranked(TOPIC + one.slug, CounterKind.NEAR))
    words = set(one.name.casefold().split())
    alike = [home for home in others if (own := set(home.name.casefold().split())) <= words or words <= own]
    ranked = sorted(alike, key=lambda home: (home.profile is None, -near.get(home.slug, 0), home.slug))
    return ranked[:MAX_HOMES]


def reports(desk: Desk, slug: str) -> tuple[CitedSentence, ...]:
    """Return a few reports about a topic, each by what it says first."""
    rows = desk.index.rows.by_date(TOPIC + slug, "reports", limit=MAX_SENTENCES)
    links = (decode(row.value, type=ReportLink) for row in rows)
    return tuple(
        CitedSentence(one.summary, one.path, one.title, one.source, one.when.text if one.when else "") for one in links
    )
