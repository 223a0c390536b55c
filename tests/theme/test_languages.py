"""A site in one language of reports in others: each keeps its own, and whoever reads or speaks the page is told which."""

import re
import sys
from unicodedata import bidirectional

import pytest

from generator.theme.texts import MAY_RUN_LEFT, in_language, runs_otherwise
from tests.conftest import REPORT, Project, files_of, words_in

ARABIC = """---
title: محادثات في فيينا
date: 2009-10-14
source: وكالة
lang: ar
---

بدأت المحادثات في فيينا.
"""
ENGLISH = REPORT.replace("---\n\n", "lang: en\n---\n\n", 1).replace("on Monday", "earlier this month")


@pytest.fixture
def arabic(project: Project) -> dict[str, str]:
    """The pages of an Arabic site with a report in English."""
    root = project({"content/articles/a.md": ENGLISH, "content/articles/b.md": ARABIC}, config='title = "ت"\nlanguage = "ar"\n')
    return {path: content.decode() for path, content in files_of(root).items() if path.endswith(".html")}


def test_an_arabic_site_runs_from_right_to_left(arabic: dict[str, str]) -> None:
    assert arabic
    for path, html in arabic.items():
        assert '<html lang="ar" dir="rtl">' in html, path


def test_a_reports_text_and_title_keep_their_language_and_direction(arabic: dict[str, str]) -> None:
    page = arabic["articles/a.html"]
    assert '<div class="prose body" lang="en" dir="ltr">' in page
    assert '<h1 lang="en" dir="ltr">Envoys meet in Vienna</h1>' in page
    assert "<h1>محادثات في فيينا</h1>" in arabic["articles/b.html"]
    assert '<a class="title" href="articles/a.html" lang="en" dir="ltr">' in arabic["articles.html"]


def test_what_is_quoted_keeps_its_language_wherever_it_is_shown(arabic: dict[str, str]) -> None:
    for path in ("index.html", "quotes.html", "actors/hillary-clinton.html", "articles/a.html"):
        assert '<blockquote lang="en" dir="ltr"><p><q>We welcome the talks</q>' in arabic[path], path
    assert '<span lang="en" dir="ltr">Russian president Dmitry Medvedev met' in arabic["timeline.html"]
    assert re.search(r'<td class="words"><span lang="en" dir="ltr">Russia supports new talks', arabic["actors/russia.html"])


def test_what_we_say_within_a_report_is_in_the_sites_language(arabic: dict[str, str]) -> None:
    page = arabic["articles/a.html"]
    assert (
        '<span class="r" data-said="earlier this month"> <span lang="ar" dir="rtl">[أكتوبر 2009، حتى 13 أكتوبر]</span></span>'
        in page
    )


def test_a_name_of_the_other_direction_does_not_draw_what_stands_beside_it_to_its_side(arabic: dict[str, str]) -> None:
    assert "\u2068Example News\u2069، 13 أكتوبر 2009" in arabic["quotes.html"]
    assert "\u2068" not in words_in("de")("cite.dated", source="Österreich", date="2009")
    assert "\u2068وكالة\u2069, 2009" == words_in("de")("cite.dated", source="وكالة", date="2009")


@pytest.mark.parametrize(
    ("language", "around", "expected"),
    [
        ("en", "en-GB", ""),
        ("", "ar", ""),
        ("fr", "en", ' lang="fr"'),
        ("en-GB", "ar", ' lang="en-GB" dir="ltr"'),
        ("fa", "ar", ' lang="fa"'),
        ("ar", "ru", ' lang="ar" dir="rtl"'),
    ],
)
def test_words_in_another_language_are_marked_and_their_direction_where_it_differs(
    language: str, around: str, expected: str
) -> None:
    assert expected == in_language(language, around)


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("2009", "rtl", False),
        ("Vienna", "rtl", True),
        ("فيينا", "rtl", False),
        ("Wien – Österreich", "ltr", False),
        ("فيينا", "ltr", True),
    ],
)
def test_what_runs_otherwise(text: str, direction: str, expected: bool) -> None:
    assert expected == runs_otherwise(text, direction)


def test_no_letter_of_a_script_from_right_to_left_is_passed_over() -> None:
    letters = "".join(one for one in map(chr, range(sys.maxunicode + 1)) if bidirectional(one) in {"R", "AL"})
    assert "" == MAY_RUN_LEFT.sub("", letters)
