"""The pages of a build staged in the new edition of the site: those that are up to date stay, the others are rendered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from generator.build import planned_pages
from generator.build.assembled import Assembled
from generator.build.page_jobs import OwnerPages, SitePage
from generator.build.reasons import reasons, source_digests
from generator.build.render_settings import template_dependencies
from generator.build.rendered_pages import BUNDLE_SIZE, pages, sitemap
from generator.build.stale import PlannedWork, pages_to_render
from generator.dossier.index.database import Index
from generator.dossier.index.pages import StoredPage
from generator.model import permalinks
from generator.model.problems import InputError, Problem
from generator.plan.owners import owners
from generator.publish import Edition, NewFile
from generator.runtime.options import Options

PICTURES_FOLDER = "pictures/"
"""How the paths of pictures begin, which are no pages."""


class Staged(NamedTuple):
    """The outcome: why each rendered page was, hashes of what all are made of, and the index's token of this planning."""

    reasons: tuple[tuple[str, str], ...]
    sources: dict[str, str]
    token: bytes


def stage_pages(assembled: Assembled, edition: Edition, options: Options) -> Staged:
    """Stage all pages."""
    stage = _stage_stale if planned_pages.is_as_planned(assembled, edition) else _stage_compared
    rendered, token = stage(assembled, edition, options)
    index, settings = assembled.index, assembled.settings
    used = {name for entry in edition.staged().values() for name in entry.about[1:2] if name.startswith("file ")}
    files = {report.slug: file for file, report in index.reports.all().items()}
    sources = source_digests(assembled.project, settings.templates, files, used)
    dependencies = template_dependencies(settings.templates, settings.program, assembled.cache)
    return Staged(reasons(rendered, dependencies, edition.unchanged, edition.sources, sources), sources, token)


def _stage_compared(assembled: Assembled, edition: Edition, options: Options) -> tuple[list[SitePage], bytes]:
    """Stage all pages, each compared with the one that is written."""
    index, settings = assembled.index, assembled.settings
    written = {str(path): entry.of for path, entry in edition.unchanged.items()}
    work = pages_to_render(index, settings, owners(index, settings.config), written)
    edition.keep([(page.path, page.about) for page in work.unchanged])
    done, rendered = _stage_rendered(assembled, work, edition, options)
    token = _index_pages(index, work, done)
    paths = [str(page.path) for page in (*work.unchanged, *(page for one in done for page in one.pages))]
    return rendered + _stage(edition, sitemap(assembled, paths, written), []), token


def _stage_stale(assembled: Assembled, edition: Edition, options: Options) -> tuple[list[SitePage], bytes]:
    """Stage the pages of stale owners, and all others as they are: the site has them as they were planned."""
    work, stale = planned_pages.stale_work(assembled, edition)
    pictures = {path for path in edition.unchanged if path.startswith(PICTURES_FOLDER)}
    edition.keep_pages(stale | pictures | {permalinks.SITEMAP})
    done, rendered = _stage_rendered(assembled, work, edition, options)
    token = _index_pages(assembled.index, work, done)
    now = {page.path for one in done for page in one.pages}
    if now == stale & edition.unchanged.keys():  # no page came or went
        edition.keep([(path, entry.about) for path, entry in edition.unchanged.items() if path == permalinks.SITEMAP])
        return rendered, token
    paths = [str(path) for path, entry in edition.staged().items() if entry.of]
    written = {str(path): edition.unchanged[path].of for path in (permalinks.SITEMAP,) if path in edition.unchanged}
    return rendered + _stage(edition, sitemap(assembled, paths, written), []), token


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


def _index_pages(index: Index, work: PlannedWork, done: list[OwnerPages]) -> bytes:
    """Note in the index how pages were planned; return its new token, or none where the disk is full: the next plans more."""
    rows = [StoredPage(page.path, one.owner, page.kind, page.context_hash, page.about) for one in done for page in one.pages]
    cards = [(one.owner, subject) for one in done for subject in one.cards]
    with suppress(sqlite3.OperationalError), index.transaction():
        index.pages.replace([*work.gone, *(one.owner for one in done)], rows, cards)
        return planned_pages.renew(index)
    return b""


def _with_progress(bundles: Iterable[list[OwnerPages]], options: Options, owners_: int) -> Iterator[list[OwnerPages]]:
    """Show progress by owner over bundles of them."""
    done = iter(options.progress((one for bundle in bundles for one in bundle), "pages", owners_))
    while bundle := list(islice(done, BUNDLE_SIZE)):
        yield bundle
