"""Markdown to one tree, and from it the plain text that offsets count.

Markdown is turned into HTML by Python-Markdown and reduced to the allow-list by the sanitiser; that HTML is the tree. Text
leaves are stretches of the plain text, so what readers see and what derivation reads cannot drift apart.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import lru_cache

import markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from msgspec.structs import replace

from generator.content import limits, prose, sanitise
from generator.content.markdown_blocks import QueueingMarkdown
from generator.content.markdown_syntax import ReportSyntax
from generator.content.plain_characters import printable
from generator.content.tree import TreeBuilder
from generator.model.article import ReportText
from generator.model.proofs import SafeHtml

TOO_MUCH = "there is more markup in one place than can be read in reasonable time"


def to_safe_html(source: str) -> SafeHtml:
    """Sanitised HTML of an editor's Markdown, ready for a page; its relative links lead from that page."""
    if not source.strip():
        return SafeHtml("")
    return sanitise.own(printable(sanitise.outside(_converted(source, _markdown())[0])))


def to_report(source: str, path: str = "content/articles/report.md") -> ReportText:
    """The plain text of a report's Markdown, with the tree whose leaves are stretches of it; `path` is the report's file."""
    if read := prose.read(source):
        return read
    converter, footnotes = _report_markdown()
    html, unread = _converted(source, converter)
    named = dict.fromkeys((*footnotes.footnote_order, *footnotes.footnotes))
    builder = TreeBuilder(path, {name: number for number, name in enumerate(named, 1)})
    builder.feed(sanitise.report(html))
    builder.close()
    return replace(builder.finish(), unread_markup=unread)


def extensions() -> list[Extension]:
    """Return the extensions of both converters: their names would be looked up among all packages that are installed."""
    return [TableExtension(), SaneListExtension(), FencedCodeExtension()]


@lru_cache(maxsize=1)
def _markdown() -> markdown.Markdown:
    """Return the converter of editors' texts."""
    return QueueingMarkdown(extensions=[*extensions(), ReportSyntax(notes=False)], output_format="html")


@lru_cache(maxsize=1)
def _report_markdown() -> tuple[markdown.Markdown, FootnoteExtension]:
    """Return the converter of reports, and what it knows of their footnotes, which are in the order of their marks."""
    footnotes = _Footnotes(USE_DEFINITION_ORDER=False, PLACE_MARKER="\0")
    used = [*extensions(), footnotes, ReportSyntax(notes=True)]
    return QueueingMarkdown(extensions=used, output_format="html"), footnotes


def _converted(source: str, converter: markdown.Markdown) -> tuple[str, str]:
    """Return a text's HTML, and why its markup stands in it as written, where it does.

    One without markup needs no converter; one with too much of it, or on which the converter fails, is read as plain text.
    """
    converter.reset()
    if limits.is_prose(source):
        return limits.plain_html(source), ""
    if limits.is_too_much(source):
        return limits.plain_html(source), TOO_MUCH
    try:
        return _demoted(converter.convert(source)), ""
    except Exception as error:  # noqa: BLE001 - whatever the library raises, one report must not stop the others
        return limits.plain_html(source), f"the markup cannot be read ({type(error).__name__}: {error})"


class _Footnotes(FootnoteExtension):
    """Footnotes, of which those without words have a way back to their mark, too: the library fails where there is none."""

    def makeFootnotesDiv(self, root: ET.Element) -> ET.Element | None:  # noqa: N802 - Python-Markdown's name
        """Return the element of all footnotes."""
        found = super().makeFootnotesDiv(root)
        items = found.iterfind("ol/li") if found is not None else ()
        for name, item in zip(self.footnotes, items, strict=False):
            if not len(item):
                back = {"href": f"#{self.makeFootnoteRefId(name)}", "class": "footnote-backref"}
                ET.SubElement(item, "a", back).text = FN_BACKLINK_TEXT
        return found


def _demoted(html: str) -> str:
    """Headings start at the second level: the page's title is the first."""
    return re.sub(r"<(/?)h1>", r"<\1h2>", html)
