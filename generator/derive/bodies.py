"""Which names are one body's: with and without a legal form, shortened to what sets it apart, or by its acronym."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.derive.gazetteer import is_known
from generator.derive.lexicon import words

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
    left, whole = short.split(), full.split()
    rest = whole[len(left) :]
    return bool(rest) and whole[: len(left)] == left and all(_is_generic(word) for word in rest)


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
    every = sorted(set(names))
    holding: dict[str, list[str]] = defaultdict(list)
    for name in every:
        for word in set(name.split()):
            holding[word].append(name)
    found = {}
    for short in every:
        last = short.split()[-1]
        if last in words("organisation_words"):
            fuller = [name for name in holding[last] if name != short and _is_part(short.split(), name.split())]
            if len(fuller) == 1:
                found[short] = fuller[0]
    return found


def _is_part(short: Sequence[str], full: Sequence[str]) -> bool:
    if len(short) == 1:
        return True
    for start in range(len(full) - len(short) + 1):
        if list(full[start : start + len(short)]) == list(short):
            rest = full[start + len(short) :]
            return all(is_known(word) for word in full[:start]) and (not rest or rest[0] in BELONGING)
    return False


def homes(names: Iterable[str]) -> Mapping[str, str]:
    """The fullest form of each name that has more than one.

    A short form is of a fuller name's body where all fuller names that begin with it are that body's, legal forms aside:
    where there are a Meridian Airlines and a Meridian Motors, "Meridian" is neither.
    """
    every = sorted(set(names))
    by_start: dict[str, list[str]] = defaultdict(list)
    for name in every:
        by_start[name.split()[0]].append(name)
    found: dict[str, str] = {}
    for short in sorted(every, key=len):
        fuller = [name for name in by_start[short.split()[0]] if is_short_for(short, name)]
        stems = {without_legal_form(name) for name in fuller} - {without_legal_form(short)}
        one = fuller if len(stems) <= 1 else [name for name in fuller if without_legal_form(name) == short]
        if one:
            found.update(dict.fromkeys((short, *one), max(one, key=lambda name: (len(name), name))))
    return {name: full for name, full in found.items() if name != full}
