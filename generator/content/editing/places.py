"""Places in front matter: where keys, values and entries of lists stand in the characters of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from generator.content import front_matter
from generator.content.front_matter import Refused, YamlNode
from generator.model.problems import Problem, Where

Tree = str | list["Tree"] | dict[str, "Tree"]
"""A front matter's values without their places."""
PLAIN_START = "---"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a file, read: its characters are `text[start:end]`, `root` is its mapping, None where it is empty.

    Marks of nodes count from `start`.
    """

    path: str
    text: str
    start: int
    end: int
    root: yaml.MappingNode | None
    tree: dict[str, Tree]

    def value(self, key: str) -> yaml.Node | None:
        """Return the node of a key's value."""
        return next((value for name, value in self.entries() if name.value == key), None)

    def entries(self) -> Sequence[tuple[yaml.ScalarNode, yaml.Node]]:
        """Return the nodes of keys and values, in the order of the file."""
        return self.root.value if self.root else ()

    def first(self, node: yaml.Node) -> int:
        """Return where a node begins in the text."""
        return self.start + int(node.start_mark.index)

    def last(self, node: yaml.Node) -> int:
        """Return where a node ends in the text, comments and empty lines after it left out."""
        inner = _last_inner(node)
        end = self.start + int(inner.end_mark.index)
        if isinstance(inner, yaml.ScalarNode) and inner.style in {"|", ">"}:
            return self._end_of_lines(inner, end)
        return end

    def _end_of_lines(self, node: yaml.ScalarNode, end: int) -> int:
        """Return where a text of several lines ends: empty lines after it are its own only where it keeps them."""
        head = self.text[self.first(node) :].partition("\n")[0]
        return end if "+" in head else self.first(node) + len(self.text[self.first(node) : end].rstrip("\n ")) + 1

    def line_start(self, at: int) -> int:
        """Return where the line of a place begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_after(self, at: int) -> int:
        """Return where the line after a place begins; the place itself where it begins a line."""
        if at > self.start and self.text[at - 1] == "\n":
            return at
        end = self.text.find("\n", at)
        return self.end if end < 0 or end + 1 > self.end else end + 1

    def where(self, at: int) -> Where:
        """Return a place in the text as line and column."""
        return Where(self.path, self.text.count("\n", 0, at) + 1, at - self.line_start(at) + 1)

    def where_of(self, key: str) -> Where:
        """Return the place of a key's value; the front matter's own where the key is not there."""
        node = self.value(key)
        return self.where(self.first(node)) if node else Where(self.path, 2)


def read(path: str, text: str) -> FrontMatter:
    """Read the front matter of a file's text, which has plain line ends. Raises Refused for what cannot be edited."""
    try:
        head, _, first_line = front_matter.split(text)
    except ValueError as error:
        raise Refused(Problem(Where(path), str(error), "end it with a line of three dashes")) from error
    if first_line == 1:
        raise Refused(_without_front_matter(path, text))
    node = front_matter.parse(head, path)
    if not isinstance(node.value, dict):
        wrong = "a list of `key: value` lines is expected here"
        raise Refused(Problem(node.where, wrong, "write `title: …` and the like"))
    start = text.index("\n") + 1
    root = yaml.compose(head, Loader=yaml.SafeLoader)
    mapping = root if isinstance(root, yaml.MappingNode) else None
    return FrontMatter(path, text, start, start + len(head), mapping, {key: plain(one) for key, one in node.value.items()})


def plain(node: YamlNode) -> Tree:
    """Return a node's value without places."""
    if isinstance(node.value, tuple):
        return [plain(one) for one in node.value]
    if isinstance(node.value, dict):
        return {key: plain(one) for key, one in node.value.items()}
    return node.value


def _last_inner(node: yaml.Node) -> yaml.Node:
    """Return the node with which another one ends: itself for a text, and for a list or a mapping in brackets."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return node
    last = node.value[-1]
    return _last_inner(last[1] if isinstance(last, tuple) else last)


def _without_front_matter(path: str, text: str) -> Problem:
    if text.startswith(("+++", "{")):
        return Problem(Where(path), "front matter is read as YAML only", "write `key: value` lines between two lines of `---`")
    return Problem(
        Where(path), "the file has no front matter", "begin it with `---`, `key: value` lines and another line `---`"
    )
