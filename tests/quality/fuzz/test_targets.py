"""Random inputs for each part of the program: a few in the quick half, more in the slow one, others each by `make fuzz`.

The seeds are fixed, so that the same inputs are tried each time. BRIEFING_TREES says how many trees, BRIEFING_SEED which.
"""

import os
from pathlib import Path

import pytest

from generator.runtime.fingerprints import digest
from quality.fuzz.runs import Target, fuzz
from quality.fuzz.targets import TARGETS
from quality.fuzz.trees import GOOD, put_all, write_good

TREES = int(os.environ.get("BRIEFING_TREES", "500"))
SEED = int(os.environ.get("BRIEFING_SEED", "1"))
MANY_SECONDS = 36_000.0
posix = pytest.mark.skipif(os.name == "nt", reason="pipes, sockets and devices are those of POSIX systems")


def faults(target: Target, cases: int) -> list[str]:
    run = fuzz(target, seconds=MANY_SECONDS, cases=cases, first_seed=SEED)
    assert run.faults or run.cases >= cases
    return [f"{place}\n{fault.traceback}\n{fault.case!a}" for place, fault in run.faults.items()]


@pytest.mark.parametrize(("name", "cases"), [("reading", 100), ("deriving", 10), ("sanitising", 60)])
def test_a_few_random_inputs_break_no_law(name: str, cases: int) -> None:
    assert [] == faults(TARGETS[name], cases)


@pytest.mark.slow
@posix
@pytest.mark.parametrize(
    ("name", "cases"), [("reading", 600), ("deriving", 60), ("sanitising", 300), ("assembling", 20), ("correcting", 40)]
)
def test_random_inputs_break_no_law(name: str, cases: int) -> None:
    assert [] == faults(TARGETS[name], cases)


@pytest.mark.slow
@posix
def test_random_trees_of_files_break_no_law() -> None:
    assert [] == faults(TARGETS["projects"], TREES)


@posix
def test_the_fuzzed_trees_have_every_kind_of_file(tmp_path: Path) -> None:
    write_good(tmp_path)
    folder = tmp_path / "content/articles"
    kinds = [(b"pipe", b""), (b"socket", b""), (b"folder", b""), (b"link", b"loop"), (b"sparse", 1 << 30), (b"file", b"x")]
    put_all(tmp_path, [(b"content/articles/" + kind + b"\xff\n", kind.decode(), content) for kind, content in kinds])
    found = {os.fsencode(path.name)[:-2]: path for path in folder.iterdir() if path.name.endswith("\n")}
    assert {kind for kind, _ in kinds} == found.keys()
    assert found[b"pipe"].is_fifo()
    assert found[b"socket"].is_socket()
    assert found[b"link"].is_symlink()
    assert 1 << 30 == found[b"sparse"].stat().st_size
    assert digest(GOOD[b"briefing.toml"]) == digest((tmp_path / "briefing.toml").read_bytes())
