"""Markdown tables of costs: medians, ratios to Hugo's, and verdicts against the wanted figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from bench.contestants import DERIVING, EDITED, HUGO, STORED, UNCHANGED
from bench.cost import Cost, ServerCost

MAX_WALL_RATIOS = {DERIVING: 2.0, STORED: 0.8, UNCHANGED: 0.05, EDITED: 0.06}
"""Ratios to Hugo's wall time from nothing."""
MAX_MEMORY_RATIO = 0.6
MAX_GROWTH_RATIO = 1.1
"""Ratio of the time per article with many articles to that with few: ten times as many take at most eleven times as long."""
MAX_START_MS = 80
"""Milliseconds beyond those of an interpreter that runs nothing."""
MAX_FIRST_PAGE_MS, MAX_MEDIAN_PAGE_MS, MAX_PAGE_MS, MAX_MEDIAN_SCREEN_MS = 1500, 60, 150, 120
"""From the start of the preview to its first page; from a save to its page, in the median and at most; from a save to its words
on screen, in the median."""
START, INTERPRETER, OURS = "briefing --version", "python -c pass", "briefing serve"

Rounds = Mapping[str, Sequence[Cost]]


def medians(rounds: Sequence[Cost]) -> Cost:
    """The medians of all rounds."""
    return Cost(
        median(cost.wall for cost in rounds), median(cost.cpu for cost in rounds), int(median(cost.memory for cost in rounds))
    )


def of_builds(articles: int, figures: Rounds, pages: Mapping[str, int]) -> str:
    """Return the table of the costs of each contestant for a site of so many articles."""
    head = "rounds", "pages", "wall, s", "CPU, s", "memory, MB", "wall ÷ Hugo", "memory ÷ Hugo", "wall wanted", "memory wanted"
    hugo = medians(figures[HUGO]) if HUGO in figures else None
    return _table(f"{articles:,} articles", head, (_build_row(name, figures[name], pages[name], hugo) for name in figures))


def _build_row(name: str, rounds: Sequence[Cost], pages: int, hugo: Cost | None) -> Sequence[str]:
    cost = medians(rounds)
    wall = cost.wall / hugo.wall if hugo else None
    memory = cost.memory / hugo.memory if hugo else None
    return (
        name,
        f"{len(rounds)}",
        f"{pages:,}",
        f"{cost.wall:.2f}",
        f"{cost.cpu:.2f}",
        f"{cost.memory / 1e6:.0f}",
        _ratio(wall),
        _ratio(memory),
        _verdict(wall, MAX_WALL_RATIOS.get(name)),
        _verdict(memory, MAX_MEMORY_RATIO if name in MAX_WALL_RATIOS else None),
    )


def of_growth(figures: Mapping[int, Rounds]) -> str:
    """Return the table of the costs with most articles divided by those with fewest."""
    few, many = min(figures), max(figures)
    rows = []
    for name in (name for name in figures[few] if name in figures[many]):
        less, more = medians(figures[few][name]), medians(figures[many][name])
        wall = more.wall / less.wall
        most = MAX_GROWTH_RATIO * many / few if name in MAX_WALL_RATIOS else None
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
    rows = [row for name, server in figures.items() for row in _live_rows(name, server, is_ours=name == OURS)]
    return _table(f"{articles:,} articles, live", ("times", "median, ms", "most, ms", "wanted"), rows)


def _live_rows(name: str, cost: ServerCost, *, is_ours: bool) -> Iterator[Sequence[str]]:
    """Yield the rows of a server: to the first page, from saves to pages over HTTP and on screen, and growth of its memory."""
    start = 1000 * cost.start
    edits, seen = ([1000 * seconds for seconds in series] for series in (cost.edits, cost.on_screen))
    yield f"`{name}`, start to first page", "1", f"{start:.0f}", "–", _verdict(start, MAX_FIRST_PAGE_MS if is_ours else None)
    if edits:
        wanted = f"{_verdict(median(edits), MAX_MEDIAN_PAGE_MS)}; {_verdict(max(edits), MAX_PAGE_MS)}" if is_ours else "–"
        yield f"`{name}`, save to page", f"{len(edits)}", f"{median(edits):.0f}", f"{max(edits):.0f}", wanted
        grown = f"{(cost.after - cost.before) / 1e6:+.0f} MB on {cost.before / 1e6:.0f} MB"
        yield f"`{name}`, memory over these edits", f"{len(edits)}", grown, "–", "–"
    if seen:
        wanted = _verdict(median(seen), MAX_MEDIAN_SCREEN_MS)
        yield f"`{name}`, save to text in Chromium", f"{len(seen)}", f"{median(seen):.0f}", f"{max(seen):.0f}", wanted


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
