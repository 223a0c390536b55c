"""The read-ahead pack: the brief, the chronology, who is who and who stands where, with one list of sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import msgspec
from msgspec.structs import replace

from generator.contexts import ActorCard, EventView, Handout, HandoutLine, PositionView
from generator.dossier.cards import known_actor
from generator.dossier.index.keys import ACTOR, ACTORS, TIMELINE
from generator.dossier.index.rows import IndexRow
from generator.model.edtf import bounds
from generator.model.findings import Kind
from generator.model.wording import as_opening
from generator.plan import brief
from generator.plan.brief import BriefMaterial
from generator.plan.handouts import CitedLine, CitedPart, event_line, handout, joined, not_told, position_line
from generator.plan.lines import CitedGroup, columns, said_by_topic
from generator.plan.questions import latest_title
from generator.plan.subjects import PageInputs

MAX_EVENTS, MAX_ACTORS = 60, 40
ROWS = {name: size.most for name, size in brief.LIST_SIZES.items()} | {"sides": 0, "happened": 3, "said": 0, "numbers": 0}
"""The rows of the sections of the brief: what other parts tell is left out, but for the latest events."""
REST = 140
"""Characters of a sentence on either side of a statement's own words."""
decode = msgspec.msgpack.decode


def pack(inputs: PageInputs, found: BriefMaterial, paper: str) -> Handout:
    """Return the read-ahead pack."""
    return handout(inputs, found.home, "pack", _parts(inputs, found), paper)


def _parts(inputs: PageInputs, found: BriefMaterial) -> Iterator[CitedPart]:
    words = inputs.words
    first, *others = brief.parts(inputs, found, ROWS)
    yield first._replace(title=words("handout.in_brief"))
    yield from (part._replace(inner=True) for part in others)
    yield CitedPart("chronology", words("handout.chronology"), "list", tuple(_chronology(inputs)))
    heads = (words("topic.actor"), words("handout.kind"), words("handout.known_as"))
    yield CitedPart("who", words("article.who"), "table", (("", tuple(_who_is_who(inputs))),), heads)
    yield CitedPart("stands", words("topic.stands"), "table", said_by_topic(inputs), columns(inputs))


def _chronology(inputs: PageInputs) -> Iterator[CitedGroup]:
    """Yield the weightiest dated events by year, oldest first."""
    rows = [row for row in inputs.index.rows.heaviest(TIMELINE, "events", MAX_EVENTS) if row.date]
    rows.sort(key=lambda row: (bounds(row.date)[0], row.date, row.name))
    told: set[str] = set()
    for year, of_year in groupby(rows, key=lambda row: bounds(row.date)[0][:4]):
        events = (event_line(inputs.words, decode(row.value, type=EventView), REST) for row in of_year)
        if found := not_told(events, told):
            yield year, tuple(found)


def _who_is_who(inputs: PageInputs) -> Iterator[CitedLine]:
    """Yield the actors in most reports, without things, each with what reports or the editor call it."""
    cards = inputs.index.rows.by_rank(ACTORS, "cards", limit=MAX_ACTORS * 2, latest=False)
    told = [one for row in cards if row.section != Kind.THING and (one := _known(inputs, row))]
    yield from told[:MAX_ACTORS]


def _known(inputs: PageInputs, row: IndexRow) -> CitedLine | None:
    """Return who an actor is: the editor's words, or its title by the reports, or else where it stands; None without any."""
    card, known = decode(row.value, type=ActorCard), known_actor(inputs.index, row.name)
    aside = joined(inputs.words, (inputs.words(f"kind.{card.link.kind}"), inputs.words("in_reports", card.reports)))
    line = HandoutLine("", "", card.link.name, aside)
    if known and known.profile and known.profile.summary:
        return CitedLine(replace(line, text=known.profile.summary), ())
    if title := latest_title(inputs, row.name):
        return CitedLine(replace(line, text=as_opening(title.title), language=title.cite.language), (title.cite,))
    rows = inputs.index.rows.by_date(ACTOR + row.name, "positions", limit=1)
    if not rows:
        return None
    told = position_line(inputs.words, decode(rows[0].value, type=PositionView), on_topic=True)
    return told._replace(line=replace(told.line, aside=aside, lead=card.link.name))
