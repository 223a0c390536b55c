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

if TYPE_CHECKING:
    from icalendar import Event

DAY = "day"
UNKNOWN = date(1970, 1, 1)
"""When something was written of which nobody says when: calendars want some moment."""


def calendar(site: Site, page: Page, view: Table[EventView]) -> bytes:
    """Events whose day is known, as all-day events. How many are left out, as their day is not known, is said in it."""
    from icalendar import Calendar

    dated = [event for event in view.rows if event.when and event.when.precision == DAY]
    found = Calendar()
    found.add("prodid", f"-//{site.generator}//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", site.title)
    found.add("x-wr-caldesc", f"Events whose day is known: {len(dated)}. Left out: {len(view.rows) - len(dated)}.")
    for event in dated:
        found.add_component(_event(site, event))
    written: bytes = found.to_ical()
    return written


def timeline(site: Site, page: Page, view: Table[EventView]) -> bytes:
    """Dated events as TimelineJS reads them: a month stays a month; what is coarser spans its days, and says so in words."""
    events = [_slide(site, event) for event in view.rows if event.when]
    told = {"title": {"text": {"headline": html.escape(site.title), "text": html.escape(site.description)}}, "events": events}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _event(site: Site, event: EventView) -> Event:
    from icalendar import Event

    day = date.fromisoformat(bounds(event.when.edtf)[0]) if event.when else UNKNOWN
    found = Event()
    found.add("uid", f"{event.anchor}@{urlsplit(site.base_url).hostname or 'briefing.invalid'}")
    found.add("dtstamp", max(map(_written, event.cites), default=datetime(day.year, day.month, day.day, tzinfo=UTC)))
    found.add("dtstart", day)
    if day < date.max:
        found.add("dtend", day + timedelta(days=1))
    found.add("summary", event.text)
    found.add("description", "\n\n".join(_told(site, cite) for cite in event.cites))
    if event.place:
        found.add("location", event.place.name)
    if event.actors:
        found.add("categories", [actor.name for actor in event.actors])
    if site.base_url and event.cites:
        found.add("url", address(site, event.cites[0].path))
    found.add("transp", "TRANSPARENT")
    return found


def _written(cite: Cite) -> datetime:
    day = date.fromisoformat(bounds(cite.when.edtf)[1]) if cite.when else UNKNOWN
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _told(site: Site, cite: Cite) -> str:
    """A sentence with its source and its place."""
    source = ", ".join(filter(None, (cite.source or cite.title, cite.when.text if cite.when else "")))
    return f"{cite.sentence}\n{source}: {address(site, cite.path)}"


def _slide(site: Site, event: EventView) -> dict[str, Any]:
    when = event.when or When("", "", "", "")
    first, last = _parts(when)
    slide = {
        "unique_id": event.anchor,
        "start_date": first,
        "end_date": last,
        "display_date": when.text,
        "text": {"headline": html.escape(event.text), "text": "".join(_paragraphs(site, event))},
    }
    return {key: value for key, value in slide.items() if value}


def _parts(when: When) -> tuple[dict[str, int], dict[str, int]]:
    """The first day, month or year that a date covers, and the last one where that is another."""
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
