from pathlib import Path
from typing import NamedTuple, TypeVar

import jinja2
import pytest
from markupsafe import Markup

from generator.render.page import templates
from generator.render.page.quick_code import QuickEnvironment, without_variants
from tests.conftest import files_of, sample_project

MACROS = """\
{% macro plain(one, two="<2>") %}{{ one }}{{ two }}{% endmacro %}
{% macro calling(title) %}<p>{{ title }}: {{ caller(title) }}</p>{% endmacro %}
{% macro any_of() %}{{ varargs|join("&") }}{{ kwargs.x }}{% endmacro %}
{% macro outer(one) %}{{ plain(one) }}{{ plain(plain(one), two=plain("&")) }}{% endmacro %}
"""


Kind = TypeVar("Kind", bound=jinja2.Environment)


class Row(NamedTuple):
    text: str
    number: int
    none: None = None


def _both(template: str, **others: str) -> tuple[str, str]:
    """Return what Jinja's own code makes of a template, and what quick code does."""
    made = [_environment(kind, {"t": template, "m": MACROS, **others}) for kind in (jinja2.Environment, QuickEnvironment)]
    made[1].filters = without_variants(made[1].filters)
    row = Row("<a> & b", 3)
    own, quick = (one.get_template("t").render(row=row, rows=[row, Row("c", 2)], safe=Markup("<b>")) for one in made)
    return own, quick


def _environment(kind: type[Kind], sources: dict[str, str]) -> Kind:
    loader = jinja2.DictLoader(sources)
    return kind(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@pytest.mark.parametrize(
    "template",
    [
        "{{ row.text }}{{ row.number }}{{ safe }}{{ row.text|upper }}{{ row['text'] }}{{ row[1] }}{{ true }}{{ 1.5 }}",
        "{{ row.text ~ safe }}{{ 'a' ~ row.text }}{{ 'a' ~ 1 ~ 'b' }}",
        "{% from 'm' import plain, outer %}{{ plain(row.text) }}{{ plain(safe, two='x') }}{{ outer(row.text) }}",
        "{% from 'm' import plain as other %}{{ other('a', other('b')) }}{{ other(one='k') }}",
        "{% import 'm' as m %}{{ m.plain(1) }}{{ m.plain(two=safe, one=2) }}{{ m.plain.name }}{{ m.plain.arguments }}",
        "{% from 'm' import calling %}{% call(x) calling(row.text) %}{{ x }}<i>{% endcall %}",
        "{% from 'm' import any_of %}{{ any_of(1, row.text, x='<') }}",
        "{% for one in rows %}{{ loop.index }}/{{ loop.length }}{{ one.text }}{{ ', ' if not loop.last }}{% endfor %}",
        "{% for one in rows %}{{ loop.index0 }}{{ loop.first }}{{ loop.changed(one.text) }}{{ loop.changed(1, 2) }}{% endfor %}",
        "{% for one in rows %}{{ loop.revindex }}{{ loop.nextitem.text if not loop.last }}{% if loop.last %}.{% endif %}{% endfor %}",
        "{% for key in {'a': 1, 'b': 2} %}{{ key }}{{ loop.length }}{% for x in rows %}{{ loop.index }}{% endfor %}{% endfor %}",
        "{% from 'm' import outer, plain %}{% set x %}{{ outer(1) if not row.number else plain(2) }}{{ outer(3) if row.text }}{% endset %}{{ x }}",
        "{% from 'm' import plain, any_of %}{% macro m(x) %}a{{ plain(x) }}{{ any_of(x, 2, x=3) }}b{% endmacro %}{{ m('<') }}{{ m(m(1)) }}",
        "{% macro m(range) %}{{ range }}{% endmacro %}{{ m(3) }}{% for x in range(2) %}{{ dict(a=x)['a'] }}{% endfor %}",
        "{% set range = 7 %}{% macro m() %}{{ range }}{% for i in [1] %}{{ range }}{% endfor %}{% endmacro %}{{ m() }}",
        "{% macro m(plain) %}{{ plain('x') }}{% endmacro %}{{ m(row.text.count) }}",
        "{% for one in rows if one.number > 2 %}{{ one.text.startswith('<') }}{% else %}none{% endfor %}",
        "{% for one in rows recursive %}{{ one.text }}{{ loop(rows[:0]) }}{% endfor %}",
        "{% set one = {'text': row.text, 'items': 2} %}{{ one.text }}{{ one['items'] }}{% for k in one %}{{ k }}{% endfor %}",
        "{{ rows|map(attribute='number')|sum }}{{ rows|selectattr('number', 'eq', 2)|list|length }}{{ rows|map('first')|join('|') }}",
        "{% set html %}<b>{{ row.text }}{% endset %}{{ html }}{% filter upper %}{{ row.text }}<i>{% endfilter %}",
        "{{ row.lacking is defined }}{{ row.lacking|default('none') }}{{ unknown is defined }}{{ row.none is none }}",
        "{% autoescape false %}{{ row.text }}{% from 'm' import plain %}{{ plain(row.text) }}{% endautoescape %}",
        "{% macro own(x) %}{% if x %}{{ x }}{{ own(x[1:]) }}{% endif %}{% endmacro %}{{ own('<ab') }}",
        "{% extends 'base' %}{% block body %}{{ super() }}{{ row.text }}{{ self.title() }}{% endblock %}",
        "{% include 'base' %}",
        "{% with x = row.text %}{{ x }}{% endwith %}{{ namespace(a=row.text).a }}",
    ],
)
def test_quick_code_writes_what_that_of_jinja_writes(template: str) -> None:
    base = "{% block title %}<h1>{{ row.text }}</h1>{% endblock %}{% block body %}base{% endblock %}"
    own, quick = _both(template, base=base)
    assert own == quick
    assert own


@pytest.mark.parametrize("template", ["{{ row.lacking }}", "{{ unknown }}", "{{ row.none.x }}", "{{ row.text.x }}"])
def test_what_is_not_there_fails(template: str) -> None:
    quick = _environment(QuickEnvironment, {"t": template})
    with pytest.raises((jinja2.UndefinedError, AttributeError)):
        quick.get_template("t").render(row=Row("a", 1))


def test_all_pages_of_the_sample_are_rendered_with_quick_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = sample_project(tmp_path, "https://example.org/")
    monkeypatch.setattr(templates, "environment", templates.quick_environment)
    assert files_of(root)


def test_what_one_process_has_compiled_another_need_not_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = {"t": "{% from 'm' import plain %}{{ plain(row.text) }}", "m": MACROS}
    one, other = (_environment(QuickEnvironment, sources) for _ in range(2))
    rendered = one.get_template("t").render(row=Row("<", 1))
    other.compiled.add(one.compiled.encoded())
    monkeypatch.setattr(other, "_parse", None)
    assert rendered == other.get_template("t").render(row=Row("<", 1))


def test_a_template_that_was_parsed_to_look_at_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    one = _environment(QuickEnvironment, {"t": "{{ row.text }}"})
    one.parsed("{{ row.text }}", "t")
    monkeypatch.setattr(jinja2.Environment, "_parse", None)
    assert "a" == one.get_template("t").render(row=Row("a", 1))
