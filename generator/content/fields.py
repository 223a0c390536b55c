"""Reading a front matter tree field by field: what is asked for is taken, what is wrong is noted, all at once."""

from __future__ import annotations

from difflib import get_close_matches

from generator.content.front_matter import YamlNode
from generator.model.edtf import valid
from generator.model.problems import Problem, Where
from generator.model.profiles import Named

YES = frozenset({"true", "yes", "on"})
NO = frozenset({"false", "no", "off", ""})


class Fields:
    """One mapping of a front matter. Every key that was not asked for is unknown; `unknown()` says so."""

    def __init__(self, node: YamlNode, problems: list[Problem]) -> None:
        self.where = node.where
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

    def place(self, key: str) -> Where:
        """Return the place of a key's value; the mapping's own place when the key is not there."""
        return self.nodes[key].where if key in self.nodes else self.where

    def node(self, key: str) -> YamlNode | None:
        """The node of a key, or None."""
        self.asked.add(key)
        return self.nodes.get(key)

    def text(self, key: str, *, required: bool = False) -> str:
        """One line of text, or ""."""
        node = self.node(key)
        if node is not None and not isinstance(node.value, str):
            self.wrong(node.where, f"`{key}` must be text", f"write `{key}: …` on one line")
            return ""
        value = " ".join(node.value.split()) if node is not None and isinstance(node.value, str) else ""
        if required and not value:
            self.wrong(self.place(key), f"`{key}` is missing", f"add a line `{key}: …`")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false when it does not stand there."""
        value = self.text(key).lower()
        if value not in YES | NO:
            self.wrong(self.place(key), f"`{key}` must be true or false, not {value!r}", f"write `{key}: true`")
        return value in YES

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        """One of the choices, or ""."""
        value = self.text(key)
        if value and value not in choices:
            self.wrong(self.place(key), f"`{key}` does not know {value!r}", f"use one of {', '.join(choices)}")
            return ""
        return value

    def date(self, key: str) -> str | None:
        """An EDTF date, or None."""
        value = self.text(key)
        if value and not valid(value):
            self.wrong(
                self.place(key),
                f"`{key}` is not a date: {value!r}",
                "write 2009-10-13, 2009-10 or 2009 (EDTF)",
            )
            return None
        return value or None

    def names(self, key: str) -> tuple[Named, ...]:
        """A list of texts; a single text counts as a list of one."""
        node = self.node(key)
        if node is None or node.value == "":
            return ()
        if isinstance(node.value, str):
            return (Named(" ".join(node.value.split()), node.where),)
        if isinstance(node.value, dict):
            self.wrong(node.where, f"`{key}` must be a list of texts", "put a dash before each")
            return ()
        found = []
        for entry in node.value:
            if isinstance(entry.value, str) and entry.value.strip():
                found.append(Named(" ".join(entry.value.split()), entry.where))
            else:
                self.wrong(entry.where, f"`{key}` must be a list of texts", "write one text after each dash")
        return tuple(found)

    def mappings(self, key: str) -> tuple[Fields, ...]:
        """A list of mappings."""
        node = self.node(key)
        if node is None or node.value == "":
            return ()
        if not isinstance(node.value, tuple):
            self.wrong(node.where, f"`{key}` must be a list", "put a dash before each entry")
            return ()
        return tuple(Fields(entry, self.problems) for entry in node.value)

    def unknown(self) -> None:
        """Note every key that nobody asked for, with the likeliest one meant."""
        for key, node in self.nodes.items():
            if key in self.asked:
                continue
            near = get_close_matches(key, sorted(self.asked), n=1)
            todo = f"did you mean `{near[0]}`?" if near else f"the keys are {', '.join(sorted(self.asked))}"
            self.wrong(node.key or node.where, f"the key `{key}` is not known", todo)
