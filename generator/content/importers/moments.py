"""Dates that programs write (ISO 8601, RFC 2822, compact ones) to dates as a report has them."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?(?:\D.*)?",
    re.IGNORECASE,
)
COMPACT = re.compile(r"((?:19|20)\d\d)[/.]?(\d\d)[/.]?(\d\d)(?:\D.*|\d{6})?")


def as_date(value: str) -> str:
    """Return a date as EDTF or as a moment with its offset; "" where it is not one that can be read for certain.

    A time of day without an offset says nothing of the moment, so that the day alone is taken.
    """
    value = value.strip()
    if found := MOMENT.fullmatch(value):
        day, time, seconds, zone = "-".join(found.group(1, 2, 3)), found[4], found[5] or "", (found[6] or "").upper()
        if not time or not zone:
            return day
        zone = "Z" if zone in {"Z", "UTC", "GMT"} else zone if ":" in zone else f"{zone[:3]}:{zone[3:] or '00'}"
        return f"{day}T{time}{seconds}{zone}"
    if found := COMPACT.fullmatch(value):
        return "-".join(found.group(1, 2, 3))
    return value if re.fullmatch(r"(?:19|20)\d\d(?:-\d\d)?", value) else _of_mail(value)


def _of_mail(value: str) -> str:
    """A date as mails and feeds write it (RFC 2822)."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    if moment.tzinfo is None and re.search(r"[+-]0000\s*$|\d\d:\d\d.*\b(?:GMT|UTC|Z)\s*$", value):
        return f"{moment.isoformat()}Z"
    return moment.isoformat() if moment.tzinfo else moment.date().isoformat()
