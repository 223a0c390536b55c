"""One report's file as its account: the stages that know nothing of other reports, as one function that can be cached.

Text in, bytes out, so that any process, on this machine or another, can do it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from generator.content import parse
from generator.content.config import Config
from generator.derive import try_derive
from generator.model.article import Article
from generator.model.findings import Findings
from generator.model.problems import InputError, Problem
from generator.model.statements import Account
from generator.report import failures, findings_file
from generator.report.body import body
from generator.report.statements import account, document
from generator.runtime.cache import key
from generator.runtime.fingerprints import digest
from generator.theme.texts import Words

INCOMPLETE = ""
"""In place of the hash that findings or an account go by, where some could not be derived: it is never the present one."""


@dataclass(frozen=True, slots=True)
class Given:
    """A report's file and all else that its account depends on. `kept` is its file in `content/derived/`, if there is one.

    `dates` are the words for dates.
    """

    path: str
    text: str
    config: Config
    rules: str
    kept: bytes | None
    dates: Words


@dataclass(frozen=True, slots=True)
class Told:
    """A report's account and its text for readers, as bytes to be kept; `path` is the report's file.

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


def tell(given: Given) -> Told:
    """What a report tells."""
    warnings: list[Problem] = []
    try:
        article, found, fresh = parsed(given, warnings)
    except InputError as error:
        return Told(given.path, problems=error.problems)
    kept = given.kept if fresh is None else fresh
    account_, text = told(article, found, given.dates, warnings)
    of = INCOMPLETE if warnings else digest(kept or b"")
    return Told(given.path, encode(of, account_), text, article.slug, fresh, warnings=tuple(warnings))


def parsed(given: Given, warnings: list[Problem]) -> tuple[Article, Findings, bytes | None]:
    """A report, its findings, and new bytes for its file of findings where that is stale. Raises InputError.

    Findings of which some could not be derived are stale at once.
    """
    problems: list[Problem] = []
    article = parse.article(given.path, given.text, config=given.config, problems=problems)
    if problems or article is None:
        raise InputError(problems)
    doc = document(article)
    of = findings_file.digest(doc, given.rules)
    found = findings_file.decode(given.kept, of, article.text) if given.kept is not None else None
    if found is not None:
        return article, found, None
    found, failed = try_derive(doc)
    warnings += failures.of_report(given.path, given.text, failed)
    return article, found, findings_file.encode(INCOMPLETE if failed else of, found)


def told(article: Article, found: Findings, dates: Words, warnings: list[Problem]) -> tuple[Account, bytes]:
    """The account and the text for readers of a report with these findings; without them, and a warning, where those fail."""
    try:
        return _told(article, found, dates)
    except Exception as error:  # noqa: BLE001 - whatever it is, one report must not stop the others
        warnings.append(failures.of_account(article.path, error))
        return _told(article, Findings(), dates)


def _told(article: Article, found: Findings, dates: Words) -> tuple[Account, bytes]:
    plain = account(article, found)
    text = body(article, found, plain.sentences, dates).encode()
    return replace(plain, body=key(text).hex()), text


def encode(kept: str, told_: Account) -> bytes:
    """An account as bytes, with the hash of the file of findings that it was made of."""
    return msgspec.msgpack.encode((kept, told_))


def decode(raw: bytes) -> tuple[str, Account]:
    """The hash and the account."""
    return msgspec.msgpack.decode(raw, type=tuple[str, Account])
