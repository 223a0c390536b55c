import json
import re

import jinja2
import pytest

from generator.contexts import Page, Site, WrittenPage
from generator.model import OutputPath, SafeHtml
from generator.problems import Problem, Where
from generator.render import Job, handed
from generator.render import rendered as rendered_page
from generator.render.templates import Templates, environment, json_ld, page
from tests.conftest import ROOT

SITE = Site("T", "", "en", "ltr", (), "", "", "Briefing")
PAGE = Page(OutputPath("index.html"), "", "T", "", "home", "")


def rendered(template: str, view: object) -> str:
    return page(environment((("t.html", template),)), "t.html", SITE, PAGE, view).decode().strip()


def test_values_are_escaped() -> None:
    assert "&lt;b&gt;&#34;" == rendered("{{ view.x }}", {"x": '<b>"'})


def test_an_undefined_name_fails() -> None:
    with pytest.raises(jinja2.UndefinedError):
        rendered("{{ view.y }}", {"x": 1})


@pytest.mark.parametrize("wrong", ["{{ 1 // 0 }}", "{{ view + 1 }}", "{% include 't.html' %}", "{{ view.entries.x }}"])
def test_whatever_goes_wrong_in_a_template_is_a_problem_of_its_place(wrong: str) -> None:
    job = Job("page", handed(SITE, PAGE, WrittenPage(SafeHtml(""))))
    found = rendered_page(Templates("themes/own", (("page.html", wrong.replace("t.html", "page.html")),)), job)
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
    """SafeHtml is what contexts call `body`, `profile` and `introduction`."""
    used = {
        found
        for path in (ROOT / "themes").rglob("*.html")
        for found in re.findall(r"([\w.]+)\s*\|\s*safe\b", path.read_text("utf-8"))
    }
    assert {"view.body", "view.profile", "opening", "rest"} >= used  # the last two are parts of the introduction


def test_every_page_has_a_strict_content_security_policy() -> None:
    base = (ROOT / "themes/briefing/templates/base.html").read_text("utf-8")
    assert "default-src 'none'" in base
    assert "unsafe" not in base.split("Content-Security-Policy")[1].split(">")[0]


def test_no_template_names_another_at_run_time() -> None:
    environment_ = jinja2.Environment(autoescape=True)
    for path in (ROOT / "themes").rglob("*.html"):
        for node in environment_.parse(path.read_text("utf-8")).find_all(
            (jinja2.nodes.Include, jinja2.nodes.Extends, jinja2.nodes.Import, jinja2.nodes.FromImport)
        ):
            assert isinstance(getattr(node, "template", None), jinja2.nodes.Const), path.name
