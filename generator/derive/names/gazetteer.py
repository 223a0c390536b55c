"""Names that are known before the report is read: countries, their people and seats, organisations, places.

A name is looked up by its first word, the longest one wins: "UN Security Council" before "UN".
"""

from __future__ import annotations

from collections.abc import Iterator, KeysView, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import rows, words
from generator.derive.syntax.document import TOKEN, Token
from generator.model.findings import Kind


class KnownName(NamedTuple):
    """A known name and its kind; `country` for words that stand for one. `sense`: name, demonym, seat, capital."""

    name: str
    kind: Kind
    sense: str
    country: str | None = None


# A demonym with such an ending has a plural in s: "Kuwaitis", "Nicaraguans", "New Zealanders".
PLURAL_ENDINGS = ("n", "i", "er")
Entry = tuple[tuple[str, ...], KnownName]


def _split(name: str) -> tuple[str, ...]:
    return tuple(TOKEN.findall(name))


def _entries() -> Iterator[Entry]:
    """Return all known names, the usual sense first: "American" is the United States before a territory of theirs."""
    for country, sense, names in rows("countries_more"):
        for name in _parts(names):
            known = KnownName(name, Kind.PLACE, sense, country)
            yield _split(name), known if sense in {"seat", "capital"} else KnownName(country, Kind.COUNTRY, sense, country)
    for name, *others in rows("organisations"):
        for alias in (name, *_parts(others[0] if others else "")):
            yield _split(alias), KnownName(name, Kind.ORGANISATION, "name")
    for name, *others in rows("known_things"):
        for alias in (name, *_parts(others[0] if others else "")):
            yield _split(alias), KnownName(name, Kind.THING, "name")
    for row in rows("countries"):
        yield from _of_country(*row)
    for place in words("places"):
        yield _split(place), KnownName(place, Kind.PLACE, "name")


def _of_country(country: str, capital: str = "", demonyms: str = "", aliases: str = "") -> Iterator[Entry]:
    for alias in (country, *_parts(aliases)):
        yield _split(alias), KnownName(country, Kind.COUNTRY, "name", country)
    for demonym in _parts(demonyms):
        for form in (demonym, f"{demonym}s")[: 1 + demonym.endswith(PLURAL_ENDINGS)]:
            yield _split(form), KnownName(country, Kind.COUNTRY, "demonym", country)
    if capital and capital != country:
        yield _split(capital), KnownName(capital, Kind.PLACE, "capital", country)


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[Entry, ...]]:
    """Names by their first word; of several senses of a name the first counts."""
    index: dict[str, dict[tuple[str, ...], KnownName]] = {}
    for tokens, known in _entries():
        index.setdefault(tokens[0], {}).setdefault(tokens, known)
    return {first: tuple(sorted(found.items(), key=lambda e: -len(e[0]))) for first, found in index.items()}


def entries_from(word: str) -> tuple[Entry, ...]:
    """Return the known names that begin with a word, the longest first."""
    return _index().get(word, ())


def first_words() -> KeysView[str]:
    """Return the words that known names begin with."""
    return _index().keys()


def is_known(word: str) -> bool:
    """Return whether one word alone is a known name."""
    return any(len(name) == 1 for name, _ in entries_from(word))


@lru_cache(maxsize=100_000)
def is_known_place(name: str) -> bool:
    """Return whether a whole name is that of a country or of a place that the lists have."""
    spelled = _split(name)
    kinds = (known.kind for words_, known in entries_from(spelled[0]) if words_ == spelled) if spelled else ()
    return name in words("cities") or any(kind in {Kind.COUNTRY, Kind.PLACE} for kind in kinds)


def longest(tokens: Sequence[Token], at: int) -> tuple[int, KnownName] | None:
    """Return the longest known name that begins at a token, with its number of tokens."""
    entries = entries_from(tokens[at].text)
    if not entries:
        return None
    ahead = tuple([text for _, _, text in tokens[at : at + len(entries[0][0])]])
    return next(((len(name), known) for name, known in entries if ahead[: len(name)] == name), None)


@lru_cache(maxsize=1)
def genders() -> dict[str, str]:
    """Return given names with their gender: f, m or u."""
    found: dict[str, str] = {}
    for gender, names in rows("given_names"):
        for name in names.split():
            found[name] = gender if found.get(name, gender) == gender else "u"
    return found


def given_gender(name: str) -> str:
    """Return the likely gender of a person by the full name: f, m or u."""
    return genders().get(name.split(maxsplit=1)[0], "u")


def bare(surname: str) -> str:
    """Return a surname without the Arabic article: "al-Sisi" is "Sisi", too."""
    return surname[len("al-") :] if surname[:3].lower() in {"al-", "el-"} else surname


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Return titles and offices that stand before a name, in small letters."""
    return frozenset(title.lower() for title in words("titles"))
