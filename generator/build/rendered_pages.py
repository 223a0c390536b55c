"""Pages of what is assembled, rendered: a bundle of owners at a time for builds, one by one for the preview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice

from generator.build import page_jobs
from generator.build.assembled import Assembled
from generator.build.page_jobs import OwnerPages, PageRequest, SitePage
from generator.dossier.index.database import Index
from generator.dossier.index.keys import REPORT
from generator.model import permalinks
from generator.model.problems import Problem
from generator.render.page.templates import quick_environment
from generator.runtime import processes
from generator.runtime.options import Options

SITEMAP = "sitemap"
"""The owner of the sitemap, which depends on all pages."""
BUNDLE_SIZE = 24
"""Owners whose pages are planned, rendered and staged together: fewer would cost more to send to a worker than to do."""
BUNDLES_WITHOUT_WORKERS = 4
"""Bundles that this process renders before it starts others."""
MAX_BUNDLES_OF_ONE_PROCESS = 20
"""The most bundles that this process renders alone: others would only have started and read the templates by then."""


def pages(assembled: Assembled, requests: tuple[PageRequest, ...], options: Options) -> Iterator[list[OwnerPages]]:
    """Plan the pages of owners and render those that are stale, a bundle at a time; where they are many, workers do it."""
    starts = range(0, len(requests), BUNDLE_SIZE)
    bundles = (requests[start : start + BUNDLE_SIZE] for start in starts)
    workers = options.workers or processes.Workers(options.jobs)
    settings, plan = assembled.settings, page_jobs.planner(assembled.settings, assembled.index)
    load_texts = partial(page_jobs.cached_texts, assembled.cache)
    at_least = BUNDLES_WITHOUT_WORKERS if workers.have_begun else MAX_BUNDLES_OF_ONE_PROCESS
    is_spread = assembled.index.file and workers.jobs > 1 and len(starts) > at_least
    alone = BUNDLES_WITHOUT_WORKERS if is_spread else None
    for bundle in islice(bundles, alone):
        yield with_missing_texts(assembled, page_jobs.render_owners(settings, plan, load_texts, bundle))
    compiled = quick_environment(settings.templates).compiled.encoded() if is_spread else b""
    for done in processes.spread(partial(page_jobs.render_in_worker, settings, compiled), bundles, workers, alone=0):
        yield with_missing_texts(assembled, done)


def page_at(
    assembled: Assembled, index: Index, owner: str, path: str, paths: Iterable[str]
) -> tuple[bytes | Problem | None, frozenset[str]]:
    """Render one page of an owner from an index, and return the subjects whose cards it shows; None where there is no page.

    `paths` are those of all pages, for the sitemap.
    """
    planner = page_jobs.planner(assembled.settings, index)
    try:
        planned, cards = ([planner.sitemap(paths)], set[str]()) if owner == SITEMAP else planner.pages(owner)
    except (KeyError, StopIteration):
        return None, frozenset()
    wanted = [one for one in planned if one.page.path == path][:1]
    rendered = page_jobs.render_planned(assembled.settings, partial(page_jobs.cached_texts, assembled.cache), wanted, {})
    content = with_missing_text(assembled, rendered[0], index).content if rendered else None
    return content, frozenset(cards)


def with_missing_texts(assembled: Assembled, bundle: list[OwnerPages]) -> list[OwnerPages]:
    """Render those pages that waited for a report's annotated text, now that it is made again."""
    return [
        replace(one, pages=tuple(with_missing_text(assembled, page) for page in one.pages))
        if any(page.missing_text for page in one.pages)
        else one
        for one in bundle
    ]


def with_missing_text(assembled: Assembled, page: SitePage, index: Index | None = None) -> SitePage:
    """Render a page that waited for a report's annotated text, of which the report is made again; any other as it is."""
    if not page.missing_text:
        return page
    used = index or assembled.index
    slug = permalinks.slug_at(page.path)
    file = used.reports.files_of([slug])[slug]
    text = assembled.reports.annotated_text(file, assembled.names.directory(used))
    planned, _ = page_jobs.planner(assembled.settings, used).pages(REPORT + slug)
    return page_jobs.render_planned(assembled.settings, lambda hashes: dict.fromkeys(hashes, text), planned[:1], {})[0]


def sitemap(assembled: Assembled, paths: Iterable[str], written: Mapping[str, str]) -> list[SitePage]:
    """Render the sitemap, for which a site needs an address."""
    if not assembled.project.outline.config.base_url:
        return []
    planned = page_jobs.planner(assembled.settings, assembled.index).sitemap(paths)
    return page_jobs.render_planned(assembled.settings, lambda _hashes: {}, [planned], written)
