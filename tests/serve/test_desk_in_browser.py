"""The review desk in a real browser: thirty reports from suggestions to a clean dossier by clicks, and the same by keys alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from tests import desk_dossier
from tests.conftest import TITLED, needs_browser, write
from tests.serve.live import Live, live, until

pytestmark = needs_browser
LEDGER = "content/decisions.yaml"
SOLBERGS = "Are Jonas Solberg and Solberg the same?", "Are Ingrid Solberg and Solberg the same?"
SCHEMES, WIDTHS = ("light", "dark"), (390, 1280)
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Live]:
    with live(write(tmp_path / "project", dict(desk_dossier.files()), TITLED)) as running:
        yield running


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page on which nothing may be complained of."""
    said: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda message: said.append(message.text))
    yield opened
    context.close()
    assert [] == [words for words in said if not words.startswith("Failed to load resource")]


def written(root: Path) -> dict[str, str]:
    """The files that are not as they were at first, by their names, but for the ledger."""
    before = {**desk_dossier.files(), "briefing.toml": TITLED, LEDGER: None}
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    now = {name: path.read_text("utf-8") for name, path in found.items() if not name.startswith(".briefing/")}
    assert set(before) - {LEDGER} <= set(now)
    return {name: text for name, text in now.items() if name != LEDGER and text != before.get(name)}


def desk(served: Live, page: Any) -> None:
    page.goto(f"{served.url}-/desk")
    page.locator("#answers button, #nothing:visible").first.wait_for()


def ask(page: Any, title: str) -> None:
    """Go to a question by the list."""
    page.locator("#questions button", has_text=title).first.click()
    page.locator("#asked", has_text=title).wait_for()


def answer(page: Any, title: str, words: str) -> None:
    """Give an answer to a question, and wait until it is written."""
    ask(page, title)
    given(page, words)


def given(page: Any, words: Any) -> None:
    left = page.locator("#left").inner_text()
    page.locator("#answers button", has_text=words).first.click()
    page.wait_for_function("left => document.querySelector('#left').textContent !== left", arg=left)


def leave(page: Any) -> None:
    """Say of all questions that are left that they are right as they are."""
    while page.locator("#question").is_visible():
        given(page, re.compile("leave it|^. *Right", re.IGNORECASE))


def dialog(page: Any) -> Any:
    return page.locator("briefing-preview dialog")


def point_at(page: Any, place: str) -> None:
    """Move the mouse to where something begins: its middle may be between two lines."""
    one = page.locator(place).first
    one.scroll_into_view_if_needed()
    left, top = one.evaluate("one => { const box = one.getClientRects()[0]; return [box.x + 3, box.y + 6] }")
    page.mouse.move(left, top)
    page.mouse.move(left + 1, top)


def menu_at(served: Live, page: Any, path: str, place: str) -> None:
    """Open the menu of a place on a page with the mouse."""
    if page.url != served.url + path:
        page.goto(served.url + path)
    page.locator("briefing-preview .tools").wait_for()
    point_at(page, place)
    page.locator("briefing-preview .pencil:visible").first.click()
    dialog(page).locator("h2").wait_for()


def choose(page: Any, label: str, *given: str) -> None:
    """Choose what a menu offers, fill in what it asks for, write it, and close it."""
    dialog(page).get_by_role("button", name=label, exact=True).click()
    for number, value in enumerate(given):
        field = dialog(page).locator(f"#field-{number}")
        if field.evaluate("one => one.nodeName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    if given:
        dialog(page).get_by_role("button", name="Write it").click()
    dialog(page).locator("h2", has_text="Written").wait_for()
    dialog(page).locator(".do").click()


def select(page: Any, words: str) -> None:
    """Select words of a report as a reader does, and press the button that comes."""
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector(".body"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
          }
        }""",
        words,
    )
    page.locator("briefing-preview .words:visible").click()
    dialog(page).locator("h2", has_text="What are these words?").wait_for()


def profile(*lines: str) -> str:
    return "\n".join(("---", *lines, "---", ""))


@pytest.mark.slow
def test_thirty_reports_go_from_suggestions_to_a_clean_dossier_by_clicks_and_back(served: Live, page: Any) -> None:
    desk(served, page)
    answer(page, SOLBERGS[0], "Not the same")
    answer(page, SOLBERGS[1], "The same: Solberg is Ingrid Solberg")
    answer(page, "Are Katarzyna", "Katarzyna Lewandoswka is Katarzyna Lewandowska")
    answer(page, "“Solberg criticised the delay", "It is no quote: leave it out")
    answer(page, "Is “Talks on cod” a topic", "hide it")
    ask(page, "Lofthav signed a contract")
    page.locator("#answers button", has_text="On another day").click()
    page.locator("#menus #field-0").fill("2021-03-07")
    page.locator("#menus .do").click()
    page.locator("#menus h2", has_text="Written").wait_for()
    page.locator("#menus .do").click()
    leave(page)
    page.locator("#nothing").wait_for()

    menu_at(served, page, "actors/lofthav-person.html", "main h1")
    choose(page, "Lofthav is of another kind", "organisation")
    for slug in ("marine", "fisheries"):
        menu_at(served, page, f"actors/{slug}.html", "main h1")
        choose(page, f"Hide {slug.capitalize()}")
    menu_at(served, page, "topics/herring-quota.html", "main h1")
    choose(page, "Rename", "Herring")
    menu_at(served, page, "topics/harbour-master.html", "main h1")
    choose(page, "Hide")

    menu_at(served, page, "articles/2021-03-04-report.html", ".body .m:text-is('Solberg')")
    choose(page, "These words mean somebody else", "Jonas Solberg")
    menu_at(served, page, "articles/2021-03-02-report.html", ".body .m:text-is('Lofthav')")
    choose(page, "Wrong: this is no name of anybody")
    menu_at(served, page, "articles/2021-03-01-report.html", ".body .q")
    choose(page, "Somebody else says it", "Petter Dahl")
    menu_at(served, page, "articles/2021-03-01-report.html", ".body .d")
    choose(page, "It means another date", "2021-02-28")
    select(page, "met crews")
    choose(page, "Something that happened", "2021-02-27", "Ingrid Solberg\nPetter Dahl")

    desk(served, page)
    assert page.locator("#nothing").is_visible()
    assert EXPECTED == {name: text for name, text in written(served.root).items() if "/articles/" not in name}
    for name, head in HEADS.items():
        before = desk_dossier.files()[name]
        assert before.replace("lang: en\n---\n", f"lang: en\n{head}---\n") == written(served.root)[name]
    assert len(EXPECTED) + len(HEADS) == len(written(served.root))
    assert '"problems":[]' in served.text("-/changed")
    names = re.findall(r'href="actors/([a-z-]+)\.html"', served.text("actors.html"))
    assert ACTORS == set(names)

    while (button := page.locator("#decisions button").first).count():
        undone = button.get_attribute("data-id")
        button.click()
        page.locator(f'#decisions button[data-id="{undone}"]').wait_for(state="detached")
    assert {} == written(served.root)
    assert not (served.root / LEDGER).exists()


EXPECTED = {
    "content/actors/jonas-solberg.md": profile("name: Jonas Solberg", "not_same_as: [Solberg]"),
    "content/actors/ingrid-marie-solberg.md": profile("name: Ingrid Solberg", "aliases: [Solberg]"),
    "content/actors/katarzyna-lewandowska.md": profile("name: Katarzyna Lewandowska", "aliases: [Katarzyna Lewandoswka]"),
    "content/actors/lofthav.md": profile("name: Lofthav", "kind: organisation"),
    "content/actors/marine.md": profile("name: Marine", "hide: true"),
    "content/actors/fisheries.md": profile("name: Fisheries", "hide: true"),
    "content/topics/talks-on-cod.md": profile("name: Talks on cod", "hide: true"),
    "content/topics/herring-quota.md": profile("name: Herring", "aliases: [herring quota]"),
    "content/topics/harbour-master.md": profile("name: Harbour master", "hide: true"),
}
HEADS = {
    "content/articles/2021-03-08-report.md": """\
reject:
  - id: e097b9755e1
add:
  - kind: event
    text: Lofthav signed a contract for the new harbour
    date: 2021-03-07
    actors: [Lofthav]
""",
    "content/articles/2021-03-04-report.md": """\
reject:
  - kind: quote
    text: Solberg criticised the delay in the talks
add:
  - kind: mention
    text: Solberg
    actor: Jonas Solberg
""",
    "content/articles/2021-03-02-report.md": """\
reject:
  - kind: mention
    text: Lofthav
""",
    "content/articles/2021-03-01-report.md": """\
reject:
  - id: q39b5b6aa9a
  - id: tfbee8d124b
add:
  - kind: quote
    text: "The quota protects the stock,"
    speaker: Petter Dahl
    cue: said
  - kind: date
    text: March 1
    edtf: 2021-02-28
  - kind: event
    text: met crews
    date: 2021-02-27
    actors: [Ingrid Solberg, Petter Dahl]
""",
}
"""What is added to the front matter of reports."""
ACTORS = {
    "ingrid-marie-solberg",
    "jonas-solberg",
    "katarzyna-lewandowska",
    "lofthav",
    "ministry-of-fisheries",
    "northern-fishing-crews-association",
    "petter-dahl",
}
"""The actors of a clean dossier."""


def test_every_mark_beside_a_note_in_the_margin_can_be_pointed_at(served: Live, page: Any) -> None:
    page.goto(f"{served.url}articles/2021-03-01-report.html")
    hidden = page.evaluate(
        """() => [...document.querySelectorAll(".body .m, .body .d, .body .q")].filter((one) => {
          const box = one.getClientRects()[0];
          return !one.contains(document.elementFromPoint(box.x + 3, box.y + 9));
        }).map((one) => one.textContent)"""
    )
    assert [] == hidden
    assert page.locator(".body .r").first.evaluate("one => getComputedStyle(one).float") == "inline-end"


def test_the_desk_is_used_by_keys_alone(served: Live, page: Any) -> None:
    desk(served, page)
    focused = "() => document.activeElement.id"
    while SOLBERGS[0] != page.locator("#asked").inner_text():
        page.keyboard.press("j")
    assert "asked" == page.evaluate(focused)
    left = page.locator("#left").inner_text()
    for key in "w":
        page.keyboard.press(key)
    page.keyboard.type("two people")
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    page.locator("#asked", has_text=SOLBERGS[1]).wait_for()
    page.locator("#told", has_text="Next question: Are Ingrid Solberg").wait_for(state="attached")
    assert "asked" == page.evaluate(focused)
    assert "why: two people" in (served.root / LEDGER).read_text("utf-8")
    assert ["content/actors/jonas-solberg.md"] == [*written(served.root)]

    page.keyboard.press("u")
    page.locator("#asked", has_text=SOLBERGS[0]).wait_for()
    page.locator("#left", has_text=left).wait_for()
    assert {} == written(served.root)

    page.keyboard.press("s")
    page.locator("#asked", has_text=SOLBERGS[1]).wait_for()
    page.keyboard.press("k")
    page.locator("#asked", has_text=SOLBERGS[0]).wait_for()
    page.keyboard.press("?")
    page.locator("#keys").wait_for()
    page.keyboard.press("1")
    page.keyboard.press("Escape")
    page.locator("#keys").wait_for(state="hidden")
    assert {} == written(served.root)


def test_single_keys_can_be_turned_off(served: Live, page: Any) -> None:
    desk(served, page)
    ask(page, SOLBERGS[0])
    page.keyboard.press("?")
    page.locator("#single").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.keyboard.press("s")
    assert SOLBERGS[0] == page.locator("#asked").inner_text()
    page.locator("#answers button").first.focus()
    page.keyboard.press("Enter")
    page.locator("#diff h3").wait_for()
    assert len(written(served.root)) == 1


def test_a_mark_is_corrected_by_keys_alone(served: Live, page: Any) -> None:
    page.goto(f"{served.url}articles/2021-03-04-report.html")
    page.locator("briefing-preview .tools").wait_for()
    page.locator(".body .m:text-is('Solberg')").first.focus()
    page.keyboard.press("e")
    dialog(page).locator("h2").wait_for()
    for key in ("Tab", "Tab", "Enter"):  # past the button that closes it, to what is decided most
        page.keyboard.press(key)
    dialog(page).locator("#field-0").wait_for()
    page.keyboard.type("Jonas Solberg")
    page.keyboard.press("Enter")
    dialog(page).locator("h2", has_text="Written").wait_for()
    page.keyboard.press("Escape")
    assert ["content/articles/2021-03-04-report.md"] == [*written(served.root)]
    page.locator(".body a.m[href$='jonas-solberg.html']").wait_for()


def test_a_keyboard_reaches_every_mark_from_the_one_before(served: Live, page: Any) -> None:
    page.goto(f"{served.url}articles/2021-03-01-report.html")
    page.locator("briefing-preview .tools").wait_for()
    page.keyboard.press("e")
    titles = []
    for _ in range(6):
        dialog(page).locator("h2").wait_for()
        titles.append(dialog(page).locator("h2").inner_text())
        dialog(page).get_by_role("button", name="Next mark").press("Enter")
        page.wait_for_function(
            "before => document.querySelector('briefing-preview').shadowRoot.querySelector('h2').innerText !== before",
            arg=titles[-1],
        )
    assert titles[0].startswith("Report: ")
    assert {title.split(":")[0] for title in titles} > {"Report", "Date"}


def test_a_touch_corrects_marks_once_that_is_asked_for(served: Live, page: Any) -> None:
    page.goto(f"{served.url}articles/2021-03-04-report.html")
    page.get_by_role("button", name="Correct").click()
    page.locator(".body .m:text-is('Solberg')").first.click()
    dialog(page).locator("h2", has_text="Solberg").wait_for()
    assert page.url.endswith("articles/2021-03-04-report.html")


def test_a_preview_that_the_network_reads_has_no_menus_and_says_why_at_the_desk(served: Live, page: Any) -> None:
    page.route("**/-/desk/token", lambda route: route.fulfill(status=403, body="no"))
    with page.expect_response("**/-/desk/token"):
        page.goto(f"{served.url}articles/2021-03-01-report.html")
    point_at(page, ".body .m")
    page.keyboard.press("e")
    assert 0 == page.locator("briefing-preview .tools").count()


def test_what_changed_meanwhile_is_not_overwritten(served: Live, page: Any) -> None:
    desk(served, page)
    ask(page, SOLBERGS[0])
    path = served.root / "content/actors/jonas-solberg.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("---\nname: [Jonas Solberg\n---\n")
    until(lambda: '"problems":[{' in served.text("-/changed"))
    page.locator("#answers button").nth(1).click()
    page.locator("#wrong", has_text="jonas-solberg.md").wait_for()
    assert "---\nname: [Jonas Solberg\n---\n" == path.read_text("utf-8")


def test_names_that_are_markup_are_text(tmp_path: Path, page: Any) -> None:
    attack = "<img src=x onerror=document.title=1>"
    report = f"---\ntitle: '{attack} one'\ndate: 2021-03-01\nsource: '{attack}'\nlang: en\n"
    add = f"add:\n  - {{kind: mention, text: The envoy, actor: 'Ann {attack} Ray', actor_kind: person}}\n"
    texts: dict[str, str | bytes] = {
        "content/articles/a.md": report + add + "---\n\nThe envoy met crews. Ray Ann said so.\n",
        "content/articles/b.md": report.replace("one", "two") + add.replace("Ann ", "Anna ") + "---\n\nThe envoy met others.\n",
        "content/topics/t.md": f"---\nname: '{attack}'\nkeywords: [crews]\n---\n",
    }
    with live(write(tmp_path / "attacked", texts, TITLED)) as served:
        desk(served, page)
        menu_at(served, page, "articles/a.html", "main h1")
        assert attack in dialog(page).locator("h2").inner_text()
        dialog(page).get_by_role("button", name="is about …").click()
        dialog(page).locator("#field-0").fill("<img")
        dialog(page).locator("option").first.wait_for(state="attached")
        dialog(page).locator("#field-0").fill(attack)
        dialog(page).locator("#menu-why").fill(attack)
        dialog(page).get_by_role("button", name="Write it").click()
        dialog(page).locator("h2", has_text="Written").wait_for()
        desk(served, page)
        assert attack in page.locator("#decisions").inner_text()
        assert 0 == page.locator("main img").count()
        assert "1" != page.title()
        assert [] == page.evaluate("() => [...document.links].filter(({ origin }) => origin !== location.origin)")


def test_another_sites_page_can_write_nothing(served: Live, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("http://evil.example/**", lambda route: route.fulfill(content_type="text/html", body="<title>evil</title>"))
    page.goto("http://evil.example/")
    body = '{"decision": {"decision": "hide", "name": "Petter Dahl"}}'
    tries = """async ([url, body]) => {
      const tried = [];
      for (const options of [{}, { mode: "no-cors" }, { headers: { "Content-Type": "application/json" } },
        { headers: { "Content-Type": "application/json", "X-Briefing-Token": "x" } }])
        tried.push(await fetch(url + "-/desk/decide", { method: "POST", body, ...options }).then((one) => one.type + one.status, () => "refused"));
      tried.push(await fetch(url + "-/desk/token").then((one) => one.text(), () => "refused"));
      tried.push(String(navigator.sendBeacon(url + "-/desk/decide", body)));
      return tried;
    }"""
    assert ["refused", "refused", "refused", "refused", "refused", "true"] == page.evaluate(tries, [served.url, body])
    form = """([url, body]) => {
      const form = document.createElement("form");
      [form.method, form.enctype, form.action] = ["POST", "text/plain", url + "-/desk/decide"];
      const field = document.createElement("input");
      [field.name, field.value] = [body.slice(0, -1) + ', "x": "', '"}'];
      form.append(field);
      document.body.append(form);
      form.submit();
    }"""
    page.evaluate(form, [served.url, body])
    page.wait_for_url("**/-/desk/decide")
    assert "nobody else" in page.content()
    context.close()
    assert {} == written(served.root)
    assert not (served.root / LEDGER).exists()


def test_axe_finds_no_violation_at_the_desk_and_in_menus(served: Live, browser: Any) -> None:
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    found: list[str] = []

    def look(state: str) -> None:
        page.evaluate(AXE_FILE_PATH.read_text("utf-8"))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                wrong = page.evaluate("options => axe.run(options)", AXE)["violations"]
                found.extend(
                    f"{state} {width} {scheme}: {one['id']} {[node['target'] for node in one['nodes']][:3]}" for one in wrong
                )
                wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
                found.extend([f"{state} {width}: {wide} px too wide"] if wide > 0 else [])

    desk(served, page)
    page.locator("#sides li").first.wait_for()
    look("a question")
    if page.locator("#all[open]").count() == 0:
        page.locator("#all summary").click()
    answer(page, SOLBERGS[0], "Not the same")
    look("an answer")
    page.keyboard.press("?")
    look("keys")
    page.goto(f"{served.url}articles/2021-03-01-report.html")
    page.locator("briefing-preview .tools").wait_for()
    page.keyboard.press("e")
    dialog(page).locator("h2").wait_for()
    look("a menu")
    dialog(page).get_by_role("button", name="is about …").click()
    dialog(page).locator("#field-0").wait_for()
    look("a form")
    context.close()
    assert [] == found
