"""A project on disk as a dossier: every report told, corrected where a person said so, and ready to be indexed.

What a report tells is remembered by the hash of its file and of all else that it depends on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.content import config
from generator.content import files as read
from generator.content.files import Outline
from generator.model.article import Article
from generator.model.findings import Findings
from generator.model.permalinks import slug_in
from generator.model.problems import InputError, Problem
from generator.model.statements import Account
from generator.report import account as reports
from generator.report import findings_file
from generator.report.account import ReportInput, ReportOutput
from generator.report.corrections import Directory, apply
from generator.report.statements import document
from generator.runtime.cache import ResultCache, Stamp, key
from generator.runtime.fingerprints import digest
from generator.runtime.options import Progress
from generator.theme import load
from generator.theme.load import Theme
from generator.theme.texts import Words, words

ACCOUNTS, BODIES = "account", "body"
TOGETHER = 100
"""Results that are written to the cache at a time."""
Spread = Callable[[Callable[[ReportInput], ReportOutput], Iterable[ReportInput]], Iterable[ReportOutput]]


@dataclass(frozen=True, slots=True)
class Taken:
    """A report as it was taken in: `key` names all that its account depends on, `kept` is the hash of its file of findings."""

    file: str
    key: bytes
    kept: str
    account: Account


class Reading:
    """One walk over a project: its files as they stood when it began, and what is remembered of them.

    `before` is an earlier walk, since which nothing happened to any file but those `changed`: names from the root, as
    `serve.inputs` has them; None when it may have happened to all.
    """

    def __init__(
        self,
        root: Path,
        results: ResultCache,
        stamps: Mapping[str, Stamp],
        program: str,
        *,
        force: bool = False,
        before: Reading | None = None,
        changed: Collection[str] | None = None,
    ) -> None:
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        """What could not be derived; all else goes on without it."""
        last = before if changed is not None else None
        if last:
            self.outline: Outline = read.read_outline_again(root, last.outline, last.paths, changed or (), self.problems)
        else:
            self.outline = read.read_outline(root, self.problems)
        if last and not any(map(_is_themes, changed or ())):
            self.theme: Theme = last.theme
            self.words: Words = last.words
        else:
            self.theme = load.read_theme(root, self.outline.config.theme, self.problems)
            self.words = words(self.theme.texts, self.outline.config.language, self.problems)
        self.dates = self.words.within("date.")
        """All words that what a report tells is told in."""
        self.fresh: dict[str, bytes] = {}
        """New bytes of files in `content/derived/`, by slug."""
        self._counted: dict[str, tuple[str, str]] = dict(before._counted) if before else {}  # noqa: SLF001 - one of ours
        """Hashes by slug of such a file as it stood and of its new bytes, which count as written while it stands so."""
        self._root = root
        self._prefix = str(root / "x")[:-1]
        self._results = results
        self._stamps = stamps
        self._program = program
        self._force = force
        self._rules = findings_file.fingerprint_of_rules()
        is_listed = last is not None and last.outline.reports is self.outline.reports
        self.paths: Mapping[str, Path] = (
            last.paths if last and is_listed else {name: path for path, name in self.outline.reports}
        )
        """The reports' files by name, in order."""

    @property
    def digests(self) -> dict[str, str]:
        """Hashes of files by their names from the root."""
        start = len(self._prefix)
        return {path[start:]: s.digest for path, s in self._stamps.items() if path.startswith(self._prefix)}

    def warn(self, say: Callable[[str], None]) -> None:
        """Say the warnings in order, each once: a report that is corrected may be derived twice."""
        for warning in sorted(set(self.warnings)):
            say(str(warning))

    def key(self, file: str) -> bytes:
        """What names all that a report's account depends on, but for its file of findings."""
        settings = self.outline.config
        return key(ACCOUNTS, self._program, settings.language, self.dates.of, settings.time_zone, file, self._digest(file))

    def kept(self, slug: str) -> str:
        """The hash of the machine's file on a report: as it stood, or as it is to be written."""
        standing = self._standing(slug)
        before, now = self._counted.get(slug, ("", ""))
        return now if standing == before else standing

    def told(self, files: Sequence[str], spread: Spread, progress: Progress) -> Iterator[Taken]:
        """What these reports tell, as derived; what is wrong with them goes into `problems`."""
        known = dict(self._remembered(files))
        yield from known.values()
        stale = [file for file in files if file not in known]
        given = (one for file in stale if (one := self._given(file)))
        yield from self._taken(progress(spread(partial(reports.derive_report, self.dates), given), "reports", len(stale)))

    def account(self, file: str) -> Account:
        """What one report tells, as derived. Raises InputError."""
        alone: Spread = map
        return next(self.told([file], alone, lambda work, _label, _total: work)).account

    def corrected(self, taken: Taken, people: Directory) -> Taken:
        """A report as the person who wrote its front matter wants it. References to nobody are noted as problems."""
        name = key(taken.key, *_people(taken.account, people))
        cached = self._results.get_many(ACCOUNTS, [name])
        if name in cached:
            return Taken(taken.file, name, taken.kept, reports.decode(cached[name])[1])
        before = len(self.problems), len(self.warnings)
        told, body = reports.account_and_body(*self._corrected(taken.file, people), self.dates, self.warnings)
        if (len(self.problems), len(self.warnings)) == before:
            self._remember({name: reports.encode("", told)}, {bytes.fromhex(told.body): body})
        return Taken(taken.file, name, taken.kept, told)

    def body(self, file: str, people: Callable[[], Directory]) -> str:
        """A report's text for readers that was forgotten."""
        article, findings = self._corrected(file, people())
        return reports.account_and_body(article, findings, self.dates, self.warnings)[1].decode()

    def rehearsed(self) -> Taken | None:
        """The first report, derived for nothing; None where there is none, or something is wrong with it."""
        problems, warnings = len(self.problems), len(self.warnings)
        file = next(iter(self.paths), "")
        given = self._given(file) if file else None
        told = reports.derive_report(self.dates, replace(given, stored=None)) if given else None
        del self.problems[problems:], self.warnings[warnings:]
        return Taken(file, self.key(file), *reports.decode(told.account)) if told and told.account else None

    def _remembered(self, files: Sequence[str]) -> Iterator[tuple[str, Taken]]:
        """The accounts that are remembered and still true."""
        for some in (files[at : at + TOGETHER] for at in range(0, 0 if self._force else len(files), TOGETHER)):
            keys = {self.key(file): file for file in some}
            for name, raw in self._results.get_many(ACCOUNTS, list(keys)).items():
                kept, told = reports.decode(raw)
                if kept == self.kept(told.article.slug):
                    yield keys[name], Taken(keys[name], name, kept, told)

    def _taken(self, told: Iterable[ReportOutput]) -> Iterator[Taken]:
        """Take in what was told now, and remember it."""
        new: dict[bytes, bytes] = {}
        bodies: dict[bytes, bytes] = {}
        for result in told:
            self.problems.extend(result.problems)
            self.warnings.extend(result.warnings)
            if result.problems:
                continue
            kept, account_ = reports.decode(result.account)
            name = self.key(result.path)
            new[name] = result.account
            bodies[bytes.fromhex(account_.body)] = result.body
            if result.fresh is not None:
                self.fresh[result.slug] = result.fresh
                self._counted[result.slug] = self._standing(result.slug), digest(result.fresh)
            if len(new) == TOGETHER:
                self._remember(new, bodies)
                new, bodies = {}, {}
            yield Taken(result.path, name, kept, account_)
        self._remember(new, bodies)

    def _remember(self, accounts: Mapping[bytes, bytes], bodies: Mapping[bytes, bytes]) -> None:
        self._results.put_many(ACCOUNTS, accounts)
        self._results.put_many(BODIES, bodies)

    def _corrected(self, file: str, people: Directory) -> tuple[Article, Findings]:
        """A report that is parsed again, and its findings as a person wants them."""
        given = self._given(file)
        if given is None:
            raise InputError(self.problems)
        article, findings, _ = reports.parse_report(given, self.warnings)
        return article, apply(article, document(article), findings, people, self.problems)

    def _given(self, file: str) -> ReportInput | None:
        """A report's text and the machine's file on it; None, with a problem noted, when it is no text."""
        text = read.text_of(self.paths[file], file, self.problems, self._digest(file))
        if text is None:
            return None
        slug = slug_in(text, file)
        kept = None if self._force else self.fresh.get(slug) or read.stored_findings(self._root, slug)
        return ReportInput(file, text, self.outline.config, self._rules, kept)

    def _standing(self, slug: str) -> str:
        return self._digest(f"{read.DERIVED}/{slug}.json")

    def _digest(self, name: str) -> str:
        """The hash of a file as it stood; that of an empty one where there is none."""
        stamp = self._stamps.get(self._prefix + name)
        return stamp.digest if stamp else digest(b"")


def _is_themes(name: str) -> bool:
    """Whether a file is one of a theme, or says which is taken."""
    return name == config.FILE or name.startswith("themes/") or os.path.isabs(name)  # noqa: PTH117 - a name, no path


def is_corrected(told: Account) -> bool:
    """Whether a person took findings out of a report, or put some in."""
    return bool(told.article.rejections or told.article.additions)


def _people(told: Account, known: Directory) -> Iterable[str]:
    """Whom the dossier knows by the names in a report's additions: all that its correction depends on beside the report."""
    for addition in told.article.additions:
        for field, value in addition.fields:
            for name in value.split("\n"):
                yield f"{field}\0{name}\0{known.get(name.casefold())}"
