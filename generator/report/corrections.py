"""A person's corrections in a report's front matter: findings that are rejected, and findings that are added."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from generator.derive.evidence import cite
from generator.model.article import Addition, Article, Rejection
from generator.model.findings import Entity, Evidence, Findings, Kind
from generator.model.kinds import KIND_BY_NAME, KINDS, FindingKind
from generator.model.permalinks import slugs
from generator.model.problems import Problem
from generator.model.profiles import ActorProfile
from generator.model.wording import folded
from generator.report.near_names import hint
from generator.report.near_words import near_words

Directory = Mapping[str, tuple[str, Kind]]
"""Everybody known in the dossier: a name, folded, to the name as written and the kind."""


def directory(derived: Sequence[Entity], actors: Sequence[ActorProfile]) -> dict[str, tuple[str, Kind]]:
    """Return everybody known by any name. Of two who share a name the first counts, and a profile before both."""
    known: dict[str, tuple[str, Kind]] = {}

    def add(names: Iterable[str], name: str, kind: Kind) -> None:
        for alias in names:
            known.setdefault(folded(alias), (name, kind))

    kinds = {folded(entity.name): entity.kind for entity in reversed(derived)}
    for profile in actors:
        kind = profile.kind or kinds.get(folded(profile.name), Kind.PERSON)
        before = (old.slug_in("actors") for old in profile.formerly)
        add((profile.slug, *filter(None, before), profile.name, *profile.aliases), profile.name, kind)
    for entity in derived:
        add((entity.name, *entity.aliases), entity.name, entity.kind)
    return known


def apply(article: Article, found: Findings, directory: Directory, problems: list[Problem]) -> Findings:
    """The findings of a report as its front matter wants them. References to nobody are noted as problems."""
    mentioned = {mention.entity for mention in found.mentions}
    for rejection in article.rejections:
        found = _without(found, rejection)
    if lost := mentioned - {mention.entity for mention in found.mentions}:
        found = _without_entities(found, lost)
    for addition in article.additions:
        found = _with(article.text, found, addition, directory, problems)
    return found


def idle_entries(article: Article, found: Findings, corrected: Findings) -> tuple[Problem, ...]:
    """Return a warning for each correction of a report without effect: its words are gone, or were never there.

    `found` are the findings as derived.
    """
    rejections = (
        Problem(rejection.where, *_idle(rejection, found, article.text))
        for rejection in article.rejections
        if not any(_is_rejected(kind, one, rejection) for kind in _kinds(rejection) for one in kind.of(found))
    )
    additions = (
        Problem(
            addition.where, f"the report does not say {addition.text!r}, so this adds nothing", _near(addition.text, article)
        )
        for addition in article.additions
        if addition.text not in article.text
    )
    return (*rejections, *additions, *_idle_events(article, corrected))


def _idle_events(article: Article, corrected: Findings) -> Iterator[Problem]:
    """Return a warning for each correction of an event whose words no event is told in."""
    told = [" ".join(event.evidence.text.split()) for event in corrected.events]
    for entry in article.events:
        if not any(entry.text in words for words in told):
            todo = hint(entry.text, told) or "copy words of an event as its page shows it, or add the event"
            yield Problem(entry.where, f"no event is told in the words {entry.text!r}, so this does nothing", todo)


def _near(words: str, article: Article) -> str:
    return near_words(words, article.text) or "copy the words from the report, or take this out"


def _idle(rejection: Rejection, found: Findings, text: str) -> tuple[str, str]:
    """Return what is wrong with a rejection that rejects nothing, and what to do."""
    if rejection.id:
        ids = [one.id for kind in KINDS for one in kind.of(found)]
        todo = hint(rejection.id, ids) or "copy the id from the report's file in content/derived/"
        return f"the report has no finding {rejection.id!r}, so this rejects nothing", todo
    words = [
        " ".join((getattr(one, kind.label_field) if kind.label_field else one.evidence.text).split())
        for kind in _kinds(rejection)
        for one in kind.of(found)
    ]
    wrong = f"the report has no {rejection.kind} {rejection.text!r}, so this rejects nothing"
    near = hint(rejection.text or "", words) or near_words(rejection.text or "", text)
    return wrong, near or "copy the words as the report's page shows them, or take this out"


def _kinds(rejection: Rejection) -> Sequence[FindingKind]:
    return [KIND_BY_NAME[rejection.kind]] if rejection.kind else KINDS


def _without(found: Findings, rejection: Rejection) -> Findings:
    """Return the findings without those that are rejected."""
    kept = {
        kind.field: tuple(one for one in kind.of(found) if not _is_rejected(kind, one, rejection)) for kind in _kinds(rejection)
    }
    return replace(found, **kept)


def _without_entities(found: Findings, lost: Collection[str]) -> Findings:
    """Drop references to entities whose every mention was rejected: links to them would be dead."""
    kept = {kind.field: [kind.without(one, lost) for one in kind.of(found)] for kind in KINDS}
    return replace(found, **{field: tuple(one for one in findings if one is not None) for field, findings in kept.items()})


def _is_rejected(kind: FindingKind, finding: Any, rejection: Rejection) -> bool:
    """Return whether a rejection names a finding: by its id where one is given, else by its words or its label."""
    if rejection.id:
        return bool(finding.id == rejection.id)
    words, found = rejection.text or "", finding.evidence.text
    if kind.label_field and folded(getattr(finding, kind.label_field)) == folded(words):
        return True
    return words == found if kind.rejected_whole else words in found


def _with(text: str, found: Findings, addition: Addition, directory: Directory, problems: list[Problem]) -> Findings:
    start = text.find(addition.text)
    if start < 0:
        return found  # told by `idle_entries`
    evidence = cite(text, start, start + len(addition.text))
    entities = {entity.id: entity for entity in found.entities}

    def entity(name: str | None, kind_of_new: str | None = None) -> str | None:
        """The id of whoever goes by the name: in the report, in the dossier, or new where the editor says the kind."""
        if not name:
            return None
        called = folded(name)
        for known in entities.values():
            if called in {known.id, *map(folded, (known.name, *known.aliases))}:
                return known.id
        if called not in directory and not kind_of_new:
            todo = "use a name that a report uses, or write a profile for it in content/actors/"
            problems.append(Problem(addition.where, f"nobody in the dossier is called {name!r}", todo))
            return None
        known_name, known_kind = directory.get(called, (name, Kind(kind_of_new) if kind_of_new else Kind.PERSON))
        made = Entity(_free(slugs(known_name), entities), known_name, known_kind)
        entities[made.id] = made
        return made.id

    kind = KIND_BY_NAME[addition.kind]
    made = kind.add(f"{kind.letter}-{slugs(addition.text)[:40]}", evidence, dict(addition.fields), entity)
    if made is None:
        return found
    findings = tuple(sorted((*kind.of(found), made), key=lambda f: (f.evidence.start, f.evidence.end)))
    if addition.kind == "mention":
        findings = tuple(f for f in findings if f is made or not _overlap(f.evidence, evidence))
    return replace(found, entities=tuple(entities.values()), **{kind.field: findings})


def _free(stem: str, taken: Mapping[str, Entity]) -> str:
    return stem if stem not in taken else _free(f"{stem}-x", taken)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end
