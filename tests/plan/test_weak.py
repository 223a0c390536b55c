"""What the briefing rests on too little for, section by section, as `briefing status --json` has it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from generator.commands.main import main
from tests.conftest import Project, files_of

Told = tuple[str, str, str]
"""The publisher of a report, its date and its text."""
Weak = Callable[..., dict[str, list[str]]]
SIGNED = "Russia and Iran signed a treaty on nuclear fuel in Vienna on 5 October 2009."
BOUGHT = "Norway bought three ships from Denmark on 6 October 2009."
OPPOSES = "Russia opposes sanctions against Iran."
WILL_MEET = "Norway and Denmark will sign a treaty in Oslo on 12 October 2009."
CLAIM = '"We will never sign the treaty on nuclear fuel with Iran," a senior official said.'
TOPIC = {"content/topics/sanctions.md": "---\nname: Sanctions\nkeywords: [sanctions]\n---\n"}
JUDGEMENT = """---
question: Will they sign?
answer: They will.
likelihood: likely
confidence: low
because: it is said
rests_on: {}
on: 2009-10-14
---
"""
BEFORE = ("Second", "2009-10-01", "Nothing happened.")
LATER = ("Second", "2009-11-01", "Nothing happened.")
FIRST_SIGNED, SECOND_SIGNED = "{report: r00, words: signed a treaty}", "{report: r01, words: signed a treaty}"
BOTH = (("First", "2009-10-07", SIGNED), ("Second", "2009-10-08", SIGNED))


def files(told: tuple[Told, ...]) -> dict[str, str | bytes]:
    return {
        f"content/articles/r{number:02}.md": (
            f"---\ntitle: Report {number}\ndate: {date}\nsource: {source}\nlang: en\nown_text: true\n---\n\n{text}\n"
        )
        for number, (source, date, text) in enumerate(told)
    }


@pytest.fixture
def weak(project: Project, capsys: pytest.CaptureFixture[str]) -> Weak:
    """A function that returns what is weak in some reports, as words by kind."""

    def of(*told: Told, **more: str) -> dict[str, list[str]]:
        root = project({**files(told), **more})
        assert 0 == main(["-C", str(root), "status", "--json"])
        found: dict[str, list[str]] = {}
        for kind, words, path in json.loads(capsys.readouterr().out)["weak"]:
            assert ".html" in path
            found.setdefault(kind, []).append(words)
        return found

    return of


def test_weighty_events_that_one_publisher_tells_are_listed_and_those_of_two_are_not(weak: Weak) -> None:
    found = weak(BEFORE, *BOTH, ("First", "2009-10-08", BOUGHT))
    assert [BOUGHT] == found["event of one publisher"]


def test_what_happened_before_the_first_report_is_told_by_whoever_likes(weak: Weak) -> None:
    assert "event of one publisher" not in weak(*BOTH, ("First", "2009-10-08", BOUGHT))


def test_where_all_reports_are_of_one_publisher_that_is_said_in_the_place_of_a_list(project: Project) -> None:
    page = files_of(project(files((("First", "2009-10-07", SIGNED), ("First", "2009-10-08", BOUGHT)))))["weak.html"].decode()
    assert "First" in page
    assert 'id="events"' not in page


def test_a_side_of_an_actor_of_many_reports_counts_that_one_publisher_tells(weak: Weak) -> None:
    other = ("Second", "2009-10-09", "Russia met nobody.")
    one = (("First", "2009-10-07", OPPOSES), ("First", "2009-10-08", OPPOSES), other)
    assert [OPPOSES] == weak(*one, **TOPIC)["position of one publisher"]
    assert "position of one publisher" not in weak(*one, ("Second", "2009-10-10", OPPOSES), **TOPIC)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (CLAIM, [CLAIM]),
        (CLAIM.replace("a senior official", "Anna Berg"), None),
        (CLAIM.replace("a senior official", "he"), None),
        ('"No treaty," a senior official said.', None),
    ],
    ids=["of a source without a name", "of somebody", "of a pronoun", "of few words"],
)
def test_claims_of_unnamed_sources(weak: Weak, text: str, claims: list[str] | None) -> None:
    assert claims == weak(("First", "2009-10-07", text)).get("claim of an unnamed source")


@pytest.mark.parametrize(
    ("grounds", "questions"),
    [
        (f"[{FIRST_SIGNED}]", ["Will they sign?"]),
        (f"[{FIRST_SIGNED}, {SECOND_SIGNED}]", None),
        (f"[{FIRST_SIGNED}]\noutcome: yes\noutcome_on: 2009-12-01", None),
        (f"[{FIRST_SIGNED}]\nhide: true", None),
    ],
    ids=["of one publisher", "of two", "its outcome is known", "hidden"],
)
def test_judgements_on_one_source(weak: Weak, grounds: str, questions: list[str] | None) -> None:
    judged = {"content/judgements/treaty.md": JUDGEMENT.format(grounds)}
    assert questions == weak(*BOTH, **judged).get("judgement on one source")


def test_an_announced_day_that_passed_without_a_word_is_listed(weak: Weak) -> None:
    assert [WILL_MEET] == weak(("First", "2009-10-07", WILL_MEET), LATER)["announced, and not heard of since"]


@pytest.mark.parametrize(
    "then",
    [
        ("Second", "2009-10-12", "Norway and Denmark signed the treaty in Oslo on Monday."),
        ("Second", "2009-10-14", "Norway left the talks in Oslo on 13 October 2009."),
        ("Second", "2009-10-09", "Nothing happened."),
    ],
    ids=["told on the day", "told of the day after", "the day is to come"],
)
def test_an_announced_day_is_not_listed_where_it_was_told_or_is_to_come(weak: Weak, then: Told) -> None:
    assert "announced, and not heard of since" not in weak(("First", "2009-10-07", WILL_MEET), then)


def test_an_announced_day_that_hardly_weighs_anything_is_not_listed(weak: Weak) -> None:
    before = " ".join(f"Report {number} said nothing." for number in range(20))
    slight = f"{before} On 12 October 2009 she is to travel on to Oslo."
    assert "announced, and not heard of since" not in weak(("First", "2009-10-07", slight), LATER)


def test_events_without_a_date_are_listed(weak: Weak) -> None:
    attacked = "Norway attacked Denmark."
    assert [attacked] == weak(("First", "unknown", attacked))["event without a date"]
    assert "event without a date" not in weak(("First", "2009-10-07", SIGNED))


def test_who_was_in_many_reports_and_in_none_of_the_latest_quarter_is_silent(weak: Weak) -> None:
    days = [f"2009-10-{day:02}" for day in range(1, 13)]
    early, late = "Anna Berg met Jonas Falk in Oslo.", "Jonas Falk left."
    told = [("First", day, early if number < 6 else late) for number, day in enumerate(days)]
    assert ["Anna Berg"] == weak(*told)["central before, silent since"]


def test_of_few_reports_nobody_is_silent(weak: Weak) -> None:
    days = [f"2009-10-{day:02}" for day in range(1, 12)]
    told = [("First", day, "Anna Berg left Oslo." if number < 6 else "Jonas Falk left.") for number, day in enumerate(days)]
    assert "central before, silent since" not in weak(*told)


def test_a_dossier_in_which_nothing_is_weak_says_so(project: Project) -> None:
    assert "Nothing" in files_of(project(files(BOTH)))["weak.html"].decode()
