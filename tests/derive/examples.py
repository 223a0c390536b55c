"""Plain-text examples of derivation, which anybody can extend without reading Python.

An example is a heading (`== why`), the text (published on 2009-10-13 unless a line `published: …` says otherwise), and lines of
what is to be found, a kind at their start. Every kind that is named must be found exactly so, in the order of the text; `none`
says that nothing of the kind is there. Kinds: name, role, date, quote, reported, position, event, topic, point (a key point), figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.derive import derive
from generator.derive.syntax.document import Document
from generator.model.findings import Bound, Findings, Form

KINDS = ("name", "role", "date", "quote", "reported", "position", "event", "topic", "point", "figure")
LINE = re.compile(rf"^({'|'.join(KINDS)}|published): (.*)$")


@dataclass
class Example:
    """One example: why it is there, the text, and what is expected of it."""

    why: str
    text: str = ""
    published: str | None = "2009-10-13"
    expected: dict[str, list[str]] = field(default_factory=dict)


def read(name: str) -> list[Example]:
    """The examples of a file beside this one."""
    examples: list[Example] = []
    for raw in (Path(__file__).parent / name).read_text("utf-8").splitlines():
        line = raw.strip()
        if line.startswith("== "):
            examples.append(Example(line.removeprefix("== ")))
        elif match := LINE.match(line):
            if match[1] == "published":
                examples[-1].published = None if match[2] == "unknown" else match[2]
            else:
                found = examples[-1].expected.setdefault(match[1], [])
                found.extend([] if match[2] == "none" else [match[2]])
        elif line and not line.startswith("#"):
            examples[-1].text += ("\n" if examples[-1].text else "") + line
    return examples


def found(example: Example) -> dict[str, list[str]]:
    """Return the findings, in the words of the examples, for the kinds that the example names."""
    findings = derive(Document("example", example.text, date=example.published))
    told: dict[str, Callable[[Findings], Iterator[str]]] = {
        "name": _names,
        "role": _roles,
        "date": _dates,
        "quote": _direct,
        "reported": _reported,
        "position": _positions,
        "event": _events,
        "topic": _topics,
        "point": _key_points,
        "figure": _figures,
    }
    return {kind: list(told[kind](findings)) for kind in example.expected}


def _of(findings: Findings) -> dict[str | None, str]:
    return {entity.id: entity.name for entity in findings.entities}


def _names(findings: Findings) -> Iterator[str]:
    entities = {entity.id: entity for entity in findings.entities}
    for mention in findings.mentions:
        entity = entities[mention.entity]
        form = "" if mention.form is Form.NAME else f", {mention.form.value}"
        yield f"{mention.evidence.text} = {entity.name} ({entity.kind.value}{form})"


def _roles(findings: Findings) -> Iterator[str]:
    names = _of(findings)
    for role in findings.roles:
        of = f", of {names[role.affiliation]}" if role.affiliation else ""
        yield f"{role.title} = {names[role.entity]}{of}"


def _dates(findings: Findings) -> Iterator[str]:
    for time in findings.times:
        by = f", by {time.not_after}" if time.not_after else f", from {time.not_before}" if time.not_before else ""
        value = time.edtf or (
            f"open {time.timex_value}" if time.timex_type in {"DATE", "TIME"} else f"{time.timex_type} {time.timex_value}"
        )
        yield f"{time.evidence.text} = {value}{by}"


def _topics(findings: Findings) -> Iterator[str]:
    return (topic.label for topic in findings.topics)


def _key_points(findings: Findings) -> Iterator[str]:
    return (point.evidence.text for point in findings.key_points)


def _figures(findings: Findings) -> Iterator[str]:
    names = _of(findings)
    for figure in findings.figures:
        value = figure.value + (f" to {figure.value_to}" if figure.value_to else "")
        bound = f"{figure.bound.value} " if figure.bound is not Bound.EXACTLY else ""
        change = f"{figure.change.value} " if figure.change else ""
        number = change + bound + " ".join(filter(None, (value, figure.unit)))
        source = names.get(figure.source) or figure.source_text
        parts = (figure.counts, figure.date, f"by {source}" if source else "")
        yield " | ".join((number, *filter(None, parts)))


def _direct(findings: Findings) -> Iterator[str]:
    return _quotes(findings, direct=True)


def _reported(findings: Findings) -> Iterator[str]:
    return _quotes(findings, direct=False)


def _quotes(findings: Findings, *, direct: bool) -> Iterator[str]:
    names = _of(findings)
    for quote in findings.quotes:
        if quote.direct is direct:
            speaker = names.get(quote.speaker) or f"[{quote.speaker_text or '?'}]"
            of = f" of {names[quote.affiliation]}" if quote.affiliation and not quote.speaker else ""
            hearer = names.get(quote.addressee) or quote.addressee_text
            to = f" to {hearer}" if hearer else ""
            on = f" on {quote.said_on}" if quote.said_on else ""
            yield f"{speaker}{of} {quote.cue or '-'}{to}{on}: {quote.evidence.text}"


def _positions(findings: Findings) -> Iterator[str]:
    names = _of(findings)
    for p in findings.positions:
        parts = [names[p.entity], p.stance.value, ("not " if p.negated else "") + p.verb, p.object]
        parts += [part for part in (p.hedge, p.condition, p.said_on) if part]
        parts += [f"by {p.reported_by_text}"] if p.reported_by_text else []
        yield " | ".join(parts)


def _events(findings: Findings) -> Iterator[str]:
    names = _of(findings)
    for event in findings.events:
        who = ", ".join(names[entity] for entity in event.entities)
        yield " | ".join(part for part in (event.date or "undated", who, names.get(event.place, "")) if part)
