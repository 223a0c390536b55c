"""Settings of publishers by whom no report is: their name may be misspelt, and what it should hold back be published."""

from __future__ import annotations

from generator.content import config
from generator.content.config import Config
from generator.dossier.index.database import Index
from generator.dossier.index.keys import HOME, PUBLISHER
from generator.dossier.report_counts import CounterKind
from generator.model import permalinks
from generator.model.problems import Problem, Where
from generator.report.near_names import hint


def unknown_sources(index: Index, settings: Config) -> list[Problem]:
    """Return a warning for each table of a publisher by whom there is no report; none as long as there are no reports."""
    if not index.reports.count():
        return []
    unknown = [one.name for one in settings.sources if not names_of(index, PUBLISHER + permalinks.slugs(one.name))]
    if not unknown:
        return []
    publishers = [slug for slug, _ in index.counters.ranked(HOME, CounterKind.PUBLISHERS)]
    known = [name for slug in publishers for name in names_of(index, PUBLISHER + slug)]
    return [
        Problem(
            Where(config.FILE),
            f"no report has the source {name!r} of the table [sources.{name!r}]",
            hint(name, known) or "write the name as the reports give it",
        )
        for name in unknown
    ]


def names_of(index: Index, publisher: str) -> list[str]:
    """Return a publisher's name as most of its reports spell it; none of one by whom there is no report."""
    return [name for name, _ in index.counters.ranked(publisher, CounterKind.PUBLISHER_NAME, 1)]
