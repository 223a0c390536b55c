"""Dated events for calendars (iCalendar, RFC 5545) and for TimelineJS. A date is never made more exact than its source."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import msgspec

from generator.contexts import Cite, EventView, Page, Site, Table, When
from generator.model.edtf import bounds
from generator.render.formats.tables import address
from generator.render.sentences import as_text

DAY = "day"
PARAGRAPH_BREAK = "\n\n"
MAX_PIECE_BYTES = 74
"""Bytes of a piece of a folded line; calendars read 75."""
ESCAPES = ((r"\N", "\n"), ("\\", "\\\\"), (";", r"\;"), (",", r"\,"), ("\r\n", r"\n"), ("\n", r"\n"), ("\r", r"\n"))
BEGINS_ESCAPE = b"\\^"
NO_HOST = "briefing.invalid"
"""What the ids of events end with where the site has no address."""
UNDATED = date(1970, 1, 1)
"""The day of undated reports and events: calendars need one."""


def calendar(site: Site, page: Page, view: Table[EventView]) -> bytes:
    """Return events whose day is known, as all-day events; the description counts those left out."""
    dated = [(event, event.when) for event in view.rows if event.when and event.when.precision == DAY]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_escaped(f'-//{site.generator}//EN')}",
        f"X-WR-CALDESC:Events whose day is known: {len(dated)}. Left out: {len(view.rows) - len(dated)}.",
        f"X-WR-CALNAME:{_escaped(site.title)}",
        *(line for event, when in dated for line in _event(site, event, when)),
        "END:VCALENDAR",
    ]
    return b"".join(map(_folded, lines))


def timeline(site: Site, page: Page, view: Table[EventView]) -> bytes:
    """Return dated events for TimelineJS: a month stays a month; a coarser date spans its days and is displayed in words."""
    events = [_slide(site, event) for event in view.rows if event.when]
    document = {
        "title": {"text": {"headline": html.escape(site.title), "text": html.escape(site.description)}},
        "events": events,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _event(site: Site, event: EventView, when: When) -> Iterator[str]:
    """Return the lines of an event, in the order in which calendars commonly have them."""
    day = date.fromisoformat(bounds(when.edtf)[0])
    made = max((_publication_day(cite) for cite in event.cites), default=day)
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_escaped(_in_words(event))}"
    yield f"DTSTART;VALUE=DATE:{_written(day)}"
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{_written(day + timedelta(days=1))}"
    yield f"DTSTAMP:{_written(made)}T000000Z"
    yield f"UID:{_escaped(event.anchor)}@{_escaped(urlsplit(site.base_url).hostname or NO_HOST)}"
    if event.actors:
        yield f"CATEGORIES:{','.join(_escaped(actor.name) for actor in event.actors)}"
    yield f"DESCRIPTION:{_escaped(PARAGRAPH_BREAK.join(_sentence_with_source(site, cite) for cite in event.cites))}"
    if event.place:
        yield f"LOCATION:{_escaped(event.place.name)}"
    yield "TRANSP:TRANSPARENT"
    if site.base_url and event.cites:
        yield f"URL:{address(site, event.cites[0].path)}"
    yield "END:VEVENT"


def _written(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    """Return a text as a value (RFC 5545, 3.3.11)."""
    for plain, written in ESCAPES:
        text = text.replace(plain, written)
    return text


def _folded(line: str) -> bytes:
    """Return a line in pieces, none of which ends within a character or an escape (RFC 5545, 3.1)."""
    raw = line.encode()
    pieces, at = [], 0
    while len(raw) - at > MAX_PIECE_BYTES:
        end = at + MAX_PIECE_BYTES
        while raw[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        end -= raw[end - 1] in BEGINS_ESCAPE
        pieces.append(raw[at:end])
        at = end
    return b"\r\n ".join((*pieces, raw[at:])) + b"\r\n"


def _in_words(event: EventView) -> str:
    """Return what happened as its sentence tells it."""
    return as_text(event.cites[0]) if event.cites else event.text


def _publication_day(cite: Cite) -> date:
    return date.fromisoformat(bounds(cite.when.edtf)[1]) if cite.when else UNDATED


def _sentence_with_source(site: Site, cite: Cite) -> str:
    """Return a sentence with its source and address."""
    source = ", ".join(filter(None, (cite.source or cite.title, cite.when.text if cite.when else "")))
    return f"{cite.sentence}\n{source}: {address(site, cite.path)}"


def _slide(site: Site, event: EventView) -> dict[str, Any]:
    when = event.when or When("", "", "", "")
    first, last = _start_and_end(when)
    slide = {
        "unique_id": event.anchor,
        "start_date": first,
        "end_date": last,
        "display_date": when.text,
        "text": {"headline": html.escape(_in_words(event)), "text": "".join(_paragraphs(site, event))},
    }
    return {key: value for key, value in slide.items() if value}


def _start_and_end(when: When) -> tuple[dict[str, int], dict[str, int]]:
    """Return the first day, month or year that a date covers, and the last one where that is another."""
    names = ("year", "month", "day")
    if when.datetime:
        return dict(zip(names, map(int, when.datetime.split("-")), strict=False)), {}
    first, last = (dict(zip(names, map(int, day.split("-")), strict=True)) for day in bounds(when.edtf))
    return first, last


def _paragraphs(site: Site, event: EventView) -> Iterator[str]:
    for cite in event.cites:
        source = html.escape(cite.source or cite.title)
        link = f' (<a href="{html.escape(address(site, cite.path))}">{source}</a>)' if site.base_url else f" ({source})"
        yield f"<p>{html.escape(cite.sentence)}{link}</p>"
