"""Coreference: the names of a report that are one entity, full name, surname or acronym, and the holders of offices."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from generator.derive.evidence import cite
from generator.derive.names.candidates import KNOWN, Candidate
from generator.derive.names.context_cues import ACRONYM
from generator.derive.names.organisation_names import (
    fuller_by_part,
    fullest_forms,
    initials,
    may_abbreviate,
    may_go_by_first_word,
    without_legal_form,
)
from generator.derive.names.people import People
from generator.derive.syntax.document import Document
from generator.model.findings import Confidence, Entity, Form, Kind, Mention, Role
from generator.model.permalinks import slugs

OFFICE = re.compile(
    r"[Tt]he(?<!\w.he) (?P<whose>[A-Z][\w.]+(?: [A-Z]\w+)?) (?P<office>leader|president|prime minister|foreign minister"
    r"|chancellor|premier|secretary of state|ambassador|defence minister)\b(?! [A-Z])"
)
Key = tuple[str, Kind]
Aliases = dict[Key, Key]
AliasRule = Callable[[Document, Sequence[Candidate], Aliases], Aliases]
OFFICE_HOLDER = "the holder of an office"
RULES = (OFFICE_HOLDER,)
LEADERS = ("leader", "president", "prime minister", "chancellor", "premier")


def resolve(doc: Document, found: Sequence[Candidate]) -> tuple[tuple[Entity, ...], dict[int, str]]:
    """Return the entities, and the entity's id of each candidate by its index; candidates that name nobody are missing."""
    people = People(found)
    others = aliases(doc, found)
    organisations = _by_first_word(found)
    names: dict[int, tuple[str, Kind]] = {}
    for index, candidate in enumerate(found):
        if candidate.kind is not Kind.PERSON:
            names[index] = others.get((candidate.name, candidate.kind), (candidate.name, candidate.kind))
        elif organisation := _organisation(candidate, people, organisations):
            names[index] = others.get((organisation, Kind.ORGANISATION), (organisation, Kind.ORGANISATION))
        elif person := people.resolve(candidate):
            names[index] = (person, Kind.PERSON)
    return _entities(found, names)


def _by_first_word(found: Sequence[Candidate]) -> dict[str, set[str]]:
    """Return organisations of more than one word by their first."""
    organisations: dict[str, set[str]] = defaultdict(set)
    for candidate in found:
        if candidate.kind is Kind.ORGANISATION and len(candidate.words) > 1:
            organisations[candidate.name.split()[0]].add(candidate.name)
    return organisations


def _organisation(candidate: Candidate, people: People, organisations: dict[str, set[str]]) -> str | None:
    """Return the one organisation whose first word a single word is that is nobody's surname: "Lockheed" of Lockheed Martin."""
    word = candidate.words[0]
    fitting = organisations.get(word, set())
    if len(candidate.words) > 1 or candidate.honorific or len(fitting) != 1 or not people.is_only_word(word):
        return None
    return next(iter(fitting))


def _organisation_forms(_doc: Document, names: Sequence[Candidate], _earlier: Aliases) -> Aliases:
    """Return organisations by a part of their name ("the University"), by its start, and with and without their legal form.

    A name that more than one rule of these shortens goes by its start.
    """
    organisations = [c for c in names if c.kind is Kind.ORGANISATION]
    fuller = {
        **fuller_by_part(c.name for c in organisations if c.rule != KNOWN),
        **fullest_forms(c.name for c in organisations),
    }
    return {(name, Kind.ORGANISATION): (full, Kind.ORGANISATION) for name, full in fuller.items()}


def _initials(_doc: Document, names: Sequence[Candidate], earlier: Aliases) -> Aliases:
    """Return acronyms whose letters begin the words of one name alone."""
    full: dict[str, dict[Key, None]] = defaultdict(dict)
    for whole in {(c.name, c.kind): None for c in names if len(c.words) > 1}:
        for letters in initials(whole[0]):
            full[letters][whole] = None
    found: Aliases = {}
    for name, kind in {(c.name, c.kind): None for c in names if c.rule == ACRONYM}:
        fitting = list(full.get(name.replace(".", "").upper(), {}))
        if fitting and all(spelled == fitting[0][0] for spelled, _ in fitting):
            found[name, kind] = earlier.get(fitting[0], fitting[0])
    return found


def _letters_in_brackets(doc: Document, names: Sequence[Candidate], earlier: Aliases) -> Aliases:
    """Return letters in brackets behind a name that has them in their order: "Tarnow Airport Authority (TarnAir)"."""
    found: Aliases = {}
    for before, after in pairwise(names):
        if doc.text[before.end : after.start].strip() == "(" and doc.text[after.end : after.end + 1] == ")":
            whole = (before.name, before.kind)
            if len(before.words) > 1 and (may_abbreviate(after.name, before.name) or _are_foreign_letters(before, after)):
                found[after.name, after.kind] = found.get(whole, earlier.get(whole, whole))
    return found


def _are_foreign_letters(before: Candidate, after: Candidate) -> bool:
    """Return whether letters behind a body's name are those of its name in another language: "Norland Labour Party (DNA)"."""
    is_body = before.kind is Kind.ORGANISATION and after.kind is Kind.ORGANISATION
    return is_body and after.rule == ACRONYM and after.name.isupper()


def _first_and_last_words(_doc: Document, names: Sequence[Candidate], _earlier: Aliases) -> Aliases:
    """Return single words behind the one body whose name begins with them, or ends: "Tarnow", "the Hawks"."""
    bodies = [c for c in names if c.kind is Kind.ORGANISATION]
    begun: dict[str, dict[str, str]] = defaultdict(dict)
    ended: dict[str, dict[str, str]] = defaultdict(dict)
    found: Aliases = {}
    for body in bodies:
        if len(body.words) > 1:
            if may_go_by_first_word(body.name):
                begun[body.words[0]].setdefault(without_legal_form(body.name), body.name)
            ended[body.words[-1]].setdefault(without_legal_form(body.name), body.name)
            continue
        word = body.words[0]
        full = begun.get(word) or (ended.get(word) if word.endswith("s") else None) or {}
        if len(full) == 1 and body.rule != KNOWN:
            found.setdefault((body.name, Kind.ORGANISATION), (next(iter(full.values())), Kind.ORGANISATION))
    several = {word for word, full in [*begun.items(), *ended.items()] if len(full) > 1}
    return {short: full for short, full in found.items() if short[0] not in several}


ALIAS_RULES: tuple[tuple[str, AliasRule], ...] = (
    ("the first or the last word of one body", _first_and_last_words),
    ("a part of an organisation's name", _organisation_forms),
    ("initials", _initials),
    ("letters in brackets", _letters_in_brackets),
)
"""The rules by which one name of a report stands for another.

Each is a function of the report, its names and the aliases that earlier rules found. A later rule overrides an earlier one, so
they stand in the order of how surely they bind: brackets behind a name say outright what initials only suggest. The names that
acronyms stand for are resolved through the earlier aliases, so forms of an organisation's own name come first.
"""


def aliases(doc: Document, found: Sequence[Candidate]) -> Aliases:
    """Return the fuller name of each shorter one in a report, people's aside."""
    names = [c for c in found if c.kind is not Kind.PERSON and c.form is Form.NAME]
    merged: Aliases = {}
    for _, rule in ALIAS_RULES:
        merged = {**merged, **rule(doc, names, merged)}
    return merged


def _entities(found: Sequence[Candidate], names: dict[int, tuple[str, Kind]]) -> tuple[tuple[Entity, ...], dict[int, str]]:
    spellings: dict[Key, dict[str, None]] = {}
    for index, key in names.items():
        seen = spellings.setdefault(key, {})
        if found[index].form is not Form.DEMONYM and found[index].form is not Form.METONYM:
            seen[" ".join(found[index].words) if found[index].kind is Kind.GROUP else _spelled(found[index])] = None
    ids: dict[tuple[str, Kind], str] = {}
    taken: set[str] = set()
    for name, kind in spellings:
        stem = slugs(name)
        ids[name, kind] = stem if stem not in taken else f"{stem}-{kind.value}"
        taken.add(ids[name, kind])
    entities = tuple(
        Entity(ids[key], key[0], key[1], tuple(alias for alias in seen if alias != key[0])) for key, seen in spellings.items()
    )
    return entities, {index: ids[key] for index, key in names.items()}


def _spelled(candidate: Candidate) -> str:
    return candidate.name if candidate.kind is Kind.PERSON else " ".join(candidate.words)


def descriptions(doc: Document, roles: Sequence[Role], mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions for "the Russian leader", "the US president": the one person with that office in this report."""
    demonyms = {m.evidence.start: m for m in mentions if m.form in {Form.DEMONYM, Form.NAME}}
    found = []
    for match in OFFICE.finditer(doc.text):
        owner = demonyms.get(match.start("whose"))
        if owner is None or match.start("office") != owner.evidence.end + 1:
            continue
        office = match["office"].lower()
        holders = {r.entity for r in roles if r.affiliation == owner.entity and _holds(r.title.lower(), office)}
        if len(holders) == 1:
            cited = cite(doc.text, match.start("whose"), match.end())
            found.append(Mention("", cited, holders.pop(), Form.DESCRIPTION, Confidence.LIKELY, OFFICE_HOLDER))
    return found


def _holds(title: str, office: str) -> bool:
    if "former" in title:
        return False
    return title.endswith(LEADERS if office == "leader" else office)
