"""The settings that all pages are rendered with, and what each template depends on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import msgspec

from generator.build.project import Project
from generator.content.config import Config
from generator.model.article import TextPage
from generator.model.problems import InputError, Problem
from generator.render.page.templates import TemplateDependencies, Templates, dependencies, fingerprints
from generator.runtime.cache import FOLDER, ResultCache, key

DEPENDENCIES = "closures"
"""The kind of cached results that are templates' dependencies."""


@dataclass(frozen=True, slots=True)
class RenderSettings:
    """All that pages depend on beside the index.

    `texts` are the pages that editors wrote; `template_hashes` are of templates by name, each with all that it depends on.
    Workers find the index in `cache_folder`; `index_state` differs whenever the index may.
    """

    config: Config
    texts: tuple[TextPage, ...]
    templates: Templates
    template_hashes: Mapping[str, str]
    program: str
    cache_folder: Path
    index_state: str

    def renders_like(self, other: RenderSettings) -> bool:
        """Return whether pages of the same context come out the same."""
        mine, theirs = ((one.template_hashes, one.config, one.texts) for one in (self, other))
        return mine == theirs


def render_settings(
    project: Project, cache: ResultCache, before: tuple[Project, RenderSettings] | None = None
) -> RenderSettings:
    """Return a project's settings; those `before` where nothing changed for them. Raises InputError for bad templates."""
    outline = project.outline
    if before and before[0].theme is project.theme:
        known = before[1]
        if (known.config, known.texts) == (outline.config, outline.pages):
            return known
    templates = Templates(project.theme.path, project.theme.templates, project.words)
    hashes = fingerprints(templates, template_dependencies(templates, project.program, cache))
    folder = project.root / FOLDER
    return RenderSettings(outline.config, outline.pages, templates, hashes, project.program, folder, token_hex(8))


def template_dependencies(templates: Templates, program: str, cache: ResultCache) -> dict[str, TemplateDependencies]:
    """Return what each template depends on, from the cache: parsing a theme takes longer than planning the pages of an edit."""
    name = key(DEPENDENCIES, program, templates.words.of, msgspec.msgpack.encode((templates.path, templates.sources)))
    cached = cache.get_many(DEPENDENCIES, [name])
    if name in cached:
        return msgspec.msgpack.decode(cached[name], type=dict[str, TemplateDependencies])
    problems: list[Problem] = []
    found = dependencies(templates, problems)
    if problems:
        raise InputError(problems)
    cache.put_many(DEPENDENCIES, {name: msgspec.msgpack.encode(found)})
    return found
