"""Classes of words by which clauses are read: function words, titles, and the forms of the verbs that the lexicons list."""

from __future__ import annotations

from functools import lru_cache

from generator.derive.lexicon import rows, words


@lru_cache(maxsize=128)
def word_class(name: str) -> frozenset[str]:
    """Return the words of one class of `clause_words.tsv`. Raises KeyError for an unknown class."""
    return frozenset({row[0]: row[1] for row in rows("clause_words")}[name].split())


@lru_cache(maxsize=1)
def usual_spellings() -> dict[str, str]:
    """Return the spelling in which each word is compared that has several: "defense" by "defence"."""
    return {other: chosen for chosen, others in rows("spellings") for other in others.split()}


@lru_cache(maxsize=1)
def title_words() -> frozenset[str]:
    """Return the words of titles and forms of address, which may stand between a clause's opening and a name."""
    single = {word.lower() for title in words("titles") for word in title.split()} - {"of"}
    return frozenset(single | {word.lower() for word in words("honorifics")} | set(words("role_modifiers")))


@lru_cache(maxsize=1)
def verb_forms() -> dict[str, str]:
    """Return every form of common verbs of news, with the letters of the forms that it can be.

    The letters: b(ase), s (third person), d (past), n (participle), g (-ing).
    """
    letters_by_form: dict[str, set[str]] = {}
    for row in (*rows("verb_forms"), *rows("event_verbs")):
        for letter, form in zip("bsdng", row[:5], strict=False):
            if form != "-":
                letters_by_form.setdefault(form, set()).add(letter)
    for form in words("speech_verbs"):
        letters_by_form.setdefault(form, set()).update("s" if form.endswith("s") else "d")
    return {form: "".join(sorted(letters)) for form, letters in letters_by_form.items()}
