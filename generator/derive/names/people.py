"""The people of a report, and the resolution of shorter names to people named in full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from generator.derive.names.candidates import Candidate
from generator.derive.names.gazetteer import bare, genders
from generator.derive.names.person_names import PersonName, may_be_one, parse_name, short_forms
from generator.derive.names.titles import HONORIFIC_GENDER
from generator.model.findings import Kind

MIN_MENTIONS, MIN_RATIO, MAX_NAMESAKES = 3, 2, 50


class People:
    """Everybody named in full, with gender, and those named by one word that no full name ends or begins with."""

    def __init__(self, found: Sequence[Candidate]) -> None:
        self.gender: dict[str, str] = {}
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.names_by_word: dict[str, list[str]] = defaultdict(list)
        self.names_by_surname: dict[str, list[str]] = defaultdict(list)
        self.names_by_short: dict[str, list[str]] = defaultdict(list)
        self.mentions: Counter[str] = Counter()
        for candidate in sorted((c for c in found if c.kind is Kind.PERSON), key=lambda c: -len(c.words)):
            if not _is_part(candidate) or not (self._named_by(candidate) or self._with_first_name(candidate)):
                self._add(candidate)
        self.fuller = {name: full for names in self.names_by_surname.values() for name, full in _fuller_names(names)}

    def _add(self, candidate: Candidate) -> None:
        if candidate.name not in self.gender:
            for word in {bare(word) for word in candidate.name.split()}:
                self.names_by_word[word].append(candidate.name)
            for short in short_forms().get(candidate.name.split()[0].lower(), ()) if " " in candidate.name else ():
                self.names_by_short[short].append(candidate.name)
            for surname in parse_name(candidate.name).surnames:
                self.names_by_surname[surname].append(candidate.name)
        self.titles[candidate.name].add(candidate.honorific.lower())
        self.gender[candidate.name] = self.gender.get(candidate.name) or _gender(candidate)

    def resolve(self, candidate: Candidate) -> str | None:
        """Return the person that a name stands for; None for nobody, or for several of whom none is mentioned far more."""
        person: str | None = None
        if candidate.name in self.gender:
            person = self.fuller.get(candidate.name, candidate.name)
        elif _is_part(candidate):
            named = (
                self._with_surname(candidate) or self.names_by_word.get(bare(candidate.words[0])) or self._with_short(candidate)
            )
            matches = list(dict.fromkeys(self.fuller.get(name, name) for name in named))
            titled = [name for name in matches[:MAX_NAMESAKES] if candidate.honorific.lower() in self.titles[name]]
            matches = titled if candidate.honorific and len(titled) == 1 else matches
            person = matches[0] if len(matches) == 1 else self._most_mentioned(matches)
        if person:
            self.mentions[person] += 1
        return person

    def is_only_word(self, word: str) -> bool:
        """Return whether no longer name has a word."""
        return all(name == word for name in self.names_by_word.get(bare(word), [])[:MAX_NAMESAKES])

    def _named_by(self, candidate: Candidate) -> list[str]:
        """Return the people of a family name, else those for whose given name it is short."""
        return self._with_surname(candidate) or self._with_short(candidate)

    def _with_surname(self, candidate: Candidate) -> list[str]:
        """Return the people with the family name that a name is, and no gender against its form of address."""
        gender = HONORIFIC_GENDER.get(candidate.honorific, "u")
        return [
            name
            for name in self.names_by_surname.get(parse_name(candidate.name).surname, [])[:MAX_NAMESAKES]
            if gender == "u" or self.gender[name] in {"u", gender}
        ]

    def _with_first_name(self, candidate: Candidate) -> list[str]:
        """Return the people whose name begins with a word: "Hillary", "Xu" of Xu Baoyi."""
        word = candidate.words[0]
        return [name for name in self.names_by_word.get(bare(word), [])[:MAX_NAMESAKES] if name.split()[0] == word]

    def _with_short(self, candidate: Candidate) -> list[str]:
        """Return the people for whose given name a word is short: "Tom" of Thomas Lund."""
        return self.names_by_short.get(candidate.words[0].lower(), [])[:MAX_NAMESAKES]

    def _most_mentioned(self, matches: Sequence[str]) -> str | None:
        """Return the only one mentioned so far, or the one whom the report mentions far more than any other."""
        counted = Counter({name: self.mentions[name] for name in matches[:MAX_NAMESAKES] if self.mentions[name]}).most_common(2)
        if len(counted) == 1:
            return counted[0][0]
        is_clear = bool(counted) and counted[0][1] >= max(MIN_MENTIONS, MIN_RATIO * counted[1][1])
        return counted[0][0] if is_clear else None


def _is_part(candidate: Candidate) -> bool:
    """Return whether a name is one word or a family name alone, with its particles: "van der Berg"."""
    return len(candidate.words) == 1 or not parse_name(candidate.name).given


def _fuller_names(names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Return the full names of one family name that are short for exactly one fuller one: "Tom Lund" of Thomas A. Lund."""
    parsed = {name: parse_name(name) for name in names[:MAX_NAMESAKES]}
    for name, parts in parsed.items():
        others = ((other, full) for other, full in parsed.items() if _letters(full) > _letters(parts))
        fuller = {other: full for other, full in others if may_be_one(parts, full)}
        if fuller and all(may_be_one(*pair) for pair in combinations(fuller.values(), 2)):
            yield name, max(fuller, key=lambda other: (_letters(fuller[other]), other))


def _letters(name: PersonName) -> int:
    return sum(map(len, name.given)) + len(name.other_surname)


def _gender(candidate: Candidate) -> str:
    given = genders().get(candidate.words[0], "u") if len(candidate.words) > 1 else "u"
    return HONORIFIC_GENDER.get(candidate.honorific, given)
