import subprocess
from pathlib import Path

import pytest
from hypothesis import strategies as st

from quality.fuzz import __main__ as command
from quality.fuzz.runs import Hung, LawBroken, Target, alarm, attempt, fuzz, keep, read_case
from quality.fuzz.targets import TARGETS
from tests.conftest import ROOT


def fails(case: str) -> None:
    if "Vienna" in case:
        raise IndexError("list index out of range")


WORDS = st.lists(st.sampled_from(("The envoys", "met", "in Vienna", "on Monday", "b\0\ud800")), max_size=9).map(" ".join)
FAILING = Target("failing", WORDS, fails)


def test_a_case_that_raises_is_found_and_made_small() -> None:
    run = fuzz(FAILING, seconds=60, cases=100, first_seed=1)
    assert ["in Vienna"] == [fault.case for fault in run.faults.values()]
    assert all("IndexError: list index out of range" in fault.traceback for fault in run.faults.values())


def test_a_fault_that_is_known_is_found_once() -> None:
    assert 1 == len(fuzz(FAILING, seconds=60, cases=500, first_seed=1).faults)


def test_a_broken_law_is_a_fault_by_its_name() -> None:
    def breaks(case: object) -> None:
        raise LawBroken("nothing is what it seems", case)

    assert ["nothing is what it seems"] == list(fuzz(Target("x", WORDS, breaks), seconds=60, cases=9, first_seed=1).faults)


def test_the_same_seed_tries_the_same_cases() -> None:
    tried: list[list[str]] = [[], []]
    for cases in tried:
        fuzz(Target("x", WORDS, cases.append), seconds=60, cases=50, first_seed=3)
    assert tried[0] == tried[1]
    assert len(tried[0]) >= 50


def test_no_more_cases_are_tried_once_the_time_is_over() -> None:
    assert 0 == fuzz(FAILING, seconds=0, cases=50, first_seed=1).cases


@pytest.mark.parametrize("case", ["a\0\ud800\x1b", (b"\xff", "pipe", 3, None, (True, -1.5))])
def test_a_kept_case_is_read_as_it_was(case: object, tmp_path: Path) -> None:
    fault = attempt(Target("x", WORDS, lambda _: 1 / 0), case)
    assert fault
    assert case == read_case(keep(fault, "x", tmp_path / "kept"))


def test_what_takes_too_long_is_ended() -> None:
    def hangs() -> None:
        with alarm(processor=0.2):
            while True:
                pass

    with pytest.raises(Hung):
        hangs()
    with pytest.raises(Hung, match="0 s"), alarm(wall=0.2):
        subprocess.run(["sleep", "20"], check=False)


def test_the_command_prints_how_to_repeat_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(TARGETS, "failing", FAILING)
    monkeypatch.chdir(ROOT)
    assert 1 == command.main(["failing", "--cases", "100", "--keep", str(tmp_path)])
    again = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("again: "))
    assert 1 == command.main(again.removeprefix("again: python -m quality.fuzz ").split())
    assert "IndexError" in capsys.readouterr().out


def test_the_command_tries_again_what_was_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TARGETS, "failing", FAILING)
    (tmp_path / "case.txt").write_text("'The envoys met'\n")
    assert 0 == command.main(["failing", "--case", str(tmp_path / "case.txt")])


def test_there_is_no_target_of_another_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["nothing"])
    assert "there is no target nothing" in capsys.readouterr().err
