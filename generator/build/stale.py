"""The pages that are stale: those that need to be planned and rendered again.

Six layers decide what is done again, each about what the one before lets through:

1. The fingerprint of all inputs (`runtime/fingerprints`, `build/__init__`). A build ends at once when neither a file nor
   the program differs from what the last build read, and the site is as that left it. The preview compares file by file
   (`serve/changed_files`).
2. The key of a report (`build/report_cache`, `build/changed_reports`): a hash of its file, the settings, the program, and its
   file of findings. A report with the key that the index has is not read.
3. The index (`dossier/update`). Of what is indexed again only rows, counters and cards that differ are written; `Changes` says
   which these were.
4. Owners (`stale_owners`): all for whom something changed, and all that depend on it. Here, and nowhere else, dependencies are
   listed: `_overviews` says by hand which overviews show what, and the index has a table of the owners that show a subject's
   card, written by builds and by the preview as they plan pages.
5. The hash of a page (`pages_to_render`, `build/page_jobs`). A planned page is rendered when its context, its template with
   all that this includes, or the program differs from what the written page was made of.
6. The manifest of the site (`publish/manifest`, `publish/edition`) says of each written file what it was made of, and
   whether it is still as it was written. A rendered page of the same bytes keeps its file.

The preview writes no files. In the place of layers 5 and 6 it has a table of rendered pages (`serve/stale_pages`), where a page
is stale when its owner was since it was rendered, or when the settings that all pages are rendered with changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from generator.build.page_jobs import PageRequest, SitePage, hashes_of_pages
from generator.build.project import Project
from generator.build.render_settings import RenderSettings
from generator.dossier import kept_editions, kept_judgements
from generator.dossier.index.database import Index
from generator.dossier.index.keys import (
    ACTOR,
    ACTORS,
    CARD,
    CHANGES,
    DATA_PAGE,
    HOME,
    JUDGEMENTS,
    MODEL_DAYS,
    NETWORK,
    POSITIONS,
    REPORT,
    SEARCH,
    SOURCES,
    TEXTS,
    TOPICS,
    WEAK,
)
from generator.model import permalinks
from generator.model.judgements import EditorsJudgement
from generator.model.problems import Problem
from generator.plan.judgements import topic_owners
from generator.runtime.cache import key

ALL = "*"
"""In the place of all owners."""
NO_DAYS: Mapping[str, tuple[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes that an update made to the index.

    `subjects` are those with other rows or counters; `parts` the owners of parts of lists that came, went or changed; `reports`
    the slugs of those with other neighbours in their order; `cards` the subjects that are shown otherwise on others' pages.
    """

    subjects: frozenset[str]
    parts: frozenset[str]
    reports: frozenset[str]
    cards: frozenset[str]
    idle: tuple[Problem, ...] = ()
    """Warnings of corrections that correct nothing."""


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """The pages that are written as they would be rendered, the requests for all others, and the owners that are gone."""

    unchanged: tuple[SitePage, ...]
    requests: tuple[PageRequest, ...]
    gone: frozenset[str]


def stale_owners(project: Project, index: Index, changes: Changes, days: Mapping[str, tuple[str, str]] = NO_DAYS) -> set[str]:
    """Return the owners whose pages may differ, be new or be gone, or `ALL`; mark them in the index until pages are planned.

    `days` are the first and last day on which a language model answered, by its name: the page on method tells them.
    """
    outline = project.outline
    names = [(edition.slug, edition.name) for edition in outline.editions]
    judged = _judged_owners(index, outline.judgements, changes)
    has_judgements = kept_judgements.are_any(index)  # then menus have them
    site = key(msgspec.msgpack.encode((outline.config, outline.pages, project.words.of, names, has_judgements)))
    were_others = kept_editions.keep(index, outline.editions)
    is_told_otherwise = index.meta.set(MODEL_DAYS, msgspec.msgpack.encode(days))
    if index.meta.set("site", site):
        found = {ALL}
    else:
        found = {*changes.subjects, *changes.parts, *(REPORT + slug for slug in changes.reports if slug)}
        found |= index.pages.owners_showing(changes.cards)
        found |= _overviews(changes) | ({TEXTS} if is_told_otherwise else set())
        found |= judged
        found |= {CHANGES, HOME} if outline.editions and (were_others or found) else set()
    index.pages.mark_stale(found)
    return found


def pages_to_render(index: Index, settings: RenderSettings, owners: Iterable[str], written: Mapping[str, str]) -> PlannedWork:
    """Compare the pages that were planned last with those that are `written`, by what they are made of."""
    pages: dict[str, list[SitePage]] = {owner: [] for owner in owners}
    gone: set[str] = set()
    planned = index.pages.all()
    hashes = hashes_of_pages(settings, {one.path: (one.kind, one.hash) for one in planned})
    for one in planned:
        if one.owner in pages:
            path = permalinks.output(one.path)
            pages[one.owner].append(SitePage(path, one.kind, one.hash, hashes[one.path], one.about))
        else:
            gone.add(one.owner)
    stale = index.pages.stale_owners()
    unchanged: list[SitePage] = []
    requests: list[PageRequest] = []
    for owner, theirs in pages.items():
        is_known = theirs and owner not in stale and ALL not in stale
        if is_known and all(written.get(page.path) == page.made_of for page in theirs):
            unchanged += theirs
        else:
            requests.append(PageRequest(owner, {page.path: written.get(page.path, "") for page in theirs}))
    return PlannedWork(tuple(unchanged), tuple(sorted(requests, key=lambda one: one.owner)), frozenset(gone))


def _judged_owners(index: Index, judgements: Sequence[EditorsJudgement], changes: Changes) -> set[str]:
    """Return the owners of pages with judgements that changed, or that rest on reports that did."""
    before = {one.slug: one for one in kept_judgements.keep(index, judgements)}
    now = {one.slug: one for one in kept_judgements.read(index)}
    reports = {subject.removeprefix(REPORT) for subject in changes.subjects if subject.startswith(REPORT)}
    stale = {
        slug
        for slug in {*before, *now}
        if before.get(slug) != now.get(slug)
        or (reports and any(not ground.report or ground.report in reports for ground in now[slug].rests_on))
    }
    known = [one for state in (before, now) for slug, one in state.items() if slug in stale]
    topics = {topic for one in known for topic in topic_owners(index, one)}
    return {*topics, *((HOME, WEAK) if stale else ()), *((JUDGEMENTS,) if stale or (now and changes.subjects) else ())}


def _overviews(changes: Changes) -> set[str]:
    """Return the overviews that depend on what changed.

    Some show a little of everything; the matrix how much all are in the reports, actors' index who meets whom. Sources say how
    many reports there are, and the search index has all names.
    """
    touched = changes.subjects
    found = {HOME, WEAK, DATA_PAGE, NETWORK, CARD} if touched or changes.reports else set()
    found |= {SOURCES} if HOME in touched else set()
    found |= {ACTORS, SEARCH} if any(subject.startswith(ACTOR) for subject in touched) else set()
    found |= {SEARCH} if touched & {TOPICS, SOURCES} else set()
    return found | ({POSITIONS} if touched & {ACTORS, TOPICS} else set())
