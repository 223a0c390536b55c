"""The files that a person names to `briefing add`: single ones, whole folders, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.content import files as read
from generator.content.importers import STANDARD_INPUT, read_reports
from generator.content.importers.importer import ImportedReport, SourceFile
from generator.content.no_reports import is_no_report
from generator.model.problems import Problem, Where
from generator.runtime import disk_errors

PARTS_OF_PAGE = ("_files", "-Dateien", "_fichiers", "_archivos", "_bestanden", "_file", ".files")
"""Ends of the folders in which browsers put the parts of a saved page, beside it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The options for reading files."""

    format_name: str = ""
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


def source_files(paths: Iterable[Path], reading: Reading, problems: list[Problem], notes: list[str]) -> Iterator[SourceFile]:
    """Return each named file with its bytes, and all files of each named folder; what is passed over there is noted.

    A file that cannot be read is a problem; so is a folder in which there is none.
    """
    paths = list(paths)
    given = {path.as_posix(): path for path in paths}
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield SourceFile(STANDARD_INPUT, sys.stdin.buffer.read(), reading.encoding, reading.columns)
        elif path.is_dir():
            found = list(_files_of(path, problems, notes))
            if not found:
                problems.append(
                    Problem(Where(path.as_posix()), "there is no report in this folder", "give files, or another folder")
                )
            yield from (file for inner in found if (file := _source_file(inner, reading, given, problems)))
        elif file := _source_file(path, reading, given, problems):
            yield file


def read_all(
    files: Iterable[SourceFile], format_name: str, problems: list[Problem]
) -> Iterator[tuple[SourceFile, ImportedReport]]:
    """Return the reports of files, each with its file. A file whose text belongs to another's report is none by itself."""
    found = [(file, report) for file in files for report in read_reports(file, problems, format_name)]
    folders = {file.name: PurePosixPath(file.name).parent for file, _ in found}
    texts = [(folders[file.name], report.text_file) for file, report in found if report.text_file]
    used = {name for folder, text in texts for name in (text, (folder / text).as_posix())}
    yield from ((file, report) for file, report in found if report.text_file or file.name not in used)


def _source_file(path: Path, reading: Reading, given: Mapping[str, Path], problems: list[Problem]) -> SourceFile | None:
    def beside(name: str) -> bytes | None:
        try:
            found = (path.parent / name).resolve()
            if name in given and given[name].is_file():
                return given[name].read_bytes()
            return found.read_bytes() if found.is_relative_to(path.parent.resolve()) and found.is_file() else None
        except (OSError, ValueError):
            return None

    def names_beside() -> tuple[str, ...]:
        try:
            in_folder = sorted(one.name for one in path.parent.iterdir() if one.is_file() and not read.is_ignored(one.name))
        except OSError:
            in_folder = []
        return (*(name for name in given if name != path.as_posix()), *in_folder)

    try:
        content = path.read_bytes()  # of any size, and from a pipe, as it was named
    except OSError as error:
        problems.append(Problem(Where(path.as_posix()), *disk_errors.explain(error)))
        return None
    return SourceFile(path.as_posix(), content, reading.encoding, reading.columns, beside, names_beside)


def _files_of(folder: Path, problems: list[Problem], notes: list[str]) -> Iterator[Path]:
    """Return a folder's files, those of its folders too; hidden ones and those that hold no report are passed over."""
    listed = [path for path, _ in read.files_of(folder, folder.as_posix(), problems)]
    parts = {
        path.with_name(path.stem + end) for path in listed for end in PARTS_OF_PAGE if path.suffix.lower() in {".html", ".htm"}
    }
    names = {path.as_posix() for path in listed}
    hidden = sorted(path for path in folder.rglob(".*") if path.is_file())
    notes.extend(f"{path.as_posix()}: hidden, passed over" for path in hidden)
    for path in listed:
        page_parts = parts.intersection(path.parents)
        if page_parts:
            note = f"{page_parts.pop().as_posix()}: parts of a saved page, passed over"
            notes.extend([note] if note not in notes else [])
        elif is_no_report(path.as_posix(), names):
            notes.append(f"{path.as_posix()}: holds no report, passed over")
        else:
            yield path
