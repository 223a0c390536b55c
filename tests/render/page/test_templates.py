import json
import re

import jinja2
import pytest

from generator.contexts import Page, Site, WrittenPage
from generator.model.problems import Problem, Where
from generator.model.proofs import OutputPath, SafeHtml
from generator.render import Job, encode_contexts
from generator.render import rendered as rendered_page
from generator.render.page.templates import (
    TemplateDependencies,
    Templates,
    dependencies,
    fingerprints,
    json_ld,
    page,
)
from generator.theme.load import Template
from generator.theme.texts import TextFile, words
from tests.conftest import REPORT, ROOT, Project, files_of

SITE = Site("T", "", "en", "ltr", (), "", "", "Briefing")
PAGE = Page(OutputPath("index.html"), "", "T", "", "home", "")
TEXTS = """\
hello = "Hello {name}"
last = "The end"
[kind]
person = "Person"
place = "Place"
[reports]
one = "{n} report"
other = "{n} reports"
"""


def theme(texts: str = TEXTS, **templates: str) -> Templates:
    said = words([TextFile("en.toml", "en", texts)], "en", [])
    made = (Template(f"{name}.html", f"themes/own/templates/{name}.html", text) for name, text in templates.items())
    return Templates("themes/own", tuple(made), said)


def rendered(template: str, view: object) -> str:
    return page(theme(t=template), "t.html", SITE, PAGE, view).decode().strip()


def wrong_with(template: str) -> list[str]:
    problems: list[Problem] = []
    dependencies(theme(t=template), problems)
    return list(map(str, problems))


def test_values_are_escaped() -> None:
    assert "&lt;b&gt;&#34;" == rendered("{{ view.x }}", {"x": '<b>"'})


def test_an_undefined_name_fails() -> None:
    with pytest.raises(jinja2.UndefinedError):
        rendered("{{ view.y }}", {"x": 1})


@pytest.mark.parametrize("wrong", ["{{ 1 // 0 }}", "{{ view + 1 }}", "{% include 't.html' %}", "{{ view.entries.x }}"])
def test_whatever_goes_wrong_in_a_template_is_a_problem_of_its_place(wrong: str) -> None:
    job = Job("page", encode_contexts([(SITE, PAGE, WrittenPage(SafeHtml("")))])[0])
    found = rendered_page(theme(page=wrong.replace("t.html", "page.html")), job)
    assert isinstance(found, Problem)
    assert Where("themes/own/templates/page.html") == found.where


def test_a_value_that_is_not_there_is_not_printed() -> None:
    with pytest.raises(jinja2.UndefinedError):
        rendered("{{ view.x }}", {"x": None})


def test_linked_data_cannot_end_its_script() -> None:
    hostile = {"name": "</script><script>alert(1)</script> & ' \u2028 <!--"}
    written = str(json_ld(hostile))
    assert not re.search(r"[<>&'\u2028]", written)
    assert hostile == json.loads(written)


def test_templates_pass_on_unescaped_only_what_was_sanitised() -> None:
    """SafeHtml is what contexts call `body`, `profile` and `introduction`; in the one file, pages as rendered and their style.

    `one.body` is a judgement's.
    """
    used = {
        found
        for path in (ROOT / "themes").rglob("*.html")
        for found in re.findall(r"([\w.]+)\s*\|\s*safe\b", path.read_text("utf-8"))
    }
    assert {
        "view.body",
        "one.body",
        "view.profile",
        "opening",
        "rest",
        "section.html",
        "view.style",
    } >= used  # two are parts of the introduction


def test_every_page_has_a_strict_content_security_policy() -> None:
    base = (ROOT / "themes/briefing/templates/base.html").read_text("utf-8")
    assert "default-src 'none'" in base
    assert "unsafe" not in base.split("Content-Security-Policy")[1].split(">")[0]


def test_no_page_loosens_it(project: Project) -> None:
    built = files_of(project({"content/articles/a.md": REPORT}))
    assert [] == [path for path, content in built.items() if b"unsafe" in content]


def test_no_template_names_another_at_run_time() -> None:
    environment_ = jinja2.Environment(autoescape=True)
    for path in (ROOT / "themes").rglob("*.html"):
        for node in environment_.parse(path.read_text("utf-8")).find_all(
            (jinja2.nodes.Include, jinja2.nodes.Extends, jinja2.nodes.Import, jinja2.nodes.FromImport)
        ):
            assert isinstance(getattr(node, "template", None), jinja2.nodes.Const), path.name


def test_a_template_says_texts_by_their_keys() -> None:
    assert "Hello &lt;b&gt;, Hello <b>" == rendered('{{ t("hello", name="<b>") }}, {{ t("hello", name="<b>"|safe) }}', {})
    assert "1\u00a0report, 1,204\u00a0reports" == rendered('{{ t("reports", 1) }}, {{ t("reports", n=1204) }}', {})
    assert "Place" == rendered('{{ t("kind." ~ view.kind) }}', {"kind": "place"})
    assert "A and B" == rendered(
        "{% for x in view.all %}{{ x }}{{ between(loop.index, loop.length) }}{% endfor %}", {"all": "AB"}
    )


def test_a_macro_of_another_template_says_texts_too() -> None:
    own = theme(page='{% from "m.html" import end %}{{ end() }}', m='{% macro end() %}{{ t("last") }}{% endmacro %}')
    assert b"The end\n" == page(own, "page.html", SITE, PAGE, {})


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('\n{{ t("helo", name="x") }}', "2:1: there is no text 'helo'; did you mean 'hello'?"),
        ('{{ t("zzz") }}', "1:1: there is no text 'zzz'; add it to i18n/en.toml of the theme"),
        ('{{ t("last" if view.x else "lost") }}', "1:1: there is no text 'lost'; did you mean 'last'?"),
        ('{{ t("hello") }}', "1:1: the text 'hello' wants 'name'; write t(\"hello\", name=…)"),
        ('{{ t("reports") }}', "1:1: the text 'reports' wants 'n'; write t(\"reports\", n=…)"),
    ],
)
def test_a_text_that_cannot_be_said_is_told_before_any_page_is_made(template: str, said: str) -> None:
    assert [f"themes/own/templates/t.html:{said}"] == wrong_with(template)


@pytest.mark.parametrize("key", ["view.key", "'no.' ~ view.key", "'kind' ~ view.key", ""])
def test_a_key_of_which_nothing_is_known_is_refused(key: str) -> None:
    assert "themes/own/templates/t.html:1:1: which text this is cannot be told" in wrong_with(f"{{{{ t({key}) }}}}")[0]


def test_a_template_is_made_of_the_texts_of_all_that_it_is_made_of() -> None:
    own = theme(page='{% include "m.html" %}{{ t("last") }}', m='{{ t("kind." ~ view.kind) }}')
    expected = TemplateDependencies(("page.html", "m.html"), ("kind.person", "kind.place", "last"))
    assert expected == dependencies(own, [])["page.html"]


def test_a_page_is_stale_when_one_of_its_texts_changed_and_only_then() -> None:
    def state(texts: str) -> str:
        own = theme(texts, t='{{ t("last") }}')
        return fingerprints(own, dependencies(own, []))["t.html"]

    assert state(TEXTS) == state(TEXTS.replace("Hello", "Good day"))
    assert state(TEXTS) != state(TEXTS.replace("The end", "End"))
