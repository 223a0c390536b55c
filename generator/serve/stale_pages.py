"""The pages that the preview renders again: a table of all pages, with their last bytes and since when each is stale."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from generator.model.problems import Problem

MAX_RENDERED = 300
"""Pages whose bytes are in memory."""
MAX_FAILING = 30
"""Failing pages that are remembered; there are few reasons, however many pages."""


class RenderedPages:
    """All pages by path, for any threads, of which one changes the table.

    Time is counted in turns, of which a new one begins at every change. A page is stale when it was rendered at an earlier turn
    than that at which its owner changed last. Whoever renders a page asks for the turn before it reads the index.
    """

    def __init__(self) -> None:
        self.turn = 1
        self._owners: dict[str, str] = {}
        self._paths: dict[str, Sequence[str]] = {}
        self._rendered: dict[str, tuple[int, bytes]] = {}
        self._stale_since: dict[str, int] = {}
        self._all_stale_since = 0
        self._new_cards: dict[str, frozenset[str]] = {}
        self._failing: dict[str, Problem] = {}

    def paths(self) -> Collection[str]:
        """Return the paths of all pages."""
        return self._owners.keys()

    def owner(self, path: str) -> str | None:
        """Return the owner of the page at a path, if there is one."""
        return self._owners.get(path)

    def fresh(self, path: str) -> bytes | None:
        """Return a page's bytes unless it is stale."""
        turn, content = self._rendered.get(path, (0, None))
        return content if turn >= max(self._stale_since.get(path, 0), self._all_stale_since) else None

    def last(self, path: str) -> bytes | None:
        """Return a page's bytes as they were rendered last."""
        return self._rendered.get(path, (0, None))[1]

    def problems(self) -> Collection[Problem]:
        """Return why pages could not be rendered when that was tried last."""
        return list(self._failing.values())

    def failing(self) -> Collection[str]:
        """Return the paths of pages that could not be rendered."""
        return list(self._failing)

    def add(self, path: str, turn: int, content: bytes | Problem | None, cards: frozenset[str]) -> None:
        """Add a page as it was rendered at a turn, or why it could not be. `cards` are the subjects whose cards it shows."""
        if isinstance(content, Problem):
            if len(self._failing) < MAX_FAILING:
                self._failing[path] = content
            return
        self._failing.pop(path, None)
        owner = self._owners.get(path)
        if content is None or owner is None:
            return
        while len(self._rendered) >= MAX_RENDERED:
            self._rendered.pop(next(iter(self._rendered), ""), None)
        self._new_cards[owner] = cards
        self._rendered[path] = turn, content
        if cards and turn < self.turn:  # a card may have changed before it was known that this page shows it
            self._stale_since[path] = self.turn

    def take_new_cards(self) -> dict[str, frozenset[str]]:
        """Return by owner the subjects whose cards its pages show, of owners of which that was not returned yet."""
        taken: dict[str, frozenset[str]] = {}
        while self._new_cards:
            owner, cards = self._new_cards.popitem()
            taken.setdefault(owner, cards)
        return taken

    @property
    def has_new_cards(self) -> bool:
        """True where `take_new_cards` has something to return."""
        return bool(self._new_cards)

    def replace(self, paths: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
        """Replace all pages by those of these owners; return the paths at which something may have changed."""
        return self.change(dict.fromkeys(self._paths, ()) | dict(paths))

    def change(self, paths: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
        """Make the pages of stale owners stale, where `paths` has them now; return the paths at which that may be seen.

        So are pages that were rendered while the index changed, and show cards.
        """
        late = {owner: self._paths.get(owner, ()) for owner, cards in self._new_cards.copy().items() if cards}
        owners = {**late, **paths}
        changed: dict[str, None] = {}
        for owner, now in owners.items():  # first of all, since a page that one owner has no more may be another's now
            before = self._paths.pop(owner, ())
            for path in before:
                if path not in now:
                    self._remove(path)
            changed |= dict.fromkeys((*before, *now))
        for owner, now in owners.items():
            if now:
                self._paths[owner] = now
            for path in now:
                self._stale_since[path] = self.turn + 1
                self._owners[path] = owner
        self.turn += 1
        return tuple(changed)

    def make_all_stale(self) -> tuple[str, ...]:
        """Make all pages stale; return their paths."""
        self._all_stale_since = self.turn + 1
        self.turn += 1
        return tuple(self._owners)

    def _remove(self, path: str) -> None:
        for table in (self._owners, self._rendered, self._stale_since, self._failing):
            table.pop(path, None)
