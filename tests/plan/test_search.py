"""The small search index for sites opened from disk: a script with the titles of topics, actors and reports."""

import json
from typing import Any

import pytest

from generator.plan import search
from tests.conftest import REPORT, Project, files_of

START, END = "self.briefingIndex = ", ";\n"
TOPIC = "---\nname: iran sanctions\nkeywords: [sanctions]\n---\n"


def small_index(project: Project, config: str = 'title = "Test"\n', **reports: str) -> Any:
    files: dict[str, str | bytes] = {f"content/articles/{name}.md": text for name, text in reports.items()}
    script = files_of(project(files | {"content/topics/iran-sanctions.md": TOPIC}, config))["search-index.js"].decode()
    assert script.startswith(START)
    assert script.endswith(END)
    return json.loads(script[len(START) : -len(END)])


def rows(index: Any) -> list[tuple[str, ...]]:
    """Return all rows, each with its kind in words."""
    return [(index["kinds"][kind], *rest) for kind, *rest in index["rows"]]


def test_topics_actors_and_reports_are_found_by_title_and_kind_and_reports_by_year(project: Project) -> None:
    index = small_index(project, a=REPORT)
    assert index["whole"]
    found = rows(index)
    assert ("Topic", "topics/iran-sanctions.html", "Iran sanctions") in found
    assert ("Person", "actors/dmitry-medvedev.html", "Dmitry Medvedev") in found
    assert ("Country", "actors/russia.html", "Russia") in found
    assert ("Report", "articles/a.html", "Envoys meet in Vienna", "2009") == found[-1]


def test_kinds_are_in_the_sites_language_and_reports_in_another_one_are_marked(project: Project) -> None:
    found = rows(small_index(project, 'title = "Test"\nlanguage = "fr"\n', a=REPORT.replace("title", "lang: en\ntitle")))
    assert ("Article", "articles/a.html", "Envoys meet in Vienna", "2009", "en") == found[-1]


def test_full_index_has_the_latest_reports_and_the_most_mentioned_actors(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MAX_REPORTS", 1)
    monkeypatch.setattr(search, "MAX_ACTORS", 1)
    monkeypatch.setattr(search, "MAX_TOPICS", 0)
    later = "---\ntitle: Later\ndate: 2009-10-14\nsource: Example News\n---\n\nRussia waits.\n"
    index = small_index(project, a=REPORT, b=later)
    assert not index["whole"]
    assert [("Country", "actors/russia.html", "Russia"), ("Report", "articles/b.html", "Later", "2009")] == rows(index)


def test_hidden_actors_are_not_in_the_index(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT, "content/actors/russia.md": "---\nname: Russia\nhide: true\n---\n"})
    assert b"actors/russia.html" not in files_of(root)["search-index.js"]
