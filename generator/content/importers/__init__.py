"""Importers: a module for each format, from a file's bytes to its reports. `formats.py` has a row for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from generator.content.importers.encodings import encoding_of
from generator.content.importers.formats import UNREAD, ReportFormat, all_formats
from generator.content.importers.importer import ImportedReport, SourceFile
from generator.content.importers.recognise import Sample
from generator.model.problems import Problem, Where

STANDARD_INPUT = "-"
ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9_]{0,11}")
"""An ending that says a format; "Talks, No. 12" has none."""


def read_reports(file: SourceFile, problems: list[Problem], format_name: str = "") -> Iterator[ImportedReport]:
    """Return the reports of a file of any format, or of the one that the person named; what cannot be read is a problem."""
    found = format_of(file, problems, format_name)
    importer = found.load(file.name, problems) if found else None
    if not found or not importer:
        return
    try:
        yield from importer(file, problems)
    except Exception as error:  # noqa: BLE001 - libraries raise what they like on damaged files, and the other files go on
        wrong = f"this cannot be read as one of the {found.title} ({type(error).__name__}: {error})"
        problems.append(
            Problem(Where(file.name), " ".join(wrong.split()), "open it and save it again, or save its text as .txt")
        )


def format_of(file: SourceFile, problems: list[Problem], format_name: str = "") -> ReportFormat | None:
    """Return a file's format: the one named, else that of its content, else that of its ending; None with a problem noted."""
    formats = tuple(all_formats(problems))
    named = {row.name: row for row in reversed(formats)}
    if format_name:
        if format_name not in named:
            wrong = f"{format_name!r} is not a format that `add` reads"
            problems.append(Problem(Where("--format"), wrong, f"write one of {', '.join(sorted(named))}"))
        return named.get(format_name)
    sample, ending = Sample(file.content), ending_of(file.name)
    by_sign = next((row for row in formats if row.sign(sample)), None)
    by_ending = next((row for row in formats if ending in row.endings), None)
    if by_sign or by_ending or not file.content.strip():
        return by_sign or by_ending or named["text"]
    for unread in UNREAD:
        if ending in unread.endings or unread.sign(sample):
            problems.append(Problem(Where(file.name), f"{unread.title} are not read", unread.todo))
            return None
    if not ending and (file.encoding or encoding_of(file.content)):
        return named["text"]
    problems.append(_unknown(file, ending, formats))
    return None


def ending_of(name: str) -> str:
    """Return a file name's ending in lower case with its dot; "" where what follows the dot says no format."""
    ending = PurePath(name).suffix if name != STANDARD_INPUT else ""
    return ending.lower() if ENDING.fullmatch(ending) else ""


def _unknown(file: SourceFile, ending: str, formats: Sequence[ReportFormat]) -> Problem:
    read = ", ".join(dict.fromkeys(row.endings[0] for row in formats if row.endings))
    what = f"{ending} is not a format that `add` reads" if ending else "this is not a format that `add` reads"
    is_text = file.encoding or encoding_of(file.content)
    todo = f"it reads {read}" + ("; if this is plain text, say `--format text`" if is_text else "")
    return Problem(Where(file.name), what, todo)
