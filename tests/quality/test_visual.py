from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from quality import visual


def shot(colour: str, size: tuple[int, int] = (64, 96)) -> bytes:
    """A picture as the browser gives it."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where pictures are kept and differences are put in these tests."""
    monkeypatch.setattr(visual, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(visual, "BROWSER", tmp_path / "kept/browser.txt")
    monkeypatch.setattr(visual, "FOUND", tmp_path / "found")
    return tmp_path


def test_what_was_kept_is_the_same_the_next_time(folder: Path) -> None:
    seen = {"home-390-light": visual.small(shot("white"))}
    visual.keep(seen, "150.0", all_kinds=True)
    assert [] == list(visual.differences(seen, all_kinds=True))
    assert "150.0\n" == (folder / "kept/browser.txt").read_text()


def test_what_differs_is_named_and_shown(folder: Path) -> None:
    visual.keep({"home-390-light": visual.small(shot("white"))}, "150.0", all_kinds=True)
    (line,) = visual.differences({"home-390-light": visual.small(shot("black"))}, all_kinds=True)
    assert line.startswith("home-390-light: 100.00% differs")
    assert (folder / "found/home-390-light.png").is_file()


def test_pages_of_a_new_kind_and_of_none_any_more_are_told(folder: Path) -> None:
    visual.keep({"old-390-light": visual.small(shot("white"))}, "150.0", all_kinds=True)
    seen = {"new-390-light": visual.small(shot("white"))}
    assert ["new-390-light", "old-390-light"] == [line.partition(":")[0] for line in visual.differences(seen, all_kinds=True)]
    assert ["new-390-light"] == [line.partition(":")[0] for line in visual.differences(seen, all_kinds=False)]


def test_pictures_of_kinds_that_are_no_more_go_when_all_are_kept_anew(folder: Path) -> None:
    visual.keep({"old-390-light": b"1"}, "150.0", all_kinds=True)
    visual.keep({"new-390-light": b"2"}, "150.0", all_kinds=False)
    assert 2 == len(list((folder / "kept").glob("*.webp")))
    visual.keep({"new-390-light": b"2"}, "150.0", all_kinds=True)
    assert ["new-390-light.webp"] == [path.name for path in (folder / "kept").glob("*.webp")]


def test_kept_pictures_are_half_as_large_as_the_page() -> None:
    assert (32, 48) == Image.open(BytesIO(visual.small(shot("white")))).size


def test_kept_pictures_take_little_room() -> None:
    assert sum(path.stat().st_size for path in visual.KEPT.glob("*.webp")) < 1_800_000
