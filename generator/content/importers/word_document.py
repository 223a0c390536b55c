"""Reports in Word documents (.docx)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree, html

from generator.content.importers import document_properties, press_exports
from generator.content.importers.html_markdown import markdown_of_element
from generator.content.importers.importer import ImportedReport, SourceFile, Stated
from generator.content.importers.press_lines import PressLine
from generator.model.problems import Problem, Where

HEADING, FIRST_LINE = "heading", "first line"
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
"""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN_PART = re.compile(r"word/document\d*\.xml")
SPACE_OF = {"br": "\n", "cr": "\n", "tab": "\t"}
PROPERTIES = "docProps/core.xml"
PROPERTY_OF = {"title": "title", "creator": "author", "created": "date"}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LIBRARY_TEMPLATE_DAY = "2013-12-23"
"""The day on which the empty document of python-docx was made, which many programs write into."""
OLD_WORD = b"\xd0\xcf\x11\xe0"
BEGINNING = 3000


def read_docx(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return the reports of a Word document: one, or those of a press database's export. Changes count as accepted."""
    start = Where(file.name)
    if not file.content.strip():
        problems.append(Problem(start, "the file is empty", "save it again, or leave it out"))
        return
    if file.content.startswith(OLD_WORD):
        problems.append(Problem(start, "the document is protected by a password", "save it without one"))
        return
    main = _main_part(file.content)
    delivery = press_exports.reports_in_lines(_lines(main)) if main is not None else None
    if delivery is not None:
        yield from delivery
        return
    page = _html(file.content) if main is not None else None
    if page is None:
        problems.append(Problem(start, "the Word document is damaged, or is none", "open it in Word and save it again"))
        return
    tree = html.document_fromstring(f"<body>{page}</body>") if page.strip() else None
    if tree is None or not "".join(tree.itertext()).strip():
        problems.append(Problem(start, "the Word document has no text", "write the report into it, or leave it out"))
        return
    yield _report(tree, _properties(file.content))


def _main_part(content: bytes) -> etree._Element | None:
    """The tree of the document itself; None where the file is no Word document, is damaged or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED_BYTES:
                return None
            name = next(name for name in archive.namelist() if MAIN_PART.fullmatch(name))
            return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
    except (StopIteration, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError):
        return None


def _lines(main: etree._Element) -> list[PressLine]:
    """The document's lines, straight from its parts: a delivery of hundreds of reports takes too long otherwise."""
    lines: list[PressLine] = []
    for paragraph in main.iter(f"{WORD}p"):
        nodes = list(paragraph.iter(*(f"{WORD}{name}" for name in ("t", "br", "cr", "tab"))))
        pieces = [(node.text or "") if node.tag == f"{WORD}t" else SPACE_OF[etree.QName(node).localname] for node in nodes]
        is_strong = all(_is_bold(node) for node in nodes if node.tag == f"{WORD}t" and (node.text or "").strip())
        found = [" ".join(line.split()) for line in "".join(pieces).split("\n")]
        lines.extend(PressLine(line, is_strong) for line in found if line)
        lines.append(PressLine(""))
    return lines


def _is_bold(text: etree._Element) -> bool:
    mark = text.getparent().find(f"{WORD}rPr/{WORD}b")
    return mark is not None and mark.get(f"{WORD}val", "1") not in {"0", "false", "off"}


def _html(content: bytes) -> str | None:
    """The document as HTML, from its main part; None where it cannot be read."""
    import mammoth

    try:
        made: Any = mammoth.convert_to_html(
            io.BytesIO(content), style_map=STYLES, convert_image=mammoth.images.img_element(_no_picture)
        )
    except Exception:  # noqa: BLE001 - mammoth says by many kinds of error that the file is damaged
        return None
    return str(made.value)


def _no_picture(_image: Any) -> dict[str, str]:
    return {"src": ""}


def _properties(content: bytes) -> dict[str, str]:
    """The core properties that are read, by their keys in front matter."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            tree = etree.fromstring(archive.read(PROPERTIES), etree.XMLParser(resolve_entities=False, no_network=True))
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile):
        return {}
    named = {etree.QName(child).localname: (child.text or "").strip() for child in tree if isinstance(child.tag, str)}
    return {key: named[name] for name, key in PROPERTY_OF.items() if name in named}


def _report(tree: etree._Element, properties: Mapping[str, str]) -> ImportedReport:
    footnotes = _footnotes(tree)
    headline = _headline(tree)
    words = " ".join("".join(headline.itertext()).split()) if headline is not None else ""
    beginning = " ".join("".join(tree.itertext()).split())[:BEGINNING]
    title = document_properties.title(properties.get("title", ""), beginning, has_headline=headline is not None)
    day = DAY.match(properties.get("date", ""))
    fields = document_properties.stated(
        {
            "title": title,
            "author": document_properties.author(properties.get("author", "")),
            "date": day[0] if day and day[0] != LIBRARY_TEMPLATE_DAY else "",
        }
    )
    if words and (not title or title.casefold() == words.casefold()):
        fields["title"] = Stated(words, HEADING) if not title else fields["title"]
        _drop(headline)
    body = markdown_of_element(tree, footnotes={f"#{name}": number for name, (number, _) in footnotes.items()})
    notes = [f"[^{number}]: {text}" for number, text in footnotes.values()]
    return ImportedReport("\n\n".join([body, *notes]), fields)


def _headline(tree: etree._Element) -> etree._Element | None:
    """The title, or a heading with which the document begins."""
    titles = [one for one in tree.iter("h1") if one.get("class") == "title"]
    if titles:
        return titles[0]
    first = next((one for one in tree.iter("h1", "h2", "h3", "p", "li", "td") if "".join(one.itertext()).strip()), None)
    return first if first is not None and first.tag in {"h1", "h2", "h3"} else None


def _footnotes(tree: etree._Element) -> dict[str, tuple[str, str]]:
    """Take the footnotes and endnotes off the tree. Return their numbers and Markdown by their ids."""
    found: dict[str, tuple[str, str]] = {}
    for entry in list(tree.iter("li")):
        name = entry.get("id", "")
        if not name.startswith(("footnote-", "endnote-")):
            continue
        for back in [one for one in entry.iter("a") if re.match(r"#(?:foot|end)note-ref-", one.get("href", ""))]:
            _drop(back)
        text = " ".join(markdown_of_element(entry).split())
        found[name] = (str(len(found) + 1), text)
        _drop(entry)
    return found


def _drop(element: etree._Element | None) -> None:
    """Take an element with what is in it off its tree; the text behind it stays."""
    parent = element.getparent() if element is not None else None
    if element is None or parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
