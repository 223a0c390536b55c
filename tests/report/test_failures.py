"""A rule that raises on a report costs that report the rule's findings, and nobody else anything."""

import json
from pathlib import Path

import msgspec
import pytest

from generator import derive
from generator.commands.main import main
from generator.derive.syntax.document import Document
from generator.model.article import Article
from generator.model.findings import Findings
from generator.model.statements import Account
from generator.report import account as reports
from generator.report.findings_file import Derived
from generator.report.statements import account
from generator.runtime import cache
from generator.serve.preview import Preview
from tests.conftest import REPORT, Project

SENTENCE = "Russia supports new talks on sanctions against Iran."
FINE = REPORT.replace(SENTENCE, "Mr Medvedev left on Tuesday.")
BUILD = ("build", "--jobs", "1")


@pytest.fixture(params=["names", "dates", "quotes", "positions", "events", "topics", "key points", "ids"])
def step(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A step of derivation that raises on any text with a certain sentence."""
    name: str = request.param
    fail_at(name, monkeypatch)
    return name


def fail_at(failing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a step of derivation raise on any text with a certain sentence."""

    def raising(step: derive.Step) -> derive.Step:
        def find(doc: Document, found: Findings) -> Findings:
            if SENTENCE in doc.text:
                raise IndexError("list index out of range")
            return step(doc, found)

        return find

    steps = tuple((name, raising(step) if name == failing else step) for name, step in derive.STEPS)
    monkeypatch.setattr(derive, "STEPS", steps)


def warning(step: str, place: str) -> str:
    goes = "has none of its findings" if step == "ids" else f"goes without its {step}"
    return (
        f"{place}: finding {step} failed at “{SENTENCE}” (IndexError: list index out of range);"
        f" the report {goes}; report this to the program's maintainers\n"
    )


def test_a_build_goes_on_without_the_findings_of_a_step_that_fails_and_says_where(
    step: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({"content/articles/a.md": REPORT, "content/articles/b.md": FINE})
    assert 0 == main(["-C", str(root), *BUILD])
    assert warning(step, "content/articles/a.md:9:43") == capsys.readouterr().err
    assert "We welcome the talks" in (root / "site/articles/a.html").read_text("utf-8")
    assert "We welcome the talks" in (root / "site/articles/b.html").read_text("utf-8")


def test_the_findings_of_the_other_steps_stay(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at("dates", monkeypatch)
    root = project({"content/articles/a.md": REPORT, "content/articles/b.md": FINE})
    assert 0 == main(["-C", str(root), "derive", "--jobs", "1"])
    failed, fine = (read(root / f"content/derived/{slug}.json") for slug in "ab")
    assert () == failed.times
    assert fine.times
    assert failed.quotes
    assert failed.mentions


def read(file: Path) -> Findings:
    return msgspec.json.decode(file.read_bytes(), type=Derived).findings


@pytest.mark.parametrize("command", [BUILD, ("derive", "--jobs", "1")])
def test_a_failure_is_said_again_until_it_is_mended(
    command: tuple[str, ...], project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({"content/articles/a.md": REPORT})
    said = warning("dates", "content/articles/a.md:9:43")
    with monkeypatch.context() as failing:
        fail_at("dates", failing)
        for _ in range(3):
            assert 0 == main(["-C", str(root), *command])
            assert said == capsys.readouterr().err
    assert 0 == main(["-C", str(root), *command])
    assert "" == capsys.readouterr().err
    assert read(root / "content/derived/a.json").times


def test_a_corrected_report_is_warned_about_once(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_at("dates", monkeypatch)
    head = "source: Example News\nadd:\n  - kind: topic\n    text: new talks\n    topic: talks\n"
    root = project({"content/articles/a.md": REPORT.replace("source: Example News\n", head)})
    assert 0 == main(["-C", str(root), *BUILD])
    assert warning("dates", "content/articles/a.md:13:43") == capsys.readouterr().err


def test_the_first_line_is_named_where_markup_hides_the_sentence(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_at("dates", monkeypatch)
    root = project({"content/articles/a.md": REPORT.replace("new talks", "new [talks](https://example.org/talks)")})
    assert 0 == main(["-C", str(root), *BUILD])
    assert capsys.readouterr().err.startswith("content/articles/a.md:1:1: finding dates failed at “Russia supports new talks")


def test_a_sentence_is_found_across_line_ends_and_emphasis(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_at("dates", monkeypatch)
    root = project({"content/articles/a.md": REPORT.replace("Russia supports new talks", "\n**Russia**\nsupports *new* talks")})
    assert 0 == main(["-C", str(root), *BUILD])
    assert capsys.readouterr().err.startswith("content/articles/a.md:10:3: ")


def test_findings_that_cannot_be_shown_leave_the_report_without_them(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails_on_findings(article: Article, found: Findings) -> Account:
        if found != Findings():
            raise KeyError("x")
        return account(article, found)

    monkeypatch.setattr(reports, "account", fails_on_findings)
    root = project({"content/articles/a.md": REPORT})
    for _ in range(2):
        assert 0 == main(["-C", str(root), *BUILD])
        assert (
            "content/articles/a.md:1:1: the findings of this report cannot be shown (KeyError: 'x');"
            " the report is shown without them; report this to the program's maintainers\n"
        ) == capsys.readouterr().err
    assert "We welcome the talks" in (root / "site/articles/a.html").read_text("utf-8")


@pytest.mark.parametrize("command", [("derive", "--jobs", "1"), ("export",)])
def test_rows_come_out_whatever_step_fails(
    command: tuple[str, ...], step: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["Mrs Clinton met Mr Lavrov on Monday.", f"Mrs Clinton left. {SENTENCE}"]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)), "utf-8")
    assert 0 == main([command[0], "--jsonl", str(file), *command[1:]])
    said = capsys.readouterr()
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert texts == [row["text"] for row in rows]
    assert rows[0]["mentions"]
    assert warning(step, f"{file}:2:38") == said.err


def test_an_export_of_a_project_goes_on(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_at("dates", monkeypatch)
    root = project({"content/articles/a.md": REPORT, "content/articles/b.md": FINE})
    assert 0 == main(["-C", str(root), "export"])
    said = capsys.readouterr()
    assert 2 == len(said.out.splitlines())
    assert said.err.startswith("content/articles/a.md:9:43: finding dates failed at ")


def test_one_bad_report_does_not_blind_the_preview(step: str, project: Project) -> None:
    root = project({"content/articles/a.md": FINE, "content/articles/b.md": FINE})
    said: list[str] = []
    with cache.open_cache(root / cache.FOLDER) as results:
        preview = Preview(root, results, said.append)
        preview.refresh()
        (root / "content/articles/a.md").write_text(REPORT, "utf-8")
        changed = preview.refresh(["content/articles/a.md"])
        page = preview.page("articles/a.html")
        preview.close()
    assert changed
    assert () == changed.problems
    assert [warning(step, "content/articles/a.md:9:43")[:-1]] == said
    assert page
    assert b"supports new talks" in page


def test_a_report_with_too_much_markup_is_shown_as_plain_text_and_every_build_says_so(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({"content/articles/a.md": REPORT + "\n" + "[" * 8000 + "\n"})
    wrong = "there is more markup in one place than can be read in reasonable time; the report is shown as plain text"
    for _ in range(2):
        assert 0 == main(["-C", str(root), *BUILD])
        assert f"content/articles/a.md:6:1: {wrong}; take it out, or part it by blank lines\n" == capsys.readouterr().err
    assert "[[[[" in (root / "site/articles/a.html").read_text("utf-8")
