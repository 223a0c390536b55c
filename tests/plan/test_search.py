"""The search index: a script with the names of topics, actors and sources, and the sentences of reports."""

import json
from typing import Any

import pytest

from tests.conftest import REPORT, Project, files_of

START, END = "self.briefingIndex = ", ";\n"
TOPIC = "---\nname: iran sanctions\nkeywords: [sanctions]\n---\n"


def search_index(project: Project, config: str = 'title = "Test"\n', **reports: str) -> Any:
    files: dict[str, str | bytes] = {f"content/articles/{name}.md": text for name, text in reports.items()}
    return parsed(files_of(project(files | {"content/topics/iran-sanctions.md": TOPIC}, config))["search-index.js"])


def parsed(content: bytes) -> Any:
    script = content.decode()
    assert script.startswith(START)
    assert script.endswith(END)
    return json.loads(script[len(START) : -len(END)])


def test_topics_actors_sources_and_pages_are_found_by_their_names(project: Project) -> None:
    found = [row[:3] for row in search_index(project, a=REPORT)["pages"]]
    assert ["topics/iran-sanctions.html", "Iran sanctions", "Topic"] in found
    assert ["actors/dmitry-medvedev.html", "Dmitry Medvedev", "Person"] in found
    assert ["actors/russia.html", "Russia", "Country"] in found
    assert ["sources/example-news.html", "Example News", "Publisher"] in found


def test_an_actor_has_its_other_names(project: Project) -> None:
    profile = "---\nname: Russia\naliases: [Russian Federation]\n---\n"
    root = project({"content/articles/a.md": REPORT, "content/actors/russia.md": profile})
    (row,) = [row for row in parsed(files_of(root)["search-index.js"])["pages"] if row[0] == "actors/russia.html"]
    assert ["Russian Federation"] == row[4]


def test_a_report_has_its_byline_topics_actors_and_each_sentence_with_its_id(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT, "content/topics/iran-sanctions.md": TOPIC})
    site = files_of(root)
    index = parsed(site["search-index.js"])
    (row,) = index["reports"]
    path, title, byline, year, language, topics, actors, lines = row
    assert ("articles/a.html", "Envoys meet in Vienna", "2009", "") == (path, title, year, language)
    assert byline.startswith("Example News · ")
    assert "Iran sanctions" in [index["names"][at] for at in topics]
    assert {"Russia", "Dmitry Medvedev"} <= {index["names"][at] for at in actors}
    assert '"We welcome the talks," Mrs Clinton said.' in lines[1::2]
    assert all(f'id="{anchor}"' in site["articles/a.html"].decode() for anchor in lines[::2])


def test_a_report_in_another_language_is_marked(project: Project) -> None:
    index = search_index(project, 'title = "Test"\nlanguage = "fr"\n', a=REPORT.replace("title", "lang: en\ntitle"))
    assert ("Article", "en") == (index["kind"], index["reports"][0][4])


@pytest.mark.parametrize(("setting", "there"), [("full", True), ("extracts", False), ("none", False)])
def test_no_more_of_a_report_is_in_the_index_than_is_published(project: Project, setting: str, there: bool) -> None:
    text = f"{REPORT}\nIt was a grey and windless afternoon.\n"
    index = search_index(project, f'title = "Test"\npublish_texts = "{setting}"\n', a=text)
    lines = index["reports"][0][7]
    assert there == any("windless" in line for line in lines)
    assert any("We welcome the talks" in line for line in lines)


def test_an_editors_page_is_found_by_its_paragraphs(project: Project) -> None:
    page = "---\ntitle: Background\n---\n\nOne <b>bold</b> word.\n\n- A point\n- Another\n"
    root = project({"content/articles/a.md": REPORT, "content/pages/background.md": page})
    (row,) = [row for row in parsed(files_of(root)["search-index.js"])["pages"] if row[0] == "background.html"]
    assert ["One bold word.", "A point", "Another"] == row[6]


def test_hidden_actors_are_not_in_the_index(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT, "content/actors/russia.md": "---\nname: Russia\nhide: true\n---\n"})
    assert b"actors/russia.html" not in files_of(root)["search-index.js"]
