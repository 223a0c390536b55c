"""Reports of a delivery of Nexis (Nexis Uni, Lexis Advance, and LexisNexis before them).

In a delivery of today each report is: headline, publisher, day, "Copyright …", then "Section:", "Length:", "Byline:",
"Dateline:", "Highlight:", then "Body" and the text, then "Graphic", "Classification", "Load-Date:", and "End of Document".
Before that, "3 of 12 DOCUMENTS" stood above each, then publisher, day, headline, the same labels in capitals with LENGTH among
the last, the text, and below it more labels. A cover says who asked for what, and lists the headlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.content.importers.importer import ImportedReport
from generator.content.importers.press_lines import (
    COPYRIGHT,
    LOADED,
    PressLine,
    as_body,
    author_of,
    day_of,
    filled,
    language_of,
    reports_of_delivery,
    split_address,
)

ORIGIN = "Nexis"
END = re.compile(r"End of Document", re.IGNORECASE)
ABOVE = re.compile(r"\d+ of (?P<all>\d+) DOCUMENTS?")
COVER_COUNT = re.compile(r"(?:Documents?|Dokumente|Documentos|Documenti|Documenten) \((?P<all>\d+)\)")
BODY = re.compile(r"Body|Text|Full Text|Texte|Textkörper|Cuerpo", re.IGNORECASE)
LENGTH = re.compile(r"(?:LENGTH|LÄNGE|LONGUEUR|LENGTE|LUNGHEZZA|LONGITUD)\s*:\s*[\d.,]+", re.IGNORECASE)
LABEL = re.compile(r"(?P<label>[A-ZÄÖÜÉ][\wÄÖÜÉäöüé-]{2,24})\s*:\s*(?P<value>.*)")
HEADER_LABELS = {
    "byline": "author",
    "author": "author",
    "autor": "author",
    "auteur": "author",
    "headline": "title",
    "dateline": "place",
    "highlight": "summary",
    "section": "",
    "rubrik": "",
    "rubrique": "",
    "length": "",
    "länge": "",
    "longueur": "",
    "lengte": "",
    "lunghezza": "",
    "longitud": "",
    "series": "",
    "show": "",
    "anchors": "",
    "guests": "",
    "contact": "",
    "distribution": "",
}
"""Labels above a text, in lower case, with the keys that they give."""
TAIL_LABELS = frozenset(
    "load-date language sprache langue publication-type graphic grafik subject company organization organisation ticker"
    " industry person geographic country state city type document-type journal-code update copyright isbn issn acc-no url notes"
    " correction-date distribution pub-type".split()
)
TAIL_HEADINGS = frozenset({"classification", "graphic", "notes"})
CITY_IN_BRACKETS = re.compile(r"(?<=\S)\((?=[^()]+\)$)")
EDITION_BEHIND = re.compile(r" - [\w ]*\bEdition$", re.IGNORECASE)
CORRECTED = "Correction Appended"
MAX_DATE_LINE = 90
"""Characters of a line that holds little more than a day."""


def reports(lines: Sequence[PressLine]) -> list[ImportedReport] | None:
    """Return the reports of a delivery; None where the lines are not of one."""
    texts = [line.text for line in lines]
    numbered = [int(found["all"]) for text in texts if (found := ABOVE.fullmatch(text))]
    if numbered and any(LENGTH.match(text) for text in texts):
        made = [_report_with_labels(chunk) for chunk in _chunks_below(lines)]
        return reports_of_delivery(made, ORIGIN, max(numbered))
    ends = [at for at, text in enumerate(texts) if END.fullmatch(text)]
    if not ends or not any(BODY.fullmatch(text) or LENGTH.match(text) for text in texts[: ends[0]]):
        return None
    listed = [int(found["all"]) for text in texts[: ends[0]] if (found := COVER_COUNT.fullmatch(text))]
    made = [_report_with_body(lines[start:end]) for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    return reports_of_delivery(made, ORIGIN, listed[0] if listed else None)


def _chunks_below(lines: Sequence[PressLine]) -> Iterator[Sequence[PressLine]]:
    starts = [at for at, line in enumerate(lines) if ABOVE.fullmatch(line.text)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start + 1 : end]


def _report_with_body(chunk: Sequence[PressLine]) -> tuple[str, dict[str, str]]:
    """A report of a delivery of today; the first one's chunk begins with the cover."""
    at = next((at for at, line in enumerate(chunk) if BODY.fullmatch(line.text) and _follows_a_header(chunk[:at])), None)
    if at is None:
        at = max((at for at, line in enumerate(chunk) if _header_label(line.text)), default=-1)
    fields, intro = _fields_of_header(_header_lines(chunk[:at]) if at > 0 else [])
    day = next((number for number in reversed(range(len(intro))) if _is_date_line(intro[number])), None)
    if day is None:
        fields.setdefault("title", intro[-2] if len(intro) > 1 else "")
        fields["source"] = _publisher(intro[-1]) if intro else ""
    else:
        fields["date"] = day_of(intro[day])
        fields["source"] = _publisher(intro[day - 1]) if day > 0 else ""
        fields.setdefault("title", intro[day - 2] if day > 1 else "")
    return _body_and_language(chunk[at + 1 :], fields)


def _header_lines(lines: Sequence[PressLine]) -> list[PressLine]:
    """The lines of a header, those of one paragraph as one; as they are where no empty lines part paragraphs."""
    blocks = _blocks(lines)
    if any(_header_label(line.text) for block in blocks for line in block[1:]):
        return filled(lines)
    return [PressLine(" ".join(line.text for line in block)) for block in blocks]


def _follows_a_header(before: Sequence[PressLine]) -> bool:
    return any(_header_label(line.text) or COPYRIGHT.match(line.text) or _is_date_line(line.text) for line in before[-14:])


def _report_with_labels(chunk: Sequence[PressLine]) -> tuple[str, dict[str, str]]:
    """A report of LexisNexis: publisher, day, headline, labels in capitals, text."""
    blocks = _blocks(chunk)
    length = next((at for at, block in enumerate(blocks) if LENGTH.match(block[0].text)), None)
    start = length + 1 if length is not None else min(3, len(blocks))
    while start < len(blocks) and _header_label(blocks[start][0].text):
        start += 1
    header = [PressLine(" ".join(line.text for line in part)) for block in blocks[:start] for part in _parts_by_label(block)]
    fields, intro = _fields_of_header(header)
    day = next((number for number, text in enumerate(intro) if _is_date_line(text)), None)
    if intro:
        fields["source"] = _publisher(intro[0])
    if day is not None:
        fields["date"] = day_of(intro[day])
        fields.setdefault("title", " ".join(intro[day + 1 :]))
    body = [line for block in blocks[start:] for line in (*block, PressLine(""))]
    return _body_and_language(body, fields)


def _blocks(lines: Sequence[PressLine]) -> list[list[PressLine]]:
    blocks: list[list[PressLine]] = [[]]
    for line in lines:
        if line.text:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _parts_by_label(block: Sequence[PressLine]) -> list[list[PressLine]]:
    """Lines that belong together: a label's value may go on on the next line."""
    parts: list[list[PressLine]] = []
    for line in block:
        if not parts or _header_label(line.text):
            parts.append([])
        parts[-1].append(line)
    return parts


def _header_label(text: str) -> re.Match[str] | None:
    found = LABEL.fullmatch(text)
    return found if found and found["label"].casefold() in HEADER_LABELS else None


def _fields_of_header(header: Sequence[PressLine]) -> tuple[dict[str, str], list[str]]:
    """The values of labels, and the lines above them that are not copyright."""
    fields: dict[str, str] = {}
    intro: list[str] = []
    is_labelled = False
    for line in header:
        found = _header_label(line.text)
        if found:
            is_labelled = True
            fields.setdefault(HEADER_LABELS[found["label"].casefold()], found["value"].strip())
        elif not is_labelled and not COPYRIGHT.match(line.text) and line.text != CORRECTED:
            intro.append(line.text.removesuffix(f" - {CORRECTED}"))
    fields.pop("", None)
    if "author" in fields:
        fields["author"] = author_of(fields["author"])
    if "place" in fields:
        fields["place"] = _place(fields["place"])
    return fields, intro


def _place(dateline: str) -> str:
    words = re.split(r"\s*[,;(]\s*", dateline)[0]
    return words.title() if words.isupper() else words


def _publisher(line: str) -> str:
    return CITY_IN_BRACKETS.sub(" (", EDITION_BEHIND.sub("", line.strip(" .")))


def _is_date_line(text: str) -> bool:
    return len(text) <= MAX_DATE_LINE and not COPYRIGHT.match(text) and day_of(text) != ""


def _body_and_language(lines: Sequence[PressLine], fields: dict[str, str]) -> tuple[str, dict[str, str]]:
    end = next((at for at, line in enumerate(lines) if _begins_the_tail(line.text)), len(lines))
    for line in lines[end:]:
        found = LABEL.fullmatch(line.text)
        if found and found["label"].casefold() in {"language", "sprache", "langue"}:
            fields["lang"] = language_of(found["value"])
        elif found and found["label"].casefold() == "load-date" and not fields.get("date"):
            fields[LOADED] = day_of(found["value"])
        elif found and found["label"].casefold() == "url" and found["value"].startswith("http"):
            fields["url"] = found["value"].strip()
    body = list(lines[:end])
    while body and (not body[-1].text or COPYRIGHT.match(body[-1].text)):
        body.pop()
    body, url = split_address(body)
    if url:
        fields.setdefault("url", url)
    return as_body(body), fields


def _begins_the_tail(text: str) -> bool:
    found = LABEL.fullmatch(text)
    is_label = (
        found is not None and found["label"].casefold() in TAIL_LABELS and (found["label"].isupper() or "-" in found["label"])
    )
    return is_label or text.casefold() in TAIL_HEADINGS
