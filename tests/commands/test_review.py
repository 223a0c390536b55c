"""`briefing review`: questions answered by single letters on standard input, the queue, the ledger, undo."""

import io
import json
from pathlib import Path

import pytest

from generator.commands.main import main
from generator.content import ledger
from tests.build.desk_project import contents, made
from tests.conftest import Project

MERGE = "Are Mikael Karlsson and Mikeal Karlsson the same?"


@pytest.fixture
def root(project: Project) -> Path:
    return made(project)


def review(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *given: str, keys: str = "") -> str:
    """Run the command with these lines on standard input; return what it printed."""
    capsys.readouterr()
    monkeypatch.setattr("sys.stdin", io.StringIO(keys))
    assert 0 == main(["-C", str(root), "review", "--jobs", "1", *given])
    return capsys.readouterr().out


def test_an_answer_is_written_shown_as_a_diff_and_undone_with_a_key(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root)
    shown = review(root, monkeypatch, capsys, keys="w\none man\ny\nq\n")
    assert MERGE in shown
    assert "the same letters in another order" in shown
    assert "“Mikeal Karlsson spoke for Norway.”" in shown
    assert "    +aliases: [Mikeal Karlsson]\n" in shown
    assert "1 decision written." in shown
    profile = root / "content/actors/mikael-karlsson.md"
    assert "---\nname: Mikael Karlsson\naliases: [Mikeal Karlsson]\n---\n" == profile.read_text("utf-8")
    assert "one man" in (root / ledger.FILE).read_text("utf-8")
    assert MERGE not in review(root, monkeypatch, capsys, keys="q\n")
    assert "(removed: the decision had made it)" in review(root, monkeypatch, capsys, "--undo")
    assert before == contents(root)


def test_u_takes_back_what_was_just_decided_and_asks_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root)
    assert 2 == review(root, monkeypatch, capsys, keys="y\nu\nq\n").count(MERGE)
    assert before == contents(root)


def test_what_is_confirmed_or_skipped_is_not_asked_again_in_the_session(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = review(root, monkeypatch, capsys, keys="r\ns\ns\ns\ns\n")
    assert 1 == shown.count(MERGE)
    assert "right  question: same-" in review(root, monkeypatch, capsys, "--list")


def test_an_answer_that_asks_for_words_takes_a_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    review(root, monkeypatch, capsys, keys="m\nMikael Karlson\nq\n")
    expected = "---\nname: Mikael Karlson\naliases: [Mikael Karlsson]\n---\n"
    assert expected == (root / "content/actors/mikael-karlsson.md").read_text("utf-8")


def test_the_queue_is_printed_for_programs(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [json.loads(line) for line in review(root, monkeypatch, capsys, "--json").splitlines()]
    assert MERGE == rows[0]["title"]
    assert {"decision": "same", "name": "Mikael Karlsson", "other": "Mikeal Karlsson"} == rows[0]["answers"][0]["decision"]


def test_the_editor_is_named_by_the_configuration(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "briefing.toml").write_text('title = "Test"\n[desk]\neditor = "Ada Ek"\n', "utf-8")
    review(root, monkeypatch, capsys, keys="y\nq\n")
    assert "Ada Ek  same  name: Mikael Karlsson" in review(root, monkeypatch, capsys, "--list")


def status(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    assert 0 == main(["-C", str(root), "status", "--json", "--jobs", "1"])
    found: list[str] = json.loads(capsys.readouterr().out)["decisions"]
    return found


def line(decided: str, file: str = "", day: str = "01") -> str:
    return f"- {{when: 2026-01-{day}T00:00:00Z, who: A, {decided}{f', file: {file}' if file else ''}, id: d{day}}}\n"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            line("decision: same, name: A, other: B") + line("decision: not_same, name: B, other: A", day="02"),
            "yaml:2:3: this decides 'not the same', but content/decisions.yaml:1:3 decides 'the same'; undo one of the two",
        ),
        (
            line("decision: hide, name: Anna Berg", "content/actors/anna-berg.md"),
            "yaml:1:3: the file does not say this any more: somebody took it out; undo the decision",
        ),
        (line("decision: hide, name: Norway", "content/actors/norway.md"), "yaml:1:3: there is no such file any more"),
        (
            line("decision: add, report: first, kind: event, text: Norway opposed newer quotas", "content/articles/first.md"),
            "no more, so this decides nothing; did you mean 'Norway opposes new quotas'?",
        ),
        ("<<<<<<< mine\n", "yaml:1:1: this is no decision; write"),
    ],
)
def test_decisions_that_do_not_hold_are_told_and_stop_nothing(
    root: Path, capsys: pytest.CaptureFixture[str], lines: str, said: str
) -> None:
    (root / ledger.FILE).write_text(lines, "utf-8")
    if "event" in lines:
        report = root / "content/articles/first.md"
        added = "add:\n  - {kind: event, text: Norway opposed newer quotas}\n---\n\n"
        report.write_text(report.read_text("utf-8").replace("---\n\n", added, 1), "utf-8")
    found = status(root, capsys)
    assert [True] == [said in one for one in found], found
    assert 0 == main(["-C", str(root), "build", "--jobs", "1"])
    assert said in capsys.readouterr().err
