"""Decisions on what one report says: edits of its front matter, each checked against the words and findings of the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from generator.build.desk.drafts import Draft, draft_of
from generator.build.desk.refusals import HERE, refused
from generator.build.desk.subjects import Desk, find_actor, near, subject
from generator.build.report_cache import ReportCache
from generator.content import front_matter_keys as declared
from generator.content.editing.styles import Value
from generator.content.plain_characters import on_one_line
from generator.model.article import Article
from generator.model.decisions import (
    AddFinding,
    DateIs,
    HolderIs,
    LeaveOut,
    NotSameEvent,
    Of,
    SameEvent,
    SpeakerIs,
    ThisIs,
    TopicIs,
)
from generator.model.findings import Event, Findings, Kind, Position, Quote
from generator.model.kinds import KIND_BY_NAME, KINDS
from generator.model.permalinks import slug_of
from generator.model.problems import InputError
from generator.model.wording import folded
from generator.report import account
from generator.report.near_words import near_words

ReportDecision = LeaveOut | ThisIs | SpeakerIs | DateIs | HolderIs | TopicIs | SameEvent | NotSameEvent | AddFinding
DATE, EVENT = "date", "event"
NAMING_FIELDS = frozenset({"actor", "speaker", "addressee", "actors", "place", "source", "reported_by"})
COPY_WORDS = "copy words of one line from the report"


@dataclass(frozen=True, slots=True)
class UncorrectedReport:
    """A report with what the machine found in it, before any correction."""

    file: str
    article: Article
    found: Findings

    def named(self, entity: str | None) -> str:
        """Return the name of an entity; empty for None."""
        return next((one.name for one in self.found.entities if one.id == entity), "")


def derived(desk: Desk, report: str) -> UncorrectedReport:
    """Return a report by its slug or file. Raises InputError where there is none, or it cannot be read."""
    project = desk.assembled.project
    file = report if report in project.reports else desk.index.reports.files_of([slug_of(report)]).get(slug_of(report), "")
    if file not in project.reports:
        raise refused(HERE, f"there is no report {report!r}", "write the name of a file in content/articles/")
    cache = ReportCache(project, desk.assembled.cache, unwritten=desk.assembled.reports.unwritten)
    given = cache.input(file)
    if given is None:
        raise InputError(cache.problems)
    article, found, _ = account.parse_report(given, [], [])
    return UncorrectedReport(file, article, found)


def draft(desk: Desk, decision: ReportDecision) -> tuple[ReportDecision, Draft]:
    """Return a decision on a report in the words that are written, and the edit that says it. Raises InputError."""
    report = derived(desk, decision.report)
    start = draft_of(desk.assembled.project.root, report.file, declared.REPORT)
    slug = report.article.slug
    if isinstance(decision, TopicIs):
        name = _topic(desk, report, decision.topic)
        return replace(decision, report=slug, topic=name), start.with_name("topics", name)
    if isinstance(decision, LeaveOut):
        found = _rejection(report, decision)
        by = {"kind": found.get("kind", ""), "text": found.get("text", ""), "finding": found.get("id", "")}
        return replace(decision, report=slug, **by), start.with_mapping("reject", {**found, "why": decision.why})
    if isinstance(decision, SameEvent | NotSameEvent):
        entry = _event_correction(desk, report, decision)
        other = entry.get("same_as") or entry.get("not_same_as")
        return replace(decision, report=slug, text=entry["text"], other=other), start.with_mapping("events", entry)
    rejected, kind, text, fields = _addition(desk, report, decision)
    if rejected:
        start = start.with_mapping("reject", {"id": rejected, "why": decision.why})
    said = _said(report, text)
    added = {"kind": kind, "text": said, **fields, "why": "" if rejected else decision.why}
    return replace(decision, report=slug, text=said), start.with_mapping("add", added)


def finding(report: UncorrectedReport, kind: str, text: str, identifier: str = "") -> Any | None:
    """Return the first finding of a kind by its id, else by its words, else by some of them; None where there is none."""
    found = KIND_BY_NAME[kind].of(report.found)
    if identifier:
        return next((one for one in found if is_called(one, identifier)), None)
    words = on_one_line(text)
    in_words = [(on_one_line(one.evidence.text), one) for one in found]
    whole = (one for told, one in in_words if told == words)
    return next(whole, None) or next((one for told, one in in_words if words and words in told), None)


def is_called(one: Any, identifier: str) -> bool:
    """Return whether a finding has an id: its own, or the one that it has on pages, which ends with its report's mark."""
    return bool(identifier) and one.id in {identifier, identifier.rpartition("-")[0]}


def _topic(desk: Desk, report: UncorrectedReport, said: str) -> str:
    topic = subject(desk, Of.TOPIC, said)
    name = topic.slug if topic.profile else topic.name
    if folded(name) in {folded(one.name) for one in report.article.topics} | {one.name for one in report.article.topics}:
        raise refused(report.file, f"the report is about {topic.name!r} already", "nothing need be done")
    return name


def _rejection(report: UncorrectedReport, decision: LeaveOut) -> dict[str, str]:
    """Return what rejects a finding: by its words where these are of no other of the kind, else by its id."""
    kinds = [KIND_BY_NAME[decision.kind]] if decision.kind in KIND_BY_NAME else [*KINDS]
    if not decision.finding:
        if decision.kind not in KIND_BY_NAME or not decision.text:
            raise refused(HERE, "this leaves nothing out", "say the finding's id, or its kind and words")
        return {"kind": decision.kind, "text": _said(report, decision.text)}
    for kind in kinds:
        for one in kind.of(report.found):
            if is_called(one, decision.finding):
                text = on_one_line(one.evidence.text)
                alike = [other for other in kind.of(report.found) if text in on_one_line(other.evidence.text)]
                by_words = len(alike) == 1 and text in report.article.text
                return {"kind": kind.name, "text": text} if by_words else {"id": one.id}
    raise refused(report.file, f"the machine found nothing {decision.finding!r} in the report", "reload the page")


def _event_correction(desk: Desk, report: UncorrectedReport, decision: SameEvent | NotSameEvent) -> dict[str, str]:
    other = derived(desk, decision.other)
    text = on_one_line(decision.text)
    if isinstance(decision, NotSameEvent):
        return {"text": text, "not_same_as": other.article.slug, "why": decision.why}
    return {"text": text, "same_as": other.article.slug, "words": on_one_line(decision.words), "why": decision.why}


Addition = tuple[str, str, str, dict[str, Value]]


def _addition(
    desk: Desk, report: UncorrectedReport, decision: ThisIs | SpeakerIs | DateIs | HolderIs | AddFinding
) -> tuple[str, str, str, dict[str, Value]]:
    """Return the id of the finding that is rejected, if one is, and the kind, words and fields of the one that is added."""
    if isinstance(decision, ThisIs):
        return "", "mention", decision.text, _mentioned(desk, decision.actor, decision.kind)
    if isinstance(decision, SpeakerIs):
        return _spoken(desk, report, decision)
    if isinstance(decision, HolderIs):
        return _held(desk, report, decision)
    if isinstance(decision, DateIs):
        return _dated(report, decision)
    if decision.kind not in KIND_BY_NAME:
        raise refused(HERE, f"there is no kind {decision.kind!r}", f"use one of {', '.join(KIND_BY_NAME)}")
    fields = {key: _listed(key, value) for key, value in decision.fields.items()}
    return "", decision.kind, decision.text, fields


def _mentioned(desk: Desk, said: str, kind: Kind | None) -> dict[str, Value]:
    actor = find_actor(desk, said)
    if actor is None and kind is None:
        todo = near(desk, Of.ACTOR, said) or "say what it is, for somebody new"
        raise refused(HERE, f"nobody in the dossier is called {said!r}", todo)
    return {"actor": actor.name} if actor else {"actor": said, "actor_kind": kind.value if kind else ""}


def _spoken(desk: Desk, report: UncorrectedReport, decision: SpeakerIs) -> Addition:
    quote: Quote | None = finding(report, "quote", decision.text, decision.finding)
    speaker = subject(desk, Of.ACTOR, decision.speaker).name
    if quote is None:
        return "", "quote", decision.text, {"speaker": speaker}
    if quote.speaker and report.named(quote.speaker) == speaker and quote.speakers == (quote.speaker,):
        raise refused(report.file, f"{speaker!r} says it already", "nothing need be done")
    fields: dict[str, Value] = {
        "speaker": speaker,
        "cue": quote.cue or "",
        "addressee": report.named(quote.addressee),
        "said_on": quote.said_on or "",
        "direct": "" if quote.direct else "no",
    }
    return quote.id, "quote", quote.evidence.text, fields


def _held(desk: Desk, report: UncorrectedReport, decision: HolderIs) -> Addition:
    position: Position | None = finding(report, "position", decision.text, decision.finding)
    if position is None:
        raise refused(report.file, f"the machine found no position in the words {decision.text!r}", "add one instead")
    fields: dict[str, Value] = {
        "actor": subject(desk, Of.ACTOR, decision.actor).name,
        "stance": position.stance.value,
        "object": position.object,
        "polarity": position.polarity.value,
        "said_on": position.said_on or "",
        "condition": position.condition or "",
        "reported_by": report.named(position.reported_by),
    }
    return position.id, "position", position.evidence.text, fields


def _dated(report: UncorrectedReport, decision: DateIs) -> Addition:
    if decision.kind not in {DATE, EVENT}:
        raise refused(HERE, f"a {decision.kind} has no date to be set", "say `date` or `event`")
    one = finding(report, decision.kind, decision.text, decision.finding)
    if decision.kind == DATE:
        return one.id if one else "", DATE, one.evidence.text if one else decision.text, {"edtf": decision.edtf}
    event: Event | None = one
    if event is None:
        raise refused(report.file, f"no event is told in the words {decision.text!r}", "add one instead")
    fields: dict[str, Value] = {
        "date": decision.edtf,
        "actors": [report.named(entity) for entity in event.entities],
        "place": report.named(event.place),
    }
    return event.id, EVENT, event.evidence.text, fields


def _listed(key: str, value: str) -> Value:
    row = declared.ADDITION.find(key)
    return value.split("\n") if row and row.type is declared.NAMES else value


def _said(report: UncorrectedReport, text: str) -> str:
    """Return words as front matter has them: on one line, and as the report says them. Raises InputError."""
    words = on_one_line(text)
    if words and words in report.article.text:
        return words
    longest = max((on_one_line(line) for line in text.split("\n")), key=len)
    if "\n" in text and longest and longest in report.article.text:
        return longest
    todo = near_words(words, report.article.text) or COPY_WORDS
    raise refused(report.file, f"the report does not say {words!r}", todo)


def names_in(fields: Iterable[tuple[str, str]]) -> set[str]:
    """Return whom the fields of an addition name, folded."""
    return {folded(name) for key, value in fields if key in NAMING_FIELDS for name in value.split("\n")}
