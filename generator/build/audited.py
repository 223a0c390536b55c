"""A draft held against a project's reports, sentence by sentence."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from heapq import nlargest
from pathlib import Path

from msgspec.structs import replace

from generator.build import changed_reports
from generator.build.assembled import Assembled
from generator.build.audited_reports import KEPT, nearest, reports
from generator.build.pipeline import open_and_update
from generator.build.project import read_project
from generator.derive import try_derive
from generator.dossier.audit.sentences import CheckableSentence, one_word, sentences
from generator.dossier.audit.verdicts import Verdict, judge, likeness
from generator.model.article import Article
from generator.model.findings import Entity, Kind, NameAndKind
from generator.model.problems import InputError
from generator.model.values import CompactValue
from generator.model.wording import folded
from generator.report import failures
from generator.report.statements import document
from generator.runtime import fingerprints
from generator.runtime.cache import ResultCache
from generator.runtime.options import Options

MAX_COMPARED = 8
"""Sentences that a sentence of the draft is compared with."""
NAME_WORDS = range(2, 6)
"""Words of whole names."""
MARKS = ".,;:!?()“”\"'’"
UNKNOWN = "?"
"""Begins the slug of somebody whom no report names."""


class AuditedDraft(CompactValue, frozen=True):
    """The verdicts on a draft's sentences that can be checked, in order, and the number of all its sentences."""

    verdicts: tuple[Verdict, ...]
    sentences: int


def audit(root: Path, draft: Article, cache: ResultCache, options: Options) -> AuditedDraft:
    """Hold a draft against the reports of a project. Only caches are written. Raises InputError."""
    stamps, program = fingerprints.current_stamps(root, cache), fingerprints.program(cache)
    with ExitStack() as stack:
        project = read_project(root, stamps, program, cache, shown=options.shown)
        assembled = open_and_update(project, cache, options, stack)
        options.stage("audit")
        return audit_in(assembled, draft, cache, options)


def audit_in(assembled: Assembled, draft: Article, cache: ResultCache, options: Options) -> AuditedDraft:
    """Hold a draft against the reports of a dossier that is open. Only caches are written. Raises InputError."""
    read = _read_draft(draft, assembled)
    claims = tuple(one for one in read if one.is_checkable)
    found: list[list[CheckableSentence]] = [[] for _ in claims]
    for of_report in changed_reports.spread(options)(partial(nearest, claims), reports(assembled)):
        if of_report.read:
            cache.put_many(KEPT, {of_report.key: of_report.read})
        for of_claim, near in zip(found, of_report.near, strict=True):
            of_claim.extend(near)
    best = (nlargest(MAX_COMPARED, near, partial(likeness, claim)) for claim, near in zip(claims, found, strict=True))
    return AuditedDraft(tuple(judge(claim, near) for claim, near in zip(claims, best, strict=True)), len(read))


def _read_draft(draft: Article, assembled: Assembled) -> list[CheckableSentence]:
    """Return the sentences of a draft. Raises InputError where it cannot be derived."""
    doc = document(draft, assembled.project.outline.config.syntax)
    found, failed = try_derive(doc)
    if failed:
        raise InputError(failures.of_report(draft.path, draft.text, failed))
    actors = {entity.id: _actor_of(entity, assembled) for entity in found.entities}
    read = sentences(doc, found, actors.__getitem__, lambda _start: "")
    return [_with_known_names(one, assembled) for one in read]


def _with_known_names(one: CheckableSentence, assembled: Assembled) -> CheckableSentence:
    names = _known_names(one.text, assembled) | one.names
    of_names = {one_word(word.lower(), "") for name in names.values() for word in name.split()}
    return replace(one, names=names, words={word: weight for word, weight in one.words.items() if word not in of_names})


def _known_names(text: str, assembled: Assembled) -> dict[str, str]:
    """Return the actors whose whole names stand in a sentence, whether or not they are found by themselves there."""
    known, words = assembled.names.directory(assembled.index), text.split()
    spans = (words[at : at + length] for length in NAME_WORDS for at in range(len(words) - length + 1))
    written = {folded(name): name for span in spans if (name := " ".join(span).strip(MARKS))[:1].isupper()}
    meant = {known[name]: name_ for name, name_ in written.items() if name in known}
    return {slug: meant[name] for name, slug in assembled.index.names.actors_of(meant).items()}


def _actor_of(entity: Entity, assembled: Assembled) -> str:
    """Return the slug of whom a draft means by a name: by its kind, else by any name or surname that the dossier has."""
    names, known = assembled.index.names, assembled.names.directory(assembled.index)
    written = (entity.name, *entity.aliases)
    meant: list[NameAndKind] = [(name, entity.kind) for name in written]
    meant += [known[folded(name)] for name in written if folded(name) in known]
    found = names.actors_of(meant)
    if slug := next((found[name] for name in meant if name in found), ""):
        return slug
    people = {one for name, one in known.items() if one[1] is Kind.PERSON and name.endswith(f" {folded(entity.name)}")}
    bearers = set(names.actors_of(people).values())
    return bearers.pop() if len(bearers) == 1 else UNKNOWN + folded(entity.name)
