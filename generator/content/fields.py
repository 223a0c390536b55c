"""Reading a front matter tree field by field: what is asked for is taken, what is wrong is noted, all at once."""

from __future__ import annotations

from generator.content.front_matter import YamlNode
from generator.content.keys import Key, Keys, ValueType, unknown_keys, wrong_text
from generator.content.plain_characters import on_one_line
from generator.content.site_keys import EXTRA_IGNORED
from generator.model.problems import Problem, Where
from generator.model.profiles import Named

YES = frozenset({"true", "yes", "on"})
NO = frozenset({"false", "no", "off", ""})
OR_IGNORE = f'; such keys are let be by [front_matter] extra = "{EXTRA_IGNORED}" in briefing.toml'


class Fields:
    """One mapping of a front matter with the rows of its keys: what has no row, or another type there, cannot be asked for.

    Every key that was not asked for is unknown; `unknown()` says so. `extra` is given for a whole front matter: what is to
    become of keys that are not declared.
    """

    def __init__(self, node: YamlNode, keys: Keys, problems: list[Problem], *, extra: str = "") -> None:
        self.where = node.where
        self.keys = keys
        self.extra = extra
        self.problems = problems
        self.asked: set[str] = set()
        self.nodes: dict[str, YamlNode] = node.value if isinstance(node.value, dict) else {}
        if not isinstance(node.value, dict):
            self.wrong(node.where, "a list of `key: value` lines is expected here", "write `title: …` and the like")

    def wrong(self, where: Where, wrong: str, todo: str) -> None:
        """Note one problem."""
        self.problems.append(Problem(where, wrong, todo))

    def has(self, key: str) -> bool:
        """Return whether the key is there, with or without a value."""
        return key in self.nodes

    def is_given(self, key: str) -> bool:
        """Return whether anything stands there as the key's value."""
        return key in self.nodes and self.nodes[key].value != ""

    def place(self, key: str) -> Where:
        """Return the place of a key's value; the mapping's own place when the key is not there."""
        return self.nodes[key].where if key in self.nodes else self.where

    def _asked(self, key: str, *types: ValueType) -> tuple[Key, YamlNode | None]:
        """Return the row of a key and its node. Raises KeyError where the key is not declared with one of the types."""
        row = self.keys.row(key)
        if row.type not in types:
            raise KeyError(f"`{key}` of {self.keys.name} is declared as {row.type}")
        self.asked.add(key)
        return row, self.nodes.get(key)

    def _line(self, key: str, node: YamlNode | None) -> str | None:
        """Return one line of text, "" where nothing stands there; None, with a problem noted, where it is no text."""
        if node is not None and not isinstance(node.value, str):
            self.wrong(node.where, f"`{key}` must be text", f"write `{key}: …` on one line")
            return None
        return on_one_line(node.value) if node is not None and isinstance(node.value, str) else ""

    def text(self, key: str, *, required: bool = False) -> str:
        """One line of text of the key's form or choices; "" where there is none, or a wrong one."""
        row, node = self._asked(key, ValueType.TEXT, ValueType.CHOICE, ValueType.DATE)
        value = self._line(key, node)
        if value is None:
            return ""
        if not value and (required or row.required):
            self.wrong(self.place(key), f"`{key}` is missing", row.todo or f"add a line `{key}: …`")
        elif node and (wrong := wrong_text(row, value)):
            self.wrong(self.place(key), *wrong)
            return ""
        return value

    def flag(self, key: str) -> bool:
        """True or false; the key's default when it does not stand there."""
        row, node = self._asked(key, ValueType.FLAG)
        value = (self._line(key, node) or "").lower()
        if value not in YES | NO:
            self.wrong(self.place(key), f"`{key}` must be true or false, not {value!r}", f"write `{key}: true`")
        return value in YES if value else bool(row.default)

    def date(self, key: str) -> str | None:
        """An EDTF date, or None."""
        self._asked(key, ValueType.DATE)
        return self.text(key) or None

    def named(self, key: str) -> Named | None:
        """One line of text with its place, or None."""
        value = self.text(key)
        return Named(value, self.place(key)) if value else None

    def names(self, key: str) -> tuple[Named, ...]:
        """A list of texts of the key's form; a single text counts as a list of one."""
        row, node = self._asked(key, ValueType.NAMES)
        if node is None or node.value == "":
            return ()
        if isinstance(node.value, dict):
            self.wrong(node.where, f"`{key}` must be a list of texts", "put a dash before each")
            return ()
        found = []
        for entry in (node,) if isinstance(node.value, str) else node.value:
            if not isinstance(entry.value, str) or (not entry.value.strip() and entry is not node):
                self.wrong(entry.where, f"`{key}` must be a list of texts", "write one text after each dash")
            elif wrong := wrong_text(row, value := on_one_line(entry.value)):
                self.wrong(entry.where, *wrong)
            else:
                found.append(Named(value, entry.where))
        return tuple(found)

    def mappings(self, key: str) -> tuple[Fields, ...]:
        """A list of mappings."""
        row, node = self._asked(key, ValueType.MAPPINGS)
        if row.inner is None or node is None or node.value == "":
            return ()
        if not isinstance(node.value, tuple):
            self.wrong(node.where, f"`{key}` must be a list", "put a dash before each entry")
            return ()
        return tuple(Fields(entry, row.inner, self.problems) for entry in node.value)

    def entries(self, key: str) -> tuple[Named | Fields, ...]:
        """A list of texts and mappings; a single text counts as a list of one."""
        row, node = self._asked(key, ValueType.ENTRIES)
        if row.inner is None or node is None or node.value in ("", ()):
            if row.required:
                self.wrong(self.place(key), f"`{key}` is missing", row.todo or f"add a line `{key}: …`")
            return ()
        if isinstance(node.value, dict):
            self.wrong(node.where, f"`{key}` must be a list", "put a dash before each entry")
            return ()
        found: list[Named | Fields] = []
        for entry in (node,) if isinstance(node.value, str) else node.value:
            if not isinstance(entry.value, str):
                found.append(Fields(entry, row.inner, self.problems))
            elif value := on_one_line(entry.value):
                found.append(Named(value, entry.where))
            else:
                self.wrong(entry.where, f"`{key}` has an empty entry", row.todo or "write something after the dash")
        return tuple(found)

    def unknown(self) -> None:
        """Note the keys that nobody asked for, all in one problem, with the likeliest ones meant."""
        found = [key for key in self.nodes if key not in self.asked]
        if not found or self.extra == EXTRA_IGNORED:
            return
        first = self.nodes[found[0]]
        wrong, todo = unknown_keys(found, self.asked)
        self.wrong(first.key or first.where, wrong, todo + (OR_IGNORE if self.extra else ""))
