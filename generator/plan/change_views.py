"""Changes as pages show them: statements of editions with links to what is there now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.contexts import ActorLink, ChangeView, Cite, Link, When
from generator.dossier.edition_changes import EditionChanges, Withdrawal
from generator.dossier.matched_statements import Pair
from generator.model import permalinks
from generator.model.editions import BriefingEdition, FrozenActor, FrozenJudgement, FrozenStatement, FrozenTopic
from generator.model.findings import PlacedBy
from generator.model.judgements import JudgementOutcome
from generator.model.wording import as_opening
from generator.model.yardsticks import YARDSTICKS
from generator.report.dates_in_words import reported, when
from generator.theme.texts import Words

BANDS = {band.name: band.key for bands in YARDSTICKS.values() for band in bands}
OUTCOMES = frozenset(JudgementOutcome)
MIN_WORDS_OF_QUOTE = 4
"""Fewer words in quotation marks say nothing without the report's own around them."""
LINKED = frozenset({Withdrawal.TAKEN_OUT, Withdrawal.READ_OTHERWISE})
"""Of these the sentence is still there."""


class ChangeViews:
    """Makes the views of what changed from one edition to what is known now, or in another one."""

    def __init__(self, words: Words, before: BriefingEdition, now: BriefingEdition) -> None:
        self._words = words
        self._actors = {one.slug: ActorLink(one.name, "", one.kind) for one in before.actors}
        self._actors |= {one.slug: ActorLink(one.name, permalinks.actor(one.slug), one.kind) for one in now.actors}
        self._topics = {one.slug: Link(as_opening(one.name), "") for one in before.topics}
        self._topics |= {one.slug: Link(as_opening(one.name), permalinks.topic(one.slug)) for one in now.topics}
        self._reports = {one.slug for one in now.reports}

    def event(self, one: FrozenStatement) -> ChangeView:
        """Return an event."""
        return self._view("event", one)

    def earlier(self, one: FrozenStatement) -> ChangeView:
        """Return an event of before, told only now."""
        return self._view("earlier", one)

    def position(self, one: FrozenStatement) -> ChangeView:
        """Return a position; one that moved says from where."""
        note = self._words("position.was", before=one.was) if one.was else ""
        return self._view("moved" if one.was else "position", one, note)

    def quote(self, one: FrozenStatement) -> ChangeView:
        """Return a quote."""
        return self._view("quote", one)

    def figure(self, one: FrozenStatement) -> ChangeView:
        """Return a figure."""
        return self._view("figure", one)

    def counted(self, pair: Pair) -> ChangeView:
        """Return a figure that rose or fell."""
        before = ", ".join(filter(None, (pair.before.text, self._date(pair.before))))
        kind = "rose" if float(pair.now.value) > float(pair.before.value) else "fell"
        return self._view(kind, pair.now, self._words("position.was", before=before))

    def more(self, pair: Pair) -> ChangeView:
        """Return an event that more reports tell than did."""
        before, now = (self._words("reports", one.reports) for one in pair)
        return self._view("more", pair.now, self._words("changes.told_by", before=before, now=now))

    def dated(self, pair: Pair) -> ChangeView:
        """Return an event whose date is another one."""
        before = self._date(pair.before) or self._words("date.none")
        return self._view("dated", pair.now, self._words("position.was", before=before))

    def corrected(self, pair: Pair) -> ChangeView:
        """Return a statement that says something else than it did."""
        before, stands = pair.before, self._view("corrected", pair.before)
        who = ", ".join(actor.name for actor in stands.who) or stands.who_text
        words = "" if before.kind == "quote" else before.text
        was = " ".join(filter(None, (who, stands.label, words)))
        return self._view("corrected", pair.now, self._words("position.was", before=was))

    def withdrawn(self, changes: EditionChanges) -> Iterator[ChangeView]:
        """Return what was withdrawn: reports with the number of their statements, then statements, with the reason."""
        of_report = Counter(one.report for one, reason in changes.withdrawn if reason is Withdrawal.REPORT_GONE)
        for report in changes.gone_reports:
            source = ", ".join(filter(None, (report.source, self._day(report.date))))
            note = self._words("changes.with_report", of_report[report.slug])
            yield ChangeView("withdrawn", report.title, note=note, who_text=source, when=when(self._words, report.date))
        ordered = sorted(changes.withdrawn, key=lambda one: one[1] is Withdrawal.REPORT_GONE)
        for one, reason in ordered:
            view = self._view("withdrawn", one, self._words(f"changes.why.{reason}"), is_there=reason in LINKED)
            yield view

    def subjects(self, changes: EditionChanges, actors: int, topics: int) -> Iterator[ChangeView]:
        """Return new actors and topics: the first of both, then all others."""
        yield from map(self.actor, changes.actors[:actors])
        yield from map(self.topic, changes.topics[:topics])
        yield from map(self.actor, changes.actors[actors:])
        yield from map(self.topic, changes.topics[topics:])

    def actor(self, one: FrozenActor) -> ChangeView:
        """Return a new actor."""
        return ChangeView("actor", one.name, note=self._words("in_reports", one.reports), path=permalinks.actor(one.slug))

    def topic(self, one: FrozenTopic) -> ChangeView:
        """Return a new topic."""
        note = self._words("in_reports", one.reports)
        return ChangeView("topic", as_opening(one.name), note=note, path=permalinks.topic(one.slug))

    def renamed(self, changes: EditionChanges) -> Iterator[ChangeView]:
        """Return what goes by another name."""
        for before, now in changes.renamed:
            yield ChangeView("renamed", now, note=self._words("position.was", before=before))

    def judgements(self, changes: EditionChanges) -> Iterator[ChangeView]:
        """Return judgements that are new, say something else, or were withdrawn."""
        for before, now in changes.changed_judgements:
            is_same = self._judged(before) == self._judged(now)
            was = "" if is_same else self._words("position.was", before=self._judged(before))
            turned = self._words(f"judgement.turned.{now.outcome}") if now.outcome in OUTCOMES - {before.outcome} else ""
            yield self._judgement(now, ". ".join(part.rstrip(".") for part in (was, now.because, turned) if part))
        for one in changes.judgements:
            yield self._judgement(one, self._words("changes.new_judgement"))
        for one in changes.gone_judgements:
            yield ChangeView("judgement", one.question, one.answer, self._words("changes.gone_judgement"))

    def _judgement(self, one: FrozenJudgement, note: str) -> ChangeView:
        return ChangeView("judgement", one.question, self._judged(one), note, path=f"{permalinks.JUDGEMENTS}#{one.slug}")

    def _judged(self, one: FrozenJudgement) -> str:
        """Return an answer with its likelihood."""
        chance = self._words(f"judgement.band.{BANDS[one.likelihood]}") if one.likelihood in BANDS else one.likelihood
        percent = f" ({one.percent} %)" if one.percent is not None else ""
        return f"{one.answer} {self._words('judgement.likelihood', words=chance + percent)}"

    def _view(self, kind: str, one: FrozenStatement, note: str = "", *, is_there: bool = True) -> ChangeView:
        names_who = one.kind == "position" or _is_whole_quote(one)
        return ChangeView(
            kind=kind,
            text=one.text,
            label=self._label(one),
            note=note,
            who=tuple(self._links(one.actors)) if names_who else (),
            who_text=one.who if names_who else "",
            about=tuple(self._topics[slug] for slug in one.topics if slug in self._topics),
            when=self._when(one),
            cite=self._cite(one, is_there=is_there),
            polarity=one.polarity,
            direct=_is_whole_quote(one),
        )

    def _label(self, one: FrozenStatement) -> str:
        if one.kind != "position":
            return ""
        return self._words(f"denied.{one.stance}" if one.negated else f"stance.{one.stance}")

    def _links(self, slugs: Iterable[str]) -> Iterator[ActorLink]:
        return (self._actors[slug] for slug in slugs if slug in self._actors)

    def _cite(self, one: FrozenStatement, *, is_there: bool) -> Cite:
        """Return the citation; of a statement that is gone it leads to its report, if that is there."""
        page = permalinks.article(one.report) if one.report in self._reports else ""
        anchor = one.path.partition("#")[2]
        is_place = is_there and page and anchor.replace("-", "").isalnum()
        return Cite(
            path=f"{page}#{anchor}" if is_place else page,
            title=one.title,
            source=one.source,
            when=when(self._words, one.reported or None),
            sentence=one.sentence,
            words=one.words or one.text,
            language=one.lang,
        )

    def _when(self, one: FrozenStatement) -> When | None:
        date = when(self._words, one.date or None)
        return reported(self._words, date) if date and one.placed_by == PlacedBy.REPORT else date

    def _date(self, one: FrozenStatement) -> str:
        date = self._when(one)
        return date.text if date else ""

    def _day(self, day: str) -> str:
        date = when(self._words, day or None)
        return date.text if date else ""


def _is_whole_quote(one: FrozenStatement) -> bool:
    """Return whether a statement is somebody's own words that can stand without the sentence around them."""
    return one.direct and len(one.text.split()) >= MIN_WORDS_OF_QUOTE and not one.text[:1].islower()
