"""Owners' pages as work: what each page is handed as bytes, the hash that says when it is stale, and its bytes where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from generator.content.config import Config
from generator.contexts import ArticlePage
from generator.dossier.index import database
from generator.model import permalinks
from generator.model.article import TextPage
from generator.model.page_kinds import PAGE_KINDS
from generator.model.problems import InputError, Problem
from generator.model.proofs import OutputPath
from generator.plan import Planned, Planner
from generator.publish import Entry
from generator.render import Job, handed, rendered
from generator.render.page.templates import Closure, Templates, closures, fingerprints, source_hashes
from generator.runtime.cache import ResultCache, key
from generator.theme.load import Theme
from generator.theme.texts import Words

OF, SHORT = 24, 8
"""Characters of hashes: of what says whether a page is stale, and of what only explains why."""
BODIES, CLOSURES = "body", "closures"


@dataclass(frozen=True, slots=True)
class Press:
    """What all pages are made with, beside the index. `token` names the state of those."""

    config: Config
    texts: tuple[TextPage, ...]
    templates: Templates
    hashes: Mapping[str, str]
    program: str
    folder: Path
    token: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """An owner whose pages are to be planned; those that stand as they would be made need not be made."""

    owner: str
    standing: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was planned, and its bytes if it was made: `of` is the hash of all that they depend on.

    `handed` hashes what the page shows. `about` names of what it is made: its template, reports, and the editor's file.
    `lacking` names a report's text that was forgotten and must be made first.
    """

    path: OutputPath
    kind: str
    handed: bytes
    of: str
    about: tuple[str, ...]
    content: bytes | Problem | None = None
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """An owner's pages, and the subjects whose cards they show."""

    owner: str
    pages: tuple[Page, ...]
    uses: tuple[str, ...]


Bodies = Callable[[str], str | None]


Closures = dict[str, Closure]
"""Each template with all that it is made of."""


def press(
    theme: Theme,
    words: Words,
    config: Config,
    texts: Sequence[TextPage],
    program: str,
    folder: Path,
    token: str,
    results: ResultCache,
) -> tuple[Press, Closures]:
    """What all pages are made with, and of what each template is made. Raises InputError."""
    templates = Templates(theme.path, theme.templates, words)
    found = _closures(templates, program, results)
    return Press(config, tuple(texts), templates, fingerprints(templates, found), program, folder, token), found


def _closures(templates: Templates, program: str, results: ResultCache) -> Closures:
    """Remembered, since it takes longer to parse a theme than to plan an edit's pages. Raises InputError."""
    name = key(CLOSURES, program, templates.words.of, msgspec.msgpack.encode((templates.path, templates.sources)))
    known = results.get_many(CLOSURES, [name])
    if name in known:
        return msgspec.msgpack.decode(known[name], type=Closures)
    problems: list[Problem] = []
    found = closures(templates, problems)
    if problems:
        raise InputError(problems)
    results.put_many(CLOSURES, {name: msgspec.msgpack.encode(found)})
    return found


def made_elsewhere(press_: Press, wanted: tuple[Wanted, ...]) -> list[Pages]:
    """The pages of some owners, made in a process that looks into the index on disk."""
    there = database.open_once(press_.folder / database.FILE, press_.token)
    planner = Planner(there, press_.config, press_.texts, press_.templates.words)
    results = ResultCache(press_.folder)
    try:
        return made(press_, planner, lambda name: body(results, name), wanted)
    finally:
        results.close()


def made(press_: Press, planner: Planner, bodies: Bodies, wanted: Iterable[Wanted]) -> list[Pages]:
    """The pages of some owners."""
    found = []
    for one in wanted:
        planned, uses = planner.pages(one.owner)
        pages = tuple(page(press_, bodies, planned_, one.standing) for planned_ in planned)
        found.append(Pages(one.owner, pages, tuple(sorted(uses))))
    return found


def page(press_: Press, bodies: Bodies, planned: Planned, standing: Mapping[str, str]) -> Page:
    """A page, made unless one of the same stands."""
    found, raw = _unmade(press_, planned)
    if standing.get(found.path) == found.of:
        return found
    text = planned.view.text if isinstance(planned.view, ArticlePage) else ""
    body_ = bodies(text) if text else ""
    if body_ is None:
        return replace(found, lacking=text)
    return replace(found, content=rendered(press_.templates, Job(found.kind, raw, body_)))


def _unmade(press_: Press, planned: Planned) -> tuple[Page, bytes]:
    raw = handed(planned.site, planned.page, planned.view)
    kind, hash_ = planned.page.kind, key(raw)
    about = () if PAGE_KINDS[kind].writer else _about(planned, raw)
    return Page(planned.page.path, kind, hash_, made_of(press_, kind, hash_), about), raw


def made_of(press_: Press, kind: str, hash_: bytes) -> str:
    """The hash of all that a page's bytes depend on: what it is handed, its template with all that includes, the program."""
    template = PAGE_KINDS[kind].template
    return key(press_.program, press_.hashes.get(template, ""), hash_).hex()[:OF]


def body(results: ResultCache, name: str) -> str | None:
    """A report's text for readers, if it is cached."""
    name_ = bytes.fromhex(name)
    found = results.get_many(BODIES, [name_])
    return found[name_].decode() if name_ in found else None


def why(page_: Page, closure: Closure | None, before: Entry | None, now: Mapping[str, str], then: Mapping[str, str]) -> str:
    """Why a page is rendered, in words: what it is made of now beside what it was made of before."""
    if before is None:
        return "it is new, or is not as it was written"
    used = set(page_.about)
    if closure:
        used |= {f"template {name}" for name in closure.templates} | {f"words {key}" for key in closure.texts}
    there = sorted(used & now.keys())  # a template that is included if it is there may be missing
    said = [f"{name} changed" for name in there if now[name] != then.get(name, now[name])]
    said += [f"{name} came in" for name in page_.about if name not in before.about]
    said += [f"{name} went" for name in before.about if name not in page_.about]
    return "; ".join(said) or "what it shows changed with other reports, profiles or settings"


def sources(press_: Press, reports: Mapping[str, str], files: Mapping[str, str], used: Iterable[str]) -> dict[str, str]:
    """Hashes of all that pages are made of, by name: "template x.html", "report slug", "file content/…"."""
    made = press_.templates
    found = {f"template {name}": hash_[:SHORT] for name, hash_ in source_hashes(made).items()}
    found |= {f"words {text}": hash_[:SHORT] for text, hash_ in made.words.hashes.items()}
    found |= {f"report {slug}": hash_[:SHORT] for slug, hash_ in reports.items()}
    named = {name for name in used if name.startswith("file ")}
    return found | {
        name: files[name.removeprefix("file ")][:SHORT] for name in sorted(named) if name.removeprefix("file ") in files
    }


def _about(planned: Planned, raw: bytes) -> tuple[str, ...]:
    about = [f"template {PAGE_KINDS[planned.page.kind].template}"]
    about += [f"file {planned.profile}"] if planned.profile.startswith("content/") else []
    return (*about, *(f"report {slug}" for slug in permalinks.reports_in(raw)))
