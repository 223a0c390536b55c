"""Lines of a press database's export, whatever kind of file it came in.

An export in HTML, Word, RTF and plain text has the same lines in the same order; paragraphs have an empty line between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree, html

from generator.content.importers import plain_text
from generator.content.importers.bylines import byline
from generator.content.importers.importer import ImportedReport, Stated
from generator.content.importers.languages import code_of
from generator.content.importers.written_dates import dates_in

BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 li tr td th table blockquote pre dd dt center".split())
STRONG = frozenset("b strong h1 h2 h3 h4 h5 h6".split())
NO_TEXT = frozenset("script style head title noscript template select option button".split())
HEADLINE_CLASS = re.compile(r"\bheadline\b|[a-z]{2}Headline\b")
COPYRIGHT = re.compile(
    r"(?:©|\(c\)\s|copyright\b|tous droits réservés|alle rechte vorbehalten|all rights reserved)", re.IGNORECASE
)
AND = re.compile(r"(?<=\s)(?:AND|UND|ET|Y|E|EN)(?=\s)")
AGENCY_BEHIND = re.compile(
    r"(?:(?<![,\s])[,\s]*)?--\s*\([^()]*\)$|(?:(?<![,;\s])[,;\s]*)?\bwith files from\b.*$", re.IGNORECASE
)
CONTRIBUTED = re.compile(r"\b(?:contribut\w+|reported|reporting|research)\b", re.IGNORECASE)
SURNAME_FIRST = re.compile(r"[^,]+, [^,]+")
BY = re.compile(r"(?:by|from|von|par|por|door|от)\s+", re.IGNORECASE)
IN_CHINESE = {
    "英文": "en",
    "德文": "de",
    "法文": "fr",
    "西班牙文": "es",
    "俄文": "ru",
    "日文": "ja",
    "韩文": "ko",
    "意大利文": "it",
}
"""Names of languages in Factiva's Chinese interface."""
COMPANY = re.compile(
    r"\b(?:Inc|Ltd|Limited|LLC|L\.?P|Corp|Corporation|Company|Co|PLC|GmbH|AG|KG|S\.?A|S\.?p\.?A|S\.?L|B\.?V|Verlag\w*|Pty|Publications?|Publishing"
    r"|Newspapers?|Holdings?|Media|Group|Foundation|Institute|Services?|Digital|News|Press|Agency)\b\.?|\(Full Text\)"
)
ADDRESS = re.compile(r"(?:URL:\s*)?(?P<url>https?://\S+)", re.IGNORECASE)
DEEP = re.compile(r"https?://[^/]+/.*\d.*")
"""The address of a page, not only of a site: there is a number in it."""
LOADED = "loaded"
"""The key of the day on which a report came into the database: its date where that is not known."""
MAX_COMPANY_LENGTH = 90


@dataclass(frozen=True, slots=True)
class PressLine:
    """A line without white space at its ends, "" between paragraphs; `is_strong` where all of it is bold or a heading."""

    text: str
    is_strong: bool = False


def lines_of_text(text: str) -> list[PressLine]:
    """The lines of plain text as they are."""
    return [PressLine(line.strip()) for line in text.split("\n")]


def lines_of_paragraphs(text: str) -> list[PressLine]:
    """The lines of a text in which a line is a paragraph."""
    return [made for line in text.split("\n") for made in (PressLine(line.strip()), PressLine(""))]


def lines_of_html(source: str) -> list[PressLine]:
    """The lines of a page of HTML; a cell of a table is a line of its own."""
    collected = _Collector()
    try:
        tree = html.document_fromstring(source)
    except etree.ParserError:
        return []
    skipped: list[etree._Element] = []
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            collected.text(element.tail if not skipped else None)
        elif event == "start":
            if element.tag in NO_TEXT:
                skipped.append(element)
            if not skipped:
                collected.start(element)
        else:
            if not skipped:
                collected.end(element)
            if skipped and skipped[-1] is element:
                skipped.pop()
            collected.text(element.tail if not skipped else None)
    collected.end_line()
    return collected.lines


class _Collector:
    """Collects the lines of a tree of HTML, element by element."""

    def __init__(self) -> None:
        self.lines: list[PressLine] = []
        self.pieces: list[tuple[str, bool]] = []
        self.strong = 0

    def start(self, element: etree._Element) -> None:
        if element.tag in BLOCKS:
            self.end_paragraph()
        self.strong += _is_strong(element)
        self.text(element.text)

    def end(self, element: etree._Element) -> None:
        if element.tag == "br":
            self.end_line()
        if element.tag in BLOCKS:
            self.end_paragraph()
        self.strong -= _is_strong(element)

    def text(self, text: str | None) -> None:
        if text:
            self.pieces.append((text, self.strong > 0))

    def end_line(self) -> None:
        text = " ".join("".join(piece for piece, _ in self.pieces).split())
        if text:
            self.lines.append(PressLine(text, all(strong for piece, strong in self.pieces if piece.strip())))
        self.pieces = []

    def end_paragraph(self) -> None:
        self.end_line()
        if self.lines and self.lines[-1].text:
            self.lines.append(PressLine(""))


def _is_strong(element: etree._Element) -> bool:
    return element.tag in STRONG or bool(HEADLINE_CLASS.search(element.get("class", "")))


def filled(lines: Iterable[PressLine]) -> list[PressLine]:
    """The lines that are not empty."""
    return [line for line in lines if line.text]


def as_body(lines: Sequence[PressLine]) -> str:
    """Lines as Markdown."""
    return plain_text.as_markdown(plain_text.paragraphs("\n".join(line.text for line in lines)))


def day_of(text: str) -> str:
    """Return the first day, or month, that a line names, as EDTF; "" where it names none."""
    found = dates_in(re.sub(r"\s*([年月日])\s*", r"\1", text))
    return next((one.day for one in found if len(one.day) > len("YYYY-MM")), found[0].day if found else "")


def author_of(words: str) -> str:
    """Return the names of a byline, with or without its "By"; words that are no names stay as they are."""
    parts = [part.strip() for part in AGENCY_BEHIND.sub("", words.strip()).split(";") if part.strip()]
    if not parts:
        return words.strip(" -()")
    if len(parts) > 1 and all(map(SURNAME_FIRST.fullmatch, parts)):
        return ", ".join(" ".join(reversed(part.split(", "))) for part in parts)
    names = parts[0] if CONTRIBUTED.search(" ".join(parts[1:])) else "; ".join(parts)
    opening = BY.match(names)
    names = AND.sub(lambda found: found[0].lower(), names[opening.end() if opening else 0 :].strip(" ;,"))
    found = byline(f"By {names}")
    plain = names.title() if names.isupper() and " " in names else names
    return found.author if found and found.author else plain


def is_names(words: str) -> bool:
    """Return whether a line is a byline, with or without its "By"."""
    found = byline(words if BY.match(words) else f"By {words}")
    return found is not None and " " in found.author


def without_company(lines: Sequence[PressLine], known: str) -> list[PressLine]:
    """Return a text's lines without a last one that names its company. `known` is what the copyright and the like say."""
    kept = list(lines)
    while kept and not kept[-1].text:
        kept.pop()
    last = kept[-1].text if kept else ""
    is_short = 0 < len(last) <= MAX_COMPANY_LENGTH and not plain_text.SENTENCE_END.search(COMPANY.sub("", last).strip() or "x")
    if is_short and (COMPANY.search(last) or last.casefold() in known.casefold()):
        kept.pop()
    return kept


def split_address(lines: Sequence[PressLine]) -> tuple[list[PressLine], str]:
    """Return a text's lines without addresses below it, and the address of the report's own page where that is among them."""
    kept, url = list(lines), ""
    while kept and (not kept[-1].text or ADDRESS.fullmatch(kept[-1].text)):
        if found := ADDRESS.fullmatch(kept.pop().text):
            url = found["url"] if DEEP.fullmatch(found["url"]) else url
    return kept, url


def language_of(name: str) -> str:
    """Return the code of a language by its name in a language of the database; "" where it is none."""
    plain = name.strip().partition(";")[0].strip()
    return IN_CHINESE.get(plain) or code_of(plain)


def reports_of_delivery(found: Sequence[tuple[str, Mapping[str, str]]], origin: str, told: int | None) -> list[ImportedReport]:
    """Reports of a delivery, each with its text and fields. `told` is how many the delivery itself says it has.

    Those without text are passed over; what is missing is a note of the first report.
    """
    told = told or len(found)
    numbered = [(number, body, _without_number(fields, number)) for number, (body, fields) in enumerate(found, start=1)]
    empty = [
        f"report {number} ({fields.get('title', 'no headline')}) has no text: passed over"
        for number, body, fields in numbered
        if not body
    ]
    short = [f"the delivery says that it has {told} reports, {len(found)} were found"] if told != len(found) else []
    reports: list[ImportedReport] = []
    for number, body, fields in numbered:
        if not body:
            continue
        notes = () if reports else (*short, *empty)
        part = f"{number} of {max(told, len(found))}" if max(told, len(found)) > 1 else ""
        loaded = fields.get(LOADED, "")
        known = {"date": loaded, **{key: value for key, value in fields.items() if key != LOADED}}
        stated = {key: Stated(" ".join(value.split()), origin) for key, value in known.items() if value.strip()}
        taken = f": taken for {loaded}, when it was loaded" if loaded else ""
        undated = () if fields.get("date") else (f"{origin} gives no date for it{taken}",)
        reports.append(ImportedReport(body, stated, notes=(*notes, *undated), part=part))
    return reports


def _without_number(fields: Mapping[str, str], number: int) -> Mapping[str, str]:
    """Fields whose headline has not its number in the delivery before it: "3) Envoys meet"."""
    return {**fields, "title": fields["title"].removeprefix(f"{number}) ")} if "title" in fields else fields
