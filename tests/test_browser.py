"""The sample site in a browser, from a folder on disk. Needs Chromium; `.ci/run` installs it and requires these tests."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from generator.build import build
from tests.conftest import REPORT, Project, needs_browser

pytestmark = needs_browser
ARTICLE = "articles/2009-10-13-clinton-in-moscow.html"
KINDS = (
    "index.html",
    ARTICLE,
    "actors/russia.html",
    "topics/iran-sanctions.html",
    "actors.html",
    "topics.html",
    "articles.html",
    "timeline.html",
    "quotes.html",
    "positions.html",
    "sources.html",
    "sources/moscow-sample-desk.html",
    "data.html",
    "method.html",
    "search.html",
    "404.html",
)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways_and_every_page_is_styled(sample_site: Path, browser: Any, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for kind in KINDS:
        page.goto((sample_site / kind).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
        assert page.evaluate("document.styleSheets.length") == 1, kind
    assert [] == said
    page.close()


def test_no_request_goes_to_another_host(sample_site: Path, browser: Any) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for kind in KINDS:
        page.goto((sample_site / kind).as_uri())
    assert [] == [url for url in asked if not url.startswith("file://")]
    page.close()


def test_a_citation_leads_to_its_sentence_and_marks_it(sample_site: Path, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 600})
    page.goto((sample_site / "actors/russia.html").as_uri())
    link = page.locator('a[href*="articles/"][href*="#s-"]').first
    anchor = link.get_attribute("href").split("#")[1]
    link.click()
    sentence = page.locator(f"#{anchor}")
    assert sentence.is_visible()
    assert sentence.evaluate("e => e.matches(':target')")
    plain = page.locator("span.s:not(:target)").first
    look = "e => getComputedStyle(e).backgroundColor"
    assert sentence.evaluate(look) != plain.evaluate(look)
    page.close()


def test_the_site_can_be_read_without_scripts(sample_site: Path, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample_site / "index.html").as_uri())
    page.get_by_role("navigation").get_by_role("link", name="Positions").click()
    assert "Positions" in page.title()
    context.close()


def test_a_page_needs_one_document_and_one_style_sheet(sample_site: Path, browser: Any) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.resource_type))
    for kind in KINDS:
        asked.clear()
        page.goto((sample_site / kind).as_uri())
        assert ["document", "stylesheet"] == sorted(one for one in asked if one not in {"script", "image", "other"}), kind
        assert 0 == page.evaluate("document.querySelectorAll('script[src]:not([defer])').length"), kind
    page.close()


def test_readers_choose_marks_without_scripts(sample_site: Path, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto((sample_site / ARTICLE).as_uri())
    looks = {
        "show-actors": ("a.m", "text-decoration-line"),
        "show-quotes": (".body .q", "background-color"),
        "show-dates": (".body .d", "text-decoration-line"),
        "show-positions": (".body .p", "border-bottom-width"),
        "show-notes": (".body .n", "display"),
    }
    for choice, (marked, look) in looks.items():
        seen = f"e => getComputedStyle(e).getPropertyValue('{look}')"
        before = page.locator(marked).first.evaluate(seen)
        page.locator(f"#{choice}").focus()
        page.keyboard.press("Space")
        assert before != page.locator(marked).first.evaluate(seen), choice
    context.close()


def test_notes_are_beside_their_line_on_wide_screens(sample_site: Path, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((sample_site / ARTICLE).as_uri())
    boxes = page.evaluate("[...document.querySelectorAll('.body .n, .body .r')].map(e => e.getBoundingClientRect().toJSON())")
    text = page.locator(".body p").first.bounding_box()
    assert len(boxes) > 5
    for upper, lower in pairwise(boxes):
        assert upper["bottom"] <= lower["top"]
    assert all(box["left"] > text["x"] + text["width"] for box in boxes)
    assert all(box["right"] <= 1280 for box in boxes)
    assert boxes[-1]["bottom"] <= page.locator(".original").bounding_box()["y"]
    page.close()


def test_notes_open_and_close_by_keyboard_on_narrow_screens(sample_site: Path, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto((sample_site / ARTICLE).as_uri())
    note = page.locator(".body .n").first
    assert not note.is_visible()
    page.locator(".body .nb").first.focus()
    page.keyboard.press("Enter")
    assert note.is_visible()
    page.keyboard.press("Escape")
    assert not note.is_visible()
    context.close()


def test_the_timeline_is_filtered_by_actor_and_topic(sample_site: Path, browser: Any) -> None:
    page = browser.new_page()
    page.goto((sample_site / "timeline.html").as_uri())
    events = page.locator(".timeline [data-of]")
    every = events.count()
    page.locator(".filter summary").click()
    page.locator('.filter a[data-of="actors/russia.html"]').click()
    russian = page.locator(".timeline [data-of]:visible").count()
    assert 0 < russian < every
    assert f"{russian} of {every}" in page.locator(".found").inner_text()
    page.locator('.filter a[data-of="topics/iran-sanctions.html"]').click()
    assert 0 < page.locator(".timeline [data-of]:visible").count() < russian
    page.get_by_text("Show all").click()
    assert every == page.locator(".timeline [data-of]:visible").count()
    page.close()


def test_without_scripts_filter_links_lead_to_actors_timelines(sample_site: Path, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample_site / "timeline.html").as_uri())
    page.locator(".filter summary").click()
    page.locator('.filter a[data-of="actors/russia.html"]').click()
    assert page.url.endswith("actors/russia.html#events")
    assert page.locator("#events").is_visible()
    context.close()


def test_lines_have_60_to_75_characters(sample_site: Path, browser: Any) -> None:
    page = browser.new_page()
    wide = """() => { const p = document.querySelector('.body p'); const s = document.createElement('span');
      s.textContent = p.textContent.slice(0, 200); s.style.whiteSpace = 'nowrap'; p.append(s);
      const one = s.getBoundingClientRect().width / 200; s.remove(); return p.getBoundingClientRect().width / one }"""
    for width in (800, 1000, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((sample_site / ARTICLE).as_uri())
        assert 60 <= page.evaluate(wide) <= 75, width
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_sections_of_the_front_page_keep_their_distance_where_one_is_missing(
    project: Project, browser: Any, width: int
) -> None:
    root = project({"content/articles/a.md": REPORT})
    build(root)
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((root / "site/index.html").as_uri())
    page.evaluate("document.querySelector('.strip')?.remove()")
    gaps = page.evaluate(
        """() => [...document.querySelectorAll('main > *')].filter(e => e.offsetHeight).map(e => e.getBoundingClientRect())
            .map((box, n, all) => n ? box.top - all[n - 1].bottom : 99)"""
    )
    assert len(gaps) > 2
    assert min(gaps[2:]) >= 24
    page.close()


def test_print_hides_the_collapsed_figures_of_charts(sample_site: Path, browser: Any) -> None:
    page = browser.new_page()
    page.goto((sample_site / "timeline.html").as_uri())
    figures = page.locator(".chart details").first
    assert figures.is_visible()
    page.emulate_media(media="print")
    assert not figures.is_visible()
    page.close()


def test_dates_and_sources_in_tables_do_not_overlap(sample_site: Path, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((sample_site / "topics/iran-sanctions.html").as_uri())
    gaps = page.evaluate(
        """() => [...document.querySelectorAll('.stands td.date')].map(cell => {
            const words = document.createRange()
            words.selectNodeContents(cell)
            return cell.nextElementSibling.getBoundingClientRect().left - words.getBoundingClientRect().right
        })"""
    )
    assert min(gaps) >= 8
    page.close()
