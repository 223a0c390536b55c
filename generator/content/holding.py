"""Reports that wait, or whose time is over: `draft`, `publish` and `expires` in front matter, at one moment."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from generator.content import front_matter
from generator.content.config import Config
from generator.content.fields import Fields
from generator.content.front_matter import Refused
from generator.content.front_matter_keys import REPORT
from generator.model.article import HeldBack, Hold
from generator.model.hold_reason import HoldReason
from generator.model.permalinks import slug_of
from generator.model.problems import Problem

A_KEY = re.compile(r"""\b(?:draft|publish|expires)["']?[ \t]*:""")
"""What a front matter with one of the keys has."""


def hold_in(path: str, text: str, config: Config) -> Hold | None:
    """Return what a report's file says of when it is in the site; None where it says nothing, or nothing that can be read."""
    problems: list[Problem] = []
    try:
        head, _, _ = front_matter.split(text)
        fields = Fields(front_matter.parse(head, path), REPORT, problems) if A_KEY.search(head) else None
    except (ValueError, Refused):
        return None
    found = hold_of(fields, path, config) if fields else None
    return None if problems else found


def hold_of(fields: Fields, path: str, config: Config) -> Hold | None:
    """Read when a report is in the site, note what is wrong with that; None where nothing says so."""
    draft, publish, expires = fields.flag("draft"), fields.text("publish"), fields.text("expires")
    if publish and expires and moment(publish, config.time_zone) >= moment(expires, config.time_zone):
        wrong = f"`expires` is not after `publish` ({publish}), so the report would never be in the site"
        fields.wrong(fields.place("expires"), wrong, "correct one of the two lines")
    return Hold(slug_of(fields.text("slug") or path), draft, publish, expires) if draft or publish or expires else None


def held_back(hold: Hold, zone: str, now: float) -> HeldBack | None:
    """Return why a report is not in the site at a time, in seconds since 1970; None where it is."""
    if hold.draft:
        return HeldBack(HoldReason.DRAFT, "")
    if hold.publish and now < moment(hold.publish, zone):
        return HeldBack(HoldReason.EMBARGOED, _day(hold.publish, zone))
    if hold.expires and now >= moment(hold.expires, zone):
        return HeldBack(HoldReason.EXPIRED, _day(hold.expires, zone))
    return None


def turns(hold: Hold, zone: str) -> list[float]:
    """Return the times, in seconds since 1970, at which a report comes into the site or goes."""
    return [] if hold.draft else [moment(said, zone) for said in (hold.publish, hold.expires) if said]


def moment(said: str, zone: str) -> float:
    """Return when a day begins, or a moment is, in seconds since 1970; without an offset of its own it is in the time zone."""
    return _aware(said, zone).timestamp()


def _day(said: str, zone: str) -> str:
    return _aware(said, zone).astimezone(ZoneInfo(zone)).date().isoformat()


def _aware(said: str, zone: str) -> datetime:
    found = datetime.fromisoformat(said.replace(" ", "T"))
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))
