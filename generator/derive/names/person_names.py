"""Names of people: given names, family name and suffix, and whether two names may be one person's.

| Anna M. van der Berg | Kim Jong-il, Robert Lund Jr. | Sen. Berg | Tom and Thomas Lund
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import rows, words
from generator.derive.names.gazetteer import bare, genders, titles
from generator.model.permalinks import slugs

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
MIN_DOUBLE_SURNAME_WORDS = 3


class PersonName(NamedTuple):
    """The parts of a person's name, folded to slugs; `surname` is "" where there is none.

    `other_surname` is the first of two family names: "Lund" of Ana Lund Castro.
    """

    given: tuple[str, ...]
    surname: str
    suffix: str
    other_surname: str = ""

    @property
    def surnames(self) -> frozenset[str]:
        """The family names by which the person may be called."""
        return frozenset({self.surname, self.other_surname} - {""})


@lru_cache(maxsize=100_000)
def parse_name(name: str) -> PersonName:
    """Return the parts of a name, without titles and forms of address before it."""
    spelled, suffix = _without_suffix(without_title(name).replace(",", " ").split())
    if not spelled:
        return PersonName((), "", suffix)
    if is_family_first(spelled):
        return PersonName(_given(spelled[1:]), slugs(spelled[0]), suffix)
    last = _start_of_surname(spelled)
    other = ""
    if last >= MIN_DOUBLE_SURNAME_WORDS - 1 and _may_be_surname(spelled[last - 1]):
        other = slugs(bare(spelled[last - 1]))
    return PersonName(_given(spelled[:last]), slugs(bare(" ".join(spelled[last:]))), suffix, other)


def without_title(name: str) -> str:
    """Return a name without the titles and forms of address that it begins with: "Pres. Berg", "Sen. Ann Berg"."""
    spelled = name.split()
    while len(spelled) > 1 and (spelled[0].rstrip(".") in words("honorifics") or is_title(spelled[0])):
        spelled.pop(0)
    return " ".join(spelled)


def is_title(word: str) -> bool:
    """Return whether a word before a name is a title or an abbreviation of one: "President", "Pres.", but not "Dean"."""
    small = word.lower().rstrip(".")
    return word not in genders() and (small in titles() or (word.endswith(".") and small in words("abbreviated_titles")))


def without_suffix(name: str) -> str:
    """Return a name without "Jr." and the like at its end."""
    return " ".join(_without_suffix(name.replace(",", " ").split())[0])


def _without_suffix(spelled: Sequence[str]) -> tuple[list[str], str]:
    suffix = slugs(spelled[-1]) if len(spelled) > 1 else ""
    return (list(spelled[:-1]), suffix) if suffix in SUFFIXES else (list(spelled), "")


def is_family_first(spelled: Sequence[str]) -> bool:
    """Return whether the family name stands first: "Kim Jong-il", "Xi Jinping"."""
    if len(spelled) not in {2, 3} or "-" in spelled[0]:
        return False
    first, second = spelled[0], spelled[1]
    hyphened = second.partition("-")
    is_hyphened = len(spelled) == 2 and first not in genders() and hyphened[0].istitle() and hyphened[2].islower()
    return is_hyphened or (first in words("family_names_first") and second not in genders())


def _start_of_surname(spelled: Sequence[str]) -> int:
    """Return the place where the family name begins, with the particles before it."""
    particles = words("name_particles")
    at = len(spelled) - 1
    while at > 0 and spelled[at - 1].lower() in particles:
        is_given = at == 1 and spelled[0] in genders() and spelled[1] not in particles  # "Van Berg", not "Van der Berg"
        if is_given:
            break
        at -= 1
    return at


def _may_be_surname(word: str) -> bool:
    """Return whether a word before the last is the first of two family names, not a given name or an initial."""
    return len(word.rstrip(".")) > 1 and word[0].isupper() and word not in genders() and not word.rstrip(".").isupper()


def _given(spelled: Sequence[str]) -> tuple[str, ...]:
    """Return given names and initials, folded: "M.E." is two."""
    parts: list[str] = []
    for word in spelled:
        is_initials = word.replace(".", "").isupper() and len(word.replace(".", "")) <= word.count(".")
        parts.extend(word.replace(".", "").lower() if is_initials else [slugs(word)])
    return tuple(parts)


def may_be_one(one: PersonName, other: PersonName) -> bool:
    """Return whether two full names may be one person's: no part of one speaks against the other.

    Given names are equal, short for each other or initials; middle names may be left out; "Jr." is somebody else.
    """
    if one.suffix != other.suffix or not (one.given and other.given):
        return False
    if one.surname != other.surname:
        short, long = (one, other) if other.other_surname == one.surname else (other, one)
        if long.other_surname != short.surname or short.other_surname:
            return False
        long = long._replace(given=long.given[:-1])
        return bool(long.given) and _given_may_be_one(short.given, long.given)
    return _given_may_be_one(one.given, other.given)


def _given_may_be_one(one: Sequence[str], other: Sequence[str]) -> bool:
    return all(_is_same_given(*pair) for pair in zip(one, other, strict=False))


def _is_same_given(one: str, other: str) -> bool:
    """Return whether two given names are equal, one the initial of the other, or short for it."""
    if one == other or (1 in {len(one), len(other)} and one[0] == other[0]):
        return True
    return other in short_forms().get(one, ()) or one in short_forms().get(other, ())


@lru_cache(maxsize=1)
def short_forms() -> dict[str, frozenset[str]]:
    """Return the short forms of given names, all in small letters: "tom" of "thomas"."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, short in rows("nicknames"):
        found[name.lower()].update(short.lower().split())
    return {name: frozenset(short) for name, short in found.items()}
