"""Questions for an editor: what is doubtful, with both sides, and the decisions that may answer it."""

from __future__ import annotations

from enum import StrEnum
from hashlib import blake2b

import msgspec

from generator.contexts import Cite
from generator.model.decisions import Decision, Of, RightAsItIs
from generator.model.values import Value


class QuestionKind(StrEnum):
    """The kinds of questions."""

    SAME = "same"
    """Whether two actors are one."""
    SPEAKER = "speaker"
    """Who says a quote."""
    KIND = "kind"
    """What kind an actor is."""
    TOPIC = "topic"
    """Whether a topic that nobody named is one."""
    DATE = "date"
    """When an event took place."""
    EVENT = "event"
    """Whether two reports tell of one event."""


class CitedSentence(Value, frozen=True):
    """A sentence of a report, with the way to it in the site (`path` has its anchor) and where it is from."""

    text: str
    path: str
    title: str
    source: str = ""
    when: str = ""
    words: str = ""
    """The words in it that it is about."""


class Side(Value, frozen=True):
    """One of the things that a question is about: an actor, a topic, a quote, an event; `path` is its page, if it has one."""

    name: str
    slug: str = ""
    of: Of | None = None
    kind: str = ""
    reports: int = 0
    path: str = ""
    sentences: tuple[CitedSentence, ...] = ()


class Answer(Value, frozen=True):
    """An answer that is offered: `key` is the letter for it in a terminal, `decision` what it decides.

    Where it `asks` for something, that is the field of the decision which is empty until the editor fills it.
    """

    key: str
    label: str
    decision: Decision
    asks: str = ""

    def with_words(self, words: str) -> Decision:
        """Return the decision with what it asks for."""
        return msgspec.structs.replace(self.decision, **{self.asks: words}) if self.asks else self.decision


class Question(Value, frozen=True):
    """A question: `title` asks it in plain words, `reason` says why, `weight` is the number of reports that an answer mends.

    `id` is the same as long as the same is asked.
    """

    id: str
    kind: QuestionKind
    title: str
    reason: str
    weight: int
    sides: tuple[Side, ...]
    answers: tuple[Answer, ...]


def identifier(kind: QuestionKind, *asked: str) -> str:
    """Return the id of a question."""
    return f"{kind.value}-{blake2b(msgspec.json.encode(asked), digest_size=5).hexdigest()}"


def right(question: str, label: str, key: str = "r") -> Answer:
    """Return the answer that the machine is right as it is."""
    return Answer(key, label, RightAsItIs(question))


def cited(cite: Cite) -> CitedSentence:
    """Return the sentence of a citation."""
    when = cite.when.text if cite.when else ""
    return CitedSentence(cite.sentence, cite.path, cite.title, cite.source, when, cite.words)
