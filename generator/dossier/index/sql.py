"""Fragments of SQL that several tables need."""

from __future__ import annotations

from collections.abc import Collection


def placeholders(values: Collection[object]) -> str:
    """Return as many `?` as there are values, for `in (…)`."""
    return ",".join("?" * len(values))


def prefix_range(prefix: str) -> tuple[str, str]:
    """Return the bounds of all texts that begin with a prefix, for `>= ? and < ?`."""
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)
