"""A project's whole site in memory, built from nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.build.assembled import Assembled
from generator.build.page_jobs import PageRequest
from generator.build.pipeline import assemble, picture_content, static_files
from generator.build.project import read_project
from generator.build.rendered_pages import pages, sitemap
from generator.dossier.index import database
from generator.model.problems import InputError, Problem
from generator.plan.owners import owners
from generator.runtime import fingerprints
from generator.runtime.cache import ResultCache
from generator.runtime.options import Options


@contextmanager
def site_in_memory(root: Path, cache: ResultCache, shown: Collection[str] = ()) -> Iterator[tuple[Assembled, dict[str, bytes]]]:
    """Assemble a project in memory for as long as the block lasts, with every file of its site by path. Raises InputError.

    Reports that are held back for a reason that is `shown` are in it.
    """
    project = read_project(root, fingerprints.current_stamps(root, cache), fingerprints.program(cache), cache, shown=shown)
    options = Options(jobs=1)
    with database.open_index(None, project.program) as index:
        assembled = assemble(project, index, cache, options)
        requests = tuple(PageRequest(owner, {}) for owner in sorted(owners(index, project.outline.config)))
        rendered = [page for bundle in pages(assembled, requests, options) for one in bundle for page in one.pages]
        rendered += sitemap(assembled, [page.path for page in rendered], {})
        if problems := [page.content for page in rendered if isinstance(page.content, Problem)]:
            raise InputError(problems)
        files: dict[str, bytes] = {page.path: page.content for page in rendered if isinstance(page.content, bytes)}
        pictures = {str(one.path): picture_content(project, one) for one in assembled.pictures.shown}
        yield assembled, files | {str(path): content for path, content in static_files(project).items()} | pictures
