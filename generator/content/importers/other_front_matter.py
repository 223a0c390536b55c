"""Front matter of other programs: Hugo, Jekyll, Zola, Pandoc, MultiMarkdown, Obsidian's clipper; in YAML, TOML or JSON.

Keys that mean one of ours are read as that; all others stay what they are.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import PurePath
from typing import Any

from generator.content import front_matter
from generator.content.front_matter import Refused, YamlNode
from generator.content.importers.moments import as_date
from generator.model.problems import Problem, Where

TOML_FENCE = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
FENCE = re.compile(r"---[ \t]*\n")
PANDOC_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z0-9_ -]*?)[ \t]*:[ \t]*(.*)")
TITLE_BLOCK = re.compile(r"%[ \t]*(.*(?:\n[ \t]+\S.*)*)")
DAY_IN_NAME = re.compile(r"((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)")
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "title": ("headline",),
    "date": ("published", "publishdate", "pubdate", "date_published", "published_at", "publication_date", "publish_date"),
    "source": ("publisher", "publication", "site_name", "site"),
    "url": ("original_url", "source_url", "canonical_url", "canonical", "link", "permalink", "externalurl"),
    "author": ("authors", "byline", "creator"),
    "lang": ("language", "locale"),
    "summary": ("description", "subtitle", "abstract", "excerpt"),
}
"""Keys of other programs that mean one of ours, which wins where both stand there; in lower case."""
NESTED = ("extra", "params", "taxonomies")
"""Keys under which Hugo and Zola put those of the person's own."""
MULTIMARKDOWN_KEYS = frozenset(
    {*SPELLINGS, "keywords", "affiliation", "copyright", "css", "format", *(k for ks in SPELLINGS.values() for k in ks)}
)
WEB = re.compile(r"https?://|(?:[\w-]+\.)+[a-z]{2,}(?:/|$)", re.IGNORECASE)


def split(name: str, text: str) -> tuple[dict[str, YamlNode], str]:
    """Return a Markdown file's front matter by its keys, and its text. Raises Refused, or ValueError where it does not end."""
    if text.startswith("+++"):
        return _toml(name, text)
    if re.match(r"\{\s*(?:\"|\})", text) and (found := _json(name, text)):
        return found
    if FENCE.match(text):
        end = PANDOC_END.search(text, 4)
        text = text if end is None or end[0].startswith("-") else f"{text[: end.start()]}---{text[end.end() :]}"
        head, body, _ = front_matter.split(text)
        return _mapping(front_matter.parse(head, name)), body
    if text.startswith("%"):
        return _title_block(name, text)
    return _headers(name, text)


def in_our_words(nodes: Mapping[str, YamlNode]) -> dict[str, YamlNode]:
    """Return front matter with our keys for those of other programs that mean the same, and dates as we write them."""
    lifted = {**dict(_lifted(nodes)), **nodes}
    lower = {key.lower(): key for key in reversed(lifted)}
    taken = {ours: lower[name] for ours, names in SPELLINGS.items() for name in reversed((ours, *names)) if name in lower}
    found = {ours: lifted[key] for ours, key in taken.items()}
    if "url" in found and not (isinstance(found["url"].value, str) and WEB.match(found["url"].value)):
        del found["url"], taken["url"]  # a path within the other program's site
    found |= {key: node for key, node in lifted.items() if key not in taken.values() and key not in found}
    return {key: _settled(key, node) for key, node in found.items()}


def day_of_name(name: str) -> str:
    """Return the day with which a file's name begins, as Jekyll has it; "" where there is none."""
    found = DAY_IN_NAME.match(PurePath(name).name)
    return found[1] if found else ""


def _lifted(nodes: Mapping[str, YamlNode]) -> Iterator[tuple[str, YamlNode]]:
    for key in NESTED:
        inner = nodes[key].value if key in nodes else None
        if isinstance(inner, dict):
            known = {*SPELLINGS, *(name for names in SPELLINGS.values() for name in names)}
            yield from ((name, node) for name, node in inner.items() if name.lower() in known)


def _settled(key: str, node: YamlNode) -> YamlNode:
    """A value in the form that a report has: a time with its offset, an author as a name."""
    value = node.value
    if key == "date" and isinstance(value, str) and re.search(r"\d \d?\d:", value):
        return YamlNode(node.where, as_date(value) or value, node.key)
    if key == "author":
        parts = value if isinstance(value, tuple) else (node,)
        names = [part.value["name"] if isinstance(part.value, dict) and "name" in part.value else part for part in parts]
        return (
            YamlNode(node.where, tuple(names), node.key)
            if len(names) > 1
            else YamlNode(node.where, names[0].value if names else "")
        )
    return node


def _mapping(tree: YamlNode) -> dict[str, YamlNode]:
    if not isinstance(tree.value, dict):
        raise Refused(Problem(tree.where, "a list of `key: value` lines is expected here", "write `title: …` and the like"))
    return tree.value


def _toml(name: str, text: str) -> tuple[dict[str, YamlNode], str]:
    opening = TOML_FENCE.match(text)
    closing = TOML_FENCE.search(text, opening.end()) if opening else None
    if not opening or not closing:
        raise ValueError("the front matter has no closing line of three plus signs")
    head = text[opening.end() + 1 : closing.start()]
    try:
        values = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        where = Where(name, int(at[1]) + 1, int(at[2])) if at else Where(name, 2)
        wrong = f"this is not valid TOML: {str(error).partition(' (at ')[0]}"
        raise Refused(Problem(where, wrong, "mend the line, or put the value in quotes")) from None
    lines = {key: at for at, line in enumerate(head.split("\n"), 2) for key in [line.partition("=")[0].strip()]}
    nodes = {key: _node(value, Where(name, lines.get(key, 2))) for key, value in values.items()}
    return nodes, text[closing.end() :].removeprefix("\n")


def _json(name: str, text: str) -> tuple[dict[str, YamlNode], str] | None:
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return _mapping(front_matter.parse(text[:end], name, 1)), text[end:].lstrip("\n")


def _title_block(name: str, text: str) -> tuple[dict[str, YamlNode], str]:
    """Pandoc's: title, authors and date on lines that begin with a percent sign."""
    nodes: dict[str, YamlNode] = {}
    for number, key in enumerate(("title", "author", "date"), 1):
        found = TITLE_BLOCK.match(text)
        if not found:
            break
        value = "; ".join(line.strip() for line in found[1].split("\n") if line.strip())
        if value:
            nodes[key] = YamlNode(Where(name, number), value.replace(";", ",") if key == "author" else value.replace("; ", " "))
        text = text[found.end() :].removeprefix("\n")
    return nodes, text


def _headers(name: str, text: str) -> tuple[dict[str, YamlNode], str]:
    """MultiMarkdown's: lines `Key: value` at the top, parted from the text by an empty line."""
    head, blank, body = text.partition("\n\n")
    nodes: dict[str, YamlNode] = {}
    last = ""
    for number, line in enumerate(head.split("\n"), 1):
        found = HEADER_LINE.fullmatch(line)
        if last and line.startswith((" ", "\t")):
            before = nodes[last]
            nodes[last] = YamlNode(before.where, f"{before.value} {line.strip()}".strip())
        elif found and (nodes or found[1].lower() in MULTIMARKDOWN_KEYS):
            last = found[1].lower()
            nodes[last] = YamlNode(Where(name, number), found[2].strip())
        else:
            return {}, text
    is_head = blank and sum(key in MULTIMARKDOWN_KEYS for key in nodes) * 2 >= len(nodes) > 0
    return (nodes, body) if is_head else ({}, text)


def _node(value: Any, where: Where) -> YamlNode:
    if isinstance(value, dict):
        return YamlNode(where, {key: _node(part, where) for key, part in value.items()})
    if isinstance(value, list):
        return YamlNode(where, tuple(_node(part, where) for part in value))
    if isinstance(value, bool):
        return YamlNode(where, str(value).lower())
    return YamlNode(where, value.isoformat() if isinstance(value, date | datetime | time) else str(value))
