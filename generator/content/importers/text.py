"""A plain text or Markdown report to an article file: what can be found out is found out, nothing is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from generator.content import front_matter
from generator.content.parse import UNKNOWN_DATE
from generator.derive import try_derive
from generator.derive.syntax.document import Document
from generator.model.permalinks import slugs

KEYS = ("title", "date", "source", "url", "author", "lang", "place", "time_zone", "summary")
DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z'’.\- ]+[A-Z.](?:, [A-Z][A-Za-z. ]+?)?)"
    r"(?:, (?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?))?"
    r"(?: \([^)]{2,30}\))?\s*(?:[—–]|--?|:)\s"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PLAIN_DAY = re.compile(r"\d{4}-\d\d-\d\d")
TITLE_LENGTH = 110
LEDE_TITLE = 80
MARKDOWN_ENDINGS = (".md", ".markdown")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*$")
# What Markdown would take for markup at a line's start, or anywhere in it.
LINE_MARKUP = re.compile(r"^(\s{0,3})([#>+*-]|\d+(?=[.)]\s))", re.MULTILINE)
INLINE_MARKUP = re.compile(r"[\\`*_\[\]<&]")


@dataclass(frozen=True, slots=True)
class Imported:
    """An article file that is not written yet; `note` is what the person should look at."""

    name: str
    text: str
    note: str = ""


def imported(name: str, text: str, given: dict[str, str], today: date) -> Imported:
    """An article file from a report's text. `given` (front matter keys) wins over what the text says of itself.

    A dateline without a year is taken for the latest such day up to `today`, with a note that says so.

    Raises Refused or ValueError when a Markdown file's own front matter cannot be read.
    """
    own, body = _own(name, text)
    known = {key: value for key, value in (own | given).items() if value}
    body = body.strip("\n")
    if name.endswith(MARKDOWN_ENDINGS):
        heading = re.match(r"#\s+(.+?)\s*#*\n+", body + "\n")
        if heading and "title" not in known:
            known["title"], body = heading[1], (body + "\n")[heading.end() :].strip("\n")
        marked = body
    else:
        lines = _paragraphs(body)
        if "title" not in known and (title := _title_line(lines)):
            known["title"], lines = title, lines[1:]
        marked = "\n\n".join(map(_escaped, lines))
        body = "\n\n".join(lines)
    known, note = _from_dateline(body, known, today)
    known.setdefault("title", _from_lede(body))
    known.setdefault("date", UNKNOWN_DATE)
    stem = slugs(known["title"]) if known["date"] == UNKNOWN_DATE else slugs(f"{known['date'][:10]}-{known['title']}")
    return Imported(f"{stem}.md", f"---\n{_written(known)}---\n\n{marked}\n", note)


def _own(name: str, text: str) -> tuple[dict[str, str], str]:
    """The front matter of a Markdown file as far as it is texts, and the rest."""
    if not name.endswith(MARKDOWN_ENDINGS):
        return {}, text
    head, body, _ = front_matter.split(text)
    tree = front_matter.parse(head, name)
    found = tree.value if isinstance(tree.value, dict) else {}
    return {key: node.value for key, node in found.items() if key in KEYS and isinstance(node.value, str)}, body


def _paragraphs(body: str) -> list[str]:
    """Paragraphs of plain text: parted by blank lines; where there are none, a line each if lines end as sentences do."""
    blocks = [block for block in re.split(r"\n\s*\n", body) if block.strip()]
    found: list[str] = []
    for block in blocks:
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        is_wrapped = sum(not SENTENCE_END.search(line) for line in lines[:-1]) > len(lines) / 3
        found.extend([" ".join(lines)] if is_wrapped else lines)
    return [" ".join(paragraph.split()) for paragraph in found]


def _title_line(lines: list[str]) -> str | None:
    """The first line, if it reads as a headline: short, no full stop, and text below it."""
    if len(lines) < 2 or len(lines[0]) > TITLE_LENGTH or SENTENCE_END.search(lines[0]) or DATELINE.match(lines[0]):
        return None
    return lines[0]


def _from_lede(body: str) -> str:
    """A working title: the first words of the first sentence, without its dateline."""
    lede = DATELINE.sub("", " ".join(body.split()), count=1)
    first = re.split(r"(?<=[.!?])\s", lede, maxsplit=1)[0].rstrip(".")
    first = re.sub(r"[*_`#>\[\]]", "", first).strip() or "Untitled"
    return first if len(first) <= LEDE_TITLE else first[:LEDE_TITLE].rsplit(" ", 1)[0] + " …"


def _from_dateline(body: str, known: dict[str, str], today: date) -> tuple[dict[str, str], str]:
    """What is known, with place and date of a dateline, and a note where the year is a guess."""
    found = DATELINE.match(body.lstrip("*_ \n"))
    if not found:
        return known, ""
    known = {"place": _place(found["place"]), **known}
    if not found["date"] or "date" in known:
        return known, ""
    times = try_derive(Document("", f"{found['date']}.", date=today.isoformat()))[0].times
    edtf = times[0].edtf if times else None
    if not edtf or not PLAIN_DAY.fullmatch(edtf):
        return known, ""
    if YEAR.search(found["date"]):
        return {**known, "date": edtf}, ""
    day = edtf[4:]
    year = today.year if f"{today.year:04d}{day}" <= today.isoformat() else today.year - 1
    taken = f"{year:04d}{day}"
    return {**known, "date": taken}, f"the dateline names no year: taken for {taken}; give --date if it is another"


def _place(words: str) -> str:
    return " ".join(word if len(word) <= 2 or word.endswith(".") else word.title() for word in words.split())


def _escaped(paragraph: str) -> str:
    """Plain text as Markdown that reads the same."""
    inline = INLINE_MARKUP.sub(r"\\\g<0>", paragraph).replace("\\&", "&amp;").replace("\\<", "&lt;")
    return LINE_MARKUP.sub(lambda m: f"{m[1]}\\{m[2]}" if not m[2].isdigit() else f"{m[1]}{m[2]}\\", inline, count=1)


def _written(known: dict[str, str]) -> str:
    """Tidy front matter: fixed order, quotes only where YAML needs them."""
    return "".join(f"{key}: {_scalar(known[key])}\n" for key in KEYS if known.get(key))


def _scalar(value: str) -> str:
    value = " ".join(value.split())
    plain = re.fullmatch(r"[^\W_][^:#\"\\{}\[\],&*!|>%@`]*(?::(?=\S)[^:#\"\\]*)*", value)
    return value if plain and not value.endswith(" ") else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
