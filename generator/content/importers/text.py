"""Reports in plain text or Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.content import front_matter
from generator.content.front_matter import Refused, YamlNode
from generator.content.importers import plain_text
from generator.content.importers.encodings import decode
from generator.content.importers.importer import LIST_KEYS, TEXT_KEYS, ImportedReport, SourceFile, Stated
from generator.content.importers.page_lines import page_lines
from generator.derive.syntax.datelines import DATELINE
from generator.model.problems import Problem, Where

FRONT_MATTER, HEADING, FIRST_LINE = "front matter", "heading", "first line"
OTHER_SPELLINGS = {"published": "date", "language": "lang"}
"""Keys of other programs' front matter that mean one of ours, which wins where both stand there."""
WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
MARKDOWN_HEADING = re.compile(r"#\s+(.+?)\s*#*\n+")
TITLE_LENGTH = 110


def read_text(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return the report of a plain text file; a first line that reads as a headline is its title."""
    found = decode(file, problems)
    if found:
        yield replace(report_of_text(found.text), notes=found.notes)


def read_markdown(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return the report of a Markdown file with whatever front matter it has."""
    found = decode(file, problems)
    if not found:
        return
    try:
        yield replace(report_of_markdown(file.name, found.text), notes=found.notes)
    except Refused as refused:
        problems.append(refused.problem)
    except ValueError as error:
        problems.append(Problem(Where(file.name), str(error), "end it with a line of three dashes"))


def report_of_text(text: str) -> ImportedReport:
    """A report from plain text."""
    found = plain_text.paragraphs(text)
    at = next((at for at, line in enumerate(found) if not page_lines(line)), 0)
    title = _title_line(found[at:])
    fields = {"title": Stated(title, FIRST_LINE)} if title else {}
    return ImportedReport(plain_text.as_markdown([*found[:at], *found[at + 1 :]] if title else found), fields)


def report_of_markdown(name: str, text: str) -> ImportedReport:
    """A report from Markdown. Raises Refused or ValueError where its front matter cannot be read."""
    head, body, _ = front_matter.split(text)
    tree = front_matter.parse(head, name)
    if not isinstance(tree.value, dict):
        raise Refused(Problem(tree.where, "a list of `key: value` lines is expected here", "write `title: …` and the like"))
    nodes = _in_our_spelling(tree.value)
    values = {key: _one_line(key, nodes[key]) for key in TEXT_KEYS if key in nodes}
    fields = {key: Stated(value, FRONT_MATTER, nodes[key].where) for key, value in values.items() if value}
    body = body.strip("\n")
    heading = MARKDOWN_HEADING.match(body + "\n")
    if heading and "title" not in fields:
        fields["title"], body = Stated(heading[1], HEADING), (body + "\n")[heading.end() :].strip("\n")
    lists = {key: nodes[key] for key in LIST_KEYS if key in nodes and nodes[key].value}
    unknown = {key: node for key, node in nodes.items() if key not in {*TEXT_KEYS, *LIST_KEYS}}
    return ImportedReport(body, fields, lists, unknown)


def _in_our_spelling(nodes: Mapping[str, YamlNode]) -> dict[str, YamlNode]:
    found = {key: node for key, node in nodes.items() if key not in OTHER_SPELLINGS}
    for key, ours in OTHER_SPELLINGS.items():
        if key in nodes:
            found.setdefault(ours, nodes[key])
    return found


def _one_line(key: str, node: YamlNode) -> str:
    """A value as one line of text; several (authors, for one) with commas between them. Raises Refused."""
    parts = node.value if isinstance(node.value, tuple) else (node,)
    texts = [" ".join(part.value.split()) for part in parts if isinstance(part.value, str)]
    if len(texts) < len(parts) or isinstance(node.value, dict):
        raise Refused(Problem(node.where, f"`{key}` must be text", f"write `{key}: …` on one line"))
    return ", ".join(WIKI_LINK.sub(r"\1", words) for words in texts if words)


def _title_line(lines: list[str]) -> str | None:
    """The first line, if it reads as a headline: short, no full stop, and text below it."""
    if len(lines) < 2 or len(lines[0]) > TITLE_LENGTH or plain_text.SENTENCE_END.search(lines[0]) or DATELINE.match(lines[0]):
        return None
    return lines[0]
