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

from generator.content import config, contradictions, judgements, ledger, no_reports
from generator.content import editions as frozen
from generator.content import parse as documents
from generator.content.config import Config
from generator.content.decoding import decoded
from generator.model.article import Article, TextPage
from generator.model.decisions import LedgerEntry
from generator.model.editions import BriefingEdition
from generator.model.judgements import EditorsJudgement
from generator.model.problems import Problem, Where
from generator.model.profiles import ActorProfile, TopicProfile
from generator.runtime import disk_errors, project_files
from generator.runtime.fingerprints import digest
from generator.runtime.project_files import MAX_TEXT_BYTES, Bounds, max_bytes
from generator.runtime.project_folder import require_project

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Parser(Protocol[T_co]):
    """One file's name and text to what it says, or None; problems are noted."""

    def __call__(self, path: str, text: str, *, config: Config, problems: list[Problem]) -> T_co | None:
        """Parse; what is wrong goes into `problems`."""


METHOD = "method"
DERIVED_AGAIN = "nothing of this file was taken; the report was derived again"
PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
"""Endings of pictures that reports can show."""
IGNORED_PREFIXES = (".", "#")
IGNORED_SUFFIXES = ("~", ".swp", ".swx", ".tmp", ".bak", "___jb_tmp___", "___jb_old___")
VIM_PROBE_FILE = "4913"
"""The file with which Vim tries whether it may write into a folder."""
CONTENT = "content"
FOLDERS = ARTICLES, ACTORS, TOPICS, PAGES, JUDGEMENTS, PICTURES, DERIVED, EDITIONS = tuple(
    f"{CONTENT}/{folder}"
    for folder in ("articles", "actors", "topics", "pages", "judgements", "pictures", "derived", "editions")
)
ANSWERS = f"{DERIVED}/answers"
"""The folder of what a language model answered; each answer was paid for, and no command removes one."""
Listed = tuple[tuple[Path, str], ...]
"""Files with their names from the root."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder: those that are read, the names of the others, and problems of those that may not be read."""

    read: Listed
    others: tuple[str, ...] = ()
    refused: tuple[Problem, ...] = ()


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
    refused: tuple[Problem, ...] = ()
    """What is wrong with those that may not be read, such as pipes: they are left out, and nothing else is the worse for it."""
    judgements: tuple[EditorsJudgement, ...] = ()
    decisions: tuple[LedgerEntry, ...] = ()
    """The ledger of what was decided at the desk."""
    not_decisions: tuple[Problem, ...] = ()
    """What is wrong with other lines of it: they decide nothing, and nothing else is the worse for it."""
    editions: tuple[BriefingEdition, ...] = ()
    """In order of their days."""

    def notes(self) -> list[Problem]:
        """Return warnings of files that hold nothing for the site, of all in one."""
        passed_over = [name for name in self.others if is_document(name) or no_reports.is_of_folder(name)]
        pictures = [
            name for name in self.others if name.startswith(ARTICLES) and name.lower().endswith((*PICTURE_ENDINGS, ".svg"))
        ]
        return [*self.refused, *no_reports.notes(CONTENT, passed_over, {*self.others}.difference(passed_over, pictures))]


def read_outline(
    root: Path,
    problems: list[Problem],
    reports: Listing | None = None,
    editions: tuple[BriefingEdition, ...] | None = None,
) -> Outline:
    """Everything but the reports, which need not be listed, nor the files beside them, where they are known.

    Nor need `editions` be read that are known. Raises InputError when this is no project.
    """
    config_ = settings(root, problems)
    problems.extend(_misspelt_folders(root))
    bounds = Bounds(root)
    listed = {folder: _listing(root, folder, bounds, problems) for folder in (ACTORS, TOPICS, PAGES, JUDGEMENTS)}
    listed[ARTICLES] = reports or _listing(root, ARTICLES, bounds, problems)
    refused = [problem for listing in listed.values() for problem in listing.refused]
    refused += [problem for folder in (PICTURES, EDITIONS) for problem in _listing(root, folder, bounds, problems).refused]
    if wrong := bounds.why_not_out(os.path.realpath(root / DERIVED)):  # builds write there
        problems.append(Problem(Where(DERIVED), *wrong))
    elif os.path.lexists(root / DERIVED) and not (root / DERIVED).is_dir():
        problems.append(Problem(Where(DERIVED), "this is no folder, and findings are kept in one", "remove it"))
    actors = tuple(_parsed(listed[ACTORS].read, documents.actor, config_, problems))
    decisions, wrong_lines = _ledger(root)
    return Outline(
        config_,
        actors,
        tuple(_parsed(listed[TOPICS].read, documents.topic, config_, problems)),
        _pages(listed[PAGES].read, config_, problems),
        listed[ARTICLES].read,
        _pictures(root, actors, {problem.where.path for problem in refused}, problems),
        tuple(name for listing in listed.values() for name in listing.others),
        tuple(dict.fromkeys(refused)),
        judgements=tuple(_parsed(listed[JUDGEMENTS].read, judgements.judgement, config_, problems)),
        decisions=decisions,
        not_decisions=wrong_lines,
        editions=read_editions(root, problems) if editions is None else editions,
    )


def read_editions(root: Path, problems: list[Problem]) -> tuple[BriefingEdition, ...]:
    """Return the editions of a project in order of their days, those of one day by slug."""
    found = files_of(root / EDITIONS, EDITIONS, [], Bounds(root)) if os.path.lexists(root / EDITIONS) else ()
    named = ((name, bytes_of(path, name, problems)) for path, name in found if name.endswith(frozen.ENDING))
    return frozen.in_order(named, problems)


def read_changed_outline(
    root: Path, before: Outline, known: Collection[str], changed: Collection[str], problems: list[Problem]
) -> Outline:
    """`read_outline`, when these files changed since, or came, or went; `known` are the names of the reports before.

    Raises InputError when this is no project any more.
    """
    touched = {name for name in changed if name.startswith(f"{ARTICLES}/") and not any(map(is_ignored, name.split("/")))}
    is_listed = all(name in known and (root / name).is_file() for name in touched)
    beside = tuple(name for name in before.others if name.startswith(f"{ARTICLES}/"))
    refused = tuple(problem for problem in before.refused if problem.where.path.startswith(f"{ARTICLES}/"))
    listing = Listing(before.reports, beside, refused)
    if not is_listed:
        listing = _changed_listing(root, listing, touched)
    if any(name.startswith((config.FILE, ACTORS, TOPICS, PAGES, JUDGEMENTS, PICTURES, EDITIONS)) for name in changed):
        are_known = not any(name.startswith(EDITIONS) for name in changed)
        return read_outline(root, problems, listing, before.editions if are_known else None)
    others = (*(name for name in before.others if name not in beside), *listing.others)
    if ledger.FILE in changed:
        decisions, wrong = _ledger(root)
        before = replace(before, decisions=decisions, not_decisions=wrong)
    return before if is_listed else replace(before, reports=listing.read, others=others)


def _ledger(root: Path) -> ledger.Read:
    """Read the ledger of decisions, if there is one."""
    if not os.path.lexists(root / ledger.FILE):
        return (), ()
    problems: list[Problem] = []
    if wrong_link := Bounds(root).why_not_out(os.path.realpath(root / ledger.FILE)):
        return (), (Problem(Where(ledger.FILE), *wrong_link),)
    text = text_of(root / ledger.FILE, ledger.FILE, problems)
    entries, wrong = ledger.read(text or "")
    return entries, (*problems, *wrong)


def _changed_listing(root: Path, before: Listing, touched: Iterable[str]) -> Listing:
    """The listing of the reports' folder, when these files in it may have come or gone."""
    known = {name: root / name for name in before.others} | {name: path for path, name in before.read}
    for name in touched:
        path = root / name
        if not os.path.lexists(path) or path.is_dir():
            known.pop(name, None)
        else:
            known[name] = path
    return _listed(((known[name], name) for name in sorted(known, key=lambda name: name.split("/"))), before.refused)


def refuse_contradictions(
    outline: Outline, articles: Sequence[Article], problems: list[Problem], slugs: Iterable[tuple[str, str]]
) -> None:
    """Note what cannot all hold: two files that want one page, corrections that exclude each other.

    `articles` are those that a person corrected, `slugs` those of all, each with its file.
    """
    _refuse_duplicate_slugs(slugs, problems)
    for kind in (outline.actors, outline.topics, outline.judgements):
        _refuse_duplicate_slugs(((one.slug, one.where.path) for one in kind), problems)
    _refuse_duplicate_slugs(((p.slug, p.path) for p in outline.pages), problems)
    _refuse_duplicate_slugs(((one.slug, f"{EDITIONS}/{one.slug}{frozen.ENDING}") for one in outline.editions), problems)
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
    try:
        raw = project_files.read(path, MAX_TEXT_BYTES)
    except OSError as error:
        problems.append(Problem(Where(name), *disk_errors.explain(error)))
        return None
    return decoded(raw, name, problems) if _is_as_known(raw, name, problems, known) else None


def bytes_of(path: Path, name: str, problems: list[Problem], known: str = "") -> bytes | None:
    """A file's bytes; None, with a problem noted, when it cannot be read, or has another hash than is `known`."""
    try:
        raw = project_files.read(path, max_bytes(path.name))
    except OSError as error:
        problems.append(Problem(Where(name), *disk_errors.explain(error)))
        return None
    return raw if _is_as_known(raw, name, problems, known) else None


def _is_as_known(raw: bytes, name: str, problems: list[Problem], known: str) -> bool:
    if not known or digest(raw) == known:
        return True
    problems.append(Problem(Where(name), "the file was changed while it was read", "build again"))
    return False


def settings(root: Path, problems: list[Problem]) -> Config:
    """Read `briefing.toml`. Raises InputError when this is no project."""
    require_project(root)
    text = text_of(root / config.FILE, config.FILE, problems)
    return config.parse(text, problems) if text is not None else Config()


def files_of(
    folder: Path, shown: str, problems: list[Problem], bounds: Bounds | None = None, refused: list[Problem] | None = None
) -> Iterator[tuple[Path, str]]:
    """Every file of a folder and its subfolders with its name, in one order everywhere; `shown` is the folder's name.

    Those that may not be read are left out, with a problem each in `refused`, or among the others. `bounds` are those of
    the project that the folder is of.
    """
    found: list[tuple[list[str], str]] = []

    def unreadable(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            inner = Path(error.filename).relative_to(folder)
            where = Where((Path(shown) / inner).as_posix())
            problems.append(Problem(where, *disk_errors.explain(error)))

    for one in project_files.walk(str(folder), bounds or Bounds(), unreadable):
        parts = one.inner.split("/") if one.inner else []
        if is_passed_over(parts):
            continue
        if one.refused:
            (problems if refused is None else refused).append(Problem(Where("/".join([shown, *parts])), *one.refused))
        else:
            found.append((parts, one.path))
    yield from ((Path(path), "/".join([shown, *parts])) for parts, path in sorted(found))


def is_passed_over(parts: Sequence[str]) -> bool:
    """Return whether a file is hidden, or in a hidden folder, or left behind by an editor, by the parts of its name."""
    return any(part.startswith(".") for part in parts) or bool(parts and is_ignored(parts[-1]))


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
    import imagesize  # which imports all that reads addresses, for most projects in vain

    width, height = imagesize.get(path)
    return (width, height) if width > 0 and height > 0 else (0, 0)


def is_ignored(name: str) -> bool:
    """Hidden files and what editors leave beside the real one, if only for the blink of a save."""
    return name == VIM_PROBE_FILE or name.startswith(IGNORED_PREFIXES) or name.endswith(IGNORED_SUFFIXES)


def _pictures(
    root: Path, actors: Iterable[ActorProfile], refused: Collection[str], problems: list[Problem]
) -> dict[str, bytes]:
    """The pictures of actors by their names; one that is not there is told where it is asked for, a refused one by itself."""
    found: dict[str, bytes] = {}
    for picture in (actor.picture for actor in actors if actor.picture and not actor.hide):
        name = f"{PICTURES}/{picture.name}"
        if name in refused:
            continue
        if not (root / name).is_file():
            problems.append(Problem(picture.where, f"there is no {name}", "put the picture there"))
        elif (raw := bytes_of(root / name, name, problems)) is not None:
            found[picture.name] = raw
    return found


def _listing(root: Path, folder: str, bounds: Bounds, problems: list[Problem]) -> Listing:
    """The listing of a folder of the project."""
    refused: list[Problem] = []
    outer = CONTENT if bounds.why_not_out(os.path.realpath(root / CONTENT)) else folder
    shown = {folder: outer}
    found = tuple(files_of(root / folder, folder, problems, bounds, refused))
    told = (Problem(Where(shown.get(one.where.path, one.where.path)), one.wrong, one.todo) for one in refused)
    return _listed(found, tuple(told))


def _listed(files: Iterable[tuple[Path, str]], refused: tuple[Problem, ...]) -> Listing:
    """A listing of these files: what is Markdown and no file of the folder itself is read."""
    found = tuple(files)
    names = {name for _, name in found}
    read = tuple((path, name) for path, name in found if is_document(name) and not no_reports.is_no_report(name, names))
    return Listing(read, tuple(sorted(names.difference(name for _, name in read))), refused)


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


def _refuse_duplicate_slugs(found: Iterable[tuple[str, str]], problems: list[Problem]) -> None:
    """Two files of one kind with one slug would want the same page; slugs that differ in case only count as one."""
    first: dict[str, str] = {}
    for slug, path in found:
        key = slug.casefold()
        if key in first:
            wrong = f"the slug `{slug}` is taken already by {first[key]}"
            problems.append(Problem(Where(path), wrong, "give one of the two another name or `slug:`"))
        first.setdefault(key, path)
