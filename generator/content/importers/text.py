"""Reports in plain text or Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.content.front_matter import Refused, YamlNode
from generator.content.importers import other_front_matter, plain_text
from generator.content.importers.encodings import decode
from generator.content.importers.importer import LIST_KEYS, TEXT_KEYS, ImportedReport, SourceFile, Stated
from generator.content.importers.page_lines import page_lines
from generator.derive.syntax.datelines import DATELINE
from generator.model.problems import Problem, Where

FRONT_MATTER, HEADING, FIRST_LINE = "front matter", "heading", "first line"
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
        todo = f"end it with a line {'+++' if found.text.startswith('+') else 'of three dashes'}"
        problems.append(Problem(Where(file.name), str(error), todo))


def report_of_text(text: str) -> ImportedReport:
    """A report from plain text."""
    found = plain_text.paragraphs(text)
    at = next((at for at, line in enumerate(found) if not page_lines(line)), 0)
    title = _title_line(found[at:])
    fields = {"title": Stated(title, FIRST_LINE)} if title else {}
    return ImportedReport(plain_text.as_markdown([*found[:at], *found[at + 1 :]] if title else found), fields)


def report_of_markdown(name: str, text: str) -> ImportedReport:
    """A report from Markdown. Raises Refused or ValueError where its front matter cannot be read."""
    found, body = other_front_matter.split(name, text)
    nodes = other_front_matter.in_our_words(found)
    values = {key: _one_line(key, nodes[key]) for key in TEXT_KEYS if key in nodes}
    fields = {key: Stated(value, FRONT_MATTER, nodes[key].where) for key, value in values.items() if value}
    body = body.strip("\n")
    heading = MARKDOWN_HEADING.match(body + "\n")
    if heading and "title" not in fields:
        fields["title"], body = Stated(heading[1], HEADING), (body + "\n")[heading.end() :].strip("\n")
    if "date" not in fields and (day := other_front_matter.day_of_name(name)):
        fields["date"] = Stated(day, "file name")
    lists = {key: nodes[key] for key in LIST_KEYS if key in nodes and nodes[key].value}
    unknown = {key: node for key, node in nodes.items() if key not in {*TEXT_KEYS, *LIST_KEYS}}
    return ImportedReport(body, fields, lists, unknown)


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
