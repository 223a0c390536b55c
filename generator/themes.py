"""A theme's files: the project's own if it has one of that name, else the one that comes with the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import config
from generator.config import is_language
from generator.problems import Problem, Where
from generator.read import bytes_of, files_of, text_of
from generator.words import TextFile

FOLDER, GIVEN = "themes", "briefing"
TEMPLATES, STATIC, TEXTS = "templates", "static", "i18n"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme's files in memory. `path` is where people find it; `static` are names below `static/`.

    `texts` are its files of interface texts, those that count least first.
    """

    name: str
    path: str
    templates: tuple[tuple[str, str], ...]
    static: dict[str, bytes]
    texts: tuple[TextFile, ...] = ()


def read_theme(root: Path, name: str, problems: list[Problem]) -> Theme:
    """A theme in memory. What is wrong is noted, and left out.

    The texts of the theme that comes with the program stand below those of every other one: the program says some of them.
    """
    own = root / FOLDER / name
    folder = own if own.is_dir() else next((f for f in _packaged(name) if f.is_dir()), None)
    if folder is None:
        wrong = f"there is no theme `{name}` in themes/, nor does one come with the program"
        problems.append(Problem(Where(config.FILE), wrong, f'write theme = "{GIVEN}", or add the folder'))
        return Theme(name, f"{FOLDER}/{name}", (), {}, tuple(_given(problems)))
    shown = f"{FOLDER}/{name}" if folder == own else f"<program>/{FOLDER}/{name}"
    templates = tuple(
        (inner, text_of(path, f"{shown}/{TEMPLATES}/{inner}", problems) or "")
        for path, inner in _files(folder / TEMPLATES, f"{shown}/{TEMPLATES}", problems)
        if inner.endswith(".html")
    )
    static = {
        inner: raw
        for path, inner in _files(folder / STATIC, f"{shown}/{STATIC}", problems)
        if (raw := bytes_of(path, f"{shown}/{STATIC}/{inner}", problems)) is not None
    }
    texts = list(_given(problems))
    texts += _texts(folder, shown, problems) if folder == own else ()
    return Theme(name, shown, templates, static, tuple(texts))


def _given(problems: list[Problem]) -> Iterator[TextFile]:
    folder = next(folder for folder in _packaged(GIVEN) if folder.is_dir())
    yield from _texts(folder, f"<program>/{FOLDER}/{GIVEN}", problems, own=True)


def _texts(folder: Path, shown: str, problems: list[Problem], *, own: bool = False) -> Iterator[TextFile]:
    for path, inner in _files(folder / TEXTS, f"{shown}/{TEXTS}", problems):
        name, language = f"{shown}/{TEXTS}/{inner}", inner.removesuffix(".toml")
        if not inner.endswith(".toml") or not is_language(language):
            wrong = "this file has no language for its name"
            problems.append(Problem(Where(name), wrong, "name it as a language tag: en.toml, fr.toml, pt-BR.toml …"))
        elif (text := text_of(path, name, problems)) is not None:
            yield TextFile(name, language, text, own)


def _files(folder: Path, shown: str, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Every file below a folder, with its name from there."""
    for path, name in files_of(folder, shown, problems):
        yield path, name.removeprefix(f"{shown}/")


def _packaged(name: str) -> tuple[Path, ...]:
    """Where themes lie beside the program: in the installed package, or in a checkout."""
    here = Path(__file__).resolve().parent
    return here / FOLDER / name, here.parent / FOLDER / name
