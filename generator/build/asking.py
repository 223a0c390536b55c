"""A language model asked for the answers that are missing, before anything is derived.

Each answer is kept as it comes, so that a build that is killed goes on where it was. What gets no answer is derived without
the model: that is told, and ends nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator import publish
from generator.build import dossier_suggestions
from generator.build.model_answers import KeptAnswers, QuestionHead, UnansweredReport, cost, missing, read_kept
from generator.content import files, machine_files
from generator.derive.language_model import kept_answers
from generator.derive.language_model.question import tokens_answered, tokens_asked
from generator.dossier.index.database import Index
from generator.model.language_models import ANSWERS_VERSION, KeptAnswer, ModelSettings, Prompt
from generator.model.problems import InputError, Problem
from generator.model.values import Value
from generator.runtime import clock, lock
from generator.runtime.cache import FOLDER, ResultCache
from generator.runtime.options import Options

if TYPE_CHECKING:
    from generator.runtime.endpoint import Endpoint

LOCK, LOCK_TIMEOUT_SECONDS = "asking.lock", 3600.0
"""The file by which two builds do not ask for the same at a time, and how long one waits for the other."""
MAX_UNANSWERED_IN_A_ROW = 3
"""Questions without an answer, one after the other, after which a build asks no more."""


class Estimate(Value, frozen=True):
    """The requests that a build would send: the endpoint, the model, their number and tokens, and what they may cost."""

    endpoint: str
    model: str
    reports: int
    requests: int
    tokens_in: int
    tokens_out: int
    cost: float


def estimate(root: Path, cache: ResultCache, options: Options) -> Estimate | None:
    """Return what would be asked now; None where no model is to be asked. Raises InputError."""
    project, kept = read_kept(root, cache, options)
    if project.problems:
        raise InputError(project.problems)
    if not kept.is_used or not kept.settings.endpoint:
        return None
    waiting = missing(kept, project.reports, [])
    settings = kept.settings
    return Estimate(settings.endpoint, settings.model, len(project.reports), len(waiting), *cost(settings, waiting))


def ask_missing(root: Path, cache: ResultCache, options: Options) -> None:
    """Ask for all answers that are missing, as far as the budget and the endpoint allow; say what could not be had."""
    project, kept = read_kept(root, cache, options)
    if project.problems or not kept.is_used:
        return
    problems: list[Problem] = []
    waiting = missing(kept, project.reports, problems)
    for problem in sorted(set(problems)):
        options.say(str(problem))
    if waiting and kept.settings.endpoint:
        with lock.held(root / FOLDER / LOCK, LOCK_TIMEOUT_SECONDS, options.say, kept.settings.endpoint):
            project, kept = read_kept(root, cache, options)  # another build may have asked meanwhile
            _ask_for(kept, missing(kept, project.reports, []), options)


def ask_of_dossier(kept: KeptAnswers, index: Index, options: Options) -> None:
    """Ask what is asked once of a whole dossier, where that was not asked yet; say why it got no answer.

    As long as reports wait for their answers, the dossier is not what it will be, and nothing is asked of it.
    """
    if not options.asks or not kept.is_used or not kept.settings.endpoint or missing(kept, kept.files, []):
        return
    asked = dossier_suggestions.question_of(kept, dossier_suggestions.lists_of(index))
    if asked is None or kept.kept(asked.hash, []) or machine_files.kept_answer(kept.root, asked.hash, []):
        return
    head = QuestionHead(asked.hash, tokens_asked(asked), tokens_answered(asked, kept.settings))
    if (asking := _asking(kept.root, kept.settings, options)) and not asking.ask_one(asked, head):
        options.say(f"{asking.why}; nothing is suggested of names and topics, and the next build asks again")


def _ask_for(kept: KeptAnswers, waiting: Sequence[UnansweredReport], options: Options) -> None:
    options.stage("ask")
    asking = _asking(kept.root, kept.settings, options) if waiting else None
    if asking is None:
        return
    answered = sum(options.progress(asking.ask(kept, waiting), "answers", len(waiting)))
    if answered < len(waiting):
        options.say(f"{asking.why}; {_told(len(waiting) - answered)}")


def _asking(root: Path, settings: ModelSettings, options: Options) -> ModelRequests | None:
    """Return what asks; None, which is said, where the key is missing."""
    from generator.runtime.endpoint import Endpoint, key_in  # which import all that speaks HTTP

    key, wrong = key_in(settings.key_env)
    if wrong:
        options.say(f"{wrong}; what is not answered yet is found by the rules alone")
        return None
    folder = root / files.ANSWERS
    return ModelRequests(Endpoint(settings, key), settings, lambda of, raw: publish.write_derived(folder, {of: raw}))


class ModelRequests:
    """Questions asked by several threads, within a budget."""

    def __init__(self, endpoint: Endpoint, settings: ModelSettings, keep: Callable[[str, bytes], None]) -> None:
        self._endpoint = endpoint
        self._settings = settings
        self._keep = keep
        self._lock = threading.Lock()
        self._requests = self._tokens = self._unanswered = 0
        self._is_over = False
        self.why = ""
        """Why not every question got an answer."""

    def ask(self, kept: KeptAnswers, waiting: Sequence[UnansweredReport]) -> Iterator[bool]:
        """Ask one question after the other; yield for each whether its answer was kept."""
        with ThreadPoolExecutor(self._settings.parallel) as pool:
            try:
                yield from pool.map(lambda one: self._ask(kept, one), waiting)
            except BaseException:
                self._is_over = True
                self._endpoint.stop()
                raise

    def ask_one(self, asked: Prompt, head: QuestionHead) -> bool:
        """Ask one question, and keep its answer; return whether there is one."""
        from generator.runtime.endpoint import Unanswered

        try:
            reply = self._endpoint.ask(asked)
        except Unanswered as error:
            self._note(str(error), is_down=error.is_down)
            return False
        estimated = head.tokens_in + head.tokens_out
        with self._lock:
            self._unanswered = 0
            self._tokens += (reply.tokens_in + reply.tokens_out or estimated) - estimated
        settings = self._settings
        told = settings.model, reply.model, today(), settings.max_tokens if reply.is_cut_off else 0
        answer = KeptAnswer(ANSWERS_VERSION, asked.hash, *told, reply.tokens_in, reply.tokens_out, reply.text)
        self._keep(asked.hash, kept_answers.encode(answer))
        return True

    def _ask(self, kept: KeptAnswers, one: UnansweredReport) -> bool:
        asked = kept.question(one.file) if self.take(one.head) else None
        return asked is not None and self.ask_one(asked, one.head)

    def take(self, head: QuestionHead) -> bool:
        """Return whether a question may be asked, and count it against the budget."""
        with self._lock:
            if self._is_over:
                return False
            tokens = head.tokens_in + head.tokens_out
            if 0 < self._settings.budget_requests <= self._requests:
                return self._end(f"the budget of {self._settings.budget_requests} requests is used up")
            if 0 < self._settings.budget_tokens < self._tokens + tokens:
                return self._end(f"the budget of {self._settings.budget_tokens:,} tokens is used up")
            self._requests += 1
            self._tokens += tokens
            return True

    def _note(self, why: str, *, is_down: bool) -> None:
        with self._lock:
            self._unanswered += 1
            self.why = self.why or why
            if is_down or self._unanswered >= MAX_UNANSWERED_IN_A_ROW:
                self._end(why)

    def _end(self, why: str) -> bool:
        self.why = why if not self._is_over else self.why
        self._is_over = True
        return False


def today() -> str:
    """Return the day of an answer."""
    return datetime.fromtimestamp(clock.now(), UTC).date().isoformat()


def _told(number: int) -> str:
    reports = "1 report has" if number == 1 else f"{number} reports have"
    return f"{reports} what is found without the model, and the next build asks again"
