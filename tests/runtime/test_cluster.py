"""Reports derived on a Dask cluster: real workers, of which one is killed; what comes out is what one machine gives."""

import ast
import asyncio
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path
from threading import Thread
from typing import Any

import distributed
import pytest
from distributed import Client, LocalCluster

from generator.build import derive
from generator.commands.main import main
from generator.model.problems import Stopped
from generator.runtime import cluster
from generator.runtime.options import Options
from generator.runtime.processes import Workers, spread
from tests.conftest import REPORT, ROOT, Project

# Dask leaves sockets of workers that were killed to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
ROWS = "".join(json.dumps({"id": f"r{n}", "text": f"Ann Holm of Norway said {n} times so. " * 3}) + "\n" for n in range(250))


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as made:
        yield made
        with suppress(TimeoutError):  # on a busy machine; the tests are over
            made.wait_for_workers(2, timeout=60)  # Dask cannot end one that it is just starting again
    gc.collect()  # here, where its warnings are looked for


@pytest.fixture
def where(workers: LocalCluster) -> str:
    return str(workers.scheduler_address).replace("tcp", "dask")


def local(rows: Path) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "derive", "--jsonl", rows], cwd=ROOT, capture_output=True, check=True
    )
    return done.stdout


@pytest.mark.slow
def test_rows_are_those_of_the_local_run_though_a_worker_is_killed(workers: LocalCluster, where: str, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(ROWS)
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "derive", "--jsonl", rows, "--executor", where], cwd=ROOT, stdout=subprocess.PIPE
    ) as run:
        assert run.stdout
        found = [run.stdout.readline() for _ in range(40)]
        os.kill(next(iter(workers.workers.values())).process.pid, signal.SIGKILL)
        found += run.stdout
    assert 0 == run.returncode
    assert local(rows) == b"".join(found)


def test_a_project_is_derived_on_a_cluster_as_on_one_machine(where: str, project: Project) -> None:
    root = project({f"content/articles/a{n}.md": REPORT.replace("Monday", f"{n} October") for n in range(20)})
    kept = root / "content/derived"
    assert (20, 20) == derive(root, Options(jobs=1))
    alone = {path.name: path.read_bytes() for path in kept.iterdir()}
    assert 0 == main(["-C", str(root), "derive", "--force", "--executor", where])
    assert alone == {path.name: path.read_bytes() for path in kept.iterdir()}


def test_workers_with_another_program_derive_nothing(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_program", lambda: "another")
    with pytest.raises(Stopped, match=r"another version .* install the same"), cluster.open_cluster(cluster.address(where)):
        pytest.fail("a worker did it")


def test_a_result_whose_worker_dies_once_it_has_told_it_counts(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gather: Any = Client._gather

    async def late(self: Any, futures: Any, *arguments: Any, **options: Any) -> Any:
        result = await gather(self, futures, *arguments, **options)
        for state in self.futures.values():
            state.lose()  # what the scheduler has the client do on hearing of the death
        return result

    monkeypatch.setattr(Client, "_gather", late)
    with cluster.open_cluster(cluster.address(where)) as (pool, jobs):
        assert ["[0, 1, 2, 3]"] == list(spread(str, [[0, 1, 2, 3]], Workers(jobs, pool)))


def test_what_takes_every_worker_down_ends_the_run_and_says_so(where: str) -> None:
    def run() -> list[None]:
        with cluster.open_cluster(cluster.address(where)) as (pool, jobs):
            return list(spread(os._exit, [1], Workers(jobs, pool)))

    with pytest.raises(Stopped, match="a report took down every worker that tried it"):
        run()


class Leaving(nullcontext[None]):
    """A client whose cluster does one thing, and then goes away without an answer to the next."""

    status = "running"

    def __init__(self, *_address: str, **_options: object) -> None:
        super().__init__()
        self.done = 0
        self.loop = self

    def submit(self, work: Callable[..., int], *arguments: object, pure: bool) -> int | None:
        assert not pure
        self.done += 1
        return work(*arguments) if self.done == 1 else None

    def add_callback(self, bring: Callable[..., Coroutine[Any, Any, None]], *arguments: object) -> None:
        Thread(target=lambda: asyncio.run(bring(*arguments)), daemon=True).start()

    async def gather(self, asked: int | None, *, asynchronous: bool) -> int:
        assert asynchronous
        if asked is not None:
            return asked
        self.status = "closed"
        await asyncio.Event().wait()
        raise AssertionError

    def nthreads(self) -> dict[str, int]:
        return {}


def test_a_cluster_that_goes_away_ends_the_run_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def run() -> list[int]:
        with cluster.open_cluster("tcp://127.0.0.1:8786") as (pool, jobs):
            return list(spread(abs, range(3), Workers(jobs, pool)))

    monkeypatch.setattr(distributed, "Client", Leaving)
    with pytest.raises(Stopped, match="went away; run this again"):
        run()


def test_where_nobody_answers_it_ends_soon_and_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "CONNECT_TIMEOUT_SECONDS", 0.5)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        port = taken.getsockname()[1]
        assert 1 == main(["derive", "--executor", f"dask://127.0.0.1:{port}"])
    assert f"nobody answers at tcp://127.0.0.1:{port}; " in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert 1 == main(["derive", "--executor", "dask://127.0.0.1:8786"])
    assert "pip install 'briefing-site[dask]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "given",
    [
        "ray://h:1",
        "127.0.0.1:8786",
        "dask",
        "dask://",
        "dask://h",
        "dask://h:x",
        "dask://h:0",
        "dask://h:70000",
        "dask://u@h:1",
    ],
)
def test_an_address_that_is_none_ends_with_2(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["derive", "--executor", given])
    assert 2 == ended.value.code
    assert "give dask://HOST:PORT" in capsys.readouterr().err


def test_an_address_is_told_to_dask_in_its_own_way() -> None:
    assert "tcp://10.0.0.7:8786" == cluster.address("dask://10.0.0.7:8786")
    assert "tcp://[::1]:8786" == cluster.address("dask://[::1]:8786/")


def test_only_one_module_knows_of_dask() -> None:
    knowing = {
        path.name
        for path in (ROOT / "generator").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in {"dask", "distributed"})
        or (isinstance(node, ast.Import) and {name.name.split(".")[0] for name in node.names} & {"dask", "distributed"})
    }
    assert {"cluster.py"} == knowing
