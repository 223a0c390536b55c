"""`briefing export`, the published interface for other programs: one JSON row an article, offsets into the row's own `text`.

`--as` writes the same findings in forms that other programs read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from generator.commands.printing import DONE, print_lines, print_rows, warn
from generator.content import contradictions, files, machine_files
from generator.content.files import Outline
from generator.content.holding import held_back, hold_in
from generator.derive import derivers, try_derive
from generator.derive.syntax.document import Document
from generator.dossier import resolved_statements
from generator.dossier.index.topic_summaries import summary
from generator.dossier.resolve import events, topics
from generator.dossier.resolve.actors import ResolvedActors, counted, resolve
from generator.dossier.resolve.texts import texts_of
from generator.dossier.resolve.topic_patterns import TopicPatterns
from generator.dossier.resolve.topics_of_report import TopicsOfReport
from generator.model.article import Article
from generator.model.findings import Findings, Kind
from generator.model.permalinks import slug_in
from generator.model.problems import InputError, Problem, Where
from generator.model.profiles import ActorProfile, TopicProfile
from generator.model.statements import Account, Report
from generator.model.wording import folded
from generator.render.formats import discourse_network, entities, web_annotations
from generator.report import failures, findings_file
from generator.report.account import ReportInput, parse_report
from generator.report.corrections import apply, directory
from generator.report.exported import ActorOfRow, ExportedActor, ExportedReport, Row, row, spot
from generator.report.questions import question_about
from generator.report.sketch import sketch
from generator.report.statements import account, mention_counts, whole_document
from generator.runtime import clock, processes


class InputRow(NamedTuple):
    """One row of a JSON Lines file: its place, its line, and the document in it."""

    where: Where
    line: bytes
    doc: Document


class DerivedReport(NamedTuple):
    """An article with its findings."""

    article: Article
    findings: Findings


@dataclass(frozen=True, slots=True)
class CorrectedProject:
    """A project's reports with their findings as people corrected them, oldest report first."""

    outline: Outline
    reports: Sequence[DerivedReport]
    dossier: _Dossier

    @property
    def site(self) -> str:
        """The address of its site, or empty."""
        return self.outline.config.base_url


def run(parsed: argparse.Namespace) -> int:
    """Print a row a report."""
    processes.collect_garbage_less_often()
    warnings: list[Problem] = []
    if parsed.form:
        project = read_project(parsed.project, warnings)
        print_lines(STANDARDS[parsed.form](project.site, exported_reports(project)))
    elif parsed.jsonl:
        with open_lines(parsed.jsonl) as lines:
            print_rows(dossier_rows(read_rows(parsed.jsonl, lines), warnings))
    else:
        print_rows(project_rows(parsed.project, warnings))
    warn(warnings)
    return DONE


def open_lines(name: str) -> Any:
    """Open a file to read its lines as bytes; "-" is standard input."""
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb") if name == "-" else Path(name).open("rb")


def read_rows(name: str, lines: Iterable[bytes]) -> Iterator[InputRow]:
    """Read JSON Lines of articles (`id`, `title`, `date`, `text`); blank lines are skipped.

    `name` is that of the file. Raises InputError on a line that is not an object with a `text`.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                fields = msgspec.json.decode(line, type=_RowFields)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                wrong = f"this line is no article as JSON: {error}"
                todo = 'write {"id": "…", "title": "…", "date": "2009-10-13", "text": "…"}, an article a line'
                raise InputError([Problem(Where(name, number), wrong, todo)]) from error
            doc = Document(str(fields.id), fields.text, fields.title or "", fields.date, fields.lang)
            yield InputRow(Where(name, number), line, doc)


def derive_row(given: InputRow) -> tuple[bytes, list[Problem]]:
    """Return the row of a single article, as JSON, and warnings of what could not be derived."""
    findings, warnings = _derive(given)
    return msgspec.json.encode(row(given.doc, findings)), warnings


def dossier_rows(rows: Iterable[InputRow], warnings: list[Problem]) -> Iterator[Row]:
    """Return the rows of articles that are one dossier, in their order: an actor is the same across rows."""
    ids: list[str] = []
    reports: list[DerivedReport] = []
    for number, given in enumerate(rows):
        findings, failed = _derive(given)
        warnings += failed
        ids.append(given.doc.id)
        reports.append(DerivedReport(_article(number, given.doc), findings))
    for identifier, exported in zip(ids, _rows(reports, _Dossier(reports, ()), ()), strict=True):
        copy_of = exported["copy_of"]
        yield exported | {"id": identifier, "copy_of": None if copy_of is None else ids[int(copy_of)]}


def project_rows(root: Path, warnings: list[Problem]) -> Iterator[Row]:
    """Return the rows of a project's reports as corrected, oldest report first. Raises InputError with all problems."""
    project = read_project(root, warnings)
    return _rows(project.reports, project.dossier, project.outline.actors)


def read_project(root: Path, warnings: list[Problem]) -> CorrectedProject:
    """Return a project's reports as corrected, oldest report first. Raises InputError with all problems."""
    problems: list[Problem] = []
    outline = files.read_outline(root, problems)
    warnings += outline.refused
    derived = list(_read_reports(root, outline, problems, warnings))
    articles = [report.article for report in derived]
    files.refuse_contradictions(outline, articles, problems, [(article.slug, article.path) for article in articles])
    problems += contradictions.unknown_reports(articles, {article.slug for article in articles})
    if problems:
        raise InputError(problems)
    by_slug = sorted(derived, key=lambda report: report.article.slug)
    people = directory([entity for report in by_slug for entity in report.findings.entities], outline.actors)
    reports = [
        DerivedReport(article, apply(article, findings, people, problems))
        for article, findings in sorted(derived, key=lambda report: (report.article.date or "", report.article.slug))
    ]
    dossier = _Dossier(reports, outline.topics)
    problems += _unknown_topics(dossier)
    if problems:
        raise InputError(problems)
    return CorrectedProject(outline, reports, dossier)


def exported_reports(project: CorrectedProject) -> list[ExportedReport]:
    """Return a project's reports for forms other than rows."""
    actors = _actors_by_report(project.reports, project.outline.actors)
    names = exported_actors(project.reports, actors, project.outline.actors)
    return [
        ExportedReport(
            article,
            findings,
            {entity: names[slug] for entity, (slug, *_) in known.items()},
            tuple(label or "" for label in project.dossier.topics_of(told)["positions"]),
        )
        for (article, findings), told, known in zip(project.reports, project.dossier.accounts, actors, strict=True)
    ]


def exported_actors(
    reports: Sequence[DerivedReport], actors: Sequence[Mapping[str, ActorOfRow]], profiles: Sequence[ActorProfile]
) -> dict[str, ExportedActor]:
    """Return all actors by their slugs, with the names and titles that reports give them and what editors wrote."""
    names: dict[str, set[str]] = defaultdict(set)
    titles: dict[str, set[str]] = defaultdict(set)
    for (_, findings), known in zip(reports, actors, strict=True):
        for entity in findings.entities:
            if entity.id in known:
                names[known[entity.id][0]] |= {entity.name, *entity.aliases}
        for role in findings.roles:
            if role.entity in known:
                titles[known[role.entity][0]].add(role.title)
    written = {profile.slug: profile for profile in profiles}
    named = {actor[0]: actor for known in actors for actor in known.values()}
    return {slug: _exported_actor(actor, written.get(slug), names[slug], titles[slug]) for slug, actor in named.items()}


def _exported_actor(actor: ActorOfRow, profile: ActorProfile | None, names: set[str], titles: set[str]) -> ExportedActor:
    slug, name, kind = actor
    others = tuple(sorted({*names, *(profile.aliases if profile else ())} - {name}))
    if profile is None:
        return ExportedActor(slug, name, kind, others, tuple(sorted(titles)), has_page=kind != Kind.PLACE)
    return ExportedActor(
        slug,
        name,
        kind,
        others,
        tuple(sorted(titles)),
        summary=profile.summary,
        wikidata=profile.wikidata,
        country_code=profile.iso,
        has_page=not profile.hide,
    )


def _derive(given: InputRow) -> tuple[Findings, list[Problem]]:
    findings, failed = try_derive(given.doc)
    return findings, failures.of_row(given.where, given.line.decode(errors="replace"), failed)


def _read_reports(root: Path, outline: Outline, problems: list[Problem], warnings: list[Problem]) -> Iterator[DerivedReport]:
    """Read each report with its findings, stored or derived; those that cannot be read are noted as problems."""
    rules = derivers.fingerprint(outline.config.use, findings_file.fingerprint_of_rules())
    zone, now = outline.config.time_zone, clock.now()
    for path, name in outline.reports:
        text = files.text_of(path, name, problems)
        if text is None:
            continue
        hold = hold_in(name, text, outline.config)
        if hold and held_back(hold, zone, now):
            continue
        stored, answers = (
            machine_files.stored_findings(root, slug_in(text, name), warnings),
            _answers(root, name, text, outline),
        )
        report = ReportInput(name, text, outline.config, rules, stored, None, answers)
        try:
            article, findings, _ = parse_report(report, warnings, warnings)
        except InputError as error:
            problems += error.problems
        else:
            yield DerivedReport(article, findings)


def derived_reports(root: Path, warnings: list[Problem]) -> Iterator[DerivedReport]:
    """Return a project's reports with their findings as derived, without corrections. Raises InputError with all problems."""
    problems: list[Problem] = []
    outline = files.read_outline(root, problems)
    derived = list(_read_reports(root, outline, problems, warnings))
    if problems:
        raise InputError(problems)
    yield from derived


def _answers(root: Path, name: str, text: str, outline: Outline) -> dict[str, bytes]:
    """Return what a language model answered to what it is asked of a report, if the project has one and kept the answer."""
    asked = question_about(name, text, outline.config) if outline.config.llm.rule in outline.config.use else None
    raw = machine_files.kept_answer(root, asked.hash, []) if asked else None
    return {asked.hash: raw} if asked and raw else {}


def _unknown_topics(dossier: _Dossier) -> list[Problem]:
    """Return a problem for each topic in a report's front matter that is none of the dossier's."""
    labels = {folded(label.text) for one in dossier.accounts for label in one.labels}
    unknown = (topic for one in dossier.accounts if one.article.topics for topic in dossier.matcher.about(one)[1])
    return [dossier.matcher.unknown_topic(topic) for topic in unknown if folded(topic.name) not in labels]


def _rows(reports: Sequence[DerivedReport], dossier: _Dossier, profiles: Sequence[ActorProfile]) -> Iterator[Row]:
    """Return the rows of a dossier's reports; its actors are those whom some report mentions."""
    resolved = resolve(counted(entity for report in reports for entity in report.findings.entities), profiles)
    slugs_by_report = _slugs_by_report(reports, resolved)
    copied_from = _copied_from([article for article, _ in reports])
    happening_of = _happenings(dossier.accounts, slugs_by_report, copied_from)
    all_known = _mentioned_actors(reports, resolved, slugs_by_report)
    for (article, findings), told, known in zip(reports, dossier.accounts, all_known, strict=True):
        exported_row = row(whole_document(article), findings, known) | {"copy_of": copied_from.get(article.slug)}
        exported_row["events"] = [
            one | {"happening": happening_of[f"{article.slug}/{event.id}"]}
            for one, event in zip(exported_row["events"], told.happenings, strict=True)
        ]
        yield _with_topics(exported_row, dossier.topics_of(told))


def _actors_by_report(reports: Sequence[DerivedReport], profiles: Sequence[ActorProfile]) -> list[dict[str, ActorOfRow]]:
    """Return the actors of each report by its entities' ids."""
    resolved = resolve(counted(entity for report in reports for entity in report.findings.entities), profiles)
    return _mentioned_actors(reports, resolved, _slugs_by_report(reports, resolved))


def _slugs_by_report(reports: Sequence[DerivedReport], resolved: ResolvedActors) -> list[dict[str, str]]:
    return [{one.id: resolved.actor_of[one.name, one.kind] for one in report.findings.entities} for report in reports]


def _mentioned_actors(
    reports: Sequence[DerivedReport], resolved: ResolvedActors, slugs_by_report: Sequence[Mapping[str, str]]
) -> list[dict[str, ActorOfRow]]:
    """Return the actors of each report by its entities' ids, without those whom no report mentions."""
    pairs = list(zip(reports, slugs_by_report, strict=True))
    mentioned = {slugs[entity] for report, slugs in pairs for entity in mention_counts(report.findings)}
    exported = {one.slug: (one.slug, one.name, one.kind.value) for one in resolved.actors if one.slug in mentioned}
    return [{entity: exported[slug] for entity, slug in slugs.items() if slug in exported} for slugs in slugs_by_report]


def _happenings(
    accounts: Sequence[Account], actors_by_report: Sequence[Mapping[str, str]], copied_from: Mapping[str, str]
) -> dict[str, str]:
    """Return the id of the event that each telling is of, by report and id."""
    return events.happenings(
        [
            events.telling(event, told.article.date, copied_from.get(told.article.slug, told.article.slug))
            for told, actors in zip(accounts, actors_by_report, strict=True)
            for event in resolved_statements.happenings(Report(told, actors))
        ]
    )


def _copied_from(articles: Sequence[Article]) -> dict[str, str]:
    """Return by slug the slug of the first article that has the same text, or nearly, for all others that have it."""
    ordered = sorted(articles, key=lambda article: (article.date or "", article.slug))
    first = texts_of([() if article.own_text else sketch(article.read_text) for article in ordered])
    return {ordered[at].slug: ordered[of].slug for at, of in enumerate(first) if of != at}


def _with_topics(exported: Row, of_report: Row) -> Row:
    """Return a report's row with the dossier's topics: its own, that of each position, and those of each event."""
    positions = [one | {"topic": topic} for one, topic in zip(exported["positions"], of_report["positions"], strict=True)]
    events = [one | {"topics": found} for one, found in zip(exported["events"], of_report["events"], strict=True)]
    return exported | {"topics": of_report["topics"], "positions": positions, "events": events}


class _Dossier:
    """The accounts of all reports, and their topics."""

    def __init__(self, reports: Sequence[DerivedReport], profiles: Sequence[TopicProfile]) -> None:
        self.accounts = [account(article, findings) for article, findings in reports]
        by_date = sorted(self.accounts, key=lambda one: (one.article.date or "", one.article.slug))
        summaries = [summary(one) for one in topics.in_sample(by_date)]
        self.matcher = topics.matcher(summaries, profiles, TopicPatterns(profiles))
        self.names = {topic.slug: topic.name for topic in self.matcher.topics}

    def topics_of(self, told: Account) -> Row:
        """Return the topics of a report, and its positions and events with theirs, for its row."""
        about, _ = self.matcher.cited(told)
        of_report = TopicsOfReport(self.matcher, told, about)
        weights = {self.matcher.topic_called(label.text): label.weight for label in reversed(told.labels)}
        return {
            "topics": [
                spot(at.words) | {"label": self.names[slug], "weight": weights.get(slug, 1)} for slug, at in about.items()
            ],
            "positions": [self.names.get(of_report.of_stand(stand)[0] or "") for stand in told.stands],
            "events": [[self.names[slug] for slug in of_report.of_event(event)] for event in told.happenings],
        }


def _article(number: int, doc: Document) -> Article:
    """An article of a text that has no file: its number is its slug, since ids of rows may repeat."""
    return Article(
        slug=f"{number:06d}",
        path=doc.id,
        title=doc.title,
        date=doc.date,
        day=doc.date,
        source="",
        url="",
        author="",
        lang=doc.lang,
        place="",
        summary="",
        text=doc.text,
        tree=(),
    )


STANDARDS: Mapping[str, Callable[[str, Sequence[ExportedReport]], Iterator[bytes]]] = {
    "annotations": web_annotations.lines,
    "followthemoney": entities.lines,
    "dna": discourse_network.lines,
}
"""What writes the lines of a form, from the site's address and the reports."""


class _RowFields(msgspec.Struct):
    text: str
    id: str | int = ""
    title: str | None = None
    date: str | None = None
    lang: str = "en"
