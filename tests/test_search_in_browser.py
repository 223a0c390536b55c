"""Searching with the keyboard alone, on a web host and in a folder on disk."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest

from generator.build import build
from generator.dossier.long_lists import MAX_REPORTS_PER_INDEX
from tests.conftest import needs_browser, sample_project, write
from tests.test_accessibility import SCHEMES, faults

pytestmark = needs_browser
LAVROV = "articles/2009-10-13-clinton-in-moscow.html"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def searchable_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample dossier's site."""
    root = sample_project(tmp_path_factory.mktemp("searchable"))
    build(root)
    return root / "site"


@pytest.fixture(scope="module")
def host(searchable_site: Path) -> Iterator[str]:
    """The site's address on a web host, below its root."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(searchable_site.parent)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/site/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A window that must not complain."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    opened.close()
    assert [] == said


def answer(page: Any) -> str:
    """Return the page's answer to a search, once it is done."""
    page.locator(".found:not(:empty)").wait_for()
    return str(page.locator(".found").inner_text())


def titles(page: Any) -> list[str]:
    return list(page.locator(".results .title").all_inner_texts())


def test_a_word_of_a_report_leads_to_its_sentence_by_keyboard_alone(page: Any, host: str) -> None:
    page.goto(f"{host}index.html")
    page.get_by_role("link", name="Search", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".search:not([hidden])")
    page.keyboard.type("counterproductive")
    assert answer(page).startswith("Results:")
    line = page.locator(f'.results p a[href*="{LAVROV}#s-"]').first
    assert "counterproductive" in line.locator("mark").first.inner_text()
    for _ in range(40):
        page.keyboard.press("Tab")
        if line.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"{host}{LAVROV}#s-*")
    assert "counterproductive" in page.locator(":target").inner_text()


def test_filters_narrow_results_and_are_in_the_address(page: Any, host: str) -> None:
    page.goto(f"{host}search.html?q=sanctions")
    every = answer(page)
    page.locator("[name=kind]").focus()
    page.keyboard.type("Report")
    page.locator(".found", has_not_text=every).wait_for()
    kinds = page.locator(".results .meta").all_inner_texts()
    assert kinds
    assert all(kind.startswith("Report") for kind in kinds)
    assert page.url.endswith("?q=sanctions&kind=Report")
    for name in ("year", "topic", "actor"):
        assert page.locator(f"[name={name}] option").count() > 1, name
    page.goto(f"{host}search.html?kind=Report&year=2010&actor=Russia")
    answer(page)
    assert titles(page)
    assert all("2010" in told for told in page.locator(".results .meta").all_inner_texts())


def test_every_result_links_to_an_existing_place(page: Any, host: str, searchable_site: Path) -> None:
    page.goto(f"{host}search.html?q=iran")
    answer(page)
    leads = [urlsplit(link.get_attribute("href")) for link in page.locator(".results a").all()]
    assert any(lead.fragment for lead in leads)
    for lead in leads:
        text = (searchable_site / unquote(lead.path)).read_text("utf-8")
        assert not lead.fragment or f'id="{lead.fragment}"' in text, lead


def test_more_results_appear_on_request_and_get_the_focus(page: Any, host: str) -> None:
    page.goto(f"{host}search.html?q=russia")
    answer(page)
    assert 10 == len(titles(page))
    page.locator(".more button").focus()
    page.keyboard.press("Enter")
    page.locator(".results > li").nth(10).wait_for()
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.results > li')[10]")


def test_a_search_without_results_says_so(page: Any, host: str) -> None:
    page.goto(f"{host}search.html?q=xylophone")
    assert answer(page).startswith("Nothing was found.")
    assert [] == titles(page)


def test_from_a_folder_on_disk_every_word_is_found_too(page: Any, searchable_site: Path) -> None:
    page.goto((searchable_site / "search.html").as_uri())
    page.keyboard.type("counterproductive")
    assert answer(page).startswith("Results:")
    page.locator(".results p a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{LAVROV}#s-*")


def test_a_name_in_any_case_and_with_accents_leads_to_its_actor_first(page: Any, host: str) -> None:
    page.goto(f"{host}search.html?q=DMÍTRY")
    answer(page)
    assert "Dmitry Medvedev" == titles(page)[0]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sanction", True),
        ("anctions", False),
        ("counterproductive Lavrov", True),
        ("counterproductive xylophone", False),
        ('"new sanctions"', True),
        ('"sanctions new"', False),
    ],
)
def test_words_are_found_by_their_beginnings_all_of_them_and_quoted_ones_together(
    page: Any, host: str, words: str, found: bool
) -> None:
    page.goto(f"{host}search.html?q={quote(words)}")
    assert found == answer(page).startswith("Results:")


def test_an_index_that_cannot_be_loaded_is_told_and_tried_again(browser: Any, host: str) -> None:
    page = browser.new_page()
    page.route("**/search-index.js", lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{host}search.html?q=medvedev")
    assert "cannot be read" in answer(page)
    page.unroute("**/search-index.js")
    page.locator("[name=q]").fill("medvedev russia")
    page.locator(".results .title").first.wait_for()
    page.close()


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose index comes in parts."""
    root = tmp_path_factory.mktemp("long")
    reports = {
        f"content/articles/r{number:03d}.md": f"---\ntitle: Report {number}\ndate: {1998 + number // 200}-03-05\n---\nIt was zzz{number:03d}.\n"
        for number in range(MAX_REPORTS_PER_INDEX + 1)
    }
    build(write(root, {"briefing.toml": 'title = "Long"\n', **reports}))
    return root / "site"


def test_an_index_in_parts_finds_the_latest_first_and_all_in_the_end(page: Any, long_site: Path) -> None:
    parts = sorted(path.name for path in (long_site / "search").iterdir())
    assert len(parts) > 1
    page.goto(f"{(long_site / 'search.html').as_uri()}?q=zzz")
    page.locator(".found", has_text=f"{MAX_REPORTS_PER_INDEX + 1}.").wait_for()
    assert "Report 400" == titles(page)[0]
    page.goto(f"{(long_site / 'search.html').as_uri()}?q=zzz007")
    page.locator(".results .title").wait_for()
    assert ["Report 7"] == titles(page)


def test_nothing_is_loaded_before_somebody_searches(page: Any, host: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.removeprefix("/site/")))
    page.goto(f"{host}search.html")
    page.wait_for_selector(".search:not([hidden])")
    assert {"search.html", "static/style.css", "static/search.js"} == set(asked) - {"static/icon.svg", "/favicon.ico"}


def test_without_scripts_the_indexes_serve_and_the_page_says_so(browser: Any, host: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}search.html")
    assert not page.locator(".search").is_visible()
    assert page.get_by_text("Searching needs a script").is_visible()
    page.locator("main").get_by_role("link", name="Reports").click()
    assert page.url.endswith("articles.html")
    context.close()


def test_axe_finds_nothing_on_a_page_of_results(browser: Any, host: str, searchable_site: Path) -> None:
    assert [] == faults(browser, f"{host}search.html?q=sanctions", ".results > li")
    assert [] == faults(browser, f"{(searchable_site / 'search.html').as_uri()}?q=iran", ".results > li")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_of_results_does_not_scroll_sideways(browser: Any, host: str, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700}, color_scheme=scheme)
    page.goto(f"{host}search.html?q=sanctions")
    answer(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
