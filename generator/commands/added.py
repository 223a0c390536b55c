"""The output of `briefing add`: of few reports a block each, of many a line where there is something to look at, and a sum."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.commands.printing import count, print_rows, say
from generator.content.importers.article_file import EXPECTED, ArticleFile
from generator.model.problems import Problem

MAX_BLOCKS = 10
"""Reports up to which each is told in full."""
MAX_NAMED = 3
"""Publishers and languages that the sum names."""
MAX_LINES, MAX_CHARACTERS = 4, 60
"""Lines that were left out and that are shown, and characters of each."""
SHOWN = {"title": "title", "date": "date", "source": "source", "author": "author", "url": "address", "lang": "language"}
WIDTH = 9


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report and what becomes of it: the path of its file, empty where none is written; `why` names the report `like` it."""

    article: ArticleFile
    path: str
    why: str = ""
    like: str = ""

    @property
    def words(self) -> int:
        """The number of words of its text."""
        return len(self.article.article.text.split()) if self.article.article else 0

    def notes(self) -> Iterator[str]:
        """Yield what the person should look at."""
        yield from self.article.notes
        if self.why:
            yield f"{self.why}: {self.like}"


def show(
    outcomes: Sequence[Outcome], problems: Sequence[Problem], notes: Iterable[str], *, dry_run: bool, as_json: bool
) -> None:
    """Print paths on stdout, and all else on stderr."""
    for note in notes:
        say(note)
    if as_json:
        print_rows(map(_row, outcomes))
    else:
        for outcome in outcomes:
            if outcome.path:
                print(outcome.path, flush=True)
            say_lines = _block(outcome) if len(outcomes) <= MAX_BLOCKS else _line(outcome)
            for line in say_lines:
                say(line)
    sys.stdout.flush()
    for problem in sorted(set(problems)):
        say(str(problem))
    if not as_json or problems:
        for line in _sum(outcomes, problems, dry_run=dry_run):
            say(line)


def _block(outcome: Outcome) -> Iterator[str]:
    """Yield all that is known of one report."""
    article = outcome.article
    if not outcome.path:
        yield f"{_origin(article)}: not written"
    yield _row_of("from", _origin(article)) if outcome.path else _row_of("already", f"{outcome.why}: {outcome.like}")
    for key, label in SHOWN.items():
        if key in article.fields:
            stated = article.fields[key]
            yield _row_of(label, f"{stated.value} ({stated.origin})")
        elif key in EXPECTED:
            yield _row_of(label, f"none: give --{key}, or write `{key}:` into the file")
    yield _row_of("text", f"{count(outcome.words, 'word')}{_taken_off(article)}")
    for note in outcome.notes() if outcome.path else article.notes:
        yield _row_of("look at", note)


def _line(outcome: Outcome) -> Iterator[str]:
    """Yield what there is to look at in one of many reports, if anything."""
    article = outcome.article
    parts = [*(f"no {SHOWN[key]}" for key in article.missing), *outcome.notes()]
    if not outcome.path:
        yield f"{_origin(article)}: not written: {outcome.why}: {outcome.like}"
    elif parts:
        yield f"  {'; '.join(parts)}"


def _sum(outcomes: Sequence[Outcome], problems: Sequence[Problem], *, dry_run: bool) -> Iterator[str]:
    """Yield how many reports were written, what they are, and what they have not; of one that is fine nothing."""
    written = [outcome for outcome in outcomes if outcome.path]
    known = len(outcomes) - len(written)
    if len(outcomes) > 1 or problems or dry_run or known:
        verb = "would be written" if dry_run else "written"
        parts = [f"{count(len(written), 'report')} {verb}" if written else "nothing was written"]
        parts += [f"{known} that you have already (--force writes {'it' if known == 1 else 'them'} too)"] if known else []
        parts += [count(len(set(problems)), "problem")] if problems else []
        yield f"{'; '.join(reversed(parts) if problems and not written else parts)}."
    if len(outcomes) > MAX_BLOCKS and written:
        yield _summary([outcome.article for outcome in written], sum(outcome.words for outcome in written))
    for key in EXPECTED if len(outcomes) > MAX_BLOCKS else ():
        if number := sum(key in outcome.article.missing for outcome in written):
            yield f"{number} without a {SHOWN[key]}: give --{key}, or write `{key}:` into the files."


def _summary(articles: Sequence[ArticleFile], words: int) -> str:
    days = sorted(article.fields["date"].value[:10] for article in articles if "date" in article.fields)
    span = f"{days[0]} to {days[-1]}; " if days else ""
    told = (f"{label}: {_most(articles, key)}; " for key, label in (("source", "sources"), ("lang", "languages")))
    return f"{span}{''.join(told)}{words:,} words."


def _most(articles: Sequence[ArticleFile], key: str) -> str:
    ranked = Counter(article.fields[key].value for article in articles if key in article.fields).most_common()
    named = ", ".join(f"{value} {number}" for value, number in ranked[:MAX_NAMED])
    more = f", {len(ranked) - MAX_NAMED} more" if len(ranked) > MAX_NAMED else ""
    return f"{named or 'none'}{more}"


def _origin(article: ArticleFile) -> str:
    return f"{article.given}, {article.part}" if article.part else article.given


def _row_of(label: str, value: str) -> str:
    return f"  {label:<{WIDTH}} {value}"


def _taken_off(article: ArticleFile) -> str:
    lines = article.taken_off
    if not lines:
        return ""
    shown = ", ".join(f"“{line if len(line) <= MAX_CHARACTERS else f'{line[:MAX_CHARACTERS]}…'}”" for line in lines[:MAX_LINES])
    more = f" and {len(lines) - MAX_LINES} more" if len(lines) > MAX_LINES else ""
    return f"; {count(len(lines), 'line')} around it left out: {shown}{more}"


def _row(outcome: Outcome) -> dict[str, object]:
    article = outcome.article
    return {
        "path": outcome.path or None,
        "from": article.given,
        "part": article.part or None,
        "fields": {key: {"value": stated.value, "from": stated.origin} for key, stated in article.fields.items()},
        "words": outcome.words,
        "left_out": article.taken_off,
        "missing": article.missing,
        "notes": article.notes,
        "like": outcome.like or None,
        "why": outcome.why or None,
    }
