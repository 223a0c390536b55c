"""A site with hostile strings in every place that takes text, opened in a browser without the pages' own policy.

Nothing runs, nothing is asked of another host, nothing on a page waits to be pressed; and the strings can be read as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.build import build
from generator.commands.main import main
from tests.conftest import needs_browser, write
from tests.scripts.browse import Window, hosted, window
from tests.scripts.hostile import CLASSES, STRINGS, joined
from tests.scripts.project import HostileProject, hostile_project, letters
from tests.serve.live import PATIENCE, live, put

pytestmark = needs_browser
FIRST_OF_EACH_CLASS = " ".join(texts[0] for texts in CLASSES.values())
BUNDLE = 48
"""Strings in a bundle: more than the largest class has."""
OVERVIEWS = (
    "index.html",
    "actors.html",
    "topics.html",
    "articles.html",
    "timeline.html",
    "quotes.html",
    "positions.html",
    "sources.html",
    "data.html",
    "method.html",
    "search.html?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dcanary()%3E&kind=%3Csvg%20onload%3Dcanary()%3E&year=__proto__#%3Cimg%20src%3Dx%20onerror%3Dcanary()%3E",
    "404.html",
)
FOR_PROGRAMS = (".xml", ".json", ".graphml", ".csv", ".ics", ".bib", ".ris", ".svg", ".txt", ".js", ".png")


@dataclass(frozen=True)
class Site:
    """A built site, and what it was made from."""

    made: HostileProject
    folder: Path

    def paths(self, *endings: str) -> list[str]:
        """Return the paths of its files with these endings."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.suffix in endings)


def built(root: Path, strings: list[str]) -> Site:
    made = hostile_project(strings, FIRST_OF_EACH_CLASS)
    write(root, made.files, made.config)
    build(root)
    return Site(made, root / "site")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of three reports, each with a string of every class in each place."""
    return built(tmp_path_factory.mktemp("hostile"), [" ".join(texts[at] for texts in CLASSES.values()) for at in (0, 5, -1)])


@pytest.fixture(scope="module")
def host(site: Site) -> Iterator[str]:
    with hosted(site.folder) as address:
        yield address


def lost(site: Site, opened: Window, path: str) -> list[str]:
    """Open a page; return the places whose strings cannot be read on it."""
    read = opened.open(path)
    return [f"{path}: {place}: {text[:100]}" for place, text in site.made.shown.get(path, ()) if letters(text) not in read]


def test_no_string_runs_or_is_lost_on_a_page_of_what_it_was_written_of(site: Site, host: str, browser: Any) -> None:
    with window(browser, host) as opened:
        assert [] == [found for path in sorted(site.made.shown) for found in lost(site, opened, path)]
        assert {} == opened.complaints()


def test_no_string_runs_on_an_overview_or_in_the_address_of_the_search(host: str, browser: Any) -> None:
    with window(browser, host) as opened:
        for path in OVERVIEWS:
            assert opened.open(path)
        opened.open("search.html")
        opened.page.locator("[name=q]").fill("canary")
        opened.page.locator(".results li").first.wait_for()
        opened.page.keyboard.press("Enter")
        assert {} == opened.complaints()


def test_no_page_breaks_its_own_policy(host: str, browser: Any) -> None:
    with window(browser, host, bypass_csp=False) as opened:
        said: list[str] = []
        opened.page.on("console", lambda message: said.append(message.text))
        for path in ("index.html", "articles/r0.html", "actors/a0.html", "topics/t0.html", "p0.html"):
            opened.open(path)
        assert {} == opened.complaints()
    assert [] == [words for words in said if "Security Policy" in words]


def test_no_string_runs_on_paper(host: str, browser: Any) -> None:
    with window(browser, host) as opened:
        opened.page.emulate_media(media="print")
        for path in ("articles/r2.html", "actors/a2.html"):
            opened.open(path)
        assert {} == opened.complaints()


@pytest.mark.slow
def test_no_string_runs_in_a_file_for_programs_that_is_opened_in_the_window(site: Site, host: str, browser: Any) -> None:
    paths = [path for path in site.paths(*FOR_PROGRAMS) if path.count("/") < 2]
    assert {"feed.xml", "feed.json", "sitemap.xml", "data/network.graphml", "card.png"} <= set(paths)
    with window(browser, host) as opened:
        for path in paths:
            opened.open(path, is_page=False)
            assert not opened.page.evaluate("!!document.querySelector('parsererror')"), path
        assert {} == opened.complaints()


def test_a_feed_or_a_graph_has_no_element_from_a_string(site: Site) -> None:
    from lxml import etree

    names = {
        path: {str(element.tag) for element in etree.parse(site.folder / path).iter()}
        for path in site.paths(".xml", ".graphml")
    }
    for path, found in names.items():
        spaces = {name.partition("}")[0] for name in found}
        assert 1 == len(spaces), (path, spaces)
        assert all(isinstance(name, str) and "script" not in name for name in found), path


def test_no_cell_of_a_table_is_a_formula_and_no_line_of_a_calendar_is_a_strings(site: Site) -> None:
    import csv

    for path in site.paths(".csv"):
        cells = [cell for row in csv.reader((site.folder / path).read_text("utf-8").splitlines()) for cell in row]
        assert [] == [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))], path
    for path in site.paths(".ics"):
        lines = (site.folder / path).read_bytes().decode().replace("\r\n ", "").split("\r\n")
        assert [] == [
            line for line in lines if line.startswith(("ATTACH", "URL:javascript", "END:VEVENT\\")) or "\n" in line
        ], path


def test_no_string_runs_in_the_one_file(site: Site, browser: Any) -> None:
    root = site.folder.parent
    assert 0 == main(["-C", str(root), "build", "--single-page"])
    with window(browser, root.as_uri() + "/") as opened:
        read = opened.open("briefing.html", is_page=False)
        assert letters(FIRST_OF_EACH_CLASS) in read or "canary" in read
        assert opened.page.evaluate("document.querySelectorAll('script, iframe, object, embed, form, base').length") == 0
        handlers = "[...document.querySelectorAll('*')].filter(one => [...one.attributes].some(({name}) => name.startsWith('on'))).length"
        assert opened.page.evaluate(handlers) == 0
        assert {} == opened.complaints()


def test_no_string_runs_from_a_folder_on_disk(site: Site, browser: Any) -> None:
    with window(browser, site.folder.as_uri() + "/") as opened:
        for path in ("articles/r1.html", "search.html?q=canary", "timeline.html"):
            opened.page.goto(opened.base + path)
        opened.page.goto(f"{opened.base}search.html?q=canary")
        opened.page.locator(".results li").first.wait_for()
        assert {} == opened.complaints()


def test_no_string_runs_in_the_preview_its_note_or_its_problems(tmp_path: Path, browser: Any) -> None:
    made = hostile_project([FIRST_OF_EACH_CLASS] * 2, FIRST_OF_EACH_CLASS)
    name = 'content/articles/"><img src=x onerror=canary()>.md'
    root = write(tmp_path / "shown", made.files, made.config)
    with live(root) as served, window(browser, served.url) as opened:
        opened.open("articles/r0.html")
        assert opened.open("%3Cimg%20src=x%20onerror=canary()%3E.html") or opened.page.url
        opened.open("articles/r1.html")
        report = root / "content/articles/r0.md"
        put(report, report.read_text("utf-8").replace("First words 0", "Other words <img src=x onerror=canary()>"))
        opened.page.locator("briefing-preview .note a").wait_for(timeout=PATIENCE * 1000)
        put(root / name, f"---\ntitle: x\ndate: <svg onload=canary()>{FIRST_OF_EACH_CLASS.partition(chr(10))[0]}\n---\n\nx\n")
        panel = opened.page.locator("briefing-preview .problems")
        panel.wait_for(timeout=PATIENCE * 1000)
        assert "onerror=canary()" in panel.inner_text()
        inside = "document.querySelector('briefing-preview').shadowRoot.querySelectorAll('img, svg, script, [onerror]').length"
        assert 0 == opened.page.evaluate(inside)
        assert {} == opened.complaints()


@pytest.mark.slow
def test_no_string_runs_or_is_lost_on_any_page_alone_in_its_place(tmp_path: Path, browser: Any) -> None:
    whole = built(tmp_path / "whole", list(STRINGS[::3]))
    with hosted(whole.folder) as address:
        for bypass, step in ((True, 1), (False, 12)):
            with window(browser, address, bypass_csp=bypass) as opened:
                assert [] == [found for path in sorted(whole.made.shown)[::step] for found in lost(whole, opened, path)]
                assert {} == opened.complaints()


@pytest.mark.slow
def test_no_string_of_all_runs_on_any_page_or_in_what_a_search_of_all_words_finds(tmp_path: Path, browser: Any) -> None:
    searched = built(tmp_path / "searched", joined(BUNDLE))
    with hosted(searched.folder) as address, window(browser, address) as opened:
        for path in searched.paths(".html"):
            opened.open(path)
        for words in ("canary", "onerror", "script", "<img src=x onerror=canary()>", "__proto__"):
            opened.page.goto(f"{address}search.html")
            opened.page.locator("[name=q]").fill(words)
            opened.page.locator(".found:not(:empty)").wait_for()
        assert {} == opened.complaints()
