"""Values as a front matter has its others: in its quotes, in brackets or on lines of their own, as far in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from generator.content.editing.places import FrontMatter
from generator.content.front_matter import NOT_PRINTABLE, YamlNode, one_line, scalar
from generator.model.problems import NOWHERE

INDENT = 2
"""Blanks before the dash of a list, where the file has no other list."""
Value = str | Sequence[str]
"""A text, or a list of texts."""


def text_like(value: str, style: str | None, *, is_in_brackets: bool = False) -> str:
    """Return a text as YAML in the quotes that another one has."""
    if style == '"':
        quoted = scalar(value + ":#")  # what has to be quoted, and its end is cut off again
        return quoted[:-3] + '"'
    if style == "'" and not NOT_PRINTABLE.search(value):
        return "'" + " ".join(value.split()).replace("'", "''") + "'"
    return scalar(value, is_in_brackets=is_in_brackets)


def style_of(nodes: Sequence[yaml.Node]) -> str | None:
    """Return the quotes that all of some texts have; None where they have none, or others."""
    styles = {node.style if isinstance(node, yaml.ScalarNode) else None for node in nodes}
    return styles.pop() if len(styles) == 1 else None


def in_brackets(value: Value | Mapping[str, Value]) -> str:
    """Return a value as YAML on one line."""
    return one_line(_node(value))


def on_lines(mapping: Mapping[str, Value], indent: str) -> str:
    """Return a mapping as lines of YAML, the first without its indent."""
    return f"\n{indent}".join(f"{key}: {_value(value)}" for key, value in mapping.items())


def indent_of_lists(front: FrontMatter) -> str:
    """Return the blanks that stand before dashes: as in the file's other lists, else two."""
    for _, node in front.entries():
        if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
            at = dash_of(front, node.value[-1])
            return front.text[front.line_start(at) : at]
    return margin(front) + " " * INDENT


def margin(front: FrontMatter) -> str:
    """Return the blanks before the keys of a front matter."""
    entries = front.entries()
    if not entries:
        return ""
    at = front.first(entries[0][0])
    return front.text[front.line_start(at) : at]


def dash_of(front: FrontMatter, entry: yaml.Node) -> int:
    """Return where the dash of a list's entry stands."""
    return front.text.rindex("-", 0, front.first(entry))


def _value(value: Value) -> str:
    return scalar(value) if isinstance(value, str) else in_brackets(value)


def _node(value: Value | Mapping[str, Value]) -> YamlNode:
    if isinstance(value, str):
        return YamlNode(NOWHERE, value)
    if isinstance(value, Mapping):
        return YamlNode(NOWHERE, {key: _node(one) for key, one in value.items()})
    return YamlNode(NOWHERE, tuple(map(_node, value)))
