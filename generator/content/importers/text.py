"""Reports in plain text or Markdown as article files; a title, place and date that nothing else says come from the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.content import front_matter
from generator.content.decoding import decoded
from generator.content.front_matter import Refused, YamlNode
from generator.content.importers.importer import Imported
from generator.content.parse import UNKNOWN_DATE
from generator.derive import try_derive
from generator.derive.syntax.document import Document
from generator.model.permalinks import slugs
from generator.model.problems import Problem, Where

TEXT_KEYS = ("title", "date", "source", "url", "author", "lang", "place", "time_zone", "summary", "slug", "own_text")
LIST_KEYS = ("topics", "reject", "add", "events")
OTHER_SPELLINGS = {"published": "date", "language": "lang"}
"""Keys of other programs' front matter that mean one of ours, which wins where both stand there."""
WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
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
class OwnFrontMatter:
    """The front matter of a Markdown file that is brought in, and the text below it."""

    texts: dict[str, str]
    """The values of TEXT_KEYS that stand there, each on one line."""
    lists: dict[str, YamlNode]
    """The values of LIST_KEYS that stand there."""
    unknown: dict[str, YamlNode]
    """Keys that a report has not; the file gets them as comments."""
    body: str


def read(content: bytes, name: str, options: Mapping[str, str], today: date, problems: list[Problem]) -> Imported | None:
    """Return a text file's report as an article file; see `Importer`."""
    text = decoded(content, name, problems)
    if text is None:
        return None
    try:
        return article_file(name, text, options, today)
    except Refused as refused:
        problems.append(refused.problem)
    except ValueError as error:
        problems.append(Problem(Where(name), str(error), "end it with a line of three dashes"))
    return None


def article_file(name: str, text: str, options: Mapping[str, str], today: date) -> Imported:
    """An article file from a report's text. `options` (front matter keys) wins over what the text says of itself.

    A dateline without a year is taken for the latest such day up to `today`, with a note that says so.

    Raises Refused or ValueError when a Markdown file's own front matter cannot be read.
    """
    own = _own(name, text)
    known = {**own.texts, **options}
    body = own.body.strip("\n")
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
    notes = [words for words in (note, _note_of_unknown(own.unknown)) if words]
    return Imported(f"{stem}.md", f"---\n{_front_matter(known, own)}---\n\n{marked}\n", "; ".join(notes))


def _own(name: str, text: str) -> OwnFrontMatter:
    """The front matter of a Markdown file and the rest; other files have none. Raises Refused or ValueError."""
    if not name.endswith(MARKDOWN_ENDINGS):
        return OwnFrontMatter({}, {}, {}, text)
    head, body, _ = front_matter.split(text)
    tree = front_matter.parse(head, name)
    if not isinstance(tree.value, dict):
        raise Refused(Problem(tree.where, "a list of `key: value` lines is expected here", "write `title: …` and the like"))
    nodes = {key: node for key, node in tree.value.items() if key not in OTHER_SPELLINGS}
    for key, ours in OTHER_SPELLINGS.items():
        if key in tree.value:
            nodes.setdefault(ours, tree.value[key])
    texts = {key: value for key in TEXT_KEYS if key in nodes and (value := _one_line(key, nodes[key]))}
    lists = {key: nodes[key] for key in LIST_KEYS if key in nodes and nodes[key].value}
    return OwnFrontMatter(texts, lists, {k: n for k, n in nodes.items() if k not in {*TEXT_KEYS, *LIST_KEYS}}, body)


def _one_line(key: str, node: YamlNode) -> str:
    """A value as one line of text; several (authors, for one) with commas between them. Raises Refused."""
    parts = node.value if isinstance(node.value, tuple) else (node,)
    texts = [" ".join(part.value.split()) for part in parts if isinstance(part.value, str)]
    if len(texts) < len(parts) or isinstance(node.value, dict):
        raise Refused(Problem(node.where, f"`{key}` must be text", f"write `{key}: …` on one line"))
    return ", ".join(WIKI_LINK.sub(r"\1", words) for words in texts if words)


def _note_of_unknown(unknown: dict[str, YamlNode]) -> str:
    keys = ", ".join(f"`{key}`" for key in unknown)
    return f"a report has no key {keys}: kept as a comment in the front matter" if keys else ""


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
    """Return the known fields with place and date of a dateline, and a note where the year is a guess."""
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


def _front_matter(known: dict[str, str], own: OwnFrontMatter) -> str:
    """Tidy front matter: fixed order, quotes only where YAML needs them, keys that a report has not as comments."""
    texts = [f"{key}: {front_matter.scalar(known[key])}\n" for key in TEXT_KEYS if known.get(key)]
    lists = [front_matter.entry(key, node) for key, node in own.lists.items()]
    comments = [f"# {front_matter.scalar(key)}: {front_matter.one_line(node)}\n" for key, node in own.unknown.items()]
    return "".join([*texts, *lists, *comments])
