"""Pages to bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import jinja2

from generator import permalinks
from generator.contexts import ArticlePage
from generator.model import OutputPath, Theme
from generator.plan import Planned
from generator.problems import InputError, Problem, Where
from generator.render import feeds, templates

Wrap = Callable[[Sequence[Planned]], Iterable[Planned]]


def render(planned: Sequence[Planned], theme: Theme, wrap: Wrap = iter) -> dict[OutputPath, bytes]:
    """Every file of the site. `wrap` may show progress. Raises InputError naming the template that fails."""
    environment = templates.environment(theme.templates)
    files: dict[OutputPath, bytes] = {}
    problems: list[Problem] = []
    for page in wrap(planned):
        try:
            files[page.page.path] = templates.page(environment, page.template, page.site, page.page, page.view)
        except jinja2.TemplateError as error:
            problems.append(_problem(theme, page, error))
    if problems:
        raise InputError(problems)
    files |= {permalinks.static(name): content for name, content in sorted(theme.static.items())}
    return files | _for_machines(planned)


def _for_machines(planned: Sequence[Planned]) -> dict[OutputPath, bytes]:
    site = planned[0].site
    newest_first = [(p.page, p.view) for p in reversed(planned) if isinstance(p.view, ArticlePage)]
    files = {
        permalinks.ATOM: feeds.atom(site, newest_first),
        permalinks.JSON_FEED: feeds.json_feed(site, newest_first),
        permalinks.ROBOTS: feeds.robots(site),
    }
    if sitemap := feeds.sitemap(site, [p.page for p in planned]):
        files[permalinks.SITEMAP] = sitemap
    return files


def _problem(theme: Theme, page: Planned, error: jinja2.TemplateError) -> Problem:
    """What is wrong with a template, as near to its line as the engine tells."""
    name, line = page.template, 1
    if isinstance(error, jinja2.TemplateSyntaxError):
        name, line = error.name or name, error.lineno
    elif isinstance(error, jinja2.TemplateNotFound):
        return Problem(Where(f"{theme.path}/templates/{error.name}"), "the template is missing", "add it to the theme")
    else:
        trace = error.__traceback__
        while trace:
            if trace.tb_frame.f_code.co_filename == "<template>":
                line = trace.tb_lineno
            trace = trace.tb_next
    where = Where(f"{theme.path}/templates/{name}", line)
    return Problem(where, f"{error.message} (on {page.page.path})", "mend the template")
