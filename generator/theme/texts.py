"""Interface texts: what readers see that neither a report nor an editor wrote, by key, in the site's language.

A theme keeps them in `i18n/<language>.toml`. A text may have slots, `{name}`, and forms by number, of which the language's own
plural rules choose (`one`, `few`, `other` …). What a language lacks is said in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from html import escape
from typing import Any
from unicodedata import bidirectional

from babel import Locale
from babel.numbers import format_decimal
from markupsafe import Markup
from markupsafe import escape as escaped

from generator.content.toml import parsed, where
from generator.model.problems import Problem
from generator.runtime.cache import key as hash_of
from generator.runtime.cache import keys as hashes_of

try:
    from markupsafe._speedups import _escape_inner
except ImportError:  # where markupsafe was installed without its compiled part

    def _escape_inner(s: str, /) -> str:
        return str(escaped(s))


escape_text: Callable[[str], str] = _escape_inner
"""Escapes a text for HTML, as `markupsafe.escape` does, which takes several times as long to say that it did."""
DEFAULT_LANGUAGE = "en"
"""The language that has every text."""
FORMS = ("zero", "one", "two", "few", "many", "other")
RIGHT_TO_LEFT = "right-to-left"
ISOLATED = "\u2068{}\u2069"
"""What stands between these marks has a direction of its own, which it does not give to what stands around."""
SLOT = re.compile(r"\{(\w+)\}")
MAY_RUN_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Characters among which all letters of scripts are that run from right to left."""
NUMBER, ROMAN = "n", "roman"
ROMAN_NUMERALS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file of interface texts as it was read: where people find it, and the language that its name says.

    `own` ones came with the program.
    """

    path: str
    language: str
    text: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class InterfaceText:
    """One text in the language that it is in: its forms by number, of which a plain one has only `other`.

    The number can be had in Roman numerals too, as some languages count centuries.
    """

    language: str
    forms: tuple[tuple[str, str], ...]

    @property
    def slots(self) -> frozenset[str]:
        """The names of its slots; the number too, where there are forms to choose from."""
        named = frozenset(name for _, form in self.forms for name in SLOT.findall(form))
        return (named | {NUMBER} if len(self.forms) > 1 or ROMAN in named else named) - {ROMAN}


@dataclass(frozen=True, slots=True)
class Words:
    """All texts in one language. `of` is a hash of them: what is made with the same words has the same.

    `hashes` are those of the single texts in this language, by key.
    """

    language: str
    of: str
    texts: Mapping[str, InterfaceText] = field(compare=False, repr=False)
    hashes: Mapping[str, str] = field(compare=False, repr=False)

    def __call__(self, key: str, n: int | None = None, **given: Any) -> str:
        """A text with what is given in its slots, as plain text. Raises LookupError where there is no such text or slot."""
        return self.filled(key, n, given, str)

    def ranked(self, key: str, n: int, **given: Any) -> str:
        """A text whose form is that of an ordinal number: "the 21st century"."""
        return self.filled(key, n, given, str, ordinal=True)

    def filled(
        self, key: str, n: int | None, given: Mapping[str, Any], shown: Callable[[Any], str], *, ordinal: bool = False
    ) -> str:
        """A text of which every piece, its own and what is put in, goes through `shown`, which may escape it."""
        text = self.texts.get(key)
        if text is None:
            raise LookupError(f"there is no text {key!r}")
        form = text.forms[0][1] if len(text.forms) == 1 else _form_by_number(key, text, n, ordinal=ordinal)
        beginning, slots = _pieces(form, shown)
        if not slots:
            return beginning
        numbers = {} if n is None else {NUMBER: n, ROMAN: n}
        said = [beginning]
        for name, after in slots:
            if name not in given and name not in numbers:
                raise LookupError(f"the text {key!r} wants {name!r}, which is not given")
            value = numbers[name] if name in numbers else given[name]
            if type(value) is int:
                value = _roman(value) if name == ROMAN else self.number(value)
            put = str(shown(value))
            said += (ISOLATED.format(put) if runs_otherwise(put, self.direction) else put, after)
        return "".join(said)

    @property
    def direction(self) -> str:
        """`rtl` for languages written from right to left, else `ltr`."""
        return direction(self.language)

    def number(self, number: int) -> str:
        """A number as the language writes it."""
        return _written(self.language, number)

    def between(self, index: int, length: int) -> str:
        """Return the separator after the entry `index` (from 1) of a list: a comma, "and", nothing."""
        if index >= length:
            return ""
        place = "2" if length == 2 else "start" if index == 1 else "end" if index == length - 1 else "middle"
        return _separator(self.language, place)

    def slots_of(self, keys: Iterable[str]) -> dict[str, frozenset[str]]:
        """The slots of some texts, by key."""
        return {key: self.texts[key].slots for key in keys}

    def within(self, group: str) -> Words:
        """Those of the words whose keys begin so."""
        return _words(self.language, {key: text for key, text in self.texts.items() if key.startswith(group)})

    def keys(self, beginning: str) -> list[str]:
        """All keys that begin so."""
        return sorted(key for key in self.texts if key.startswith(beginning))


class HtmlTexts:
    """Texts as they stand in HTML, each escaped and split at its slots once."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._isolates_all = words.direction != "ltr"
        plain = {key: text.forms[0][1] for key, text in words.texts.items() if len(text.forms) == 1}
        pieces = {key: _pieces(form, escape_text) for key, form in plain.items()}
        self._whole = {key: safe(beginning) for key, (beginning, slots) in pieces.items() if not slots}
        self._split = {key: piece for key, piece in pieces.items() if piece[1]}
        self._counted = lru_cache(maxsize=4096, typed=True)(lambda key, n: self._filled(key, n, {}))

    def html(self, key: str, n: int | None = None, otherwise: str | None = None, **given: Any) -> Markup:
        """A text, safe to stand in HTML; what is put into it is escaped unless it is HTML already.

        `otherwise` is written where there is no such text, as for a rule that a theme does not know.
        """
        if n is None:
            if key in self._whole:
                return self._whole[key]
            if key in self._split:
                return self._put(key, given)
        if otherwise is not None and key not in self._words.texts:
            return escaped(otherwise)
        return self._filled(key, n, given) if given else self._counted(key, n)

    def _put(self, key: str, given: Mapping[str, Any]) -> Markup:
        """Return a text of one form with HTML and plain text in its slots; of what else is given a text knows more."""
        beginning, slots = self._split[key]
        said = [beginning]
        for name, after in slots:
            value = given.get(name)
            kind = type(value)
            if kind is not Markup and kind is not str:
                return self._filled(key, None, given)
            put: str = escape_text(value) if kind is str else value  # type: ignore[arg-type,assignment]
            if (self._isolates_all or not put.isascii()) and runs_otherwise(put, self._words.direction):
                put = ISOLATED.format(put)
            said += (put, after)
        return safe("".join(said))

    def _filled(self, key: str, n: int | None, given: Mapping[str, Any]) -> Markup:
        return safe(self._words.filled(key, n, given, in_html))


def in_html(value: Any) -> str:
    """Return a value as it stands in HTML: escaped unless it is HTML already."""
    return value if type(value) is Markup else escape_text(value) if type(value) is str else escaped(value)


def safe(html: str) -> Markup:
    """Return what was escaped piece by piece as HTML."""
    return str.__new__(Markup, html)


@lru_cache(maxsize=64)
def direction(language: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`."""
    return "rtl" if _locale(language).character_order == RIGHT_TO_LEFT else "ltr"


def in_language(language: str, around: str) -> str:
    """HTML attributes for words in a language; none where the text around them is in the same one.

    A region makes no other language: "en" stands well in "en-GB".
    """
    if not language or language.partition("-")[0] == around.partition("-")[0]:
        return ""
    return f' lang="{escape(language)}"' + (f' dir="{direction(language)}"' if direction(language) != direction(around) else "")


def runs_otherwise(text: str, direction: str) -> bool:
    """Return whether a text has letters of the other direction, which would pull commas and numbers beside it to their side."""
    if direction == "ltr":
        return not text.isascii() and any(bidirectional(letter) in {"R", "AL"} for letter in MAY_RUN_LEFT.findall(text))
    return any(bidirectional(letter) == "L" for letter in text)


def words(sources: Iterable[TextFile], language: str, problems: list[Problem]) -> Words:
    """The texts for a language. Of sources that say the same the last one counts; a nearer language before a farther one."""
    known: dict[str, InterfaceText] = {}
    others: dict[str, list[tuple[TextFile, dict[str, InterfaceText]]]] = {}
    wanted = _wider(language)
    for source in sources:
        if source.own and source.language not in wanted:
            continue
        found = _noted(source, problems)
        if source.language != DEFAULT_LANGUAGE:
            others.setdefault(source.language, []).append((source, found))
            continue
        problems.extend(_misfits(source, found, known, is_first=True))
        known |= found
    said = dict(known)
    for tag in sorted(others, key=len):
        for source, found in others[tag]:
            problems.extend(_misfits(source, found, known, is_first=False))
            said |= found if tag in wanted else {}
    return _words(language, {key: text for key, text in said.items() if key in known})


def _words(language: str, texts: Mapping[str, InterfaceText]) -> Words:
    found = hashes_of({key: (language, key, repr(text)) for key, text in texts.items()})
    hashes = {key: found[key].hex()[:16] for key in sorted(found)}
    return Words(language, hash_of(language, *hashes.values()).hex()[:16], texts, hashes)


def _wider(language: str) -> tuple[str, ...]:
    """A language tag and those that it is part of: "pt-BR", "pt", and English."""
    parts = language.split("-")
    return (*("-".join(parts[:end]) for end in range(len(parts), 0, -1)), DEFAULT_LANGUAGE)


def _noted(source: TextFile, problems: list[Problem]) -> dict[str, InterfaceText]:
    found, wrong = _parsed(source)
    problems.extend(wrong)
    return found


@lru_cache(maxsize=32)
def _parsed(source: TextFile) -> tuple[dict[str, InterfaceText], tuple[Problem, ...]]:
    """A file's texts by their keys, with the groups that they stand in: "home.latest"."""
    problems: list[Problem] = []
    given = parsed(source.path, source.text, problems)
    found = {}
    for key, value in _flat(given or {}, ""):
        forms = {"other": value} if isinstance(value, str) else value
        if not isinstance(forms, dict) or not all(isinstance(form, str) for form in forms.values()):
            wrong = f"the text `{key}` is no text"
            problems.append(Problem(where(source.path, source.text, key), wrong, f'write {key.rpartition(".")[2]} = "…"'))
            continue
        kept = ((name, forms[name].replace(f"{{{NUMBER}}} ", f"{{{NUMBER}}}\u00a0")) for name in FORMS if name in forms)
        found[key] = InterfaceText(source.language, tuple(kept))
    return found, tuple(problems)


def _flat(table: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    """Every text, or whatever stands for one, with its whole key. A table of forms is one text, any other one a group."""
    for name, value in table.items():
        if isinstance(value, dict) and not ("other" in value and value.keys() <= set(FORMS)):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _misfits(
    source: TextFile, found: Mapping[str, InterfaceText], known: Mapping[str, InterfaceText], *, is_first: bool
) -> Iterator[Problem]:
    """Texts with slots that nobody fills; and, of other languages than English, texts that nobody asks for."""
    for key, text in found.items():
        if key not in known:
            if not is_first:
                near = get_close_matches(key, known, n=1)
                todo = f"did you mean `{near[0]}`?" if near else f"give the text in i18n/{DEFAULT_LANGUAGE}.toml too"
                yield Problem(where(source.path, source.text, key), f"the key `{key}` is not known", todo)
        elif lacking := sorted(text.slots - known[key].slots):
            slots = ", ".join(f"{{{name}}}" for name in sorted(known[key].slots)) or "none"
            wrong = f"nothing is ever put into {{{lacking[0]}}} of the text `{key}`"
            yield Problem(where(source.path, source.text, key), wrong, f"it may have {slots}")


@lru_cache(maxsize=4096)
def _pieces(form: str, shown: Callable[[Any], str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what stands in a form before its first slot, and the name of each slot with what stands after it."""
    beginning, *others = SLOT.split(str(shown(form)))
    return str(beginning), tuple(zip(others[::2], others[1::2], strict=True))


def _form_by_number(key: str, text: InterfaceText, n: int | None, *, ordinal: bool) -> str:
    """Return the form of a text for a number. Raises LookupError where none is given."""
    if n is None:
        raise LookupError(f"the text {key!r} has forms by number, and no number is given")
    forms = dict(text.forms)
    return forms.get(_form_of(text.language, n, ordinal=ordinal), forms["other"])


@lru_cache(maxsize=256)
def _separator(language: str, place: str) -> str:
    """Return what stands between two entries of a list at a place that Babel names."""
    return str(_locale(language).list_patterns["standard"][place]).replace("{0}", "").replace("{1}", "")


@lru_cache(maxsize=4096)
def _form_of(language: str, number: int, *, ordinal: bool) -> str:
    locale = _locale(language)
    return str((locale.ordinal_form if ordinal else locale.plural_form)(number))


@lru_cache(maxsize=4096)
def _written(language: str, number: int) -> str:
    return str(format_decimal(number, locale=_locale(language)))


def _roman(number: int) -> str:
    said = ""
    for value, letters in ROMAN_NUMERALS:
        said += letters * (number // value)
        number %= value
    return said


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")
