"""Hostile strings that come another way than by a text in `content/`: brought in, derived, of the theme, as names and pictures."""

from __future__ import annotations

import json
import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape as in_xml

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.build import build
from generator.commands.main import main
from tests.conftest import REPORT, TITLED, Project, files_of, needs_browser, problems_of, write
from tests.scripts.browse import hosted, window
from tests.scripts.project import PIXEL

RUN = "<img src=x onerror=canary()>"
ENDS = f'"><script>canary()</script>{RUN}'
WORDS = "One spoke at length, and said that all of them would come again to the talks in Vienna on Monday."


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = f"Talks {ENDS}", "Anna Berg <anna@example.org>"
    message["Date"] = "Tue, 13 Oct 2009 10:00:00 +0000"
    message.set_content(f"{WORDS}\n\n{ENDS}\n")
    return message.as_bytes()


GIVEN: dict[str, bytes] = {
    "page.html": (
        f"<!doctype html><title>Page {in_xml(ENDS)}</title><meta name=author content='{in_xml(ENDS)}'>"
        f"<meta property=og:site_name content='{in_xml(ENDS)}'><link rel=canonical href='javascript:canary()'>"
        f"<article><h1>Page {in_xml(ENDS)}</h1><p onclick=canary()>{WORDS}</p><p>{WORDS} {in_xml(ENDS)}</p>"
        f"<p><a href='javascript:canary()'>{WORDS}</a></p>{ENDS}</article>"
    ).encode(),
    "letter.eml": mail(),
    "feed.xml": (
        "<rss version='2.0'><channel><title>News</title><item>"
        f"<title>Feed {in_xml(in_xml(ENDS))}</title><link>javascript:canary()</link><author>{in_xml(ENDS)}</author>"
        f"<pubDate>Tue, 13 Oct 2009 10:00:00 GMT</pubDate><description>{in_xml(f'<p>{WORDS}</p>{ENDS}')}</description>"
        "</item></channel></rss>"
    ).encode(),
    "table.json": json.dumps(
        [
            {
                "title": f"Row {ENDS}",
                "date": "2009-10-13",
                "source": ENDS,
                "author": ENDS,
                "url": "javascript:canary()",
                "text": f"{WORDS} {ENDS}",
            }
        ]
    ).encode(),
    "plain.txt": f"Plain {ENDS}\n\n{WORDS}\n\n{ENDS}\n".encode(),
    f"{RUN.replace('/', '')}.txt": f"{WORDS} They left.\n".encode(),
}


def wakes(node: LexborNode) -> bool:
    """Return whether an element is a script, a handler or an address from a string."""
    given = node.attributes
    runs = node.tag == "script" and given.get("type") != "application/ld+json" and "canary" in node.text()
    return runs or any(name.startswith("on") or (value or "").startswith("javascript:") for name, value in given.items())


def waking(files: dict[str, bytes]) -> list[str]:
    """Return the pages that have a script, a handler or an address from a string."""
    pages = {path: LexborHTMLParser(raw.decode()) for path, raw in files.items() if path.endswith(".html")}
    return [path for path, page in pages.items() if any(map(wakes, page.css("*")))]


def test_what_is_brought_in_runs_nowhere(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, given = project({}), tmp_path / "given"
    given.mkdir()
    for name, raw in GIVEN.items():
        (given / name).write_bytes(raw)
    main(["-C", str(root), "add", "--force", "--date", "2009-10-13", str(given)])
    written = sorted(path.name for path in (root / "content/articles").glob("*.md"))
    assert len(GIVEN) == len(written), capsys.readouterr().err
    assert [] == problems_of(root)
    files = files_of(root)
    assert [] == waking(files)
    assert any(b"&lt;script&gt;canary()" in raw for path, raw in files.items() if path.startswith("articles/"))


@pytest.mark.slow
def test_a_hostile_word_in_any_text_of_a_derived_file_reaches_no_page(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT}, TITLED)
    build(root)
    path = root / "content/derived/a.json"
    kept = path.read_text("utf-8")
    for text in sorted({text for text in re.findall(r': "([^"]*)"', kept) if text}):
        path.write_text(kept.replace(f': "{text}"', f": {json.dumps(text + ENDS)}"), "utf-8")
        files = files_of(root)
        assert [] == waking(files), text
        assert not any(b"canary()" in raw for raw in files.values()), text


def test_texts_and_tokens_of_a_theme_are_text(project: Project) -> None:
    text = json.dumps(f"{ENDS} {{n}}")
    files = files_of(
        project(
            {
                "content/articles/a.md": REPORT,
                "themes/mine/theme.toml": 'extends = "briefing"\n',
                "themes/mine/i18n/en.toml": f"[reports]\none = {text}\nother = {text}\n[site]\nskip = {json.dumps(ENDS)}\nderived = {json.dumps(ENDS)}\n",
            },
            TITLED + 'theme = "mine"\n',
        )
    )
    assert [] == waking(files)
    assert b"&lt;script&gt;canary()" in files["index.html"]


def test_names_of_files_and_folders_reach_pages_as_plain_addresses_alone(project: Project) -> None:
    folder = '"><svg onload=canary()>'
    files = files_of(
        project(
            {
                f"content/articles/{folder}/{RUN}.md": REPORT.replace(
                    "supports", f"![seen]({'%22%3E%3Cimg onerror=canary()%3E'.replace(' ', '%20')}.png) supports"
                ),
                f'content/articles/{folder}/"><img onerror=canary()>.png': PIXEL,
                f"content/pages/{RUN}.md": "---\ntitle: A page\n---\n\nWords.\n",
            }
        )
    )
    assert [] == [path for path in files if re.search(r"[^\w./-]", path)]
    assert [] == waking(files)
    assert not any(b"canary()" in raw for raw in files.values())


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="canary()"><script>canary()</script></svg>'


def test_a_picture_is_of_a_kind_that_runs_nothing_or_it_is_not_in_the_site(project: Project) -> None:
    body = "![a](a.svg) ![b](data:image/svg+xml,%3Csvg%20onload=canary()%3E) ![c](data:image/png;base64,AAAA) ![d](https://outside.invalid/d.png) ![e](//outside.invalid/e.png)"
    root = project(
        {"content/articles/a.svg": SVG, "content/pictures/a.svg": SVG, "content/articles/r.md": f"{REPORT}\n{body}\n"}
    )
    files = files_of(root)
    assert [] == [path for path in files if path.endswith(".svg") and not path.startswith("static/")]
    page = files["articles/r.html"].decode()
    assert "<img" not in page
    assert all(f"[Picture: {alt}]" in page or f": {alt}" in page for alt in "abcde")
    write(root, {"content/actors/clinton.md": "---\nname: Hillary Clinton\nimage: a.svg\nalt: x\n---\n"})
    assert any("`image` is not the name of a picture" in problem for problem in problems_of(root))


@needs_browser
def test_a_page_in_the_clothes_of_a_picture_is_no_page(project: Project, browser: Any) -> None:
    hostile = b"<!doctype html><script>canary()</script>"
    root = project(
        {
            "content/articles/a.png": hostile,
            "content/articles/b.gif": SVG,
            "content/articles/r.md": f"{REPORT}\n![a](a.png) ![b](b.gif)\n",
        }
    )
    build(root)
    pictures = sorted(path.relative_to(root / "site").as_posix() for path in (root / "site/pictures").rglob("*.*"))
    with hosted(root / "site") as address, window(browser, address) as opened:
        for path in (*pictures, "articles/r.html", "static/icon.svg"):
            opened.open(path, is_page=path.endswith("html"))
        assert 2 == len(pictures)
        assert {} == opened.complaints()
