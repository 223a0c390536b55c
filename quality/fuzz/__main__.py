"""`python -m quality.fuzz [TARGET …]`: try random inputs, and print each fault with the command that repeats it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from quality.fuzz.material import add_seeds
from quality.fuzz.runs import Run, Target, attempt, fuzz, keep, read_case
from quality.fuzz.targets import TARGETS

FAULTS = Path("build/fuzz")
MAX_CASES = 10**9
MAX_SHOWN = 2000
"""Characters of a case that are printed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try cases for each target, or one kept case; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m quality.fuzz", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"one of {', '.join(TARGETS)}; all without")
    parser.add_argument("--seconds", type=float, default=60.0, help="the time for each target")
    parser.add_argument("--cases", type=int, default=MAX_CASES, help="cases for each target at most")
    parser.add_argument("--seed", type=int, default=1, help="the same seed tries the same cases")
    parser.add_argument("--seeds", type=Path, metavar="DIR", help="files from which cases are made too")
    parser.add_argument("--keep", type=Path, default=FAULTS, metavar="DIR", help="where the cases of faults are kept")
    parser.add_argument("--case", type=Path, metavar="FILE", help="try this kept case of the one target again")
    options = parser.parse_args(arguments)
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"there is no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    chosen = [TARGETS[name] for name in options.targets or TARGETS]
    if options.case:
        return _again(chosen[0], options.case)
    if options.seeds:
        add_seeds(options.seeds)
    runs = []
    for target in chosen:
        runs.append(fuzz(target, seconds=options.seconds, cases=options.cases, first_seed=options.seed))
        _print(runs[-1], options.keep)
    return 1 if any(run.faults for run in runs) else 0


def _again(target: Target, file: Path) -> int:
    fault = attempt(target, read_case(file))
    print(f"{target.name}: {fault.place}\n{fault.traceback}" if fault else f"{target.name}: nothing is wrong with {file}")
    return 1 if fault else 0


def _print(run: Run, folder: Path) -> None:
    """Print what a run found, with the command that repeats each fault."""
    for place, fault in run.faults.items():
        file = keep(fault, run.target, folder)
        print(f"{run.target}: {place}\n{fault.traceback}{ascii(fault.case)[:MAX_SHOWN]}")
        print(f"again: python -m quality.fuzz {run.target} --case {file}\n")
    seconds = f"{run.wall_seconds:.0f} s ({run.processor_seconds:.0f} s of the processor)"
    print(f"{run.target}: {run.cases} cases in {seconds}; {len(run.faults)} faults", flush=True)


if __name__ == "__main__":
    sys.exit(main())
