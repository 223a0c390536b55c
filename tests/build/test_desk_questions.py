"""The queue of questions: what is asked, and that each answer that is offered can be written."""

from pathlib import Path

import pytest

from generator.build import desk
from generator.build.desk import Question, QuestionKind
from generator.build.opened_desk import opened_desk
from generator.model.decisions import NotSameEvent, RightAsItIs, SameEvent
from generator.runtime.options import Options
from tests.build.desk_project import FILES, decide
from tests.conftest import Project

REPORT = "---\ntitle: {0}\ndate: 2009-10-14\nsource: {0}\n---\n\n{1}\n"
QUOTAS = (
    "On Monday Norway rejected haddock quotas that coastal states proposed for trawlers, hatcheries, canneries and markets."
)
PETITION = "Norway rejected a petition of captains, cooks, divers, smokehouse workers, welders and harbour pilots on Monday."
MORE: dict[str, str | bytes] = {
    "content/articles/third.md": REPORT.format("Third", f"{QUOTAS} Sources said that the fleet left."),
    "content/articles/fourth.md": REPORT.format("Fourth", f"{PETITION} The treaty on fish holds."),
}
FILLED = {"to": "Another Name", "speaker": "Nils Holm", "edtf": "2009-09"}


@pytest.fixture
def root(project: Project) -> Path:
    return project(FILES | MORE)


def asked(root: Path) -> tuple[Question, ...]:
    with opened_desk(root, Options(jobs=1)) as opened:
        return desk.questions(opened)


def test_questions_of_all_kinds_come_those_first_whose_answer_mends_most(root: Path) -> None:
    kinds = [one.kind for one in asked(root)]
    assert {QuestionKind.SAME, QuestionKind.SPEAKER, QuestionKind.EVENT, QuestionKind.TOPIC} <= set(kinds)
    assert QuestionKind.TOPIC in kinds[-3:]


def test_every_answer_that_is_offered_can_be_written(root: Path) -> None:
    with opened_desk(root, Options(jobs=1)) as opened:
        for question in desk.questions(opened):
            for answer in question.answers:
                planned = desk.plan(opened, answer.with_words(FILLED.get(answer.asks, "")))
                assert planned.diff or isinstance(answer.decision, RightAsItIs)


def test_sides_have_the_sentences_that_they_are_about_with_the_way_there(root: Path) -> None:
    with opened_desk(root, Options(jobs=1)) as opened:
        for question in desk.questions(opened):
            for side in desk.with_sentences(opened, question).sides:
                assert all(one.text and one.path.startswith("articles/") for one in side.sentences)
                assert side.sentences


def test_tellings_of_one_deed_and_day_in_other_words_are_asked_about_until_that_is_decided(root: Path) -> None:
    event = next(one for one in asked(root) if one.kind is QuestionKind.EVENT)
    same, apart = event.answers[0].decision, event.answers[1].decision
    assert isinstance(same, SameEvent)
    assert isinstance(apart, NotSameEvent)
    assert {"third", "fourth"} == {same.report, same.other}
    decide(root, same)
    assert event.id not in [one.id for one in asked(root)]


def test_an_id_stays_as_long_as_the_same_is_asked(root: Path) -> None:
    before = [one.id for one in asked(root)]
    (root / "content/articles/fifth.md").write_text(REPORT.format("Fifth", "Hours passed."), "utf-8")
    assert before == [one.id for one in asked(root)]
