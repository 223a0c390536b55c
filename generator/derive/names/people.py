"""The people of a report: who is named in full, and whom a shorter name means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from generator.derive.names.candidates import Candidate
from generator.derive.names.gazetteer import bare, genders
from generator.derive.names.titles import HONORIFIC_GENDER
from generator.model.findings import Kind

OFTEN, FAR_MORE, MANY = 3, 2, 50
SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III"})


class People:
    """Everybody named in full, with gender; those with a surname alone too, if nobody's name ends or begins so."""

    def __init__(self, found: Sequence[Candidate]) -> None:
        self.gender: dict[str, str] = {}
        self.bearing: dict[str, list[str]] = defaultdict(list)
        self.told: Counter[str] = Counter()
        for candidate in sorted((c for c in found if c.kind is Kind.PERSON), key=lambda c: -len(c.words)):
            if len(candidate.words) > 1 or not (self._fitting(candidate) or self._called(candidate)):
                self._add(candidate)

    def _add(self, candidate: Candidate) -> None:
        if candidate.name not in self.gender:
            for word in {bare(word) for word in candidate.name.split()}:
                self.bearing[word].append(candidate.name)
        self.gender[candidate.name] = self.gender.get(candidate.name) or _gender(candidate)

    def meant(self, candidate: Candidate) -> str | None:
        """The one person that a name fits; None when nobody does, or more than one and nothing else tells."""
        who: str | None = None
        if candidate.name in self.gender:
            who = candidate.name
        elif len(candidate.words) == 1:
            matches = self._fitting(candidate) or self.bearing.get(bare(candidate.words[0]), [])
            who = matches[0] if len(matches) == 1 else self._foremost(matches)
        if who:
            self.told[who] += 1
        return who

    def is_only_word(self, word: str) -> bool:
        """Whether nobody's longer name has a word."""
        return all(name == word for name in self.bearing.get(bare(word), [])[:MANY])

    def _fitting(self, candidate: Candidate) -> list[str]:
        """Whose last word a name ends with, where the form of address does not speak against it."""
        said = HONORIFIC_GENDER.get(candidate.honorific, "u")
        last = bare(candidate.words[-1])
        return [
            name
            for name in self.bearing.get(last, [])[:MANY]
            if bare(_surname(name)) == last and (said == "u" or self.gender[name] in {"u", said})
        ]

    def _called(self, candidate: Candidate) -> list[str]:
        """Who is called by a word first: "Hillary", "Xu" of Xu Baoyi."""
        word = candidate.words[0]
        return [name for name in self.bearing.get(bare(word), [])[:MANY] if name.split()[0] == word]

    def _foremost(self, matches: Sequence[str]) -> str | None:
        """Of several the only one named so far, or the one that the report is about, naming the others far less."""
        counted = Counter({name: self.told[name] for name in matches[:MANY] if self.told[name]}).most_common(2)
        if len(counted) == 1:
            return counted[0][0]
        is_clear = bool(counted) and counted[0][1] >= max(OFTEN, FAR_MORE * counted[1][1])
        return counted[0][0] if is_clear else None


def _surname(name: str) -> str:
    parts = [part for part in name.split() if part not in SUFFIXES]
    return parts[-1] if parts else name


def _gender(candidate: Candidate) -> str:
    given = genders().get(candidate.words[0], "u") if len(candidate.words) > 1 else "u"
    return HONORIFIC_GENDER.get(candidate.honorific, given)
