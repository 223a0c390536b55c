"""Why each page was rendered, in words: what it is made of now beside what it was made of before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.build.page_jobs import SitePage
from generator.build.project import Project
from generator.model.page_kinds import PAGE_KINDS
from generator.model.proofs import OutputPath
from generator.publish import Entry
from generator.render.page.templates import TemplateDependencies, Templates, source_hashes

HASH_LENGTH = 8
"""Characters of hashes that only explain."""


def reasons(
    pages: Iterable[SitePage],
    dependencies: Mapping[str, TemplateDependencies],
    before: Mapping[OutputPath, Entry],
    old: Mapping[str, str],
    new: Mapping[str, str],
) -> tuple[tuple[str, str], ...]:
    """Return pages' paths with why they were rendered.

    `before` is the site as it was; `old` and `new` are the hashes of all that pages are made of, by name.
    """
    return tuple(
        (page.path, _reason(page, dependencies.get(PAGE_KINDS[page.kind].template), before.get(page.path), old, new))
        for page in pages
    )


def source_digests(
    project: Project, templates: Templates, files_by_slug: Mapping[str, str], used: Iterable[str]
) -> dict[str, str]:
    """Return hashes of all that pages are made of, by name: "template x.html", "words x", "report slug", "file content/…".

    `used` are the names that pages have among what they are made of: of the editor's files only these are there.
    """
    files = project.digests()
    found = {f"template {name}": hash_ for name, hash_ in source_hashes(templates).items()}
    found |= {f"words {text}": hash_ for text, hash_ in templates.words.hashes.items()}
    found |= {f"report {slug}": files[file] for slug, file in files_by_slug.items()}
    profiles = sorted({name for name in used if name.startswith("file ")})
    found |= {name: files[file] for name in profiles if (file := name.removeprefix("file ")) in files}
    return {name: hash_[:HASH_LENGTH] for name, hash_ in found.items()}


def _reason(
    page: SitePage, used: TemplateDependencies | None, before: Entry | None, old: Mapping[str, str], new: Mapping[str, str]
) -> str:
    if before is None:
        return "it is new, or is not as it was written"
    names = set(page.about)
    if used:
        names |= {f"template {name}" for name in used.templates} | {f"words {key}" for key in used.texts}
    known = sorted(names & new.keys())  # a template that is included if it is there may be missing
    said = [f"{name} changed" for name in known if new[name] != old.get(name, new[name])]
    said += [f"{name} came in" for name in page.about if name not in before.about]
    said += [f"{name} went" for name in before.about if name not in page.about]
    return "; ".join(said) or "what it shows changed with other reports, profiles or settings"
