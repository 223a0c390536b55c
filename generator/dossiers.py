"""A project on disk as a dossier: every report told, corrected where a person said so, and put together.

What a report tells is remembered by the hash of its file and of all else that it depends on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import derived, read, reports
from generator.assemble.accounts import account, document
from generator.assemble.dossier import assemble, corrected, directory
from generator.assemble.edits import Directory
from generator.briefing import Account, Briefing
from generator.derive import derive
from generator.memo import Memo, Stamp, digest, key
from generator.model import Article, Findings
from generator.options import Progress
from generator.permalinks import slug_of, slugs
from generator.problems import InputError, Problem
from generator.read import Outline, Sources
from generator.reports import Given, Told

ACCOUNTS, BODIES = "account", "body"
TOGETHER = 100
"""Results that are put into the memo at a time."""
SLUG = re.compile(r"^slug:[ \t]*[\"']?([^\"'\n]+)", re.MULTILINE)
HEAD = 4000
Spread = Callable[[Callable[[Given], Told], Iterable[Given]], Iterable[Told]]
Named = dict[str, Account]
"""Accounts by the names of their reports' files."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The briefing, what the editor wrote, and what was found out on the way."""

    briefing: Briefing
    outline: Outline
    fresh: Mapping[str, bytes]
    """New bytes of files in `content/derived/`, by slug."""
    files: Mapping[str, str]
    """The files of reports, by the names of their texts for readers."""
    digests: Mapping[str, str]
    """Hashes of the reports' files, by slug."""


class Reading:
    """One walk over a project: its files as they stood when it began, and what is remembered of them."""

    def __init__(self, root: Path, memo: Memo, stamps: Mapping[str, Stamp], program: str, *, force: bool = False) -> None:
        self.problems: list[Problem] = []
        self.outline = read.read_outline(root, self.problems)
        self._root = root
        self._memo = memo
        self._stamps = stamps
        self._program = program
        self._force = force
        self._rules = derived.fingerprint_of_rules()
        self._paths = {name: path for path, name in self.outline.reports}
        self._findings: dict[str, tuple[Article, Findings]] = {}
        """Reports that a person corrected, by file, once they were parsed again."""
        self._people: Directory = {}

    def dossier(self, spread: Spread, progress: Progress) -> Dossier:
        """Everything put together. Raises InputError with every problem."""
        accounts, stale = self._known()
        fresh: dict[str, bytes] = {}
        given = (one for name in stale if (one := self._given(name)))
        self._tell(progress(spread(reports.tell, given), "reports", len(stale)), accounts, fresh)
        accounts = {name: accounts[name] for name in self._paths if name in accounts}  # problems come in the files' order
        read.refuse_contradictions(self.outline, [told.article for told in accounts.values()], self.problems)
        if self.problems:
            raise InputError(self.problems)
        accounts |= self._with_corrections(accounts)
        return Dossier(
            assemble(accounts.values(), self.outline.actors, self.outline.topics, self.problems),
            self.outline,
            fresh,
            {told.body: name for name, told in accounts.items()},
            {told.article.slug: self._digest(name) for name, told in accounts.items()},
        )

    @property
    def digests(self) -> dict[str, str]:
        """Hashes of files by their names from the root."""
        prefix = str(self._root / "x")[:-1]
        return {path.removeprefix(prefix): s.digest for path, s in self._stamps.items() if path.startswith(prefix)}

    def bodies(self, files: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
        """Texts for readers, by name; those that are forgotten are made again."""
        known = self._memo.known(BODIES, [bytes.fromhex(name) for name in names])
        found = {name.hex(): text.decode() for name, text in known.items()}
        for name in names:
            if name not in found:
                article, findings = self._findings.get(files[name]) or self._corrected(files[name])
                found[name] = reports.told(article, findings, self.outline.config)[1].decode()
        return found

    def _known(self) -> tuple[Named, list[str]]:
        """The accounts that are remembered and still true, and the files of the other reports."""
        if self._force:
            return {}, list(self._paths)
        keys = {name: self._key(name) for name in self._paths}
        remembered = self._memo.known(ACCOUNTS, list(keys.values()))
        accounts: Named = {}
        stale = []
        for name, key_ in keys.items():
            kept, told = reports.decode(remembered[key_]) if key_ in remembered else ("", None)
            if told and kept == self._digest(f"{read.DERIVED}/{told.article.slug}.json"):
                accounts[name] = told
            else:
                stale.append(name)
        return accounts, stale

    def _tell(self, told: Iterable[Told], accounts: Named, fresh: dict[str, bytes]) -> None:
        """Take in what was told now, and remember it."""
        new: dict[bytes, bytes] = {}
        bodies: dict[bytes, bytes] = {}
        for result in told:
            self.problems.extend(result.problems)
            if result.problems:
                continue
            told_ = accounts[result.path] = reports.decode(result.account)[1]
            new[self._key(result.path)] = result.account
            bodies[bytes.fromhex(told_.body)] = result.body
            if result.fresh is not None:
                fresh[result.slug] = result.fresh
            if len(new) == TOGETHER:
                self._remember(new, bodies)
                new, bodies = {}, {}
        self._remember(new, bodies)

    def _remember(self, accounts: Mapping[bytes, bytes], bodies: Mapping[bytes, bytes]) -> None:
        self._memo.remember(ACCOUNTS, accounts)
        self._memo.remember(BODIES, bodies)

    def _with_corrections(self, accounts: Named) -> Named:
        """The accounts of reports that a person corrected, as corrected. References to nobody are noted as problems."""
        wanted = {name: a for name, a in accounts.items() if a.article.rejections or a.article.additions}
        if not wanted:
            return {}
        known = self._people = directory({a.article.slug: a.entities for a in accounts.values()}, self.outline.actors)
        keys = {name: key(self._key(name), *_people(told, known)) for name, told in wanted.items()}
        remembered = self._memo.known(ACCOUNTS, list(keys.values()))
        made: Named = {}
        for name in wanted:
            if keys[name] in remembered:
                made[name] = reports.decode(remembered[keys[name]])[1]
                continue
            before = len(self.problems)
            article, findings = self._findings[name] = self._corrected(name)
            made[name], body = reports.told(article, findings, self.outline.config)
            if len(self.problems) == before:
                self._remember({keys[name]: reports.encode("", made[name])}, {bytes.fromhex(made[name].body): body})
        return made

    def _corrected(self, name: str) -> tuple[Article, Findings]:
        """A report that is parsed again, and its findings as a person wants them."""
        article, findings = self._parsed(name)
        return article, corrected([article], {article.slug: findings}, self._people, self.problems)[article.slug]

    def _parsed(self, name: str) -> tuple[Article, Findings]:
        given = self._given(name)
        if given is None:
            raise InputError(self.problems)
        return reports.parsed(given)[:2]

    def _given(self, name: str) -> Given | None:
        """A report's text and the machine's file on it; None, with a problem noted, when it is no text."""
        text = read.text_of(self._paths[name], name, self.problems)
        if text is None:
            return None
        said = SLUG.search(text, 0, HEAD)
        kept = None if self._force else read.kept_findings(self._root, slugs(said[1].strip()) if said else slug_of(name))
        return Given(name, text, self.outline.config, self._rules, kept)

    def _key(self, name: str) -> bytes:
        config = self.outline.config
        return key(ACCOUNTS, self._program, config.language, config.time_zone, name, self._digest(name))

    def _digest(self, name: str) -> str:
        """The hash of a file as it stood; that of an empty one where there is none."""
        stamp = self._stamps.get(str(self._root / name))
        return stamp.digest if stamp else digest(b"")


def plain(sources: Sources) -> tuple[Briefing, dict[str, Findings]]:
    """The briefing of a project that was read whole, and the findings of each report as corrected. Remembers nothing."""
    rules = derived.fingerprint_of_rules()
    found = {article.slug: _found(article, sources.derived.get(article.slug), rules) for article in sources.articles}
    problems: list[Problem] = []
    known = directory({slug: findings.entities for slug, findings in found.items()}, sources.actors)
    found = corrected(sources.articles, found, known, problems)
    accounts = [account(article, found[article.slug]) for article in sources.articles]
    return assemble(accounts, sources.actors, sources.topics, problems), found


def _found(article: Article, kept: bytes | None, rules: str) -> Findings:
    doc = document(article)
    found = derived.decode(kept, derived.digest(doc, rules), article.text) if kept is not None else None
    return found or derive(doc)


def _people(told: Account, known: Directory) -> Iterable[str]:
    """Whom the dossier knows by the names in a report's additions: all that its correction depends on beside the report."""
    for addition in told.article.additions:
        for field, value in addition.fields:
            for name in value.split("\n"):
                yield f"{field}\0{name}\0{known.get(name.casefold())}"
