"""The statements that judgements rest on, found in the index by their ids or by exact words of a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from generator.contexts import ArticlePage, Cite, PositionView, SearchReport
from generator.dossier.index.database import Index
from generator.dossier.index.keys import REPORT, REPORT_TEXTS, SEARCH
from generator.dossier.report_page import ReportPageDraft
from generator.model import permalinks
from generator.model.article import FULL
from generator.model.judgements import Ground
from generator.report.near_names import hint

SENTENCE = "s-"
"""How the ids of sentences begin."""
WORD = re.compile(r"\w+")
MIN_SHARED = 0.5
"""The share of the words that a sentence must have, to be told as what may be meant."""
MAX_TOLD = 120
"""Characters of a sentence that a warning has."""
decode = msgspec.msgpack.decode


class FoundGround(NamedTuple):
    """A statement as it stands in its report now: its kind, the report's slug, and the citation of its sentence."""

    kind: str
    report: str
    cite: Cite


class Grounds:
    """Statements of an index by the names that editors give them; each report is read once.

    The index has no more of a report's text than is published. `text_of` returns the whole text of a report by its slug;
    without it, words that an unpublished text may have are taken to be there, since they were held against it before.
    """

    def __init__(self, index: Index, text_of: Callable[[str], str] | None = None) -> None:
        self._index = index
        self._text_of = text_of
        self._pages: dict[str, ArticlePage | None] = {}
        self._lines: dict[str, tuple[tuple[str, str], ...]] = {}

    def find(self, ground: Ground) -> FoundGround | None:
        """Return the statement that is named; None where no report has it now."""
        if not ground.report:
            reports = self._index.rows.subjects_with("draft", ground.finding)
            of_each = (self.find(replace(ground, report=report.removeprefix(REPORT))) for report in reports)
            return next((found for found in of_each if found), None)
        slug, page = ground.report, self._page(ground.report)
        if page is None:
            return None
        if ground.words:
            return self._sentence(slug, page, ground.words) or self._unpublished(slug, page, ground.words)
        if ground.finding.startswith(SENTENCE):
            known = dict(self._lines_of(slug))
            words = known.get(ground.finding)
            return FoundGround("sentence", slug, _cited(slug, page, ground.finding, words, words)) if words else None
        statements = self._statements(slug)
        return next((FoundGround(kind, slug, cite) for id_, kind, cite in statements if _is(ground.finding, id_)), None)

    def why_not(self, ground: Ground) -> tuple[str, str]:
        """Return why a statement is not found, and what may be meant."""
        slug = ground.report
        if slug and self._page(slug) is None:
            slugs = [one for _, one in self._index.reports.in_order()]
            return f"there is no report {slug!r}", hint(slug, slugs) or "write the file name of a report in content/articles/"
        if ground.words:
            wrong = f"the report {slug!r} does not say {ground.words!r}"
            near = self._nearest(slug, ground.words)
            return wrong, f"did you mean {near!r}?" if near else "copy the words from the report's page"
        if not slug:
            wrong = f"no report has the statement {ground.finding!r}"
            return wrong, "write it with its report: `report/id`, as the address of a statement on the report's page has it"
        ids = [id_ for id_, _, _ in self._statements(slug)]
        near_ids = get_close_matches(ground.finding, ids, n=1)
        wrong = f"the report {slug!r} has no statement {ground.finding!r} any more, if it ever had one"
        return wrong, f"did you mean `{slug}/{near_ids[0]}`?" if near_ids else "name another one, or take this line out"

    def _page(self, slug: str) -> ArticlePage | None:
        if slug not in self._pages:
            rows = self._index.rows.by_date(REPORT + slug, "draft", limit=1)
            self._pages[slug] = decode(rows[0].value, type=ReportPageDraft).page if rows else None
        return self._pages[slug]

    def _statements(self, slug: str) -> Iterator[tuple[str, str, Cite]]:
        """Return id, kind and citation of the statements of a report."""
        page = self._page(slug)
        if page is None:
            return
        yield from ((one.anchor, "quote", one.cite) for one in (*page.quotes, *page.reported))
        yield from ((one.anchor, "event", one.cites[0]) for one in (*page.events, *page.other_events) if one.cites)
        yield from ((one.anchor, "figure", one.cite) for one in page.figures)
        rows = self._index.rows.by_date(REPORT + slug, "positions", latest=False)
        positions = (decode(row.value, type=PositionView) for row in rows)
        yield from ((one.anchor, "position", one.cite) for one in positions)

    def _sentence(self, slug: str, page: ArticlePage, words: str) -> FoundGround | None:
        """Return the sentences that have these words, which may begin in one and end in another."""
        lines = self._lines_of(slug)
        whole, starts = "", []
        for _, line in lines:
            starts.append(len(whole))
            whole += f"{line} "
        wanted = " ".join(words.split())
        at = whole.find(wanted)
        if at < 0 or not wanted:
            return None
        first = max(number for number, start in enumerate(starts) if start <= at)
        last = max(number for number, start in enumerate(starts) if start < at + len(wanted))
        said = " ".join(line for _, line in lines[first : last + 1])
        return FoundGround("sentence", slug, _cited(slug, page, lines[first][0], said, wanted))

    def _unpublished(self, slug: str, page: ArticlePage, words: str) -> FoundGround | None:
        """Return a report without any words of it, where its text has these and they are not published."""
        wanted = " ".join(words.split())
        is_there = self._text_of is None or wanted in " ".join(self._text_of(slug).split())
        if page.published == FULL or not wanted or not is_there:
            return None
        path = permalinks.article(slug)
        return FoundGround("report", slug, Cite(path, page.title, page.source, page.when, "", "", grade=page.grade))

    def _lines_of(self, slug: str) -> tuple[tuple[str, str], ...]:
        """Return the published sentences of a report, each behind its id."""
        if slug not in self._lines:
            date, _ = self._index.reports.order_key(slug)
            raw = self._index.rows.value_at(SEARCH, REPORT_TEXTS, date, slug)
            self._lines[slug] = decode(raw, type=SearchReport).lines
        return self._lines[slug]

    def _nearest(self, slug: str, words: str) -> str:
        """Return the sentence of a report that shares most words; empty where none shares many."""
        wanted = _words(words)
        shares = [(len(wanted & _words(line)) / max(1, len(wanted)), line) for _, line in self._lines_of(slug)]
        share, line = max(shares, key=lambda one: one[0], default=(0, ""))
        return (line if len(line) <= MAX_TOLD else f"{line[:MAX_TOLD]}…") if share >= MIN_SHARED else ""


def publishers(found: Iterable[FoundGround]) -> set[str]:
    """Return the publishers, else the reports, of which the statements are."""
    return {permalinks.slugs(one.cite.source) if one.cite.source else one.report for one in found}


def _is(finding: str, anchor: str) -> bool:
    """Return whether an id is a statement's: that of its page, or that in its file of findings."""
    return finding in {anchor, anchor.rpartition("-")[0]}


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


def _cited(slug: str, page: ArticlePage, anchor: str, sentence: str, words: str) -> Cite:
    path = f"{permalinks.article(slug)}#{anchor}"
    return Cite(path, page.title, page.source, page.when, sentence, words, language=page.language, grade=page.grade)
