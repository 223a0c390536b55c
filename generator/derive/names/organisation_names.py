"""Forms of one organisation's name: with and without its legal form, shortened, by its initials or by a part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.derive.lexicon import words
from generator.derive.names.gazetteer import is_known

MIN_ACRONYM_LETTERS = 2
BELONGING_PREPOSITIONS = frozenset({"of", "for", "in", "on"})


def without_legal_form(name: str) -> str:
    """Return a name without the legal forms at its end: "Acme Holdings" for "Acme Holdings Inc."."""
    parts = name.split()
    while len(parts) > 1 and parts[-1].rstrip(".,") in words("company_suffixes"):
        parts.pop()
    return " ".join(parts).rstrip(",")


def is_short_for(short: str, full: str) -> bool:
    """Return whether a short form leaves out nothing but legal forms and generic words at the end of a name."""
    return short in _shorter(full)


def _is_generic(word: str) -> bool:
    return word.rstrip(".,") in words("company_suffixes") or word in words("generic_names") or word == "&"


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
