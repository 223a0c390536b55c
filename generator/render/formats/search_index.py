"""The search index as classic scripts: the only kind of file that a page opened from disk can load, too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from generator.contexts import Page, SearchEntry, SearchIndex, SearchPart, SearchReport, Site

TOPIC, ACTOR = "topic", "actor"
json = msgspec.json.encode


def index(site: Site, page: Page, view: SearchIndex) -> bytes:
    """Return a script that sets `briefingIndex`: the paths of the parts, the pages that are no reports, and the reports."""
    head = b'self.briefingIndex = {"kind":%b,"parts":%b,"pages":[\n' % (json(view.report_kind), json(view.parts))
    return head + _rows(map(_entry, view.entries)) + b"\n],\n" + _reports(site, view.reports) + b"};\n"


def part(site: Site, page: Page, view: SearchPart) -> bytes:
    """Return a script that adds the reports of a part to `briefingIndex`."""
    return b"self.briefingIndex.add({" + _reports(site, view.reports) + b"});\n"


def _reports(site: Site, reports: Sequence[SearchReport]) -> bytes:
    """Return names of topics and actors, each once, and a row for each report, which has their places among these."""
    names = list(dict.fromkeys(name for report in reports for name in (*report.topics, *report.actors)))
    place = {name: at for at, name in enumerate(names)}
    rows = (
        [
            report.path,
            report.title,
            report.byline,
            report.year,
            report.language if report.language != site.language else "",
            [place[name] for name in report.topics],
            [place[name] for name in report.actors],
            [part for line in report.lines for part in line],
        ]
        for report in reports
    )
    return b'"names":%b,"reports":[\n%b\n]' % (json(names), _rows(rows))


def _entry(entry: SearchEntry) -> list[Any]:
    """Return path, title, kind, what it is about, other names, which filter its title is a choice of, and lines."""
    is_choice = TOPIC if entry.topic else ACTOR if entry.actor else ""
    row = [entry.path, entry.title, entry.kind, entry.about, entry.other_names, is_choice, entry.lines]
    while not row[-1]:
        row.pop()
    return row


def _rows(rows: Iterable[list[Any]]) -> bytes:
    return b",\n".join(map(json, rows))
