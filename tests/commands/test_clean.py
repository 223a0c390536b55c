"""`briefing clean`: a project is as it was before its builds, and what no build made stays."""

from pathlib import Path

import pytest

from generator.commands.main import main
from tests.conftest import REPORT, Project, needs

try:
    import weasyprint
except (ImportError, OSError):
    weasyprint = None

ARTICLE: dict[str, str | bytes] = {"content/articles/a.md": REPORT}
DERIVED = "content/derived/a.json"


def files(root: Path) -> set[str]:
    """Return all files and folders of a project, by their names from its root."""
    return {path.relative_to(root).as_posix() for path in root.rglob("*")}


def run(root: Path, *arguments: str) -> None:
    assert 0 == main(["-C", str(root), *arguments])


def test_a_project_is_as_it_was_before_its_builds_but_for_the_findings(project: Project) -> None:
    root = project(ARTICLE)
    before = files(root)
    run(root, "build", "--single-page")
    run(root, "build", "--output", str(root / "public/site"), "--single-page", str(root / "mail.html"))
    run(root, "clean")
    assert {"public", "content/derived", DERIVED} == files(root) - before
    run(root, "build")
    run(root, "clean", "--derived")
    assert {"public"} == files(root) - before


@needs(weasyprint, "WeasyPrint or Pango is not installed")
def test_the_pdf_is_removed(project: Project) -> None:
    root = project(ARTICLE)
    run(root, "build", "--pdf")
    assert (root / "briefing.pdf").is_file()
    run(root, "clean")
    assert not (root / "briefing.pdf").exists()


def test_what_no_build_wrote_stays(project: Project) -> None:
    root = project(ARTICLE)
    run(root, "build")
    (root / "site/CNAME").write_text("x.org")
    (root / "briefing.html").write_text("<p>Mine.</p>")
    run(root, "clean")
    assert ["CNAME"] == [path.name for path in (root / "site").iterdir()]
    assert "<p>Mine.</p>" == (root / "briefing.html").read_text()


def test_a_single_file_that_somebody_changed_stays_and_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(ARTICLE)
    run(root, "build", "--single-page")
    (root / "briefing.html").write_text("<p>Mine.</p>")
    capsys.readouterr()
    run(root, "clean")
    assert f"{root.resolve() / 'briefing.html'} stays: it was changed since a build wrote it.\n" == capsys.readouterr().err
    assert "<p>Mine.</p>" == (root / "briefing.html").read_text()


def test_an_output_folder_outside_the_project_is_cleaned_when_it_is_named(project: Project, tmp_path: Path) -> None:
    root, site = project(ARTICLE), tmp_path / "www"
    run(root, "build", "--output", str(site))
    run(root, "clean")
    assert (site / "index.html").is_file()
    run(root, "clean", "--output", str(site))
    assert {root.name} == {path.name for path in tmp_path.iterdir()}


def test_the_number_of_removed_files_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(ARTICLE)
    run(root, "clean")
    assert "0 files and the caches removed.\n" == capsys.readouterr().out
    run(root, "build", "--single-page")
    written = sum(path.is_file() for path in (root / "site").rglob("*")) - 1  # the manifest, which lists the others
    capsys.readouterr()
    run(root, "clean")
    assert f"{written + 1} files and the caches removed.\n" == capsys.readouterr().out


def test_a_build_after_cleaning_gives_the_same_site(project: Project) -> None:
    root = project(ARTICLE)
    run(root, "build")
    before = {path.name: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    run(root, "clean", "--derived")
    run(root, "build")
    assert before == {path.name: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
