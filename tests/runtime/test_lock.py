"""One build at a time: the others wait and say so, or say that they have waited for long enough."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish import clean, edition, publish
from generator.runtime import lock
from generator.runtime.lock import held
from tests.conftest import ROOT

HOLDS = """
import sys, time
from pathlib import Path
from generator.runtime.lock import held
with held(Path(sys.argv[1]), 1, print, "site"):
    print("held", flush=True)
    time.sleep(600)
"""


def quiet(_words: str) -> None:
    pass


def holder(path: Path) -> "subprocess.Popen[str]":
    child = subprocess.Popen([sys.executable, "-c", HOLDS, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert child.stdout
    assert "held\n" == child.stdout.readline()
    return child


def test_who_has_waited_for_long_enough_says_so(tmp_path: Path) -> None:
    with holder(tmp_path / "lock") as child:
        with (
            pytest.raises(BlockingIOError, match="another build is still writing here"),
            held(tmp_path / "lock", 0.1, quiet, "site"),
        ):
            pass
        child.kill()


def test_who_has_to_wait_says_so_once_and_goes_on_when_the_holder_is_killed(tmp_path: Path) -> None:
    said: list[str] = []
    with holder(tmp_path / "lock") as child:

        def heard(words: str) -> None:
            said.append(words)
            child.kill()

        with held(tmp_path / "lock", 30, heard, "site"):
            assert ["Another build is writing to site; waiting for it."] == said


def test_nobody_waits_where_nobody_builds(tmp_path: Path) -> None:
    for _ in range(2):
        with held(tmp_path / "new/lock", 0, pytest.fail, "site"):
            pass


def test_a_lock_that_was_removed_meanwhile_is_nobodys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lock"
    taken: Callable[[int], bool] = lock._taken
    removed: list[bool] = []

    def late(descriptor: int) -> bool:
        if not removed:
            path.unlink()
            removed.append(True)
        return taken(descriptor)

    monkeypatch.setattr(lock, "_taken", late)
    with held(path, 1, quiet, "site"):
        assert path.exists()


def test_builds_and_cleans_of_one_site_take_turns(tmp_path: Path) -> None:
    site = tmp_path / "site"
    said: list[str] = []
    publish({}, site)
    with edition(site, say=said.append):
        other = threading.Thread(target=clean, args=(site,))
        other.start()
        other.join(0.2)
        assert other.is_alive()
    other.join()
    assert not list(site.iterdir())
    assert not (tmp_path / ".site.briefing").exists()
    publish({}, site)


def test_builds_of_different_sites_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with edition(tmp_path / "one", wait=0), edition(tmp_path / "two", wait=0):
        pass
