"""The keys of people's files, each declared as a row: what reads a file takes its checks from the rows.

`site_keys.py` has the rows of `briefing.toml`, `front_matter_keys.py` those of reports, profiles and pages. A row is also what
the JSON Schemas and the page of reference are made from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from generator.content.forms import EDTF, TextForm

MAX_UNKNOWN_KEYS = 10
"""Unknown keys of a file that are named, each with the likeliest one meant."""
Wrong = tuple[str, str]
"""What is wrong, and what to do."""


class ValueType(StrEnum):
    """The type of a key's value, as people call it."""

    TEXT = "text"
    FLAG = "true or false"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "one of several words"
    NAMES = "list of texts"
    MAPPINGS = "list of mappings"
    ENTRIES = "list of texts or mappings"
    TABLE = "table"
    TABLES = "a table for each name"


@dataclass(frozen=True, slots=True)
class NumberBounds:
    """The bounds of a number, both among them; a `whole` one has no fraction."""

    least: float
    most: float
    whole: bool = True

    def fit(self, value: object) -> bool:
        """Return whether a value is such a number; true and false are none."""
        is_number = isinstance(value, int if self.whole else int | float) and not isinstance(value, bool)
        return is_number and self.least <= value <= self.most  # type: ignore[operator]

    def __str__(self) -> str:
        return f"a {'whole ' if self.whole else ''}number from {self.least:g} to {self.most:,.0f}"


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its name and type, a sentence that says what it does, and an example as one writes it in the file.

    A text has a `form`, or any; a number has `bounds`. `choices` are the words that may stand there. A `required` key must be
    there and not be empty, a `filled` one may not be empty where it is there; `todo` is what to do then. `default` counts where
    it is not there; `default_text` says which that is where it depends on something. `inner` are the keys of a mapping or a
    table.

    In `briefing.toml` the value becomes the field of `Config` that has the key's name, with its tables' names before it
    (`front_matter_extra`), or `field`; the values of a table that each name has one of are given to `make` with the name.
    """

    name: str
    type: ValueType
    text: str
    example: str
    form: TextForm | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    filled: bool = False
    todo: str = ""
    default: str | bool | float | tuple[str, ...] = ""
    default_text: str = ""
    bounds: NumberBounds | None = None
    inner: Keys | None = None
    field: str = ""
    make: Callable[..., Any] | None = None


@dataclass(frozen=True, slots=True)
class KeyRule:
    """A condition between keys: where `when` has a value (`value`, if that is said), or `unless` has none.

    Then those in `needs` must have a value, those in `empty` have none, and those in `never` are not there at all.
    """

    when: str = ""
    value: str = ""
    unless: str = ""
    needs: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a file, or of a mapping in it, in the order in which people write them.

    What reads them says what is wrong by the `rules` in words of its own; the schema has the rules as they are.
    """

    name: str
    text: str
    rows: tuple[Key, ...]
    rules: tuple[KeyRule, ...] = ()

    def __iter__(self) -> Iterator[Key]:
        return iter(self.rows)

    def find(self, name: str) -> Key | None:
        """Return the row of a key, or None."""
        return next((row for row in self.rows if row.name == name), None)

    def row(self, name: str) -> Key:
        """Return the row of a key that is declared. Raises KeyError: what is not declared cannot be read."""
        if (row := self.find(name)) is None:
            raise KeyError(f"`{name}` is not among the keys of {self.name}")
        return row


def wrong_text(row: Key, value: str, shown: str = "") -> Wrong | None:
    """Return what is wrong with the text of a key, and what to do; None when it is right. `shown` is the key's whole name."""
    name = shown or row.name
    form = EDTF if row.type is ValueType.DATE else row.form
    if not value and not row.required and not row.filled:
        return None
    if row.choices and value not in row.choices:
        return f"`{name}` does not know {value!r}", f"use one of {', '.join(row.choices)}"
    if not value:
        return f"`{name}` is {'missing' if row.required else 'empty'}", row.todo or f"write {row.example}"
    if form and not form.fits(value):
        return f"`{name}` is not {form.is_not}{'' if form.is_secret else f': {value!r}'}", form.todo
    return None


def unknown_keys(names: Sequence[str], known: Collection[str]) -> Wrong:
    """Return the problem of keys that are not known, with the likeliest ones meant."""
    named, more = names[:MAX_UNKNOWN_KEYS], len(names[MAX_UNKNOWN_KEYS:])
    near = {name: found[0] for name in named if (found := get_close_matches(name, sorted(known), n=1))}
    meant = [f"`{near[name]}`" + (f" for `{name}`" if len(names) > 1 else "") for name in near]
    todo = f"did you mean {', '.join(meant)}?" if near else f"the keys are {', '.join(sorted(known))}"
    if len(names) == 1:
        return f"the key `{names[0]}` is not known", todo
    return f"the keys {', '.join(f'`{name}`' for name in named)}{f' and {more} more' if more else ''} are not known", todo
