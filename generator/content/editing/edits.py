"""Edits of front matter: a key set, a text or a mapping appended to a list. Each changes no more than its own place.

What comes out is parsed again, and must be what was there and the change: else the edit is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from generator.content.editing import places, styles
from generator.content.editing.lines import Splice, spliced
from generator.content.editing.places import FrontMatter, Tree
from generator.content.editing.styles import Value
from generator.content.front_matter import Refused
from generator.model.decisions import Hunk
from generator.model.problems import Problem

BY_HAND = "change it by hand"


@dataclass(frozen=True, slots=True)
class Edit:
    """An edited text, and what was taken out and put in where."""

    text: str
    splice: Splice
    hunk: Hunk


def set_value(path: str, text: str, key: str, value: str, order: Sequence[str]) -> Edit:
    """Set a key to a text; a new one goes to its place in the `order` of keys. Raises Refused."""
    front = places.read(path, text)
    node = front.value(key)
    if node is None:
        splice = _new_key(front, key, f"{key}: {styles.text_like(value, None, is_in_brackets=_is_flow(front))}", order)
    elif isinstance(node, yaml.ScalarNode) and node.style not in {"|", ">"}:
        splice = _in_place_of(front, node, value)
    else:
        raise Refused(Problem(front.where_of(key), f"`{key}` is written over several lines, or is no text", BY_HAND))
    return _checked(front, splice, {**front.tree, key: " ".join(value.split())}, key)


def append(path: str, text: str, key: str, value: str, order: Sequence[str]) -> Edit:
    """Append a text to the list of a key, which is made where there is none. Raises Refused."""
    front = places.read(path, text)
    node, before = front.value(key), front.tree.get(key, "")
    if node is None:
        splice = _new_key(front, key, f"{key}: {styles.in_brackets([value])}", order)
    elif isinstance(node, yaml.SequenceNode) and (node.flow_style or not node.value):
        is_quoted = styles.style_of(node.value) if node.value else None
        splice = _in_list_in_brackets(front, node, styles.text_like(value, is_quoted, is_in_brackets=True))
    elif isinstance(node, yaml.SequenceNode):
        splice = _on_line_of_list(front, node, styles.text_like(value, styles.style_of(node.value)))
    elif isinstance(node, yaml.ScalarNode) and not before:
        splice = Splice(at := front.first(node), at, f" {styles.in_brackets([value])}")
    elif isinstance(node, yaml.ScalarNode) and node.style not in {"|", ">"}:  # one text is a list of one
        first = styles.text_like(str(before), node.style, is_in_brackets=True)
        second = styles.text_like(value, node.style, is_in_brackets=True)
        splice = Splice(front.first(node), front.last(node), f"[{first}, {second}]")
    else:
        raise Refused(Problem(front.where_of(key), f"`{key}` is no list of texts", BY_HAND))
    listed = before if isinstance(before, list) else [before] if before else []
    return _checked(front, splice, {**front.tree, key: [*listed, " ".join(value.split())]}, key)


def append_mapping(path: str, text: str, key: str, mapping: Mapping[str, Value], order: Sequence[str]) -> Edit:
    """Append a mapping to the list of mappings of a key, which is made where there is none. Raises Refused."""
    front = places.read(path, text)
    node, before = front.value(key), front.tree.get(key, "")
    listed = before if isinstance(before, list) else []
    if before and not isinstance(before, list):
        raise Refused(Problem(front.where_of(key), f"`{key}` is no list", BY_HAND))
    if node is None and _is_flow(front):
        splice = _new_key(front, key, f"{key}: [{styles.in_brackets(mapping)}]", order)
    elif node is None:
        splice = _new_key(front, key, f"{key}:\n{_entry(front, mapping)}", order)
    elif isinstance(node, yaml.SequenceNode) and (node.flow_style or not node.value):
        splice = _in_list_in_brackets(front, node, styles.in_brackets(mapping))
    elif isinstance(node, yaml.SequenceNode):
        splice = _on_line_of_list(front, node, _like_last(front, node, mapping))
    else:
        splice = Splice(at := front.line_after(front.first(node)), at, f"{_entry(front, mapping)}\n")
    return _checked(front, splice, {**front.tree, key: [*listed, _as_tree(mapping)]}, key)


def _as_tree(mapping: Mapping[str, Value]) -> dict[str, Tree]:
    return {key: " ".join(one.split()) if isinstance(one, str) else list(one) for key, one in mapping.items()}


def _entry(front: FrontMatter, mapping: Mapping[str, Value]) -> str:
    """Return the lines of a list's first mapping."""
    indent = styles.indent_of_lists(front)
    return f"{indent}- {styles.on_lines(mapping, f'{indent}  ')}"


def _like_last(front: FrontMatter, node: yaml.SequenceNode, mapping: Mapping[str, Value]) -> str:
    """Return a mapping as the last entry of a list is written, without its dash: in brackets, or a key a line."""
    last = node.value[-1]
    if getattr(last, "flow_style", False):
        return styles.in_brackets(mapping)
    at = front.first(last)
    return styles.on_lines(mapping, " " * (at - front.line_start(at)))


def _is_flow(front: FrontMatter) -> bool:
    return bool(front.root and front.root.flow_style)


def _new_key(front: FrontMatter, key: str, written: str, order: Sequence[str]) -> Splice:
    """Return the splice of a new key: behind those that stand before it in the order of keys, else behind all."""
    entries = front.entries()
    if _is_flow(front):
        at = front.last(entries[-1][1]) if entries else front.first(front.root) + 1 if front.root else front.start
        return Splice(at, at, f", {written}" if entries else written)
    rank = {name: number for number, name in enumerate(order)}
    known = [(rank[name.value], number) for number, (name, _) in enumerate(entries) if rank.get(name.value, -1) >= 0]
    before = [one for one in known if key in rank and one[0] < rank[key]]
    if entries:
        name, node = entries[max(before)[1]] if before else entries[-1]
        at = front.line_after(max(front.last(node), front.first(name) + len(name.value)))
    else:
        at = front.end
    return Splice(at, at, f"{styles.margin(front)}{written}\n")


def _in_place_of(front: FrontMatter, node: yaml.ScalarNode, value: str) -> Splice:
    start, end = front.first(node), front.last(node)
    written = styles.text_like(value, node.style, is_in_brackets=_is_flow(front))
    return Splice(start, end, written if end > start else f" {written}")


def _in_list_in_brackets(front: FrontMatter, node: yaml.SequenceNode, written: str) -> Splice:
    """Return the splice of an entry behind the last one of a list in brackets; on a line of its own as that is."""
    if not node.value:
        at = front.text.index("[", front.first(node)) + 1
        return Splice(at, at, written)
    start, end = front.first(node.value[-1]), front.last(node.value[-1])
    before = front.text[front.line_start(start) : start]
    is_on_own_line = not before.strip() and front.line_start(start) > front.first(node)
    return Splice(end, end, f",\n{before}{written}" if is_on_own_line else f", {written}")


def _on_line_of_list(front: FrontMatter, node: yaml.SequenceNode, written: str) -> Splice:
    """Return the splice of an entry on the lines below the last one of a list with dashes."""
    dash = styles.dash_of(front, node.value[-1])
    first = front.text[dash : front.first(node.value[-1])]
    at = front.line_after(front.last(node.value[-1]))
    gap = first if not first[1:].strip(" ") and "\n" not in first else "- "
    return Splice(at, at, f"{front.text[front.line_start(dash) : dash]}{gap}{written}\n")


def _checked(front: FrontMatter, splice: Splice, wanted: Mapping[str, Tree], key: str) -> Edit:
    """Return the edit, if the text then has what is wanted. Raises Refused."""
    text = spliced(front.text, splice)
    try:
        is_as_wanted = places.read(front.path, text).tree == wanted
    except Refused:
        is_as_wanted = False
    if not is_as_wanted:
        raise Refused(Problem(front.where_of(key), f"`{key}` cannot be edited as it is written here", BY_HAND))
    return Edit(text, splice, Hunk(key, splice.new, front.text[splice.start : splice.end]))
