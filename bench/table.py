"""Costs to tables in Markdown: medians, ratios to Hugo's, and whether they are within what we want them to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from bench.contestants import DERIVING, EDITED, HUGO, KEPT, UNCHANGED
from bench.cost import Cost, Live

MOST_WALL = {DERIVING: 2.0, KEPT: 0.8, UNCHANGED: 0.05, EDITED: 0.06}
"""Of Hugo's wall time from nothing."""
MOST_MEMORY = 0.6
MOST_GROWTH = 1.1
"""How much more an article may cost where there are many more of them: ten times as many, at most eleven times the time."""
MOST_TO_START = 80
"""Milliseconds beyond what the interpreter takes to do nothing."""
MOST_TO_SERVE, MOST_MIDDLE, MOST, MOST_SEEN = 1500, 60, 150, 120
"""Milliseconds: from the start of the preview to its first page; from a save to its page, in the median and at most; from a
save to its words on screen, in the median."""
START, NOTHING, OURS = "briefing --version", "python -c pass", "briefing serve"

Rounds = Mapping[str, Sequence[Cost]]


def middle(rounds: Sequence[Cost]) -> Cost:
    """The medians of all rounds."""
    return Cost(
        median(one.wall for one in rounds), median(one.cpu for one in rounds), int(median(one.memory for one in rounds))
    )


def of_builds(articles: int, figures: Rounds, pages: Mapping[str, int]) -> str:
    """What building the site of so many articles costs each contestant."""
    head = "rounds", "pages", "wall, s", "CPU, s", "memory, MB", "wall ÷ Hugo", "memory ÷ Hugo", "wall wanted", "memory wanted"
    hugo = middle(figures[HUGO]) if HUGO in figures else None
    return _table(f"{articles:,} articles", head, (_build_row(name, figures[name], pages[name], hugo) for name in figures))


def _build_row(name: str, rounds: Sequence[Cost], pages: int, hugo: Cost | None) -> Sequence[str]:
    found = middle(rounds)
    wall = found.wall / hugo.wall if hugo else None
    memory = found.memory / hugo.memory if hugo else None
    return (
        name,
        f"{len(rounds)}",
        f"{pages:,}",
        f"{found.wall:.2f}",
        f"{found.cpu:.2f}",
        f"{found.memory / 1e6:.0f}",
        _ratio(wall),
        _ratio(memory),
        _verdict(wall, MOST_WALL.get(name)),
        _verdict(memory, MOST_MEMORY if name in MOST_WALL else None),
    )


def of_growth(figures: Mapping[int, Rounds]) -> str:
    """What the most articles cost over what the fewest do."""
    few, many = min(figures), max(figures)
    rows = []
    for name in (name for name in figures[few] if name in figures[many]):
        less, more = middle(figures[few][name]), middle(figures[many][name])
        wall = more.wall / less.wall
        most = MOST_GROWTH * many / few if name in MOST_WALL else None
        ratios = wall, more.cpu / less.cpu, more.memory / less.memory
        rows.append((name, *map(_ratio, ratios), _verdict(wall, most)))
    return _table(f"{many:,} articles ÷ {few:,} articles", ("wall", "CPU", "memory", "wall wanted"), rows)


def of_start(figures: Rounds) -> str:
    """How long the command takes to say its version, beside what the interpreter takes to do nothing."""
    ours, least = (middle(figures[name]).wall * 1000 for name in (START, NOTHING))
    head = "rounds", "wall, ms", "beyond, ms", "beyond wanted"
    rows = (
        (f"`{NOTHING}`", f"{len(figures[NOTHING])}", f"{least:.0f}", "–", "–"),
        (f"`{START}`", f"{len(figures[START])}", f"{ours:.0f}", f"{ours - least:.0f}", _verdict(ours - least, MOST_TO_START)),
    )
    return _table("start", head, rows)


def of_live(articles: int, figures: Mapping[str, Live]) -> str:
    """How soon servers show a saved edit."""
    rows = [row for name, one in figures.items() for row in _live_rows(name, one, is_ours=name == OURS)]
    return _table(f"{articles:,} articles, live", ("times", "median, ms", "most, ms", "wanted"), rows)


def _live_rows(name: str, found: Live, *, is_ours: bool) -> Iterator[Sequence[str]]:
    """To the first page, from saves to pages over HTTP and on screen, and what the server's memory grew by."""
    start, edits, seen = 1000 * found.start, [1000 * one for one in found.edits], [1000 * one for one in found.seen]
    yield f"`{name}`, start to first page", "1", f"{start:.0f}", "–", _verdict(start, MOST_TO_SERVE if is_ours else None)
    if edits:
        wanted = f"{_verdict(median(edits), MOST_MIDDLE)}; {_verdict(max(edits), MOST)}" if is_ours else "–"
        yield f"`{name}`, save to page", f"{len(edits)}", f"{median(edits):.0f}", f"{max(edits):.0f}", wanted
        grown = f"{(found.after - found.before) / 1e6:+.0f} MB on {found.before / 1e6:.0f} MB"
        yield f"`{name}`, memory over these edits", f"{len(edits)}", grown, "–", "–"
    if seen:
        wanted = _verdict(median(seen), MOST_SEEN)
        yield f"`{name}`, save to text in Chromium", f"{len(seen)}", f"{median(seen):.0f}", f"{max(seen):.0f}", wanted


def _ratio(ratio: float | None) -> str:
    """Three digits, as far as a ratio is more than its rounding."""
    return "–" if ratio is None else f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.3f}"


def _verdict(found: float | None, most: float | None) -> str:
    if most is None:
        return "–"
    return f"≤ {most:.{4 if most >= 1000 else 3}g}" + ("" if found is None else ": met" if found <= most else ": missed")


def _table(name: str, head: Sequence[str], rows: Iterator[Sequence[str]] | Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are figures."""
    lines = [(name, *head), ("---", *("---:" for _ in head)), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
