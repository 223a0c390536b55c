"""Dated events for calendars (iCalendar, RFC 5545) and for TimelineJS. A date is never made more exact than its source."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.contexts import Cite, EventView, Page, Site, Table, When
from generator.model.edtf import bounds
from generator.render.formats.tables import address
from generator.render.sentences import as_text

if TYPE_CHECKING:
    from icalendar import Event

DAY = "day"
UNDATED = date(1970, 1, 1)
"""The day of undated reports and events: calendars need one."""


def calendar(site: Site, page: Page, view: Table[EventView]) -> bytes:
    """Return events whose day is known, as all-day events; the description counts those left out."""
    from icalendar import Calendar

    dated = [event for event in view.rows if event.when and event.when.precision == DAY]
    result = Calendar()
    result.add("prodid", f"-//{site.generator}//EN")
    result.add("version", "2.0")
    result.add("x-wr-calname", site.title)
    result.add("x-wr-caldesc", f"Events whose day is known: {len(dated)}. Left out: {len(view.rows) - len(dated)}.")
    for event in dated:
        result.add_component(_event(site, event))
    encoded: bytes = result.to_ical()
    return encoded


def timeline(site: Site, page: Page, view: Table[EventView]) -> bytes:
    """Return dated events for TimelineJS: a month stays a month; a coarser date spans its days and is displayed in words."""
    events = [_slide(site, event) for event in view.rows if event.when]
    document = {
        "title": {"text": {"headline": html.escape(site.title), "text": html.escape(site.description)}},
        "events": events,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _event(site: Site, event: EventView) -> Event:
    from icalendar import Event

    day = date.fromisoformat(bounds(event.when.edtf)[0]) if event.when else UNDATED
    component = Event()
    component.add("uid", f"{event.anchor}@{urlsplit(site.base_url).hostname or 'briefing.invalid'}")
    component.add(
        "dtstamp", max(map(_publication_day, event.cites), default=datetime(day.year, day.month, day.day, tzinfo=UTC))
    )
    component.add("dtstart", day)
    if day < date.max:
        component.add("dtend", day + timedelta(days=1))
    component.add("summary", _in_words(event))
    component.add("description", "\n\n".join(_sentence_with_source(site, cite) for cite in event.cites))
    if event.place:
        component.add("location", event.place.name)
    if event.actors:
        component.add("categories", [actor.name for actor in event.actors])
    if site.base_url and event.cites:
        component.add("url", address(site, event.cites[0].path))
    component.add("transp", "TRANSPARENT")
    return component


def _in_words(event: EventView) -> str:
    """Return what happened as its sentence tells it."""
    return as_text(event.cites[0]) if event.cites else event.text


def _publication_day(cite: Cite) -> datetime:
    day = date.fromisoformat(bounds(cite.when.edtf)[1]) if cite.when else UNDATED
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


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
