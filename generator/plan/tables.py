"""Tables for download; a long one comes in parts, by time or by letter."""

from __future__ import annotations

from collections.abc import Iterator

from generator.contexts import DataPage, Download, Downloads, Graph, Tabled
from generator.contexts import Table as Rows
from generator.dossier.index.keys import ACTORS, DATA
from generator.dossier.index.rows import raw_views
from generator.dossier.report_counts import all_ties
from generator.model import permalinks
from generator.model.page_kinds import TABLES
from generator.model.proofs import OutputPath
from generator.plan.part_links import part_title
from generator.plan.subjects import PageInputs, parts_of


def files(inputs: PageInputs, owner: str, key: str) -> Iterator[tuple[str, OutputPath, Rows[object]]]:
    """Return a table, or a part of it, in each of its formats: kind, path, rows."""
    name = owner.removeprefix(DATA)
    table = TABLES[name]
    if key:
        part = next(part for part in parts_of(inputs, owner) if part.key == key)
        dates, skip, limit = part.dates, part.skip, part.limit
    else:
        dates, skip, limit = tuple(date for date, _ in inputs.index.rows.count_by_date(table.subject, table.lists)), 0, -1
    rows = Rows(raw_views(inputs.index.rows.at_dates(table.subject, table.lists, dates, skip, limit)))
    for format_ in table.formats:
        yield f"{name}.{format_}", _path(name, key, format_), rows


def paths(owner: str, key: str) -> tuple[OutputPath, ...]:
    """Return the path of a table, or of a part of it, in each of its formats."""
    name = owner.removeprefix(DATA)
    return tuple(_path(name, key, format_) for format_ in TABLES[name].formats)


def data_page(inputs: PageInputs) -> DataPage:
    """Return the page of all downloads."""
    return DataPage(tuple(_tabled(inputs, name) for name in TABLES), permalinks.DATA_PACKAGE, permalinks.NETWORK)


def network(inputs: PageInputs) -> Graph:
    """Return the graph of actors that have a page; a tie counts the sentences that name both."""
    rows = sorted(inputs.index.rows.by_date(ACTORS, "cards"), key=lambda row: row.name)
    shown = {row.name for row in rows}
    edges = all_ties(inputs.index.counters)
    return Graph(raw_views(rows), tuple(edge for edge in edges if edge[0] in shown and edge[1] in shown))


def _tabled(inputs: PageInputs, name: str) -> Tabled:
    table, parts = TABLES[name], parts_of(inputs, DATA + name)
    if not parts:
        rows = sum(number for _, number in inputs.index.rows.count_by_date(table.subject, table.lists))
        return Tabled(name, rows, (_downloads(name, "", "", rows),))
    titled_parts = ((part.key, part_title(part.key, inputs.words), part.number) for part in parts)
    rows = sum(part.number for part in parts)
    return Tabled(name, rows, tuple(_downloads(name, key, title, number) for key, title, number in titled_parts))


def _downloads(name: str, key: str, title: str, rows: int) -> Downloads:
    formats = TABLES[name].formats
    return Downloads(
        _file_stem(name, key), title, rows, tuple(Download(_path(name, key, format_), format_) for format_ in formats)
    )


def _path(name: str, key: str, format_: str) -> OutputPath:
    return permalinks.table(_file_stem(name, key), format_)


def _file_stem(name: str, key: str) -> str:
    return f"{name}-{key}" if key else name
