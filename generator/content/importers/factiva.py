"""Reports of a delivery of Factiva, in either of its forms.

As articles: perhaps the section, the headline, the byline, "612 words", the day, perhaps the time, the publisher, its code,
perhaps edition and page, the language, the copyright, the text, and "Document DEX0000020210304eh3400001". With labels: HD, BY,
WC, PD, ET, SN, SC, LA, CY, LP (the first paragraphs), TD (the others), then indexing, and AN, the number of the document. The
last page sums up the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.content.importers.importer import ImportedReport
from generator.content.importers.press_lines import (
    COPYRIGHT,
    PressLine,
    as_body,
    author_of,
    day_of,
    filled,
    is_names,
    language_of,
    reports_of_delivery,
    without_company,
)

ORIGIN = "Factiva"
NUMBER = r"[A-Z][A-Z0-9]{2,11}\d{8}[a-z0-9]{7,12}"
END = re.compile(rf"(?:\w+ )?(?P<number>{NUMBER})")
WORDS = re.compile(
    r"[\d.,\s]+(?:words?|mots|wörter|palabras|parole|palavras|woorden|ord|słów|слов\w*|kelime|字|語|개 단어|كلمات|كلمة)",
    re.IGNORECASE,
)
TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?(?:\s+[A-Z]{2,5})?", re.IGNORECASE)
CODE = re.compile(r"[A-Z0-9]{2,12}")
FOOTER = re.compile(
    r"(?:\w+ \d+ \w+ \d+)?\s*(?:(?:©|\(c\))\s*)?\d{4} (?:Dow Jones )?Factiva.*|(?:Page|Seite|Página|Pagina) \d+ \w+ \d+",
    re.IGNORECASE,
)
DIGITS, PAGE, MIN_BLANKS = "0123456789", "Page", 3
FOUND = re.compile(
    r"(?:Results Found|Treffer|Résultats trouvés|Resultados encontrados|Risultati trovati)\W*(?P<all>\d*)", re.IGNORECASE
)
LABELS = frozenset(
    "SE HD BY CR WC PD ET SN SC ED PG VOL LA CY CX LP TD CT RF CO IN NS RE IPC IPD PUB AN CLM"
    " DLN ART DS TI DE MV OT HL HLP".split()
)
LABEL = re.compile(r"(?P<label>[A-Z]{2,3})(?:\s*\|\s*|\t+|\s{2,}|\s*$)(?P<value>.*)")
TEXT_LABELS = frozenset({"LP", "TD"})
FIELD_OF = {"HD": "title", "TI": "title", "BY": "author", "PD": "date", "SN": "source", "LA": "lang"}
LINES_ABOVE_WORDS = 4
"""The most lines that a report has above its number of words: section, headline, byline, credit."""


def reports(lines: Sequence[PressLine]) -> list[ImportedReport] | None:
    """Return the reports of a delivery; None where the lines are not of one."""
    kept = [line for line in lines if not FOOTER.fullmatch(line.text)]
    told = _results_found(filled(kept))
    texts = {label["label"] for line in kept if (label := _label(line.text))}
    if {"HD", "PD", "AN"} <= texts and texts & TEXT_LABELS:
        return reports_of_delivery([_labelled(fields) for fields in _labelled_fields(kept)], ORIGIN, told)
    ends = [at for at, line in enumerate(kept) if END.fullmatch(line.text)]
    if not ends or not any(WORDS.fullmatch(line.text) for line in kept[: ends[0]]):
        return None
    chunks = [kept[start + 1 : end] for start, end in pairwise([-1, *ends])]
    numbers = [found["number"] for end in ends if (found := END.fullmatch(kept[end].text))]
    made = [_article(chunk, number) for chunk, number in zip(chunks, numbers, strict=True)]
    return reports_of_delivery(made, ORIGIN, told)


def _results_found(lines: Sequence[PressLine]) -> int | None:
    for at, line in enumerate(lines):
        found = FOUND.fullmatch(line.text.replace("|", " ").strip())
        number = found["all"] if found else ""
        if found and not number and at + 1 < len(lines):
            number = lines[at + 1].text
        if number.isdigit():
            return int(number)
    return None


def _label(text: str) -> re.Match[str] | None:
    found = LABEL.fullmatch(text)
    return found if found and found["label"] in LABELS else None


def _labelled_fields(lines: Sequence[PressLine]) -> Iterator[dict[str, list[PressLine]]]:
    """The fields of each report, which ends with its AN."""
    fields: dict[str, list[PressLine]] = {}
    current: list[PressLine] = []
    for line in lines:
        found = _label(line.text)
        if found and "AN" in fields and fields["AN"]:
            yield fields
            fields, current = {}, []
        text = found["value"].strip(" |") if found else line.text
        if found:
            current = fields.setdefault(found["label"], [])
        if text or current:
            current.append(PressLine(text))
    if "AN" in fields and fields.keys() & {"HD", "TI"}:
        yield fields


def _labelled(fields: dict[str, list[PressLine]]) -> tuple[str, dict[str, str]]:
    values = {
        FIELD_OF[label]: " ".join(line.text for line in filled(lines)) for label, lines in fields.items() if label in FIELD_OF
    }
    body = [line for label in ("LP", "TD") for line in (*fields.get(label, []), PressLine(""))]
    return as_body([PressLine(line.text.strip(" |")) for line in body]), _tidy(values)


def _article(chunk: Sequence[PressLine], number: str) -> tuple[str, dict[str, str]]:
    at = next((at for at, line in enumerate(chunk) if WORDS.fullmatch(line.text)), None)
    if at is None:
        return as_body(chunk[1:]), {"title": chunk[0].text} if chunk else {}
    below = [here for here in range(at + 1, len(chunk)) if chunk[here].text]
    end = _end_of_header(chunk, below, number)
    header = [chunk[here].text for here in below if here < end]
    values = {**_names_above(filled(chunk[:at])), **_values_below(header, number)}
    return as_body(without_company(chunk[end:], " ".join(header))), _tidy(values)


def _end_of_header(chunk: Sequence[PressLine], below: Sequence[int], number: str) -> int:
    """Return the line at which the text begins: after the copyright, which follows the language."""
    language = next((here for here in below[2:10] if language_of(chunk[here].text)), None)
    copyright_ = next((here for here in below[2:10] if COPYRIGHT.search(chunk[here].text)), None)
    last = max((here for here in (language, copyright_) if here is not None), default=None)
    if last is not None and (copyright_ is None or language is None or copyright_ >= language):
        return last + 1
    return next((here for here in below if len(chunk[here].text) > 200), below[-1] + 1 if below else len(chunk))


def _values_below(header: Sequence[str], number: str) -> dict[str, str]:
    """Day, publisher and language from the lines between the number of words and the text."""
    rest = [text for text in header[1:] if not TIME.fullmatch(text)]
    language = next((code for text in rest[1:] if (code := language_of(text))), "")
    is_code = len(rest) > 1 and CODE.fullmatch(rest[1]) and number.startswith(rest[1])
    source = rest[0] if rest and (is_code or not COPYRIGHT.search(rest[0])) else ""
    return {"date": header[0] if header else "", "source": source, "lang": language}


def _is_of_contents(line: str) -> bool:
    """Return whether a line has a headline, dots or a gap, and the number of a page. A pattern would try every blank anew."""
    before = line.rstrip(DIGITS)
    if before == line:
        return False
    before = before.rstrip().removesuffix(PAGE) if before.rstrip().endswith(PAGE) else before
    headline = before.rstrip()
    blanks = before[len(headline) :]
    is_apart = headline.endswith(("...", "…")) or "\t" in blanks or len(blanks) >= MIN_BLANKS
    return is_apart and bool(headline.rstrip(".… "))


def _names_above(lines: Sequence[PressLine]) -> dict[str, str]:
    """Headline and byline from the lines above the number of words."""
    contents = [at for at, line in enumerate(lines) if _is_of_contents(line.text)]
    lines = lines[contents[-1] + 1 if contents else 0 :][-LINES_ABOVE_WORDS:]
    if not lines:
        return {}
    strong = [at for at, line in enumerate(lines) if line.is_strong]
    if 0 < len(strong) < len(lines):
        title = strong[-1]
    else:
        byline = next((at for at, line in enumerate(lines) if at and is_names(line.text)), len(lines))
        title = max(0, byline - 1)
    below = [line.text for line in lines[title + 1 :]]
    return {"title": lines[title].text, "author": below[0] if below and is_names(below[0]) else ""}


def _tidy(values: dict[str, str]) -> dict[str, str]:
    found = {**values, "date": day_of(values.get("date", ""))}
    if found.get("author"):
        found["author"] = author_of(found["author"])
    if len(found.get("lang", "")) > 3:
        found["lang"] = language_of(found["lang"])
    return found
