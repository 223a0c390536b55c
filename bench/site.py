"""What building a whole site costs, beside Hugo and Pelican: time, processor and memory.

All take turns on the same reports within each round, so that a busy machine slows all of them; what counts are the ratios of
the medians. `make bench`, or a part of it by hand: `python -m bench.site --articles 1000 --only hugo briefing`.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import distributions
from pathlib import Path

import msgspec

from bench import table
from bench.contestants import NAMES, PELICAN, Contestant, contestants
from bench.corpus import reports
from bench.cost import Cost, Failed, cost
from bench.table import NOTHING, START

FOLDER = Path("build/bench")
KEPT_IN = Path("build/bench-site.json")
SIZES = (1000, 10_000)
MANY = 5000
"""From so many articles on a round takes long: there are fewer of them, and one only for whom it takes longest."""
ROUNDS, ROUNDS_OF_MANY = 5, 3
STARTS = 25
WARMING = 12


def main() -> None:
    """Measure, print and keep under build/."""
    parser = argparse.ArgumentParser(prog="python -m bench.site", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--articles", type=_positive, nargs="+", default=SIZES, metavar="N", help="how many; default: %(default)s"
    )
    parser.add_argument(
        "--rounds", type=_positive, metavar="N", help=f"default: {ROUNDS}, or {ROUNDS_OF_MANY} of {MANY} articles"
    )
    parser.add_argument("--only", nargs="+", default=[""], metavar="WORD", help=f"of {'; '.join((*NAMES, START))}")
    given = parser.parse_args()
    names = wanted(given.only)
    if not names:
        parser.error(f"nothing is called so; there are {'; '.join((*NAMES, START))}")
    try:
        measure(sorted(set(given.articles)), names, given.rounds)
    except Failed as failed:
        sys.exit(str(failed))


def wanted(words: Iterable[str]) -> tuple[str, ...]:
    """The contestants in whose name one of the words stands, in the order in which they take turns."""
    folded = [word.casefold() for word in words]
    return tuple(name for name in (*NAMES, START) if any(word in name.casefold() for word in folded))


def rounds_of(name: str, articles: int, asked: int | None) -> int:
    """How often a contestant has its turn."""
    if articles >= MANY and name == PELICAN:
        return 1
    return asked or (ROUNDS_OF_MANY if articles >= MANY else ROUNDS)


def measure(sizes: Sequence[int], names: Sequence[str], asked: int | None) -> None:
    """Everything that is asked for, each table as soon as it is there. Raises Failed."""
    figures: dict[int, dict[str, list[Cost]]] = {}
    starts: dict[str, list[Cost]] = {}
    builds = [name for name in names if name in NAMES]
    if START in names:
        starts = started(STARTS)
        print(table.of_start(starts))
    for articles in sizes if builds else ():
        _in_turn(_made(WARMING, builds), dict.fromkeys(builds, 1), quiet=True)
        made = _made(articles, builds)
        figures[articles] = _in_turn(made, {name: rounds_of(name, articles, asked) for name in builds})
        pages = {name: sum(1 for _ in one.site.rglob("*.html")) for name, one in made.items()}
        print(table.of_builds(articles, figures[articles], pages))
        _keep(figures, starts)
    if len(figures) > 1:
        print(table.of_growth(figures))
    _keep(figures, starts)
    print(f"Kept in {KEPT_IN}", file=sys.stderr)


def started(rounds: int) -> dict[str, list[Cost]]:
    """What it costs to start the command, and to start the interpreter alone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    ours = [str(Path(sys.executable).parent / "briefing"), "--version"]
    commands = {NOTHING: [sys.executable, "-c", "pass"], START: ours}
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(cost(command, FOLDER / "printed.txt"))
    return found


def _made(articles: int, names: Sequence[str]) -> dict[str, Contestant]:
    folder = FOLDER / f"{articles}"
    folder.mkdir(parents=True, exist_ok=True)
    made = contestants(tuple(reports(articles)), folder)
    return {name: made[name] for name in names}


def _in_turn(made: Mapping[str, Contestant], rounds: Mapping[str, int], *, quiet: bool = False) -> dict[str, list[Cost]]:
    """Everybody's costs, round by round. What waits to be written to the disk is written before anybody's turn."""
    found: dict[str, list[Cost]] = {name: [] for name in made}
    for number in range(max(rounds.values())):
        for name in (name for name in made if number < rounds[name]):
            made[name].prepare(number)
            os.sync()
            found[name].append(cost(made[name].command, FOLDER / "printed.txt"))
            if not quiet:
                print(f"round {number + 1}: {name}: {found[name][-1].wall:.2f} s", file=sys.stderr)
    return found


def _keep(figures: Mapping[int, Mapping[str, Sequence[Cost]]], starts: Mapping[str, Sequence[Cost]]) -> None:
    kept = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "versions": {one.name: one.version for one in distributions() if one.name in {"briefing", "hugo", "pelican"}},
        "builds": figures,
        "start": starts,
    }
    KEPT_IN.write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=2) + b"\n")


def _positive(given: str) -> int:
    if not given.isdecimal() or not int(given):
        raise argparse.ArgumentTypeError(f"{given!r} is no number; give 1 or more")
    return int(given)


if __name__ == "__main__":
    main()
