"""Themes on disk: templates, static files, tokens and interface texts, and what a theme takes from the one that it extends.

A theme is the project's own (`themes/<name>`) or comes with the program. One that extends another has all files of it but those
that it has itself; it reaches a template that it overrides by the other theme's name: `{% extends "briefing/article.html" %}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from os.path import lexists, realpath
from pathlib import Path
from typing import Any, NamedTuple

from generator.content import config, toml
from generator.content.files import bytes_of, files_of, text_of
from generator.content.forms import THEME_NAME, is_language
from generator.model.problems import Problem, Where
from generator.runtime.project_files import Bounds
from generator.theme.texts import TextFile

FOLDER, DEFAULT_THEME = "themes", "briefing"
TEMPLATES, STATIC, TEXTS, FILE = "templates", "static", "i18n", "theme.toml"
STYLE, TOKENS = "style.css", "tokens"
DARK = "dark"
KEYS = ("name", "version", "description", "licence", "extends", TOKENS)
TOKEN = re.compile(r"--([\w-]+)\s*:")
FORBIDDEN_IN_VALUES = re.compile(r"[{}<>;]|/\*|\*/|url\(|\n")
"""What no value of a token may have: it would end the rule, or fetch something."""


class Template(NamedTuple):
    """A template: the name that others know it by, the file that it is in, its text.

    An `overridden` one can be reached only by its theme's name with its own.
    """

    name: str
    path: str
    text: str
    overridden: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with all that it takes from others, in memory. `path` is where people find it.

    `static` are names below `static/`; `texts` are the files of interface texts, those that count least first.
    """

    name: str
    path: str
    templates: tuple[Template, ...]
    static: dict[str, bytes]
    texts: tuple[TextFile, ...] = ()


OF_PROGRAM = "<program>/"
"""The beginning of how files of themes that come with the program are shown; no file of a project is."""


@dataclass(frozen=True, slots=True)
class ThemeFolder:
    """A theme's own folder: its name, where it lies and how that is shown, and what its `theme.toml` says."""

    name: str
    folder: Path
    shown: str
    said: Mapping[str, Any]
    text: str = ""
    bounds: Bounds = field(default_factory=Bounds, compare=False)
    """What of the folder may be read."""

    @property
    def is_packaged(self) -> bool:
        """Return whether the theme comes with the program."""
        return self.shown.startswith(OF_PROGRAM)

    def where(self, key: str) -> Where:
        """Return the place of a key in `theme.toml`."""
        return toml.where(f"{self.shown}/{FILE}", self.text, key)


def read_theme(root: Path, name: str, problems: list[Problem]) -> Theme:
    """A theme in memory. What is wrong is noted, and left out.

    The texts of the theme that comes with the program stand below those of every other one: the program says some of them.
    """
    line = ancestry(root, name, problems)
    shown = line[0].shown if line else f"{FOLDER}/{name}"
    texts = list(_default_texts(problems))
    texts += [text for place in reversed(line) if not _is_default(place) for text in _texts(place, problems)]
    return Theme(name, shown, tuple(_templates(line, problems)), _static(line, problems), tuple(texts))


def ancestry(root: Path, name: str, problems: list[Problem]) -> list[ThemeFolder]:
    """A theme's own folder, that of the theme which it extends, and so on."""
    line: list[ThemeFolder] = []
    where, key = Where(config.FILE), "theme"
    wanted: str | None = name
    while wanted is not None:
        there = [(folder, shown) for folder, shown in _candidates(root, wanted) if folder.is_dir()]
        left = [(folder, shown) for folder, shown in there if all(folder != place.folder for place in line)]
        if not left:
            named = " → ".join([*(place.name for place in line), wanted])
            lacking = f"there is no theme `{wanted}` in {FOLDER}/, nor does one come with the program"
            wrong = f"these themes extend each other: {named}" if there else lacking
            where = _where_named(root) if not line else where
            problems.append(Problem(where, wrong, "let one of them extend nothing" if there else _meant(root, key, wanted)))
            break
        folder, shown = left[0]
        place = _place(wanted, folder, shown, Bounds(root) if folder.is_relative_to(root) else Bounds(), problems)
        line.append(place)
        wanted = place.said.get("extends")
        where, key = place.where("extends"), "extends"
    return line


def _where_named(root: Path) -> Where:
    """Return the place where the site's theme is named."""
    return toml.where(config.FILE, text_of(root / config.FILE, config.FILE, []) or "", "theme")


def _meant(root: Path, key: str, wanted: str) -> str:
    """Return what to do about a theme that there is not: the one that is spelled much like it, else the program's."""
    folders = [root / FOLDER, *(folder.parent for folder in _packaged(DEFAULT_THEME))]
    names = [entry.name for folder in folders if folder.is_dir() for entry in folder.iterdir() if entry.is_dir()]
    near = get_close_matches(wanted, names, n=1)
    return f"did you mean `{near[0]}`?" if near else f'write {key} = "{DEFAULT_THEME}", or add the folder'


def _candidates(root: Path, name: str) -> Iterator[tuple[Path, str]]:
    """Return the folders where a theme may lie. The project's own takes precedence over one that comes with the program."""
    yield root / FOLDER / name, f"{FOLDER}/{name}"
    yield next((folder for folder in _packaged(name) if folder.is_dir()), _packaged(name)[0]), f"{OF_PROGRAM}{FOLDER}/{name}"


def _place(name: str, folder: Path, shown: str, bounds: Bounds, problems: list[Problem]) -> ThemeFolder:
    path = f"{shown}/{FILE}"
    if refused := bounds.why_not_out(realpath(folder / FILE)):
        problems.append(Problem(Where(path), *refused))
    has_file = lexists(folder / FILE) and not refused
    text = (text_of(folder / FILE, path, problems) if has_file else "") or ""
    place = ThemeFolder(name, folder, shown, {}, text, bounds)
    given = toml.parsed(path, text, problems) or {}
    for key in given.keys() - set(KEYS):
        near = get_close_matches(key, KEYS, n=1)
        todo = f"did you mean `{near[0]}`?" if near else f"the keys are {', '.join(KEYS)}"
        problems.append(Problem(place.where(key), f"the key `{key}` is not known", todo))
    extends = given.get("extends")
    if extends is not None and not (isinstance(extends, str) and re.fullmatch(THEME_NAME, extends)):
        problems.append(
            Problem(place.where("extends"), "`extends` is not the name of a theme", f'write extends = "{DEFAULT_THEME}"')
        )
        given.pop("extends")
    return ThemeFolder(name, folder, shown, given, text, bounds)


def _templates(line: Sequence[ThemeFolder], problems: list[Problem]) -> Iterator[Template]:
    """Every template as the nearest theme has it; those of themes that are extended also by the themes' names."""
    taken: set[str] = set()
    names = {place.name for place in line[1:]}
    for at, place in enumerate(line):
        for path, inner in files(place, TEMPLATES, problems):
            if not inner.endswith((".html", ".svg")):
                continue
            shown = f"{place.shown}/{TEMPLATES}/{inner}"
            text = text_of(path, shown, problems) or ""
            if inner.partition("/")[0] in names and "/" in inner:
                wrong = f"a template in a folder with the name of a theme that is extended, `{inner.partition('/')[0]}`"
                problems.append(Problem(Where(shown), f"this is {wrong}", "give the folder another name"))
            if inner not in taken:
                taken.add(inner)
                yield Template(inner, shown, text)
            if at:
                yield Template(f"{place.name}/{inner}", shown, text, overridden=True)


def _static(line: Sequence[ThemeFolder], problems: list[Problem]) -> dict[str, bytes]:
    """The static files, each as the nearest theme has it; the tokens stand at the end of the style sheet."""
    found: dict[str, bytes] = {}
    tokens: list[ThemeFolder] = []
    for place in line:
        tokens += [place] if STYLE not in found and TOKENS in place.said else []
        for path, inner in files(place, STATIC, problems):
            if inner not in found and (raw := bytes_of(path, f"{place.shown}/{STATIC}/{inner}", problems)) is not None:
                found[inner] = raw
    if tokens:
        style = found.get(STYLE, b"")
        known = set(TOKEN.findall(style.decode("utf-8", "replace")))
        rules = [rule for place in reversed(tokens) for rule in _token_rules(place, known, problems)]
        found[STYLE] = style.rstrip() + "\n\n".join(["", *rules]).encode() + b"\n"
    return found


def _token_rules(place: ThemeFolder, known: set[str], problems: list[Problem]) -> Iterator[str]:
    """A theme's tokens as CSS: those for all, then those for the dark."""
    given = place.said[TOKENS]
    if not isinstance(given, dict):
        problems.append(
            Problem(place.where(TOKENS), f"`{TOKENS}` is no table", f'write [{TOKENS}], and below it link = "#1d4f91"')
        )
        return
    dark = given.get(DARK, {})
    light = {name: value for name, value in given.items() if name != DARK}
    if lines := list(_declared(place, f"{TOKENS}.", light, known, problems)):
        yield ":root {\n" + "\n".join(lines) + "\n}"
    if isinstance(dark, dict) and (lines := list(_declared(place, f"{TOKENS}.{DARK}.", dark, known, problems))):
        inner = "\n".join(f"  {line}" for line in lines)
        yield f"@media screen and (prefers-color-scheme: dark) {{\n  :root {{\n{inner}\n  }}\n}}"


def _declared(
    place: ThemeFolder, group: str, given: Mapping[str, Any], known: Iterable[str], problems: list[Problem]
) -> Iterator[str]:
    for name, value in given.items():
        where = place.where(f"{group}{name}")
        if name not in known:
            near = get_close_matches(name, known, n=1)
            todo = f"did you mean `{near[0]}`?" if near else f"the style sheet has {', '.join(sorted(known)) or 'none'}"
            problems.append(Problem(where, f"there is no token `{name}`", todo))
        elif not isinstance(value, str) or not value.strip() or FORBIDDEN_IN_VALUES.search(value):
            problems.append(Problem(where, f"this is no value for the token `{name}`", f'write {name} = "#1d4f91" or the like'))
        else:
            yield f"  --{name}: {value.strip()};"


def _is_default(place: ThemeFolder) -> bool:
    return place.is_packaged and place.name == DEFAULT_THEME


def _default_texts(problems: list[Problem]) -> Iterator[TextFile]:
    folder = next(folder for folder in _packaged(DEFAULT_THEME) if folder.is_dir())
    yield from _texts(ThemeFolder(DEFAULT_THEME, folder, f"{OF_PROGRAM}{FOLDER}/{DEFAULT_THEME}", {}), problems)


def _texts(place: ThemeFolder, problems: list[Problem]) -> Iterator[TextFile]:
    for path, inner in files(place, TEXTS, problems):
        name, language = f"{place.shown}/{TEXTS}/{inner}", inner.removesuffix(".toml")
        if not inner.endswith(".toml") or not is_language(language):
            wrong = "this file has no language for its name"
            problems.append(Problem(Where(name), wrong, "name it as a language tag: en.toml, fr.toml, pt-BR.toml …"))
        elif (text := text_of(path, name, problems)) is not None:
            yield TextFile(name, language, text, place.is_packaged)


def files(place: ThemeFolder, folder: str, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Every file below a folder of a theme, with its name from there."""
    shown = f"{place.shown}/{folder}"
    for path, name in files_of(place.folder / folder, shown, problems, place.bounds):
        yield path, name.removeprefix(f"{shown}/")


def _packaged(name: str) -> tuple[Path, ...]:
    """Return the folders of a theme beside the program: in the installed package, or in a checkout."""
    here = Path(__file__).resolve().parent.parent
    return here / FOLDER / name, here.parent / FOLDER / name
