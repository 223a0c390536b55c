"""`briefing explain`: why a page is as it is, what the manifest says that it was made of, beside how those files stand now."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from generator import build
from generator.commands.printing import DONE, count
from generator.content import files as read
from generator.content.files import Outline
from generator.model.permalinks import slug_in, slug_of
from generator.model.problems import Stopped
from generator.model.proofs import OutputPath
from generator.publish import MANIFEST, Entry, manifest
from generator.render.page.templates import TemplateDependencies, Templates, dependencies, source_hashes
from generator.runtime import cache, fingerprints
from generator.runtime.project_folder import require_project
from generator.theme import load
from generator.theme.texts import words

MAX_SUGGESTIONS = 3
CHANGED, GONE, NEW = "changed since", "gone since", "new since"


@dataclass(frozen=True, slots=True)
class PagePart:
    """One thing that a page is made of: its kind, where people find it, and what became of it since, if anything."""

    kind: str
    where: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A page: why it was last made, "" when that is not known any more; and what of.

    Pages for machines, and files of the theme, are not made of parts that could be named; these are `plain`.
    """

    path: OutputPath
    why: str
    parts: tuple[PagePart, ...]
    plain: str = ""

    @property
    def changed(self) -> tuple[PagePart, ...]:
        """The parts that are not as they were."""
        return tuple(part for part in self.parts if part.since)


def run(parsed: argparse.Namespace) -> int:
    """Print what a page is made of."""
    require_project(parsed.project)
    found = explain(parsed.project, parsed.output or parsed.project / build.SITE, parsed.page)
    print(found.path)
    if found.plain:
        print(f"It is {found.plain}.")
        return DONE
    print(f"Last made because {found.why}." if found.why else "Why it was last made is not known any more.")
    print("It is made of")
    for part in found.parts:
        print(f"  {part.kind:<9} {part.where}{part.since and f'  ({part.since})'}")
    if changed := len(found.changed):
        print(f"{changed} of {count(len(found.parts), 'part')} changed since; `briefing build` takes that in.")
    else:
        print("None of that changed since. What it shows may change with other reports, profiles and settings too.")
    return DONE


def explain(root: Path, site: Path, asked: str) -> Explained:
    """Look a page up, by its path from the site, from here, or without its ending. Raises Stopped for one that is not there."""
    written = manifest(site)
    if not written.files:
        raise Stopped(f"{site}:1:1: there is no site here; run `briefing build` first")
    path = _path(asked, site, written.files)
    entry = written.files[path]
    folder = root / cache.FOLDER
    with cache.open_cache(folder if folder.is_dir() else None) as results:
        why = build.why(results, site, path, entry)
        stamps = fingerprints.stamps_of_project(root, results.stamps())
    if not entry.of:
        return Explained(path, why, (), "a file of the theme, as it is")
    if not entry.about:
        return Explained(path, why, (), "made by the program from all that the site shows")
    project = _Project(root, {name: stamp.digest for name, stamp in stamps.items()})
    return Explained(path, why, tuple(project.parts(entry, written.sources)))


class _Project:
    """A project as it stands now, as far as pages are made of it."""

    def __init__(self, root: Path, digests: Mapping[str, str]) -> None:
        outline = read.read_outline(root, [])
        theme = load.read_theme(root, outline.config.theme, [])
        said = words(theme.texts, outline.config.language, [])
        self._root = root
        self._digests = digests
        self._outline = outline
        self._templates = Templates(theme.path, theme.templates, said)
        self._dependencies = dependencies(self._templates, [])

    def parts(self, entry: Entry, sources: Mapping[str, str]) -> Iterator[PagePart]:
        """Return the parts that a page is made of, its template first, each compared with its hash in `sources`."""
        named = [name.partition(" ")[::2] for name in entry.about]
        files = _files_of(self._outline, {name for kind, name in named if kind == "report"})
        for kind, name in named:
            if kind == "template":
                yield from self._template(name, sources)
            else:
                file = name if kind == "file" else files.get(name, "")
                now = self._digests.get(str(self._root / file), "") if file else ""
                yield PagePart(_kind(kind, name), file or name, _since(sources.get(f"{kind} {name}"), now))

    def _template(self, first: str, sources: Mapping[str, str]) -> Iterator[PagePart]:
        hashes, texts = source_hashes(self._templates), self._templates.words.hashes
        used = self._dependencies.get(first, TemplateDependencies((first,), ()))
        for name in used.templates:
            kind = "template" if name == first else "included"
            yield PagePart(kind, self._templates.place(name), _since(sources.get(f"template {name}"), hashes.get(name, "")))
        for text in used.texts:
            if since := _since(sources.get(f"words {text}"), texts.get(text, "")):
                yield PagePart("words", text, since)


def _since(then: str | None, now: str) -> str:
    """Compare two hashes of something, of which the older may be the first characters only."""
    if not now:
        return GONE
    if then is None:
        return NEW
    return "" if now.startswith(then) else CHANGED


def _kind(kind: str, name: str) -> str:
    if kind != "file":
        return kind
    return "text" if name.startswith(f"{read.PAGES}/") else "profile"


def _files_of(outline: Outline, slugs: set[str]) -> dict[str, str]:
    """The files of reports by slug: by their names, and where those say nothing by what is in them."""
    found = {slug: name for _, name in outline.reports if (slug := slug_of(name)) in slugs}
    if slugs - found.keys():
        for path, name in outline.reports:
            if (slug := slug_in(read.text_of(path, name, []) or "", name)) in slugs:
                found[slug] = name
    return found


def _path(asked: str, site: Path, files: Iterable[OutputPath]) -> OutputPath:
    """The page that is meant. Raises Stopped, with those that are spelled much the same."""
    known = {str(path): path for path in files}
    plain = PurePosixPath(asked.replace("\\", "/")).as_posix().removeprefix("/")
    here = Path(asked).resolve()
    wanted = [plain, plain.removeprefix(f"{site.name}/")]
    if here.is_relative_to(site.resolve()):
        wanted.append(here.relative_to(site.resolve()).as_posix())
    for name in wanted:
        for path in (name, f"{name}.html"):
            if path in known:
                return known[path]
    near = _near(wanted[-1].removesuffix(".html"), known)
    todo = f"did you mean {' or '.join(near)}?" if near else f"{site / MANIFEST} lists them"
    raise Stopped(f"{asked} is no page of {site}; {todo}")


def _near(wanted: str, known: Iterable[str]) -> list[str]:
    """Pages whose path or whose last name is spelled much like that, nearest first."""
    forms: dict[str, list[str]] = {}
    for path in sorted(known):
        whole = path.removesuffix(".html")
        for form in {path, whole, whole.rpartition("/")[2]}:
            forms.setdefault(form, []).append(path)
    close = [path for form in get_close_matches(wanted, forms, MAX_SUGGESTIONS) for path in forms[form]]
    return list(dict.fromkeys(close))[:MAX_SUGGESTIONS]
