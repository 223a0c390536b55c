"""What reports bring along beside their sentences: pictures, tables, code, footnotes, links, characters that are not seen."""

import html
import json
import re
import shutil
import struct
import zlib
from pathlib import Path

import pytest

from generator.commands.main import main
from generator.runtime import cache
from generator.serve.preview import Preview
from tests.conftest import Project, files_of

HEAD = "---\ntitle: {title}\ndate: 2021-03-05\nsource: Example News\n---\n\n"
TEXT = "Trade Minister Pedro Alvares said that Portugal would reject the plan.\n"


def png(width: int = 3, height: int = 2) -> bytes:
    """Return a picture of these many white pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\xff" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def report(text: str, title: str = "Harbour talks") -> str:
    return HEAD.format(title=title) + text


def built(root: Path) -> Path:
    """Build a project by the command; return the folder of its site."""
    assert 0 == main(["-C", str(root), "build"])
    return root / "site"


def page(site: Path, slug: str = "a") -> str:
    return (site / f"articles/{slug}.html").read_text("utf-8")


def body(text: str) -> str:
    """Return the report's text on its page, as HTML."""
    return text.partition('<div class="prose body"')[2].partition("</div>")[0]


def findings(root: Path, slug: str = "a") -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads((root / f"content/derived/{slug}.json").read_bytes())["findings"]
    return found


def names(root: Path, slug: str = "a") -> set[object]:
    return {entity["name"] for entity in findings(root, slug)["entities"]}


PLACES = {
    "ship.png": "content/articles/ship.png",
    "../img/ship.png": "content/img/ship.png",
    "harbour.png": "content/pictures/harbour.png",
}


@pytest.mark.parametrize(("written", "file"), PLACES.items())
def test_a_picture_of_the_project_is_shown_with_its_size_and_words(written: str, file: str, project: Project) -> None:
    root = project({"content/articles/a.md": report(f"{TEXT}\n![A ship]({written})\n"), file: png()})
    site = built(root)
    shown = re.search(
        r'<img src="\.\./(pictures/[a-z]+-[0-9a-f]{8}\.png)" alt="A ship" width="3" height="2" loading="lazy">', page(site)
    )
    assert shown
    assert png() == (site / shown[1]).read_bytes()
    assert not any("ship" in str(finding).lower() for finding in findings(root)["mentions"])


def test_pictures_of_one_name_in_two_folders_keep_apart(project: Project) -> None:
    texts = {f"content/articles/{n}/{n}.md": report(f"{TEXT}\n![]( ship.png )\n", n) for n in ("a", "b")}
    site = built(project(texts | {"content/articles/a/ship.png": png(1), "content/articles/b/ship.png": png(2)}))
    assert {png(1), png(2)} == {file.read_bytes() for file in (site / "pictures").iterdir()}
    assert 'width="1"' in page(site, "a")
    assert 'width="2"' in page(site, "b")


def test_a_picture_that_is_not_there_leaves_its_words_and_one_warning_at_each_build(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{TEXT}\n![A ship](ship.png) ![](https://example.org/x.png) ![A chart](chart.svg) ![d](data:image/png;base64,AA)\n"
    root = project({"content/articles/a.md": report(text), "content/articles/b.md": report(TEXT, "B")})
    shown = body(page(built(root)))
    warning = (
        "content/articles/a.md:1:1: 4 pictures are left out, whose words stand in the text: ship.png,"
        " https://example.org/x.png, chart.svg and 1 more; put the file (.jpg, .png, .webp, .avif or .gif) beside the report"
        " or into content/pictures/"
    )
    assert "[Picture: A ship] [Picture] [Picture: A chart] [Picture: d]" in re.sub(r"<[^>]*>", "", shown)
    assert "<img" not in shown
    assert [warning] == [line for line in capsys.readouterr().err.splitlines() if "picture" in line]
    built(root)
    assert [warning] == [line for line in capsys.readouterr().err.splitlines() if "picture" in line]


def test_words_in_the_place_of_a_picture_are_in_the_language_of_the_site(project: Project) -> None:
    config = 'title = "Test"\nlanguage = "de"\n'
    text = report(f"{TEXT}\n![A ship](ship.png)\n").replace("title:", "lang: en\ntitle:")
    assert '<span lang="de">[Bild: A ship]</span>' in page(built(project({"content/articles/a.md": text}, config)))


def test_a_build_after_a_picture_came_changed_and_went_is_the_same_as_a_new_one(project: Project) -> None:
    root = project(
        {"content/articles/a.md": report(f"{TEXT}\n![A ship](ship.png)\n"), "content/articles/b.md": report(TEXT, "B")}
    )
    picture = root / "content/articles/ship.png"
    for content in (None, png(4), png(5), b"no picture", None):
        picture.unlink(missing_ok=True)
        if content is not None:
            picture.write_bytes(content)
        site = built(root)
        there = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        there.pop(".briefing.json")
        assert files_of(root) == there


def test_only_the_page_with_the_picture_is_rendered_again(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {"content/articles/a.md": report(f"{TEXT}\n![A ship](ship.png)\n"), "content/articles/b.md": report(TEXT, "B")}
    root = project(texts | {"content/articles/ship.png": png()})
    built(root)
    (root / "content/articles/ship.png").write_bytes(png(9))
    capsys.readouterr()
    assert 0 == main(["-C", str(root), "build", "--verbose"])
    assert ["articles/a.html"] == re.findall(r"^\W*(articles/\w+\.html)", "\n".join(capsys.readouterr()), re.MULTILINE)


def test_clean_removes_the_pictures(project: Project) -> None:
    root = project({"content/articles/a.md": report(f"{TEXT}\n![A ship](ship.png)\n"), "content/articles/ship.png": png()})
    site = built(root)
    assert 0 == main(["-C", str(root), "clean"])
    assert not site.exists() or [] == list(site.rglob("*.png"))


def test_the_preview_shows_pictures_as_they_come_and_go(project: Project) -> None:
    root = project({"content/articles/a.md": report(f"{TEXT}\n![A ship](ship.png)\n")})
    said: list[str] = []
    with cache.open_cache(None) as results:
        preview = Preview(root, results, said.append)
        preview.refresh()
        assert b"[Picture: A ship]" in (preview.page("articles/a.html") or b"")
        assert 1 == len(said)
        (root / "content/articles/ship.png").write_bytes(png())
        change = preview.refresh()
        shown = re.search(rb'src="\.\./(pictures/ship-[0-9a-f]{8}\.png)"', preview.page("articles/a.html") or b"")
        assert change
        assert "articles/a.html" in change.pages
        assert shown
        assert png() == preview.page(shown[1].decode())
        (root / "content/articles/ship.png").unlink()
        preview.refresh()
        assert b"[Picture: A ship]" in (preview.page("articles/a.html") or b"")
        assert None is preview.page(shown[1].decode())
        preview.close()


def test_the_single_page_has_the_pictures_and_the_footnotes_in_it(project: Project) -> None:
    text = f"{TEXT}\n![A ship](ship.png)\n\nHe left[^1].\n\n[^1]: By train.\n"
    root = project({"content/articles/a.md": report(text), "content/articles/ship.png": png()})
    assert 0 == main(["-C", str(root), "build", "--single-page"])
    single = (root / "briefing.html").read_text("utf-8")
    assert re.search(r'<img src="data:image/png;base64,[^"]+" alt="A ship"', single)
    assert 'id="articles/a:fnref-1" href="#articles/a:fn-1"' in single
    assert '<li id="articles/a:fn-1">' in single


def test_heads_of_tables_code_footnotes_and_addresses_make_no_findings(project: Project) -> None:
    text = """
Trade Minister Pedro Alvares said no[^1].

| Maria Lopez said | Boats of Anna Berg |
|---|---:|
| Agadir | 120 |

```
Otto Braun said on Monday that Germany would leave.
```

The `Laura Becker` file is at https://example.org/Ellen-Falk.

[^1]: Jose Silva said on Tuesday that Spain would reject the plan.
"""
    root = project({"content/articles/a.md": report(text)})
    built(root)
    assert {"Pedro Alvares"} == names(root) - {"Agadir"}
    assert ["Trade Minister Pedro Alvares said no."] == [event["evidence"]["text"] for event in findings(root)["events"]][:1]  # type: ignore[index]
    said = json.dumps([findings(root)[kind] for kind in ("quotes", "positions", "times", "topics", "figures")])
    assert not re.search("Lopez|Berg|Braun|Becker|Falk|Silva|Spain|Germany|Monday|Tuesday", said)


def test_the_words_of_a_finding_are_those_of_the_report_where_code_stands_in_them(project: Project) -> None:
    root = project({"content/articles/a.md": report("Portugal would reject the `v2` plan of Pedro Alvares.\n")})
    for _ in range(2):  # as derived, and as stored
        site = built(root)
        [position] = json.loads((site / "data/positions.json").read_bytes())
        assert "Portugal would reject the v2 plan of Pedro Alvares" in json.dumps(position)
        shutil.rmtree(root / ".briefing")
        shutil.rmtree(site)


def test_a_cell_of_a_table_is_not_joined_with_the_sentence_that_follows(project: Project) -> None:
    root = project({"content/articles/a.md": report(f"| Port | Boats |\n|---|---:|\n| Agadir | 120 |\n\n{TEXT}")})
    built(root)
    assert all("120" not in str(finding["evidence"]) for kind in ("events", "quotes") for finding in findings(root)[kind])


def test_footnotes_are_notes_that_lead_there_and_back(project: Project) -> None:
    text = "He said no[^b]. He said yes[^1], twice[^b].\n\n[^1]: A *note*.\n[^b]: Another.\n[^c]: Of no mark.\n\nThe end.\n"
    root = project({"content/articles/a.md": report(text)})
    shown = body(page(built(root)))
    assert "[^" not in shown
    assert ["fnref-1", "fnref-2", "fnref-1-2"] == re.findall(r'<a id="([^"]+)" href="#fn-\d" role="doc-noteref">', shown)
    assert ["fn-1", "fn-2"] == re.findall(r'<li id="(fn-[12])">', shown)
    assert ["#fnref-1", "#fnref-1-2", "#fnref-2"] == re.findall(r'<a href="([^"]+)" role="doc-backlink"', shown)
    assert 'aria-label="Back to note 2 in the text"' in shown
    ids = re.findall(r' id="([^"]+)"', page(root / "site"))
    assert sorted(set(ids)) == sorted(ids)


def test_a_mark_of_a_footnote_does_not_cut_the_sentence_nor_stand_in_its_words(project: Project) -> None:
    text = "Pedro Alvares[^1] said that Portugal would reject[^1] the plan.\n\n[^1]: A note.\n"
    root = project({"content/articles/a.md": report(text)})
    site = built(root)
    assert 2 == len(re.findall(r'<span class="s" id=', body(page(site))))
    assert "Portugal would reject the plan" == findings(root)["positions"][0]["evidence"]["text"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("See https://example.org/a_b_c.", "https://example.org/a_b_c"),
        ("(https://example.org/x)", "https://example.org/x"),
        ("https://example.org/a_(b), he said", "https://example.org/a_(b)"),
        ("“https://example.org/?a=1&b=2”", "https://example.org/?a=1&amp;b=2"),
    ],
)
def test_a_bare_address_is_a_link_without_the_marks_around_it(written: str, address: str, project: Project) -> None:
    shown = body(page(built(project({"content/articles/a.md": report(f"{TEXT}\n{written}\n")}))))
    assert f'href="{address}" rel="noopener noreferrer">{address}</a>' in shown


def test_an_address_in_code_or_in_a_link_stays_as_it_is(project: Project) -> None:
    text = f'{TEXT}\n`https://a.example` [https://b.example](https://c.example) <a href="https://d.example">d</a>\n'
    shown = body(page(built(project({"content/articles/a.md": report(text)}))))
    assert ["https://c.example", "https://d.example"] == re.findall(r'href="(http[^"]+)"', shown)


LINKS = """
[beside](b.md), [with a part](b.md#part), [below](more/c.md), [by name](../articles/b.md), [[b]], [[B|in words]], [[C report#x]].

[gone](gone.md), [outside](../../../etc/passwd.md), [a file](notes.txt), [a part](#part), [[nobody]], [root](/etc/x.md).
"""


def test_links_to_other_reports_lead_to_their_pages_and_all_others_are_words(project: Project) -> None:
    others = {
        "content/articles/b.md": report(TEXT, "B"),
        "content/articles/more/c.md": report(TEXT, "C").replace("title:", "slug: c-report\ntitle:"),
    }
    shown = body(page(built(project({"content/articles/a.md": report(TEXT + LINKS)} | others))))
    first, second = re.findall(r"<p>(?:(?!<p>).)*?(?:beside|gone).*?</p>", shown, re.DOTALL)
    assert ["b", "b", "c-report", "b", "b", "b", "c-report"] == re.findall(r'href="\.\./articles/([\w-]+)\.html"', first)
    assert "href" not in second
    assert "gone, outside, a file, a part, nobody, root." in re.sub(r"<[^>]*>", "", second)


def test_a_link_comes_and_goes_with_the_report_that_it_leads_to(project: Project) -> None:
    root = project({"content/articles/a.md": report(f"{TEXT}\nSee [that](b.md) and [[b]].\n")})
    assert "articles/b.html" not in body(page(built(root)))
    (root / "content/articles/b.md").write_text(report(TEXT, "B"), "utf-8")
    assert 2 == body(page(built(root))).count("articles/b.html")
    (root / "content/articles/b.md").write_text(report(TEXT, "B").replace("title:", "slug: other\ntitle:"), "utf-8")
    assert 1 == body(page(built(root))).count("articles/other.html")
    (root / "content/articles/b.md").unlink()
    assert "articles/" not in body(page(built(root)))


def test_a_tag_at_the_start_of_a_line_is_text(project: Project) -> None:
    shown = body(page(built(project({"content/articles/a.md": report(f"#harbour {TEXT}\n# Heading\n\n## Another\n")}))))
    assert ["Heading", "Another"] == re.findall(r"<h2>(?:<[^>]*>)*([^<]+)", shown)
    assert "#harbour" in shown


HIDDEN = """
Minister Pe\u00adtra Al\u00advares said on Fri\u00adday that Por\u00adtugal would re\u200bject the \ufb01nal plan.
Anna\u00a0Berg will meet her on 9\u00a0March\u202f2021. Hans M&shy;eyer is not there.
"""


def test_soft_hyphens_ligatures_and_spaces_that_do_not_break_hide_neither_names_nor_dates(project: Project) -> None:
    corrected = HEAD.replace(
        "---\n\n",
        "reject:\n  - {kind: mention, text: Hans M\u00adeyer}\nadd:\n  - {kind: event, text: the \ufb01nal plan}\n---\n\n",
    )
    root = project({"content/articles/a.md": corrected.replace("{title}", "Al\u00advares speaks") + HIDDEN})
    site = built(root)
    assert {"Petra Alvares", "Anna Berg", "Portugal", "Hans Meyer"} == names(root)
    assert ["2021-03-05", "2021-03-09"] == [time["edtf"] for time in findings(root)["times"]]
    shown = page(site)
    assert not re.search("[\u00ad\u200b\ufb01\u00a0\u202f]", html.unescape(shown).replace("\u00a0·", ""))
    assert "<title>Alvares speaks" in shown
    assert "the final plan" in (site / "data/events.csv").read_text("utf-8")


def test_a_line_break_within_a_sentence_does_not_cut_it_in_two(project: Project) -> None:
    shown = body(page(built(project({"content/articles/a.md": report("Portugal would  \nreject the plan.\n")}))))
    assert 1 == shown.count('<span class="s" id=')


def test_raw_tags_of_a_report_get_neither_ids_nor_handlers(project: Project) -> None:
    text = f'{TEXT}\n<sup id="fnref:1" onclick="x">a</sup> <img src="x.png" onerror="y" alt="&quot;>z"> <li id="fn:9">b</li>\n'
    shown = body(page(built(project({"content/articles/a.md": report(text)}))))
    assert not re.search(r'onclick|onerror|<img|id="(?!s-|n-)', shown)
