"""Facts of a report from its own text: place and date of its dateline, a title from its first sentence."""

from __future__ import annotations

import re
from datetime import date

from generator.content.importers.importer import Stated
from generator.derive import try_derive
from generator.derive.syntax.datelines import DATELINE
from generator.derive.syntax.document import Document

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PLAIN_DAY = re.compile(r"\d{4}-\d\d-\d\d")
AGENCY = re.compile(r"[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*)*")
DATELINE_ORIGIN = "dateline"
LEDE_TITLE = 80


def lede_title(body: str) -> str:
    """A working title: the first words of the first sentence, without its dateline."""
    lede = DATELINE.sub("", " ".join(body.split()), count=1)
    first = re.split(r"(?<=[.!?])\s", lede, maxsplit=1)[0].rstrip(".")
    first = re.sub(r"[*_`#>\[\]\\]", "", first).strip() or "Untitled"
    return first if len(first) <= LEDE_TITLE else first[:LEDE_TITLE].rsplit(" ", 1)[0] + " …"


def dateline_fields(body: str, today: date, *, is_dated: bool) -> tuple[dict[str, Stated], tuple[str, ...]]:
    """Return place, agency and date of a dateline, and a note where the year is a guess: the latest such day up to `today`."""
    found = DATELINE.match(body.lstrip("*_ \n"))
    if not found:
        return {}, ()
    fields = {"place": Stated(_place(found["place"]), DATELINE_ORIGIN)}
    if found["agency"] and AGENCY.fullmatch(found["agency"]):
        fields["source"] = Stated(found["agency"], DATELINE_ORIGIN)
    if not found["date"] or is_dated:
        return fields, ()
    times = try_derive(Document("", f"{found['date']}.", date=today.isoformat()))[0].times
    edtf = times[0].edtf if times else None
    if not edtf or not PLAIN_DAY.fullmatch(edtf):
        return fields, ()
    if YEAR.search(found["date"]):
        return {**fields, "date": Stated(edtf, DATELINE_ORIGIN)}, ()
    day = edtf[4:]
    year = today.year if f"{today.year:04d}{day}" <= today.isoformat() else today.year - 1
    taken = f"{year:04d}{day}"
    note = f"the dateline names no year: taken for {taken}; give --date if it is another"
    return {**fields, "date": Stated(taken, DATELINE_ORIGIN)}, (note,)


def _place(words: str) -> str:
    return " ".join(word if len(word) <= 2 or word.endswith(".") else word.title() for word in words.split())
