"""Sources on pages: the reports and publishers behind a statement, and the contribution of each publisher."""

import re
from html import unescape

import pytest

from tests.conftest import Project, files_of

SAME = "On 5 October 2009 Russia and Iran signed a treaty on nuclear fuel in Vienna."
STANDS = "Russia rejects sanctions against Iran."


def report(source: str, date: str, *sentences: str) -> str:
    return f"---\ntitle: From {source or 'nobody'}\ndate: {date}\nsource: '{source}'\nown_text: true\n---\n\n{' '.join(sentences)}\n"


FILES = {
    "content/articles/a.md": report("First News", "2009-10-06", SAME, STANDS),
    "content/articles/b.md": report("Second Post", "2009-10-06", SAME, STANDS),
    "content/articles/c.md": report("first news", "2009-10-07", SAME, STANDS, "Turkey opposes sanctions against Iran."),
    "content/articles/d.md": report("", "2009-10-08", '"This is the end of the talks," a senior official said.'),
    "content/topics/iran-sanctions.md": "---\nname: Iran sanctions\nkeywords: [sanctions]\n---\n",
}


@pytest.fixture
def site(project: Project) -> dict[str, str]:
    files = files_of(project(FILES))
    return {path: " ".join(unescape(content.decode()).split()) for path, content in files.items() if path.endswith(".html")}


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_event_of_several_reports_is_one_event_with_its_reports_and_publishers(site: dict[str, str]) -> None:
    assert 1 == site["timeline.html"].partition("<main")[2].count("signed a treaty")
    assert '<span class="behind">3 reports, 2 publishers</span>' in site["timeline.html"]


def test_publishers_names_are_compared_without_case(site: dict[str, str]) -> None:
    assert "4 reports from 2 publishers" in words(site["index.html"])
    assert {"sources/first-news.html", "sources/second-post.html"} == {path for path in site if path.startswith("sources/")}


def test_positions_name_their_reports_and_publishers_by_side(site: dict[str, str]) -> None:
    assert '<p class="behind">3 reports, 2 publishers</p>' in site["actors/russia.html"]
    assert '<p class="behind one">one source</p>' in site["actors/turkey.html"]
    assert '<p class="behind">3 reports, 2 publishers</p>' in site["topics/iran-sanctions.html"]
    matrix = words(site["positions.html"])
    assert "latest of 3 3 reports, 2 publishers" in matrix
    assert "one source" in matrix


def test_an_actor_in_reports_of_one_publisher_only_says_so(project: Project) -> None:
    files = {path: text for path, text in FILES.items() if "b.md" not in path}
    assert "2 reports from 1 publisher" in words(files_of(project(files))["actors/russia.html"].decode())


def test_quotes_of_unnamed_sources_are_marked(site: dict[str, str]) -> None:
    assert "unnamed source" in words(site["quotes.html"])
    assert "unnamed source" not in words(site["positions.html"])


def test_page_of_sources_lists_the_contribution_of_each_publisher(site: dict[str, str]) -> None:
    page = words(site["sources.html"])
    assert "4 reports from 2 publishers; 1 report names no publisher" in page
    assert "First News Reports 2 Dated October 6, 2009 to October 7, 2009 Events told 1 Quotes 0 Positions 3" in page
    assert page.index("First News") < page.index("Second Post")


def test_publishers_page_has_its_reports_and_the_events_that_only_it_reports(project: Project) -> None:
    own = "On 8 October 2009 Turkey and Iran signed a treaty on gas in Ankara."
    files = FILES | {"content/articles/e.md": report("Second Post", "2009-10-09", own)}
    page = words(files_of(project(files))["sources/second-post.html"].decode())
    assert "Events told 2 , 1 of them by nobody else" in page or "Events told 2, 1 of them by nobody else" in page
    assert "Told by no other publisher here" in page
    assert 1 == page.partition("Told by no other")[2].count("signed a treaty")
