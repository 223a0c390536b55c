"""The six stages in order: read, derive, assemble, plan, render, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import derived, publish
from generator.assemble.dossier import assemble, document
from generator.briefing import Briefing
from generator.derive import derive
from generator.model import Article, Findings, OutputPath
from generator.plan import plan
from generator.publish import Published
from generator.read import DERIVED, Sources, read, read_theme
from generator.render import render

SITE = "site"
Progress = Callable[[Sequence[Any], str], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    articles: int
    derived: int
    pages: int
    published: Published
    suggestions: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """The findings of all reports, and the files of those that were derived anew."""

    findings: dict[str, Findings]
    fresh: dict[str, bytes]


def quiet(work: Sequence[Any], label: str) -> Iterable[Any]:
    """No progress shown."""
    del label
    return work


def build(root: Path, site: Path | None = None, progress: Progress = quiet) -> Built:
    """The whole way. Raises InputError with every problem; then nothing was written, and the old site stands."""
    sources = read(root)
    done = findings(sources, progress)
    briefing, files = pages(root, sources, done.findings, progress)
    publish.write_derived(root / DERIVED, done.fresh, keep={article.slug for article in sources.articles})
    published = publish.publish(files, site or root / SITE)
    return Built(len(sources.articles), len(done.fresh), len(files), published, briefing.suggestions)


def pages(
    root: Path, sources: Sources, found: dict[str, Findings], progress: Progress = quiet
) -> tuple[Briefing, dict[OutputPath, bytes]]:
    """Everything between reading and publishing: the briefing, and every file of its site."""
    briefing = brief(sources, found)
    theme = read_theme(root, sources.config.theme)
    planned = plan(briefing, sources.config, sources.pages)
    return briefing, render(planned, theme, lambda work: progress(work, "pages"))


def brief(sources: Sources, found: dict[str, Findings]) -> Briefing:
    """The briefing of what was read and derived."""
    return assemble(sources.articles, found, sources.actors, sources.topics)


def derive_only(root: Path, progress: Progress = quiet, *, force: bool = False) -> tuple[int, int]:
    """Bring `content/derived/` up to date: how many reports there are, and how many were derived."""
    sources = read(root)
    done = findings(sources, progress, force=force)
    publish.write_derived(root / DERIVED, done.fresh, keep={article.slug for article in sources.articles})
    return len(sources.articles), len(done.fresh)


def findings(sources: Sources, progress: Progress = quiet, *, force: bool = False) -> Derivation:
    """The findings of every report: those kept where they are still true, else derived."""
    rules = derived.fingerprint_of_rules()
    found: dict[str, Findings] = {}
    stale: list[tuple[Article, str]] = []
    for article in sources.articles:
        of = derived.digest(document(article), rules)
        raw = None if force else sources.derived.get(article.slug)
        kept = derived.decode(raw, of, article.text) if raw else None
        if kept is None:
            stale.append((article, of))
        else:
            found[article.slug] = kept
    fresh: dict[str, bytes] = {}
    for article, of in progress(stale, "reports"):
        found[article.slug] = derive(document(article))
        fresh[article.slug] = derived.encode(of, found[article.slug])
    return Derivation(found, fresh)
