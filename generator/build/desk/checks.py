"""Checks of a file as it would be once it is edited: read as a build reads it, with all that may contradict it.

An edit is refused that leaves anything wrong which was not wrong before, or that has no effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace as replaced

import msgspec

from generator.build.desk.drafts import FileEdit
from generator.build.desk.refusals import refused
from generator.build.desk.reports import UncorrectedReport, derived, names_in
from generator.build.desk.subjects import Desk
from generator.content import contradictions, files, parse
from generator.content.editing.lines import with_plain_ends
from generator.content.files import Outline
from generator.dossier.resolve.events import Telling
from generator.model.article import Article
from generator.model.problems import InputError, Problem
from generator.model.profiles import ActorProfile, TopicProfile
from generator.model.wording import folded
from generator.report import corrections

decode = msgspec.msgpack.decode


def refuse_wrong(desk: Desk, edit: FileEdit) -> None:
    """Raise InputError where a file cannot be as an edit leaves it."""
    check = _report if edit.path.startswith(f"{files.ARTICLES}/") else _profile
    check(desk, edit)


def _profile(desk: Desk, edit: FileEdit) -> None:
    outline, problems = desk.assembled.project.outline, list[Problem]()
    before = _read_profile(desk, edit.path, edit.before, [])
    after = _read_profile(desk, edit.path, edit.after, problems)
    if problems:
        raise InputError(problems)
    known = set(contradictions.contradictions((), outline.actors, outline.topics))
    changed = with_profile(outline, edit.path, after)
    wrong = [one for one in contradictions.contradictions((), changed.actors, changed.topics) if one not in known]
    of_kind: Sequence[ActorProfile | TopicProfile] = changed.actors if isinstance(after, ActorProfile) else changed.topics
    taken = [one for one in of_kind if after and one.slug == after.slug and one is not after]
    wrong += [Problem(one.where, f"the slug `{one.slug}` is taken already by this file", "rename it") for one in taken]
    if wrong:
        raise InputError(wrong)
    _refuse_lost_names(desk, before, after, changed)


def with_profile(outline: Outline, path: str, profile: ActorProfile | TopicProfile | None) -> Outline:
    """Return an outline with the profile of a file replaced, added or left out."""
    if path.startswith(f"{files.ACTORS}/"):
        given = (profile,) if isinstance(profile, ActorProfile) else ()
        return replaced(outline, actors=(*(one for one in outline.actors if one.where.path != path), *given))
    topic = (profile,) if isinstance(profile, TopicProfile) else ()
    return replaced(outline, topics=(*(one for one in outline.topics if one.where.path != path), *topic))


def _read_profile(desk: Desk, path: str, text: str | None, problems: list[Problem]) -> ActorProfile | TopicProfile | None:
    if text is None:
        return None
    read = parse.actor if path.startswith(f"{files.ACTORS}/") else parse.topic
    return read(path, with_plain_ends(text), config=desk.assembled.project.outline.config, problems=problems)


def _refuse_lost_names(
    desk: Desk, before: ActorProfile | TopicProfile | None, after: ActorProfile | TopicProfile | None, outline: Outline
) -> None:
    """Raise InputError where a name goes that corrections use, and that no report has."""
    lost = _names(before) - _names(after)
    if not lost:
        return
    by_profiles = {name for one in outline.actors for name in _names(one)}
    known = {*by_profiles, *_derived_names(desk)} if isinstance(before, ActorProfile) else set[str]()
    for article in _corrected(desk):
        for addition in article.additions if isinstance(before, ActorProfile) else ():
            if (lost & names_in(addition.fields)) - known:
                raise refused(addition.where, "this addition uses the name, which nobody else has", "change it first")
    for entry in desk.assembled.project.outline.decisions:
        topic = getattr(entry.decision, "topic", "")
        if isinstance(before, TopicProfile) and topic and folded(topic) in lost | {before.slug if after is None else ""}:
            raise refused(entry.where, "a report has the topic by this decision", "undo it first")
    for profile in outline.actors:
        said = profile.speaks_for
        if isinstance(before, ActorProfile) and said and folded(said.name) in lost - known:
            raise refused(said.where, "this profile uses the name, which nobody else has", "change it first")


def _derived_names(desk: Desk) -> set[str]:
    """Return all names that the machine found in reports, folded."""
    return {folded(name) for one in desk.index.names.derived() for name in (one.name, *one.aliases)}


def _names(profile: ActorProfile | TopicProfile | None) -> set[str]:
    return {profile.slug, *map(folded, (profile.name, *profile.aliases))} if profile else set()


def _corrected(desk: Desk) -> Iterator[Article]:
    """Return the reports that people corrected, as the index has them."""
    for stored in desk.index.reports.corrected():
        known = desk.assembled.reports.last_account(stored.key)
        if known:
            yield known.article


def _report(desk: Desk, edit: FileEdit) -> None:
    report = derived(desk, edit.path)
    after = _read_report(desk, edit, edit.after or "")
    known, new = (_wrong_with(desk, report, article) for article in (report.article, after))
    wrong = [problem for problem in new if problem.wrong not in {one.wrong for one in known}]
    if wrong:
        raise InputError(wrong)


def _read_report(desk: Desk, edit: FileEdit, text: str) -> Article:
    problems: list[Problem] = []
    config = desk.assembled.project.outline.config
    article = parse.article(edit.path, with_plain_ends(text), config=config, problems=problems)
    if problems or article is None:
        raise InputError(problems)
    return article


def _wrong_with(desk: Desk, report: UncorrectedReport, article: Article) -> Sequence[Problem]:
    """Return all that is wrong with a report's corrections, and those that have no effect."""
    problems: list[Problem] = []
    corrected = corrections.apply(article, report.found, desk.assembled.names.directory(desk.index), problems)
    problems += contradictions.contradictions([article], (), ())
    reports = {entry.report for entry in article.events}
    there = {*desk.index.reports.files_of(sorted(reports)), *desk.assembled.project.holding.slugs()}
    problems += contradictions.unknown_reports([article], there)
    return [*problems, *corrections.idle_entries(article, report.found, corrected), *_unknown_events(desk, article)]


def _unknown_events(desk: Desk, article: Article) -> Iterable[Problem]:
    """Return problems of words that no event of another report has."""
    for entry in article.events:
        if entry.is_same and desk.index.reports.files_of([entry.report]):
            told = (decode(raw, type=Telling).plain for raw in desk.index.tellings.briefs_of_report(entry.report))
            if not any(entry.words.casefold() in plain for plain in told):
                wrong = f"`{entry.report}` tells no event in the words {entry.words!r}"
                yield Problem(entry.where, wrong, "copy words of the event as that report's page shows it")
