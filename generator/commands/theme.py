"""`briefing theme`: a theme's files, which there are and where each is taken from; and a copy of one, to be changed."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from generator import publish
from generator.commands.printing import DONE
from generator.content import files
from generator.model.problems import InputError, Problem, Where
from generator.runtime.project_folder import require_project
from generator.theme import load
from generator.theme.load import FILE, FOLDER, STATIC, TEMPLATES, TEXTS, ThemeFolder

KINDS = (TEMPLATES, STATIC, TEXTS)


@dataclass(frozen=True, slots=True)
class Ejected:
    """The files written, named from the project, and the theme that the file was copied from."""

    written: tuple[str, ...]
    source: str


def run(parsed: argparse.Namespace) -> int:
    """List the theme's files, or copy one."""
    require_project(parsed.project)
    if parsed.what == "list":
        found = theme_files(parsed.project)
        width = max((len(name) for name, _ in found), default=0)
        print("\n".join(f"{name:<{width}}  {place}" for name, place in found))
        return DONE
    done = eject(parsed.project, parsed.file)
    print("\n".join(done.written))
    if len(done.written) > 1:
        print(f"The site uses this theme from now on; it takes all that it has not itself from {done.source}.")
    print(f"Change {done.written[-1]}: it stands in for the one of {done.source}.")
    return DONE


def theme_files(root: Path) -> list[tuple[str, str]]:
    """Every file of the site's theme with the folder of the theme that it is taken from. Raises InputError."""
    return [(inner, place.shown) for inner, (place, _) in sorted(_there(_line(root)[1]).items())]


def eject(root: Path, name: str) -> Ejected:
    """Copy a file that the site's theme takes from another into the project's own. Raises InputError, and writes nothing then.

    A plain name is that of a template. Where the site uses a theme that comes with the program, one of that name is begun that
    extends it: it stands in its place, so that nothing need be said elsewhere.
    """
    used, line = _line(root)
    folder = f"{FOLDER}/{used}"
    above = line if line[0].is_packaged else line[1:]
    inner = name if name.split("/", maxsplit=1)[0] in KINDS else f"{TEMPLATES}/{name}"
    target = f"{folder}/{inner}"
    if (root / target).exists():
        raise InputError([Problem(Where(target), "the theme has this file already", "change it, or remove it first")])
    there = _there(above)
    if inner not in there:
        raise InputError([_missing(target, inner, there, above)])
    place, path = there[inner]
    problems: list[Problem] = []
    raw = files.bytes_of(path, f"{place.shown}/{inner}", problems)
    if raw is None:
        raise InputError(problems)
    new = {f"{folder}/{FILE}": f'extends = "{used}"\n'.encode()} if above is line else {}
    written = {name: content for name, content in new.items() if not (root / name).exists()} | {target: raw}
    for name_, content in written.items():
        publish.write_new(root / name_, content)
    return Ejected(tuple(written), place.shown)


def _line(root: Path) -> tuple[str, list[ThemeFolder]]:
    """The site's theme, and the folders of its line."""
    problems: list[Problem] = []
    used = files.settings(root, problems).theme
    line = load.ancestry(root, used, problems)
    if problems:
        raise InputError(problems)
    return used, line


def _there(line: Sequence[ThemeFolder]) -> dict[str, tuple[ThemeFolder, Path]]:
    """Every file of a line of themes by its name in a theme, as the nearest theme has it."""
    problems: list[Problem] = []
    found: dict[str, tuple[ThemeFolder, Path]] = {}
    for place in line:
        for inner, path in _inside(place, problems):
            found.setdefault(inner, (place, path))
    if problems:
        raise InputError(problems)
    return found


def _inside(place: ThemeFolder, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    for kind in KINDS:
        for path, inner in load.files(place, kind, problems):
            yield f"{kind}/{inner}", path


def _missing(target: str, inner: str, there: Iterable[str], above: Sequence[ThemeFolder]) -> Problem:
    if not above:
        return Problem(Where(target), "the site's theme extends no other", 'write extends = "briefing" in its theme.toml first')
    near = get_close_matches(_short(inner), list(map(_short, there)), n=1)
    todo = f"did you mean `{near[0]}`?" if near else "`briefing theme list` tells which there are"
    return Problem(Where(target), "no theme that it extends has such a file", todo)


def _short(inner: str) -> str:
    """A file's name as people give it."""
    return inner.removeprefix(f"{TEMPLATES}/")
