"""Datelines: place, date and agency before a report's first sentence."""

from __future__ import annotations

import re

MONTH_AND_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?"
CAPITAL = "A-ZÀ-ÖØ-ÞŁŚŻİ"
IN_CAPITALS = rf"[{CAPITAL}][{CAPITAL}'’.\- ]+[{CAPITAL}.](?:, [A-Z][A-Za-z. ]+?)?"
AS_WRITTEN = rf"[{CAPITAL}][\w'’.\-]+(?: [{CAPITAL}][\w'’.\-]+){{0,2}}(?:, [A-Z][A-Za-z.]+)?"
"""A place that is not in capitals: a date or an agency must follow."""
DATELINE = re.compile(
    rf"(?P<place>{IN_CAPITALS}|{AS_WRITTEN}(?=, (?:{MONTH_AND_DAY})(?: \(| [—–-])| \([^)]{{2,30}}\) ?[—–-]))"
    rf"(?:, (?P<date>{MONTH_AND_DAY}))?(?: \((?P<agency>[^)]{{2,30}})\))?"
    r"\s*(?:[—–]|--?)\s+(?=[\"“‘'«(]?[A-Z0-9])"
)


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where the text begins behind the dateline with which a paragraph opens; `start` where there is none."""
    found = DATELINE.match(text, start, end)
    return found.end() if found else start
