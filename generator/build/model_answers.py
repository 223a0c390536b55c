"""Questions to a language model about the reports, and the answers that it gave, which are kept with the project.

Answers are asked for before anything is derived, by `derive` and `build` alone. What is derived rests on kept answers: it
needs no network, and is the same each time.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.build.project import Project, read_project
from generator.content import files as content_files
from generator.content import machine_files
from generator.content.config import Config
from generator.derive.language_model import kept_answers
from generator.derive.language_model.question import tokens_answered, tokens_asked
from generator.model.language_models import ModelSettings, Prompt
from generator.model.problems import Problem, Where
from generator.model.values import CompactValue
from generator.report.questions import question_about
from generator.runtime import fingerprints
from generator.runtime.cache import ResultCache, key
from generator.runtime.options import Options

QUESTIONS, HEADS = "question", "answer"
"""Kinds of cached results: what is asked of a report, and what is told of a kept answer."""


class QuestionHead(CompactValue, frozen=True):
    """The hash of a question, and the tokens of it and of its answer as they are estimated."""

    hash: str
    tokens_in: int
    tokens_out: int


class AnswerHead(CompactValue, frozen=True):
    """What is told of a kept answer; `day` is empty where the file is none."""

    day: str = ""
    model: str = ""
    cut_off_at: int = 0


class UnansweredReport(NamedTuple):
    """A report whose question has no answer yet."""

    file: str
    head: QuestionHead


def is_used(config: Config) -> bool:
    """Return whether a project wants what a language model finds."""
    return config.llm.rule in config.use


class KeptAnswers:
    """The questions of one project's reports, and the answers to them as they stand in its files."""

    def __init__(self, project: Project, cache: ResultCache) -> None:
        self._project = project
        self._cache = cache
        self.root = project.root
        self.files = tuple(project.reports)
        self.settings = project.outline.config.llm
        self.is_used = is_used(project.outline.config)

    def heads(self, files: Iterable[str]) -> dict[str, QuestionHead]:
        """Return what is asked of reports, by file; those that cannot be read are left out."""
        if not self.is_used:
            return {}
        names = {file: self._name(file) for file in files}
        cached = self._cache.get_many(QUESTIONS, [*names.values()])
        found = {
            file: msgspec.msgpack.decode(cached[name], type=QuestionHead) for file, name in names.items() if name in cached
        }
        new = {file: head for file in names.keys() - found.keys() if (head := self._head(file))}
        self._cache.put_many(QUESTIONS, {names[file]: msgspec.msgpack.encode(head) for file, head in new.items()})
        return {file: head for file in names if (head := found.get(file) or new.get(file))}

    def digests(self, files: Iterable[str]) -> dict[str, str]:
        """Return the hashes of the kept answers by the reports that have one."""
        names = {file: machine_files.answer_name(head.hash) for file, head in self.heads(files).items()}
        return {file: self._project.digest(name) for file, name in names.items() if self._has(name)}

    def answers(self, file: str) -> dict[str, bytes]:
        """Return the kept answer to a report's question, by the hash of that; nothing where there is none."""
        head = self.heads([file]).get(file)
        raw = machine_files.kept_answer(self._project.root, head.hash, []) if head else None
        return {head.hash: raw} if head and raw is not None else {}

    def kept(self, of: str, problems: list[Problem]) -> AnswerHead | None:
        """Return what is told of the answer to a question; None where none is kept. What is no answer is a problem."""
        file = machine_files.answer_name(of)
        if not self._has(file):
            return None
        name = key(HEADS, of, self._project.digest(file))
        raw = self._cache.get_many(HEADS, [name]).get(name)
        if raw is not None:
            head = msgspec.msgpack.decode(raw, type=AnswerHead)
        else:
            answer = kept_answers.decode(machine_files.kept_answer(self._project.root, of, problems) or b"", of)
            head = AnswerHead(answer.day, answer.answered_by or answer.model, answer.cut_off_at) if answer else AnswerHead()
            self._cache.put_many(HEADS, {name: msgspec.msgpack.encode(head)})
        if not head.day:
            problems.append(Problem(Where(file), "this is no answer of a model", machine_files.ASKED_AGAIN))
            return None
        return head

    def days(self) -> dict[str, tuple[str, str]]:
        """Return the first and the last day on which the model answered, by its name; empty where none is used."""
        heads = (self.kept(head.hash, []) for head in self.heads(self._project.reports).values())
        days = sorted(head.day for head in heads if head)
        return {self.settings.rule: (days[0], days[-1])} if days else {}

    def question(self, file: str) -> Prompt | None:
        """Return what is asked of a report; None where it cannot be read, which is told elsewhere."""
        text = content_files.text_of(self._project.reports[file], file, [])
        return question_about(file, text, self._project.outline.config) if text is not None else None

    def _head(self, file: str) -> QuestionHead | None:
        asked = self.question(file)
        return QuestionHead(asked.hash, tokens_asked(asked), tokens_answered(asked, self.settings)) if asked else None

    def _name(self, file: str) -> bytes:
        config = self._project.outline.config
        read_by = config.language, config.time_zone, config.front_matter_extra
        asked_by = self.settings.model, f"{self.settings.temperature:g}", str(self.settings.seed), str(self.settings.max_tokens)
        return key(QUESTIONS, self._project.program, *read_by, *asked_by, file, self._project.digest(file))

    def _has(self, name: str) -> bool:
        return str(self._project.root / name) in self._project.stamps


def missing(kept: KeptAnswers, files: Iterable[str], problems: list[Problem]) -> list[UnansweredReport]:
    """Return the reports whose questions have no answer, or one that was cut off where a longer one is wanted now.

    Reports of the same words have one question, of which the first is asked.
    """
    found: dict[str, UnansweredReport] = {}
    for file, head in kept.heads(files).items():
        if head.hash in found:
            continue
        known = kept.kept(head.hash, problems)
        if known is None or 0 < known.cut_off_at < kept.settings.max_tokens:
            found[head.hash] = UnansweredReport(file, head)
    return [*found.values()]


def read_kept(root: Path, cache: ResultCache, options: Options) -> tuple[Project, KeptAnswers]:
    """Read a project with its kept answers; reports that are held back are not in it, nor asked for. Raises InputError."""
    stamps, program = fingerprints.current_stamps(root, cache), fingerprints.program(cache)
    project = read_project(root, stamps, program, cache, shown=options.shown)
    return project, KeptAnswers(project, cache)


def cost(settings: ModelSettings, waiting: Iterable[UnansweredReport]) -> tuple[int, int, float]:
    """Return the tokens that would be sent and answered, and what they cost, all estimated."""
    heads = [one.head for one in waiting]
    tokens_in, tokens_out = sum(head.tokens_in for head in heads), sum(head.tokens_out for head in heads)
    return tokens_in, tokens_out, (tokens_in * settings.price_in + tokens_out * settings.price_out) / 1_000_000
