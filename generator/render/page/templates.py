"""Templates: Jinja2 over a theme's files as read into memory; autoescaped, undefined names fail, nothing read from disk.

Beside `site`, `page` and `view` a template has `t`, which gives an interface text by its key, `between`, which gives what
stands between the entries of a list, `in_language`, which gives the attributes for words in another language than the page's,
`number`, which writes a number, `descriptions` of the page for programs, and `work`, a report as it is cited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, TypeVar

import jinja2
import msgspec
from jinja2 import meta, nodes
from markupsafe import Markup

from generator.contexts import Page, Site
from generator.model.page_kinds import PAGE_KINDS
from generator.model.problems import Problem, Where
from generator.model.wording import as_opening
from generator.render import sentences
from generator.render.charts import filters
from generator.render.formats import citations
from generator.render.page import interface_texts as texts
from generator.render.page import linked_data, notes, references
from generator.render.page.paper import paper
from generator.render.page.quick_code import QuickEnvironment, without_variants
from generator.runtime.cache import keys
from generator.theme.load import OF_PROGRAM, Template
from generator.theme.texts import HtmlTexts, Words, in_language, safe

# Characters that could end a script element or a JavaScript string, spelled as JSON escapes.
SCRIPT_ESCAPES = tuple((c.encode(), f"\\u{ord(c):04x}".encode()) for c in "<>&'\u2028\u2029")
# What gives other words each time has no place in a page that is to be the same each time.
BY_CHANCE = ("random",)
MISSING = "\0"
"""In hashes, in the place of a template or a text that is not there."""
HASH_LENGTH = 16
"""Characters of a hash."""


SomeEnvironment = TypeVar("SomeEnvironment", bound=jinja2.Environment)


@dataclass(frozen=True, slots=True)
class Templates:
    """A theme's templates, its folder as people know it, and the words that they say."""

    path: str
    sources: tuple[Template, ...]
    words: Words

    def place(self, name: str) -> str:
        """The file of a template; of a missing one where it would be."""
        return next((one.path for one in self.sources if one.name == name), f"{self.path}/templates/{name}")


@dataclass(frozen=True, slots=True)
class TemplateDependencies:
    """All that a template depends on: itself first, then what it extends, includes and imports; and the texts of all those."""

    templates: tuple[str, ...]
    texts: tuple[str, ...]


def json_ld(described: Mapping[str, Any]) -> Markup:
    """JSON for a script element: nothing in it can end the element."""
    text = msgspec.json.encode(described, order="sorted")
    for plain, written in SCRIPT_ESCAPES:
        text = text.replace(plain, written)
    return safe(text.decode())


class _InMemory(jinja2.BaseLoader):
    """Templates by name. Their names stand in tracebacks, so that a failure is told where it is, not where it shows."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """A template's text, its name, and whether that is still so."""
        if template not in self._sources:
            raise jinja2.TemplateNotFound(template)
        return self._sources[template], template, lambda: True

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        return sorted(self._sources)


def place(environment: jinja2.Environment, error: BaseException) -> tuple[str, int] | None:
    """The template and the line where an error arose; None where it was in none."""
    names = set(environment.list_templates())
    found, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename in names:
            found = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return found


@lru_cache(maxsize=4)
def environment(theme: Templates) -> jinja2.Environment:
    """The environment of one theme."""
    return _environment(theme, jinja2.Environment)


@lru_cache(maxsize=4)
def quick_environment(theme: Templates) -> QuickEnvironment:
    """The environment of one theme whose templates are compiled to quick code."""
    of_program = frozenset(one.name for one in theme.sources if one.path.startswith(OF_PROGRAM))
    made = _environment(theme, partial(QuickEnvironment, of_program))
    made.filters = without_variants(made.filters)
    return made


def _environment(theme: Templates, kind: Callable[..., SomeEnvironment]) -> SomeEnvironment:
    made = kind(
        loader=_InMemory({one.name: one.text for one in theme.sources}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_finalised,
        cache_size=-1,
    )
    for name in BY_CHANCE:
        del made.filters[name]
    made.globals.pop("lipsum", None)
    made.filters["json_ld"] = json_ld
    made.filters["paper"] = paper
    made.filters["as_opening"] = as_opening
    made.filters |= filters.FILTERS | sentences.FILTERS
    made.filters["coins"] = citations.coins
    made.filters["metadata"] = citations.metadata
    made.filters["downloads"] = citations.downloads
    made.globals["work"] = citations.work
    made.globals["descriptions"] = linked_data.descriptions
    made.globals["t"] = HtmlTexts(theme.words).html
    made.globals["between"] = theme.words.between
    made.globals["in_language"] = _in_language(theme.words.language)
    made.globals["number"] = theme.words.number
    return made


def _in_language(around: str) -> Callable[[str], Markup]:
    @lru_cache(maxsize=256)
    def attributes(language: str) -> Markup:
        return safe(in_language(language, around))

    return attributes


def page(theme: Templates, template: str, site: Site, about: Page, view: Any) -> bytes:
    """One page's bytes. Raises what a template raises, from where it does."""
    try:
        text = quick_environment(theme).get_template(template).render(site=site, page=about, view=view)
    except Exception:  # noqa: BLE001 - whatever it is, Jinja's own code does it, or says what is wrong
        text = environment(theme).get_template(template).render(site=site, page=about, view=view)
    return (text.strip() + "\n").encode()


def dependencies(theme: Templates, problems: list[Problem]) -> dict[str, TemplateDependencies]:
    """Return by template all that it depends on.

    A name that is known only when the page is made is noted as a problem: nobody could say which pages use what.
    """
    made = quick_environment(theme)
    direct: dict[str, set[str]] = {}
    trees: dict[str, tuple[str, nodes.Template]] = {}
    texts_of = {one.name: one for one in theme.sources}
    ahead = [one.name for one in theme.sources if not one.overridden]
    for name in ahead:
        source = texts_of[name]
        try:
            tree = made.parsed(source.text, name)
        except jinja2.TemplateSyntaxError as error:
            problems.append(Problem(Where(source.path, error.lineno), str(error.message), "mend the template"))
            continue
        found = set(meta.find_referenced_templates(tree))
        if None in found:
            where = Where(source.path, _dynamic_line(tree))
            wrong = "the name of a template is computed here"
            problems.append(Problem(where, wrong, "write each name out, with `if` around it where one is chosen"))
        if own := next((node for node in tree.find_all(nodes.Extends) if _names(node, name)), None):
            wrong = "this template extends itself"
            todo = f'name the theme that it is taken from: {{% extends "briefing/{name}" %}}'
            problems.append(Problem(Where(source.path, own.lineno), wrong, todo))
        direct[name] = {other for other in found if other is not None}
        trees[name] = source.path, tree
        ahead += [other for other in sorted(direct[name]) if other in texts_of and other not in ahead]
    said = texts.used(trees, theme.words, problems)
    if (article := PAGE_KINDS["article"].template) in said:
        said[article] |= {*notes.TEXTS, *references.TEXTS}
    return {name: _dependencies(name, direct, said) for name in direct}


def _dependencies(name: str, direct: Mapping[str, set[str]], said: Mapping[str, set[str]]) -> TemplateDependencies:
    reached = _reached(name, direct)
    keys = {key for other in reached for key in said.get(other, ())}
    return TemplateDependencies((name, *sorted(reached - {name})), tuple(sorted(keys)))


def fingerprints(theme: Templates, depends_on: Mapping[str, TemplateDependencies]) -> dict[str, str]:
    """Return hashes of templates by name, each with all that it depends on."""
    sources = {one.name: one.text for one in theme.sources}
    hashes = theme.words.hashes
    parts = {
        name: (
            theme.words.language,
            *(part for other in made.templates for part in (other, sources.get(other, MISSING))),
            *(part for text in made.texts for part in (text, hashes.get(text, MISSING))),
        )
        for name, made in depends_on.items()
    }
    return _short(keys(parts))


def source_hashes(theme: Templates) -> dict[str, str]:
    """Return hashes of the templates alone, by name."""
    return _short(keys({one.name: (one.name, one.text) for one in theme.sources}))


def _short(hashes: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hash_.hex()[:HASH_LENGTH] for name, hash_ in hashes.items()}


def _reached(name: str, direct: Mapping[str, set[str]]) -> set[str]:
    reached, ahead = {name}, [name]
    while ahead:
        more = direct.get(ahead.pop(), set()) - reached
        reached |= more
        ahead.extend(more)
    return reached


def _names(node: nodes.Extends, name: str) -> bool:
    return isinstance(node.template, nodes.Const) and node.template.value == name


def _dynamic_line(tree: nodes.Template) -> int:
    """Return the line on which a template is first named by anything but a constant."""
    found = tree.find_all((nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include))
    constant = (nodes.Const, nodes.Tuple, nodes.List)
    return next((node.lineno for node in found if not isinstance(getattr(node, "template", None), constant)), 1)


def _finalised(value: Any) -> Any:
    """Refuse to print what a template forgot to test."""
    if value is None:
        raise jinja2.UndefinedError("a template prints a value that is not there (None)")
    return value
