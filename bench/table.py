"""Markdown tables of costs: medians, ratios to those of rivals, and verdicts against the wanted figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from bench.contestants import DERIVING, EDITED, HUGO, MATERIAL, PELICAN, STORED, UNCHANGED
from bench.cost import Cost, ServerCost

WANTED: Mapping[tuple[int, str], Sequence[tuple[str, str, float]]] = {
    (30, DERIVING): (("wall", "", 2.5),),
    (1000, STORED): (("cpu", PELICAN, 2.5), ("cpu", HUGO, 5)),
    (1000, EDITED): (("wall", "", 0.6),),
    (10_000, DERIVING): (("memory", HUGO, 0.8),),
    (10_000, STORED): (("wall", PELICAN, 1.0), ("wall", HUGO, 5)),
    (10_000, UNCHANGED): (("wall", HUGO, 0.05),),
    (10_000, EDITED): (("wall", "", 1.0),),
}
"""The most of a figure of a row, by the number of reports: of its ratio to a rival's from nothing, or in seconds ("")."""
RATIOS: Mapping[str, Sequence[str]] = {HUGO: ("wall", "cpu", "memory"), PELICAN: ("wall", "cpu"), MATERIAL: ("wall", "cpu")}
"""The figures whose ratios to a rival's have a column."""
OUR_ROWS = frozenset({DERIVING, STORED, UNCHANGED, EDITED})
MAX_GROWTH_RATIO = 1.1
"""Ratio of the time per article with many articles to that with few: ten times as many take at most eleven times as long."""
MAX_START_MS = 80
"""Milliseconds beyond those of an interpreter that runs nothing."""
MAX_FIRST_PAGE_RATIO = 0.15
"""From the start of the preview to its first page, as a part of what Hugo's server takes."""
MAX_MEDIAN_PAGE_MS, MAX_PAGE_MS, MAX_MEDIAN_SCREEN_MS = 60, 120, 120
"""From a save to its page, in the median and at most; from a save to its words on screen, in the median."""
START, INTERPRETER, OURS, HUGO_SERVER = "briefing --version", "python -c pass", "briefing serve", "hugo server"

BEGINNING = "start"
"""The first stage of a build."""

Rounds = Mapping[str, Sequence[Cost]]


def medians(rounds: Sequence[Cost]) -> Cost:
    """The medians of all rounds."""
    return Cost(
        median(cost.wall for cost in rounds), median(cost.cpu for cost in rounds), int(median(cost.memory for cost in rounds))
    )


def of_builds(articles: int, figures: Rounds, pages: Mapping[str, int]) -> str:
    """Return the table of the costs of each contestant for a site of so many articles."""
    ratios = [(rival, what) for rival, figures_ in RATIOS.items() for what in figures_]
    columns = [f"{_words(what)} ÷ {_short(rival)}" for rival, what in ratios]
    head = ("rounds", "pages", "wall, s", "CPU, s", "memory, MB", *columns, "wanted")
    costs = {name: medians(rounds) for name, rounds in figures.items()}
    rows = (
        (
            name,
            f"{len(figures[name])}",
            f"{pages[name]:,}",
            f"{cost.wall:.2f}",
            f"{cost.cpu:.2f}",
            f"{cost.memory / 1e6:.0f}",
            *(_ratio(_quotient(cost, costs.get(rival), what)) for rival, what in ratios),
            "; ".join(_wanted(articles, name, costs)) or "–",
        )
        for name, cost in costs.items()
    )
    return _table(f"{articles:,} articles", head, tuple(rows))


def _wanted(articles: int, name: str, costs: Mapping[str, Cost]) -> Iterator[str]:
    """Yield the verdict on each figure of a row that something is wanted of."""
    for what, rival, most in WANTED.get((articles, name), ()):
        figure = _quotient(costs[name], costs.get(rival), what) if rival else getattr(costs[name], what)
        yield f"{_words(what)}{f' ÷ {_short(rival)}' if rival else ''} {_verdict(figure, most)}"


def _words(what: str) -> str:
    return {"cpu": "CPU"}.get(what, what)


def _short(rival: str) -> str:
    """The name of a rival, without what it does: "MkDocs Material, from nothing" is "Material"."""
    return rival.partition(",")[0].rpartition(" ")[2]


def _quotient(cost: Cost, rival: Cost | None, what: str) -> float | None:
    return getattr(cost, what) / getattr(rival, what) if rival else None


def of_stages(articles: int, figures: Rounds) -> str:
    """Return the table of the seconds that each stage of our rows took, medians; empty where there are none.

    The start is all that no other stage is: that of the interpreter, the imports, and the end.
    """
    stages = {name: _median_stages(rounds) for name, rounds in figures.items() if any(cost.stages for cost in rounds)}
    if not stages:
        return ""
    head = list(dict.fromkeys(stage for row in stages.values() for stage in row))
    rows = ((name, *(f"{row[stage]:.2f}" if stage in row else "–" for stage in head)) for name, row in stages.items())
    return _table(f"{articles:,} articles, wall by stage, s", head, tuple(rows))


def _median_stages(rounds: Sequence[Cost]) -> Mapping[str, float]:
    """Return the medians of all stages, in their order."""
    rows = [{**cost.stages, BEGINNING: cost.wall - sum(cost.stages.values()) + cost.stages[BEGINNING]} for cost in rounds]
    return {stage: median(row[stage] for row in rows if stage in row) for row in rows for stage in row}


def of_growth(figures: Mapping[int, Rounds]) -> str:
    """Return the table of the costs with most articles divided by those with fewest."""
    few, many = min(figures), max(figures)
    rows = []
    for name in (name for name in figures[few] if name in figures[many]):
        less, more = medians(figures[few][name]), medians(figures[many][name])
        wall = more.wall / less.wall
        most = MAX_GROWTH_RATIO * many / few if name in OUR_ROWS else None
        ratios = wall, more.cpu / less.cpu, more.memory / less.memory
        rows.append((name, *map(_ratio, ratios), _verdict(wall, most)))
    return _table(f"{many:,} articles ÷ {few:,} articles", ("wall", "CPU", "memory", "wall wanted"), rows)


def of_start(figures: Rounds) -> str:
    """Return the table of the time to print the version, beside that of an interpreter that runs nothing."""
    ours, least = (medians(figures[name]).wall * 1000 for name in (START, INTERPRETER))
    head = "rounds", "wall, ms", "beyond, ms", "beyond wanted"
    rows = (
        (f"`{INTERPRETER}`", f"{len(figures[INTERPRETER])}", f"{least:.0f}", "–", "–"),
        (f"`{START}`", f"{len(figures[START])}", f"{ours:.0f}", f"{ours - least:.0f}", _verdict(ours - least, MAX_START_MS)),
    )
    return _table("start", head, rows)


def of_live(articles: int, figures: Mapping[str, ServerCost]) -> str:
    """Return the table of the servers' latencies."""
    rows = [row for name, server in figures.items() for row in _live_rows(name, server, figures.get(HUGO_SERVER))]
    return _table(f"{articles:,} articles, live", ("times", "median, ms", "most, ms", "median ÷ Hugo", "wanted"), rows)


def _live_rows(name: str, cost: ServerCost, rival: ServerCost | None) -> Iterator[Sequence[str]]:
    """Yield the rows of a server: to the first page, from saves to pages over HTTP and on screen, and growth of its memory."""
    is_ours = name == OURS
    edits, seen = ([1000 * seconds for seconds in series] for series in (cost.edits, cost.on_screen))
    ratio = cost.start / rival.start if rival else None
    wanted = f"÷ Hugo {_verdict(ratio, MAX_FIRST_PAGE_RATIO)}" if is_ours else "–"
    yield f"`{name}`, start to first page", "1", f"{1000 * cost.start:.0f}", "–", _ratio(ratio), wanted
    if edits:
        wanted = f"{_verdict(median(edits), MAX_MEDIAN_PAGE_MS)}; {_verdict(max(edits), MAX_PAGE_MS)}" if is_ours else "–"
        ratio = median(cost.edits) / median(rival.edits) if rival else None
        yield f"`{name}`, save to page", f"{len(edits)}", f"{median(edits):.0f}", f"{max(edits):.0f}", _ratio(ratio), wanted
        grown = f"{(cost.after - cost.before) / 1e6:+.0f} MB on {cost.before / 1e6:.0f} MB"
        yield f"`{name}`, memory over these edits", f"{len(edits)}", grown, "–", "–", "–"
    if seen:
        wanted = _verdict(median(seen), MAX_MEDIAN_SCREEN_MS)
        yield f"`{name}`, save to text in Chromium", f"{len(seen)}", f"{median(seen):.0f}", f"{max(seen):.0f}", "–", wanted


def _ratio(ratio: float | None) -> str:
    """A ratio in three digits, or two from 0.1 on."""
    return "–" if ratio is None else f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.3f}"


def _verdict(figure: float | None, most: float | None) -> str:
    if most is None:
        return "–"
    return f"≤ {most:.{4 if most >= 1000 else 3}g}" + ("" if figure is None else ": met" if figure <= most else ": missed")


def _table(name: str, head: Sequence[str], rows: Iterator[Sequence[str]] | Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are figures."""
    lines = [(name, *head), ("---", *("---:" for _ in head)), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
