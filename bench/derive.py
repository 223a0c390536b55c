"""Articles of 400 words that one core derives in a second, beside two tools that do a small part of it.

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

from bench.articles import WORDS_PER_ARTICLE, Article, articles
from generator.commands.export import derive_row, read_rows
from generator.runtime.processes import collect_garbage_less_often

ROUNDS = 7
ARTICLES_PER_ROUND = 60
ARTICLES_FOR_SLOW_TOOLS = 6
"""Articles of a round for a tool that takes a fiftieth of a second or more for each."""

Work = Callable[[Sequence[Article]], object]


def main() -> None:
    """Measure, print, and write the results below build/."""
    collect_garbage_less_often()
    speeds = measured(list(articles((ROUNDS + 1) * ARTICLES_PER_ROUND)), contestants())
    ours = median(speeds["briefing derive"])
    for name, rates in speeds.items():
        print(f"{name:24} {median(rates):9.1f} articles/s and core {median(rates) / ours:8.2f} × briefing derive")
    results = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "words": WORDS_PER_ARTICLE,
        "articles_a_second": {name: {"median": median(rates), "rounds": rates} for name, rates in speeds.items()},
    }
    path = Path("build/bench-derive.json")
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(f"Results are in {path}")


def contestants() -> dict[str, tuple[Work, int]]:
    """The tools that are timed, each with the number of articles that it reads in a round."""
    import spacy
    from dateparser.search import search_dates

    tokenise = spacy.blank("en")
    return {
        "briefing derive": (_derive, ARTICLES_PER_ROUND),
        "spaCy, tokens alone": (lambda batch: [tokenise(article.text) for article in batch], ARTICLES_PER_ROUND),
        "dateparser.search_dates": (
            lambda batch: [search_dates(article.text, languages=["en"]) for article in batch],
            ARTICLES_FOR_SLOW_TOOLS,
        ),
    }


def _derive(batch: Sequence[Article]) -> object:
    """Derive rows to rows, as the command does."""
    return [derive_row(row)[0] for row in read_rows("bench", (msgspec.json.encode(article._asdict()) for article in batch))]


def measured(corpus: Sequence[Article], tools: dict[str, tuple[Work, int]]) -> dict[str, list[float]]:
    """Return the articles a second of each tool, round by round; the first round only warms up."""
    speeds: dict[str, list[float]] = {name: [] for name in tools}
    for start in range(0, len(corpus), ARTICLES_PER_ROUND):
        for name, (work, count) in tools.items():
            gc.collect()
            began = time.process_time()
            work(corpus[start : start + count])
            if start:
                speeds[name].append(count / (time.process_time() - began))
    return speeds


if __name__ == "__main__":
    main()
