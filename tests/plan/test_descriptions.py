import re
from html import unescape
from pathlib import Path

import pytest

from generator.commands.main import main
from generator.contexts import Home, Link, TopicCard, TopicIndex
from generator.model.proofs import SafeHtml
from generator.plan import descriptions
from tests.conftest import REPORT, Project, files_of, words_in

DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
SHARED = re.compile(r'<meta property="og:description" content="([^"]*)">')
NOT_INDEXED = re.compile(r'<meta name="robots" content="noindex|http-equiv="refresh"')


def described(site: Path) -> dict[str, str]:
    """The description of every page of a site that may be found, by path; "" where there is none."""
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    return {path: unescape("".join(DESCRIPTION.findall(text))) for path, text in pages.items() if not NOT_INDEXED.search(text)}


def test_every_page_has_a_description_of_its_own_of_at_most_160_characters(sample_site: Path) -> None:
    found = described(sample_site)
    assert [] == [path for path, text in found.items() if not 20 <= len(text) <= descriptions.MAX_LENGTH]
    by_text: dict[str, list[str]] = {}
    for path, text in found.items():
        by_text.setdefault(text, []).append(path)
    assert [] == [paths for paths in by_text.values() if len(paths) > 1]


def test_those_who_link_to_a_page_get_the_same_description(sample_site: Path) -> None:
    text = (sample_site / "timeline.html").read_text("utf-8")
    assert DESCRIPTION.findall(text) == SHARED.findall(text)
    assert text.count("What happened, by date.") > 2


FILES: dict[str, str | bytes] = {
    "content/articles/a.md": REPORT,
    "content/articles/b.md": REPORT.replace("Example News", "Other News").replace("2009-10-13", "2009-10-14"),
    "content/topics/iran-sanctions.md": "---\nname: Iran sanctions\nkeywords: [sanctions]\n---\n",
    "content/pages/about.md": '---\ntitle: About\n---\n\nWe are the *"desk"* & more. ' + "Words follow. " * 20,
}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "2 reports from 2 publishers, October 13, 2009 to October 14, 2009. Who matters: "),
        ("fr", "2 articles de 2 médias, 13 octobre 2009 – 14 octobre 2009. "),
        ("ru", "2 публикации из 2 изданий, "),
        ("ar", "تقريران من ناشرين، "),
    ],
)
def test_without_words_of_the_editors_home_says_what_the_dossier_has(project: Project, language: str, said: str) -> None:
    site = files_of(project(FILES, config=f'title = "T"\nlanguage = "{language}"\n'))
    (description,) = DESCRIPTION.findall(site["index.html"].decode())
    assert unescape(description).replace("\N{NO-BREAK SPACE}", " ").startswith(said)


def test_the_briefing_in_one_file_is_described_as_home_is(project: Project) -> None:
    root = project(FILES)
    assert 0 == main(["-C", str(root), "build", "--single-page"])
    (home,) = DESCRIPTION.findall((root / "site/index.html").read_text("utf-8"))
    assert home
    assert [home] == DESCRIPTION.findall((root / "briefing.html").read_text("utf-8"))


def test_descriptions_tell_nothing_that_their_pages_withhold(project: Project) -> None:
    site = files_of(project(FILES, config='title = "T"\npublish_texts = "none"\n'))
    secret = ("met US secretary of state", "Mrs Clinton said", "supports new talks")
    pages = {path: "".join(DESCRIPTION.findall(text.decode())) for path, text in site.items() if path.endswith(".html")}
    assert all(pages[path] for path in ("index.html", "articles/a.html", "articles/b.html"))
    assert {} == {path: text for path, text in pages.items() if any(words in text for words in secret)}


def test_the_editors_own_description_is_homes_alone(project: Project) -> None:
    site = files_of(project(FILES, config='title = "T"\ndescription = "All of it."\n'))
    having = [
        path for path, text in site.items() if path.endswith(".html") and "All of it." in DESCRIPTION.findall(text.decode())
    ]
    assert ["index.html"] == having


def test_a_written_page_is_described_by_its_first_words(project: Project) -> None:
    (found,) = DESCRIPTION.findall(files_of(project(FILES))["about.html"].decode())
    assert unescape(found).startswith('We are the "desk" & more. Words follow.')
    assert unescape(found).endswith("…")


def test_actors_and_topics_say_what_their_pages_have(project: Project) -> None:
    site = {path: text.decode() for path, text in files_of(project(FILES)).items() if path.endswith(".html")}
    assert ["Iran sanctions: who stands where, what happened, and what was said. Russia."] == DESCRIPTION.findall(
        site["topics/iran-sanctions.html"]
    )
    assert "Iran sanctions." in DESCRIPTION.findall(site["actors/russia.html"])[0]


def test_names_that_have_no_room_are_left_out_whole() -> None:
    view = TopicIndex(tuple(TopicCard(Link(f"Topic {number} of a rather long name", ""), "", 1, ()) for number in range(8)))
    said = descriptions.with_names("What the reports are about.", view, words_in("en"))
    assert said == (
        "What the reports are about. Topic 0 of a rather long name, Topic 1 of a rather long name, Topic 2 of a rather long name"
        ", and Topic 3 of a rather long name."
    )


def test_an_empty_dossier_says_that_it_is_one() -> None:
    empty = Home(SafeHtml(""), None, None, 0, 0, (), (), (), (), (), (), (), (), ())
    assert "There are no reports in this briefing yet." == descriptions.of_home(empty, words_in("en"))


def test_a_description_is_cut_between_words() -> None:
    assert "word " * 30 + "word…" == descriptions.shortened("word " * 40)
