"""Changes of position: where an actor's stance on a topic points the other way than it did before."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from msgspec.structs import replace

from generator.model.findings import Confidence, Polarity
from generator.model.statements import Stand


def with_changes(stands: Iterable[Stand]) -> tuple[Stand, ...]:
    """Return the stands, oldest first, each with the one before it on its topic that took the other side."""
    ordered = sorted(stands, key=lambda s: (s.actor, s.topic or "", s.date or "", s.source.article, s.id))
    marked: list[Stand] = []
    for (_, topic), group in groupby(ordered, key=lambda s: (s.actor, s.topic)):
        stands_on_topic = list(group)
        marked.extend(_marked(stands_on_topic) if topic else stands_on_topic)
    return tuple(sorted(marked, key=lambda s: (s.date or "", s.source.article, s.actor, s.id)))


def _marked(stands: list[Stand]) -> Iterable[Stand]:
    """Mark the changes among stands on one topic.

    Only dated ones whose object names the topic and that are
    for or against it without hedge or condition can differ, not two of one date.

    To agree or refuse to do something is an act, not a stance that a later act could change.
    """
    last: Stand | None = None
    for stand in stands:
        is_act = stand.object.startswith("to ")
        is_open = stand.polarity is Polarity.OTHER or stand.hedge or stand.condition or not stand.names_topic
        if is_open or is_act or not stand.date or stand.confidence is Confidence.UNSURE:
            yield stand
            continue
        changed = last is not None and last.polarity is not stand.polarity and last.date != stand.date
        yield replace(stand, before=last.id) if changed and last else stand
        last = stand
