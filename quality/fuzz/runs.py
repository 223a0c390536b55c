"""A run of random cases against a target; each fault is made small and kept as a file that repeats it.

A case is made of Python literals, so that a file has all of it, whatever its characters and bytes.
"""

from __future__ import annotations

import ast
import hashlib
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky

PROCESSOR_SECONDS, WALL_SECONDS = 5.0, 60.0
"""Seconds after which a case counts as hung: of the processor, and of waiting, which a busy machine makes longer."""
CASES_PER_ROUND = 200
SHRINKING_SECONDS = 30.0
"""Seconds in which a case is made smaller."""
MAX_TRACEBACK_LINES = 12
PROGRAM = f"{Path(__file__).resolve().parent.parent.parent / 'generator'}/"


class LawBroken(AssertionError):  # noqa: N818 - says what happened
    """Something that holds for every input does not; `law` says what, without anything of the input."""

    def __init__(self, law: str, shown: object = "") -> None:
        super().__init__(f"{law}: {shown!r}"[:2000])
        self.law = law


class Hung(BaseException):
    """The case took too long. No `except Exception` of the program may stop it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A part of the program: random cases for it, and what is done with one, which raises where something is wrong.

    One that `times_itself` has an alarm for each of its steps.
    """

    name: str
    cases: st.SearchStrategy[Any]
    attempt: Callable[[Any], object]
    times_itself: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with a case; `place` is the same for all cases that find the same."""

    place: str
    traceback: str
    case: Any


@dataclass(slots=True)
class Run:
    """The cases that were tried, the seconds that they took, and a fault for each place."""

    target: str
    cases: int = 0
    wall_seconds: float = 0.0
    processor_seconds: float = 0.0
    faults: dict[str, Fault] = field(default_factory=dict)


def fuzz(target: Target, *, seconds: float, cases: int, first_seed: int) -> Run:
    """Try random cases until the time is over or so many were tried. The same seed tries the same cases, in the same order."""
    run = Run(target.name)
    began, processor_began = time.monotonic(), time.process_time()
    while time.monotonic() - began < seconds and run.cases < cases:
        _try_round(target, run, min(CASES_PER_ROUND, cases - run.cases), first_seed + run.cases, began + seconds)
    run.wall_seconds, run.processor_seconds = time.monotonic() - began, time.process_time() - processor_began
    return run


def _try_round(target: Target, run: Run, cases: int, number: int, end: float) -> None:
    """Try some cases. Once one finds something new, ever smaller ones are tried that find the same."""
    found: Fault | None = None
    found_at = 0.0

    @seed(number)
    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(target.cases)
    def trial(case: Any) -> None:
        nonlocal found, found_at
        if time.monotonic() > (found_at + SHRINKING_SECONDS if found else end):
            return
        run.cases += not found
        fault = attempt(target, case)
        if fault is None or fault.place in run.faults or (found and fault.place != found.place):
            return
        if fault.place.startswith(Hung.__name__):  # it would take long to make smaller
            run.faults[fault.place] = fault
            return
        found, found_at = fault, found_at or time.monotonic()
        raise LawBroken(fault.place)

    with suppress(LawBroken, Flaky):
        trial()
    if found:
        run.faults[found.place] = found


def attempt(target: Target, case: Any) -> Fault | None:
    """Try a case; return the fault that it finds."""
    try:
        with nullcontext() if target.times_itself else alarm():
            target.attempt(case)
    except LawBroken as error:
        return Fault(error.law, _end_of(error), case)
    except (Exception, Hung) as error:  # noqa: BLE001 - any exception is what is looked for
        return Fault(_place_of(error), _end_of(error), case)
    return None


@contextmanager
def alarm(processor: float = PROCESSOR_SECONDS, wall: float = WALL_SECONDS) -> Iterator[None]:
    """Raise Hung in the block once it took too long. Elsewhere than in the main thread of a POSIX system nothing is done."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, _frame: object) -> None:
        raise Hung(f"after {processor if number == signal.SIGPROF else wall:.0f} s")

    timers = ((signal.ITIMER_PROF, signal.SIGPROF, processor), (signal.ITIMER_REAL, signal.SIGALRM, wall))
    before = [signal.signal(number, ring) for _, number, _ in timers]
    for timer, _, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for timer, _, _ in timers:
            signal.setitimer(timer, 0)
        for (_, number, _), handler in zip(timers, before, strict=True):
            signal.signal(number, handler)


def keep(fault: Fault, target: str, folder: Path) -> Path:
    """Write the case of a fault into a folder; return its file."""
    name = hashlib.blake2b(fault.place.encode("utf-8", "replace"), digest_size=4).hexdigest()
    path = folder / f"{target}-{name}.txt"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(ascii(fault.case) + "\n", "ascii")
    return path


def read_case(path: Path) -> Any:
    """Read a case that was kept."""
    return ast.literal_eval(path.read_text("ascii"))


def _place_of(error: BaseException) -> str:
    """Return the last line of the program's own code that an exception went through, with its type."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith(PROGRAM)] or frames
    return f"{type(error).__name__} at {own[-1].filename.removeprefix(PROGRAM)}:{own[-1].name}"


def _end_of(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)[-MAX_TRACEBACK_LINES:])
