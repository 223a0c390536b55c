"""The editor's word on who speaks for whom (`speaks_for` in profiles): rows beside those of reports, which they outrank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from generator.dossier.cards import known_actor
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, SPEAKS_FOR
from generator.dossier.index.rows import UNDATED, IndexEntry
from generator.dossier.report_rows import VoiceSeen, voice_locations
from generator.model.findings import Kind
from generator.model.permalinks import slugs
from generator.model.problems import Problem
from generator.model.profiles import NOBODY, ActorProfile
from generator.model.wording import folded

EDITORS_RANK = 1
OWNER = "editor's voices"
"""The owner of these rows."""


def entries(index: Index, profiles: Sequence[ActorProfile], problems: list[Problem]) -> Iterator[IndexEntry]:
    """Return the rows of all profiles that say for whom their actor speaks; names that nobody has are noted as problems."""
    slug_of = {folded(name): one.slug for one in profiles for name in (*_old_slugs(one), *one.aliases, one.name, one.slug)}
    for profile in profiles:
        word = profile.speaks_for
        if word is None:
            continue
        target = "" if folded(word.name) == NOBODY else _slug(index, word.name, slug_of)
        if target is None or target == profile.slug:
            wrong = f"`{profile.slug}` cannot speak for itself" if target else f"nobody knows the actor {word.name!r}"
            todo = f"write the name of an actor of the reports, or `{NOBODY}`"
            problems.append(Problem(word.where, wrong, todo))
            continue
        who, whom = known_actor(index, profile.slug), known_actor(index, target)
        if who and not who.hidden and (whom or not target) and not (whom and whom.hidden):
            seen = VoiceSeen(who.link, whom.link if whom else None, "", None, edited=True)
            locations = voice_locations(profile.slug, target, UNDATED, profile.slug, EDITORS_RANK)
            yield IndexEntry(msgspec.msgpack.encode(seen), locations)


def overruled(index: Index, profiles: Sequence[ActorProfile]) -> set[str]:
    """Return the subjects for which reports say that actors speak whose editor now says otherwise than at the last update."""
    now = {one.slug: one.speaks_for.name for one in profiles if one.speaks_for}
    raw = index.meta.get(OWNER)
    before = msgspec.msgpack.decode(raw, type=dict[str, str]) if raw else {}
    index.meta.set(OWNER, msgspec.msgpack.encode(now))
    changed = {slug for slug, _ in before.items() ^ now.items()}
    return {ACTOR + target for slug in changed for target in index.rows.count_by_section(ACTOR + slug, SPEAKS_FOR) if target}


def _old_slugs(profile: ActorProfile) -> list[str]:
    return [slug for old in profile.formerly if (slug := old.slug_in("actors"))]


def _slug(index: Index, name: str, slug_of: dict[str, str]) -> str | None:
    """Return the slug of the actor of a name: a profile's, one by its address, or one whom reports call so."""
    known = slug_of.get(folded(name)) or (slugs(name) if known_actor(index, slugs(name)) else None)
    return known or next(iter(index.names.actors_of((name, kind) for kind in Kind).values()), None)
