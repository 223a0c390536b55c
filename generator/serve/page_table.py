"""The table of pages: whose each is, its bytes as they were made last, and whether something changed for it since."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from generator.model.problems import Problem

KEPT = 300
"""Pages that are remembered as they were made."""
MOST_FAILING = 30
"""Pages that are remembered as failing; there are few reasons, however many pages."""


class Shown:
    """For any threads, of which one changes the table.

    Time goes in turns. Whoever makes a page asks for the turn before looking at what the page is made of; bytes of an earlier
    turn than that at which something changed for the page are not its newest.
    """

    def __init__(self) -> None:
        self.turn = 1
        self._owners: dict[str, str] = {}
        self._paths: dict[str, Sequence[str]] = {}
        self._made: dict[str, tuple[int, bytes]] = {}
        self._changed: dict[str, int] = {}
        self._all_changed = 0
        self._uses: dict[str, frozenset[str]] = {}
        self._failing: dict[str, Problem] = {}

    def paths(self) -> Collection[str]:
        """Where there are pages."""
        return self._owners.keys()

    def owner(self, path: str) -> str | None:
        """Whose page lies there."""
        return self._owners.get(path)

    def newest(self, path: str) -> bytes | None:
        """A page's bytes, if nothing changed for it since they were made."""
        turn, content = self._made.get(path, (0, None))
        return content if turn >= max(self._changed.get(path, 0), self._all_changed) else None

    def last(self, path: str) -> bytes | None:
        """A page's bytes as they were made last."""
        return self._made.get(path, (0, None))[1]

    def problems(self) -> Collection[Problem]:
        """Why pages could not be made when that was tried last."""
        return list(self._failing.values())

    def failing(self) -> Collection[str]:
        """The pages that could not be made."""
        return list(self._failing)

    def users(self, subjects: Collection[str]) -> set[str]:
        """The owners of pages that showed the cards of some subjects when they were made last."""
        return {owner for owner, used in list(self._uses.items()) if not used.isdisjoint(subjects)} if subjects else set()

    def made(self, path: str, turn: int, content: bytes | Problem | None, uses: frozenset[str]) -> None:
        """A page as it was made at a turn, or why it could not be."""
        if isinstance(content, Problem):
            if len(self._failing) < MOST_FAILING:
                self._failing[path] = content
            return
        self._failing.pop(path, None)
        owner = self._owners.get(path)
        if content is not None and owner is not None:
            while len(self._made) >= KEPT:
                self._made.pop(next(iter(self._made), ""), None)
            self._uses[owner] = uses
            self._made[path] = turn, content

    def replace(self, owned: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
        """There are these owners' pages from now on and no others. Says at which paths something may have changed."""
        return self.change(dict.fromkeys(self._paths, ()) | dict(owned))

    def change(self, owned: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
        """Something changed for some owners, whose pages lie there from now on, if anywhere. Says where it may be seen."""
        found: dict[str, None] = {}
        for owner, paths in owned.items():
            before = self._paths.pop(owner, ())
            for path in before:
                if path not in paths:
                    self._forget(path)
            if paths:
                self._paths[owner] = paths
            else:
                self._uses.pop(owner, None)
            for path in paths:
                self._changed[path] = self.turn + 1
                self._owners[path] = owner
            found |= dict.fromkeys((*before, *paths))
        self.turn += 1
        return tuple(found)

    def renew(self) -> tuple[str, ...]:
        """Something changed for all pages. Says where they lie."""
        self._all_changed = self.turn + 1
        self.turn += 1
        return tuple(self._owners)

    def _forget(self, path: str) -> None:
        for table in (self._owners, self._made, self._changed, self._failing):
            table.pop(path, None)
