"""Tables for programs: their columns, and their rows as CSV (RFC 4180) and as JSON.

In CSV several values in a cell are separated by "; ". Text that a spreadsheet would read as a formula gets an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from generator import contexts
from generator.contexts import (
    ActorCard,
    ActorLink,
    Cite,
    EventView,
    FigureView,
    Link,
    Page,
    PositionView,
    QuoteView,
    Record,
    Site,
    Table,
    When,
)
from generator.model import permalinks
from generator.model.page_kinds import TABLES

VALUE_SEPARATOR = "; "
FORMULA_STARTS = frozenset("=+-@＝＋－＠\t\r\n")
"""The characters with which spreadsheets begin a formula."""
DATE = "EDTF (ISO 8601-2), as exact as the source: 2009-10 is a month, not its first day"
ADDRESS = "where the site has no address, from its root"


class Column(NamedTuple):
    """A column: its name, its Frictionless type, its description, and the function from a row to its value."""

    name: str
    type: str
    about: str
    value: Callable[[Site, Any], object]


def address(site: Site, path: str) -> str:
    """Return the address of a page, or its path from the site's root where the site has none."""
    return site.base_url + path if path else ""


def _slug(link: ActorLink | Link | None) -> str:
    return permalinks.slug_at(link.path) if link else ""


def _name(actor: ActorLink | None) -> str:
    return actor.name if actor else ""


def _date(when: When | None) -> str:
    return when.edtf if when else ""


def _report(cite: Cite) -> str:
    return permalinks.slug_at(cite.path.partition("#")[0])


def _evidence_columns(cite: Callable[[Any], Cite]) -> tuple[Column, ...]:
    """Return the columns of the evidence of a statement."""
    return (
        Column("report", "string", "The report's id", lambda _, row: _report(cite(row))),
        Column("publisher", "string", "Who published the report", lambda _, row: cite(row).source),
        Column("sentence", "string", "The sentence that this rests on, as it stands", lambda _, row: cite(row).sentence),
        Column("evidence", "string", f"Where that sentence stands; {ADDRESS}", lambda site, row: address(site, cite(row).path)),
        Column("by_editor", "boolean", "Added by a person, not derived", lambda _, row: cite(row).person),
    )


def _confidence_columns() -> tuple[Column, ...]:
    return (
        Column("confidence", "string", "certain, likely, or unsure", lambda _, row: row.confidence),
        Column("rule", "string", "The rule that found it", lambda _, row: row.rule),
    )


def _date_of_text(_: Site, row: EventView) -> str:
    return _date(row.when) if row.placed_by == "text" else ""


def _sentence_addresses(site: Site, row: EventView) -> list[str]:
    return [address(site, cite.path) for cite in row.cites]


def _other_addresses(site: Site, row: QuoteView | PositionView | FigureView) -> list[str]:
    return [address(site, cite.path) for cite in row.also]


ACTOR_COLUMNS: tuple[Column, ...] = (
    Column("id", "string", "The actor's id", lambda _, row: _slug(row.link)),
    Column("name", "string", "The name", lambda _, row: row.link.name),
    Column("kind", "string", "person, organisation, country, group, place, or thing", lambda _, row: row.link.kind),
    Column("summary", "string", "One sentence, or the latest title", lambda _, row: row.summary),
    Column("reports", "integer", "How many reports name the actor", lambda _, row: row.reports),
    Column("publishers", "integer", "How many publishers these reports have", lambda _, row: row.publishers),
    Column("texts", "integer", "How many texts they have: copies of one are one source", lambda _, row: row.texts),
    Column("mentions", "integer", "How often they do", lambda _, row: row.mentions),
    Column("page", "string", f"The actor's page; {ADDRESS}", lambda site, row: address(site, row.link.path)),
)
REPORT_COLUMNS: tuple[Column, ...] = (
    Column("id", "string", "The report's id", lambda _, row: permalinks.slug_at(row.path)),
    Column("title", "string", "The title", lambda _, row: row.title),
    Column("publisher", "string", "Who published it", lambda _, row: row.source),
    Column("author", "string", "Who wrote it", lambda _, row: row.author),
    Column("date", "string", f"When it was published: {DATE}", lambda _, row: _date(row.when)),
    Column("place", "string", "Where it was written", lambda _, row: row.place),
    Column("language", "string", "A BCP 47 tag", lambda _, row: row.language),
    Column("original", "string", "The original's address", lambda _, row: row.url),
    Column("summary", "string", "The editor's summary, or the key sentences", lambda _, row: row.summary),
    Column("actors", "string", "Who is in it", lambda _, row: [actor.name for actor in row.actors]),
    Column("actor_ids", "string", "Their ids", lambda _, row: [_slug(actor) for actor in row.actors]),
    Column("topics", "string", "What it is about", lambda _, row: [topic.text for topic in row.topics]),
    Column("copy_of", "string", "The first report that has the same text, or nearly", lambda _, row: row.copy_of),
    Column("grade", "string", "The editor's grade of the source, by the Admiralty code: B2", lambda _, row: row.grade),
    Column("page", "string", f"The report's page; {ADDRESS}", lambda site, row: address(site, row.path)),
)
EVENT_COLUMNS: tuple[Column, ...] = (
    Column("id", "string", "The event's id", lambda _, row: row.anchor),
    Column("happening", "string", "The id of what happened, whoever tells it", lambda _, row: row.happening),
    Column("date", "string", f"When, if a text tells: {DATE}", _date_of_text),
    Column("placed", "string", f"When it can stand: {DATE}", lambda _, row: _date(row.when)),
    Column("placed_by", "string", "What says when: text, or the date of the report", lambda _, row: row.placed_by),
    Column("date_in_words", "string", "With the days that bound it", lambda _, row: row.when.text if row.when else ""),
    Column("event", "string", "What happened, in a report's words", lambda _, row: row.text),
    Column("actors", "string", "Who took part", lambda _, row: [actor.name for actor in row.actors]),
    Column("actor_ids", "string", "Their ids", lambda _, row: list(filter(None, map(_slug, row.actors)))),
    Column("agents", "string", "Who did it", lambda _, row: [actor.name for actor in row.agents]),
    Column("patients", "string", "To whom or to what it was done", lambda _, row: [actor.name for actor in row.patients]),
    Column("place", "string", "Where", lambda _, row: _name(row.place)),
    Column("reports", "integer", "How many reports tell it", lambda _, row: row.reports),
    Column("publishers", "integer", "How many publishers these have", lambda _, row: row.publishers),
    Column("texts", "integer", "How many texts these have: copies of one are one source", lambda _, row: row.texts),
    Column("sources", "string", "Publishers of the reports that are named", lambda _, row: [cite.source for cite in row.cites]),
    Column("sentences", "string", "The sentences that it rests on", lambda _, row: [cite.sentence for cite in row.cites]),
    Column("evidence", "string", f"Where these stand; {ADDRESS}", _sentence_addresses),
    *_confidence_columns(),
)
QUOTE_COLUMNS: tuple[Column, ...] = (
    Column("id", "string", "The quote's id", lambda _, row: row.anchor),
    Column("date", "string", f"When it was said, if the report tells: {DATE}", lambda _, row: _date(row.when)),
    Column("speakers", "string", "Who said it", lambda _, row: [actor.name for actor in row.speakers]),
    Column("speaker_ids", "string", "Their ids", lambda _, row: list(filter(None, map(_slug, row.speakers)))),
    Column("described_as", "string", "The speaker in the report's words", lambda _, row: row.speaker_text),
    Column("unnamed", "boolean", "Nobody is named", lambda _, row: not row.speakers),
    Column("affiliation", "string", "For whom the speaker speaks", lambda _, row: _name(row.affiliation)),
    Column("addressee", "string", "To whom", lambda _, row: _name(row.addressee) or row.addressee_text),
    Column("direct", "boolean", "In the speaker's own words", lambda _, row: row.direct),
    Column("words", "string", "What was said", lambda _, row: row.text),
    Column("verb", "string", "How the report introduces it", lambda _, row: row.cue),
    Column("reports", "integer", "How many reports have it in the same words", lambda _, row: row.reports),
    Column("also_in", "string", f"Where others have it; {ADDRESS}", _other_addresses),
    *_confidence_columns(),
    *_evidence_columns(lambda row: row.cite),
)
POSITION_COLUMNS: tuple[Column, ...] = (
    Column("id", "string", "The position's id", lambda _, row: row.anchor),
    Column("date", "string", f"When it was stated: {DATE}", lambda _, row: _date(row.when)),
    Column("actor", "string", "Whose it is", lambda _, row: row.actor.name),
    Column("actor_id", "string", "The actor's id", lambda _, row: _slug(row.actor)),
    Column("topic", "string", "On what", lambda _, row: row.topic.text if row.topic else ""),
    Column("topic_id", "string", "The topic's id", lambda _, row: _slug(row.topic)),
    Column("stance", "string", "supports, opposes, seeks, rejects …", lambda _, row: row.stance),
    Column("denied", "boolean", "The actor does not take this stance", lambda _, row: row.negated),
    Column("polarity", "string", "for, against, or other", lambda _, row: row.polarity),
    Column("verb", "string", "The report's verb", lambda _, row: row.verb),
    Column("object", "string", "What the stance is about, in the report's words", lambda _, row: row.object),
    Column("hedge", "string", "What weakens it", lambda _, row: row.hedge),
    Column("condition", "string", "On what condition", lambda _, row: row.condition),
    Column("according_to", "string", "Who says so", lambda _, row: _name(row.reported_by) or row.reported_by_text),
    Column("unnamed", "boolean", "Who says so is not named", lambda _, row: not row.reported_by and bool(row.reported_by_text)),
    Column("changed_from", "string", "What the actor's stance was before, where it differs", lambda _, row: row.changed),
    Column("also_in", "string", f"Where copies of the report's text have it; {ADDRESS}", _other_addresses),
    *_confidence_columns(),
    *_evidence_columns(lambda row: row.cite),
)
FIGURE_COLUMNS: tuple[Column, ...] = (
    Column("id", "string", "The figure's id", lambda _, row: row.anchor),
    Column("date", "string", f"For when it stands: {DATE}", lambda _, row: _date(row.when)),
    Column(
        "placed_by",
        "string",
        "What gives it: text, report, or empty",
        lambda _, row: row.placed_by,
    ),
    Column("number", "string", "The number as written", lambda _, row: row.number),
    Column("value", "string", "The number, the lower end of a range", lambda _, row: row.value),
    Column("value_to", "string", "The upper end of a range", lambda _, row: row.value_to),
    Column("bound", "string", "exactly, at least, at most, about", lambda _, row: row.bound),
    Column("unit", "string", "A currency's code (ISO 4217), %, or empty", lambda _, row: row.unit),
    Column("change", "string", "up or down, where something changed by so much", lambda _, row: row.change),
    Column("counts", "string", "What it counts, in the report's words", lambda _, row: row.counts),
    Column("kind", "string", "The same by lemmas or class, by which figures are compared", lambda _, row: row.kind),
    Column("according_to", "string", "Who says so", lambda _, row: _name(row.said_by) or row.said_by_text),
    Column("also_in", "string", f"Where copies of the report's text have it; {ADDRESS}", _other_addresses),
    *_confidence_columns(),
    *_evidence_columns(lambda row: row.cite),
)
COLUMNS: dict[type, tuple[Column, ...]] = {
    ActorCard: ACTOR_COLUMNS,
    Record: REPORT_COLUMNS,
    EventView: EVENT_COLUMNS,
    QuoteView: QUOTE_COLUMNS,
    PositionView: POSITION_COLUMNS,
    FigureView: FIGURE_COLUMNS,
}
"""The columns of a table by the type of its rows."""
Row = ActorCard | Record | EventView | QuoteView | PositionView | FigureView


def as_csv(site: Site, page: Page, view: Table[Row]) -> bytes:
    """Return a table as comma-separated values with a header line."""
    columns = columns_of(page.kind)
    values = [column.value for column in columns]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([_cell(value(site, row)) for value in values] for row in view.rows)
    return buffer.getvalue().encode()


def as_json(site: Site, page: Page, view: Table[Row]) -> bytes:
    """Return a table as a list of objects, one a line."""
    columns = [(column.name, column.value) for column in columns_of(page.kind)]
    encode = msgspec.json.Encoder().encode
    return b"[\n" + b",\n".join([encode({name: value(site, row) for name, value in columns}) for row in view.rows]) + b"\n]\n"


def columns_of(kind: str) -> tuple[Column, ...]:
    """Return the columns of a table, by a kind of page such as "events.csv"."""
    return COLUMNS[getattr(contexts, TABLES[kind.partition(".")[0]].row)]


def _cell(value: object) -> str:
    if type(value) is str:
        text = value
    elif type(value) is bool:
        return "true" if value else "false"
    else:
        text = VALUE_SEPARATOR.join(value) if isinstance(value, list) else str(value)
    return guarded(text)


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in FORMULA_STARTS else text
