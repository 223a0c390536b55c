"""`publish_texts`: of reports whose texts are not published, nothing but extracts or quoted words stands anywhere in the site."""

import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.build import build
from generator.commands.main import main
from generator.model.article import Article
from generator.report import anchors
from generator.report.statements import whole_document
from generator.runtime import cache
from generator.serve.preview import Preview
from tests.conftest import TITLED, Project, articles_of, files_of, problems_of, sample_project

INLINE = re.compile(r"</?(?:a|abbr|b|bdi|button|cite|code|em|i|mark|q|span|strong|sup|time)\b[^>]*>")
WORD = re.compile(r"[^\W_]+")
INSERTED = ".n, .nb, .r, .gap"
"""What stands in a report's text on its page that is none of it."""
FOLDED_LINE = re.compile(r"\r?\n ")
MIN_WORDS = 5
"""Words from which on a stretch of text tells from which report it is."""
MAX_QUOTED_WORDS = 12
STATEMENTS = ("quotes", "times", "positions", "events", "roles", "figures")
Spans = list[tuple[int, int]]


def words_of(text: str) -> str:
    """Return the words of a text, whatever stands between them."""
    return f" {' '.join(WORD.findall(text))} "


def text_of(name: str, content: bytes) -> str:
    """Return all that a file of a site says, as words."""
    raw = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
    text = raw.decode("utf-8", "replace")
    if name.endswith(".json"):
        text = json.dumps(json.loads(text), ensure_ascii=False).replace("\\n", " ").replace('\\"', '"')
    if name.endswith(".ics"):
        text = FOLDED_LINE.sub("", text).replace("\\n", " ").replace("\\", "")
    said = words_of(html.unescape(html.unescape(INLINE.sub("", text))))
    return said + words_of(without_insertions(text)) if name.endswith(".html") else said


def without_insertions(page: str) -> str:
    """Return the text of a page without notes, dates and gaps, which would tear a report's words apart."""
    tree = LexborHTMLParser(page)
    while (found := tree.css_first(INSERTED)) is not None:
        found.decompose()
    return tree.body.text() if tree.body is not None else ""


@pytest.fixture(scope="module", params=["extracts", "none"])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, dict[str, str]]:
    """How much is published of the sample's reports, the project, and the words of each file that a build made of it."""
    root = sample_project(tmp_path_factory.mktemp("published"), "https://example.org/")
    config = root / "briefing.toml"
    config.write_text(f'publish_texts = "{request.param}"\n' + config.read_text("utf-8"), "utf-8")
    assert 0 == main(["-C", str(root), "build", "--single-page"])
    made = [path for path in (root / "site").rglob("*") if path.is_file()]
    texts = {str(path): text_of(path.name, path.read_bytes()) for path in [*made, root / "briefing.html"]}
    return request.param, root, texts


def evidence(root: Path, article: Article, kinds: tuple[str, ...]) -> Iterator[tuple[str, dict[str, object], int, int]]:
    found = json.loads((root / f"content/derived/{article.slug}.json").read_bytes())["findings"]
    for kind in kinds:
        for finding in found[kind]:
            yield kind, finding, finding["evidence"]["start"], finding["evidence"]["end"]


def quoted(root: Path, article: Article) -> tuple[Spans, list[str]]:
    """Return the stretches that statements quote of a report, and the words of theirs that stand in fields of their own."""
    spans: Spans = []
    fields: list[str] = []
    for _, finding, start, end in evidence(root, article, STATEMENTS):
        said = re.match(rf"(?:\S+\s+){{0,{MAX_QUOTED_WORDS - 1}}}\S+", article.text[start:end])
        assert said
        spans.append((start, end if finding.get("direct") else start + said.end()))
        fields += [words_of(str(finding.get(field) or "")) for field in ("object", "condition", "counts")]
    return spans, fields


def parted(mode: str, root: Path, article: Article) -> tuple[list[str], list[str]]:
    """Return the stretches of a report that may stand in the site, and those that may not, sentence by sentence, as words."""
    marks = anchors.marks(whole_document(article))
    spans, fields = quoted(root, article)
    if mode == "extracts":
        cited = [(start, end) for *_, start, end in evidence(root, article, (*STATEMENTS, "key_points"))]
        spans = [(one.start, one.end) for one in marks if any(start < one.end and one.start < end for start, end in cited)]
    shown: list[str] = []
    hidden: list[str] = []
    for mark in marks:
        inside = "".join(
            "\n" if any(start <= at < end for start, end in spans) else article.text[at] for at in range(mark.start, mark.end)
        )
        outside = "".join(article.text[mark.start + at] if letter == "\n" else "\n" for at, letter in enumerate(inside))
        hidden += map(words_of, inside.split("\n"))
        shown += map(words_of, outside.split("\n"))
    return [*shown, *fields], hidden


def test_nothing_that_is_left_out_of_a_report_stands_anywhere_in_the_site(
    published: tuple[str, Path, dict[str, str]],
) -> None:
    mode, root, texts = published
    parts = [(one.slug, *parted(mode, root, one)) for one in articles_of(root)]
    shown = "|".join(words for _, allowed, _ in parts for words in allowed)
    hidden = [(slug, words) for slug, _, left_out in parts for words in left_out if len(words.split()) >= MIN_WORDS]
    hidden = [(slug, words) for slug, words in hidden if words not in shown]  # one report may quote what another has
    assert len(hidden) > 20
    assert [] == [(slug, words, name) for slug, words in hidden for name, text in texts.items() if words in text]


def test_what_is_published_stands_there_and_every_link_leads_to_it(published: tuple[str, Path, dict[str, str]]) -> None:
    mode, root, texts = published
    for article in articles_of(root):
        page = texts[str(root / f"site/articles/{article.slug}.html")]
        for kind, finding, start, end in evidence(root, article, STATEMENTS):
            if (finding.get("direct") and not finding["segments"]) or (mode == "extracts" and kind == "positions"):
                assert words_of(article.text[start:end]) in page
    assert 0 == main(["-C", str(root), "check"])


def test_a_page_says_that_it_has_no_whole_text_and_where_that_is(published: tuple[str, Path, dict[str, str]]) -> None:
    mode, root, texts = published
    said = {"extracts": "Extracts only", "none": "Only the words that statements quote"}[mode]
    pages = [text for name, text in texts.items() if "/site/articles/" in name]
    assert len(articles_of(root)) == len(pages)
    assert all(said in page for page in pages)


HEAD = "---\ntitle: {title}\ndate: 2021-03-05\nsource: {source}\nurl: https://news.example/{title}\n{more}---\n\n"
TEXT = """Portugal would reject the plan.

It was a long day of rain and wind.

| Head | Of a table |
|---|---|
| x | y |

![A ship](ship.png)

The ministry met Spain on Monday. It rained.
"""


def report(title: str, source: str = "Example News", more: str = "") -> str:
    return HEAD.format(title=title, source=source, more=more) + TEXT


def bodies(files: dict[str, bytes]) -> dict[str, str]:
    """Return how much of each report stands on its page: "full", "extracts" or "none"."""
    found = {}
    for path, content in files.items():
        if path.startswith("articles/"):
            body = content.decode().partition('<div class="prose body"')[2].partition("</div>")[0]
            found[path[9:-5]] = "full" if "long day of rain" in body else "none" if "<ul>" in body else "extracts"
    return found


REPORTS = {
    "content/articles/a.md": report("a"),
    "content/articles/b.md": report("b", "Daily Post"),
    "content/articles/c.md": report("c", "Daily Post", "publish_texts: full\n"),
    "content/articles/ship.png": b"",
}


def test_a_report_wins_over_its_source_and_that_over_the_site(project: Project) -> None:
    config = 'title = "T"\npublish_texts = "extracts"\n[sources."Daily post"]\npublish_texts = "none"\n'
    assert {"a": "extracts", "b": "none", "c": "full"} == bodies(files_of(project(REPORTS, config)))


def test_extracts_are_sentences_in_order_with_gaps_and_neither_pictures_nor_tables(project: Project) -> None:
    root = project(REPORTS, 'title = "T"\npublish_texts = "extracts"\n')
    files = files_of(root)
    body = files["articles/a.html"].decode().partition('<div class="prose body"')[2].partition("</div>")[0]
    assert "Portugal would reject the plan. […] The ministry met Spain on Monday" in " ".join(
        re.sub(r'<span class="(?:n|r)".*?</span>|<[^>]*>', "", body.partition(">")[2]).split()
    )
    assert not re.search("<img|<table|Picture", body)
    note = re.search('Extracts only; read the whole report at <a [^>]*href="([^"]+)"', files["articles/a.html"].decode())
    assert note
    assert "https://news.example/a" == note[1]


def test_pictures_of_reports_that_are_not_published_whole_are_not_in_the_site(project: Project) -> None:
    files = REPORTS | {"content/articles/ship.png": b"x"}
    shown = files_of(project(files, 'title = "T"\npublish_texts = "extracts"\n'))
    assert 1 == sum(path.startswith("pictures/") for path in shown)  # that of c, whose text is published
    del files["content/articles/c.md"]
    (project(files) / "content/articles/c.md").unlink()
    assert not any(path.startswith("pictures/") for path in files_of(project(files, 'publish_texts = "none"\n')))


SETTINGS = (
    "",
    'publish_texts = "extracts"\n',
    'publish_texts = "none"\n',
    '[sources."Daily Post"]\npublish_texts = "extracts"\n',
    'publish_texts = "full"\n',
)


def test_a_build_after_each_change_of_the_setting_is_the_same_as_a_new_one(project: Project) -> None:
    root = project(REPORTS)
    for setting in SETTINGS:
        (root / "briefing.toml").write_text(f'title = "T"\n{setting}', "utf-8")
        before = {path: path.read_bytes() for path in (root / "site").rglob("*.html")} if (root / "site").exists() else {}
        built = build(root)
        site = {
            path.relative_to(root / "site").as_posix(): path.read_bytes()
            for path in (root / "site").rglob("*")
            if path.is_file()
        }
        there = {path: content for path, content in site.items() if path != ".briefing.json"}
        assert files_of(root) == there
        rendered = {path for path, _ in built.reasons if path.endswith(".html")}
        assert {path for path in rendered if before.get(root / "site" / path) != site[path]} == rendered


def test_the_preview_follows_the_setting(project: Project) -> None:
    root = project(REPORTS)
    with cache.open_cache(None) as results:
        preview = Preview(root, results)
        preview.refresh()
        for setting in SETTINGS:
            (root / "briefing.toml").write_text(f'title = "T"\n{setting}', "utf-8")
            preview.refresh()
            fresh = files_of(root)
            assert fresh["articles/b.html"] == preview.page("articles/b.html")
            assert fresh["data/positions.json"] == preview.page("data/positions.json")
        preview.close()


def test_a_table_of_a_source_that_no_report_has_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(REPORTS, 'title = "T"\n[sources."Daily Pots"]\npublish_texts = "none"\n')
    for _ in range(2):
        assert 0 == main(["-C", str(root), "build"])
        warning = "briefing.toml:1:1: no report has the source 'Daily Pots' of the table [sources.'Daily Pots']; did you mean 'Daily Post'?"
        assert warning in capsys.readouterr().err


@pytest.mark.parametrize(
    ("config", "more", "problem"),
    [
        (
            'publish_texts = "some"\n',
            "",
            "briefing.toml:1:1: `publish_texts` does not know 'some'; use one of full, extracts, none",
        ),
        (
            '[sources."X"]\npublish_texts = "some"\n',
            "",
            "briefing.toml:2:1: `sources.X.publish_texts` does not know 'some'; use one of full, extracts, none",
        ),
        (
            "",
            "publish_texts: some\n",
            "content/articles/a.md:6:16: `publish_texts` does not know 'some'; use one of full, extracts, none",
        ),
    ],
)
def test_a_word_that_is_none_of_the_three_is_a_problem(config: str, more: str, problem: str, project: Project) -> None:
    assert [problem] == problems_of(project({"content/articles/a.md": report("a", more=more)}, config or TITLED))
