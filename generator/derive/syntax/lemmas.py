"""Lemmas: the form of a word that a dictionary lists, by its tag and ending.

The rules are learned with the parser's weights (`tools.train_lemmas`): for an ending and a tag, how many letters go and
which come. The longest ending that is known decides; a whole word is marked by "^" before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache

from generator.derive.lexicon import rows, weights
from generator.derive.syntax.word_cache import WordCache

Rule = tuple[int, str]
"""The number of letters to take from the end, and the letters to add."""

NAME_TAGS = frozenset({"NNP", "NNPS"})
"""Names keep their form."""
PAST_TAGS = ("VBD", "VBN")
"""Taggers take one for the other."""


class Lemmatiser:
    """The lemmas of words with their tags, by rules of endings."""

    def __init__(self, rules: dict[tuple[str, str], Rule], known: AbstractSet[str]) -> None:
        self.rules = rules
        self.known = known
        self.longest = max((len(ending) for _, ending in rules), default=0)
        self.lemmas = WordCache(self._lemma)

    def lemma(self, word: str, tag: str) -> str:
        """Return the lemma of a word with a tag."""
        return self.lemmas[word, tag]

    def lemmas_of(self, words: Iterable[str], tags: Iterable[str]) -> tuple[str, ...]:
        """Return the lemmas of a sentence's words with their tags."""
        return tuple(map(self.lemmas.__getitem__, zip(words, tags, strict=True)))

    def _lemma(self, key: tuple[str, str]) -> str:
        word, tag = key
        if tag in NAME_TAGS:
            return word
        spelled = word.lower().replace("’", "'")
        marked = f"^{spelled}"
        for start in range(max(0, len(marked) - self.longest), len(marked) + 1):
            rule = self.rules.get((tag, marked[start:]))
            if rule is not None:
                return self._known_form(spelled[: len(spelled) - rule[0]] + rule[1], spelled)
        return spelled

    def _known_form(self, lemma: str, word: str) -> str:
        """Return a lemma, or the like of it that occurs as a word: "smoke" for "smok", "ban" for "bann"."""
        if lemma in self.known or lemma == word:
            return lemma
        alike = (lemma + "e", lemma[:-1])
        return next((form for form in alike if len(form) > 1 and form in self.known), lemma)


@lru_cache(maxsize=2)
def lemmatiser(lang: str = "en") -> Lemmatiser:
    """Return the lemmatiser of a language: the learned rules, and the verbs whose past is not regular from a list."""
    learned = weights("syntax", lang)
    ending_rows = (line.split("\t") for line in learned["names lemmas"].decode().split("\n"))
    rules = {(tag, ending): (int(cut), added) for tag, ending, cut, added in ending_rows}
    irregular = rows("irregular_verbs", lang)
    for base, *forms in irregular:
        rules |= {(tag, f"^{form}"): (len(form), base) for form in forms for tag in PAST_TAGS}
    known = {*learned["names words"].decode().split("\n"), *(base for base, *_ in irregular)}
    return Lemmatiser(rules, known)
