"""A project's files: articles, profiles, pages and settings, read from disk.

All problems are collected and raised at once as an InputError.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Protocol, TypeVar

import imagesize

from generator.content import config, contradictions, no_reports
from generator.content import parse as documents
from generator.content.config import Config
from generator.content.decoding import MAX_BYTES, decoded
from generator.model.article import Article, TextPage
from generator.model.problems import Problem, Where
from generator.model.profiles import ActorProfile, TopicProfile
from generator.runtime import disk_errors
from generator.runtime.fingerprints import digest
from generator.runtime.project_folder import require_project

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Parser(Protocol[T_co]):
    """One file's name and text to what it says, or None; problems are noted."""

    def __call__(self, path: str, text: str, *, config: Config, problems: list[Problem]) -> T_co | None:
        """Parse; what is wrong goes into `problems`."""


METHOD = "method"
PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
"""Endings of pictures that reports can show."""
IGNORED_PREFIXES = (".", "#")
IGNORED_SUFFIXES = ("~", ".swp", ".swx", ".tmp", ".bak", "___jb_tmp___", "___jb_old___")
VIM_PROBE_FILE = "4913"
"""The file with which Vim tries whether it may write into a folder."""
CONTENT = "content"
FOLDERS = ARTICLES, ACTORS, TOPICS, PAGES, PICTURES, DERIVED = tuple(
    f"{CONTENT}/{folder}" for folder in ("articles", "actors", "topics", "pages", "pictures", "derived")
)
Listed = tuple[tuple[Path, str], ...]
"""Files with their names from the root."""


@dataclass(frozen=True, slots=True)
class Outline:
    """All that people wrote but the reports themselves; of those the files."""

    config: Config
    actors: tuple[ActorProfile, ...]
    topics: tuple[TopicProfile, ...]
    pages: tuple[TextPage, ...]
    reports: Listed
    pictures: Mapping[str, bytes]
    """The pictures that profiles name."""
    others: tuple[str, ...] = ()
    """The other files in the same folders, by their names from the root."""

    def notes(self) -> list[Problem]:
        """Return warnings of files that hold nothing for the site, of all in one."""
        passed_over = [name for name in self.others if is_document(name) or no_reports.is_of_folder(name)]
        pictures = [
            name for name in self.others if name.startswith(ARTICLES) and name.lower().endswith((*PICTURE_ENDINGS, ".svg"))
        ]
        return list(no_reports.notes(CONTENT, passed_over, {*self.others}.difference(passed_over, pictures)))


def read_outline(root: Path, problems: list[Problem], reports: tuple[Listed, tuple[str, ...]] | None = None) -> Outline:
    """Everything but the reports, which need not be listed, nor the files beside them, where they are known.

    Raises InputError when this is no project.
    """
    config_ = settings(root, problems)
    problems.extend(_misspelt_folders(root))
    listed = {folder: _listing(files_of(root / folder, folder, problems)) for folder in (ACTORS, TOPICS, PAGES)}
    listed[ARTICLES] = _listing(files_of(root / ARTICLES, ARTICLES, problems)) if reports is None else reports
    actors = tuple(_parsed(listed[ACTORS][0], documents.actor, config_, problems))
    return Outline(
        config_,
        actors,
        tuple(_parsed(listed[TOPICS][0], documents.topic, config_, problems)),
        _pages(listed[PAGES][0], config_, problems),
        listed[ARTICLES][0],
        _pictures(root, actors, problems),
        tuple(name for _, others in listed.values() for name in others),
    )


def read_changed_outline(
    root: Path, before: Outline, known: Collection[str], changed: Collection[str], problems: list[Problem]
) -> Outline:
    """`read_outline`, when these files changed since, or came, or went; `known` are the names of the reports before.

    Raises InputError when this is no project any more.
    """
    touched = {name for name in changed if name.startswith(f"{ARTICLES}/") and not any(map(is_ignored, name.split("/")))}
    is_listed = all(name in known and (root / name).is_file() for name in touched)
    reports, others = (before.reports, before.others) if is_listed else _changed_listing(root, before, touched)
    if any(name == config.FILE or name.startswith((ACTORS, TOPICS, PAGES, PICTURES)) for name in changed):
        beside = tuple(name for name in others if name.startswith(f"{ARTICLES}/"))
        return read_outline(root, problems, (reports, beside))
    return before if is_listed else replace(before, reports=reports, others=others)


def _changed_listing(root: Path, before: Outline, touched: Iterable[str]) -> tuple[Listed, tuple[str, ...]]:
    """The reports' files, and the names of all others, when these in the reports' folder may have come or gone."""
    elsewhere = tuple(name for name in before.others if not name.startswith(f"{ARTICLES}/"))
    known = {name: root / name for name in before.others if name not in elsewhere} | {name: p for p, name in before.reports}
    for name in touched:
        path = root / name
        if not os.path.lexists(path) or path.is_dir():
            known.pop(name, None)
        else:
            known[name] = path
    reports, others = _listing((known[name], name) for name in sorted(known, key=lambda name: name.split("/")))
    return reports, (*elsewhere, *others)


def refuse_contradictions(
    outline: Outline, articles: Sequence[Article], problems: list[Problem], slugs: Iterable[tuple[str, str]]
) -> None:
    """Note what cannot all hold: two files that want one page, corrections that exclude each other.

    `articles` are those that a person corrected, `slugs` those of all, each with its file.
    """
    _refuse_duplicate_slugs(slugs, problems)
    _refuse_duplicate_slugs(((p.slug, p.where.path) for p in outline.actors), problems)
    _refuse_duplicate_slugs(((p.slug, p.where.path) for p in outline.topics), problems)
    _refuse_duplicate_slugs(((p.slug, p.path) for p in outline.pages), problems)
    problems.extend(contradictions.contradictions(articles, outline.actors, outline.topics))


def _misspelt_folders(root: Path) -> Iterator[Problem]:
    """Note folders of `content/` whose names are nearly those that are read: what is in them would be missed silently."""
    names = [PurePosixPath(folder).name for folder in FOLDERS]
    try:
        folders = sorted((root / CONTENT).iterdir())
    except OSError:  # there is none, or it cannot be read, which the reading of its folders tells
        return
    for folder in folders:
        near = get_close_matches(folder.name.lower(), names, n=1, cutoff=0.8)
        if folder.is_dir() and folder.name not in names and near:
            where = Where(f"content/{folder.name}")
            yield Problem(where, "this folder is not read", f"did you mean content/{near[0]}?")


def text_of(path: Path, name: str, problems: list[Problem], known: str = "") -> str | None:
    """A text file's characters with plain line ends; None, with a problem noted, when it is not one.

    `known` is the hash by which what is made of it will be remembered: another text may not go by that.
    """
    start = Where(name)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        problems.append(Problem(start, *disk_errors.explain(error)))
        return None
    if known and len(raw) <= MAX_BYTES and digest(raw) != known:
        problems.append(Problem(start, "the file was changed while it was read", "build again"))
        return None
    return decoded(raw, name, problems)


def bytes_of(path: Path, name: str, problems: list[Problem], known: str = "") -> bytes | None:
    """A file's bytes; None, with a problem noted, when it cannot be read, or has another hash than is `known`."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.append(Problem(Where(name), *disk_errors.explain(error)))
        return None
    if known and digest(raw) != known:
        problems.append(Problem(Where(name), "the file was changed while it was read", "build again"))
        return None
    return raw


def settings(root: Path, problems: list[Problem]) -> Config:
    """Read `briefing.toml`. Raises InputError when this is no project."""
    require_project(root)
    text = text_of(root / config.FILE, config.FILE, problems)
    return config.parse(text, problems) if text is not None else Config()


def files_of(folder: Path, shown: str, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Every file of a folder and its subfolders with its name, in one order everywhere; `shown` is the folder's name."""
    found: list[tuple[list[str], str]] = []
    start = len(str(folder))

    def unreadable(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            inner = Path(error.filename).relative_to(folder)
            where = Where((Path(shown) / inner).as_posix())
            problems.append(Problem(where, *disk_errors.explain(error)))

    for parent, folders, names in os.walk(folder, onerror=unreadable, followlinks=True):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        within = parent[start:].split(os.sep)[1:]  # noqa: PTH206 - many thousands of files
        found.extend(([*within, name], f"{parent}{os.sep}{name}") for name in names if not is_ignored(name))
    yield from ((Path(path), "/".join([shown, *parts])) for parts, path in sorted(found))


def is_document(name: str) -> bool:
    """Return whether a file is Markdown, by its name."""
    return name.lower().endswith((".md", ".markdown"))


def is_picture(name: str) -> bool:
    """Return whether a file is a picture that a report can show, by its name."""
    return name.lower().endswith(PICTURE_ENDINGS)


def pictures_among(names: Iterable[str]) -> Iterator[str]:
    """Return those of a project's files, by their names from the root, that reports can show."""
    for name in names:
        if name.startswith(f"{CONTENT}/") and is_picture(name) and not any(map(is_ignored, name.split("/"))):
            yield name


def picture_size(path: Path) -> tuple[int, int]:
    """Return a picture's width and height in pixels, as it is shown; (0, 0) where its file does not say them."""
    width, height = imagesize.get(path)
    return (width, height) if width > 0 and height > 0 else (0, 0)


def is_ignored(name: str) -> bool:
    """Hidden files and what editors leave beside the real one, if only for the blink of a save."""
    return name == VIM_PROBE_FILE or name.startswith(IGNORED_PREFIXES) or name.endswith(IGNORED_SUFFIXES)


def _pictures(root: Path, actors: Iterable[ActorProfile], problems: list[Problem]) -> dict[str, bytes]:
    """The pictures of actors by their names; one that is not there is told where it is asked for."""
    found: dict[str, bytes] = {}
    for picture in (actor.picture for actor in actors if actor.picture and not actor.hide):
        path = root / PICTURES / picture.name
        if not path.is_file():
            problems.append(Problem(picture.where, f"there is no {PICTURES}/{picture.name}", "put the picture there"))
        elif (raw := bytes_of(path, f"{PICTURES}/{picture.name}", problems)) is not None:
            found[picture.name] = raw
    return found


def _listing(files: Iterable[tuple[Path, str]]) -> tuple[Listed, tuple[str, ...]]:
    """The Markdown files among these that are read, and the names of the other files."""
    found = tuple(files)
    names = {name for _, name in found}
    read = tuple((path, name) for path, name in found if is_document(name) and not no_reports.is_no_report(name, names))
    return read, tuple(sorted(names.difference(name for _, name in read)))


def _parsed(files: Listed, parse: Parser[T], config_: Config, problems: list[Problem]) -> Iterator[T]:
    for path, name in files:
        text = text_of(path, name, problems)
        parsed = parse(name, text, config=config_, problems=problems) if text is not None else None
        if parsed is not None:
            yield parsed


def _pages(files: Listed, config_: Config, problems: list[Problem]) -> tuple[TextPage, ...]:
    """The editor's pages; the text on method comes with the program, in the site's language, unless the editor wrote one."""
    written = tuple(_parsed(files, documents.page, config_, problems))
    if any(page.slug == METHOD for page in written):
        return written
    given = resources.files("generator.content").joinpath("scaffold")
    spoken = given.joinpath(f"{METHOD}.{config_.language.partition('-')[0]}.md")
    text = (spoken if spoken.is_file() else given.joinpath(f"{METHOD}.md")).read_text("utf-8")
    own = documents.page(f"{METHOD}.md", text, config=config_, problems=problems)
    return (*written, own) if own else written


def stored_findings(root: Path, slug: str) -> bytes | None:
    """Return the bytes of a report's file in `content/derived/`, if there is one."""
    try:
        return (root / DERIVED / f"{slug}.json").read_bytes()
    except OSError:
        return None


def _refuse_duplicate_slugs(found: Iterable[tuple[str, str]], problems: list[Problem]) -> None:
    """Two files of one kind with one slug would want the same page; slugs that differ in case only count as one."""
    first: dict[str, str] = {}
    for slug, path in found:
        key = slug.casefold()
        if key in first:
            wrong = f"the slug `{slug}` is taken already by {first[key]}"
            problems.append(Problem(Where(path), wrong, "give one of the two another name or `slug:`"))
        first.setdefault(key, path)
