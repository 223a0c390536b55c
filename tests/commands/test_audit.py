"""`briefing audit`: a draft in any format, held against the dossier."""

import json
from pathlib import Path

import pytest

from generator.commands.main import main
from tests.conftest import Project

FIRST = """---
title: Meridian signs
date: 2024-05-07
source: Daily
---

Meridian Airlines signed a contract for 20 planes in Oslo on 3 May 2024. "We have waited for this for nine years," said Anna
Berg, the minister of transport.
"""
DRAFT = """Meridian Airlines signed a contract for 20 planes. It was a fine day. Meridian Airlines signed a contract for 30 planes.
Acme Trading opened a school in Bergen. “We have waited for this for nine years,” said Anna Berg.
"""
FILES: dict[str, str | bytes] = {"content/articles/a.md": FIRST, "content/actors/anna-berg.md": "---\nname: Anna Berg\n---\n"}


def audited(root: Path, *arguments: str) -> int:
    return main(["-C", str(root), "audit", *arguments])


def test_each_sentence_has_its_verdict_with_the_sentence_of_the_report(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, draft = project(FILES), tmp_path / "draft.txt"
    draft.write_text(DRAFT)
    assert 0 == audited(root, "--json", str(draft))
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    verdicts = ["supported", "contradicted", "not in the reports", "supported"]
    assert verdicts == [row["verdict"] for row in rows]
    assert all(row["sentence"]["path"].startswith("articles/a.html#s-") for row in rows if row["verdict"] != verdicts[2])
    assert "30" in rows[1]["reasons"][0]
    assert not [row for row in rows if "fine day" in row["text"]]


def test_it_is_told_in_words_too_and_the_project_stays_as_it_was(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, draft = project(FILES), tmp_path / "draft.md"
    draft.write_text(f"# The week\n\n{DRAFT}")
    assert 0 == audited(root, str(draft))
    out = capsys.readouterr().out
    assert "2 supported, 1 contradicted, 1 not in the reports." in out
    assert "! Meridian Airlines signed a contract for 30 planes." in out
    assert "Meridian signs, 2024-05-07, articles/a.html#s-" in out
    assert not (root / "site").exists()
    assert not (root / "content/derived").exists()


def test_what_is_not_supported_ends_a_strict_audit_with_1(project: Project, tmp_path: Path) -> None:
    root, draft = project(FILES), tmp_path / "draft.txt"
    draft.write_text(DRAFT)
    assert 1 == audited(root, "--strict", str(draft))
    draft.write_text("Meridian Airlines signed a contract for 20 planes.")
    assert 0 == audited(root, "--strict", str(draft))


def test_a_draft_that_cannot_be_read_is_told_with_its_name(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(FILES)
    (tmp_path / "draft.zip").write_bytes(b"PK\x03\x04\0\0")
    assert 1 == audited(root, str(tmp_path / "draft.zip"), str(tmp_path / "none.txt"))
    told = capsys.readouterr().err
    assert "draft.zip:1:1: " in told
    assert "none.txt:1:1: " in told


def test_an_actor_goes_by_the_names_of_the_dossier(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, draft = project(FILES), tmp_path / "draft.txt"
    draft.write_text("“We have waited for this for nine years,” said Berg.")
    audited(root, "--json", str(draft))
    assert "supported" == json.loads(capsys.readouterr().out)["verdict"]


def test_what_a_person_corrected_counts_and_what_was_read_before_is_not_read_again(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("“We have waited for this for nine years,” said Anna Berg.")
    corrected = FIRST.replace("---\n\n", "reject:\n  - {kind: quote, text: We have waited for this for nine years}\n"
    "add:\n  - {kind: quote, text: waited for this for nine years, speaker: Meridian Airlines}\n---\n\n")  # fmt: skip
    root = project({**FILES, "content/articles/a.md": corrected})
    for _ in range(2):
        audited(root, "--json", str(draft))
        told = capsys.readouterr()
        assert "" == told.err
        row = json.loads(told.out)
        assert "contradicted" == row["verdict"]
        assert ["said by another: Meridian Airlines"] == row["reasons"]
        monkeypatch.setattr("generator.build.audited_reports.sentences", None)
