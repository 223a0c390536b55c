"""Planned pages as work: what each is handed as bytes, the hash that says when it is stale, and why it became so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from generator import permalinks
from generator.contexts import ArticlePage
from generator.memo import key
from generator.model import OutputPath, Theme
from generator.plan import Planned
from generator.problems import InputError, Problem
from generator.publish import Entry
from generator.render import FOR_MACHINES, Job, handed, rendered
from generator.render.templates import Templates, closures, fingerprint, of_kind

OF, SHORT = 24, 8
"""Characters of hashes: of what says whether a page is stale, and of what only explains why."""
TOGETHER = 32
"""Pages that are rendered by one call: fewer would cost more to send than to do."""
Bundle = tuple[Job, ...]
Done = list[bytes | Problem]
Spread = Callable[[Callable[[Bundle], Done], Iterable[Bundle]], Iterable[Done]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be made, if nothing made of the same stands yet.

    `of` is the hash of all that its bytes depend on. `about` names of what they are made: its template, reports, and the
    editor's file. `text` names a report's text for readers.
    """

    path: OutputPath
    kind: str
    handed: bytes
    of: str
    about: tuple[str, ...] = ()
    text: str = ""


class Fingerprints:
    """What pages depend on beside what they are handed: their templates with all that those include, and the program.

    `sources` are hashes of all that pages are made of, by name: "template x.html", "report slug", "file content/…".
    """

    def __init__(self, theme: Theme, program: str, reports: Mapping[str, str], files: Mapping[str, str]) -> None:
        problems: list[Problem] = []
        self.templates = Templates(theme.path, theme.templates)
        self._closures = closures(self.templates, problems)
        if problems:
            raise InputError(problems)
        self._program = program
        self._hashes = {name: fingerprint(self.templates, names) for name, names in self._closures.items()}
        self._reports, self._files = reports, files
        self.sources = {f"template {name}": fingerprint(self.templates, [name]) for name, _ in theme.templates}
        self.sources |= {f"report {slug}": hash_[:SHORT] for slug, hash_ in reports.items()}

    def page(self, planned: Planned) -> Page:
        """A planned page as work."""
        raw = handed(planned.site, planned.page, planned.view)
        kind = planned.page.kind
        text = planned.view.text if isinstance(planned.view, ArticlePage) else ""
        if kind in FOR_MACHINES:
            return Page(planned.page.path, kind, raw, key(self._program, raw).hex()[:OF])
        about = [f"template {of_kind(kind)}"]
        if planned.profile in self._files:
            about.append(f"file {planned.profile}")
            self.sources[about[-1]] = self._files[planned.profile][:SHORT]
        about += [f"report {slug}" for slug in permalinks.reports_in(raw) if slug in self._reports]
        of = key(self._program, self._hashes.get(of_kind(kind), ""), raw).hex()[:OF]
        return Page(planned.page.path, kind, raw, of, tuple(about), text)

    def why(self, page: Page, before: Entry | None, sources: Mapping[str, str]) -> str:
        """Why a page is rendered, in words: what it is made of now beside what it was made of before."""
        if before is None:
            return "it is new, or is not as it was written"
        used = {f"template {name}" for name in self._closures.get(of_kind(page.kind), ())} | set(page.about)
        there = sorted(used & self.sources.keys())  # a template that is included if it is there may be missing
        changed = [name for name in there if self.sources[name] != sources.get(name, self.sources[name])]
        said = [f"{name} changed" for name in changed]
        said += [f"{name} came in" for name in page.about if name not in before.about]
        said += [f"{name} went" for name in before.about if name not in page.about]
        return "; ".join(said) or "what it shows changed with other reports, profiles or settings"


def made(
    pages: Iterable[Page], templates: Templates, bodies: Callable[[Sequence[str]], Mapping[str, str]], spread: Spread
) -> Iterator[tuple[Page, bytes]]:
    """The pages with their bytes, in their order. Raises InputError with what is wrong with templates, all at once."""
    waiting: list[tuple[Page, ...]] = []
    problems: list[Problem] = []
    for done in spread(partial(rendered, templates), _jobs(pages, bodies, waiting)):
        for page, content in zip(waiting.pop(0), done, strict=True):
            if isinstance(content, Problem):
                problems.append(content)
            else:
                yield page, content
    if problems:
        raise InputError(problems)


def _jobs(
    pages: Iterable[Page], bodies: Callable[[Sequence[str]], Mapping[str, str]], waiting: list[tuple[Page, ...]]
) -> Iterator[Bundle]:
    rest = iter(pages)
    while some := tuple(islice(rest, TOGETHER)):
        texts = bodies([page.text for page in some if page.text])
        waiting.append(some)
        yield tuple(Job(page.kind, page.handed, texts.get(page.text, "")) for page in some)
