"""The queue of questions: all that is doubtful, in the order of what an answer mends, without what is answered already."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace

from generator.build.desk import asked_of_actors, asked_of_statements, asked_of_topics
from generator.build.desk.asked import CitedSentence, Question, QuestionKind, Side
from generator.build.desk.subjects import Desk
from generator.model.decisions import Of, RightAsItIs

MAX_QUESTIONS = 200
KINDS = list(QuestionKind)
"""Of questions that mend as much, those about who is who come first."""
SHARE_THAT_MENDS = {QuestionKind.TOPIC: 0.1, QuestionKind.DATE: 0.1}
"""The share of questions of a kind whose answer is likely to change anything, where that is small."""


def questions(desk: Desk, most: int = MAX_QUESTIONS) -> tuple[Question, ...]:
    """Return what is to be decided, those first whose answer mends most. Their sides are without sentences."""
    confirmed = {
        entry.decision.question for entry in desk.assembled.project.outline.decisions if isinstance(entry.decision, RightAsItIs)
    }
    found = {one.id: one for one in _all(desk) if one.id not in confirmed}
    return tuple(sorted(found.values(), key=lambda one: (-_mends(one), KINDS.index(one.kind), one.id))[:most])


def with_sentences(desk: Desk, question: Question) -> Question:
    """Return a question with sentences on each of its sides: a few reports are read for them."""
    return replace(question, sides=tuple(replace(side, sentences=_sentences(desk, side)) for side in question.sides))


def _sentences(desk: Desk, side: Side) -> tuple[CitedSentence, ...]:
    if side.sentences or side.of is None:
        return side.sentences
    read = asked_of_actors.sentences if side.of is Of.ACTOR else asked_of_topics.reports
    return read(desk, side.slug)


def _mends(question: Question) -> float:
    return max(1, question.weight) * SHARE_THAT_MENDS.get(question.kind, 1.0)


def _all(desk: Desk) -> Iterator[Question]:
    return chain(
        asked_of_actors.merges(desk),
        asked_of_actors.kinds(desk),
        asked_of_statements.speakers(desk),
        asked_of_statements.same_events(desk),
        asked_of_statements.dates(desk),
        asked_of_topics.topics(desk),
    )
