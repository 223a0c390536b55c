"""The cost of building a whole site, beside Hugo, Pelican and MkDocs Material: wall time, processor time and memory.

All take turns on the same reports within each round, so that a busy machine slows all of them; the ratios of the medians
count. `make bench`, or a part of it by hand: `python -m bench.site --articles 1000 --only hugo briefing`.
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
from bench.contestants import MATERIAL, NAMES, PELICAN, Contestant, contestants
from bench.corpus import reports
from bench.cost import CommandError, Cost, cost
from bench.table import INTERPRETER, START

FOLDER = Path("build/bench")
RESULTS = Path("build/bench-site.json")
SIZES = (1000, 10_000)
FIRST_ARTICLES, FIRST_WORDS = 30, (580, 620)
"""The number and the length of reports with which somebody tries the program."""
MANY_ARTICLES = 5000
"""From so many articles on a round takes long: there are fewer rounds, and a single one for rivals that are slow."""
ROUNDS, ROUNDS_OF_MANY_ARTICLES = 5, 3
START_ROUNDS = 25
WARM_UP_ARTICLES = 12
PACKAGES = frozenset({"briefing-site", "hugo", "pelican", "mkdocs", "mkdocs-material"})
"""The packages whose versions are kept with the results."""


def main() -> None:
    """Measure, print, and write the results below build/."""
    parser = argparse.ArgumentParser(prog="python -m bench.site", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--articles",
        type=_positive,
        nargs="+",
        default=(FIRST_ARTICLES, *SIZES),
        metavar="N",
        help="how many; default: %(default)s",
    )
    parser.add_argument(
        "--rounds",
        type=_positive,
        metavar="N",
        help=f"default: {ROUNDS}, or {ROUNDS_OF_MANY_ARTICLES} of {MANY_ARTICLES} articles",
    )
    parser.add_argument("--only", nargs="+", default=[""], metavar="WORD", help=f"of {'; '.join((*NAMES, START))}")
    options = parser.parse_args()
    names = wanted(options.only)
    if not names:
        parser.error(f"no contestant has that in its name; there are {'; '.join((*NAMES, START))}")
    try:
        measure(sorted(set(options.articles)), names, options.rounds)
    except CommandError as error:
        sys.exit(str(error))


def wanted(words: Iterable[str]) -> tuple[str, ...]:
    """Return the contestants whose name has one of the words in it, in the order of their turns."""
    folded = [word.casefold() for word in words]
    return tuple(name for name in (*NAMES, START) if any(word in name.casefold() for word in folded))


def rounds_of(name: str, articles: int, asked: int | None) -> int:
    """Return the number of rounds for a contestant."""
    if articles >= MANY_ARTICLES and name in {PELICAN, MATERIAL}:
        return 1
    return asked or (ROUNDS_OF_MANY_ARTICLES if articles >= MANY_ARTICLES else ROUNDS)


def measure(sizes: Sequence[int], names: Sequence[str], asked: int | None) -> None:
    """Measure all that is asked for, and print each table as soon as it is complete. Raises CommandError."""
    figures: dict[int, dict[str, list[Cost]]] = {}
    starts: dict[str, list[Cost]] = {}
    builds = [name for name in names if name in NAMES]
    if START in names:
        starts = start_costs(START_ROUNDS)
        print(table.of_start(starts))
    for articles in sizes if builds else ():
        _run_in_turns(_contestants_of(WARM_UP_ARTICLES, builds), dict.fromkeys(builds, 1), quiet=True)
        chosen = _contestants_of(articles, builds)
        figures[articles] = _run_in_turns(chosen, {name: rounds_of(name, articles, asked) for name in builds})
        pages = {name: sum(1 for _ in built.site.rglob("*.html")) for name, built in chosen.items()}
        print(table.of_builds(articles, figures[articles], pages))
        print(table.of_stages(articles, figures[articles]))
        _write_results(figures, starts)
    of_one_length = {articles: rounds for articles, rounds in figures.items() if articles != FIRST_ARTICLES}
    if len(of_one_length) > 1:
        print(table.of_growth(of_one_length))
    _write_results(figures, starts)
    print(f"Results are in {RESULTS}", file=sys.stderr)


def start_costs(rounds: int) -> dict[str, list[Cost]]:
    """Return the costs of starting the command, and of starting the interpreter alone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    ours = [str(Path(sys.executable).parent / "briefing"), "--version"]
    commands = {INTERPRETER: [sys.executable, "-c", "pass"], START: ours}
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(cost(command, FOLDER / "printed.txt"))
    return costs


def _contestants_of(articles: int, names: Sequence[str]) -> dict[str, Contestant]:
    folder = FOLDER / f"{articles}"
    folder.mkdir(parents=True, exist_ok=True)
    corpus = reports(articles, words=FIRST_WORDS) if articles == FIRST_ARTICLES else reports(articles)
    everybody = contestants(tuple(corpus), folder)
    return {name: everybody[name] for name in names}


def _run_in_turns(chosen: Mapping[str, Contestant], rounds: Mapping[str, int], *, quiet: bool = False) -> dict[str, list[Cost]]:
    """Return the costs of each contestant, round by round. Pending writes to the disk are flushed before each turn."""
    costs: dict[str, list[Cost]] = {name: [] for name in chosen}
    for number in range(max(rounds.values())):
        for name in (name for name in chosen if number < rounds[name]):
            chosen[name].prepare(number)
            os.sync()
            costs[name].append(cost(chosen[name].command, FOLDER / "printed.txt"))
            if not quiet:
                print(f"round {number + 1}: {name}: {costs[name][-1].wall:.2f} s", file=sys.stderr)
    return costs


def _write_results(figures: Mapping[int, Mapping[str, Sequence[Cost]]], starts: Mapping[str, Sequence[Cost]]) -> None:
    results = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "versions": {package.name: package.version for package in distributions() if package.name in PACKAGES},
        "builds": figures,
        "start": starts,
    }
    RESULTS.write_bytes(msgspec.json.format(msgspec.json.encode(results), indent=2) + b"\n")


def _positive(argument: str) -> int:
    if not argument.isdecimal() or not int(argument):
        raise argparse.ArgumentTypeError(f"{argument!r} is no number; give 1 or more")
    return int(argument)


if __name__ == "__main__":
    main()
