"""Pages that were published and are gone although what they were about is still there, under another name."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from generator.build.project import Project
from generator.content.files import ACTORS, TOPICS
from generator.contexts import ReportLink
from generator.dossier.index.database import Index
from generator.model import permalinks
from generator.model.problems import Problem, Where
from generator.model.profiles import ActorProfile, TopicProfile
from generator.model.proofs import OutputPath
from generator.publish import Edition
from generator.report.near_names import NearNames

HEADING = re.compile(rb"<h1[^>]*>(.*?)</h1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
MAX_COMPARED = 50
"""Pages that are gone whose headings are compared with others; of more, only those whose files are the same as before."""


@dataclass(frozen=True, slots=True)
class _Renamed:
    """A file that may be another one renamed: its name, the source that pages have it as, and what its page is called."""

    file: str
    source: str
    title: str


def gone_pages(project: Project, index: Index, edition: Edition, sources: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return a warning for each page of a report or profile that is gone and seems to be another one now.

    It is taken for one that came with this build: that of a file with the same content, else that of the likest title.
    `sources` are the hashes of all that the new pages are made of.
    """
    gone = [(path, source) for path, entry in edition.gone().items() if (source := _source_of(path, entry.about))]
    if not gone:
        return ()
    old_hashes, found = edition.sources, []
    candidates = [one for one in (*_reports(index), *_profiles(project)) if one.source not in old_hashes]
    for number, (path, source) in enumerate(sorted(gone)):
        of_kind = [one for one in candidates if _kind(one.source) == _kind(source)]
        same = [one for one in of_kind if sources.get(one.source, "") == old_hashes.get(source)]
        if not same and of_kind and number < MAX_COMPARED:
            by_title = {one.title: one for one in of_kind}
            same = [by_title[title] for title in NearNames(by_title).near(_heading(edition.published(path)))]
        found += [_warning(path, same[0])] if same else []
    return tuple(found)


def _source_of(path: OutputPath, about: Iterable[str]) -> str:
    """Return the source that a page is about: its report, or its profile; empty where it is about neither."""
    slug = permalinks.slug_at(path)
    if path == permalinks.article(slug) and f"report {slug}" in about:
        return f"report {slug}"
    if path not in {permalinks.actor(slug), permalinks.topic(slug)}:
        return ""
    return next((name for name in about if name.startswith((f"file {ACTORS}/", f"file {TOPICS}/"))), "")


def _kind(source: str) -> str:
    """Return what is alike in the sources of one kind: "report", "file content/actors"."""
    return source.partition(" ")[0] if source.startswith("report ") else source.rpartition("/")[0]


def _reports(index: Index) -> Iterator[_Renamed]:
    for file, report in index.reports.all().items():
        title = msgspec.msgpack.decode(index.reports.link(report.slug), type=ReportLink).title
        yield _Renamed(file, f"report {report.slug}", title)


def _profiles(project: Project) -> Iterator[_Renamed]:
    profiles: tuple[ActorProfile | TopicProfile, ...] = (*project.outline.actors, *project.outline.topics)
    for profile in profiles:
        yield _Renamed(profile.where.path, f"file {profile.where.path}", profile.name)


def _heading(page: bytes) -> str:
    found = HEADING.search(page)
    return html.unescape(TAG.sub("", found[1].decode("utf-8", "replace"))).strip() if found else ""


def _warning(path: OutputPath, renamed: _Renamed) -> Problem:
    slug = permalinks.slug_at(path)
    wrong = f"{path} was published and is gone, so links to it lead nowhere"
    return Problem(Where(renamed.file), wrong, f"if it is this file now, add a line `formerly: [{slug}]` to it")
