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


class Known(NamedTuple):
    """A known name: what it is; `country` for the words that point at one. `sense`: name, demonym, seat, capital."""

    name: str
    kind: Kind
    sense: str
    country: str | None = None


# Of a demonym that ends so an s makes the people: "Kuwaitis", "Nicaraguans", "New Zealanders".
PLURALS = ("n", "i", "er")
Entry = tuple[tuple[str, ...], Known]


def _split(name: str) -> tuple[str, ...]:
    return tuple(TOKEN.findall(name))


def _entries() -> Iterator[Entry]:
    """What news calls countries comes first: "American" is the United States before it is a territory of theirs."""
    for country, sense, names in rows("countries_more"):
        for name in _parts(names):
            known = Known(name, Kind.PLACE, sense, country)
            yield _split(name), known if sense in {"seat", "capital"} else Known(country, Kind.COUNTRY, sense, country)
    for name, *others in rows("organisations"):
        for alias in (name, *_parts(others[0] if others else "")):
            yield _split(alias), Known(name, Kind.ORGANISATION, "name")
    for row in rows("countries"):
        yield from _of_country(*row)
    for place in words("places"):
        yield _split(place), Known(place, Kind.PLACE, "name")


def _of_country(country: str, capital: str = "", demonyms: str = "", aliases: str = "") -> Iterator[Entry]:
    for alias in (country, *_parts(aliases)):
        yield _split(alias), Known(country, Kind.COUNTRY, "name", country)
    for demonym in _parts(demonyms):
        for form in (demonym, f"{demonym}s")[: 1 + demonym.endswith(PLURALS)]:
            yield _split(form), Known(country, Kind.COUNTRY, "demonym", country)
    if capital and capital != country:
        yield _split(capital), Known(capital, Kind.PLACE, "capital", country)


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[Entry, ...]]:
    """Names by their first word; of one name's meanings the first in the order of the lists stands."""
    index: dict[str, dict[tuple[str, ...], Known]] = {}
    for tokens, known in _entries():
        index.setdefault(tokens[0], {}).setdefault(tokens, known)
    return {first: tuple(sorted(found.items(), key=lambda e: -len(e[0]))) for first, found in index.items()}


def entries_from(word: str) -> tuple[Entry, ...]:
    """The known names that begin with a word, the longest first."""
    return _index().get(word, ())


def first_words() -> KeysView[str]:
    """The words that known names begin with."""
    return _index().keys()


def is_known(word: str) -> bool:
    """Whether one word alone is a known name."""
    return any(len(name) == 1 for name, _ in entries_from(word))


def longest(tokens: Sequence[Token], at: int) -> tuple[int, Known] | None:
    """The longest known name that begins at a token: how many tokens it has, and what it is."""
    entries = entries_from(tokens[at].text)
    if not entries:
        return None
    ahead = tuple([text for _, _, text in tokens[at : at + len(entries[0][0])]])
    return next(((len(name), known) for name, known in entries if ahead[: len(name)] == name), None)


@lru_cache(maxsize=1)
def genders() -> dict[str, str]:
    """Given names and their gender: f, m or u."""
    found: dict[str, str] = {}
    for gender, names in rows("given_names"):
        for name in names.split():
            found[name] = gender if found.get(name, gender) == gender else "u"
    return found


def given_gender(name: str) -> str:
    """The likely gender of whoever bears a full name: f, m or u."""
    return genders().get(name.split(maxsplit=1)[0], "u")


def bare(surname: str) -> str:
    """A surname without the Arabic article: "al-Sisi" is "Sisi", too."""
    return surname[len("al-") :] if surname[:3].lower() in {"al-", "el-"} else surname


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Titles and offices that stand before a name, in small letters."""
    return frozenset(title.lower() for title in words("titles"))
