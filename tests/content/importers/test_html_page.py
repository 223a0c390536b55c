"""Saved pages of twenty houses and kinds: `pages/expected.toml` says what is to be read from each."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from generator.content.importers import formats
from generator.content.importers.article_file import ArticleFile, article_file
from tests.content.importers.reading import problems_of, reports_of, stated

PAGES = Path(__file__).parent / "pages"
EXPECTED = tomllib.loads((PAGES / "expected.toml").read_text("utf-8"))
KEYS = ("title", "date", "author", "source", "url", "lang")
TODAY = date(2026, 1, 1)


def made(name: str) -> ArticleFile:
    """The article file of a page."""
    (report,) = reports_of(EXPECTED[name]["file"], (PAGES / EXPECTED[name]["file"]).read_bytes())
    return article_file(report, {}, TODAY)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_saved_page_says_whose_report_it_is_and_of_when(name: str) -> None:
    fields = made(name).fields
    assert {key: EXPECTED[name][key] for key in KEYS} == {key: fields[key].value if key in fields else "" for key in KEYS}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_report_is_all_that_is_read_from_a_saved_page(name: str) -> None:
    body = made(name).text.split("---\n", 2)[2].strip()
    blocks = [block for block in body.split("\n\n") if not block.startswith("#")]
    expected = EXPECTED[name]
    assert (True, True) == (blocks[0].startswith(expected["first"]), blocks[-1].endswith(expected["last"]))


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang=en><head><title>Talks resume</title>{head}</head><body>{body}</body></html>"


TEXT = (
    "<h1>Talks resume</h1><p>Envoys of both states met in Vienna on Monday, and will meet again on Friday.</p>"
    "<p>“We are no further than we were,” one of them said after the meeting, which lasted for four hours.</p>"
)


def test_headings_lists_quotations_tables_and_links_are_kept() -> None:
    (report,) = reports_of("spanish.html", (PAGES / "spanish.html").read_bytes())
    assert (
        "### Qué cambia\n\n1. Los pozos nuevos necesitarán permiso.\n    - Quedan fuera los de menos de diez metros.\n2. Las"
        in report.body
    )
    assert "| Cuenca | Reserva |\n|---|---|\n| Alta | 61 % |" in report.body
    (report,) = reports_of("drupal.html", (PAGES / "drupal.html").read_bytes())
    assert "\n\n> Nobody in this valley is against water. We are against paying for it twice.\n\n" in report.body
    (report,) = reports_of("wordpress.html", (PAGES / "wordpress.html").read_bytes())
    assert "[new rota](https://harbourpost.example/rota/)" in report.body


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wordpress", "newsletter"),
        ("wordpress", "Twitter"),
        ("wordpress", "Related"),
        ("wordpress", "About time too"),
        ("arc", "Ferry workers pack hearing"),
        ("arc", "Advertisement"),
        ("chorus", "roundup"),
        ("react_divs", "212 partners"),
        ("react_divs", "two-year high"),
        ("german", "Anzeige"),
        ("german", "Mieten in Großstädten"),
        ("french", "Lire aussi"),
        ("spanish", "MÁS INFORMACIÓN"),
        ("russian", "Паром отменили"),
        ("arabic", "اقرأ أيضا"),
        ("save_as", "Save to my library"),
        ("save_as", "Photo: Per Lund"),
        ("amp", "cookies"),
        ("ministry", "Invalid Street"),
    ],
)
def test_what_stands_around_a_report_is_left_out(name: str, words: str) -> None:
    (report,) = reports_of(EXPECTED[name]["file"], (PAGES / EXPECTED[name]["file"]).read_bytes())
    assert words not in report.body


def test_a_standfirst_is_the_summary_and_is_not_in_the_text_again() -> None:
    (report,) = reports_of("arc.html", (PAGES / "arc.html").read_bytes())
    assert "The vote sends a plan for six electric ferries to the full chamber." == stated(report)["summary"]
    assert "six electric ferries" not in report.body


@pytest.mark.parametrize(
    ("name", "key", "origin"),
    [
        ("wordpress", "title", "JSON-LD"),
        ("liveblog", "date", "JSON-LD"),
        ("german", "date", "<meta>"),
        ("microdata", "date", "microdata"),
        ("drupal", "date", "RDFa"),
        ("save_as", "date", "<time>"),
        ("save_as", "url", "saved from"),
        ("wordpress", "url", "<link>"),
        ("drupal", "lang", "<html>"),
        ("drupal", "source", "<title>"),
    ],
)
def test_each_value_says_where_on_the_page_it_was_found(name: str, key: str, origin: str) -> None:
    (report,) = reports_of(EXPECTED[name]["file"], (PAGES / EXPECTED[name]["file"]).read_bytes())
    assert origin == report.fields[key].origin


def test_the_day_in_an_address_is_taken_where_nothing_else_says_one() -> None:
    link = '<link rel="canonical" href="https://daily.example/2021/03/04/talks">'
    (report,) = reports_of("a.html", page(TEXT, link))
    assert ("2021-03-04", "address") == (report.fields["date"].value, report.fields["date"].origin)
    assert "daily.example" == stated(report)["source"]


def test_data_of_the_page_wins_over_its_elements_for_the_date() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-04T08:15:00+01:00"}</script>'
    (report,) = reports_of("a.html", page(f"<time datetime='2021-03-09'>9 March</time>{TEXT}", data))
    assert "2021-03-04T08:15:00+01:00" == stated(report)["date"]


@pytest.mark.parametrize(
    "data",
    [
        '<!-- {"@type": "NewsArticle", "headline": "Talks\nresume", "datePublished": "2021-03-04"} -->',
        '[{"@type": ["NewsArticle", "Thing"], "headline": "Talks resume", "datePublished": "2021-03-04"}];',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "http://schema.org/NewsArticle", "headline": "Talks &amp; resume", "datePublished": "2021-03-04"}]}',
    ],
)
def test_data_that_is_written_carelessly_is_read(data: str) -> None:
    (report,) = reports_of("a.html", page(TEXT, f'<script type="application/ld+json">{data}</script>'))
    assert ("2021-03-04", "JSON-LD") == (report.fields["date"].value, report.fields["date"].origin)


@pytest.mark.parametrize("data", ["{", '{"@type": 5}', "[" * 9999, '{"@type": "NewsArticle", "author": {"@id": "#a"}}'])
def test_data_that_cannot_be_read_is_passed_over(data: str) -> None:
    (report,) = reports_of("a.html", page(TEXT, f'<script type="application/ld+json">{data}</script>'))
    assert "Talks resume" == stated(report)["title"]


def test_the_whole_text_in_a_pages_data_is_taken_where_the_page_shows_its_beginning_only() -> None:
    whole = (
        "Envoys met in Vienna on Monday.\\n\\n"
        + "They spoke of grain, of ships and of the price of both. " * 9
        + "\\n\\nThey left at noon."
    )
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Talks resume", "articleBody": "{whole}"}}</script>'
    (report,) = reports_of(
        "a.html", page("<article><h1>Talks resume</h1><p>Envoys met in Vienna on Monday.</p></article>", data)
    )
    assert report.body.endswith("\n\nThey left at noon.")


def test_a_page_is_read_in_the_encoding_that_it_names() -> None:
    raw = page(TEXT.replace("Envoys", "Посланники"), '<meta charset="windows-1251">').encode("cp1251")
    (report,) = reports_of("a.html", raw)
    assert ("read as Windows-1251",) == report.notes
    assert report.body.startswith("Посланники of both states")


def test_a_page_that_was_saved_in_another_encoding_than_it_names_is_read_as_utf_8() -> None:
    (report,) = reports_of("a.html", page(TEXT, '<meta charset="iso-8859-1">'))
    assert (True, ()) == ("“We are no further" in report.body, report.notes)


def test_a_page_in_utf_8_with_a_damaged_byte_is_read() -> None:
    (report,) = reports_of(
        "a.html", page(TEXT.replace("no further", "nö fürther"), '<meta charset="utf-8">').encode() + b"<p>\xff</p>"
    )
    assert "“We are nö fürther" in report.body


@pytest.mark.parametrize("damage", ["\0", "\x0b", "&#11;", "&#x1f;", "\ufffe", "<!-- c -->"])
def test_characters_and_comments_that_no_tree_has_do_no_harm(damage: str) -> None:
    (report,) = reports_of("a.html", page(TEXT.replace("Envoys", f"En{damage}voys").replace("resume", f"resume{damage}")))
    assert "voys of both states" in report.body


def test_an_address_that_is_none_is_left_out() -> None:
    (report,) = reports_of(
        "a.html", page(TEXT, '<link rel="canonical" href="https://[x/a"><meta property="og:url" content="http://[">')
    )
    assert "url" not in stated(report)


def test_a_form_around_the_whole_page_is_no_reason_to_leave_it_out() -> None:
    (report,) = reports_of("a.html", page(f'<form action="/"><input type="hidden" name="x">{TEXT}</form>'))
    assert report.body.startswith("Envoys of both states met in Vienna")


def test_a_class_that_is_used_for_the_whole_report_takes_nothing_off() -> None:
    (report,) = reports_of("a.html", page(f'<div class="article related-content">{TEXT}</div>'))
    assert report.body.startswith("Envoys of both states met in Vienna")


def test_teasers_of_other_stories_are_no_standfirst() -> None:
    teaser = '<div class="teaser"><a href="/x">The price of grain, and who pays it in the end</a></div>'
    (report,) = reports_of("a.html", page(TEXT + teaser))
    assert "summary" not in stated(report)


def test_a_page_pasted_into_a_text_file_is_read_as_one() -> None:
    (report,) = reports_of("a.txt", page(TEXT))
    assert report.body.startswith("Envoys of both states met in Vienna")


def test_a_page_without_a_report_is_a_problem() -> None:
    expected = "a.html:1:1: there is no report on this page; copy its text into a .txt file"
    assert [expected] == problems_of("a.html", page("<script>1</script>"))


def test_an_archive_without_a_page_is_a_problem() -> None:
    archive = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/css\n\na {}\n--x--\n"
    expected = "a.mhtml:1:1: there is no web page in this archive; save the page as .html"
    assert [expected] == problems_of("a.mhtml", archive, format_name="mhtml")


@pytest.mark.parametrize(("name", "content"), [("a.html", b"<!doctype html><p>A"), ("a.mhtml", b"MIME-Version: 1.0\n")])
def test_without_its_extra_a_page_says_what_to_install(name: str, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    (problem,) = problems_of(name, content)
    assert problem.endswith("needs what is not installed; run: pip install 'briefing-site[html]'")
