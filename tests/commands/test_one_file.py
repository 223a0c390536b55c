"""The whole briefing as one file: everything in it leads within it, and nothing in it asks anybody for anything."""

import re
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from generator.build.site_in_memory import site_in_memory
from generator.commands import one_file
from generator.commands.check import check
from generator.commands.main import main
from generator.model.problems import InputError, Stopped
from generator.runtime import cache
from tests.conftest import EVERYTHING, REPORT, Project, needs_browser, write

PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
CONTENT: dict[str, str | bytes] = {
    "content/articles/a.md": REPORT,
    "content/articles/b.md": REPORT.replace("2009-10-13", "2009-11-02").replace("Envoys", "Ministers"),
    "content/pages/about.md": "---\ntitle: About\n---\n\n[Elsewhere](https://example.com/a?b=1&c=2) and [the quotes](quotes.html).\n",
    "content/actors/russia.md": "---\nname: Russia\nimage: flag.png\nalt: A flag\ncredit: Somebody\n---\n",
    "content/pictures/flag.png": PICTURE,
}
ID = re.compile(r'\sid="([^"]*)"')
LINK = re.compile(r'\shref="([^"]*)"')
LEAF = re.compile(r'<div class="leaf[^"]*" id="([^"]*)"')


def page_of(root: Path) -> str:
    with cache.open_cache(None) as results:
        return one_file.render(root, results)[0].decode()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return page_of(write(tmp_path_factory.mktemp("whole"), CONTENT))


def test_every_page_of_the_site_that_is_read_is_a_section(project: Project) -> None:
    root = project(CONTENT)
    with cache.open_cache(None) as results:
        with site_in_memory(root, results) as (_, files):
            site = {path.removesuffix(".html") for path in files if path.endswith(".html")}
        made, sections = one_file.render(root, results)
    assert site - {"404", "data", "search"} == set(LEAF.findall(made.decode()))
    assert len(site) - 3 == sections


def test_home_comes_first_then_what_happened_topics_actors_positions_quotes_and_reports_by_date(page: str) -> None:
    found = LEAF.findall(page)
    wanted = ["index", "timeline", "topics", "actors", "positions", "quotes", "articles", "articles/a", "articles/b", "about"]
    assert wanted == [one for one in found if one in wanted]
    assert found.index("topics") < found.index("topics/iran-sanctions") < found.index("actors") < found.index("actors/russia")


def test_all_links_within_it_lead_somewhere_and_no_id_stands_twice(page: str) -> None:
    assert () == check({"briefing.html": page.encode()})
    ids = Counter(ID.findall(page))
    assert [] == [name for name, number in ids.items() if number > 1]
    links = [link for link in LINK.findall(page) if link.startswith("#")]
    assert len(links) > 100
    assert set() == {unquote(link[1:]) for link in links} - ids.keys()


def test_a_citation_leads_to_its_sentence(page: str) -> None:
    cited = set(re.findall(r'class="cite" href="#(articles/a:[^"]*)"', page))
    assert cited
    assert cited <= set(ID.findall(page))


def test_what_refers_to_an_id_refers_to_that_of_its_own_page(page: str) -> None:
    referring = re.findall(r'\s(?:aria-labelledby|for|popovertarget)="([^"]*)"', page)
    assert set() == {one for value in referring for one in value.split()} - set(ID.findall(page))


def test_nothing_is_fetched(page: str) -> None:
    assert not re.search(r"<(script|iframe|object|embed|base)\b", page)
    assert not re.search(r'\ssrc="(?!data:)', page)
    assert not re.search(r'<link[^>]*href="(?!data:)', page)
    assert not re.search(r'@import|url\((?!"?(data:|#))', page)
    assert "default-src 'none'" in page


def test_pictures_are_in_it(page: str) -> None:
    assert '<img src="data:image/png;base64,iVBORw0KGgo' in page or 'src="data:image/png;base64,iVBORw0KGgo' in page


def test_links_to_elsewhere_and_to_reports_have_one_number_for_the_whole_file(page: str) -> None:
    numbers: dict[str, set[str]] = {}
    for link in LexborHTMLParser(page).css("a[data-note]"):
        href, number = link.attributes["href"] or "", link.attributes["data-note"] or ""
        numbers.setdefault(href if "://" in href else href.partition(":")[0], set()).add(number)
    assert {"#articles/a", "#articles/b", "https://example.com/a?b=1&c=2"} == numbers.keys()
    assert [1, 1, 1] == [len(found) for found in numbers.values()]
    listed = page.partition('<ol class="notes">')[2].partition("</ol>")[0]
    assert 3 == listed.count("<li>")
    assert 1 == page.count('<ol class="notes">')


def test_what_is_not_in_it_is_linked_on_the_web_where_the_site_has_an_address(project: Project) -> None:
    feed = {"content/pages/about.md": "---\ntitle: About\n---\n\n[The feed](feed.xml)\n"}
    assert "<a>The feed</a>" in page_of(project({**CONTENT, **feed})).replace(' rel="noopener noreferrer"', "")
    page = page_of(project({**CONTENT, **feed}, 'title = "Test"\nbase_url = "https://example.org/x"\n'))
    assert 'href="https://example.org/x/feed.xml"' in page


def test_the_same_content_gives_the_same_bytes(project: Project, tmp_path: Path) -> None:
    root = project(CONTENT)
    first = page_of(root)
    main(["-C", str(root), "build"])
    other = tmp_path / "elsewhere"
    root.rename(other)
    assert first == page_of(other)


def test_the_site_is_the_same_with_it_and_without_it(project: Project) -> None:
    root = project(CONTENT)
    main(["-C", str(root), "build", "--single-page"])
    site = {path: path.read_bytes() for path in (root / "site").rglob("*.*") if path.is_file()}
    assert (root / "briefing.html").is_file()
    main(["-C", str(root), "build"])
    assert site == {path: path.read_bytes() for path in (root / "site").rglob("*.*") if path.is_file()}
    assert not [path for path in site if path.name == "briefing.html"]


@pytest.mark.parametrize("given", [["--single-page", "x.txt"], ["--pdf", "x.html"], ["--pdf", ".pdf"]])
def test_a_file_that_has_another_ending_is_wrong_usage(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", *given])
    assert 2 == ended.value.code
    assert "give one that ends with" in capsys.readouterr().err


def test_it_is_not_made_again_at_every_change(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == main(["-C", str(project(CONTENT)), "build", "--watch", "--pdf"])
    assert "ask for --single-page or --pdf without it" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["site/x.html", "content/pages/x.html", "themes/x.html"])
def test_it_does_not_lie_where_builds_and_people_keep_their_files(project: Project, place: str) -> None:
    root = project(CONTENT)
    with pytest.raises(InputError, match="the file would lie inside"):
        one_file.refuse(root, root / "site", [root / place])


def test_a_theme_without_a_frame_for_it_is_told_and_the_site_is_built(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    own = {"themes/mine/theme.toml": 'extends = "briefing"\n', "themes/mine/templates/single.html": "{{ view.nothing }}"}
    root = project({**CONTENT, **own}, 'title = "Test"\ntheme = "mine"\n')
    assert 1 == main(["-C", str(root), "build", "--single-page"])
    said = capsys.readouterr().err
    assert "themes/mine/templates/single.html:1:1" in said
    assert "the one file was not written" in said
    assert (root / "site/index.html").is_file()
    assert not (root / "briefing.html").exists()


def test_a_pdf_without_its_library_says_what_to_install(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    root = project(CONTENT)
    assert 1 == main(["-C", str(root), "build", "--pdf"])
    assert "pip install 'briefing-site[pdf]'" in capsys.readouterr().err
    assert not (root / "site").exists()


def outline_of(entries: list[Any], level: int = 1) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for entry in entries:
        found += outline_of(entry, level + 1) if isinstance(entry, list) else [(level, entry.title)]
    return found


def test_the_pdf_is_tagged_and_has_a_bookmark_a_section(project: Project) -> None:
    root = project(CONTENT)
    try:
        sections = one_file.write(root, [root / "x.pdf", root / "x.html"])
    except Stopped as stopped:
        if EVERYTHING:
            raise
        pytest.skip(str(stopped))  # a machine without Pango
    read = PdfReader(BytesIO((root / "x.pdf").read_bytes()))
    catalogue: Any = read.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert "/StructTreeRoot" in catalogue
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()
    bookmarks = outline_of(read.outline)
    assert sections == len(bookmarks)
    assert [(1, "Test"), (1, "Timeline"), (1, "Topics")] == bookmarks[:3]
    assert (2, "Russia") in bookmarks
    assert read.metadata
    assert {"D:20091102"} == {str(read.metadata[name]) for name in ("/CreationDate", "/ModDate")}
    assert f"1 / {len(read.pages)}" in read.pages[0].extract_text()


@needs_browser
def test_a_browser_asks_for_nothing_but_the_file(project: Project, browser: Any) -> None:
    root = project(CONTENT)
    one_file.write(root, [root / "x.html"])
    asked: list[str] = []
    complaints: list[str] = []
    shown = browser.new_page(viewport={"width": 320, "height": 800})
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("console", lambda message: complaints.append(message.text))
    shown.goto((root / "x.html").as_uri())
    wide = shown.evaluate("document.documentElement.scrollWidth")
    lost = shown.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1)))).length"
    )
    shown.close()
    assert [(root / "x.html").as_uri()] == [url for url in asked if not url.startswith("data:")]
    assert ([], 0, 320) == (complaints, lost, wide)
