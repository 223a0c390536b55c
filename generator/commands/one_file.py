"""The whole briefing as one file, as HTML and as PDF: made beside the site, of the same pages, and no part of it."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import Path

from generator import publish
from generator.build import page_jobs
from generator.build.assembled import Assembled
from generator.build.site_in_memory import site_in_memory
from generator.dossier.index.keys import MOVED, PART
from generator.model import permalinks
from generator.model.page_kinds import PAGE_KINDS
from generator.model.problems import InputError, Problem, Stopped, Where
from generator.render.one_file.pdf import pdf, printer
from generator.render.one_file.view import one_file
from generator.runtime import cache, project_files
from generator.runtime.cache import ResultCache

HTML, PDF = ".html", ".pdf"
NAME = permalinks.ONE_FILE.removesuffix(HTML)
PLACES = {kind.owner: kind.single_page_place for kind in PAGE_KINDS.values() if kind.single_page_place}
"""Places of owners of pages, or of what their names begin with, in the order in which their pages follow each other."""
LEFT_OUT = frozenset({permalinks.MISSING, permalinks.SEARCH, permalinks.DATA})
"""Pages that are of use on the site alone: they lead to nothing that is in the one file."""
SINCE_EDITIONS = permalinks.changes_since("x").removesuffix("x.html")
"""How the paths of pages begin that tell what changed since one edition: the file has the one since the last."""
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def refuse(root: Path, site: Path, wanted: list[Path]) -> None:
    """Raise for files that would lie where people or builds keep theirs, and for a PDF that nothing here can make."""
    kept = [site, *(root / name for name in (*project_files.FOLDERS, cache.FOLDER))]
    held = [(file, folder) for file in wanted for folder in kept if _real(file).is_relative_to(_real(folder))]
    if held:
        raise InputError(
            Problem(Where(file.as_posix()), f"the file would lie inside {folder.name}/", "choose another place for it")
            for file, folder in held
        )
    if any(file.suffix == PDF for file in wanted):
        printer()


def _real(path: Path) -> Path:
    """Return a path with links followed, as far as they lead anywhere."""
    return Path(os.path.realpath(path))


def write(root: Path, wanted: list[Path], shown: Collection[str] = ()) -> int:
    """Write the whole briefing into these files, by their endings; how many sections it has.

    Raises Stopped where that cannot be done; then none of them was written.
    """
    root = root.resolve()
    with cache.open_cache(root / cache.FOLDER) as results:
        try:
            page, sections = render(root, results, shown)
        except InputError as error:
            raise Stopped(f"{error}\nthe one file was not written") from error
    done = {file: pdf(page) if file.suffix == PDF else page for file in wanted}
    publish.write_whole(done)
    publish.made.add_files(root / cache.FOLDER, done)
    return sections


def render(root: Path, results: ResultCache, shown: Collection[str] = ()) -> tuple[bytes, int]:
    """Return the whole briefing as an HTML page, and how many sections it has. Raises InputError."""
    with site_in_memory(root, results, shown) as (assembled, files):
        view = one_file(files, _paths_in_order(assembled), assembled.settings.config.base_url, _latest_date(assembled))
        planned = page_jobs.planner(assembled.settings, assembled.index).one_file(view)
        content = page_jobs.render_planned(assembled.settings, lambda _hashes: {}, [planned], {})[0].content
        if isinstance(content, Problem):
            raise InputError([content])
        return content or b"", len(view.sections)


def _paths_in_order(assembled: Assembled) -> list[str]:
    """Return the paths of every page to be read, but for the parts of long lists."""
    owned = {owner: paths for owner, paths in assembled.paths_by_owner().items() if PART not in owner and owner != MOVED}
    ranked = sorted(owned, key=_rank)  # the order of reports, which is that of their dates, stays
    paths = (path for owner in ranked for path in owned[owner] if path.endswith(HTML) and path not in LEFT_OUT)
    return [path for path in paths if not path.startswith(SINCE_EDITIONS)]


def _rank(owner: str) -> int:
    """The place of an owner's pages; those of owners that have no place of their own follow all others."""
    last = max(PLACES.values()) + 1
    return PLACES.get(owner) or PLACES.get(owner.partition("/")[0] + "/", last)


def _latest_date(assembled: Assembled) -> str:
    """The latest date of a report, as exactly as it is known."""
    dates = [found[0] for date, _slug in assembled.index.reports.in_order() if (found := DAY.match(date))]
    return max(dates, default="")
