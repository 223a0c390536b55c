import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content import front_matter, parse
from generator.content.config import Config
from generator.content.front_matter import YamlNode
from generator.content.importers import read_reports
from generator.content.importers.article_file import ArticleFile, article_file
from generator.content.importers.importer import LIST_KEYS, TEXT_KEYS, SourceFile
from generator.content.markdown import to_report
from generator.model.problems import Problem

TODAY = date(2010, 2, 1)


def imported(name: str, text: str, options: dict[str, str]) -> ArticleFile:
    (report,) = read_reports(SourceFile(name, text.encode()), [])
    return article_file(report, options, TODAY)


def body(text: str) -> str:
    return text.split("---\n", 2)[2].strip()


def test_the_title_is_a_first_line_that_reads_as_one() -> None:
    made = imported("r.txt", "Envoys meet in Vienna\n\nThey met. They left.\n", {"date": "2009-10-13"})
    assert "2009-10-13-envoys-meet-in-vienna.md" == made.name
    assert "---\ntitle: Envoys meet in Vienna\ndate: 2009-10-13\n---\n\nThey met. They left.\n" == made.text


def test_without_one_the_lede_gives_it() -> None:
    made = imported("r.txt", "Envoys met in Vienna on Monday. They left.\n", {"date": "2009-10-13"})
    assert "title: Envoys met in Vienna on Monday\n" in made.text
    assert "Envoys met in Vienna on Monday. They left." == body(made.text)


def test_a_dateline_gives_place_and_date() -> None:
    made = imported("r.txt", "MOSCOW, Oct 13, 2009 — Envoys met. They left.\n", {})
    assert "title: Envoys met\ndate: 2009-10-13\nplace: Moscow\n" in made.text


def test_a_dateline_without_a_year_is_the_latest_such_day_and_says_so() -> None:
    made = imported("r.txt", "NEW YORK, Oct 13 (Agency) - Envoys met. They left.\n", {})
    assert "date: 2009-10-13\nsource: Agency\nplace: New York\n" in made.text
    assert "no year: taken for 2009-10-13" in made.notes[0]


def test_a_dateline_without_a_day_gives_the_place() -> None:
    made = imported("r.txt", "GENEVA (Agency) - Envoys met. They left.\n", {})
    assert "date: unknown\nsource: Agency\nplace: Geneva\n" in made.text
    assert "envoys-met.md" == made.name


def test_what_is_given_wins() -> None:
    given_ = {"title": "Mine", "date": "2009-10-14", "source": "Agency: East", "lang": "en", "url": "https://x.org/a"}
    made = imported("r.txt", "MOSCOW, Oct 13, 2009 — Envoys met.\n", given_)
    assert (
        '---\ntitle: Mine\ndate: 2009-10-14\nsource: "Agency: East"\nurl: https://x.org/a\nlang: en\nplace: Moscow\n---\n'
    ) == made.text.split("\nMOSCOW")[0]


def test_a_line_a_paragraph_without_blank_lines_stays_so() -> None:
    assert "One said so.\n\nTwo said no.\n\nThree left." == body(
        imported("r.txt", "One said so.\nTwo said no.\nThree left.\n", {}).text
    )


def test_hard_wrapped_paragraphs_are_joined() -> None:
    text = "One said\nso on the\nfirst day.\n\nTwo said\nno.\n"
    assert "One said so on the first day.\n\nTwo said no." == body(imported("r.txt", text, {}).text)


def test_markdown_keeps_its_front_matter_and_its_markup() -> None:
    made = imported("r.md", "---\ntitle: T\ndate: 2009-10-13\n---\n\nHe *said* so.\n", {"source": "S"})
    assert "---\ntitle: T\ndate: 2009-10-13\nsource: S\n---\n\nHe *said* so.\n" == made.text


def test_a_markdown_heading_gives_the_title() -> None:
    made = imported("r.md", "# The talks\n\nHe said so.\n", {"date": "2009"})
    assert ("2009-the-talks.md", "He said so.") == (made.name, body(made.text))


@pytest.mark.parametrize(
    "line",
    [
        "# not a heading",
        "- not a list",
        "1. not a list",
        "> not a quote",
        "* x",
        "a *b* _c_ `d` [e](f) <g> & h",
        "+ x",
        "===",
    ],
)
def test_plain_text_reads_the_same_as_markdown(line: str) -> None:
    text = to_report(body(imported("r.txt", f"{line} is said here.\n\nThe end of it.\n", {"title": "T"}).text)).text
    assert f"{line} is said here.\n\nThe end of it." == text


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1).filter(str.strip))
def test_any_plain_line_survives_the_way_through_markdown(line: str) -> None:
    words = " ".join(f"x {line} x.".split())
    text = to_report(body(imported("r.txt", words, {"title": "T"}).text)).text
    assert words == text


def test_all_keys_of_a_report_are_brought_in() -> None:
    problems: list[Problem] = []
    parse.article("a.md", "---\ntitle: T\ndate: 2009\nzzz: 1\n---\n\nText.\n", config=Config(), problems=problems)
    assert [f"the keys are {', '.join(sorted([*TEXT_KEYS, *LIST_KEYS]))}"] == [
        problem.todo.split(";")[0] for problem in problems
    ]


values = st.recursive(
    st.text(min_size=1),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.text(min_size=1), inner, min_size=1, max_size=3),
    max_leaves=6,
)


def on_one_line(value: object) -> object:
    """The value as a report's fields are read: line breaks and runs of spaces in a text are a space each."""
    if isinstance(value, dict):
        return {on_one_line(key): on_one_line(entry) for key, entry in value.items()}
    return [on_one_line(entry) for entry in value] if isinstance(value, list) else " ".join(str(value).split())


def plain(node: YamlNode) -> object:
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    return [plain(entry) for entry in node.value] if isinstance(node.value, tuple) else node.value


@given(st.lists(values, min_size=1, max_size=3))
def test_lists_in_front_matter_come_through_whatever_is_in_them(entries: list[object]) -> None:
    head = json.dumps({"title": "T", "reject": entries})
    try:
        front_matter.parse(head, "r.md")
    except front_matter.Refused:
        return
    made = imported("r.md", f"---\n{head}\n---\n\nText.\n", {})
    expected = front_matter.parse(json.dumps({"reject": on_one_line(entries)}), "r.md")
    found = front_matter.parse(front_matter.split(made.text)[0], "r.md")
    assert isinstance(found.value, dict)
    assert plain(expected) == {"reject": plain(found.value["reject"])}


def test_what_a_file_says_of_itself_has_no_characters_that_nobody_sees() -> None:
    made = imported("r.txt", "Minister Pe\u00addro Al\u00advares resigns\n\nHe left on Fri\u00adday.\n", {"date": "2021-03-05"})
    assert "Minister Pedro Alvares resigns" == made.fields["title"].value
    assert "2021-03-05-minister-pedro-alvares-resigns.md" == made.name
