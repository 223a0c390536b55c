"""Decisions of an editor: each is written into a file of people's, as the smallest edit, and a line of the ledger says so.

They come as JSON from the preview (`decode`), and stand in the ledger under the same names. Reports go by their slugs or files,
actors and topics by their names or slugs.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from generator.model.findings import Kind
from generator.model.problems import NOWHERE, Where
from generator.model.values import Value


class Of(StrEnum):
    """Whom a decision is about: an actor, or a topic."""

    ACTOR = "actor"
    TOPIC = "topic"


class Decided(Value, frozen=True, kw_only=True, tag_field="decision", forbid_unknown_fields=True, omit_defaults=True):
    """What all decisions have: an optional word of why."""

    why: str = ""


class Same(Decided, frozen=True, tag="same"):
    """Both are one: the `other` becomes an alias of `name`, or the other way round where only the other has a profile."""

    name: str
    other: str
    of: Of = Of.ACTOR


class NotSame(Decided, frozen=True, tag="not_same"):
    """The two are not one, and stay apart."""

    name: str
    other: str
    of: Of = Of.ACTOR


class Rename(Decided, frozen=True, tag="rename"):
    """It goes by another name; the old one becomes an alias, so that it is still found by that."""

    name: str
    to: str
    of: Of = Of.ACTOR


class Hide(Decided, frozen=True, tag="hide"):
    """It has no page and no link."""

    name: str
    of: Of = Of.ACTOR


class KindIs(Decided, frozen=True, tag="kind"):
    """The actor is of another kind than the machine took it for."""

    name: str
    kind: Kind


class LeaveOut(Decided, frozen=True, tag="leave_out"):
    """A finding of a report is wrong: one, by its id, or all of a kind with these words."""

    report: str
    finding: str = ""
    kind: str = ""
    text: str = ""


class ThisIs(Decided, frozen=True, tag="this_is"):
    """Words of a report are a mention of an actor; `kind` is said for somebody whom the dossier does not know."""

    report: str
    text: str
    actor: str
    kind: Kind | None = None


class SpeakerIs(Decided, frozen=True, tag="speaker"):
    """Somebody else than the machine found says a quote, which is given by its id, or by words of it."""

    report: str
    text: str
    speaker: str
    finding: str = ""


class DateIs(Decided, frozen=True, tag="date"):
    """Words for a time mean another date; or an event took place on another (`kind` is `date` or `event`)."""

    report: str
    text: str
    edtf: str
    kind: str = "date"
    finding: str = ""


class HolderIs(Decided, frozen=True, tag="holder"):
    """Somebody else than the machine found holds a position, which is given by its id, or by words of it."""

    report: str
    text: str
    actor: str
    finding: str = ""


class TopicIs(Decided, frozen=True, tag="topic"):
    """A report is about a topic."""

    report: str
    topic: str


class SameEvent(Decided, frozen=True, tag="same_event"):
    """An event in the words `text` of a report is the one that another report tells in its `words`."""

    report: str
    text: str
    other: str
    words: str


class NotSameEvent(Decided, frozen=True, tag="not_same_event"):
    """An event in the words `text` of a report is none that another report tells."""

    report: str
    text: str
    other: str


class AddFinding(Decided, frozen=True, tag="add"):
    """A finding of the editor's own; `fields` are those of `add` in front matter, a list of names a line each."""

    report: str
    kind: str
    text: str
    fields: dict[str, str] = msgspec.field(default_factory=dict)


class RightAsItIs(Decided, frozen=True, tag="right"):
    """The machine is right about what a question asks: it is not asked again. Only the ledger has it."""

    question: str


Decision = (
    Same
    | NotSame
    | Rename
    | Hide
    | KindIs
    | LeaveOut
    | ThisIs
    | SpeakerIs
    | DateIs
    | HolderIs
    | TopicIs
    | SameEvent
    | NotSameEvent
    | AddFinding
    | RightAsItIs
)
"""All that can be decided."""


class Hunk(Value, frozen=True, omit_defaults=True):
    """One place of an edit: the text that was put `into` it, and the one that was taken `out`, both with plain line ends.

    `key` is the key of front matter that was changed; empty where the file was made, of which `into` is all.
    """

    key: str
    into: str
    out: str = ""


class LedgerEntry(Value, frozen=True):
    """A line of the ledger: what was decided, `when` (UTC, to the second), by `who`, and the edit of the file that says so.

    `file` is empty where nothing but the ledger was written. `where` is the place of the line.
    """

    id: str
    when: str
    who: str
    decision: Decision
    file: str = ""
    hunks: tuple[Hunk, ...] = ()
    where: Where = NOWHERE

    @property
    def made_file(self) -> bool:
        """True where the decision made the file."""
        return any(not hunk.key for hunk in self.hunks)


def decode(raw: bytes | str) -> Decision:
    """Return a decision from JSON. Raises msgspec.ValidationError, with what is wrong, and msgspec.DecodeError."""
    found: Decision = msgspec.json.decode(raw, type=Decision)
    return found
