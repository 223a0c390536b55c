"""Pages to bytes. A page is rendered from the bytes of its context and its theme's templates, so any process can do it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

import jinja2
import msgspec
from msgspec.structs import replace

from generator.contexts import VIEWS, ArticlePage, Page, Site
from generator.model import permalinks
from generator.model.page_kinds import PAGE_KINDS
from generator.model.problems import Problem, Where
from generator.render.formats import share_card
from generator.render.page import templates
from generator.render.page.fill_body import filled
from generator.render.page.notes import notes
from generator.render.page.references import inserted

Writer = Callable[[Site, Page, Any], bytes]
"""The function that writes a page without a template."""


@dataclass(frozen=True, slots=True)
class Job:
    """A page to be rendered: its kind, its context as bytes, and a report's annotated text."""

    kind: str
    context: bytes
    body: str = ""


def encode_contexts(contexts: Iterable[tuple[Site, Page, Any]]) -> list[bytes]:
    """Encode what pages show, each as the same bytes wherever it is the same. Raises TypeError for types unknown."""
    encoder = msgspec.msgpack.Encoder(order="deterministic")
    return [encoder.encode(context) for context in contexts]


def render_all(theme: templates.Templates, jobs: Iterable[Job]) -> list[bytes | Problem]:
    """Render pages."""
    return [rendered(theme, job) for job in jobs]


def rendered(theme: templates.Templates, job: Job) -> bytes | Problem:
    """Render a page; return the problem where its template fails."""
    site, page, raw = msgspec.msgpack.decode(job.context, type=tuple[Site, Page, msgspec.Raw])
    if writer := PAGE_KINDS[job.kind].writer:
        return writer_named(writer)(site, page, _shared_view(VIEWS[job.kind], bytes(raw)))
    view: Any = msgspec.msgpack.decode(raw, type=VIEWS[job.kind])
    if isinstance(view, ArticlePage):
        links = {link.entity: link for link in view.links}
        root = permalinks.root_from(page.path)
        notes_, references = notes(view, root, theme.words), inserted(view, root, theme.words)
        view = replace(view, body=filled(job.body, links, root, notes_, references))
    try:
        content = templates.page(theme, PAGE_KINDS[job.kind].template, site, page, view)
        return share_card.png(content.decode()) if job.kind == "card" else content
    except Exception as error:  # noqa: BLE001 - a template may divide by nought as well as break its own rules
        return _problem(templates.environment(theme), theme, PAGE_KINDS[job.kind].template, page.path, error)


@lru_cache(maxsize=1)
def _shared_view(type_: Any, raw: bytes) -> Any:
    """Return what several files in a row have in common, as a table has in each of its formats."""
    return msgspec.msgpack.decode(raw, type=type_)


@cache
def writer_named(name: str) -> Writer:
    """Return a writer by its name in the registry, `module.function`; its module is imported when it is first needed."""
    module, _, function = name.partition(".")
    function_: Writer = getattr(import_module(f"generator.render.formats.{module}"), function)
    return function_


def _problem(
    environment: jinja2.Environment, theme: templates.Templates, template: str, path: str, error: Exception
) -> Problem:
    """Return the problem of a template that fails, with its line as far as the engine knows it."""
    name, line = templates.place(environment, error) or (template, 1)
    message = (error.message if isinstance(error, jinja2.TemplateError) else str(error)) or type(error).__name__
    if isinstance(error, jinja2.TemplateSyntaxError):
        name, line = error.name or name, error.lineno
    elif isinstance(error, jinja2.TemplateNotFound):
        return Problem(Where(theme.place(str(error.name))), "the template is missing", "add it to the theme")
    return Problem(Where(theme.place(name), line), f"{message} (on {path})", "mend the template")
