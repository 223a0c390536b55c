"""Charts as a browser shows them: widths of text as estimated, no overlapping names, links that the keyboard reaches."""

from itertools import combinations
from pathlib import Path
from typing import Any

from generator.render.charts.svg import width_of
from tests.conftest import needs_browser

pytestmark = needs_browser
NAMES = (
    "Dmitry Medvedev",
    "International Atomic Energy Agency",
    "Wm. W. Mammoth & Co. (WMM)",
    "Recep Tayyip Erdoğan",
    "Љубљана Њујорк",
    "Сергей Щукин-Жуковский",
    "ΔΗΜΟΚΡΑΤΙΑ Ωμέγα",
    "محمود أحمدي نجاد",
    "הסוכנות הבינלאומית",
    "1,234,567.89",
)
BOXES = """() => [...document.querySelectorAll('.chart-network a')].map(link => {
    const box = link.getBoundingClientRect()
    return [box.left, box.top, box.right, box.bottom]
})"""


def test_no_name_is_wider_than_estimated(sample_site: Path, browser: Any) -> None:
    page = browser.new_page()
    page.goto((sample_site / "actors.html").as_uri())
    measured = page.evaluate(
        """names => names.map(name => {
            const text = document.querySelector('.chart text').cloneNode()
            text.textContent = name
            document.querySelector('.chart svg').append(text)
            return text.getComputedTextLength()
        })""",
        list(NAMES),
    )
    assert [] == [name for name, wide in zip(NAMES, measured, strict=True) if wide > width_of(name)]
    page.close()


def test_names_in_the_network_do_not_overlap(sample_site: Path, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((sample_site / "actors.html").as_uri())
    boxes = page.evaluate(BOXES)
    assert len(boxes) > 30
    for (left, top, right, bottom), (left_, top_, right_, bottom_) in combinations(boxes, 2):
        assert right <= left_ or right_ <= left or bottom <= top_ or bottom_ <= top
    page.close()


def test_the_network_scrolls_in_its_own_box_where_the_screen_is_narrow(sample_site: Path, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto((sample_site / "actors.html").as_uri())
    box = page.locator(".chart .scroll")
    assert box.evaluate("e => e.scrollWidth > e.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    box.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.chart-network a')")
    page.close()


def test_charts_have_the_colours_of_the_page_and_text_keeps_its_size(sample_site: Path, browser: Any) -> None:
    sizes, colours = set(), set()
    for width, scheme in ((320, "light"), (1280, "dark")):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto((sample_site / "timeline.html").as_uri())
        words = page.locator(".chart-dates text").first
        sizes.add(words.evaluate("e => Math.round(e.getBoundingClientRect().height)"))
        colours.add(words.evaluate("e => getComputedStyle(e).fill"))
        page.close()
    assert (1, 2) == (len(sizes), len(colours))
