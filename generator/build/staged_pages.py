"""The pages of a build staged in the new edition of the site: those that are up to date stay, the others are rendered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from generator.build.assembled import Assembled
from generator.build.page_jobs import OwnerPages, SitePage
from generator.build.reasons import reasons, source_digests
from generator.build.render_settings import template_dependencies
from generator.build.rendered_pages import BUNDLE_SIZE, pages, sitemap
from generator.build.stale import PlannedWork, pages_to_render
from generator.dossier.index.database import Index
from generator.dossier.index.pages import StoredPage
from generator.model.problems import InputError, Problem
from generator.plan.owners import owners
from generator.publish import Edition, NewFile
from generator.runtime.options import Options


def stage_pages(assembled: Assembled, edition: Edition, options: Options) -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
    """Stage all pages; return why each that was rendered was, and hashes of what all are made of."""
    index, settings = assembled.index, assembled.settings
    written = {str(path): entry.of for path, entry in edition.unchanged.items()}
    work = pages_to_render(index, settings, owners(index, settings.config), written)
    edition.keep([(page.path, page.about) for page in work.unchanged])
    done, rendered = _stage_rendered(assembled, work, edition, options)
    _index_pages(index, work, done)
    paths = [str(page.path) for page in (*work.unchanged, *(page for one in done for page in one.pages))]
    rendered += _stage(edition, sitemap(assembled, paths, written), [])
    used = {name for page in (*work.unchanged, *(page for one in done for page in one.pages)) for name in page.about}
    files = {report.slug: file for file, report in index.reports.all().items()}
    sources = source_digests(assembled.project, settings.templates, files, used)
    dependencies = template_dependencies(settings.templates, settings.program, assembled.cache)
    return reasons(rendered, dependencies, edition.unchanged, edition.sources, sources), sources


def _stage_rendered(
    assembled: Assembled, work: PlannedWork, edition: Edition, options: Options
) -> tuple[list[OwnerPages], list[SitePage]]:
    """Stage the pages of requests; return all of them by owner, and those that were rendered, without their bytes.

    Raises InputError with all problems.
    """
    done: list[OwnerPages] = []
    rendered: list[SitePage] = []
    problems: list[Problem] = []
    bundles = pages(assembled, work.requests, options)
    for bundle in _with_progress(bundles, options, len(work.requests)):
        rendered += _stage(edition, [page for one in bundle for page in one.pages], problems)
        done += [replace(one, pages=tuple(replace(page, content=None) for page in one.pages)) for one in bundle]
    if problems:
        raise InputError(problems)
    return done, rendered


def _stage(edition: Edition, some: list[SitePage], problems: list[Problem]) -> list[SitePage]:
    """Stage some pages; return those that were rendered, without their bytes."""
    problems += [page.content for page in some if isinstance(page.content, Problem)]
    edition.keep([(page.path, page.about) for page in some if page.content is None])
    rendered = [(page, page.content) for page in some if isinstance(page.content, bytes)]
    edition.write([NewFile(page.path, content, page.made_of, page.about) for page, content in rendered])
    return [replace(page, content=None) for page, _ in rendered]


def _index_pages(index: Index, work: PlannedWork, done: list[OwnerPages]) -> None:
    """Note in the index how pages were planned. Where the disk is full the next build plans more."""
    rows = [StoredPage(page.path, one.owner, page.kind, page.context_hash, page.about) for one in done for page in one.pages]
    cards = [(one.owner, subject) for one in done for subject in one.cards]
    with suppress(sqlite3.OperationalError), index.transaction():
        index.pages.replace([*work.gone, *(one.owner for one in done)], rows, cards)


def _with_progress(bundles: Iterable[list[OwnerPages]], options: Options, owners_: int) -> Iterator[list[OwnerPages]]:
    """Show progress by owner over bundles of them."""
    done = iter(options.progress((one for bundle in bundles for one in bundle), "pages", owners_))
    while bundle := list(islice(done, BUNDLE_SIZE)):
        yield bundle
