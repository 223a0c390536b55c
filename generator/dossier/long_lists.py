"""Lists that may be too long for one page or one file, and the parts that they are split into.

An actor's or a topic's own page shows a choice of its rows where not all fit; pages by time then show all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from generator.dossier import paging
from generator.dossier.index.database import Index
from generator.dossier.index.keys import (
    ACTOR,
    DATA,
    PUBLISHER,
    REPORT_TEXTS,
    SEARCH,
    TOPIC,
)
from generator.dossier.index.parts import ListPart
from generator.dossier.index.rows import IndexRow
from generator.dossier.paging import Paging
from generator.model import permalinks
from generator.model.kinds import KINDS, SubjectList
from generator.model.page_kinds import OVERVIEWS, TABLES
from generator.model.proofs import OutputPath

MAX_ROWS_PER_PAGE, MAX_ROWS_PER_FILE, MAX_REPORTS_PER_INDEX = 200, 1000, 500
REPORT_LIST = SubjectList("reports", 40)
PAGE_LISTS = (*(one for kind in KINDS for one in kind.subject_lists), REPORT_LIST)
"""All lists of an actor or a topic; a publisher has its reports."""
SUBJECT_LISTS = tuple(dict.fromkeys(one.name for one in PAGE_LISTS))
"""The names of these lists, which are split together."""
MAX_SHOWN = {(one.name, one.section): one.max_shown for one in PAGE_LISTS}
"""Rows of each list, or section of it, that the page of an actor, a topic or a publisher shows; of positions, on each topic."""
TABLE_OF_SUBJECT = {table.subject: DATA + name for name, table in TABLES.items()}
"""The owner of the table that lists a subject's rows."""


class LongList(NamedTuple):
    """A list that may be too long: the owner of its parts, the subject and the lists of its rows, and how it is split."""

    owner: str
    subject: str
    lists: tuple[str, ...]
    paging: Paging


def of_subject(subject: str) -> Iterator[LongList]:
    """Return the lists that may be too long and have this subject's rows: on its pages, and in a table for download."""
    if subject == SEARCH:
        yield LongList(SEARCH, SEARCH, (REPORT_TEXTS,), paging.by_date(MAX_REPORTS_PER_INDEX))
        return
    is_by_letter = subject in OVERVIEWS and OVERVIEWS[subject].by_letter
    if lists := lists_of(subject):
        split_by = paging.by_letter if is_by_letter else paging.by_date
        yield LongList(subject, subject, lists, split_by(MAX_ROWS_PER_PAGE))
    if table := TABLE_OF_SUBJECT.get(subject):
        split_by = paging.by_letter if is_by_letter else paging.by_date
        yield LongList(table, subject, TABLES[table.removeprefix(DATA)].lists, split_by(MAX_ROWS_PER_FILE))


def lists_of(subject: str) -> tuple[str, ...]:
    """Return the lists of a subject that may be too long for its page; none for one that has no such lists."""
    if subject.startswith(PUBLISHER):
        return ("reports",)
    if subject.startswith((ACTOR, TOPIC)):
        return SUBJECT_LISTS
    return OVERVIEWS[subject].lists if subject in OVERVIEWS else ()


def path_of(subject: str) -> OutputPath:
    """Return the path of a subject's page."""
    if subject.startswith(ACTOR):
        return permalinks.actor(subject.removeprefix(ACTOR))
    if subject.startswith(TOPIC):
        return permalinks.topic(subject.removeprefix(TOPIC))
    if subject.startswith(PUBLISHER):
        return permalinks.publisher(subject.removeprefix(PUBLISHER))
    return permalinks.output(f"{subject}.html")


def parts_of(index: Index, long_list: LongList, old: Sequence[ListPart], changed: Collection[str]) -> list[ListPart]:
    """Return the parts of a list as it is now; none where it fits on one page.

    `old` are its parts before rows at the `changed` dates changed.
    """
    _, subject, lists, split = long_list
    if lists == SUBJECT_LISTS and fits_on_its_page(index, subject):
        return []
    number_at, counts = partial(index.rows.count_at_dates, subject, lists), partial(index.rows.count_by_date, subject, lists)
    parts = split.update(old, changed, number_at, counts)
    is_long = lists == SUBJECT_LISTS or sum(part.number for part in parts) > split.max_rows
    return parts if is_long else []


def fits_on_its_page(index: Index, subject: str) -> bool:
    """Return whether the page of an actor or a topic can show all rows of its lists."""
    return not index.rows.exceeds_any(subject, [(one.name, one.section, one.max_shown) for one in PAGE_LISTS])


def rows_of(index: Index, subject: str, part: ListPart) -> list[IndexRow]:
    """Return the rows of a part, the oldest first."""
    return index.rows.at_dates(subject, lists_of(subject), part.dates, part.skip, part.limit)
