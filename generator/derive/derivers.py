"""Whoever finds something in reports: the program's rules, a pipeline of spaCy, a language model, or a package of your own.

A deriver is a pure function of a report's text, date and language. Whatever it gives passes the gate before it counts, and is
merged with what the others find (`merging.py`). `[derive] use` says which ones a project uses; the first wins where they
differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Protocol

from generator.derive.syntax import spacy_pipeline
from generator.derive.syntax.document import Document
from generator.model.findings import Findings
from generator.model.language_models import NAME as LANGUAGE_MODEL
from generator.model.language_models import PREFIX, ModelSettings
from generator.model.values import CompactValue

if TYPE_CHECKING:  # loaded only where a project names others than the rules
    from importlib.metadata import EntryPoint

RULES = "rules"
"""The name of the program's own rules."""
DEFAULT: tuple[str, ...] = (RULES,)
GROUP = "briefing.derivers"
"""The group of entry points in which packages name the factories of their derivers."""
NAME = re.compile(r"[\w.:/\\-]+", re.ASCII)
NO_ANSWERS: Mapping[str, bytes] = {}


class Deriver(Protocol):
    """What finds something in a report.

    It is called by its `name` in `[derive] use` and in the rules of its findings. Findings need no ids, those of entities
    excepted, and no rule; none counts as more than likely.
    """

    @property
    def name(self) -> str:
        """Its name: letters, digits and `._:/-`, no spaces."""
        ...

    @property
    def fingerprint(self) -> str:
        """A text that is another one when it would find something else in the same report: then all are derived anew."""
        ...

    def derive(self, doc: Document) -> Findings:
        """Return what it finds in one report: the same, whenever it is given the same."""
        ...


class Given(CompactValue, frozen=True):
    """What a language model is given besides the report: kept answers by the hash of what was asked, and its settings."""

    answers: Mapping[str, bytes] = NO_ANSWERS
    settings: ModelSettings = ModelSettings()


Factory = Callable[[], Deriver]


def why_unusable(name: str) -> tuple[str, str] | None:
    """Return what is wrong with a name in `[derive] use`, and what to do; None when such a deriver can be made."""
    if name in {RULES, LANGUAGE_MODEL}:
        return None
    if name.startswith(spacy_pipeline.PREFIX):
        return spacy_pipeline.why_unusable(name, "use")
    if NAME.fullmatch(name) and _entry_point(name):
        return None
    known = ", ".join(f'"{one}"' for one in (RULES, f"{spacy_pipeline.PREFIX}NAME", LANGUAGE_MODEL, *_names_of_packages()))
    return f"there is no deriver {name!r}", f"use some of {known}, or install the package that has it"


def called(use: Sequence[str]) -> tuple[str, ...]:
    """Return the names that derivers go by in findings: a pipeline in a folder goes by the folder's own name."""
    return tuple(_called(name) for name in use)


def _called(name: str) -> str:
    package = name.removeprefix(spacy_pipeline.PREFIX)
    is_pipeline = package != name
    return spacy_pipeline.PREFIX + re.split(r"[/\\]", package.rstrip("/\\"))[-1] if is_pipeline else name


def others(use: Sequence[str]) -> tuple[str, ...]:
    """Return the names of derivers other than the rules."""
    return tuple(name for name in use if name != RULES)


def foreign(name: str, given: Given | None = None) -> Deriver:
    """Return a deriver other than the rules, by its name. Raises LookupError where there is none of that name."""
    if name.startswith(PREFIX):
        from generator.derive.language_model import LanguageModel  # only where a project names one

        given = given or Given()
        return LanguageModel(given.settings, given.answers, name)
    return _made(name)


@lru_cache(maxsize=8)
def _made(name: str) -> Deriver:
    if name.startswith(spacy_pipeline.PREFIX):
        from generator.derive.pipeline import Pipeline  # only where a project names one

        return Pipeline(_called(name), name.removeprefix(spacy_pipeline.PREFIX))
    point = _entry_point(name)
    if point is None:
        raise LookupError(f"there is no deriver {name!r}")
    factory: Factory = point.load()
    return factory()


def fingerprint(use: Sequence[str], rules: str) -> str:
    """Return a hash of the rules and of all other derivers that are used: that of the rules where they are used alone."""
    if tuple(use) == DEFAULT:
        return rules
    parts = (rules, *(f"{name}\0{_fingerprint_of(name)}" for name in others(use)), *use)
    return blake2b("\0\0".join(parts).encode(), digest_size=8).hexdigest()


def _fingerprint_of(name: str) -> str:
    """Return a deriver's fingerprint, or what is wrong with it, which is told once it is to read a report."""
    try:
        return foreign(name).fingerprint
    except Exception as error:  # noqa: BLE001 - whatever others wrote may fail in any way
        return f"{type(error).__name__}: {error}"


def fingerprint_with(given: Given, use: Sequence[str], rules: str) -> str:
    """Return the same hash where a language model's answers for one report are given, too."""
    if not any(name.startswith(PREFIX) for name in use):
        return rules
    return blake2b(f"{rules}\0{foreign(PREFIX, given).fingerprint}".encode(), digest_size=8).hexdigest()


def _entry_point(name: str) -> EntryPoint | None:
    return next((point for point in _entry_points() if point.name == name), None)


def _names_of_packages() -> list[str]:
    return sorted(point.name for point in _entry_points())


def _entry_points() -> Any:
    from importlib.metadata import entry_points  # takes a while

    return entry_points(group=GROUP)
