"""The people of a report, and the resolution of shorter names to people named in full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from generator.derive.names.candidates import Candidate
from generator.derive.names.gazetteer import bare, genders
from generator.derive.names.titles import HONORIFIC_GENDER
from generator.model.findings import Kind

MIN_MENTIONS, MIN_RATIO, MAX_NAMESAKES = 3, 2, 50
SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III"})


class People:
    """Everybody named in full, with gender, and those named by one word that no full name ends or begins with."""

    def __init__(self, found: Sequence[Candidate]) -> None:
        self.gender: dict[str, str] = {}
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.names_by_word: dict[str, list[str]] = defaultdict(list)
        self.mentions: Counter[str] = Counter()
        for candidate in sorted((c for c in found if c.kind is Kind.PERSON), key=lambda c: -len(c.words)):
            if len(candidate.words) > 1 or not (self._with_surname(candidate) or self._with_first_name(candidate)):
                self._add(candidate)

    def _add(self, candidate: Candidate) -> None:
        if candidate.name not in self.gender:
            for word in {bare(word) for word in candidate.name.split()}:
                self.names_by_word[word].append(candidate.name)
        self.titles[candidate.name].add(candidate.honorific.lower())
        self.gender[candidate.name] = self.gender.get(candidate.name) or _gender(candidate)

    def resolve(self, candidate: Candidate) -> str | None:
        """Return the person that a name stands for; None for nobody, or for several of whom none is mentioned far more."""
        person: str | None = None
        if candidate.name in self.gender:
            person = candidate.name
        elif len(candidate.words) == 1:
            matches = self._with_surname(candidate) or self.names_by_word.get(bare(candidate.words[0]), [])
            titled = [name for name in matches[:MAX_NAMESAKES] if candidate.honorific.lower() in self.titles[name]]
            matches = titled if candidate.honorific and len(titled) == 1 else matches
            person = matches[0] if len(matches) == 1 else self._most_mentioned(matches)
        if person:
            self.mentions[person] += 1
        return person

    def is_only_word(self, word: str) -> bool:
        """Return whether no longer name has a word."""
        return all(name == word for name in self.names_by_word.get(bare(word), [])[:MAX_NAMESAKES])

    def _with_surname(self, candidate: Candidate) -> list[str]:
        """Return the people with the surname that a name ends with and no gender against its form of address."""
        gender = HONORIFIC_GENDER.get(candidate.honorific, "u")
        last = bare(candidate.words[-1])
        return [
            name
            for name in self.names_by_word.get(last, [])[:MAX_NAMESAKES]
            if bare(_surname(name)) == last and (gender == "u" or self.gender[name] in {"u", gender})
        ]

    def _with_first_name(self, candidate: Candidate) -> list[str]:
        """Return the people whose name begins with a word: "Hillary", "Xu" of Xu Baoyi."""
        word = candidate.words[0]
        return [name for name in self.names_by_word.get(bare(word), [])[:MAX_NAMESAKES] if name.split()[0] == word]

    def _most_mentioned(self, matches: Sequence[str]) -> str | None:
        """Return the only one mentioned so far, or the one whom the report mentions far more than any other."""
        counted = Counter({name: self.mentions[name] for name in matches[:MAX_NAMESAKES] if self.mentions[name]}).most_common(2)
        if len(counted) == 1:
            return counted[0][0]
        is_clear = bool(counted) and counted[0][1] >= max(MIN_MENTIONS, MIN_RATIO * counted[1][1])
        return counted[0][0] if is_clear else None


def _surname(name: str) -> str:
    parts = [part for part in name.split() if part not in SUFFIXES]
    return parts[-1] if parts else name


def _gender(candidate: Candidate) -> str:
    given = genders().get(candidate.words[0], "u") if len(candidate.words) > 1 else "u"
    return HONORIFIC_GENDER.get(candidate.honorific, given)
