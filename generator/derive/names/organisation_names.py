"""Forms of one organisation's name: with and without its legal form, shortened, by its initials or by a part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from generator.derive.lexicon import words
from generator.derive.names.gazetteer import genders, is_known

MIN_ACRONYM_LETTERS, MIN_WORD_LETTERS = 2, 4
MAX_LEGAL_FORM_WORDS = 4
BELONGING_PREPOSITIONS = frozenset({"of", "for", "in", "on"})


@lru_cache(maxsize=100_000)
def without_legal_form(name: str) -> str:
    """Return a name without its legal forms: "Acme Holdings" for "Acme Holdings Inc.", "Acme" for "PT Acme"."""
    parts = name.split()
    if len(parts) > 1 and parts[0] in words("legal_forms_before"):
        parts = parts[1:]
    while len(parts) > 1:
        ends = (length for length in range(MAX_LEGAL_FORM_WORDS, 0, -1) if length < len(parts))
        length = next((length for length in ends if is_legal_form(" ".join(parts[-length:]))), 0)
        if not length:
            break
        parts = parts[:-length]
    return " ".join(parts).rstrip(",&").strip()


def is_legal_form(text: str) -> bool:
    """Return whether words are a legal form, with or without full stops: "S.p.A.", "GmbH & Co. KG"."""
    return text.replace(".", "").rstrip(",") in words("company_suffixes")


def has_legal_form(name: str) -> bool:
    """Return whether a name has a legal form."""
    return without_legal_form(name) != name.rstrip(",")


def is_short_for(short: str, full: str) -> bool:
    """Return whether a short form leaves out nothing but legal forms and generic words at the end of a name."""
    return short in _shorter(full)


def _is_generic(word: str) -> bool:
    return is_legal_form(word) or word in words("generic_names") or word == "&"


def initials(full: str) -> set[str]:
    """Return the acronyms of a name: the first letters of its words, with and without those of small words."""
    first = [word[0] for word in full.replace("-", " ").split() if word[0].isalnum()]
    both = {"".join(letter for letter in first if letter.isupper()), "".join(first).upper()}
    return {letters for letters in both if len(letters) >= MIN_ACRONYM_LETTERS}


def may_abbreviate(acronym: str, full: str) -> bool:
    """Return whether letters can abbreviate a name: they come in it in their order, beginning with its first."""
    if not (
        acronym[:1].isupper() and acronym[:1] == full[:1] and len(acronym) < len(full) and sum(map(str.isupper, acronym)) > 1
    ):
        return False
    letters = iter(full.lower())
    return all(letter in letters for letter in acronym.lower() if letter.isalnum())


@lru_cache(maxsize=100_000)
def may_stand_for_name(word: str) -> bool:
    """Return whether the first word of a body's name may stand for it: no word that others' names begin with, too."""
    lists = ("names_open_with", "organisation_words", "generic_names", "not_names", "place_words", "cities")
    small = word.lower()
    is_open = (
        any(word in words(name) for name in lists) or small in words("topic_stopwords") or small in words("kinds_of_bodies")
    )
    is_name = word[:1].isupper() and not word.isupper() and len(word) >= MIN_WORD_LETTERS
    return is_name and not is_open and not is_known(word) and word not in genders()


def may_go_by_first_word(name: str) -> bool:
    """Return whether a body may be called by its name's first word: a firm may, but "Olme" is the town of an Olme School."""
    first, *others = name.split()
    institutions = words("organisation_words") - words("generic_names")
    return bool(others) and may_stand_for_name(first) and institutions.isdisjoint(others)


def fuller_by_part(names: Iterable[str]) -> Mapping[str, str]:
    """Return the one fuller name that has a name as its part: "University", or "Supreme Court" of "Norwegian Supreme Court".

    The parts of a name are its words of organisations, and what stands between a known name at its start ("Norwegian") and
    "of", "for", "in" or its end.
    """
    fuller: dict[str, set[str]] = defaultdict(set)
    every = set(names)
    for name in every:
        for part in _parts(name.split()):
            if part != name:
                fuller[part].add(name)
    ends = words("organisation_words")
    return {
        short: min(fuller[short]) for short in sorted(every) if short.split()[-1] in ends and len(fuller.get(short, ())) == 1
    }


def _parts(full: Sequence[str]) -> Iterator[str]:
    """Return the parts of a name that may stand for it; see `fuller_by_part`."""
    yield from (word for word in full if word in words("organisation_words"))
    for start in range(len(full)):
        if start and not is_known(full[start - 1]):
            return
        for end in range(start + 1, len(full) + 1):
            if end == len(full) or full[end] in BELONGING_PREPOSITIONS:
                yield " ".join(full[start:end])


def fullest_forms(names: Iterable[str]) -> Mapping[str, str]:
    """Return the fullest form of each name that has more than one.

    A short form belongs to a fuller name where all fuller names that begin with it are one organisation's, legal forms aside:
    beside both a Meridian Airlines and a Meridian Motors, "Meridian" is neither.
    """
    every = set(names)
    fuller: dict[str, list[str]] = defaultdict(list)
    for name in sorted(every):
        for short in _shorter(name):
            fuller[short].append(name)
    found: dict[str, str] = {}
    for short in sorted(every & fuller.keys(), key=lambda name: (len(name), name)):
        stems = {without_legal_form(name) for name in fuller[short]} - {without_legal_form(short)}
        forms = fuller[short] if len(stems) <= 1 else [name for name in fuller[short] if without_legal_form(name) == short]
        if forms:
            found.update(dict.fromkeys((short, *forms), max(forms, key=lambda name: (len(name), name))))
    return {name: full for name, full in found.items() if name != full}


def _shorter(full: str) -> Iterator[str]:
    """Return what is left of a name without one, two and more generic words at its end."""
    parts = full.split()
    while len(parts) > 1 and _is_generic(parts.pop()):
        yield " ".join(parts)
