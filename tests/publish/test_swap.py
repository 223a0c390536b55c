"""Two folders are exchanged in one step, or by renaming where the system has no exchange; never by half."""

import errno
import sys
from pathlib import Path

import pytest

from generator.model.proofs import OutputPath
from generator.publish import Edition, edition, publish, swap
from generator.publish.swap import exchange, sync

A = OutputPath("index.html")


def two(folder: Path) -> tuple[Path, Path]:
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / name).touch()
    return folder / "one", folder / "two"


def test_two_folders_are_exchanged(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    if exchange(one, other):
        assert ([one / "two"], [other / "one"]) == (list(one.iterdir()), list(other.iterdir()))


def test_a_missing_folder_is_not_exchanged(tmp_path: Path) -> None:
    one, _ = two(tmp_path)
    if swap._exchange_function():
        with pytest.raises(FileNotFoundError):
            exchange(one, tmp_path / "none")
    assert [one / "one"] == list(one.iterdir())


@pytest.mark.parametrize("code", sorted(swap.UNSUPPORTED))
def test_an_unsupported_exchange_is_false_and_a_failed_one_raises(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchange_function", lambda: lambda _one, _other: -1)
    monkeypatch.setattr("ctypes.get_errno", lambda: code)
    assert not exchange(*two(tmp_path))
    monkeypatch.setattr("ctypes.get_errno", lambda: errno.EIO)
    with pytest.raises(OSError, match="Input/output error"):
        exchange(tmp_path / "one", tmp_path / "two")


def test_an_edition_is_synced_to_disk_before_it_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish({A: b"a"}, tmp_path / "site")
    order: list[str] = []
    exchanged = swap.exchange

    def syncing(folder: Path) -> None:
        assert (folder / "next" / A).exists()
        order.append("sync")
        sync(folder)

    def exchanging(one: Path, other: Path) -> bool:
        order.append("exchange")
        return exchanged(one, other)

    monkeypatch.setattr(swap, "sync", syncing)
    monkeypatch.setattr(swap, "exchange", exchanging)
    publish({A: b"b"}, tmp_path / "site")
    assert ["sync", "exchange"] == order


def test_a_failed_sync_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error", str(folder))

    publish({A: b"a"}, tmp_path / "site")
    monkeypatch.setattr(swap, "sync", fails)
    with pytest.raises(OSError, match="Input/output error"):
        publish({A: b"b"}, tmp_path / "site")
    assert b"a" == (tmp_path / "site" / A).read_bytes()


def test_folders_are_renamed_where_they_cannot_be_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange_function", lambda: None)
    publish({A: b"a"}, tmp_path / "site")
    publish({A: b"b"}, tmp_path / "site")
    assert b"b" == (tmp_path / "site" / A).read_bytes()
    assert {"lock", "looks.json"} == {path.name for path in (tmp_path / ".site.briefing").iterdir()}


@pytest.mark.parametrize(("renames", "stands"), [(1, b"a"), (2, b"b"), (3, b"b")])
def test_the_next_build_finishes_an_interrupted_renaming(
    renames: int, stands: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish({A: b"a"}, tmp_path / "site")
    (tmp_path / "site/CNAME").write_text("mine")
    done = Path.replace
    left = [renames]

    def killed(path: Path, target: Path) -> Path:
        if path.is_dir():
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
        return done(path, target)

    def killed_after(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(swap, "_exchange_function", lambda: None)
    monkeypatch.setattr(Path, "replace", killed)
    monkeypatch.setattr(sys.modules[Edition.__module__], "finish", killed_after)
    monkeypatch.setattr(Edition, "drop", lambda _edition: None)
    with pytest.raises(KeyboardInterrupt):
        publish({A: b"b"}, tmp_path / "site")
    monkeypatch.undo()
    with edition(tmp_path / "site"):
        pass
    assert stands == (tmp_path / "site" / A).read_bytes()
    assert "mine" == (tmp_path / "site/CNAME").read_text()
    assert {"lock", "looks.json"} == {path.name for path in (tmp_path / ".site.briefing").iterdir()}
