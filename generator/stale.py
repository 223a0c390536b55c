"""Whose pages are to be planned anew: everybody's for whom something on the shelves changed since they were planned last."""

from __future__ import annotations

import msgspec

from generator.assembly import Assembly
from generator.memo import key
from generator.plan import owners
from generator.plan.entries import ACTORS, HOME, POSITIONS, REPORT, TOPICS
from generator.read import Outline
from generator.store import Store

Owners = dict[str, tuple[str, ...]]
"""Owners, with the paths of the pages that they had."""


def stale(kept: Store, assembly: Assembly, outline: Outline) -> tuple[Owners, set[str]]:
    """The owners whose pages are to be planned, until when nothing is known of those; and the paths of pages that are gone."""
    catalogue, touched = kept.catalogue, kept.shelves.touched
    said = msgspec.msgpack.encode((outline.config, outline.pages))
    now = set(owners(kept.shelves, catalogue))
    before: dict[str, list[str]] = {}
    for owner, path in catalogue.owned():
        before.setdefault(owner, []).append(path)
    if catalogue.remember("site", key(said)):
        again = now
    else:
        again = set(touched) | assembly.parts_touched | catalogue.users(assembly.shown_otherwise)
        again |= {REPORT + slug for slug in assembly.moved if slug} | _overviews(set(touched), moved=bool(assembly.moved))
    found = (now - before.keys()) | (again & now)
    gone = before.keys() - now
    catalogue.set_pages(found | gone, (), ())
    return {owner: tuple(before.get(owner, ())) for owner in found}, {path for owner in gone for path in before[owner]}


def _overviews(touched: set[str], *, moved: bool) -> set[str]:
    """The home page shows a little of everything, the matrix how much all are in the reports."""
    found = {HOME} if touched or moved else set()
    return found | ({POSITIONS} if touched & {ACTORS, TOPICS} else set())
