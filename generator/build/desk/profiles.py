"""Decisions on actors and topics: edits of their profiles, which are made where there are none."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from generator.build.desk.drafts import Draft, draft_of
from generator.build.desk.refusals import HERE, refused
from generator.build.desk.subjects import Desk, Subject, subject
from generator.content import front_matter_keys as declared
from generator.content.editing import styles
from generator.content.front_matter import scalar
from generator.dossier.resolve.incremental import is_named
from generator.model.decisions import Hide, KindIs, NotSame, Of, Rename, Same
from generator.model.permalinks import slugs
from generator.model.wording import folded

ProfileDecision = Same | NotSame | Rename | Hide | KindIs
KEYS = {Of.ACTOR: declared.ACTOR, Of.TOPIC: declared.TOPIC}
EITHER = "undo that decision, or edit the file by hand"


def in_full(desk: Desk, decision: ProfileDecision) -> ProfileDecision:
    """Return a decision with the names that the dossier has in the place of slugs. Raises InputError for names of nobody."""
    of = Of.ACTOR if isinstance(decision, KindIs) else decision.of
    one = subject(desk, of, decision.name)
    if not isinstance(decision, Same | NotSame):
        return replace(decision, name=one.name)
    other = subject(desk, of, decision.other)
    if one.slug == other.slug:
        return decision
    return replace(decision, name=one.name, other=other.name)


def draft(desk: Desk, decision: ProfileDecision) -> Draft:
    """Return the edit that says a decision on an actor or a topic. Raises InputError."""
    if isinstance(decision, Same):
        return _same(desk, decision)
    if isinstance(decision, NotSame):
        return _not_same(desk, decision)
    if isinstance(decision, Rename):
        return _rename(desk, decision)
    if isinstance(decision, Hide):
        return _hide(desk, decision)
    return _kind(desk, decision)


def _same(desk: Desk, decision: Same) -> Draft:
    one, other = (subject(desk, decision.of, said) for said in (decision.name, decision.other))
    if one.slug == other.slug:
        raise refused(HERE, f"{decision.name!r} and {decision.other!r} are one already, {one.name!r}", "nothing need be done")
    if one.profile and other.profile:
        wrong = f"both have a profile: {one.file} and {other.file}"
        raise refused(other.profile.where, wrong, "move what you keep into one of the two files, and remove the other")
    home, alias = (other, one) if other.profile else (one, other)
    return _with_names(desk, home, "aliases", [alias.name])


def _not_same(desk: Desk, decision: NotSame) -> Draft:
    one, other = (subject(desk, decision.of, said) for said in (decision.name, decision.other))
    if folded(decision.name) == folded(decision.other):
        raise refused(HERE, "the two names are one", "give two names")
    if one.slug == other.slug:  # a rule merged the two names
        if decision.of is Of.TOPIC:
            raise refused(HERE, f"both are labels of {one.name!r}", "take the alias out of its profile")
        apart = decision.other if folded(decision.other) != folded(one.name) else decision.name
        return _with_names(desk, one, "not_aliases", [apart])
    home, away = (other, one) if other.profile and not one.profile else (one, other)
    if home.profile and any(slugs(away.name) == slugs(name) or away.slug == name for name in home.profile.not_same_as):
        raise refused(home.profile.where, f"{home.file} keeps {away.name!r} apart already", "nothing need be done")
    return _with_names(desk, home, "not_same_as", [away.name])


def _rename(desk: Desk, decision: Rename) -> Draft:
    one, name = subject(desk, decision.of, decision.name), " ".join(decision.to.split())
    if not name or name == one.name:
        raise refused(HERE, f"{one.name!r} has that name already" if name else "the new name is empty", "give another name")
    old = [] if _has(one, one.name, aliases_only=True) or not _is_used(desk, one) else [one.name]
    if one.profile is None:
        return _made(desk, one, name, {"aliases": old} if old else {})
    edited = draft_of(desk.assembled.project.root, one.file, KEYS[one.of]).with_value("name", name)
    return edited.with_name("aliases", old[0]) if old else edited


def _hide(desk: Desk, decision: Hide) -> Draft:
    one = subject(desk, decision.of, decision.name)
    if one.profile and one.profile.hide:
        raise refused(one.profile.where, f"{one.name!r} is hidden already", "nothing need be done")
    return _with_value(desk, one, "hide", "true")


def _kind(desk: Desk, decision: KindIs) -> Draft:
    one = subject(desk, Of.ACTOR, decision.name)
    if one.kind == decision.kind.value:
        raise refused(HERE, f"{one.name!r} is a {one.kind} already", "give another kind")
    return _with_value(desk, one, "kind", decision.kind.value)


def _with_value(desk: Desk, one: Subject, key: str, value: str) -> Draft:
    if one.profile is None:
        return _made(desk, one, one.name, {key: value})
    return draft_of(desk.assembled.project.root, one.file, KEYS[one.of]).with_value(key, value)


def _with_names(desk: Desk, one: Subject, key: str, names: Sequence[str]) -> Draft:
    if one.profile is None:
        return _made(desk, one, one.name, {key: list(names)})
    edited = draft_of(desk.assembled.project.root, one.file, KEYS[one.of])
    for name in names:
        edited = edited.with_name(key, name)
    return edited


def _made(desk: Desk, one: Subject, name: str, more: dict[str, str | list[str]]) -> Draft:
    """Return the draft of a profile as a person would write it."""
    outline = desk.assembled.project.outline
    if one.file in {*(each.where.path for each in outline.actors), *(each.where.path for each in outline.topics)}:
        raise refused(one.file, "the profile of another name is in this file", "give the file another name")
    lines = [f"name: {scalar(name)}", *(f"{key}: {_written(value)}" for key, value in more.items())]
    raw = "\n".join(["---", *lines, "---", ""])
    return Draft(one.file, None, raw, KEYS[one.of]).made()


def _written(value: str | list[str]) -> str:
    return scalar(value) if isinstance(value, str) else styles.in_brackets(value)


def _has(one: Subject, name: str, *, aliases_only: bool = False) -> bool:
    """Return whether a profile has a name of its own already."""
    own = (*one.profile.aliases, *(() if aliases_only else (one.profile.name,))) if one.profile else ()
    return folded(name) in map(folded, own)


def _is_used(desk: Desk, one: Subject) -> bool:
    """Return whether reports have a subject's name, so that it has to be kept."""
    return one.of is Of.TOPIC or one.profile is None or is_named(desk.index, one.name)
