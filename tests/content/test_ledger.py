"""The ledger of decisions: a line a decision, read line by line, merged by git as lines."""

import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from generator.content import ledger
from generator.model.decisions import AddFinding, Decision, Hunk, LedgerEntry, RightAsItIs, Same, SpeakerIs, decode
from tests.conftest import needs

WHEN = "2026-11-30T20:10:05Z"
MERGED = Same("Anna Berg", "Ms Berg", why="the same seat: the council's")
ADDED = AddFinding("talks", "event", "signed: at last", {"actors": "Anna Berg\nNils Berg", "date": "2009-10"})


def entry(decision: Decision, when: str = WHEN) -> LedgerEntry:
    return ledger.identified(when, "Ada Ek", decision, "content/actors/anna-berg.md", (Hunk("aliases", ', "Ms: Berg"\n'),))


@pytest.mark.parametrize("decision", [MERGED, ADDED, RightAsItIs("same-1"), SpeakerIs("a", "“No”, she said", "Anna")])
def test_a_decision_is_read_as_it_was_written(decision: Decision) -> None:
    entries, problems = ledger.read(ledger.with_entry("", entry(decision)))
    assert ((), [entry(decision)]) == (problems, [msgspec.structs.replace(one, where=entry(decision).where) for one in entries])


def test_a_line_is_plain_enough_to_be_reviewed() -> None:
    expected = (
        f"- {{when: {WHEN}, who: Ada Ek, decision: same, name: Anna Berg, other: Ms Berg,"
        ' why: "the same seat: the council\'s", file: content/actors/anna-berg.md,'
        ' edit: [{key: aliases, into: ", \\"Ms: Berg\\"\\n"}], id: '
    )
    assert ledger.line_of(entry(MERGED)).startswith(expected)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "- {when: 2026-11-30T20:10:05Z, who: A, decision: kind, name: x, kind: ship, id: d1}",
            "3:71: this is no decision (Inval",
        ),
        ("- {when: yesterday, who: A, decision: right, question: x, id: d1}", "3:10: `when` is no moment; write it as 2009"),
        ("- {when: 2026-11-30T20:10:05Z, who: A, decision: right, id: d1}", "3:3: this is no decision (Object missing requi"),
        ("- {who: A, decision: right, question: x, id: d1}", "3:3: `when` is missing; mend the line, or remove it"),
        ("<<<<<<< mine", "3:1: this is no decision; write"),
        ("- {who: [}", "3:10: this is not valid YAML"),
    ],
)
def test_a_broken_line_is_told_with_its_place_and_hides_no_other(line: str, said: str) -> None:
    raw = ledger.with_entry(ledger.with_entry("", entry(MERGED)) + line + "\n", entry(ADDED))
    entries, problems = ledger.read(raw)
    assert [MERGED, ADDED] == [one.decision for one in entries]
    assert [True] == [str(problem).startswith(f"{ledger.FILE}:{said}") for problem in problems], problems


def test_a_line_that_stands_twice_counts_once_and_is_told() -> None:
    line = ledger.line_of(entry(MERGED))
    entries, problems = ledger.read(line + line)
    assert (1, 1) == (len(entries), len(problems))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_is_taken_out_and_the_others_stay_as_they_are(end: str) -> None:
    first = ledger.with_entry("# Ours.\n", entry(MERGED)).replace("\n", end)
    both = ledger.with_entry(first, entry(ADDED))
    assert first == ledger.without_entry(both, entry(ADDED))
    with pytest.raises(ValueError, match="d"):
        ledger.without_entry(first, entry(ADDED))


def test_nothing_is_left_of_a_ledger_that_the_desk_began() -> None:
    assert "" == ledger.without_entry(ledger.with_entry("", entry(MERGED)), entry(MERGED))


@needs(shutil.which("git"), "there is no git on this machine")
def test_lines_of_two_people_are_merged_by_git(tmp_path: Path) -> None:
    before = ledger.with_entry("", entry(RightAsItIs("same-1")))
    for name, text in {
        "mine": ledger.with_entry(before, entry(MERGED)),
        "base": before,
        "theirs": ledger.with_entry(before, entry(ADDED)),
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    subprocess.run(["git", "merge-file", "--union", "mine", "base", "theirs"], cwd=tmp_path, check=True)
    entries, problems = ledger.read((tmp_path / "mine").read_text("utf-8"))
    assert (3, ()) == (len(entries), problems)


def test_a_decision_of_a_browser_is_held_against_its_fields() -> None:
    assert Same("a", "b") == decode('{"decision": "same", "name": "a", "other": "b"}')
    with pytest.raises(msgspec.ValidationError, match="unknown field `x`"):
        decode('{"decision": "hide", "name": "a", "x": "b"}')
