from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from quality import visual


def shot(colour: str, size: tuple[int, int] = (64, 96)) -> bytes:
    """A screenshot as the browser returns it."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder for reference pictures and differences."""
    monkeypatch.setattr(visual, "REFERENCES", tmp_path / "kept")
    monkeypatch.setattr(visual, "BROWSER", tmp_path / "kept/browser.txt")
    monkeypatch.setattr(visual, "DIFFERENCES", tmp_path / "found")
    return tmp_path


def test_stored_pictures_do_not_differ_from_themselves(folder: Path) -> None:
    shots = {"home-390-light": visual.small(shot("white"))}
    visual.store(shots, "150.0", all_kinds=True)
    assert [] == list(visual.differences(shots, all_kinds=True))
    assert "150.0\n" == (folder / "kept/browser.txt").read_text()


def test_a_different_picture_is_named_and_shown(folder: Path) -> None:
    visual.store({"home-390-light": visual.small(shot("white"))}, "150.0", all_kinds=True)
    (line,) = visual.differences({"home-390-light": visual.small(shot("black"))}, all_kinds=True)
    assert line.startswith("home-390-light: 100.00% differs")
    assert (folder / "found/home-390-light.png").is_file()


def test_new_and_removed_kinds_are_reported(folder: Path) -> None:
    visual.store({"old-390-light": visual.small(shot("white"))}, "150.0", all_kinds=True)
    shots = {"new-390-light": visual.small(shot("white"))}
    assert ["new-390-light", "old-390-light"] == [line.partition(":")[0] for line in visual.differences(shots, all_kinds=True)]
    assert ["new-390-light"] == [line.partition(":")[0] for line in visual.differences(shots, all_kinds=False)]


def test_pictures_of_removed_kinds_are_deleted_when_all_are_stored(folder: Path) -> None:
    visual.store({"old-390-light": b"1"}, "150.0", all_kinds=True)
    visual.store({"new-390-light": b"2"}, "150.0", all_kinds=False)
    assert 2 == len(list((folder / "kept").glob("*.webp")))
    visual.store({"new-390-light": b"2"}, "150.0", all_kinds=True)
    assert ["new-390-light.webp"] == [path.name for path in (folder / "kept").glob("*.webp")]


def test_reference_pictures_are_half_as_large_as_the_page() -> None:
    assert (32, 48) == Image.open(BytesIO(visual.small(shot("white")))).size


def test_reference_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in visual.REFERENCES.glob("*.webp")) < 1_800_000
