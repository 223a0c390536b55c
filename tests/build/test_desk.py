"""The desk: decisions as edits of people's files, written while these are as they were shown, and taken back."""

from pathlib import Path

import pytest

from generator.build import build, desk
from generator.build.opened_desk import opened_desk
from generator.content import ledger
from generator.model.decisions import (
    AddFinding,
    DateIs,
    Decision,
    Hide,
    HolderIs,
    KindIs,
    LeaveOut,
    NotSame,
    NotSameEvent,
    Of,
    Rename,
    RightAsItIs,
    Same,
    SameEvent,
    SpeakerIs,
    ThisIs,
    TopicIs,
)
from generator.model.findings import Kind
from generator.model.problems import InputError
from generator.runtime.options import Options
from tests.build.desk_project import SECOND, contents, decide, diff, made, refusal, take_back
from tests.conftest import Project


@pytest.fixture
def root(project: Project) -> Path:
    return made(project)


@pytest.mark.parametrize(
    ("decision", "lines"),
    [
        (Same("Anna Berg", "Anna Bergh"), ["+  - Anna Bergh"]),
        (Same("Anna Bergh", "anna-berg"), ["+  - Anna Bergh"]),
        (Same("Nils Holm", "Anna Bergh"), ["+---", "+name: Nils Holm", "+aliases: [Anna Bergh]", "+---"]),
        (NotSame("Anna Berg", "Anna Bergh"), ["+not_same_as: [Anna Bergh]"]),
        (Rename("Anna Berg", "Anna Ek"), ["-name: Anna Berg # hers", "+name: Anna Ek # hers", "+  - Anna Berg"]),
        (Rename("Norway", "Kingdom of Norway"), ["+---", "+name: Kingdom of Norway", "+aliases: [Norway]", "+---"]),
        (Hide("Norway"), ["+---", "+name: Norway", "+hide: true", "+---"]),
        (Hide("Quotas", Of.TOPIC), ["+hide: true"]),
        (KindIs("Anna Berg", Kind.GROUP), ["-kind: person", "+kind: group"]),
        (
            LeaveOut("first", kind="mention", text="Oslo", why="a ship"),
            ["+reject:", "+  - kind: mention", "+    text: Oslo", "+    why: a ship"],
        ),
        (ThisIs("first", "the plan", "Quota plan", Kind.THING), ["+add:", "+  - kind: mention", "+    text: the plan"]),
        (
            ThisIs("first", "Ms Berg", "Anna Berg"),
            ["+add:", "+  - kind: mention", "+    text: Ms Berg", "+    actor: Anna Berg"],
        ),
        (SpeakerIs("first", "welcome the talks", "Nils Holm"), ["+reject:", "+  - id: q"]),
        (DateIs("first", "on Monday", "2009-10-05"), ["+reject:", "+  - id: t"]),
        (HolderIs("first", "opposes new quotas", "Nils Holm"), ["+reject:", "+  - id: p"]),
        (TopicIs("second", "Quotas"), ["+topics: [quotas]"]),
        (AddFinding("second", "event", "resigned on Tuesday", {"date": "2009-10-13"}), ["+add:", "+  - kind: event"]),
        (NotSameEvent("second", "resigned on Tuesday", "first"), ["+events:", "+  - text: resigned on Tuesday"]),
    ],
)
def test_a_decision_is_the_smallest_edit_and_undo_gives_the_same_bytes(
    root: Path, decision: Decision, lines: list[str]
) -> None:
    before = contents(root)
    found = diff(root, decision)
    assert [True] * len(lines) == [have.startswith(wanted) for have, wanted in zip(found, lines, strict=False)], found
    entry = decide(root, decision)
    assert [entry.id] == [one.id for one in desk.entries(root)]
    with opened_desk(root, Options(jobs=1)) as opened:
        assert () == tuple(problem for problem in opened.assembled.idle if ledger.is_of(problem))
    take_back(root, entry.id)
    assert before == contents(root)


def test_line_ends_of_a_file_stay(root: Path) -> None:
    decide(root, TopicIs("second", "Quotas"))
    expected = SECOND.replace("source: Post\r\n", "source: Post\r\ntopics: [quotas]\r\n").encode()
    assert expected == contents(root)["content/articles/second.md"]


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (Same("Anna Berg", "Anna Bergg"), "no report calls anybody 'Anna Bergg'; did you mean 'Anna Berg"),
        (Same("Anna Berg", "Ms Berg"), "'Anna Berg' and 'Ms Berg' are one already, 'Anna Berg'"),
        (Hide("Fish", Of.TOPIC), "no report is about 'Fish'"),
        (LeaveOut("first", kind="mention", text="Osla"), "first.md:1:1: the report does not say 'Osla'; did you mean 'Oslo'?"),
        (
            LeaveOut("first", kind="date", text="Norway"),
            "first.md:6:5: the report has no date 'Norway', so this rejects nothing",
        ),
        (LeaveOut("third", kind="date", text="x"), "there is no report 'third'; write the name of a file in content/articles/"),
        (ThisIs("first", "the plan", "Quota plan"), "nobody in the dossier is called 'Quota plan'; say what it is"),
        (AddFinding("first", "quote", "the talks"), "first.md:6:5: `speaker` is missing; a quote needs speaker"),
        (AddFinding("first", "verb", "the talks"), "there is no kind 'verb'; use one of mention"),
        (AddFinding("first", "date", "Monday", {"edtf": "soon"}), "first.md:8:11: `edtf` is not a date: 'soon'"),
        (
            AddFinding("first", "role", "minister", {"actor": "Nobody"}),
            "first.md:6:5: nobody in the dossier is called 'Nobody'",
        ),
        (SameEvent("second", "resigned", "first", "sang"), "`first` tells no event in the words 'sang'"),
        (SameEvent("second", "sang", "first", "met"), "no event is told in the words 'sang'"),
        (TopicIs("first", "Cod"), "no report is about 'Cod'"),
    ],
)
def test_what_is_not_so_is_refused_with_its_place_and_writes_nothing(root: Path, decision: Decision, said: str) -> None:
    before = contents(root)
    assert said in refusal(root, decision)
    assert before == contents(root)


def test_a_decision_that_contradicts_another_is_refused_with_its_line(root: Path) -> None:
    decide(root, NotSame("Anna Berg", "Anna Bergh"))
    said = "content/decisions.yaml:2:3: it was decided otherwise by Ada Ek on "
    assert refusal(root, Same("Anna Berg", "Anna Bergh")).startswith(said)
    assert "keeps 'Anna Bergh' apart already" in refusal(root, NotSame("Anna Berg", "Anna Bergh"))


def test_corrections_that_would_contradict_each_other_are_refused_with_both_lines(root: Path) -> None:
    (root / "content/actors/holm.md").write_text("---\nname: N. Holm\naliases: [Anna Bergh]\n---\n", "utf-8")
    assert "have a profile" in refusal(root, Same("Anna Berg", "N. Holm"))
    decide(root, ThisIs("first", "Oslo", "Norway"))
    said = refusal(root, LeaveOut("first", kind="mention", text="Oslo"))
    assert "the mention 'Oslo' is added here, but rejected at content/articles/first.md:" in said


def test_a_file_that_changed_since_it_was_shown_is_not_written(root: Path) -> None:
    path = root / "content/actors/anna-berg.md"
    with opened_desk(root, Options(jobs=1)) as opened:
        planned = desk.plan(opened, Same("Anna Berg", "Anna Bergh"))
    path.write_bytes(path.read_bytes() + b"More.\n")
    before = contents(root)
    with pytest.raises(InputError, match=r"anna-berg\.md:1:1: the file was changed since this was shown"):
        desk.apply(root, planned)
    assert before == contents(root)


def test_a_file_that_a_link_leads_out_to_is_not_written(root: Path, tmp_path: Path) -> None:
    with opened_desk(root, Options(jobs=1)) as opened:
        planned = desk.plan(opened, Same("Anna Berg", "Anna Bergh"))
    path = root / "content/actors/anna-berg.md"
    (tmp_path / "outside.md").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(tmp_path / "outside.md")
    with pytest.raises(InputError, match="leads out of the project"):
        desk.apply(root, planned)


def test_undo_is_refused_where_the_words_were_changed_by_hand(root: Path) -> None:
    entry = decide(root, Same("Anna Berg", "Anna Bergh"))
    path = root / "content/actors/anna-berg.md"
    path.write_text(path.read_text("utf-8").replace("- Anna Bergh", "- Anna Bergh (Oslo)"), "utf-8")
    with pytest.raises(InputError, match="the words of the decision are not in the file as they were written"):
        take_back(root, entry.id)


def test_a_profile_that_a_decision_made_goes_with_it_unless_more_was_written_there(root: Path) -> None:
    entry = decide(root, Hide("Norway"))
    path = root / "content/actors/norway.md"
    made_ = path.read_bytes()
    path.write_bytes(made_ + b"\nA state.\n")
    with pytest.raises(InputError, match="as they were written"):
        take_back(root, entry.id)
    path.write_bytes(made_)
    take_back(root, entry.id)
    assert not path.exists()


def test_undo_is_refused_where_another_correction_needs_the_name(root: Path) -> None:
    entry = decide(root, Rename("Norway", "Kingdom of the North"))
    decide(root, ThisIs("second", "the council", "Kingdom of the North"))
    with pytest.raises(InputError, match="this addition uses the name, which nobody else has"):
        take_back(root, entry.id)


def test_a_line_of_the_ledger_makes_no_page_stale(root: Path) -> None:
    build(root)
    decide(root, RightAsItIs("same-1"))
    assert 0 == build(root).rendered


def test_an_answer_is_not_asked_again_and_a_merge_is_no_question_any_more(root: Path) -> None:
    with opened_desk(root, Options(jobs=1)) as opened:
        first = desk.questions(opened)
        full = desk.with_sentences(opened, next(one for one in first if one.kind == "same"))
    assert all(side.sentences for side in full.sides)
    assert all(
        sentence.words in sentence.text and sentence.path.startswith("articles/")
        for side in full.sides
        for sentence in side.sentences
    )
    decide(root, next(one for one in full.answers if one.key == "r").decision)
    with opened_desk(root, Options(jobs=1)) as opened:
        assert [one.id for one in first if one.id != full.id] == [one.id for one in desk.questions(opened)]
