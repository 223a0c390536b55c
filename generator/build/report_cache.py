"""The reports' accounts, derived where they are not cached.

A report's account depends on its file, its file of findings, the settings and the program alone, and is cached by the hash of
these; its annotated text is cached beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace

from generator.build.model_answers import KeptAnswers
from generator.build.project import Project
from generator.content import files as content_files
from generator.content import machine_files
from generator.derive import derivers
from generator.model.article import Article
from generator.model.findings import Findings
from generator.model.permalinks import slug_in
from generator.model.problems import InputError, Problem
from generator.model.statements import Account
from generator.model.wording import folded
from generator.report import account, findings_file
from generator.report.account import ReportInput, ReportOutput
from generator.report.corrections import Directory, apply, idle_entries
from generator.runtime.cache import ResultCache, key, keys
from generator.runtime.fingerprints import digest
from generator.runtime.options import Progress

ACCOUNTS, BODIES, RULES = "account", "body", "rules"
"""Kinds of cached results: accounts, annotated texts, and the hash of the rules that a program has."""
BATCH_SIZE = 100
"""Results that are read from the cache, or written to it, at a time."""
Spread = Callable[[Callable[[ReportInput], ReportOutput], Iterable[ReportInput]], Iterable[ReportOutput]]


@dataclass(frozen=True, slots=True)
class CachedReport:
    """A report's account with what it depends on.

    `key` hashes all of that but for the file of findings, whose own hash is `findings_digest`.
    """

    file: str
    key: bytes
    findings_digest: str
    account: Account

    @property
    def is_corrected(self) -> bool:
        """True where a person rejected findings of the report, added some, or said which events are one."""
        article = self.account.article
        return bool(article.rejections or article.additions or article.events)


@dataclass(frozen=True, slots=True)
class UnwrittenFindings:
    """The hashes of a file in `content/derived/` as it stands and of the bytes that it should have.

    The preview derives and writes no such file: the new bytes count as written as long as the old ones stand.
    """

    on_disk: str
    derived: str


WriteFindings = Callable[[Mapping[str, bytes]], None]
"""Writes new files of findings, by the slugs of their reports."""


class ReportCache:
    """The accounts of one project's reports, and what deriving them leaves to be written and said.

    `new_findings` are hashes of new files in `content/derived/`, by slug: their bytes are given to `write`, some at a time, or
    kept in memory where that is None. `problems` are what is wrong with reports, `tolerated`
    those that stop nothing; `warnings` what could not be derived, without which all else goes on.
    """

    def __init__(
        self,
        project: Project,
        cache: ResultCache,
        *,
        force: bool = False,
        unwritten: Mapping[str, UnwrittenFindings] | None = None,
        write: WriteFindings | None = None,
    ) -> None:
        self.new_findings: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.tolerated: list[Problem] = []
        self.warnings: list[Problem] = []
        self.unwritten = dict(unwritten or {})
        self._project = project
        self._cache = cache
        self._kept = KeptAnswers(project, cache)
        self._force = force
        self._in_memory: dict[str, bytes] = {}
        self._write_findings = write or self._in_memory.update
        self._rules = derivers.fingerprint(project.outline.config.use, _hash_of_rules(project.program, cache))

    def say_warnings(self, say: Callable[[str], None]) -> None:
        """Say the warnings in order, each once: a report that is corrected may be derived twice."""
        for warning in sorted(set(self.warnings)):
            say(str(warning))

    def keys(self, files: Iterable[str]) -> dict[str, bytes]:
        """Return by file the hash of all that the report's account depends on, but for its file of findings."""
        project = self._project
        settings = project.outline.config
        read_by = settings.language, settings.time_zone, settings.front_matter_extra, settings.syntax
        published = settings.publish_texts, *(f"{one.name}\0{one.publish_texts}\0{one.grade}" for one in settings.sources)
        shared = ACCOUNTS, project.program, self._rules, project.date_words.of, *read_by, *published
        names, answered = [*files], {}
        if self._kept.is_used:
            answered = self._kept.digests(names)
        own = {file: (file, project.digest(file), project.holding.mark(file), answered.get(file, "")) for file in names}
        return keys({file: (*shared, *parts) for file, parts in own.items()})

    def findings_digest(self, slug: str) -> str:
        """Return the hash of a report's file of findings: as it stands, or as it should be written."""
        on_disk = self._digest_on_disk(slug)
        unwritten = self.unwritten.get(slug)
        return unwritten.derived if unwritten and unwritten.on_disk == on_disk else on_disk

    def read(self, files: Sequence[str], spread: Spread, progress: Progress) -> Iterator[CachedReport]:
        """Read the accounts of reports as derived, cached ones first; add what is wrong with reports to `problems`."""
        cached = {} if self._force else {report.file: report for report in self._cached(files)}
        yield from cached.values()
        missing = [file for file in files if file not in cached]
        derive = partial(account.derive_report, self._project.date_words)
        inputs = (report for file in missing if (report := self.input(file)))
        yield from self._add(progress(spread(derive, inputs), "reports", len(missing)))

    def encoded(self, file: str) -> bytes:
        """Return one report's account as derived, encoded. Raises InputError."""
        name = self.keys([file])[file]
        raw = self._cache.get_many(ACCOUNTS, [name]).get(name)
        if raw:
            findings_digest, slug = account.head(raw)
            if findings_digest == self.findings_digest(slug):
                return raw
        return account.encode("", next(self.read([file], map, lambda work, _label, _total: work)).account)

    def text_of(self, file: str) -> str:
        """Return the whole text of a report, published or not. Raises InputError."""
        return account.decode(self.encoded(file))[1].article.text

    def last_account(self, key: bytes) -> Account | None:
        """Return an account as it is cached by a key, if it is."""
        raw = self._cache.get_many(ACCOUNTS, [key]).get(key)
        return account.decode(raw)[1] if raw else None

    def read_corrected(self, report: CachedReport, people: Directory) -> CachedReport:
        """Read a report's account as its front matter corrects it; add references to nobody to `problems`.

        `people` are all names in the dossier.
        """
        name = key(report.key, *_names_in_additions(report.account, people))
        cached = self._cache.get_many(ACCOUNTS, [name])
        if name in cached:
            return CachedReport(report.file, name, report.findings_digest, account.decode(cached[name])[1])
        before = len(self.problems), len(self.warnings)
        article, findings, idle = self._corrected(report.file, people)
        new, body = account.account_and_body(article, findings, self._project.date_words, self.warnings)
        new = replace(new, idle=idle, screened=report.account.screened)
        if (len(self.problems), len(self.warnings)) == before:
            self._write({name: account.encode("", new)}, {bytes.fromhex(new.body): body})
        return CachedReport(report.file, name, report.findings_digest, new)

    def annotated_text(self, file: str, people: Directory) -> str:
        """Return a report's annotated text, made again where the cache has it no more."""
        article, findings, _ = self._corrected(file, people)
        return account.account_and_body(article, findings, self._project.date_words, self.warnings)[1].decode()

    def derive_first(self) -> CachedReport | None:
        """Derive the first report without use of the cache; None where there is none, or something is wrong with it."""
        problems, warnings = len(self.problems), len(self.warnings)
        file = next(iter(self._project.reports), "")
        report = self.input(file) if file else None
        derived = account.derive_report(self._project.date_words, replace(report, stored=None)) if report else None
        del self.problems[problems:], self.warnings[warnings:]
        if not derived or not derived.account:
            return None
        return CachedReport(file, self.keys([file])[file], *account.decode(derived.account))

    def _cached(self, files: Sequence[str]) -> Iterator[CachedReport]:
        """Return the reports whose accounts are cached and up to date."""
        for start in range(0, len(files), BATCH_SIZE):
            names = {name: file for file, name in self.keys(files[start : start + BATCH_SIZE]).items()}
            for name, raw in self._cache.get_many(ACCOUNTS, list(names)).items():
                findings_digest, known = account.decode(raw)
                if findings_digest == self.findings_digest(known.article.slug):
                    yield CachedReport(names[name], name, findings_digest, known)

    def _add(self, derived: Iterable[ReportOutput]) -> Iterator[CachedReport]:
        """Write derived accounts to the cache, a batch at a time."""
        accounts: dict[bytes, bytes] = {}
        bodies: dict[bytes, bytes] = {}
        fresh: dict[str, bytes] = {}
        for result in derived:
            self.problems.extend(result.problems)
            self.warnings.extend((*result.warnings, *result.notes))
            if result.problems:
                continue
            findings_digest, new = account.decode(result.account)
            name = self.keys([result.path])[result.path]
            accounts[name] = result.account
            bodies[bytes.fromhex(new.body)] = result.body
            if result.fresh is not None:
                fresh[result.slug] = result.fresh
                self.new_findings[result.slug] = digest(result.fresh)
                self.unwritten[result.slug] = UnwrittenFindings(
                    self._digest_on_disk(result.slug), self.new_findings[result.slug]
                )
            if len(accounts) == BATCH_SIZE:
                self._write_findings(fresh)
                self._write(accounts, bodies)
                accounts, bodies, fresh = {}, {}, {}
            yield CachedReport(result.path, name, findings_digest, new)
        self._write_findings(fresh)
        self._write(accounts, bodies)

    def _write(self, accounts: Mapping[bytes, bytes], bodies: Mapping[bytes, bytes]) -> None:
        self._cache.put_many(ACCOUNTS, accounts)
        self._cache.put_many(BODIES, bodies)

    def corrected(self, file: str, people: Directory) -> tuple[Article, Findings]:
        """Return a report and its findings as its front matter corrects them. Raises InputError."""
        return self._corrected(file, people)[:2]

    def _corrected(self, file: str, people: Directory) -> tuple[Article, Findings, tuple[Problem, ...]]:
        """Parse a report again, and apply its corrections; return warnings of those without effect too. Raises InputError."""
        report = self.input(file)
        if report is None:
            raise InputError(self.problems)
        article, findings, _ = account.parse_report(report, self.warnings, [])
        corrected = apply(article, findings, people, self.problems)
        return article, corrected, idle_entries(article, findings, corrected)

    def input(self, file: str) -> ReportInput | None:
        """Read a report's text and its file of findings; None, with a problem, where the file is no text."""
        project = self._project
        text = content_files.text_of(project.reports[file], file, self.problems, project.digest(file))
        if text is None:
            return None
        slug = slug_in(text, file)
        stored = None
        if not self._force:
            stored = self._in_memory.get(slug) or machine_files.stored_findings(project.root, slug, self.warnings)
        return ReportInput(
            file, text, project.outline.config, self._rules, stored, project.holding.marks.get(file), self._kept.answers(file)
        )

    def _digest_on_disk(self, slug: str) -> str:
        return self._project.digest(f"{content_files.DERIVED}/{slug}.json")


def _hash_of_rules(program: str, cache: ResultCache) -> str:
    """Return the hash of the rules, which are part of the program: as long as that is the same, their files are not read."""
    name = key(RULES, program)
    known = cache.get_many(RULES, [name]).get(name)
    if known is None:
        known = findings_file.fingerprint_of_rules().encode()
        cache.put_many(RULES, {name: known})
    return known.decode()


def _names_in_additions(known: Account, people: Directory) -> Iterable[str]:
    """Return whom the dossier knows by the names in a report's additions: all else that its correction depends on."""
    for addition in known.article.additions:
        for field, value in addition.fields:
            for name in value.split("\n"):
                yield f"{field}\0{name}\0{people.get(folded(name))}"
