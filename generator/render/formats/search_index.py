"""The small index as a classic script: the only kind of file that a page opened from disk can load."""

from __future__ import annotations

from typing import Any

import msgspec

from generator.contexts import Page, SearchEntry, SearchIndex, Site


def index(site: Site, page: Page, view: SearchIndex) -> bytes:
    """Return the kinds, and a row for each page: number of the kind, path, title, year, a language other than the site's."""
    kinds = list(dict.fromkeys(entry.kind for entry in view.entries))
    rows = [_row(site, entry, kinds.index(entry.kind)) for entry in view.entries]
    lines = b",\n".join(msgspec.json.encode(row) for row in rows)
    head = b'self.briefingIndex = {"whole":%b,"kinds":%b,"rows":[\n' % (_json(view.whole), _json(kinds))
    return head + lines + b"\n]};\n"


def _row(site: Site, entry: SearchEntry, kind: int) -> list[Any]:
    language = entry.language if entry.language != site.language else ""
    row = [kind, entry.path, entry.title, entry.year, language]
    while not row[-1]:
        row.pop()
    return row


def _json(value: object) -> bytes:
    return msgspec.json.encode(value)
