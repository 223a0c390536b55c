"""`briefing.toml` to a Config."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from generator.content import toml
from generator.derive.syntax import spacy_pipeline
from generator.model.problems import Problem

FILE = "briefing.toml"
NAME = r"[a-z0-9][a-z0-9_-]*"
"""What a theme's name is made of."""


@dataclass(frozen=True, slots=True)
class Config:
    """The site. `base_url` is empty or absolute with a trailing slash; `language` is a BCP 47 tag."""

    title: str = "Briefing"
    description: str = ""
    language: str = "en"
    time_zone: str = "UTC"
    theme: str = "briefing"
    base_url: str = ""
    author: str = ""
    syntax: str = ""
    """The parser of reports, `[derive] syntax`: empty for the program's own, or "spacy:NAME"."""


KEYS = {"derive.syntax": "syntax"} | {field.name: field.name for field in fields(Config) if field.name != "syntax"}
"""The fields of Config by their keys in the file."""


def parse(text: str, problems: list[Problem]) -> Config:
    """A Config from the text of `briefing.toml`; whatever is wrong is added to `problems` and left at its default."""
    given = toml.parsed(FILE, text, problems)
    if given is None:
        return Config()
    taken: dict[str, str] = {}
    for key, value in _flat(given):
        where = toml.where(FILE, text, key)
        if key not in KEYS:
            near = get_close_matches(key, sorted(KEYS), n=1)
            todo = f"did you mean `{near[0]}`?" if near else f"the keys are {', '.join(sorted(KEYS))}"
            problems.append(Problem(where, f"the key `{key}` is not known", todo))
        elif not isinstance(value, str):
            problems.append(Problem(where, f"`{key}` must be text", f'write {key} = "…"'))
        elif wrong := _wrong(key, value):
            problems.append(Problem(where, *wrong))
        else:
            taken[KEYS[key]] = value
    if taken.get("base_url"):
        taken["base_url"] = taken["base_url"].rstrip("/") + "/"
    return Config(**taken)


def _flat(tables: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Return all keys with their values; those of a table that the file may have are given with its name."""
    for key, value in tables.items():
        if isinstance(value, dict) and any(known.startswith(f"{key}.") for known in KEYS):
            yield from ((f"{key}.{inner}", each) for inner, each in value.items())
        else:
            yield key, value


def _wrong(key: str, value: str) -> tuple[str, str] | None:
    """Return what is wrong with a value, and what to do; None when it is right."""
    if key == "language" and not is_language(value):
        return f"`language` is not a language tag: {value!r}", 'write language = "en", "en-GB", "fr" …'
    if key == "time_zone" and not is_zone(value):
        return f"`time_zone` is not a time zone: {value!r}", 'write a name such as "Europe/Moscow" or "UTC"'
    if key == "base_url" and value and not _is_address(value):
        return f"`base_url` is not a web address: {value!r}", 'write "https://example.org/briefing/", or leave it empty'
    if key == "theme" and not re.fullmatch(NAME, value):
        return f"`theme` is not the name of a theme: {value!r}", "write the name of a folder in themes/"
    if key == "derive.syntax" and value and (wrong := spacy_pipeline.why_unusable(value)):
        return wrong
    return None


def is_language(tag: str) -> bool:
    """Return whether a BCP 47 tag names a language with locale data."""
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


def is_zone(name: str) -> bool:
    """Return whether this is the name of a time zone."""
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return True


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.query and not parts.fragment
