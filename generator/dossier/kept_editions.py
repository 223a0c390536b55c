"""Editions in the index: whoever plans pages finds them there, and reads them only for the pages that tell of them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from generator.dossier.index.database import Index
from generator.model.editions import BriefingEdition

EDITIONS, SLUGS = "editions", "editions' slugs"
"""Names of values in the index."""


def keep(index: Index, editions: Sequence[BriefingEdition]) -> bool:
    """Write the editions in place of those before; return whether these were others."""
    index.meta.set(SLUGS, msgspec.msgpack.encode([edition.slug for edition in editions]))
    return index.meta.set(EDITIONS, msgspec.msgpack.encode(editions))


def read(index: Index) -> tuple[BriefingEdition, ...]:
    """Return the editions in order of their days."""
    raw = index.meta.get(EDITIONS)
    return msgspec.msgpack.decode(raw, type=tuple[BriefingEdition, ...]) if raw else ()


def slugs(index: Index) -> tuple[str, ...]:
    """Return the slugs of the editions, in the same order."""
    raw = index.meta.get(SLUGS)
    return msgspec.msgpack.decode(raw, type=tuple[str, ...]) if raw else ()
