"""`[derive] use`: who reads a project's reports, when they are read anew, and what is told of what the gate dropped."""

from __future__ import annotations

import json
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.build import build, derive, status
from generator.build.status import dropped_in_words
from generator.commands.main import main
from generator.derive import derivers
from generator.derive.derivers import GROUP
from generator.derive.syntax.document import Document
from generator.model.findings import Findings
from tests.conftest import REPORT, TITLED, Project
from tests.derive.foreign import entity, findings, mention, topic

USE = f'{TITLED}[derive]\nuse = ["rules", "made"]\n'
REPORTS: dict[str, str | bytes] = {"content/articles/a.md": REPORT}


class Made:
    """A deriver half of whose topics are invented."""

    name = "made"
    fingerprint = "1"

    def derive(self, doc: Document) -> Findings:
        if "sanctions" not in doc.text:
            return Findings()
        talks = entity("talks")
        true = topic(doc.text, "sanctions")
        return findings(talks, mention(doc.text, "talks", talks), true, replace(true, label="whales"))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> type[Made]:
    """Have the deriver, as an installed package names it, in this process."""
    monkeypatch.setattr(derivers, "_entry_points", lambda: [EntryPoint("made", f"{__name__}:Made", GROUP)])
    monkeypatch.setattr(Made, "fingerprint", "1")
    derivers._made.cache_clear()
    return Made


def kept(root: Path) -> dict[str, object]:
    (file,) = (root / "content/derived").glob("*.json")
    found: dict[str, object] = json.loads(file.read_text("utf-8"))
    return found


def test_a_file_of_findings_keeps_how_much_of_others_findings_was_dropped(project: Project, made: type[Made]) -> None:
    root = project(REPORTS, USE)
    derive(root)
    assert {"deriver": "made", "kind": "topics", "given": 2, "dropped": 1} in kept(root)["screened"]  # type: ignore[operator]


def test_a_file_of_findings_by_the_rules_alone_has_no_counts(project: Project) -> None:
    root = project(REPORTS)
    derive(root)
    assert ["schema", "of", "findings"] == list(kept(root))


def test_reports_are_derived_anew_when_another_reads_them_or_reads_otherwise_and_only_then(
    project: Project, made: type[Made]
) -> None:
    root = project(REPORTS)
    derived = [build(root).derived]
    (root / "briefing.toml").write_text(USE)
    derived += [build(root).derived, build(root).derived]
    made.fingerprint = "2"
    derived += [build(root).derived, build(root).derived]
    (root / "briefing.toml").write_text(TITLED)
    derived += [build(root).derived]
    assert [1, 1, 0, 1, 0, 1] == derived


def test_the_page_on_method_and_the_status_tell_what_share_was_dropped(project: Project, made: type[Made]) -> None:
    root = project(REPORTS, USE)
    build(root)
    assert "made: 1 of 4 findings dropped (25%)." in (root / "site/method.html").read_text("utf-8")
    assert ["made: 1 of 4 findings dropped (25%)"] == dropped_in_words(status(root))
    (root / "briefing.toml").write_text(TITLED)
    build(root)
    assert "made: 1" not in (root / "site/method.html").read_text("utf-8")
    assert [] == dropped_in_words(status(root))


def test_one_that_fails_is_told_at_the_report_which_goes_without_its_findings(
    project: Project, made: type[Made], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Made, "derive", lambda _self, _doc: 1 / 0)
    root = project(REPORTS, USE)
    assert 0 == main(["-C", str(root), "derive", "--jobs", "1"])
    assert "a.md:6:1: made failed on this report (ZeroDivisionError: division by zero)" in capsys.readouterr().err


def test_who_is_not_there_is_told_with_the_place(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(REPORTS, f'{TITLED}[derive]\nuse = ["rules", "nobody", "spacy:no_such_pipeline", "rules"]\n')
    assert 1 == main(["-C", str(root), "build"])
    told = capsys.readouterr().err
    assert 'briefing.toml:3:1: there is no deriver \'nobody\'; use some of "rules", "spacy:NAME"' in told
    assert "spaCy's pipeline 'no_such_pipeline' is not installed" in told
    assert "`derive.use` names 'rules' more than once" in told
