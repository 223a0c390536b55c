"""Front matter, settings and bytes that were made to break a reader are one problem with a place, or plain text."""

import pytest

from generator.content import config, parse
from generator.content.config import Config
from generator.content.decoding import decoded
from generator.model.problems import Problem

PATH = "content/articles/x.md"
BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
REFUSED_HEADS = {
    "a bomb of aliases": (BOMB, "an anchor (&) is not taken here"),
    "an alias": ("title: *a", "an alias (*) is not taken here"),
    "a merge key": ("<<: {title: T}", "a merge key (<<) is not taken here"),
    "an object of Python": ('title: !!python/object/apply:os.system ["true"]', "a tag (!) is not taken here"),
    "bytes": ("title: !!binary aGVsbG8=", "a tag (!) is not taken here"),
    "a key twice": ("title: a\ntitle: b", "`title` stands here a second time"),
    "a list for a key": ("[a]: b", "a key must be a plain word"),
    "5000 brackets": ("title: " + "[" * 5000, "this is nested deeper than 12 levels"),
    "300 levels of lines": ("\n".join(" " * level + "a:" for level in range(300)), "this is nested deeper than 12 levels"),
    "3000 dashes": ("- " * 3000 + "a", "this is nested deeper than 12 levels"),
    "half a character": ('title: "\\ud800"', "this is not valid YAML"),
    "a character beyond Unicode": ('title: "\\U00110000"', "this is not valid YAML"),
    "an escape character": ("title: a\x1b[31m", "this is not valid YAML"),
    "two documents": ("title: a\n...\n---\nb: c", "`date` is missing"),
    "another version of YAML": ("%YAML 9.9", "this is not valid YAML"),
}
DATED = "date: 2009\n"
PLAIN_HEADS = {
    "a number of 50,000 digits": ("title: " + "9" * 50_000, "9" * 50_000),
    "an octal number": ("title: 0o17", "0o17"),
    "a number in base 60": ("title: 190:20:30", "190:20:30"),
    "infinity": ("title: .inf", ".inf"),
    "no number": ("title: .nan", ".nan"),
    "a truth": ("title: yes", "yes"),
    "a day": ("title: 2001-12-14", "2001-12-14"),
    "a moment": ("title: 2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
    "control characters": ('title: "a\\0b\\e[31mc\\x7fd\\x85e"', "ab[31mcd e"),
}
BROKEN_SETTINGS = {
    "5000 brackets": "a = " + "[" * 5000,
    "2000 tables in tables": "a = " + "{a=" * 2000,
    "a number of 6000 digits": "title = " + "9" * 6000,
    "a key twice": 'title = "a"\ntitle = "b"',
    "a day that there is not": "title = 2009-02-30",
    "half a character": 'title = "\\ud800"',
    "no number": "title = nan",
    "a time zone in other folders": 'time_zone = "../../etc/passwd"',
    "a theme in other folders": 'theme = "../x"',
    "a word for a flag": 'follow_links = "yes"',
}
NO_TEXTS = {
    "UTF-16": "---\ntitle: a\n---\nText.".encode("utf-16"),
    "UTF-16 without a mark": "---\ntitle: a\n---\nText.".encode("utf-16-le"),
    "UTF-32": "---\ntitle: a\n---\nText.".encode("utf-32"),
    "a NUL": b"---\ntitle: a\0\n---\nText.",
    "half a character": b"---\ntitle: \xed\xa0\x80\n---\nText.",
    "an overlong slash": b"---\ntitle: \xc0\xaf\n---\nText.",
    "blanks": b" \n\t\x0b\x0c",
}


def report(head: str) -> tuple[str, list[str]]:
    """Return the title of a report with a front matter, and what is wrong with it."""
    problems: list[Problem] = []
    found = parse.article(PATH, f"---\n{head}\n---\nText.\n", config=Config(), problems=problems)
    return found.title if found else "", [str(problem) for problem in problems]


@pytest.mark.parametrize("name", REFUSED_HEADS)
def test_front_matter_that_was_made_to_break_a_reader_is_told_with_its_place(name: str) -> None:
    head, said = REFUSED_HEADS[name]
    _, problems = report(head)
    assert [line for line in problems if line.startswith(f"{PATH}:") and f": {said}" in line]
    assert len(problems) <= 2


@pytest.mark.parametrize("name", PLAIN_HEADS)
def test_a_value_that_yaml_would_read_as_something_else_is_text(name: str) -> None:
    head, title = PLAIN_HEADS[name]
    assert (title, []) == report(DATED + head)


@pytest.mark.parametrize("kind", [parse.actor, parse.topic, parse.page])
def test_profiles_and_pages_refuse_the_same(kind: object) -> None:
    problems: list[Problem] = []
    assert callable(kind)
    assert kind("content/actors/x.md", f"---\n{BOMB}\n---\n", config=Config(), problems=problems) is None
    assert 1 == len(problems)


def test_of_thousands_of_unknown_keys_a_few_are_named() -> None:
    _, problems = report(DATED + "title: T\n" + "\n".join(f"k{number}: v" for number in range(4000)))
    (line,) = problems
    assert " and 3990 more are not known" in line
    assert len(line) < 1000


@pytest.mark.parametrize("name", BROKEN_SETTINGS)
def test_settings_that_were_made_to_break_a_reader_are_one_problem(name: str) -> None:
    problems: list[Problem] = []
    config.parse(BROKEN_SETTINGS[name], problems)
    assert ["briefing.toml"] == [problem.where.path for problem in problems]


def test_settings_keep_no_control_characters() -> None:
    assert "ab c" == config.parse('title = "a\\u0000b\\u000bc"', []).title


@pytest.mark.parametrize("name", NO_TEXTS)
def test_bytes_that_are_no_text_are_told(name: str) -> None:
    problems: list[Problem] = []
    assert decoded(NO_TEXTS[name], PATH, problems) is None
    assert 1 == len(problems)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_line_ends_and_a_mark_at_the_start_are_read(end: str, mark: bytes) -> None:
    raw = mark + "---\ntitle: T\ndate: 2009\n---\nOne.\n\nTwo.\n".replace("\n", end).encode()
    text = decoded(raw, PATH, []) or ""
    found = parse.article(PATH, text, config=Config(), problems=[])
    assert found
    assert ("T", "One.\n\nTwo.") == (found.title, found.text)


def test_control_characters_in_a_text_are_left_out() -> None:
    problems: list[Problem] = []
    body = "One\x00 two\x1b[31m three\x0cfour \x9bfive\ufffe."
    found = parse.article(PATH, f"---\ntitle: T\ndate: 2009\n---\n{body}\n", config=Config(), problems=problems)
    assert found
    assert ("One two[31m three four five.", []) == (found.text, problems)
