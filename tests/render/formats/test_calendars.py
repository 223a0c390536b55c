"""Dated events for calendars and timelines: never more exact than their source."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from msgspec.structs import replace

from generator.contexts import ActorLink, Cite, EventView, Page, Site, Table, When
from generator.model import permalinks
from generator.render.formats import calendars
from generator.render.sentences import as_text
from tests.told_events import EVENT_VIEW

SITE = Site("Test", "", "en", "ltr", (), "https://example.org/b/", "", "Briefing 1")
PAGE = Page(permalinks.table("events", "ics"), "../", "", "", "events.ics", "")
DAY = When("2009-10-13", "13 October 2009", "2009-10-13", "day")
MONTH = When("2009-10", "October 2009, by the 13th", "2009-10", "month")
SEASON = When("2009-23", "autumn 2009", "", "season")


def event(anchor: str, when: When | None, text: str = "They met, and <b>left</b>; it was late") -> EventView:
    cite = Cite(
        "articles/a.html#s-1", "A title", "News", When("2009-10-14", "14 October 2009", "2009-10-14", "day"), text, text
    )
    return replace(EVENT_VIEW, anchor=anchor, text=text, when=when, cites=(cite,))


def calendar(*events: EventView) -> Calendar:
    return Calendar.from_ical(calendars.calendar(SITE, PAGE, Table(events)))


def slides(*events: EventView) -> list[dict[str, object]]:
    document = json.loads(calendars.timeline(SITE, PAGE, Table(events)))
    return list(document["events"])


def test_only_events_whose_day_is_known_are_in_the_calendar_and_the_others_are_counted() -> None:
    found = calendar(event("e1", DAY), event("e2", MONTH), event("e3", None))
    assert ["e1@example.org"] == [str(one["uid"]) for one in found.walk("VEVENT")]
    assert "Events whose day is known: 1. Left out: 2." == str(found["x-wr-caldesc"])


def test_an_event_takes_its_whole_day_and_says_what_it_rests_on() -> None:
    (one,) = calendar(event("e1", DAY)).walk("VEVENT")
    assert (date(2009, 10, 13), date(2009, 10, 14)) == (one.decoded("dtstart"), one.decoded("dtend"))
    assert "https://example.org/b/articles/a.html#s-1" in str(one["description"])
    assert "They met, and <b>left</b>; it was late" == str(one["summary"])


def test_the_same_events_are_the_same_bytes() -> None:
    assert calendars.calendar(SITE, PAGE, Table((event("e1", DAY),))) == calendars.calendar(
        SITE, PAGE, Table((event("e1", DAY),))
    )


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        (DAY, {"year": 2009, "month": 10, "day": 13}, None),
        (MONTH, {"year": 2009, "month": 10}, None),
        (SEASON, {"year": 2009, "month": 9, "day": 1}, {"year": 2009, "month": 11, "day": 30}),
    ],
)
def test_a_month_is_a_month_on_the_timeline(when: When, first: object, last: object) -> None:
    (slide,) = slides(event("e1", when))
    assert (first, last, when.text) == (slide["start_date"], slide.get("end_date"), slide["display_date"])


def test_what_reports_say_is_text_on_the_timeline() -> None:
    (slide,) = slides(event("e1", DAY))
    assert "&lt;b&gt;" in json.dumps(slide["text"])
    assert "<b>" not in json.dumps(slide["text"])


@given(st.text(st.characters(codec="utf-8"), max_size=300))
@example("\\" * 200)
@example("a" * 60 + "\\,;^^^" * 40)
@example("\N{EURO SIGN}" * 90)
def test_a_calendar_has_the_bytes_that_the_library_would_write(text: str) -> None:
    told = replace(event(text, DAY, text), actors=(ActorLink(text, "", "person"), ActorLink("B", "", "person")), place=None)
    wanted = Event()
    wanted.add("uid", f"{text}@example.org")
    wanted.add("dtstamp", datetime(2009, 10, 14, tzinfo=UTC))
    wanted.add("dtstart", date(2009, 10, 13))
    wanted.add("dtend", date(2009, 10, 14))
    wanted.add("summary", as_text(told.cites[0]))
    wanted.add("description", f"{text}\nNews, 14 October 2009: https://example.org/b/articles/a.html#s-1")
    wanted.add("categories", [text, "B"])
    wanted.add("url", "https://example.org/b/articles/a.html#s-1")
    wanted.add("transp", "TRANSPARENT")
    library = Calendar()
    library.add("prodid", "-//Briefing 1//EN")
    library.add("version", "2.0")
    library.add("x-wr-calname", "Test")
    library.add("x-wr-caldesc", "Events whose day is known: 1. Left out: 0.")
    library.add_component(wanted)
    assert library.to_ical() == calendars.calendar(SITE, PAGE, Table((told,)))
