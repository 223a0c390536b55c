"""Keys by which names of bodies are compared: spelling, articles and legal forms aside; seats and offices of a state.

| Defence Ministry = Ministry of Defense | U.S. Senate = United States Senate = Senate of the United States
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.names.gazetteer import entries_from
from generator.derive.names.organisation_names import without_legal_form
from generator.derive.syntax.document import TOKEN
from generator.derive.syntax.word_classes import usual_spellings
from generator.model.findings import Kind
from generator.model.permalinks import slugs

SMALL_WORDS = frozenset({"the", "and", "of"})
LEGAL_WORDS = frozenset({"company", "corporation", "incorporated", "limited"})
MATTERS_OF_OFFICES = frozenset({"ministry", "department"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


class StateOffice(NamedTuple):
    """A seat or an office of a state; `state` is "" where the name does not say whose."""

    state: str
    office: str


@lru_cache(maxsize=100_000)
def spelled_key(name: str) -> str:
    """Return the key that the spellings of one body's name share."""
    if found := state_office(name):
        return f"{slugs(found.state)}-{found.office}" if found.state else found.office
    return _key(without_legal_form(name))


@lru_cache(maxsize=100_000)
def state_office(name: str) -> StateOffice | None:
    """Return the state and the office that a name says: "US Senate", "Ministry of Defence", "Parliament of Norway"."""
    tokens = TOKEN.findall(name)
    if tokens[:1] in (["the"], ["The"]):
        tokens = tokens[1:]
    state, rest = _state_before(tokens)
    if not state:
        state, rest = _state_behind(tokens)
    office = _key(" ".join(rest))
    if office in _offices() or (office.endswith("-ministry") and state != office):
        return StateOffice(state, office)
    return None


def _state_before(tokens: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return the country that names begin with, and the rest."""
    for spelled, known in entries_from(tokens[0]) if tokens else ():
        if known.kind is Kind.COUNTRY and tuple(tokens[: len(spelled)]) == spelled:
            rest = tokens[len(spelled) :]
            return known.name, rest[1:] if rest and rest[0] in POSSESSIVES else rest
    return "", tokens


def _state_behind(tokens: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return the country that stands behind "of" at the end of a name, and the rest."""
    for at in range(len(tokens) - 2, 0, -1):
        if tokens[at] == "of":
            whose = tokens[at + 1 :] if tokens[at + 1] != "the" else tokens[at + 2 :]
            country, rest = _state_before(whose)
            return (country, tokens[:at]) if country and not rest else ("", tokens)
    return "", tokens


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return frozenset(_key(office) for office in words("offices_of_states"))


def _key(name: str) -> str:
    """Return the words of a name in the spelling that names are compared in; "Ministry of X" as "X Ministry"."""
    spelled = [usual_spellings().get(word, word) for word in _parts(name)]
    if len(spelled) > 2 and spelled[0] in MATTERS_OF_OFFICES and spelled[1] == "of":
        spelled = [*spelled[2:], spelled[0]]
    kept = [word for word in spelled if word not in SMALL_WORDS]
    if len(kept) > 2 and kept[-1] in LEGAL_WORDS:
        kept.pop()
    return "-".join(kept or spelled)


def _parts(name: str) -> list[str]:
    text = slugs(name)
    for other in usual_spellings():
        if "-" in other:
            text = text.replace(other, usual_spellings()[other])
    return text.split("-")
