"""Warnings of failures of the program on one report: the build goes on without what failed, and names the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.content import front_matter
from generator.content.files import DERIVED_AGAIN
from generator.derive import Failure
from generator.derive.gate import Dropped
from generator.model.article import Article
from generator.model.problems import Problem, Where
from generator.report import findings_file

MAX_QUOTED_CHARACTERS = 80
"""Characters of a sentence that a warning quotes."""
MAX_SEARCHED_WORDS = 8
"""Words of a sentence that are looked for in its file, where markup or line breaks stand between them."""


def of_report(path: str, source: str, failures: Iterable[Failure]) -> list[Problem]:
    """Return a warning for each failure, at its sentence below the front matter of a report's file."""
    body = len(source) - len(front_matter.split(source)[1])
    return [_warning(failure, _place(path, source, body, failure.sentence)) for failure in failures]


def of_row(row: Where, source: str, failures: Iterable[Failure]) -> list[Problem]:
    """Return a warning for each failure, at its sentence in a row of a JSON Lines file."""
    return [
        _warning(failure, Where(row.path, row.line, _place("", source, 0, failure.sentence).column)) for failure in failures
    ]


def of_markup(article: Article, source: str) -> list[Problem]:
    """Return a warning of a report whose markup is shown as it was written."""
    if not article.unread_markup:
        return []
    where = Where(article.path, front_matter.split(source)[2])
    wrong = f"{article.unread_markup}; the report is shown as plain text"
    return [Problem(where, wrong, "take it out, or part it by blank lines")]


def of_account(path: str, error: Exception) -> Problem:
    """Return a warning for an exception while a report's findings were put together for its pages."""
    wrong = f"the findings of this report cannot be shown ({_error_text(error)})"
    return Problem(Where(path), wrong, "the report is shown without them; report this to the program's maintainers")


def of_findings_file(path: str, raw: bytes, dropped: Sequence[Dropped]) -> Problem:
    """Return a note on a file of findings that holds what the report does not bear out, at the first of these."""
    more = f", and {len(dropped) - 1} more" if len(dropped) > 1 else ""
    where = Where(path, *findings_file.place_of(raw, dropped[0].id))
    return Problem(where, f"{dropped[0].reason}{more}", DERIVED_AGAIN)


def _warning(failure: Failure, where: Where) -> Problem:
    if not failure.sentence:
        wrong = f"{failure.step} failed on this report ({failure.error})"
        return Problem(where, wrong, "the report goes without what it finds; tell those who maintain it")
    sentence = " ".join(failure.sentence.split())
    shown = sentence if len(sentence) <= MAX_QUOTED_CHARACTERS else f"{sentence[:MAX_QUOTED_CHARACTERS].rstrip()}…"
    wrong = f"finding {failure.step} failed at “{shown}” ({failure.error})"
    missing = "has none of its findings" if failure.step == "ids" else f"goes without its {failure.step}"
    return Problem(where, wrong, f"the report {missing}; report this to the program's maintainers")


def _place(path: str, source: str, start: int, sentence: str) -> Where:
    """Return where a sentence begins in a file, the first line where it cannot be found."""
    at = source.find(sentence, start)
    if at < 0:
        words = re.findall(r"\w+", sentence)[:MAX_SEARCHED_WORDS]
        match = re.compile(r"[\W_]+".join(map(re.escape, words))).search(source, start)
        at = match.start() if match else 0
    return Where(path, source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at))


def _error_text(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
