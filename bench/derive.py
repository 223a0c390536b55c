"""How many articles of 400 words a second one core derives, beside two tools that do a small part of it.

The yardsticks are spaCy's blank English tokeniser and dateparser's search for dates. All take turns on the same articles within
one run, so that a busy machine slows all of them; what counts are the ratios. `make bench`
"""

from __future__ import annotations

import gc
import json
import platform
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import msgspec

from bench.articles import WORDS, Article, articles
from generator.commands.export import derive_row, read_rows
from generator.runtime.processes import collect_garbage_less_often

ROUNDS = 7
A_ROUND = 60
FEWER = 6
"""So many of a round's articles are enough for a tool that takes a fiftieth of a second and more for each."""

Work = Callable[[Sequence[Article]], object]


def main() -> None:
    """Measure, print and keep under build/."""
    collect_garbage_less_often()
    speeds = measured(list(articles((ROUNDS + 1) * A_ROUND)), contestants())
    ours = median(speeds["briefing derive"])
    for name, found in speeds.items():
        print(f"{name:24} {median(found):9.1f} articles/s and core {median(found) / ours:8.2f} × briefing derive")
    kept = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "words": WORDS,
        "articles_a_second": {name: {"median": median(found), "rounds": found} for name, found in speeds.items()},
    }
    path = Path("build/bench-derive.json")
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(kept, indent=2) + "\n")
    print(f"Kept in {path}")


def contestants() -> dict[str, tuple[Work, int]]:
    """What is timed, and how many of a round's articles each of them reads."""
    import spacy
    from dateparser.search import search_dates

    tokenise = spacy.blank("en")
    return {
        "briefing derive": (_derive, A_ROUND),
        "spaCy, tokens alone": (lambda given: [tokenise(article.text) for article in given], A_ROUND),
        "dateparser.search_dates": (lambda given: [search_dates(article.text, languages=["en"]) for article in given], FEWER),
    }


def _derive(given: Sequence[Article]) -> object:
    """From a row to a row, as the command does it."""
    return [derive_row(row)[0] for row in read_rows("bench", (msgspec.json.encode(article._asdict()) for article in given))]


def measured(given: Sequence[Article], tools: dict[str, tuple[Work, int]]) -> dict[str, list[float]]:
    """Articles a second of each tool, round by round; the first round only warms up."""
    speeds: dict[str, list[float]] = {name: [] for name in tools}
    for start in range(0, len(given), A_ROUND):
        for name, (work, count) in tools.items():
            gc.collect()
            began = time.process_time()
            work(given[start : start + count])
            if start:
                speeds[name].append(count / (time.process_time() - began))
    return speeds


if __name__ == "__main__":
    main()
