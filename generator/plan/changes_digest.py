"""What changed, in plain words, for feeds and mail: the entries that the page shows before anything is opened."""

from __future__ import annotations

from collections.abc import Iterator

from generator.contexts import ChangesDigest, ChangeSection, ChangesFeed, ChangeView, Cite, DigestLine, DigestSection
from generator.dossier.edition_changes import compare, why_by_hashes
from generator.model import permalinks
from generator.model.editions import BriefingEdition, FrozenReport
from generator.model.edtf import bounds, valid
from generator.plan.changes import MAX_REPORTS, ChangesSince, sections
from generator.plan.subjects import PageInputs
from generator.report.dates_in_words import when
from generator.theme.texts import Words

MAX_FEED_EDITIONS = 20
"""The latest editions in the feed."""


def changes_feed(inputs: PageInputs) -> ChangesFeed:
    """Return what changed from each edition to the next, the latest first; of the first one, what it began with."""
    found: list[ChangesDigest] = []
    before: BriefingEdition | None = None
    for edition in inputs.editions:
        found.append(_from_before(inputs, before, edition))
        before = edition
    return ChangesFeed(tuple(reversed(found))[:MAX_FEED_EDITIONS], permalinks.CHANGES)


def changes_mail(inputs: PageInputs, since: ChangesSince) -> ChangesDigest:
    """Return what the page of changes tells. Its day is that of the latest edition or report, whichever is later."""
    days = (inputs.editions[-1].day, *(bounds(one.date)[0] for one in since.now.reports if valid(one.date)))
    title = inputs.words("changes.title", name=since.edition.name)
    return ChangesDigest(
        title=inputs.words("site.title", page=title, site=inputs.config.title),
        introduction=introduction(inputs.words, since),
        day=max(days),
        of=permalinks.CHANGES,
        path=permalinks.CHANGES,
        sections=digest(inputs.words, since),
        page=inputs.words("changes.all"),
    )


def introduction(words: Words, since: ChangesSince) -> str:
    """Return one sentence on the edition, and one where nothing changed since it."""
    name, day = since.edition.name, when(words, since.edition.day)
    about = words("changes.about", name=name, date=day.text if day else "")
    if since.changes.is_empty:
        return f"{about} {words('changes.nothing')}"
    return f"{words('changes.nothing_since', name=since.later)} {about}" if since.later else about


def _from_before(inputs: PageInputs, before: BriefingEdition | None, edition: BriefingEdition) -> ChangesDigest:
    words, page = inputs.words, permalinks.changes_since(edition.slug)
    if before is None:
        began = words("changes.first", reports=words("reports", len(edition.reports)))
        return ChangesDigest(edition.name, began, edition.day, page, page, ())
    since = ChangesSince(before, compare(before, edition, why_by_hashes(before, edition)), edition)
    told, path = introduction(words, since), permalinks.changes_since(before.slug)
    return ChangesDigest(edition.name, told, edition.day, page, path, digest(words, since), words("changes.all"))


def digest(words: Words, since: ChangesSince, limit: int = 0) -> tuple[DigestSection, ...]:
    """Return what changed by sorts: what the page shows before anything is opened, and up to `limit` more of each."""
    told = tuple(_section(words, one, limit) for one in sections(words, since))
    reports = since.changes.reports
    if not reports:
        return told
    lines = tuple(_report(words, one) for one in reports[: MAX_REPORTS + limit])
    return (*told, DigestSection(words("changes.reports"), lines, _more(words, len(reports) - len(lines))))


def _section(words: Words, section: ChangeSection, limit: int) -> DigestSection:
    shown = (*section.entries, *section.others[:limit])
    return DigestSection(section.title, tuple(line(words, one) for one in shown), _more(words, section.number - len(shown)))


def _more(words: Words, number: int) -> str:
    return words("page.further", number=words.number(number)) if number else ""


def line(words: Words, view: ChangeView) -> DigestLine:
    """Return a change in plain words: its date, who, what, and how it changed."""
    said = _said(words, view)
    dated = (
        f"{view.when.text}: {said}" if view.when and view.cite and view.kind in {"event", "earlier", "more", "dated"} else said
    )
    text = f"{dated} ({view.note})" if view.note else dated
    return DigestLine(text, _source(words, view.cite) if view.cite else "", view.cite.path if view.cite else view.path)


def _who(view: ChangeView) -> str:
    return ", ".join(actor.name for actor in view.who) or view.who_text


def _said(words: Words, view: ChangeView) -> str:
    """Return who says or does what, in plain words."""
    who = _who(view) if view.cite else ""
    if view.label and view.cite:
        return words("position.says", stance=f"{who} {view.label}".strip(), words=view.cite.sentence)
    return words("position.says", stance=who, words=_words_of(words, view)) if who else _words_of(words, view)


def _words_of(words: Words, view: ChangeView) -> str:
    if view.kind == "judgement":
        return f"{view.text} {view.label}".strip()
    if view.cite is None:
        return view.text
    if view.direct:
        return words("article.cite_title", title=view.text.rstrip(","))
    return view.cite.sentence


def _source(words: Words, cite: Cite) -> str:
    name = cite.source or cite.title
    return words("cite.dated", source=name, date=cite.when.text) if cite.when else name


def _report(words: Words, report: FrozenReport) -> DigestLine:
    day = when(words, report.date or None)
    source = ", ".join(_parts(report.source, day.text if day else ""))
    return DigestLine(report.title, source, permalinks.article(report.slug))


def _parts(*texts: str) -> Iterator[str]:
    return (text for text in texts if text)
