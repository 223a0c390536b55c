"""Hand-outs, made of a project as it is now: a brief of one page, lines to take, a read-ahead pack."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from generator.build import page_jobs
from generator.build.pipeline import open_and_update
from generator.build.project import read_project
from generator.build.render_settings import RenderSettings
from generator.contexts import Handout, Site
from generator.model.problems import InputError, Problem, Stopped
from generator.plan import Planner, brief
from generator.plan.handouts import paper_of
from generator.plan.lines import lines
from generator.plan.owners import introduction
from generator.plan.pack import pack
from generator.render.one_file.pdf import number_of_pages
from generator.runtime import fingerprints
from generator.runtime.cache import ResultCache
from generator.runtime.options import Options
from generator.theme.texts import Words

BRIEF, LINES, PACK = "brief", "lines", "pack"
SPARE_MILLIMETRES = 24
"""What a brief leaves empty at its foot for a program that sets lines looser than the one that it was measured with."""
NO_REPORTS = "there are no reports to make it of; `briefing add FILE` brings one in"
NO_ROOM = "not even the head fits on one page; shorten the title in briefing.toml"


@dataclass(frozen=True, slots=True)
class MadeHandout:
    """A hand-out: what it says, and its page."""

    site: Site
    view: Handout
    words: Words
    page: bytes


def make(root: Path, kind: str, paper: str, cache: ResultCache, options: Options, *, spare: bool = False) -> MadeHandout:
    """Return a hand-out of a project's reports; without `paper`, on that which is usual for the site's language.

    Only caches are written. A brief fills one page, with room to `spare` where it is for a word processor. Raises InputError,
    and Stopped where there are no reports.
    """
    project = read_project(
        root, fingerprints.current_stamps(root, cache), fingerprints.program(cache), cache, shown=options.shown
    )
    with ExitStack() as stack:
        assembled = open_and_update(project, cache, options, stack)
        settings, plan = assembled.settings, page_jobs.planner(assembled.settings, assembled.index)
        if assembled.index.reports.is_empty():
            raise Stopped(NO_REPORTS)
        view = _view(settings, plan, kind, paper or paper_of(settings.config.language), SPARE_MILLIMETRES if spare else 0)
        return MadeHandout(plan.handout(kind, view).site, view, settings.templates.words, _page(settings, plan, kind, view))


def _view(settings: RenderSettings, plan: Planner, kind: str, paper: str, spare: int) -> Handout:
    inputs = plan.inputs()
    if kind == LINES:
        return lines(inputs, paper)
    found = brief.material(inputs, introduction(settings.texts))
    if kind == PACK:
        return pack(inputs, found, paper)

    def is_one_page(view: Handout) -> bool:
        return number_of_pages(_page(settings, plan, kind, replace(view, spare=spare))) == 1

    view = brief.fitting_brief(inputs, found, paper, is_one_page)
    if view is None:
        raise Stopped(NO_ROOM)
    return replace(view, spare=spare)


def _page(settings: RenderSettings, plan: Planner, kind: str, view: Handout) -> bytes:
    """Return the page of a hand-out. Raises InputError where the theme's template fails."""
    content = page_jobs.render_planned(settings, lambda _hashes: {}, [plan.handout(kind, view)], {})[0].content
    if isinstance(content, Problem):
        raise InputError([content])
    return content or b""
