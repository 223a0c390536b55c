"""Which mentions of a report are the same one: by full name, surname, acronym in brackets; "he" and "she" where certain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.derive.bodies import homes as bodies_of
from generator.derive.bodies import is_acronym_of, may_abbreviate, parts_of
from generator.derive.candidates import KNOWN, Candidate
from generator.derive.clauses import is_after_preposition
from generator.derive.evidence import cite
from generator.derive.gazetteer import bare, genders
from generator.derive.text import Document
from generator.model import Confidence, Entity, Form, Kind, Mention, Role
from generator.permalinks import slugs

PRONOUN = re.compile(r"\b(?:(he|him|his)|(she|her|hers))\b", re.IGNORECASE)
OFFICE = re.compile(
    r"\b[Tt]he (?P<whose>[A-Z][\w.]+(?: [A-Z]\w+)?) (?P<office>leader|president|prime minister|foreign minister|chancellor"
    r"|premier|secretary of state|ambassador|defence minister)\b(?! [A-Z])"
)
LEADERS = ("leader", "president", "prime minister", "chancellor", "premier")
HONORIFIC_GENDER = {"Mr": "m", "Sir": "m", "Lord": "m", "Mrs": "f", "Ms": "f", "Miss": "f", "Lady": "f", "Dame": "f"}
OFTEN, FAR_MORE = 3, 2
SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III"})


def resolve(doc: Document, found: Sequence[Candidate]) -> tuple[tuple[Entity, ...], dict[int, str]]:
    """The entities, and the entity of each candidate by its index; candidates that name nobody are missing."""
    people = _people(found)
    others = _others(doc, found)
    bodies = {c.name for c in found if c.kind is Kind.ORGANISATION and len(c.words) > 1}
    names: dict[int, tuple[str, Kind]] = {}
    told: list[str] = []
    for index, candidate in enumerate(found):
        if candidate.kind is not Kind.PERSON:
            names[index] = others.get((candidate.name, candidate.kind), (candidate.name, candidate.kind))
        elif body := _body(candidate, people, bodies):
            names[index] = others.get((body, Kind.ORGANISATION), (body, Kind.ORGANISATION))
        elif person := _person(candidate, people, told):
            names[index] = (person, Kind.PERSON)
            told.append(person)
    return _entities(found, names)


def _body(candidate: Candidate, people: dict[str, str], bodies: set[str]) -> str | None:
    """The one body whose name begins with a word that nothing but its looks makes a person's: "Lockheed" of Lockheed Martin."""
    word = candidate.words[0]
    if len(candidate.words) > 1 or candidate.honorific or any(word in name.split() for name in people if name != word):
        return None
    fitting = [name for name in bodies if name.split()[0] == word]
    return fitting[0] if len(fitting) == 1 else None


def _others(doc: Document, found: Sequence[Candidate]) -> dict[tuple[str, Kind], tuple[str, Kind]]:
    """What is short for a fuller name of the report, by name and kind: acronyms, and bodies by the start of their name."""
    named = [c for c in found if c.kind is not Kind.PERSON and c.form is Form.NAME]
    full = {(c.name, c.kind): None for c in named if len(c.words) > 1}
    unlisted = [c for c in named if c.kind is Kind.ORGANISATION and c.rule != KNOWN]
    bodies = {**parts_of(c.name for c in unlisted), **bodies_of(c.name for c in named if c.kind is Kind.ORGANISATION)}
    meant = {(name, Kind.ORGANISATION): (fuller, Kind.ORGANISATION) for name, fuller in bodies.items()}
    for name, kind in {(c.name, c.kind): None for c in named if c.rule == "an acronym"}:
        homes = [whole for whole in full if is_acronym_of(name, whole[0])]
        if len({home for home, _ in homes}) == 1:
            meant[name, kind] = meant.get(homes[0], homes[0])
    for before, after in pairwise(named):
        if doc.text[before.end : after.start].strip() == "(" and doc.text[after.end : after.end + 1] == ")":
            whole = (before.name, before.kind)
            if len(before.words) > 1 and may_abbreviate(after.name, before.name):
                meant[after.name, after.kind] = meant.get(whole, whole)
    return meant


def _people(found: Sequence[Candidate]) -> dict[str, str]:
    """Everybody named in full, with gender; those with a title and a surname alone too, if nobody's name ends so."""
    people: dict[str, str] = {}
    for candidate in sorted((c for c in found if c.kind is Kind.PERSON), key=lambda c: -len(c.words)):
        if len(candidate.words) > 1 or not any(_may_mean(candidate, name, gender) for name, gender in people.items()):
            known = people.get(candidate.name)
            people[candidate.name] = known or _gender(candidate)
    return people


def _may_mean(candidate: Candidate, name: str, gender: str) -> bool:
    """Whether one word may be this person's: the surname, or the first word of the name ("Hillary", "Xu" of Xu Baoyi)."""
    return _fits(candidate, name, gender) or candidate.words == tuple(name.split()[:1])


def _gender(candidate: Candidate) -> str:
    given = genders().get(candidate.words[0], "u") if len(candidate.words) > 1 else "u"
    return HONORIFIC_GENDER.get(candidate.honorific, given)


def _fits(candidate: Candidate, name: str, gender: str) -> bool:
    """Whether a shorter name may be this person's: its last word is, and the form of address does not speak against it."""
    parts = [part for part in name.split() if part not in SUFFIXES]
    said = HONORIFIC_GENDER.get(candidate.honorific, "u")
    return (
        bare(candidate.words[-1]) == bare(parts[-1])
        and (said == "u" or gender in {"u", said})
        and len(candidate.words) < len(parts) + 1
    )


def _person(candidate: Candidate, people: dict[str, str], told: Sequence[str]) -> str | None:
    """The one person that a name fits; None when nobody does, or more than one and nothing else tells."""
    if candidate.name in people:
        return candidate.name
    if len(candidate.words) > 1:
        return None
    matches = [name for name, gender in people.items() if _fits(candidate, name, gender)]
    matches = matches or [name for name in people if candidate.words[0] in name.split()]
    return matches[0] if len(matches) == 1 else _foremost(matches, told)


def _foremost(matches: Sequence[str], told: Sequence[str]) -> str | None:
    """Of several who bear a name the only one named so far, or the one that the report is about, naming the others far less."""
    counted = Counter(name for name in told if name in matches).most_common(2)
    if len(counted) == 1:
        return counted[0][0]
    is_clear = bool(counted) and counted[0][1] >= max(OFTEN, FAR_MORE * counted[1][1])
    return counted[0][0] if is_clear else None


def _entities(found: Sequence[Candidate], names: dict[int, tuple[str, Kind]]) -> tuple[tuple[Entity, ...], dict[int, str]]:
    aliases: dict[tuple[str, Kind], dict[str, None]] = {}
    for index, key in names.items():
        seen = aliases.setdefault(key, {})
        if found[index].form is not Form.DEMONYM and found[index].form is not Form.METONYM:
            seen[" ".join(found[index].words) if found[index].kind is Kind.GROUP else _spelled(found[index])] = None
    ids: dict[tuple[str, Kind], str] = {}
    taken: set[str] = set()
    for name, kind in aliases:
        stem = slugs(name)
        ids[name, kind] = stem if stem not in taken else f"{stem}-{kind.value}"
        taken.add(ids[name, kind])
    entities = tuple(
        Entity(ids[key], key[0], key[1], tuple(alias for alias in seen if alias != key[0])) for key, seen in aliases.items()
    )
    return entities, {index: ids[key] for index, key in names.items()}


def _spelled(candidate: Candidate) -> str:
    return candidate.name if candidate.kind is Kind.PERSON else " ".join(candidate.words)


def pronouns(doc: Document, entities: Sequence[Entity], mentions: Sequence[Mention]) -> list[Mention]:
    """ "He" and "she": the one subject of that gender before it in the sentence, or else in the sentence before.

    Who only follows a preposition ("after talks with Mr Brown he …") is not meant; where two fit, nobody is.
    """
    people = {e.id: genders().get(e.name.split()[0], "u") for e in entities if e.kind is Kind.PERSON}
    named: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.entity in people and not is_after_preposition(doc, mention):
            named.setdefault(doc.sentence_at(mention.evidence.start), []).append(mention)
    found = []
    for match in PRONOUN.finditer(doc.text):
        gender = "m" if match.group(1) else "f"
        here = doc.sentence_at(match.start())
        near = [m for m in named.get(here, []) if m.evidence.end <= match.start()] or named.get(here - 1, [])
        fitting = {m.entity for m in near if people[m.entity] in {gender, "u"}}
        if len(fitting) == 1 and any(people[who] == gender for who in fitting):
            cited = cite(doc.text, match.start(), match.end())
            made = Mention("", cited, fitting.pop(), Form.PRONOUN, Confidence.LIKELY, "the only subject near who fits")
            found.append(made)
            if match.group().lower() in {"he", "she"}:
                named.setdefault(here, []).append(made)
    return found


def descriptions(doc: Document, roles: Sequence[Role], mentions: Sequence[Mention]) -> list[Mention]:
    """ "The Russian leader", "the US president": the one person whose office that is in this report."""
    demonyms = {m.evidence.start: m for m in mentions if m.form in {Form.DEMONYM, Form.NAME}}
    found = []
    for match in OFFICE.finditer(doc.text):
        whose = demonyms.get(match.start("whose"))
        if whose is None or match.start("office") != whose.evidence.end + 1:
            continue
        office = match["office"].lower()
        holders = {r.entity for r in roles if r.affiliation == whose.entity and _holds(r.title.lower(), office)}
        if len(holders) == 1:
            cited = cite(doc.text, match.start("whose"), match.end())
            found.append(Mention("", cited, holders.pop(), Form.DESCRIPTION, Confidence.LIKELY, "the holder of an office"))
    return found


def _holds(title: str, office: str) -> bool:
    if "former" in title:
        return False
    return title.endswith(LEADERS if office == "leader" else office)
