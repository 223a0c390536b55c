"""One report's file as its account: the stages that know nothing of other reports, as one function that can be cached.

Text in, bytes out, so that any process, on this machine or another, can do it.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from generator.content import parse
from generator.content.config import Config
from generator.content.files import DERIVED
from generator.derive import derivers, try_derive_by
from generator.derive.derivers import NO_ANSWERS, Given
from generator.derive.evidence import cite
from generator.derive.gate import Dropped
from generator.model.article import FULL, Article, HeldBack
from generator.model.findings import Findings
from generator.model.kinds import KINDS
from generator.model.problems import InputError, Problem
from generator.model.statements import Account
from generator.model.values import CompactValue
from generator.report import failures, findings_file
from generator.report.body import body
from generator.report.extracts import extract, words_of_sentences
from generator.report.statements import account, document
from generator.runtime.cache import key
from generator.runtime.fingerprints import digest
from generator.theme.texts import Words

INCOMPLETE = ""
"""In place of the hash that findings or an account go by, where some could not be derived: it is never the present one."""


class ReportInput(CompactValue, frozen=True):
    """A report's file and all else that its findings depend on. `stored` is its file in `content/derived/`, if it has one."""

    path: str
    text: str
    config: Config
    rules: str
    stored: bytes | None
    held: HeldBack | None = None
    """The reason for which it is not in the site today, where it is shown all the same."""
    answers: Mapping[str, bytes] = NO_ANSWERS
    """What a language model answered to what it is asked of the report, by the hash of that."""


class ReportOutput(CompactValue, frozen=True):
    """A report's account and its text for readers, as bytes to be cached; `path` is the report's file.

    `fresh` are new bytes for its file in `content/derived/`, where that was stale; `slug` names it. With problems there is
    nothing else. `warnings` say what could not be derived: such an account is not to be cached, nor are its findings, so
    that they are derived, and the warnings said, at every build.
    """

    path: str
    account: bytes = b""
    body: bytes = b""
    slug: str = ""
    fresh: bytes | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def derive_report(dates: Words, report: ReportInput) -> ReportOutput:
    """Parse a report, derive its findings where none are stored, and return its account. `dates` are the words for dates."""
    warnings: list[Problem] = []
    notes: list[Problem] = []
    try:
        article, found, fresh = parse_report(report, warnings, notes)
    except InputError as error:
        return ReportOutput(report.path, problems=error.problems)
    stored = report.stored if fresh is None else fresh
    account_, text = account_and_body(article, found, dates, warnings)
    if stored and derivers.others(report.config.use):
        account_ = replace(account_, screened=findings_file.screened(stored))
    of = INCOMPLETE if warnings else digest(stored or b"")
    return ReportOutput(report.path, encode(of, account_), text, article.slug, fresh, (), tuple(warnings), tuple(notes))


def parse_report(report: ReportInput, warnings: list[Problem], notes: list[Problem]) -> tuple[Article, Findings, bytes | None]:
    """Return a report, its findings, and new bytes for its file of findings where that is stale. Raises InputError.

    Findings of which some could not be derived are stale at once, with warnings; markup that is too much is warned of, too. A
    file that holds what the report does not bear out is stale, with a note.
    """
    problems: list[Problem] = []
    article = parse.article(report.path, report.text, config=report.config, problems=problems)
    if problems or article is None:
        raise InputError(problems)
    article = replace(article, held=report.held)
    warnings += failures.of_markup(article, report.text)
    doc = document(article, report.config.syntax)
    use, given = report.config.use, Given(report.answers, report.config.llm)
    of = findings_file.digest(doc, derivers.fingerprint_with(given, use, report.rules))
    dropped: list[Dropped] = []
    names = derivers.called(use)
    found = findings_file.decode(report.stored, of, doc.text, dropped, names) if report.stored is not None else None
    if found is not None:
        return article, _cited(article, found), None
    if dropped:
        notes.append(failures.of_findings_file(f"{DERIVED}/{article.slug}.json", report.stored or b"", dropped))
    found, failed, screened = try_derive_by(doc, use, given)
    warnings += failures.of_report(report.path, report.text, failed)
    return article, _cited(article, found), findings_file.encode(INCOMPLETE if failed else of, found, screened)


def _cited(article: Article, found: Findings) -> Findings:
    """Return findings with their words as the report has them: derivation reads spaces where that is no prose."""
    if not article.prose:
        return found
    text = article.text
    cited = {
        kind.field: tuple(
            replace(finding, evidence=cite(text, finding.evidence.start, finding.evidence.end)) for finding in kind.of(found)
        )
        for kind in KINDS
    }
    return replace(found, **cited)


def account_and_body(article: Article, found: Findings, dates: Words, warnings: list[Problem]) -> tuple[Account, bytes]:
    """Return a report's account and its text for readers; both without its findings, and a warning, where those fail."""
    try:
        return _account_and_body(article, found, dates)
    except Exception as error:  # noqa: BLE001 - whatever it is, one report must not stop the others
        warnings.append(failures.of_account(article.path, error))
        return _account_and_body(article, Findings(), dates)


def _account_and_body(article: Article, found: Findings, dates: Words) -> tuple[Account, bytes]:
    statements = account(article, found)
    published = extract(article, found, statements.sentences)
    text = body(article, found, published, statements.sentences, dates).encode()
    is_whole = article.publish_texts == FULL
    extracts = () if is_whole else words_of_sentences(article.text, published, statements.sentences)
    return replace(statements, body=key(text).hex(), extracts=extracts), text


def encode(findings_digest: str, account_: Account) -> bytes:
    """Encode an account with the hash of the file of findings that it rests on."""
    return msgspec.msgpack.encode((findings_digest, account_))


class _ArticleHead(CompactValue, frozen=True):
    slug: str


class _AccountHead(CompactValue, frozen=True):
    article: _ArticleHead


def head(raw: bytes) -> tuple[str, str]:
    """Decode the hash of the file of findings and the report's slug of an encoded account, and nothing else of it."""
    findings_digest, account_ = msgspec.msgpack.decode(raw, type=tuple[str, _AccountHead])
    return findings_digest, account_.article.slug


def decode(raw: bytes) -> tuple[str, Account]:
    """Decode the hash of the file of findings, and the account."""
    return msgspec.msgpack.decode(raw, type=tuple[str, Account])
