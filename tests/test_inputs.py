"""What a build reads, as it stands: files are known by their times only once those must have moved on."""

from pathlib import Path

import pytest

from generator import inputs, memo
from generator.build import build
from tests.conftest import REPORT, Project


def test_a_file_that_was_written_a_moment_ago_is_not_known_by_its_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text('title = "A"\n')
    with memo.opened(None) as remembered:
        now = inputs.look(tmp_path, remembered)[str(path)]
        assert (b"", memo.digest(path.read_bytes())) == now
        assert str(path) not in remembered.stamps()
        monkeypatch.setattr(inputs, "SETTLED", -1)
        later = inputs.look(tmp_path, remembered)[str(path)]
        assert (later.stamp, now.digest) == remembered.stamps()[str(path)]
        assert b"" != later.stamp


def test_a_file_that_is_known_by_its_times_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text('title = "A"\n')
    monkeypatch.setattr(inputs, "SETTLED", -1)
    known = {name: stamp._replace(digest="as known") for name, stamp in inputs.stamped(tmp_path, {}).items()}
    assert "as known" == inputs.stamped(tmp_path, known)[str(path)].digest
    path.write_text('title = "Another"\n')
    assert memo.digest(path.read_bytes()) == inputs.stamped(tmp_path, known)[str(path)].digest


def test_every_file_that_is_read_is_looked_at_whatever_its_folder_is_called(project: Project) -> None:
    root = project({"content/articles/__pycache__/a.md": REPORT})
    build(root)
    build(project({"content/articles/__pycache__/a.md": REPORT.replace("Envoys", "Ministers")}))
    assert "Ministers meet" in (root / "site/articles/a.html").read_text("utf-8")
