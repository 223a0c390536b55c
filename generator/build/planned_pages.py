"""The site as it was planned last: where it is that, nothing is read of pages but those of stale owners.

The index has a token, another one whenever pages were planned. Once a site is published, the token is kept with the state of
that site: whoever finds both again knows that the site has every page as the index has it planned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from secrets import token_bytes

import msgspec

from generator.build.assembled import Assembled
from generator.build.page_jobs import PageRequest
from generator.build.render_settings import RenderSettings
from generator.build.stale import ALL, PlannedWork
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, DATA, MOVED, PART, PICTURES, PUBLISHER, REPORT, SEARCH, TOPIC
from generator.dossier.moved_pages import moved_pages
from generator.model.page_kinds import OVERVIEWS
from generator.model.permalinks import Unsafe
from generator.model.proofs import OutputPath
from generator.plan.owners import SOMETIMES, owners_among, paths_in, paths_of
from generator.publish import Edition
from generator.runtime.cache import ResultCache, key

PLANNED = "planned"
"""The kind of cached results that say which site was planned when; the name of the token in the index."""
TOKEN_BYTES = 16
WITH_PAGES = (REPORT, ACTOR, TOPIC, PUBLISHER, DATA, SEARCH)
"""How the names of owners begin that may have pages, besides overviews."""


def renew(index: Index) -> bytes:
    """Give the index another token, as pages were planned; return it."""
    token = token_bytes(TOKEN_BYTES)
    index.meta.set(PLANNED, token)
    return token


def keep(cache: ResultCache, settings: RenderSettings, site: Path, state: str, token: bytes) -> None:
    """Remember that a site in this state has all pages as they were planned when the index had the token."""
    if token and state:
        cache.put_many(PLANNED, {_name(settings, site, state, token): b""})


def is_as_planned(assembled: Assembled, edition: Edition) -> bool:
    """Return whether the site has all pages as they were planned, but for those of stale owners.

    Where pages moved the answer is no: a page at an old address may have the path of an owner that is gone.
    """
    index, token = assembled.index, assembled.index.meta.get(PLANNED)
    if (
        not token
        or not edition.state
        or not index.pages.stale_owners().isdisjoint({ALL, MOVED, PICTURES})
        or moved_pages(index)
    ):
        return False
    name = _name(assembled.settings, edition.site, edition.state, token)
    return name in assembled.cache.get_many(PLANNED, [name])


def stale_work(assembled: Assembled, edition: Edition) -> tuple[PlannedWork, set[OutputPath]]:
    """Return requests for the pages of stale owners, and the paths that these have or had."""
    index, texts = assembled.index, assembled.project.outline.pages
    stale = index.pages.stale_owners()
    present = owners_among(index, assembled.settings.config, stale)
    paths = {owner: paths_in(index, owner, texts) for owner in present}
    written = edition.unchanged
    requests = [
        PageRequest(owner, {path: written[path].of for path in theirs if path in written}) for owner, theirs in paths.items()
    ]
    work = PlannedWork((), tuple(sorted(requests, key=lambda one: one.owner)), frozenset(stale - present))
    return work, {path for theirs in paths.values() for path in theirs} | set(_paths_of_gone(stale - present))


def _paths_of_gone(owners: Collection[str]) -> Iterator[OutputPath]:
    """Return the paths that owners without pages may have had; most of what is stale never had any."""
    for owner in owners:
        if owner.startswith(WITH_PAGES) or owner.partition(PART)[0] in {*OVERVIEWS, *SOMETIMES}:
            try:
                yield from paths_of(owner, ())
            except (KeyError, Unsafe):  # nothing can have been written there
                continue


def _name(settings: RenderSettings, site: Path, state: str, token: bytes) -> bytes:
    made_with = msgspec.msgpack.encode(sorted(settings.template_hashes.items()))
    return key(PLANNED, settings.program, made_with, str(site), state, token)
