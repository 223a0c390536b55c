"""Which names are one body's: with and without a legal form, shortened to what sets it apart, or by its acronym."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.derive.lexicon import words
from generator.derive.names.gazetteer import is_known

LEAST_ACRONYM = 2
BELONGING = frozenset({"of", "for", "in", "on"})


def without_legal_form(name: str) -> str:
    """A name without the legal forms at its end: "Acme Holdings" for "Acme Holdings Inc."."""
    parts = name.split()
    while len(parts) > 1 and parts[-1].rstrip(".,") in words("company_suffixes"):
        parts.pop()
    return " ".join(parts).rstrip(",")


def is_short_for(short: str, full: str) -> bool:
    """Whether a body's name may be left so short: what it leaves out at the end are legal forms and words of kind."""
    return short in _shorter(full)


def _is_generic(word: str) -> bool:
    return word.rstrip(".,") in words("company_suffixes") or word in words("generic_names") or word == "&"


def initials(full: str) -> set[str]:
    """The letters that a name may be shortened to: those that its words begin with, small words aside or not."""
    letters = [word[0] for word in full.replace("-", " ").split() if word[0].isalnum()]
    both = {"".join(letter for letter in letters if letter.isupper()), "".join(letters).upper()}
    return {one for one in both if len(one) >= LEAST_ACRONYM}


def may_abbreviate(acronym: str, full: str) -> bool:
    """Whether what stands in brackets behind a name can be short for it: its letters come in the name in their order."""
    if not (
        acronym[:1].isupper() and acronym[:1] == full[:1] and len(acronym) < len(full) and sum(map(str.isupper, acronym)) > 1
    ):
        return False
    letters = iter(full.lower())
    return all(letter in letters for letter in acronym.lower() if letter.isalnum())


def parts_of(names: Iterable[str]) -> Mapping[str, str]:
    """The name that a word of bodies alone stands for, where one name alone has it: "the University", "the Court".

    So, too, for a name before "of", "for" or "in" or behind whose it is: "Supreme Court" of "Norwegian Supreme Court".
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
    """Each word of bodies in a name, and what stands between whose the name begins with and what it goes on with."""
    yield from (word for word in full if word in words("organisation_words"))
    for start in range(len(full)):
        if start and not is_known(full[start - 1]):
            return
        for end in range(start + 1, len(full) + 1):
            if end == len(full) or full[end] in BELONGING:
                yield " ".join(full[start:end])


def homes(names: Iterable[str]) -> Mapping[str, str]:
    """The fullest form of each name that has more than one.

    A short form is of a fuller name's body where all fuller names that begin with it are that body's, legal forms aside:
    where there are a Meridian Airlines and a Meridian Motors, "Meridian" is neither.
    """
    every = set(names)
    fuller: dict[str, list[str]] = defaultdict(list)
    for name in sorted(every):
        for short in _shorter(name):
            fuller[short].append(name)
    found: dict[str, str] = {}
    for short in sorted(every & fuller.keys(), key=lambda name: (len(name), name)):
        stems = {without_legal_form(name) for name in fuller[short]} - {without_legal_form(short)}
        one = fuller[short] if len(stems) <= 1 else [name for name in fuller[short] if without_legal_form(name) == short]
        if one:
            found.update(dict.fromkeys((short, *one), max(one, key=lambda name: (len(name), name))))
    return {name: full for name, full in found.items() if name != full}


def _shorter(full: str) -> Iterator[str]:
    """What is left of a name without one, two and more generic words at its end."""
    parts = full.split()
    while len(parts) > 1 and _is_generic(parts.pop()):
        yield " ".join(parts)
