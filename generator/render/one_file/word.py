"""A hand-out as a Word document with real styles, by python-docx: the optional extra `word`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.contexts import Handout, HandoutGroup, HandoutLine, HandoutPart, HandoutSource, Site
from generator.model.problems import Stopped
from generator.theme.texts import Words, direction

EXTRA = "a Word document needs python-docx; install it with `pip install 'briefing-site[word]'`"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can have: that of all its files, so that the same hand-out has the same bytes."""
NO_DATE = datetime(1980, 1, 1)  # noqa: DTZ001 - a document's dates have no zone
PAPERS = {"a4": (210, 297), "letter": (216, 279)}
"""Millimetres."""
MARGIN, MARGIN_OF_BRIEF, GAP, INDENT = 20, 14, 7, 5
FONT, COLOUR, GREY = "Arial", "1D4F73", "444444"
BULLET, NUMBERED = "List Bullet", "List Number"
BRIEF_HEADING, HEADING, TITLE = 1.05, 1.3, 1.7
"""Sizes of type, as multiples of that of the text."""
WIDTHS = (0.21, 0.22, 0.57)
"""Shares of the page that the columns of a table have."""
TWIPS_PER_MILLIMETRE = 1440 / 25.4
IDENTIFIER = "source_{}"


def library() -> Any:
    """The library. Raises Stopped, saying what to install."""
    try:
        import docx
    except ImportError as error:
        raise Stopped(EXTRA) from error
    return docx


def document(site: Site, view: Handout, words: Words) -> bytes:
    """Return a hand-out as the bytes of a .docx file. Raises Stopped where the library is not there."""
    writer = _Writer(site, view, words, library().Document())
    writer.write()
    made = BytesIO()
    writer.made.save(made)
    return _without_times(made)


def _without_times(made: BytesIO) -> bytes:
    """Return an archive whose files have one time, whenever it was written."""
    plain = BytesIO()
    with ZipFile(made) as before, ZipFile(plain, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return plain.getvalue()


class _Writer:
    """Writes a hand-out into a document of the library's template, part by part."""

    def __init__(self, site: Site, view: Handout, words: Words, made: Any) -> None:
        self.site, self.view, self.words, self.made = site, view, words, made
        self.is_brief = bool(view.parts) and view.parts[0].shape == "prose" and not any(part.inner for part in view.parts)
        self.is_pack = any(part.inner for part in view.parts)
        self.runs_left = direction(site.language) == "rtl"
        self.bookmarks = 0

    def write(self) -> None:
        self._properties()
        self._styles()
        self._page(self.made.sections[0])
        self._head()
        parts = self.view.parts
        if self.is_brief:
            self._part(parts[0])
            self._columns(2)
            parts = parts[1:]
        for part in parts:
            self._part(part, on_new_page=self.is_pack and not part.inner)
        self._sources()

    def _properties(self) -> None:
        day = datetime.strptime(self.view.created, "%Y-%m-%d") if len(self.view.created) == len("2009-10-13") else NO_DATE  # noqa: DTZ007
        about = self.made.core_properties
        about.title = self.words("site.title", page=self.view.name, site=self.view.title)
        about.subject, about.language, about.author = self.view.about, self.site.language, self.site.author
        about.last_modified_by, about.comments, about.keywords, about.revision = self.site.author, self.site.generator, "", 1
        about.created = about.modified = day

    def _styles(self) -> None:
        """Set what the text looks like in the styles alone: readers change them in one place."""
        from docx.shared import Mm, Pt, RGBColor

        styles, size = self.made.styles, self.view.points
        heading = BRIEF_HEADING if self.is_brief else HEADING
        sizes = {
            "Normal": 1.0,
            BULLET: 1.0,
            NUMBERED: 1.0,
            "Title": TITLE,
            "Subtitle": 1.0,
            "Heading 1": heading,
            "Heading 2": 1.1,
        }
        for name, times in sizes.items():
            style = styles[name]
            style.font.name, style.font.size = FONT, Pt(max(9, round(size * times * 2) / 2))
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in [one for one in fonts.attrib if one.endswith("Theme")]:
                del fonts.attrib[attribute]
            for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
                fonts.set(_qualified(script), FONT)
            style.paragraph_format.space_after = Pt(size * (0.3 if self.is_brief else 0.5))
            if self.is_brief and name in {BULLET, NUMBERED}:  # nearly as wide as the printed page that was measured
                style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Mm(INDENT), Mm(-INDENT)
            if name.startswith("Heading"):
                style.font.color.rgb = RGBColor.from_string(COLOUR)
                style.paragraph_format.space_before = Pt(size * (0.6 if self.is_brief else 1.1))
        language = styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")[0]
        language.set(_qualified("w:val"), self.site.language)
        if self.runs_left:
            language.set(_qualified("w:bidi"), self.site.language)

    def _page(self, section: Any) -> None:
        from docx.shared import Mm

        wide, high = PAPERS[self.view.paper]
        margin = MARGIN_OF_BRIEF if self.is_brief else MARGIN
        section.page_width, section.page_height = Mm(wide), Mm(high)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Mm(margin))
        if self.runs_left:
            section._sectPr.insert_element_before(_element("w:bidi"), "w:rtlGutter", "w:docGrid")  # noqa: SLF001
        if not self.is_brief:
            self._page_number(section.footer.paragraphs[0])

    def _page_number(self, paragraph: Any) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph._p.append(_element("w:fldSimple", {"w:instr": "PAGE"}, [_element("w:r", {}, [_element("w:t", text="1")])]))  # noqa: SLF001

    def _columns(self, number: int) -> None:
        """Go on in columns on the same page."""
        from docx.enum.section import WD_SECTION

        section = self.made.add_section(WD_SECTION.CONTINUOUS)
        for columns in section._sectPr.xpath("w:cols"):  # noqa: SLF001 - the library has no name for them
            columns.set(_qualified("w:num"), str(number))
            columns.set(_qualified("w:space"), str(round(GAP * TWIPS_PER_MILLIMETRE)))

    def _head(self) -> None:
        view = self.view
        self._run(self._paragraph("Subtitle"), view.name)
        self._run(self._paragraph("Title"), view.title)
        for text in filter(None, (view.about, f"{view.as_of} {view.coverage}".strip())):
            self._run(self._paragraph("Normal"), text, grey=True)
        if self.is_pack:
            self._heading(self.words("single.contents"), 1, "contents")
            listed = [(part.title, part.id) for part in view.parts if not part.inner]
            for title, identifier in (*listed, (self.words("sources.title"), "sources")):
                self._link(self._paragraph("Normal"), title, anchor=identifier)

    def _part(self, part: HandoutPart, *, on_new_page: bool = False) -> None:
        self._heading(part.title, 2 if part.inner else 1, part.id, on_new_page=on_new_page)
        if part.note:
            self._run(self._paragraph("Normal"), part.note, grey=True)
        for group in part.groups:
            if group.title:
                self._heading(group.title, 2)
            if part.shape == "table":
                self._table(part.columns, group)
            else:
                for line in group.lines:
                    self._line(self._paragraph(BULLET if part.shape == "list" else "Normal"), line)

    def _line(self, paragraph: Any, line: HandoutLine) -> None:
        if line.lead:
            self._run(paragraph, line.lead + " ", bold=True)
        if line.aside:
            self._run(paragraph, line.aside + " ", italic=True, grey=True)
        self._text(paragraph, line)

    def _text(self, paragraph: Any, line: HandoutLine) -> None:
        """Add a statement, what follows it, and its numbers."""
        self._run(paragraph, line.text, language=line.language)
        if line.tail:
            self._run(paragraph, f" ({line.tail})")
        self._notes(paragraph, line.notes)

    def _notes(self, paragraph: Any, numbers: Sequence[int]) -> None:
        for at, number in enumerate(numbers):
            if at:
                self._run(paragraph, self.words("comma"), superscript=True)
            self._link(paragraph, str(number), anchor=IDENTIFIER.format(number), superscript=True)

    def _table(self, heads: Sequence[str], group: HandoutGroup) -> None:
        from docx.shared import Emu

        table = self.made.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.autofit = False
        if self.runs_left:
            table._tblPr.insert_element_before(_element("w:bidiVisual"), "w:tblW", "w:jc", "w:tblLayout", "w:tblLook")  # noqa: SLF001
        first = table.rows[0]
        first._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001 - the library has no name for it
        for cell, head in zip(first.cells, heads, strict=True):
            self._run(self._set_up(cell.paragraphs[0]), head, bold=True)
        for line in group.lines:
            row = table.add_row()
            row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001 - the library has no name for it
            lead, aside, text = (self._set_up(cell.paragraphs[0]) for cell in row.cells)
            self._run(lead, line.lead, bold=True)
            self._run(aside, line.aside)
            self._text(text, line)
        section = self.made.sections[-1]
        room = section.page_width - section.left_margin - section.right_margin
        for column, share in zip(table.columns, WIDTHS, strict=True):
            column.width = Emu(int(room * share))  # some readers look at the column, some at its cells
            for cell in column.cells:
                cell.width = Emu(int(room * share))

    def _sources(self) -> None:
        if self.is_brief:
            self._columns(1)
        self._heading(self.words("sources.title"), 1, "sources", on_new_page=self.is_pack)
        self._run(self._paragraph("Normal"), f"{self.view.coverage} {self.words('handout.derived')}", grey=True)
        if self.is_brief:
            self._columns(2)
        for source in self.view.sources:
            self._source(source)

    def _source(self, source: HandoutSource) -> None:
        paragraph = self._paragraph(NUMBERED)
        self._mark(paragraph, IDENTIFIER.format(source.number))
        if source.href:
            self._link(paragraph, source.title, address=source.href)
        else:
            self._run(paragraph, source.title, language=source.language)
        self._run(paragraph, "".join(self.words("comma") + part for part in (source.publisher, source.when) if part))

    def _heading(self, text: str, level: int, identifier: str = "", *, on_new_page: bool = False) -> None:
        paragraph = self._paragraph(f"Heading {level}")
        paragraph.paragraph_format.page_break_before = on_new_page or None
        if identifier:
            self._mark(paragraph, identifier)
        self._run(paragraph, text)

    def _paragraph(self, style: str) -> Any:
        return self._set_up(self.made.add_paragraph(style=style))

    def _set_up(self, paragraph: Any) -> Any:
        """Set the direction of a paragraph's lines."""
        if self.runs_left:
            paragraph._p.get_or_add_pPr().append(_element("w:bidi"))  # noqa: SLF001 - the library has no name for it
        return paragraph

    def _run(
        self,
        paragraph: Any,
        text: str,
        *,
        language: str = "",
        bold: bool = False,
        italic: bool = False,
        grey: bool = False,
        superscript: bool = False,
    ) -> Any:
        """Add words, in their language where it is another than the document's."""
        from docx.shared import RGBColor

        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.superscript = bold or None, italic or None, superscript or None
        if grey:
            run.font.color.rgb = RGBColor.from_string(GREY)
        if language and language != self.site.language:
            run._r.get_or_add_rPr().append(_element("w:lang", {"w:val": language}))  # noqa: SLF001 - the library has no name for it
        if direction(language or self.site.language) == "rtl":
            run.font.rtl = True
        return run

    def _link(self, paragraph: Any, text: str, *, anchor: str = "", address: str = "", superscript: bool = False) -> None:
        """Add a link to a place in the document, or to an address."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.shared import RGBColor

        where = {"w:anchor": anchor}
        if address:
            where = {"r:id": paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)}
        run = self._run(paragraph, text, superscript=superscript)
        run.font.color.rgb = RGBColor.from_string(COLOUR)
        paragraph._p.append(_element("w:hyperlink", where, [run._r]))  # noqa: SLF001 - the library has no name for it

    def _mark(self, paragraph: Any, name: str) -> None:
        """Add a bookmark that links lead to."""
        self.bookmarks += 1
        number = {"w:id": str(self.bookmarks)}
        paragraph._p.append(_element("w:bookmarkStart", {**number, "w:name": name}))  # noqa: SLF001 - the library has no name for it
        paragraph._p.append(_element("w:bookmarkEnd", number))  # noqa: SLF001


def _element(name: str, attributes: dict[str, str] | None = None, inner: Iterable[Any] = (), text: str = "") -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(name)
    for attribute, value in (attributes or {}).items():
        made.set(_qualified(attribute), value)
    for one in inner:
        made.append(one)
    if text:
        made.text = text
    return made


def _qualified(name: str) -> str:
    from docx.oxml.ns import qn

    found: str = qn(name)
    return found
