"""Pages of owners: planned, hashed and, where they are stale, rendered, a bundle of owners at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.build.render_settings import RenderSettings
from generator.contexts import ArticlePage
from generator.dossier.index import database
from generator.dossier.index.database import Index
from generator.dossier.index.keys import MOVED
from generator.model import permalinks
from generator.model.page_kinds import PAGE_KINDS
from generator.model.problems import Problem
from generator.model.proofs import OutputPath
from generator.plan import PlannedPage, Planner
from generator.render import Job, encode_contexts, render_all
from generator.render.page.templates import quick_environment
from generator.runtime.cache import ResultCache, keys

HASH_LENGTH = 24
"""Characters of the hash that says whether a page is stale."""
BODIES = "body"
"""The kind of cached results that are annotated texts."""
LoadTexts = Callable[[Sequence[str]], Mapping[str, str]]
"""Returns the annotated texts of reports, by their hashes, as far as they are cached."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """An owner whose pages are to be planned. `written` are the hashes of those that need no rendering, by path."""

    owner: str
    written: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page as it was planned, and its bytes where it was rendered.

    `context_hash` is of what the page shows, `made_of` of all that its bytes depend on. `about` names what the page is made of:
    its template, reports, and the editor's file. `missing_text` is the hash of a report's annotated text that must be made
    before the page can be rendered.
    """

    path: OutputPath
    kind: str
    context_hash: bytes
    made_of: str
    about: tuple[str, ...]
    content: bytes | Problem | None = None
    missing_text: str = ""


@dataclass(frozen=True, slots=True)
class OwnerPages:
    """An owner's pages, and the subjects whose cards they show."""

    owner: str
    pages: tuple[SitePage, ...]
    cards: tuple[str, ...]


def planner(settings: RenderSettings, index: Index) -> Planner:
    """Return what plans pages from an index."""
    return Planner(index, settings.config, settings.texts, settings.templates.words)


def render_in_worker(settings: RenderSettings, compiled: bytes, requests: tuple[PageRequest, ...]) -> list[OwnerPages]:
    """Render the pages of some owners in a process that reads the index on disk.

    `compiled` are templates that the process which started this one has compiled.
    """
    quick_environment(settings.templates).compiled.add(compiled)
    index = database.open_once(settings.cache_folder / database.FILE, settings.index_state)
    cache = ResultCache(settings.cache_folder)
    try:
        return render_owners(settings, planner(settings, index), lambda hashes: cached_texts(cache, hashes), requests)
    finally:
        cache.close()


def render_owners(
    settings: RenderSettings, plan: Planner, load_texts: LoadTexts, requests: Sequence[PageRequest]
) -> list[OwnerPages]:
    """Plan the pages of some owners, and render those that are stale."""
    planned = plan.pages_of(request.owner for request in requests)
    written = {path: hash_ for request in requests for path, hash_ in request.written.items()}
    pages = iter(render_planned(settings, load_texts, [page for pages, _ in planned for page in pages], written))
    return [
        OwnerPages(request.owner, tuple(next(pages) for _ in theirs), tuple(sorted(cards)))
        for request, (theirs, cards) in zip(requests, planned, strict=True)
    ]


def render_planned(
    settings: RenderSettings, load_texts: LoadTexts, planned: Sequence[PlannedPage], written: Mapping[str, str]
) -> list[SitePage]:
    """Render planned pages but for those that are `written` as they would be."""
    contexts = encode_contexts((one.site, one.page, one.view) for one in planned)
    pages = _hashed(settings, planned, contexts)
    stale = [number for number, page in enumerate(pages) if written.get(page.path) != page.made_of]
    wanted = {number: text for number in stale if (text := _text_of(planned[number]))}
    texts = load_texts(list(wanted.values())) if wanted else {}
    ready = [number for number in stale if wanted.get(number, "") in texts or number not in wanted]
    jobs = [Job(pages[number].kind, contexts[number], texts.get(wanted.get(number, ""), "")) for number in ready]
    for number, content in zip(ready, render_all(settings.templates, jobs), strict=True):
        pages[number] = replace(pages[number], content=content)
    for number in wanted.keys() - set(ready):
        pages[number] = replace(pages[number], missing_text=wanted[number])
    return pages


def hashes_of_pages(settings: RenderSettings, pages: Mapping[str, tuple[str, bytes]]) -> dict[str, str]:
    """Return by path the hashes of all that pages' bytes depend on: program, template and context.

    `pages` are kinds and hashes of contexts.
    """
    hashes = settings.template_hashes
    parts = {
        path: (settings.program, hashes.get(PAGE_KINDS[kind].template, ""), context) for path, (kind, context) in pages.items()
    }
    return {path: hash_.hex()[:HASH_LENGTH] for path, hash_ in keys(parts).items()}


def cached_texts(cache: ResultCache, hashes: Iterable[str]) -> dict[str, str]:
    """Return annotated texts of reports by their hashes, as far as they are cached."""
    return {name.hex(): raw.decode() for name, raw in cache.get_many(BODIES, [bytes.fromhex(one) for one in hashes]).items()}


def _hashed(settings: RenderSettings, planned: Sequence[PlannedPage], contexts: Sequence[bytes]) -> list[SitePage]:
    """Return planned pages with their hashes."""
    hashes = keys({one.page.path: (context,) for one, context in zip(planned, contexts, strict=True)})
    made_of = hashes_of_pages(settings, {one.page.path: (one.page.kind, hashes[one.page.path]) for one in planned})
    about = _about(planned, contexts)
    return [
        SitePage(one.page.path, one.page.kind, hashes[one.page.path], made_of[one.page.path], parts)
        for one, parts in zip(planned, about, strict=True)
    ]


def _about(planned: Sequence[PlannedPage], contexts: Sequence[bytes]) -> list[tuple[str, ...]]:
    """Name what each page is made of; pages for machines of nothing that could be named."""
    named = [PAGE_KINDS[one.page.kind].template for one in planned]
    reports = permalinks.reports_in_each(context if name else b"" for name, context in zip(named, contexts, strict=True))
    return [
        (*_template_and_profile(one), *(f"report {slug}" for slug in slugs if _is_there(one, slug))) if name else ()
        for name, one, slugs in zip(named, planned, reports, strict=True)
    ]


def _is_there(planned: PlannedPage, slug: str) -> bool:
    """Return whether a page that names a report's path means a report: one at an old address names that, too."""
    return planned.page.kind != MOVED or planned.page.path != permalinks.article(slug)


def _template_and_profile(planned: PlannedPage) -> list[str]:
    profile = [f"file {planned.profile}"] if planned.profile.startswith("content/") else []
    return [f"template {PAGE_KINDS[planned.page.kind].template}", *profile]


def _text_of(planned: PlannedPage) -> str:
    """Return the hash of the annotated text that a page shows; "" where it shows none."""
    return planned.view.text if isinstance(planned.view, ArticlePage) else ""
