"""On a disk without locks, builds of one machine take turns all the same; and no worker outlives the process that started it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.model.proofs import OutputPath
from generator.publish import publish
from generator.runtime import lock
from tests.conftest import ROOT

WORKERS = """
import os, time
from multiprocessing import parent_process
from generator.runtime.processes import Workers, spread
if __name__ == "__main__":
    print(os.getpid(), flush=True)
    with Workers(2) as workers:
        workers.begin()
        list(spread(report, range(4), workers, alone=0))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has other locks")
@pytest.mark.parametrize("code", sorted(lock.NO_LOCKS_ERRORS))
def test_builds_take_turns_on_a_disk_without_locks(code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = lock._taken
    site, temporary = tmp_path / "disk/site", tmp_path / "temporary"
    temporary.mkdir()

    def refused(descriptor: int) -> bool:
        if (tmp_path / "disk/.site.briefing/lock").exists() and os.path.sameopenfile(descriptor, opened):
            raise OSError(code, os.strerror(code))
        return taken(descriptor)

    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    publish({OutputPath("index.html"): b"a"}, site)
    opened = os.open(tmp_path / "disk/.site.briefing/lock", os.O_RDWR)
    monkeypatch.setattr(lock, "_taken", refused)
    publish({OutputPath("index.html"): b"b"}, site)
    path = tmp_path / "disk/.site.briefing/lock"
    with (
        lock.held(path, 0, pytest.fail, "site"),
        pytest.raises(BlockingIOError, match="another build is still writing here"),
        lock.held(path, 0, pytest.fail, "site"),
    ):
        pass
    os.close(opened)
    assert b"b" == (site / "index.html").read_bytes()
    assert 1 == len(list(temporary.iterdir()))


@pytest.mark.skipif(os.name == "nt", reason="processes end in other ways there")
@pytest.mark.parametrize("begin", ["fork", "pool"])
def test_workers_end_with_a_process_that_is_killed(begin: str, tmp_path: Path) -> None:
    script = tmp_path / "work.py"
    report = "def report(_number):\n    if parent_process():\n        print(os.getpid(), flush=True)\n        time.sleep(600)\n"
    script.write_text(
        WORKERS.replace("workers.begin()", f"workers.{begin}()").replace(
            'if __name__ == "__main__"', f'{report}if __name__ == "__main__"'
        )
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout
        numbers = [int(child.stdout.readline()) for _ in range(2)]
        os.kill(child.pid, signal.SIGKILL)
        child.stdout.read()  # ends once no worker has it open any more
    assert child.returncode == -signal.SIGKILL
    assert numbers[1] != child.pid
