"""Faults at single system calls of a build: killed before one, refused one, or cut off from power after one. They take minutes."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import needs
from tests.test_faults import IN_MEMORY, Ended, fault

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="strace is of Linux"),
    needs(shutil.which("strace"), "strace is not installed"),
]
KILLS = {
    "exchange": ("killed-at-calls", "exchange", "110"),
    "rename": ("killed-at-calls", "rename", "95"),
    "inside": ("killed-at-calls", "inside", "95"),
}
ERRORS = {
    "one": ("refused-calls", "exchange", "70"),
    "all-from-one-on": ("refused-calls", "exchange", "50", "+"),
    "inside": ("refused-calls", "inside", "30"),
}
POWER_CUTS = {
    "exchange": ("power-cuts", "exchange", "20"),
    "rename": ("power-cuts", "rename", "30"),
    "inside": ("power-cuts", "inside", "30"),
}
UNSYNCHRONISED = ("power-cuts", "unsynchronised", "30")
SIGNALS = ("ended-by-signals", "60", "2")


@pytest.fixture(scope="module")
def running() -> Iterator[dict[tuple[str, ...], Future[Ended]]]:
    """All faults, two at a time."""
    where = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None
    every = [*KILLS.values(), *ERRORS.values(), *POWER_CUTS.values(), UNSYNCHRONISED, SIGNALS]
    with tempfile.TemporaryDirectory(prefix="briefing-calls-", dir=where) as folder, ThreadPoolExecutor(2) as pool:
        places = [Path(folder) / str(number) for number in range(len(every))]
        for place in places:
            place.mkdir()
        started = zip(every, places, strict=True)
        yield {given: pool.submit(fault, given[0], place / "project", *given[1:]) for given, place in started}


def result(ended: Ended) -> dict[str, int]:
    """Return the numbers that a fault printed; it must have ended well."""
    assert (0, "") == (ended.returncode, ended.stderr[-4000:])
    seen: dict[str, int] = json.loads(ended.stdout)
    return seen


@pytest.mark.parametrize("way", KILLS)
def test_a_build_that_is_killed_at_a_system_call_leaves_a_whole_site(
    way: str, running: dict[tuple[str, ...], Future[Ended]]
) -> None:
    seen = result(running[KILLS[way]].result())
    assert seen["old"]
    assert seen["new"]
    assert seen["old"] + seen["new"] >= int(KILLS[way][2])


@pytest.mark.parametrize("which", ERRORS)
def test_a_call_that_the_system_refuses_is_told_and_leaves_a_whole_site(
    which: str, running: dict[tuple[str, ...], Future[Ended]]
) -> None:
    seen = result(running[ERRORS[which]].result())
    assert seen["refused"]
    assert seen["refused"] + seen["done"] >= int(ERRORS[which][2])


@pytest.mark.parametrize("way", POWER_CUTS)
def test_a_power_cut_leaves_the_old_or_the_new_site(way: str, running: dict[tuple[str, ...], Future[Ended]]) -> None:
    seen = result(running[POWER_CUTS[way]].result())
    assert seen["old"]
    assert seen["new"]


def test_a_power_cut_would_be_noticed_if_nothing_were_synchronised(running: dict[tuple[str, ...], Future[Ended]]) -> None:
    ended = running[UNSYNCHRONISED].result()
    assert ended.returncode
    assert "AssertionError: the site is not whole" in ended.stderr or "the site has no manifest" in ended.stderr


def test_a_signal_at_any_moment_ends_a_build_that_leaves_nothing_behind(running: dict[tuple[str, ...], Future[Ended]]) -> None:
    assert result(running[SIGNALS].result())["stopped"]
