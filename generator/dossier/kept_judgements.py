"""The editors' judgements in the index: whoever plans pages finds them there."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from generator.dossier.index.database import Index
from generator.model.judgements import EditorsJudgement

JUDGEMENTS = "judgements"
"""The name of the value in the index; there is none where there are no judgements."""
decode, encode = msgspec.msgpack.decode, msgspec.msgpack.encode


def keep(index: Index, judgements: Sequence[EditorsJudgement]) -> tuple[EditorsJudgement, ...]:
    """Write all judgements that are to be shown in place of those before; return these."""
    before = read(index)
    shown = tuple(one for one in judgements if not one.hide)
    if shown != before:
        index.meta.set(JUDGEMENTS, encode(shown) if shown else b"")
    return before


def read(index: Index) -> tuple[EditorsJudgement, ...]:
    """Return all judgements that are to be shown."""
    raw = index.meta.get(JUDGEMENTS)
    return decode(raw, type=tuple[EditorsJudgement, ...]) if raw else ()


def are_any(index: Index) -> bool:
    """Return whether there are judgements to be shown."""
    return bool(index.meta.get(JUDGEMENTS))
