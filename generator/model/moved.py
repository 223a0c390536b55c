"""Addresses that pages had before, as editors write them (`formerly`)."""

from __future__ import annotations

from collections.abc import Callable

from generator.model import permalinks
from generator.model.problems import Where
from generator.model.proofs import OutputPath
from generator.model.values import CompactValue


class FormerAddress(CompactValue, frozen=True):
    """The path that a page had before, and where that is written."""

    path: OutputPath
    where: Where

    def slug_in(self, folder: str) -> str:
        """Return the slug that the page had in a folder of the site ("actors"); empty where it lay elsewhere."""
        return permalinks.slug_at(self.path) if self.path == f"{folder}/{permalinks.slug_at(self.path)}.html" else ""


def former_path(said: str, path_of: Callable[[str], OutputPath]) -> OutputPath:
    """Return the path of an address: the name of a page of the same kind, or a path in the site. Raises Unsafe."""
    name = said.strip("/").removesuffix(".html")
    return permalinks.output(f"{name}.html") if "/" in name else path_of(permalinks.slugs(name))
