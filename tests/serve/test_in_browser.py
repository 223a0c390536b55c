"""The preview in an editor's browser while files change. Needs Chromium, as tests/test_browser.py does."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, needs_browser
from tests.serve.live import PATIENCE, Live, live, put, until

pytestmark = needs_browser
STEM = "2009-10-13-clinton-in-moscow"
ARTICLE, OTHER = f"content/articles/{STEM}.md", "content/articles/2009-07-08-moscow-summit.md"
PAGE = f"articles/{STEM}.html"
PROFILE, ACTOR = "content/actors/russia.md", "actors/russia.html"
BASE, STYLE, CONFIG = "themes/briefing/templates/base.html", "themes/briefing/static/style.css", "briefing.toml"
WIDGETS = """<footer class="foot">
<input id="search"><details class="first"><summary>One</summary>1</details><details class="second"><summary>Two</summary>2</details>
"""
COUNT = """() => { window.changes = []; new MutationObserver((all) => window.changes.push(...all.map((one) => one.type)))
  .observe(document, {subtree: true, childList: true, characterData: true, attributes: true}) }"""
PANEL = "briefing-preview .problems"
SHOWN = (PAGE, ACTOR, "static/style.css")
VERSION = re.compile(r"[0-9a-f]{12}:\d+")


def stands(served: Live, path: str) -> str:
    """Return what is served there, whatever the version."""
    return VERSION.sub("", served.text(path))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    root = tmp_path_factory.mktemp("edited")
    for name in ("content/actors", "themes"):
        shutil.copytree(ROOT / name, root / name)
    for name in (ARTICLE, OTHER, CONFIG):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    edit(root / BASE, '<footer class="foot">\n', WIDGETS)
    with live(root) as running:
        yield running


@pytest.fixture
def tab(served: Live, browser: Any) -> Iterator[Callable[..., Any]]:
    """Open pages; afterwards every file is as it was, and nothing was complained of."""
    files = {path: path.read_bytes() for path in served.root.rglob("*") if path.is_file() and ".briefing" not in path.parts}
    shown = [stands(served, path) for path in SHOWN]
    contexts: list[Any] = []
    said: list[str] = []

    def opened(path: str, context: Any = None) -> Any:
        if context is None:
            context = browser.new_context(viewport={"width": 900, "height": 500})
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: said.append(message.text))
        page.goto(served.url + path)
        until(lambda: served.server and served.server._event_stream._streams)
        return page

    yield opened
    for context in contexts:
        context.close()
    for path in served.root.rglob("*"):
        if path.is_file() and ".briefing" not in path.parts and path not in files:
            path.unlink()
    for path, content in files.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    until(lambda: '"problems":[]' in served.text("-/changed") and shown == [stands(served, path) for path in SHOWN])
    assert [] == [words for words in said if "ERR_" not in words and "404" not in words]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    put(path, text.replace(old, new))


OVERLAID = "!!document.querySelector('briefing-preview')?.shadowRoot.querySelector('.problems')"


def comes(page: Any, state: str, given: str = "") -> None:
    """Wait until something is so in the page, be it loaded anew meanwhile."""
    page.wait_for_function(f"given => {state}", arg=given, timeout=PATIENCE * 1000, polling=20)


def shows(page: Any, words: str) -> None:
    comes(page, "document.body?.textContent.includes(given)", words)


def test_an_edit_changes_the_page_and_nothing_else_on_it(served: Live, tab: Callable[..., Any]) -> None:
    page = tab(PAGE)
    page.evaluate("""() => { document.querySelector("details.second").open = true; scrollTo(0, 300) }""")
    page.locator("#search").focus(timeout=5000)
    page.keyboard.type("treaty")
    page.evaluate("scrollTo(0, 300)")
    page.evaluate(COUNT)
    edit(served.root / ARTICLE, "travel on to Kazan", "travel on to Samara")
    shows(page, "travel on to Samara")
    state = """[scrollY, document.querySelector("#search").value, document.activeElement.id,
      document.querySelector("details.first").open, document.querySelector("details.second").open]"""
    assert [300, "treaty", "search", False, True] == page.evaluate(state)
    assert len(page.evaluate("window.changes")) < 12
    assert "navigate" == page.evaluate("performance.getEntriesByType('navigation')[0].type")


def test_what_a_reader_opened_stays_open_when_something_comes_before_it(served: Live, tab: Callable[..., Any]) -> None:
    page = tab(PAGE)
    page.evaluate("""() => { document.querySelector("details.second").open = true }""")
    new = '<details class="first"><summary>New</summary>0</details><details class="first">'
    edit(served.root / BASE, '<details class="first">', new)
    comes(page, "document.querySelectorAll('details.first').length === 2")
    found = page.evaluate("[...document.querySelectorAll('.foot details')].map((one) => one.open)")
    assert [False, False, True] == found


def test_a_page_that_an_edit_does_not_reach_is_not_touched(served: Live, tab: Callable[..., Any]) -> None:
    page = tab("404.html")
    page.evaluate(COUNT)
    edit(served.root / ARTICLE, "travel on to Kazan", "travel on to Samara")
    page.locator("briefing-preview .note a").wait_for()
    assert "Lavrov rejects talk" in page.locator("briefing-preview .note").inner_text()
    assert {"childList"} >= set(page.evaluate("window.changes"))
    assert len(page.evaluate("window.changes")) <= 1
    page.locator("briefing-preview .note a").click()
    page.wait_for_url(f"**/{PAGE}")
    shows(page, "travel on to Samara")


def test_a_profile_a_template_and_the_configuration_are_shown_when_they_are_edited(
    served: Live, tab: Callable[..., Any]
) -> None:
    page = tab(ACTOR)
    edit(served.root / PROFILE, "nuclear power station at Bushehr", "nuclear plant at Bushehr")
    shows(page, "nuclear plant at Bushehr")
    edit(served.root / BASE, '{{ t("site.skip") }}', "Jump to the content")
    shows(page, "Jump to the content")
    edit(served.root / CONFIG, 'title = "The reset and Iran"', 'title = "The reset"')
    comes(page, "document.title === 'Russia – The reset'")


def test_a_stylesheet_is_swapped_without_a_flash(served: Live, tab: Callable[..., Any]) -> None:
    page = tab(PAGE)
    page.evaluate("""() => { window.seen = new Set(); window.loads = performance.timeOrigin;
      const look = () => { window.seen.add(getComputedStyle(document.querySelector(".top")).outlineWidth + getComputedStyle(document.body).margin);
        requestAnimationFrame(look) }; look() }""")
    before = page.evaluate("[...window.seen]")
    path = served.root / STYLE
    put(path, path.read_text() + "\n.top { outline: 7px solid red }\n")
    comes(page, "getComputedStyle(document.querySelector('.top')).outlineWidth === '7px'")
    page.wait_for_timeout(100)
    assert {*before, "7px" + page.evaluate("getComputedStyle(document.body).margin")} == set(page.evaluate("[...window.seen]"))
    comes(page, "document.querySelectorAll('link[rel=stylesheet]').length === 1")
    edit(served.root / BASE, '{{ t("site.skip") }}', "Jump to the content")
    shows(page, "Jump to the content")
    assert "7px" == page.evaluate("getComputedStyle(document.querySelector('.top')).outlineWidth")


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        (ARTICLE, "date: 2009-10-13", "date: <b>bold</b>", f"{ARTICLE}:"),
        (PROFILE, "kind: country", "kind: <b>bold</b>", f"{PROFILE}:3:"),
        (BASE, "{% block main %}", "{% blok <b>main</b> %}", f"{BASE}:"),
        (BASE, "{{ site.title }}</a>", "{{ 1 / 0 }}</a><b>bold</b>", f"{BASE}:"),
        (CONFIG, 'language = "en-GB"', 'language = "<b>bold</b>"', f"{CONFIG}:"),
    ],
)
def test_a_mistake_lies_over_the_last_good_page_until_it_is_mended(
    served: Live, tab: Callable[..., Any], name: str, old: str, new: str, where: str
) -> None:
    page = tab(PAGE)
    before = page.evaluate("document.body.innerHTML")
    edit(served.root / name, old, new)
    comes(page, OVERLAID)
    said = page.locator(PANEL).inner_text()
    assert where in said
    if "<b>" in new and "/ 0" not in new:
        assert "<b>" in said
        assert "" == page.evaluate(
            "document.querySelector('briefing-preview').shadowRoot.querySelector('pre b')?.textContent || ''"
        )
    assert before == page.evaluate("document.body.innerHTML")
    again = tab(PAGE)
    comes(again, OVERLAID)
    edit(served.root / name, new, old)
    comes(page, f"!{OVERLAID}")
    comes(again, f"!{OVERLAID}")
    assert before == page.evaluate("document.body.innerHTML")


def test_a_report_that_is_deleted_restored_and_renamed_is_followed(served: Live, tab: Callable[..., Any]) -> None:
    page = tab(PAGE)
    text = (served.root / ARTICLE).read_text()
    (served.root / ARTICLE).unlink()
    shows(page, "Page not found")
    put(served.root / ARTICLE, text)
    shows(page, "travel on to Kazan")
    assert "Lavrov" in page.title()
    (served.root / ARTICLE).rename(served.root / "content/articles/lavrov.md")
    shows(page, "Page not found")
    page.locator("briefing-preview .note a").click()
    page.wait_for_url("**/articles/lavrov.html")
    shows(page, "travel on to Kazan")


@pytest.mark.parametrize("folder", ["content", "themes", "content/articles"])
def test_a_folder_that_is_deleted_and_restored_stops_nothing(served: Live, tab: Callable[..., Any], folder: str) -> None:
    page = tab(PAGE)
    (served.root / folder).rename(served.root.parent / "away")
    if folder == "themes":  # the one that comes with the program has no search
        comes(page, "!document.querySelector('#search')")
    else:
        shows(page, "Page not found")
    (served.root.parent / "away").rename(served.root / folder)
    comes(page, "!!document.querySelector('#search')")
    shows(page, "travel on to Kazan")


def test_all_tabs_and_browsers_hear_of_a_change_each_browser_over_one_stream(served: Live, tab: Callable[..., Any]) -> None:
    tabs = [tab(PAGE)]
    tabs += [tab(PAGE, tabs[0].context) for _ in range(6)]
    elsewhere = tab(ACTOR)
    tabs.append(tab(PAGE, elsewhere.context))
    assert served.server
    until(lambda: served.server and len(served.server._event_stream._streams) == 2)
    edit(served.root / ARTICLE, "travel on to Kazan", "travel on to Samara")
    for page in tabs:
        shows(page, "travel on to Samara")


def test_a_server_that_comes_back_shows_the_newest(served: Live, tab: Callable[..., Any]) -> None:
    page = tab(PAGE)
    served.stop()
    edit(served.root / ARTICLE, "travel on to Kazan", "travel on to Samara")
    served.start()
    shows(page, "travel on to Samara")
    edit(served.root / ARTICLE, "travel on to Samara", "travel on to Perm")
    shows(page, "travel on to Perm")


def test_another_sites_page_can_read_nothing(served: Live, tab: Callable[..., Any], browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.url.replace("127.0.0.1", "localhost") + "404.html")
    assert 200 == page.evaluate("fetch('/index.html').then((answer) => answer.status)")
    elsewhere = f"{served.url}{PAGE}"
    read = f"fetch('{elsewhere}').then((answer) => answer.text()).catch(() => 'refused')"
    context.close()
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(served.url.replace("127.0.0.1", "localhost") + "404.html")
    assert "refused" == page.evaluate(read)
    load = "new Promise((done) => { const one = document.createElement('script'); one.onload = () => done('read'); one.onerror = () => done('refused'); one.src = '%s'; document.head.append(one) })"
    for path in ("-/live.js", "-/changed", "static/style.css"):
        assert "refused" == page.evaluate(load % f"{served.url}{path}")
    context.close()


def test_edit_upon_edit_stands_in_the_browser(served: Live, tab: Callable[..., Any]) -> None:
    page = tab(PAGE)
    words = "travel on to Kazan"
    for number in range(5):
        new = f"travel on to town {number}"
        edit(served.root / ARTICLE, words, new)
        shows(page, new)
        words = new
    assert "town 4" in served.text(PAGE)
