"""The pages of an editor's own, each sentence held against the reports: what `audit` says, as marks while writing."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from msgspec.structs import replace

from generator.build.assembled import Assembled
from generator.build.audited import audit_in
from generator.build.desk.asked import CitedSentence
from generator.content import files, front_matter, parse
from generator.dossier.audit.sentences import CheckableSentence
from generator.dossier.audit.verdicts import Verdict
from generator.model import permalinks
from generator.model.article import Article
from generator.model.problems import InputError, Problem
from generator.model.values import Value
from generator.runtime import clock
from generator.runtime.options import Options
from generator.runtime.processes import Workers

HEAD = "---\ntitle: page\ndate: {day}\nsource: draft\n---\n\n"
"""Makes a page a draft: "today" in it is the day on which it is looked at."""


class ProseVerdict(Value, frozen=True):
    """A sentence of a page, whether the reports bear it out, in what they do not, and by which of their sentences."""

    text: str
    support: str
    reasons: tuple[str, ...]
    by: CitedSentence | None


class PageVerdicts(Value, frozen=True):
    """The verdicts on a page; `is_own` is False for one that no editor wrote."""

    is_own: bool
    verdicts: tuple[ProseVerdict, ...] = ()


class CheckedProse:
    """The verdicts on pages as of the last look at each; they are made again once the page, or the dossier, is another."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[str, int], PageVerdicts]] = {}
        self._checking = threading.Lock()

    def of_page(self, assembled: Assembled, version: int, page: str) -> PageVerdicts:
        """Return the verdicts on a page. Raises InputError where its sentences cannot be read."""
        own = {str(permalinks.page(one.slug)): one.path for one in assembled.project.outline.pages}
        file = own.get(page, "")
        path = assembled.project.root / file
        text = files.text_of(path, file, []) if file else None
        if text is None:
            return PageVerdicts(is_own=False)
        with self._checking:
            key, known = self._known.get(page, (None, None))
            if known is None or key != (text, version):
                known = _checked(assembled, text)
                self._known[page] = (text, version), known
            return known


def _checked(assembled: Assembled, text: str) -> PageVerdicts:
    with Workers(1) as workers:
        audited = audit_in(assembled, _draft(assembled, text), assembled.cache, Options(jobs=1, workers=workers))
    return PageVerdicts(is_own=True, verdicts=tuple(map(_verdict, audited.verdicts)))


def _draft(assembled: Assembled, text: str) -> Article:
    """Return a page's text as a report. Raises InputError."""
    day = datetime.fromtimestamp(clock.now(), UTC).date().isoformat()
    _, body, _ = front_matter.split(text)
    problems: list[Problem] = []
    config = assembled.project.outline.config
    article = parse.article("page.md", HEAD.format(day=day) + body, config=config, problems=problems)
    if article is None:
        raise InputError(problems)
    return replace(article, lang=config.language)


def _verdict(one: Verdict) -> ProseVerdict:
    return ProseVerdict(one.claim.text, one.support.value, one.reasons, _cited(one.by) if one.by else None)


def _cited(by: CheckableSentence) -> CitedSentence:
    return CitedSentence(by.text, f"{permalinks.article(by.slug)}#{by.anchor}", by.title, when=by.day or "")
