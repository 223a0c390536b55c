"""The targets of references in reports' texts: pages of other reports, and pictures; and those that are not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from generator.contexts import BodyReference
from generator.dossier.index.database import Index
from generator.dossier.index.keys import FILE, PICTURES, REPORT
from generator.dossier.report_rows import PicturesOfReport
from generator.model import permalinks
from generator.model.article import Reference
from generator.model.problems import Problem, Where
from generator.model.proofs import OutputPath

MAX_NAMED = 3
"""Pictures of a report that a warning names."""
MAX_LENGTH = 80
"""Characters of an address that a warning has."""
KINDS_TAKEN = ".jpg, .png, .webp, .avif or .gif"


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture that a report shows: its file, the hash of that, and its path in the site."""

    file: str
    hash: str
    path: OutputPath


@dataclass(frozen=True, slots=True)
class PicturesOfSite:
    """The pictures that reports show, each once, and warnings of those that are not there, one a report."""

    shown: tuple[ShownPicture, ...]
    missing: tuple[Problem, ...]


def resolved(index: Index, reference: Reference) -> BodyReference:
    """Return what a reference leads to."""
    if reference.is_picture:
        found = index.pictures.first_of(reference.files)
        path = permalinks.report_picture(found.file) if found else ""
        width, height = (found.width, found.height) if found else (0, 0)
        return BodyReference(path, is_picture=True, alt=reference.alt, title=reference.title, width=width, height=height)
    slugs = [reference.slug] if reference.slug else index.reports.slugs_of(reference.files)
    found_slug = next((slug for slug in slugs if index.reports.link(slug)), "")
    return BodyReference(permalinks.article(found_slug) if found_slug else "")


def subjects_of(references: Iterable[Reference]) -> Iterator[str]:
    """Return all on which it depends where references lead."""
    for reference in references:
        yield from (FILE + file for file in reference.files)
        if reference.slug:
            yield REPORT + reference.slug


def pictures_of_reports(index: Index) -> PicturesOfSite:
    """Return the pictures that reports show, and a warning for each report that asks for some that are not there."""
    shown: dict[str, ShownPicture] = {}
    missing: list[Problem] = []
    for row in index.rows.by_date(PICTURES, "reports"):
        of_report = msgspec.msgpack.decode(row.value, type=PicturesOfReport)
        found = [(one.address, index.pictures.first_of(one.files)) for one in of_report.pictures]
        there = (picture for _, picture in found if picture)
        shown |= {one.file: ShownPicture(one.file, one.hash, permalinks.report_picture(one.file)) for one in there}
        if left_out := [address for address, picture in found if not picture]:
            missing.append(_warning(of_report.file, left_out))
    return PicturesOfSite(tuple(shown[file] for file in sorted(shown)), tuple(missing))


def _warning(file: str, missing: list[str]) -> Problem:
    named = ", ".join(address if len(address) <= MAX_LENGTH else f"{address[:MAX_LENGTH]}…" for address in missing[:MAX_NAMED])
    more = f" and {len(missing) - MAX_NAMED} more" if len(missing) > MAX_NAMED else ""
    are = "a picture is" if len(missing) == 1 else f"{len(missing)} pictures are"
    wrong = f"{are} left out, whose words stand in the text: {named}{more}"
    return Problem(Where(file), wrong, f"put the file ({KINDS_TAKEN}) beside the report or into content/pictures/")
