"""`briefing eval`: figures on annotated reports, and on findings that somebody marked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.commands.main import main
from tests.conftest import REPORT, Project

ROW = {
    "text": "Russia rejected the plan on Monday. Norway agreed.",
    "date": "2009-10-13",
    "mentions": [{"text": "Russia", "entity": "Russia"}, {"text": "plan"}],
    "dates": [{"text": "Monday", "edtf": "2009-10-12"}],
}


def test_derivers_are_measured_on_annotated_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW) + "\n\n")
    assert 0 == main(["-C", str(tmp_path), "eval", str(tmp_path / "a.jsonl"), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert {"found": 2, "expected": 2, "right": 1, "recalled": 1, "exact": 1} == found["kinds"]["mentions"]
    assert {"found": 1, "expected": 1, "right": 1, "recalled": 1, "exact": 1} == found["kinds"]["times"]


def test_several_combinations_are_measured_one_after_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW))
    assert 0 == main(["-C", str(tmp_path), "eval", str(tmp_path / "a.jsonl"), "--use", "rules", "--use", "rules"])
    assert 2 == capsys.readouterr().out.count("rules: 1 report.")


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (["a.jsonl", "--use", "nobody"], "--use:1:1: there is no deriver 'nobody'"),
        (["b.jsonl"], "b.jsonl:2:1: the report does not say 'Sweden', which stands among its `mentions`"),
    ],
)
def test_what_cannot_be_measured_is_told(
    given: list[str], wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(json.dumps(ROW), "utf-8")
    Path("b.jsonl").write_text(json.dumps(ROW) + "\n" + json.dumps(ROW | {"mentions": [{"text": "Sweden"}]}), "utf-8")
    assert 1 == main(["eval", *given])
    assert wrong in capsys.readouterr().err


def test_a_sample_is_marked_and_measured(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"content/articles/a.md": REPORT})
    assert 1 == main(["-C", str(root), "eval"])
    assert "nothing is marked" in capsys.readouterr().err
    assert 0 == main(["-C", str(root), "eval", "--sample", "3"])
    marked = root / "marked.yaml"
    marked.write_text(
        marked.read_text("utf-8").replace("right:\n", "right: yes\n", 2).replace("right: yes\n", "right: no\n", 1)
    )
    assert 0 == main(["-C", str(root), "eval", "--sample", "2"])
    assert 5 == marked.read_text("utf-8").count("\n- report:")
    capsys.readouterr()
    assert 0 == main(["-C", str(root), "eval", "--json"])
    found = json.loads(capsys.readouterr().out)
    shares = [share for rows in found["grades"].values() for share in rows.values()]
    assert (2, 1) == (sum(one["found"] for one in shares), sum(one["right"] for one in shares))
