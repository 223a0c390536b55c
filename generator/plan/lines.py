"""Lines to take: who says what on each main topic, and the questions that this answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec
from msgspec.structs import replace

from generator.contexts import Handout, PositionView, QuoteView, TopicCard
from generator.dossier.index.keys import DIRECT, TOPIC, TOPICS
from generator.dossier.report_counts import CounterKind
from generator.model.findings import Confidence
from generator.model.proofs import SafeHtml
from generator.model.wording import as_opening
from generator.plan import brief, overviews, questions
from generator.plan.handouts import CitedLine, CitedPart, handout, not_told, position_line, quote_line
from generator.plan.subjects import PageInputs

MAX_TOPICS, MAX_ACTORS, MAX_QUOTES = 8, 8, 3
"""The most main topics, actors with a position on each, and quotes."""
MAX_QUOTES_READ, MAX_OTHERS = 12, 6
REST = 140
"""Characters of a sentence on either side of a position's own words."""
decode = msgspec.msgpack.decode
CitedGroup = tuple[str, tuple[CitedLine, ...]]


def lines(inputs: PageInputs, paper: str) -> Handout:
    """Return lines to take with questions and answers."""
    home = overviews.home(inputs, SafeHtml(""))
    said = CitedPart(
        "lines",
        inputs.words("handout.said"),
        "table",
        said_by_topic(inputs),
        columns(inputs),
        inputs.words("handout.said_note"),
    )
    asked = CitedPart("questions", inputs.words("handout.questions"), "list", tuple(questions.questions(inputs, home)))
    return handout(inputs, home, "lines", (said, asked), paper)


def columns(inputs: PageInputs) -> tuple[str, ...]:
    """Return the heads of the table of who says what."""
    return tuple(inputs.words(key) for key in ("topic.actor", "topic.stance", "topic.words"))


def said_by_topic(inputs: PageInputs) -> tuple[CitedGroup, ...]:
    """Return the main topics, each with the latest position of its actors, and quotes; last what is on none of them.

    No sentence stands on two topics.
    """
    told: set[str] = set()
    found = [*islice(_topics(inputs, told), MAX_TOPICS)]
    positions = (position_line(inputs.words, one, on_topic=False, rest=REST) for one in brief.on_no_topic(inputs))
    quotes = (quote_line(inputs.words, one, REST) for one in brief.said(inputs))
    if others := not_told(positions, told, MAX_OTHERS) + not_told(quotes, told, MAX_QUOTES):
        found.append((inputs.words("positions.other_matters"), tuple(others)))
    return tuple(found)


def _topics(inputs: PageInputs, told: set[str]) -> Iterator[CitedGroup]:
    for row in inputs.index.rows.by_rank(TOPICS, "cards"):
        found = not_told(_positions(inputs, row.name), told) + not_told(_quotes(inputs, row.name), told, MAX_QUOTES)
        if found:
            yield as_opening(decode(row.value, type=TopicCard).link.text), tuple(found)


def _positions(inputs: PageInputs, topic: str) -> Iterator[CitedLine]:
    """Yield the latest position of each actor on a topic, of those first who say most; joint ones as one line."""
    alike: dict[tuple[str, str, bool], list[PositionView]] = {}
    for actor, _ in inputs.index.counters.ranked(TOPIC + topic, CounterKind.ACTORS, MAX_ACTORS):
        rows = inputs.index.rows.by_date(TOPIC + topic, "positions", actor)
        positions = (decode(row.value, type=PositionView) for row in rows)
        if latest := next((one for one in positions if one.confidence != Confidence.UNSURE), None):
            alike.setdefault((latest.cite.path, latest.stance, latest.negated), []).append(latest)
    for joint in alike.values():
        names = [position.actor.name for position in joint]
        who = "".join(name + inputs.words.between(at, len(names)) for at, name in enumerate(names, 1))
        told = position_line(inputs.words, joint[0], on_topic=False, rest=REST)
        yield told._replace(line=replace(told.line, lead=who))


def _quotes(inputs: PageInputs, topic: str) -> Iterator[CitedLine]:
    """Yield the latest quotes on a topic whose speakers are named."""
    for row in inputs.index.rows.by_rank(TOPIC + topic, "quotes", DIRECT, limit=MAX_QUOTES_READ):
        quote = decode(row.value, type=QuoteView)
        if quote.speakers and quote.confidence != Confidence.UNSURE:
            yield quote_line(inputs.words, quote)
