"""Changed pages that the preview renders when there is time, before anybody asks for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

SLOW_PAGE_SECONDS = 0.1
"""Seconds to render a page from which on that is not done before somebody asks."""


class PagesAhead:
    """Changed pages to be rendered when there is time; slow ones are left until somebody asks, or an edit would wait."""

    def __init__(self) -> None:
        self._paths: dict[str, None] = {}
        self._slow: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._paths)

    def add(self, paths: Iterable[str]) -> None:
        """Add pages."""
        self._paths |= dict.fromkeys(path for path in paths if path not in self._slow)

    def discard(self, path: str) -> None:
        """Take a page out."""
        self._paths.pop(path, None)

    def render_one(self, render: Callable[[str], object]) -> None:
        """Render the page that was added first."""
        path, began = next(iter(self._paths)), time.perf_counter()
        self.discard(path)
        render(path)
        if time.perf_counter() - began > SLOW_PAGE_SECONDS:
            self._slow.add(path)
