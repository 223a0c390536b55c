"""Tables with a report a row: CSV and TSV, JSON Lines, and JSON with a list of rows."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.content.importers import plain_text
from generator.content.importers.encodings import decode
from generator.content.importers.html_tree import markdown_of_piece
from generator.content.importers.importer import TEXT_KEYS, ImportedReport, SourceFile, Stated
from generator.content.importers.moments import as_date
from generator.model.problems import Problem, Where

TEXT = "text"
COLUMN_NAMES: Mapping[str, tuple[str, ...]] = {
    TEXT: tuple(
        "text fulltext articletext bodytext body content contents articlebody maintext article story html contenthtml"
        " textcontent texte contenu inhalt volltext artikel texto contenido cuerpo текст".split()
    ),
    "title": tuple(
        "title headline hed hl articletitle pagetitle name subject titel überschrift titre titulo título заголовок".split()
    ),
    "date": tuple(
        "date published publisheddate datepublished pubdate publishedat publicationdate publishdate publishedon"
        " datetime timestamp issued day createdat created loaddate datum erscheinungsdatum fecha дата".split()
    ),
    "source": tuple(
        "source sourcename publisher outlet publication newspaper medium media mediaoutlet site sitename domain agency quelle"
        " fuente источник".split()
    ),
    "url": tuple("url link articleurl sourceurl href permalink weburl canonicalurl address webaddress".split()),
    "author": tuple("author authors byline creator writer journalist reporter autor auteur автор".split()),
    "lang": tuple("lang language languagecode langue sprache idioma язык".split()),
    "place": tuple("place location dateline city ort lieu lugar".split()),
    "summary": tuple("summary standfirst subtitle subheadline dek description abstract teaser snippet excerpt".split()),
}
"""Usual names of columns, in lower case without spaces and signs, the likelier first."""
DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
LISTS = ("articles", "items", "results", "docs", "documents", "data", "reports", "news", "hits", "entries", "rows", "records")
"""Usual names of the list of rows in an object."""
MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|ul|li|blockquote)\b[^>]*>", re.IGNORECASE)
MAX_COLUMNS_TOLD = 30


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's values by the names of their columns, and the line on which it begins."""

    line: int
    values: Mapping[str, str]


def read_table(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return a report for each row of a table with a line of names above it."""
    found = decode(file, problems)
    if not found:
        return
    delimiter = _delimiter(found.text, file.name)
    csv.field_size_limit(sys.maxsize >> 32)
    reader = csv.reader(io.StringIO(found.text, newline=""), delimiter=delimiter)
    try:
        names = [name.strip() for name in next(reader, [])]
        rows = list(_rows(reader, names))
    except csv.Error as error:
        where = Where(file.name, max(1, reader.line_num))
        problems.append(Problem(where, f"the table cannot be read ({error})", "save it again as CSV in UTF-8"))
        return
    read_as = f"read as a table with {DELIMITERS[delimiter]} between columns" if delimiter != "," else ""
    yield from _reports(file, rows, names, (*found.notes, *filter(None, (read_as,))), problems)


def read_json(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return a report for each object of a list in JSON, at the top or under a name, or of JSON Lines."""
    found = decode(file, problems)
    if not found:
        return
    objects, noted = _objects(found.text, file.name)
    problems.extend(noted)
    if not objects:
        if not noted:
            wrong = "there is no list of reports in this JSON"
            problems.append(Problem(Where(file.name), wrong, "give a list of objects, or an object a line"))
        return
    rows = [_Row(line, _flat(value)) for line, value in objects]
    names = list(dict.fromkeys(name for row in rows for name in row.values))
    yield from _reports(file, rows, names, found.notes, problems)


def _rows(reader: Iterator[list[str]], names: list[str]) -> Iterator[_Row]:
    before = 1
    for values in reader:
        line: int = before + 1
        before = reader.line_num  # type: ignore[attr-defined]
        if any(value.strip() for value in values):
            yield _Row(line, {name: value.strip() for name, value in zip(names, values, strict=False) if name})


def _delimiter(text: str, name: str) -> str:
    """Return the sign that parts the names of columns most often; a tab for `.tsv`."""
    head = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
    if name.lower().endswith((".tsv", ".tab")):
        return "\t"
    counts = Counter({sign: head.count(sign) for sign in DELIMITERS})
    sign, number = counts.most_common(1)[0]
    return sign if number else ","


def _objects(text: str, name: str) -> tuple[list[tuple[int, dict[str, Any]]], list[Problem]]:
    """Objects with their lines, and what is no valid JSON."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) > 1 and lines[0][1].strip().endswith("}"):
            return _lines(lines, name)
        where = Where(name, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        return [], [Problem(where, f"this is not valid JSON: {getattr(error, 'msg', error)}", "mend it, or export it again")]
    rows = whole if isinstance(whole, list) else _listed(whole)
    return [(0, row) for row in rows if isinstance(row, dict)], []


def _lines(lines: Iterable[tuple[int, str]], name: str) -> tuple[list[tuple[int, dict[str, Any]]], list[Problem]]:
    found: list[tuple[int, dict[str, Any]]] = []
    problems: list[Problem] = []
    for number, line in lines:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            where = Where(name, number, getattr(error, "colno", 1))
            problems.append(
                Problem(where, f"this is not valid JSON: {getattr(error, 'msg', error)}", "mend the line, or remove it")
            )
            continue
        if isinstance(value, dict):
            found.append((number, value))
        else:
            problems.append(Problem(Where(name, number), "this line holds no report", "write an object, {…}, on it"))
    return found, problems


def _listed(value: Any) -> list[Any]:
    """The rows in an object: its list of a usual name, also one level deeper; an object with a text is a row itself."""
    if not isinstance(value, dict):
        return []
    if _column(TEXT, list(value)) and not isinstance(value[_column(TEXT, list(value))], list):
        return [value]
    for name in LISTS:
        rows = value.get(name)
        if isinstance(rows, list) and any(isinstance(row, dict) for row in rows):
            return rows
    return next((found for inner in value.values() if isinstance(inner, dict) and (found := _listed(inner))), [])


def _flat(value: Mapping[str, Any]) -> dict[str, str]:
    """An object's values as texts: inner objects by their names, lists with commas between their entries."""
    found: dict[str, str] = {}
    for name, part in value.items():
        if isinstance(part, dict):
            inner = part.get("name") or part.get("title") or part.get("value") or ""
            found[name] = _as_text(inner)
            found |= {f"{name}.{key}": _as_text(one) for key, one in part.items() if not isinstance(one, dict | list)}
        elif isinstance(part, list):
            names = [one.get("name", "") if isinstance(one, dict) else one for one in part]
            found[name] = ("\n\n" if _key(name) in COLUMN_NAMES[TEXT] else ", ").join(filter(None, map(_as_text, names)))
        else:
            found[name] = _as_text(part)
    return found


def _as_text(value: Any) -> str:
    return "" if value is None or isinstance(value, bool | dict | list) else str(value).strip()


def _reports(
    file: SourceFile, rows: list[_Row], names: list[str], notes: tuple[str, ...], problems: list[Problem]
) -> Iterator[ImportedReport]:
    columns = _columns(file, names, problems)
    if columns is None:
        return
    empty = [
        f"line {row.line}" if row.line else f"row {n}" for n, row in enumerate(rows, 1) if not row.values.get(columns[TEXT])
    ]
    full = [(number, row) for number, row in enumerate(rows, 1) if row.values.get(columns[TEXT])]
    if not full:
        problems.append(Problem(Where(file.name), "no row of this table has a text", "write texts into it, or leave it out"))
        return
    read = {*columns.values(), *(column.partition(".")[0] for column in columns.values())}
    unread = [name for name in names if name and not read & {name, name.partition(".")[0]}]
    first = [*notes, f"columns: {', '.join(f'{key} from {column!r}' for key, column in columns.items())}"]
    first += [f"columns that are not read: {', '.join(unread[:MAX_COLUMNS_TOLD])}"] if unread else []
    first += [f"left out without a text: {', '.join(empty)}"] if empty else []
    for at, (number, row) in enumerate(full):
        part = f"{number} of {len(rows)}" if len(rows) > 1 else ""
        yield ImportedReport(
            _markdown(row.values[columns[TEXT]]),
            _fields(file.name, row, columns),
            notes=tuple(first if at == 0 else ()),
            part=part,
        )


def _columns(file: SourceFile, names: list[str], problems: list[Problem]) -> dict[str, str] | None:
    """Return the column of each key, those that the person gave first; None, with a problem noted, where there is none."""
    there = f"the columns are {', '.join(name for name in names if name)}"
    missing = [column for column in file.columns.values() if column not in names]
    problems.extend(Problem(Where(file.name), f"there is no column {column!r}", there) for column in missing)
    if missing:
        return None
    columns = dict(file.columns)
    for key in (TEXT, *(key for key in TEXT_KEYS if key in COLUMN_NAMES)):
        if key not in columns and (column := _column(key, [name for name in names if name not in columns.values()])):
            columns[key] = column
    if TEXT not in columns and "summary" in columns:
        columns[TEXT] = columns.pop("summary")
    if TEXT not in columns:
        wrong = "no column of this table is known to hold the reports' text"
        problems.append(Problem(Where(file.name), wrong, f"say which by `--map text=COLUMN`; {there}"))
        return None
    return columns


def _column(key: str, names: list[str]) -> str:
    """Return the column that by its name holds a key; "" where there is none."""
    known = {_key(name): name for name in reversed(names)}
    return next((known[name] for name in COLUMN_NAMES[key] if name in known), "")


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _fields(name: str, row: _Row, columns: Mapping[str, str]) -> dict[str, Stated]:
    found: dict[str, Stated] = {}
    for key, column in columns.items():
        value = " ".join(row.values.get(column, "").split())
        if key == TEXT or not value:
            continue
        if key == "date":
            value = as_date(value) or value
        found[key] = Stated(value, f"column {column!r}", Where(name, row.line) if row.line else None)
    return found


def _markdown(text: str) -> str:
    if MARKUP.search(text):
        return markdown_of_piece(text)
    return plain_text.as_markdown(plain_text.paragraphs(text))
