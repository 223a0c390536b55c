"""The queue of questions: all that is doubtful, in the order of what an answer mends, without what is answered already."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace

from generator.build.desk import asked_of_actors
from generator.build.desk.asked import Question
from generator.build.desk.subjects import Desk
from generator.model.decisions import Of, RightAsItIs

MAX_QUESTIONS = 200


def questions(desk: Desk, most: int = MAX_QUESTIONS) -> tuple[Question, ...]:
    """Return what is to be decided, those first whose answer mends most. Their sides are without sentences."""
    confirmed = {
        entry.decision.question for entry in desk.assembled.project.outline.decisions if isinstance(entry.decision, RightAsItIs)
    }
    found = {one.id: one for one in _all(desk) if one.id not in confirmed}
    return tuple(sorted(found.values(), key=lambda one: (-one.weight, one.id))[:most])


def with_sentences(desk: Desk, question: Question) -> Question:
    """Return a question with sentences on each of its sides: a few reports are read for them."""
    sides = (
        replace(side, sentences=asked_of_actors.sentences(desk, side.slug))
        if side.of is Of.ACTOR and not side.sentences
        else side
        for side in question.sides
    )
    return replace(question, sides=tuple(sides))


def _all(desk: Desk) -> Iterator[Question]:
    return chain(asked_of_actors.merges(desk), asked_of_actors.kinds(desk))
