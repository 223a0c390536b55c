"""Front matter, loaded strictly: a tree of texts, lists and mappings, each with its line and column.

Everything is text until a reader of the tree says otherwise, so `no` and `12:30:45` stay what they are. Anchors, aliases,
tags, merge keys, duplicate keys and several documents are refused; size and depth are capped before the parser runs.
Written back, a tree comes out as tidy YAML that reads the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.model.problems import Problem, Where

MAX_BYTES = 64 * 1024
MAX_DEPTH = 12
FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
PLAIN = re.compile(r"[^\W_][^:#\"\\{}\[\],&*!|>%@`]*(?::(?=\S)[^:#\"\\]*)*")
BRACKET_COMMA_OR_COLON = re.compile(r"[\[\]{},:]")
NULLS = frozenset({"null", "Null", "NULL"})
"""Words that YAML reads as no value."""
NOT_PRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlNode:
    """A text, a list of nodes, or a mapping of names to nodes; `where` is its first character."""

    where: Where
    value: str | tuple[YamlNode, ...] | dict[str, YamlNode]
    key: Where | None = None
    """Where the key stands, for a value in a mapping."""


class Refused(Exception):  # noqa: N818 - it is refused, not an error of ours
    """Front matter that is not taken; carries the one problem that stopped the reading."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def split(text: str) -> tuple[str, str, int]:
    """The front matter, the body, and the line on which the body starts (counted from 1).

    A file that does not begin with `---` has no front matter. Raises ValueError when the closing `---` is missing.
    """
    opening = FENCE.match(text)
    if not opening:
        return "", text, 1
    closing = FENCE.search(text, opening.end())
    if not closing:
        raise ValueError("the front matter has no closing line of three dashes")
    body = text[closing.end() :].removeprefix("\n")
    return text[opening.end() + 1 : closing.start()], body, text.count("\n", 0, len(text) - len(body)) + 1


def parse(text: str, path: str, first_line: int = 2) -> YamlNode:
    """The tree of a front matter that starts on `first_line` of `path`. Raises Refused."""
    start = Where(path, first_line)
    if len(text.encode()) > MAX_BYTES:
        raise _refused(start, f"the front matter is longer than {MAX_BYTES // 1024} kB", "move the text below it")
    _refuse_depth(text, path, first_line)
    try:
        events = iter(yaml.parse(text, Loader=_LOADER))
        return _document(events, path, first_line)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Where(path, mark.line + first_line, mark.column + 1) if mark else start
        what = (error.problem or error.context or "it cannot be read").strip()
        raise _refused(where, f"this is not valid YAML: {what}", "mend the line, or put the value in quotes") from None
    except yaml.YAMLError as error:
        what = str(error).splitlines()[0]
        raise _refused(start, f"this is not valid YAML: {what}", "remove the character") from None


def entry(key: str, node: YamlNode) -> str:
    """A key with its value as lines of YAML: a list with mappings in it has a line an entry, all else is one line."""
    if not isinstance(node.value, tuple) or all(isinstance(part.value, str) for part in node.value):
        return f"{scalar(key)}: {one_line(node)}\n"
    return f"{scalar(key)}:\n" + "".join(f"  - {one_line(part)}\n" for part in node.value)


def one_line(node: YamlNode) -> str:
    """A value as YAML on one line."""
    if isinstance(node.value, str):
        return scalar(node.value, is_in_brackets=True)
    if isinstance(node.value, tuple):
        return f"[{', '.join(map(one_line, node.value))}]"
    entries = (f"{scalar(key, is_in_brackets=True)}: {one_line(value)}" for key, value in node.value.items())
    return f"{{{', '.join(entries)}}}"


def scalar(value: str, *, is_in_brackets: bool = False) -> str:
    """A text as YAML on one line: plain where YAML reads it as itself there, in double quotes otherwise."""
    value = " ".join(value.split())
    is_plain = PLAIN.fullmatch(value) and value not in NULLS and not NOT_PRINTABLE.search(value)
    if is_plain and not (is_in_brackets and BRACKET_COMMA_OR_COLON.search(value)):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + NOT_PRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def _refused(where: Where, wrong: str, todo: str) -> Refused:
    return Refused(Problem(where, wrong, todo))


def _refuse_depth(text: str, path: str, first_line: int) -> None:
    """Cap nesting before the C parser sees it: flow brackets, block indentation and dashes each open a level at most."""
    for number, line in enumerate(text.split("\n")):
        indent = len(line) - len(line.lstrip(" -?"))
        if indent > 8 * MAX_DEPTH or line.count("[") + line.count("{") > 4 * MAX_DEPTH:
            raise _refused(
                Where(path, number + first_line), f"this is nested deeper than {MAX_DEPTH} levels", "write it flatter"
            )
    if text.count("[") + text.count("{") > 2000:
        raise _refused(Where(path, first_line), "there are too many brackets", "write lists with dashes")


def _document(events: Iterator[yaml.Event], path: str, first_line: int) -> YamlNode:
    at = _Reader(events, path, first_line)
    next(events)  # the stream starts
    event = next(events)
    if isinstance(event, yaml.StreamEndEvent):
        return YamlNode(Where(path, first_line), {})
    node = at.node(next(events), 0)
    next(events)  # the document ends
    if not isinstance(extra := next(events), yaml.StreamEndEvent):
        raise _refused(at.where(extra), "a second document begins here", "keep one front matter a file")
    return YamlNode(node.where, {}) if node.value == "" else node


class _Reader:
    """Turns parser events into nodes, refusing what front matter does not need."""

    def __init__(self, events: Iterator[yaml.Event], path: str, first_line: int) -> None:
        self.events, self.path, self.first_line = events, path, first_line

    def where(self, event: yaml.Event) -> Where:
        mark = event.start_mark
        if mark is None:
            return Where(self.path, self.first_line)
        return Where(self.path, mark.line + self.first_line, mark.column + 1)

    def node(self, event: yaml.Event, depth: int) -> YamlNode:
        where = self.where(event)
        if depth > MAX_DEPTH:
            raise _refused(where, f"this is nested deeper than {MAX_DEPTH} levels", "write it flatter")
        if isinstance(event, yaml.AliasEvent):
            raise _refused(where, "an alias (*) is not taken here", "write the value out, or put it in quotes")
        if getattr(event, "anchor", None):
            raise _refused(where, "an anchor (&) is not taken here", "remove it, or put the value in quotes")
        if getattr(event, "tag", None):
            raise _refused(where, "a tag (!) is not taken here", "remove it, or put the value in quotes")
        if isinstance(event, yaml.ScalarEvent):
            return YamlNode(where, "" if not event.style and event.value in {"~", *NULLS} else event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return YamlNode(where, tuple(self.entries(depth)))
        return YamlNode(where, self.mapping(depth))

    def entries(self, depth: int) -> Iterator[YamlNode]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def mapping(self, depth: int) -> dict[str, YamlNode]:
        found: dict[str, YamlNode] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key.value, str):
                raise _refused(key.where, "a key must be a plain word", "write `name: value`")
            if key.value == "<<":
                raise _refused(key.where, "a merge key (<<) is not taken here", "write the values out")
            if key.value in found:
                first = found[key.value].key
                raise _refused(
                    key.where,
                    f"`{key.value}` stands here a second time (first on line {first.line if first else '?'})",
                    "keep one of the two",
                )
            value = self.node(next(self.events), depth + 1)
            found[key.value] = YamlNode(value.where, value.value, key.where)
        return found
