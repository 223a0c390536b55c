"""Targets that need no project: reading files, deriving findings, sanitising markup."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.content import config, markdown, parse, sanitise
from generator.content.config import Config
from generator.content.importers import format_of
from generator.content.importers.article_file import article_file
from generator.content.importers.importer import SourceFile
from generator.derive import derive
from generator.derive.gate import gate
from generator.derive.syntax.document import Document
from generator.model.article import Article, Element, TextLeaf
from generator.model.findings import Findings
from generator.model.problems import Problem
from generator.report.body import body
from generator.report.statements import account
from generator.theme.load import read_theme
from generator.theme.texts import Words, words
from quality.fuzz.documents import KINDS, any_documents, foreign_files, settings_files
from quality.fuzz.material import DAYS, ROOT, in_a_row, pieces, texts
from quality.fuzz.material import markdown as markdown_texts
from quality.fuzz.runs import PROGRAM, LawBroken, Target

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
STRIPPED = "".join(map(chr, range(33)))
"""What browsers take off an address's ends."""
TODAY = date(2021, 3, 5)
FOLDERS = {"article": "articles", "actor": "actors", "topic": "topics", "page": "pages"}
PARSERS = {"article": parse.article, "actor": parse.actor, "topic": parse.topic, "page": parse.page}
OF_BROWSERS = frozenset({"html", "head", "body"})
"""Elements that a parser of pages adds."""
FAULTS_OF_CODE = (IndexError, KeyError, AttributeError, TypeError, RecursionError, UnboundLocalError, AssertionError)


def reading() -> Target:
    """Return the target of files that people write or bring in."""
    written = [st.tuples(st.just(kind), any_documents(kind)) for kind in KINDS]
    given = st.tuples(st.just("add"), foreign_files())
    return Target("reading", st.one_of(*written, st.tuples(st.just("settings"), settings_files()), given, given), _read)


def deriving() -> Target:
    """Return the target of derivation."""
    cases = st.tuples(
        texts(), st.one_of(st.just(""), pieces()), st.sampled_from(DAYS), st.sampled_from(("en", "en", "en-GB", "de"))
    )
    return Target("deriving", cases, lambda case: _derive(*case))


def sanitising() -> Target:
    """Return the target of markup, which anybody may have written."""
    return Target("sanitising", st.one_of(markdown_texts(), markdown_texts(), in_a_row(), texts()), _sanitise)


def _read(case: tuple[str, Any]) -> None:
    kind, given = case
    problems: list[Problem] = []
    if kind == "add":
        _bring_in(SourceFile(*given), problems)
    elif kind == "settings":
        config.parse(given, problems)
    else:
        path = f"content/{FOLDERS[kind]}/a.md"
        found = PARSERS[kind](path, given, config=Config(), problems=problems)
        if found is None and not problems:
            raise LawBroken("a file that is not read is told")
        if any(problem.where.path != path for problem in problems):
            raise LawBroken("a problem is told at the file that has it", problems)
        if isinstance(found, Article):
            _check_leaves(found)
    check_messages(map(str, problems))


def check_messages(messages: Iterable[str]) -> None:
    """Hold that messages are one line each, without characters that a terminal would obey."""
    for message in messages:
        if CONTROL.search(message):
            raise LawBroken("messages are one line each without control characters", message)


def _bring_in(file: SourceFile, problems: list[Problem]) -> None:
    """Do as `briefing add` does, but for what it does about exceptions: those of our own code are what is looked for."""
    found = format_of(file, problems)
    importer = found.load(file.name, problems) if found else None
    if importer is None:
        return
    try:
        reports = list(importer(file, problems))
    except Exception as error:
        own = traceback.extract_tb(error.__traceback__)[-1].filename.startswith(PROGRAM)
        if own or isinstance(error, RecursionError):
            raise
        return  # a library's, of a damaged file, which is told
    for report in reports:
        made = article_file(report, {}, TODAY, given=file.name, site=Config())
        problems.extend(made.problems)
        if made.problems:
            continue
        wrong: list[Problem] = []
        parse.article(f"content/articles/{made.name}", made.text, config=Config(), problems=wrong)
        if wrong:
            raise LawBroken("what `add` writes can be built", wrong)


def _check_leaves(article: Article) -> None:
    """Hold that the leaves of a report's tree lie in its text, in order, and have all of it but white space."""
    at, missed = 0, ""
    for start, end in _leaves(article.tree):
        if not at <= start <= end <= len(article.text):
            raise LawBroken("leaves of a report's tree lie in order in its text", (start, end))
        missed, at = missed + article.text[at:start], end
    if (missed + article.text[at:]).strip():
        raise LawBroken("a report's tree has all of its text", missed + article.text[at:])


def _leaves(tree: Iterable[Element | TextLeaf]) -> Iterable[TextLeaf]:
    for node in tree:
        if isinstance(node, Element):
            yield from _leaves(node.children)
        else:
            yield node


def _derive(text: str, title: str, day: str | None, lang: str) -> None:
    check_grounded(text, derive(Document("a", text, title, day, lang)))


def check_grounded(text: str, found: Findings) -> None:
    """Hold that a report bears out findings."""
    passed, dropped = gate(text, found)
    if dropped:
        raise LawBroken(f"the report bears out its {dropped[0].kind}", [one.reason for one in dropped])
    if passed != found:
        raise LawBroken("findings name entities of their report", found)


def _sanitise(source: str) -> None:
    for html in (str(markdown.to_safe_html(source)), sanitise.own(sanitise.outside(source))):
        check_markup(str(html))
        if sanitise.own(str(html)) != html:
            raise LawBroken("sanitised markup stays as it is when it is sanitised again", html)
    report = markdown.to_report(source)
    if report.unread_markup.startswith("the markup cannot"):
        raise LawBroken(report.unread_markup)
    article = Article(
        slug="a", path="content/articles/a.md", title="A", date=None, day=None, source="", url="", author="", lang="en", place="",
        summary="", text=report.text, tree=report.tree, references=report.references,
    )  # fmt: skip
    _check_leaves(article)
    check_markup(body(article, Findings(), article.tree, account(article, Findings()).sentences, _date_words()))


def check_markup(html: str) -> None:
    """Hold that a browser sees in markup only elements, attributes and addresses of the list."""
    root = LexborHTMLParser(f"<!doctype html><body>{html}").root
    for node in root.traverse(include_text=False) if root is not None else ():
        tag = node.tag or ""
        if tag in OF_BROWSERS or tag in {"tbody", "fn", "fnback", "blank", "gap"}:
            continue
        if tag not in sanitise.OWN_TAGS and not tag.startswith(("-", "_")):
            raise LawBroken(f"markup has no element {tag[:20]}", html)
        for name, value in node.attributes.items():
            if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
                raise LawBroken(f"markup has no attribute {name[:20]}", html)
            if name in {"href", "src"} and not _is_harmless(value or ""):
                raise LawBroken("markup leads nowhere but to http, https and mailto", html)


def _is_harmless(address: str) -> bool:
    try:
        scheme = urlsplit(re.sub(r"[\t\n\r]", "", address.strip(STRIPPED))).scheme
    except ValueError:
        return True
    return scheme in {"", "http", "https", "mailto"} or not re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme)


def _date_words() -> Words:
    if not _words:
        problems: list[Problem] = []
        _words.append(words(read_theme(Path(ROOT), "briefing", problems).texts, "en", problems).within("date."))
    return _words[0]


_words: list[Words] = []
