"""Values as people and pages write them, to values that a report's front matter takes."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.content.forms import is_report_date
from generator.content.importers import languages, page_lines, written_dates
from generator.content.importers.importer import Stated
from generator.content.importers.written_dates import WrittenDate

WITHOUT_SCHEME = re.compile(r"(?://)?(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?")


def mended(key: str, stated: Stated, lang: str, body: str, today: str) -> tuple[Stated, tuple[str, ...]]:
    """Return a value as a report takes it, and notes on what was read into it; as it is where nothing can be."""
    value = stated.value
    notes: tuple[str, ...] = ()
    if key == "url" and WITHOUT_SCHEME.fullmatch(value):
        value = f"https://{value.removeprefix('//')}"
    elif key == "lang":
        value = languages.code_of(value) or re.sub(r"[_-]+", "-", value)
    elif key == "date" and not is_report_date(value):
        line = page_lines.date_line(value, lang)
        if line and line.date:
            value, notes = settled(line.date, value, body, today)
    if value == stated.value:
        return stated, notes
    return replace(stated, value=value), notes or (f"{key} {stated.value!r} is read as {value}",)


def settled(found: WrittenDate, written: str, body: str, today: str) -> tuple[str, tuple[str, ...]]:
    """Return a date, and a note where its day and month may be exchanged.

    Other dates of the text settle which is which, and so does that nothing is published after `today`.
    """
    if not found.other:
        return found.value, ()
    others = {one.value[:10] for one in written_dates.dates_in(body) if not one.other}
    if found.day in others or found.other > today >= found.day:
        return found.value, ()
    if found.other in others or found.day > today >= found.other:
        return found.other, ()
    note = f"{written!r} is read as {found.day}, the day first; give --date if it is {found.other}"
    return found.value, (note,)
