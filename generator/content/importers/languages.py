"""The language of a text, told from its letters; names of languages."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from babel import Locale

MIN_WORDS, MIN_LETTERS = 20, 40
"""Words of the shortest text whose language is told; in scripts without blanks between words, letters."""
MIN_PROBABILITY = 0.9
MAX_CHARACTERS = 2000
WITHOUT_BLANKS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
NATIVE_NAMES = ("en", "fr", "de", "es", "ru", "ar", "pt", "it")
"""Languages in which names of languages are read, apart from each language's name for itself."""


def told_language(text: str) -> str:
    """Return the code of the language that a text is in; "" where it is too short to say, or could be another."""
    if len(text.split()) < MIN_WORDS and len(WITHOUT_BLANKS.findall(text)) < MIN_LETTERS:
        return ""
    language, probability = _identifier().classify(text[:MAX_CHARACTERS])
    return str(language) if probability >= MIN_PROBABILITY else ""


def base(tag: str) -> str:
    """Return the language of a tag alone, without country and script."""
    return tag.replace("_", "-").partition("-")[0].lower()


def english_name(tag: str) -> str:
    """Return what a language is called, with its code: "French (fr)"."""
    name = Locale.parse("en").languages.get(base(tag))
    return f"{name} ({tag})" if name else tag


def code_of(name: str) -> str:
    """Return the code of a language by its name, in that language or another; "" where no language is called so."""
    return _codes().get(name.casefold(), "")


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for spoken in NATIVE_NAMES:
        for code, name in Locale.parse(spoken).languages.items():
            if code.isalpha() and len(code) in {2, 3}:
                found.setdefault(name.casefold(), code)
    return found


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
