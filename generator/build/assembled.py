"""A project with its index up to date: all that pages are planned and rendered from."""

from __future__ import annotations

from dataclasses import dataclass

from generator.build.changed_reports import KnownNames
from generator.build.project import Project
from generator.build.render_settings import RenderSettings
from generator.build.report_cache import ReportCache
from generator.dossier.index.database import Index
from generator.model.problems import Problem
from generator.model.proofs import OutputPath
from generator.plan.owners import owners, owners_among, paths_in
from generator.plan.references import PicturesOfSite
from generator.runtime.cache import ResultCache


@dataclass(frozen=True, slots=True)
class Assembled:
    """A project whose index is up to date, and all else that its pages are rendered from.

    `stale` are the owners whose pages the last update changed; `pictures` are those of reports; `idle` are warnings of
    corrections that correct nothing.
    """

    project: Project
    index: Index
    cache: ResultCache
    reports: ReportCache
    names: KnownNames
    settings: RenderSettings
    stale: frozenset[str]
    pictures: PicturesOfSite
    idle: tuple[Problem, ...] = ()

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The warnings of each build: corrections that correct nothing, and pictures that are not there."""
        return (*self.idle, *self.pictures.missing)

    def paths_by_owner(self) -> dict[str, tuple[OutputPath, ...]]:
        """Return the paths of all pages by owner."""
        return {owner: self._paths(owner) for owner in owners(self.index, self.project.outline.config)}

    def stale_paths_by_owner(self) -> dict[str, tuple[OutputPath, ...]]:
        """Return the paths of the stale owners' pages; none of owners that have no pages any more."""
        present = owners_among(self.index, self.project.outline.config, self.stale)
        return {owner: self._paths(owner) if owner in present else () for owner in self.stale}

    def _paths(self, owner: str) -> tuple[OutputPath, ...]:
        return paths_in(self.index, owner, self.project.outline.pages)
