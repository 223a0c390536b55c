"""Reference lists (RIS, BibTeX, CSL-JSON): what they say of the reports whose texts lie beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from generator.content.importers import read_reports
from generator.content.importers.encodings import decode
from generator.content.importers.importer import ImportedReport, SourceFile, Stated
from generator.content.importers.languages import code_of
from generator.content.importers.reference_entries import ReferenceEntry, bibtex_entries, csl_entries, ris_entries
from generator.model.permalinks import slugs
from generator.model.problems import Problem, Where

MAX_TOLD = 10
"""Entries without a text that are told one by one."""
MIN_KEY = 3
"""Letters of a title that a file's name must have to be taken for it."""
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_]\w+)*")
Entries = Callable[[str, str, list[Problem]], list[ReferenceEntry]]


def read_ris(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return the reports of a list in RIS whose texts are found."""
    yield from _reports(file, ris_entries, problems)


def read_bibtex(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return the reports of a list in BibTeX whose texts are found."""
    yield from _reports(file, bibtex_entries, problems)


def read_csl_json(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return the reports of a list in CSL-JSON whose texts are found."""
    yield from _reports(file, csl_entries, problems)


def _reports(file: SourceFile, read: Entries, problems: list[Problem]) -> Iterator[ImportedReport]:
    decoded = decode(file, problems)
    if not decoded:
        return
    before = len(problems)
    entries = read(file.name, decoded.text, problems)
    found = [(entry, _text_of(entry, file)) for entry in entries]
    without = [entry for entry, name in found if not name]
    if len(without) == len(entries):
        if len(problems) == before:
            problems.append(_nothing_found(file.name, entries))
        return
    notes = _told(without)
    with_text = [(entry, name) for entry, name in found if name]
    for number, (entry, name) in enumerate(with_text, start=1):
        for report in _report(entry, name, file, problems):
            part = f"{number} of {len(with_text)}" if len(with_text) > 1 else ""
            yield replace(report, notes=(*notes, *report.notes), part=report.part or part)
            notes = ()


def _nothing_found(name: str, entries: Sequence[ReferenceEntry]) -> Problem:
    if not entries:
        return Problem(Where(name), "the list has no entries", "export it again, with its entries")
    wrong = f"no text for any of its {len(entries)} entries" if len(entries) > 1 else "no text for its one entry"
    return Problem(Where(name), wrong, f"put the texts beside it, one as {_name_for(entries[0])}")


def _report(entry: ReferenceEntry, name: str, file: SourceFile, problems: list[Problem]) -> list[ImportedReport]:
    content = file.beside(name)
    if content is None:
        problems.append(Problem(entry.where, f"the text {name} cannot be read", "check its permissions"))
        return []
    inner = replace(file, name=str(PurePosixPath(file.name).parent / name), content=content, encoding="")
    reports = list(read_reports(inner, problems))
    if len(reports) != 1:
        return reports
    origin = PurePosixPath(file.name).name
    lang = _tag(entry.fields.get("lang", ""))
    fields = {**{key: value for key, value in entry.fields.items() if key != "lang"}, **({"lang": lang} if lang else {})}
    stated = {key: Stated(value, origin, entry.where) for key, value in fields.items()}
    return [replace(reports[0], fields={**reports[0].fields, **stated}, text_file=name)]


def _tag(lang: str) -> str:
    """The code of a language from its code, or its name."""
    return lang if LANGUAGE_TAG.fullmatch(lang) else code_of(lang)


def _text_of(entry: ReferenceEntry, file: SourceFile) -> str:
    """Return the name by which `beside` knows the file with an entry's text; "" where there is none."""
    own = PurePosixPath(file.name).name
    listed = [name for name in file.names_beside() if name != own]
    for path in map(_path, entry.files):
        name = PurePosixPath(path).name
        found = [
            one
            for one in (path, *(other for other in listed if PurePosixPath(other).name == name))
            if one in listed or file.beside(one) is not None
        ]
        if found:
            return found[0]
    return next((name for name in listed if _is_named_for(entry, name)), "")


def _path(attached: str) -> str:
    """A path of an attachment with forward slashes; addresses of files lose their scheme."""
    path = unquote(urlsplit(attached).path) if attached.startswith("file:") else attached
    return path.replace("\\", "/").strip()


def _is_named_for(entry: ReferenceEntry, name: str) -> bool:
    """Return whether a file is called as an entry's key or title, whatever its case and signs, as far as names go."""
    stem = slugs(PurePosixPath(name).stem)
    title = slugs(entry.title)
    is_key = bool(entry.key) and stem == slugs(entry.key)
    return is_key or (len(title) >= MIN_KEY and stem in {title, _without_date(title)}) or _without_date(stem) == title


def _without_date(stem: str) -> str:
    return re.sub(r"^\d{4}(?:-\d\d){0,2}-", "", stem)


def _told(without: Sequence[ReferenceEntry]) -> tuple[str, ...]:
    reports = [entry for entry in without if entry.is_report]
    told = [f"no text for “{entry.title}”: put it beside the list as {_name_for(entry)}" for entry in reports[:MAX_TOLD]]
    more = [f"no text for {len(reports) - MAX_TOLD} more"] if len(reports) > MAX_TOLD else []
    books = len(without) - len(reports)
    return (*told, *more, *([f"{books} of other kinds (books …) without a text passed over"] if books else []))


def _name_for(entry: ReferenceEntry) -> str:
    return f"{slugs(entry.key or entry.title)}.txt"
