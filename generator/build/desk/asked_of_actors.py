"""Questions about actors: pairs that may be one, and actors of whom reports disagree what they are."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.build.desk.asked import Answer, CitedSentence, Question, QuestionKind, Side, identifier, right
from generator.build.desk.subjects import Desk
from generator.dossier.index.keys import ACTOR
from generator.dossier.known_subjects import KnownActor
from generator.dossier.report_counts import CounterKind
from generator.dossier.resolve import incremental
from generator.dossier.resolve.suggestions import Suggestion
from generator.model import permalinks
from generator.model.decisions import Hide, KindIs, NotSame, Of, Rename, Same
from generator.model.findings import Kind
from generator.report.dates_in_words import when

MAX_SENTENCES = 3
MAX_REPORTS_READ = 8
"""Reports that are read for the sentences in which somebody is named."""
decode = msgspec.msgpack.decode


def merges(desk: Desk) -> Iterator[Question]:
    """Return a question for each pair of actors that may be one."""
    known = {one.name: one for one in _known(desk)}
    doubtful, _ = incremental.who_is_who(desk.index, desk.assembled.project.outline.actors)
    for one in doubtful:
        if one.a in known and one.b in known:
            yield _merge(desk, one, known[one.a], known[one.b])


def _merge(desk: Desk, suggestion: Suggestion, one: KnownActor, other: KnownActor) -> Question:
    sides = tuple(sorted((_side(desk, each) for each in (one, other)), key=lambda side: (-side.reports, side.name)))
    home, away = sides
    asked = identifier(QuestionKind.SAME, *sorted((home.slug, away.slug)))
    answers = (
        Answer("y", f"the same: {away.name} is {home.name}", Same(home.name, away.name)),
        Answer("n", "not the same", NotSame(home.name, away.name)),
        Answer("o", f"the same, the other way: {home.name} is {away.name}", Same(away.name, home.name)),
        right(asked, "leave it, and do not ask again"),
        Answer("m", f"{home.name} goes by another name", Rename(home.name, ""), asks="to"),
    )
    title = f"Are {home.name} and {away.name} the same?"
    return Question(asked, QuestionKind.SAME, title, suggestion.reason, suggestion.reports, sides, answers)


def kinds(desk: Desk) -> Iterator[Question]:
    """Return a question for each actor of whom reports disagree what kind it is."""
    for one in _known(desk):
        if one.profile and one.profile.kind:
            continue
        counted = desk.index.names.kinds_of(one.slug)
        if len(counted) < 2:
            continue
        weight = sum(number for kind, number in counted.items() if kind != one.kind)
        asked = identifier(QuestionKind.KIND, one.slug, *sorted(counted))
        ranked = sorted(counted, key=lambda kind: -counted[kind])
        answers = [
            Answer(
                str(number),
                f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}",
                KindIs(one.name, Kind(kind)) if kind != one.kind else right(asked, "").decision,
            )
            for number, kind in enumerate(ranked, 1)
        ]
        reason = ", ".join(f"{kind} in {counted[kind]}" for kind in ranked)
        title = f"What is {one.name}?"
        answers += [Answer("h", "nothing that should have a page: hide it", Hide(one.name)), right(asked, "leave it as it is")]
        yield Question(asked, QuestionKind.KIND, title, reason, weight, (_side(desk, one),), tuple(answers))


def _known(desk: Desk) -> list[KnownActor]:
    """Return all actors that are shown."""
    subjects = desk.index.subjects.with_prefix(ACTOR)
    return [one for raw in subjects.values() if not (one := decode(raw, type=KnownActor)).hidden]


def _side(desk: Desk, one: KnownActor) -> Side:
    reports = desk.index.counters.get(ACTOR + one.slug, CounterKind.REPORTS)
    path = permalinks.actor(one.slug) if one.has_page else ""
    return Side(one.name, one.slug, Of.ACTOR, one.kind.value, reports, path)


def sentences(desk: Desk, slug: str) -> tuple[CitedSentence, ...]:
    """Return a few sentences of different reports in which an actor is named."""
    names = desk.index.names.names_of(slug)
    found = [
        one for file in sorted(desk.index.names.files_with(names))[:MAX_REPORTS_READ] if (one := _named_in(desk, file, slug))
    ]
    return tuple(found[:MAX_SENTENCES])


def _named_in(desk: Desk, file: str, slug: str) -> CitedSentence | None:
    """Return the first sentence of a report that has a name of an actor."""
    stored = desk.index.reports.get(file)
    account = desk.assembled.reports.last_account(stored.corrected or stored.key) if stored else None
    if account is None:
        return None
    actor_of = desk.index.names.actors_of((one.name, one.kind) for one in account.entities)
    own = {one.id for one in account.entities if actor_of.get((one.name, one.kind)) == slug}
    names = sorted({name for entity, name, _ in account.seen if entity in own}, key=lambda name: (-len(name), name))
    article, dates = account.article, desk.assembled.project.date_words
    lines = dict(account.published_lines)
    for mark in account.sentences:
        text = lines.get(mark.anchor, "")
        if words := next((name for name in names if name in text), ""):
            path = f"{permalinks.article(article.slug)}#{mark.anchor}"
            date = when(dates, article.date)
            return CitedSentence(text, path, article.title, article.source, date.text if date else "", words)
    return None
