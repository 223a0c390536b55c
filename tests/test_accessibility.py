"""Accessibility of every kind of page and of a site of hard cases: axe-core, the keyboard, narrow windows."""

import json
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from generator.build import build
from quality.kinds import one_of_each
from tests.conftest import needs_browser, write
from tests.test_browser import ARTICLE, KINDS

pytestmark = needs_browser
WIDTHS, SCHEMES = (390, 1280), ("light", "dark")
# Level A and AA of WCAG 2.0, 2.1 and 2.2, and what axe calls good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""axe's rules on colours, the only ones whose result depends on the scheme."""
RUNS = {
    scheme: f"axe.run({json.dumps({'runOnly': only, 'resultTypes': ['violations']})})"
    for scheme, only in (("light", TAGS), ("dark", {"type": "rule", "values": COLOURS}))
}
LONG_NAME = (
    "Organisation for the Prohibition of Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaften"
)
HARD_CASES = {
    "briefing.toml": 'title = "ملف الأخبار"\nlanguage = "ar"\n',
    "content/articles/2009-10-13-one.md": (
        "---\ntitle: 'زيارة إلى موسكو Clinton visits Moscow'\ndate: unknown\nsource: 'وكالة الأنباء'\nlang: ar\n---\n\n"
        "قالت الوزيرة إن المحادثات مستمرة.\n\n> لا جديد.\n"
    ),
    "content/articles/2009-10-14-two.md": (
        f"---\ntitle: {LONG_NAME} meets\ndate: unknown\nsource: ''\nlang: en\n"
        f"add:\n  - {{kind: mention, text: The body, actor: '{LONG_NAME}', actor_kind: organisation}}\n---\n\nThe body met.\n\n"
        "| Column | Another |\n|---|---|\n| one | two |\n\n![A ship](ship.png) ![Gone](gone.png) See https://example.org/x[^1].\n\n"
        "[^1]: A note with `code`.\n"
    ),
    "content/articles/ship.png": "no picture",
    **{
        f"content/articles/2009-10-15-{mode}.md": (
            f"---\ntitle: Talks\ndate: 2009-10-15\nurl: https://example.org/\nlang: en\npublish_texts: {mode}\n---\n\n"
            "It rained.\n\nRussia supports new sanctions against Iran. It rained. Moscow rejects the plan.\n"
        )
        for mode in ("extracts", "none")
    },
}


@pytest.fixture(scope="module")
def hard_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site from right to left, with a very long name, no quotes, no dates, and lists of one entry."""
    root = tmp_path_factory.mktemp("hard")
    for name, text in HARD_CASES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    build(root)
    return root / "site"


@pytest.fixture(scope="module")
def moved_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page at an old address, in a site in Arabic."""
    root = tmp_path_factory.mktemp("moved")
    name = "content/articles/2009-10-13-one.md"
    write(root, {name: HARD_CASES[name].replace("lang: ar", "lang: ar\nformerly: old", 1)}, HARD_CASES["briefing.toml"])
    build(root)
    return root / "site/articles/old.html"


def faults(browser: Any, address: str, selector: str = "main") -> list[str]:
    """Return the violations that axe-core finds on a loaded page, at each width and in each colour scheme."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector(selector)
    page.evaluate(AXE_FILE_PATH.read_text("utf-8"))
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme, run in RUNS.items():
            page.emulate_media(color_scheme=scheme)
            for wrong in page.evaluate(run)["violations"]:
                where = [node["target"] for node in wrong["nodes"]]
                found.append(f"{width} {scheme}: {wrong['id']}: {wrong['help']} {where[:3]}")
    page.close()
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation_on_any_kind_of_page(sample_site: Path, browser: Any, kind: str) -> None:
    assert [] == faults(browser, (sample_site / kind).as_uri())


def test_a_page_at_an_old_address_leads_on_by_itself(moved_page: Path, browser: Any) -> None:
    page = browser.new_page()
    page.goto(moved_page.as_uri())
    page.wait_for_url((moved_page.parent / "2009-10-13-one.html").as_uri())
    page.close()


def test_axe_finds_no_violation_where_a_browser_does_not_lead_on(moved_page: Path, browser: Any) -> None:
    lines = moved_page.read_text("utf-8").splitlines(keepends=True)
    staying = moved_page.with_name("staying.html")
    staying.write_text("".join(line for line in lines if 'http-equiv="refresh"' not in line), "utf-8")
    assert len(lines) == 1 + len(staying.read_text("utf-8").splitlines())
    assert [] == faults(browser, staying.as_uri())


def test_touch_targets_are_large_enough_at_every_width(sample_site: Path, browser: Any) -> None:
    page = browser.new_page(is_mobile=True, device_scale_factor=1.75)
    for kind in one_of_each(sample_site).values():
        page.goto((sample_site / kind).as_uri())
        page.evaluate(AXE_FILE_PATH.read_text("utf-8"))
        for width in (320, 360, 412, 768):
            page.set_viewport_size({"width": width, "height": 800})
            wrong = page.evaluate("axe.run({runOnly: {type: 'rule', values: ['target-size']}, resultTypes: ['violations']})")
            found = [node["target"] for violation in wrong["violations"] for node in violation["nodes"]]
            assert [] == found, f"{kind} at {width}"
    page.close()


def test_axe_finds_no_violation_on_hard_cases(hard_site: Path, browser: Any) -> None:
    pages = sorted(path for path in hard_site.rglob("*.html") if path.name not in {"about.html", "method.html"})
    assert 10 <= len(pages)
    assert [] == [f"{path.name} {fault}" for path in pages for fault in faults(browser, path.as_uri())]


def test_no_page_of_hard_cases_scrolls_sideways(hard_site: Path, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 600})
    for path in sorted(hard_site.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path.name
        assert page.evaluate("document.querySelector('h1').getBoundingClientRect().left") >= 0, path.name
    page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_keyboard_focus_is_visible(sample_site: Path, browser: Any, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    page.goto((sample_site / ARTICLE).as_uri())
    outline = (
        "() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)] }"
    )
    for _ in range(40):
        page.keyboard.press("Tab")
        style, width = page.evaluate(outline)
        assert ("solid", True) == (style, width >= 2), page.evaluate("document.activeElement.outerHTML")
        box = page.evaluate("() => { const b = document.activeElement.getBoundingClientRect(); return [b.top, b.bottom] }")
        assert box[1] > 0
        assert box[0] < 800
    page.close()


def test_the_first_tab_skips_the_menu(sample_site: Path, browser: Any) -> None:
    page = browser.new_page()
    page.goto((sample_site / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")
    page.close()


def test_tab_order_is_source_order(sample_site: Path, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    for kind in ("index.html", ARTICLE, "actors/russia.html", "topics/iran-sanctions.html"):
        page.goto((sample_site / kind).as_uri())
        assert 0 == page.evaluate('document.querySelectorAll(\'[tabindex]:not([tabindex="0"], [tabindex="-1"])\').length'), kind
    page.close()
