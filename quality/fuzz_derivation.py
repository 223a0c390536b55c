"""Derive shuffled and cut news text, and print each rule that raises with the smallest text on which it does.

`python -m quality.fuzz_derivation --characters 10000000 --seed 1 FILE.jsonl …` reads the field `text` of each row, and makes
texts of its sentences, its words and stretches cut out of it. The same seed and files give the same texts.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec

from generator.derive import derive
from generator.derive.syntax.document import Document

PROCESSES = 2
PIECES_PER_TEXT = (1, 40)
CUT_LENGTHS = (1, 200)
"""Characters of a stretch that is cut out of a text."""
DAYS = (None, "2009-10-13", "2026-03-10", "2024-02-29", "2000-01-01", "0001-01-01", "9999-12-31", "1999-12-31")
MARKS = (" ", " ", " ", " ", " ", " ", "\n", "\n\n", ". ", ", ", "-", "/", "", " “", "” ", ' "', '" ', "’s ", " (", ") ")
FIGURES = "29 30 31 Feb. February 2009 2010 5/6/4,5 12,000 1٣ ２００９ ² ½ '80s 13.10.2009 9.30 p.m. Q3 nineteen ninety".split()
MAX_TRACEBACK_LINES = 6


class Source(NamedTuple):
    """The texts of the given files, their sentences and their words."""

    texts: tuple[str, ...]
    sentences: tuple[str, ...]
    words: tuple[str, ...]


class Failure(NamedTuple):
    """A place in the code that raised, the end of the traceback, and a small text on which it did."""

    place: str
    traceback: str
    text: str
    day: str | None


class Run(NamedTuple):
    """The texts and characters derived, how often a rule raised, and a failure for each place that did."""

    texts: int
    characters: int
    raised: int
    failures: dict[str, Failure]


def main() -> int:
    """Derive as many characters as asked for; 1 where any rule raised."""
    parser = argparse.ArgumentParser(prog="python -m quality.fuzz_derivation", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", type=Path, nargs="+", help="reports as JSON Lines with a field `text`")
    parser.add_argument("--characters", type=int, default=1_000_000, help="characters of text to derive, in all")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    source = read(options.files)
    share = options.characters // PROCESSES
    seeds = [options.seed * PROCESSES + number for number in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        runs = list(pool.map(partial(fuzz, source, share), seeds))
    failures = {place: failure for run in runs for place, failure in run.failures.items()}
    texts, characters, raised = (sum(counts) for counts in zip(*(run[:3] for run in runs), strict=True))
    for failure in failures.values():
        print(f"{failure.traceback}published {failure.day}: {failure.text!r}\n")
    print(f"{characters} characters in {texts} texts derived; {raised} raised, at {len(failures)} places in the code")
    return 1 if failures else 0


def read(files: Sequence[Path]) -> Source:
    """Read the texts of JSON Lines files."""
    texts = [msgspec.json.decode(line)["text"] for file in files for line in file.read_bytes().splitlines()]
    documents = [Document("", text) for text in texts]
    sentences = [doc.text[sentence.start : sentence.end] for doc in documents for sentence in doc.sentences]
    return Source(tuple(texts), tuple(sentences), tuple(word for text in texts for word in text.split()))


def fuzz(source: Source, characters: int, seed: int) -> Run:
    """Derive random texts of so many characters in all."""
    random = Random(seed)  # noqa: S311 - texts to try, no secrets
    texts = derived = raised = 0
    failures: dict[str, Failure] = {}
    while derived < characters:
        text, day = random_text(source, random), random.choice(DAYS)
        texts, derived = texts + 1, derived + len(text)
        failure = attempt(text, day)
        if failure is None:
            continue
        raised += 1
        if failure.place not in failures:
            failures[failure.place] = smallest(failure)
    return Run(texts, derived, raised, failures)


def random_text(source: Source, random: Random) -> str:
    """Return a text of sentences, words, cut stretches or figures, in any order and with any marks between them."""
    kinds: list[Callable[[], str]] = [
        lambda: random.choice(source.sentences),
        lambda: _cut(random.choice(source.sentences), random),
        lambda: _cut(random.choice(source.texts), random),
        lambda: " ".join(islice(_words(source, random), random.randint(1, 12))),
        lambda: random.choice(FIGURES),
    ]
    chosen = [random.choice(kinds) for _ in range(random.randint(1, len(kinds)))]
    return "".join(random.choice(chosen)() + random.choice(MARKS) for _ in range(random.randint(*PIECES_PER_TEXT)))


def attempt(text: str, day: str | None) -> Failure | None:
    """Derive a text; return the failure where a rule raises."""
    try:
        derive(Document("", text, date=day))
    except Exception as error:  # noqa: BLE001 - any exception is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        lines = traceback.format_exception(error)[-MAX_TRACEBACK_LINES:]
        return Failure(f"{last.filename}:{last.lineno} {type(error).__name__}", "".join(lines), text, day)
    return None


def smallest(failure: Failure) -> Failure:
    """Return the failure on a text with as few words as possible: leave out halves, then ever smaller stretches."""
    words = failure.text.split(" ")
    size = len(words) // 2
    while size:
        at = 0
        while at < len(words):
            shorter = attempt(" ".join(words[:at] + words[at + size :]), failure.day)
            if shorter and shorter.place == failure.place:
                failure, words = shorter, shorter.text.split(" ")
            else:
                at += size
        size //= 2
    return failure


def _cut(text: str, random: Random) -> str:
    start = random.randrange(max(len(text), 1))
    return text[start : start + random.randint(*CUT_LENGTHS)]


def _words(source: Source, random: Random) -> Iterator[str]:
    while True:
        yield random.choice(source.words)


if __name__ == "__main__":
    sys.exit(main())
