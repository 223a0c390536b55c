"""The target of assembling: reports with random findings, which they bear out, are put together to a site.

Findings are the derived ones with random changes: other words, other entities, other dates, doubles, mentions left out.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import fields, replace

from generator.content import parse
from generator.content.config import Config
from generator.derive import derive
from generator.derive.gate import gate
from generator.derive.syntax.document import Document
from generator.model.findings import Entity, Evidence, Findings, Kind, Part, Participant, Span
from generator.model.kinds import KINDS, FindingKind
from generator.report import findings_file
from generator.report.statements import document
from quality.fuzz.material import news, sentences
from quality.fuzz.projects import MEMORY, check_rows, quick, run
from quality.fuzz.runs import LawBroken, Target
from quality.fuzz.trees import write_theme

Change = tuple[str, int, int, int, int]
"""What is changed, and numbers that say which finding, which field, and to what."""
Reported = tuple[str, tuple[Change, ...]]
HOW = ("field", "field", "field", "evidence", "double", "without", "entity", "mention")
DATES = (
    "2009-10-13",
    "2009-10",
    "2009",
    "2021-03-05",
    "2009-10-13/2009-10-15",
    "2009?",
    "1984~",
    "2009-12-XX",
    "0001",
    "9999-12-31",
    "../2010",
    "2021-21",
    None,
)
WEIGHTS = (0, 1, 2, 17, 9_999, 10_000)


def assembling() -> Target:
    """Return the target."""
    change = st.tuples(st.sampled_from(HOW), *[st.integers(0, 60)] * 4)
    text = st.one_of(news(), st.lists(sentences(), min_size=1, max_size=3).map("\n\n".join))
    reports = st.lists(st.tuples(text, st.lists(change, max_size=8).map(tuple)), min_size=1, max_size=4).map(tuple)
    themes = st.sampled_from(("plain", "plain", "plain", "briefing"))
    return Target("assembling", st.tuples(themes, reports), lambda case: _assemble(*case), times_itself=True)


def _assemble(theme: str, reports: tuple[Reported, ...]) -> None:
    with quick(), tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        root = Path(folder)
        for name in ("content/articles", "content/derived"):
            (root / name).mkdir(parents=True)
        (root / "briefing.toml").write_text(f'title = "T"\ntheme = "{theme}"\n', "utf-8")
        write_theme(root)
        for number, (text, changes) in enumerate(reports):
            _write(root, number, text, changes)
        ended = run(root, "build", "--jobs", "1", "--quiet")
        if ended.code or ended.err:
            raise LawBroken("findings that reports bear out are put together to a site", ended.err)
        check_rows(run(root, "export").out)
        if theme == "briefing" and (checked := run(root, "check")).code:
            raise LawBroken("every link of the site leads somewhere", checked.out)


def _write(root: Path, number: int, text: str, changes: Sequence[Change]) -> None:
    """Write a report, and its file of findings."""
    name = f"content/articles/{number}.md"
    source = f"---\ntitle: Report {number}\ndate: 2021-03-0{number + 1}\nsource: News {number % 2}\n---\n\n{text}\n"
    (root / name).write_text(source, "utf-8")
    article = parse.article(name, source, config=Config(), problems=[])
    if article is None:
        raise LawBroken("a good report is read", source)
    doc = document(article)
    found = _changed(doc.text, derive(Document("", doc.text, doc.title, doc.date)), changes)
    of = findings_file.digest(doc, findings_file.fingerprint_of_rules())
    (root / f"content/derived/{number}.json").write_bytes(findings_file.encode(of, gate(doc.text, found)[0]))


def _changed(text: str, found: Findings, changes: Sequence[Change]) -> Findings:
    for how, which, number, other, third in changes:
        if how == "entity":
            name = _stretch(text, number, other % 4).text
            made = Entity(f"x{number}", name, list(Kind)[third % len(Kind)])
            found = replace(found, entities=(*found.entities, made)) if made.id not in {e.id for e in found.entities} else found
            continue
        kind = KINDS[0] if how == "mention" else KINDS[which % len(KINDS)]
        ones = list(kind.of(found))
        if not ones:
            continue
        at = number % len(ones)
        if how == "without":
            del ones[at]
        elif how == "double":
            ones.append(replace(ones[at], id=f"{ones[at].id}-{len(ones)}", evidence=_stretch(text, other, third)))
        elif how == "evidence":
            ones[at] = _moved(text, ones[at], other, third)
        else:
            ones[at] = _with_field(text, found, kind, ones[at], other, third)
        ones.sort(key=lambda one: (one.evidence.start, one.evidence.end))
        found = replace(found, **{kind.field: tuple(ones)})
    return found


def _moved(text: str, finding: Any, number: int, words: int) -> Any:
    """Return a finding that rests on other words; a quote's segments are these."""
    evidence = _stretch(text, number, words)
    if hasattr(finding, "segments"):
        return replace(finding, evidence=evidence, segments=(Span(evidence.start, evidence.end),))
    return replace(finding, evidence=evidence)


def _with_field(text: str, found: Findings, kind: FindingKind, finding: Any, which: int, number: int) -> Any:
    """Return a finding with another value in one field, of the sort that stands there."""
    names = [field.name for field in fields(finding) if field.name not in {"id", "evidence", "rule", "segments"}]
    name = names[which % len(names)]
    value = getattr(finding, name)
    entity = found.entities[number % len(found.entities)].id if found.entities else "x"
    if name in {kind.required_entity, *kind.optional_entities}:
        value = entity if name == kind.required_entity or number % 3 else None
    elif name == kind.entity_list:
        value = (entity, *value)[: number % 4]
    elif name == kind.participant_list:
        value = (Participant(entity, list(Part)[number % len(Part)]), *value)[: number % 4]
    elif name in kind.date_fields:
        value = DATES[number % len(DATES)]
    elif name in (*kind.quoted_fields, *kind.worded_fields):
        value = _stretch(text, number, number % 7).text
    elif isinstance(value, bool):
        value = not value
    elif isinstance(value, Enum):
        value = list(type(value))[number % len(type(value))]
    elif isinstance(value, int):
        value = WEIGHTS[number % len(WEIGHTS)]
    return replace(finding, **{name: value})


def _stretch(text: str, number: int, words: int) -> Evidence:
    """Return some words of a text, from the given one on."""
    spans, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        spans.append((at, at + len(word)))
        at += len(word)
    first = number % len(spans)
    start, end = spans[first][0], spans[min(first + words % 9, len(spans) - 1)][1]
    return Evidence(start, end, text[start:end])
