"""What a reader's browser shows, from a folder on disk. Needs Chromium; `.ci/run` installs it and demands these tests."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import needs_browser

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
    "method.html",
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


def test_nothing_is_asked_of_any_other_host(sample_site: Path, browser: Any) -> None:
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
