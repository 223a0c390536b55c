"""The same reports as a project of each contestant, and the commands that build sites of them.

The front matter that the rivals read names the actors and topics of each report; ours has to find them. Ours has only what an
editor would write down: the names of forty topics in `content/topics/`, without the reports that are about them.
"""

from __future__ import annotations

import json
import shutil
import sys
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from slugify import slugify

from bench.corpus import Report
from bench.cost import cost
from bench.phrases import TOPICS

RIVALS = Path(__file__).parent / "rivals"
HUGO_ITSELF = Path(sysconfig.get_path("platlib"), "hugo", "binaries", "hugo")
"""The program itself: the script of that name starts an interpreter first."""
HUGO, PELICAN, MATERIAL = "Hugo, from nothing", "Pelican, from nothing", "MkDocs Material, from nothing"
DERIVING, STORED = "briefing, from nothing, deriving", "briefing, from nothing, findings stored"
UNCHANGED, EDITED = "briefing, nothing changed", "briefing, one article edited"
NAMES = (HUGO, PELICAN, MATERIAL, DERIVING, STORED, UNCHANGED, EDITED)
BUILD_FILES = (".briefing", "site", ".site.briefing")
FINDINGS_FOLDER = "content/derived"
SETTINGS = 'title = "The bench"\ndescription = "Invented reports"\nbase_url = "https://example.org/"\n'
Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command, the preparation before each of its rounds, which is not timed, and the folder that it fills."""

    command: Sequence[str]
    prepare: Callable[[int], object]
    site: Path


def contestants(corpus: Sequence[Report], folder: Path) -> dict[str, Contestant]:
    """Write the project of each contestant; return the contestants by name."""
    hugo, pelican, material, ours = (folder / name for name in ("hugo", "pelican", "material", "briefing"))
    made = {hugo: for_hugo(corpus), pelican: for_pelican(corpus), material: for_material(corpus), ours: for_briefing(corpus)}
    for project, files in made.items():
        shutil.rmtree(project, ignore_errors=True)
        write(project, files)
    for project in (hugo, pelican, material):
        shutil.copytree(RIVALS / project.name, project, dirs_exist_ok=True)
    return {
        HUGO: Contestant(
            [str(HUGO_ITSELF), "--source", str(hugo), "--quiet"],
            lambda _: _remove(hugo, "public", "resources", ".hugo_build.lock"),
            hugo / "public",
        ),
        PELICAN: Contestant(
            [
                _installed("pelican"),
                str(pelican / "content"),
                "-s",
                str(pelican / "settings.py"),
                "-o",
                str(pelican / "output"),
            ],
            lambda _: _remove(pelican, "output"),
            pelican / "output",
        ),
        MATERIAL: Contestant(
            [_installed("mkdocs"), "build", "--quiet", "--config-file", str(material / "mkdocs.yml")],
            lambda _: _remove(material, "site"),
            material / "site",
        ),
        **_ours(corpus[len(corpus) // 2], ours),
    }


def _ours(middle: Report, project: Path) -> dict[str, Contestant]:
    """Return our four rows. Each leaves a complete site, up to date with its articles, from which the next one starts."""
    command = [_installed("briefing"), "-C", str(project), "build", "--profile"]
    article = f"content/articles/{middle.slug}.md"

    def build_if_missing() -> None:
        if not (project / "site" / "index.html").exists():
            cost(command, project.parent / "untimed.txt")

    def remove_all(_: int) -> None:
        write(project, {article: article_of(middle)})
        _remove(project, *BUILD_FILES, FINDINGS_FOLDER)

    def remove_all_but_findings(_: int) -> None:
        build_if_missing()
        _remove(project, *BUILD_FILES)

    def edit_article(number: int) -> None:
        build_if_missing()
        sentence = f"On Monday {middle.actors[0]} rejected the {middle.topics[0]}, and {number + 2} delegates left the hall."
        write(project, {article: f"{article_of(middle)}\n{sentence}\n"})

    steps: dict[str, Callable[[int], None]] = {
        DERIVING: remove_all,
        STORED: remove_all_but_findings,
        UNCHANGED: lambda _: build_if_missing(),
        EDITED: edit_article,
    }
    return {name: Contestant(command, prepare, project / "site") for name, prepare in steps.items()}


def for_briefing(corpus: Sequence[Report]) -> Files:
    """A project of ours, in which nothing says who or what a report is about."""
    topics = {f"content/topics/{slugify(name)}.md": f"---\nname: {name}\n---\n" for name in TOPICS}
    articles = {f"content/articles/{report.slug}.md": article_of(report) for report in corpus}
    return {"briefing.toml": SETTINGS, **topics, **articles}


def for_hugo(corpus: Sequence[Report]) -> Files:
    """The articles with two taxonomies; the rest of the project lies in `rivals/`."""
    return {
        f"content/articles/{report.slug}.md": _with_front_matter(
            {
                "title": report.title,
                "date": report.date,
                "actors": report.actors,
                "topics": report.topics,
                "params": {"source": report.source},
            },
            report.text,
        )
        for report in corpus
    }


def for_pelican(corpus: Sequence[Report]) -> Files:
    """The articles with actors for authors and topics for tags, as Pelican knows no other taxonomies."""
    return {
        f"content/{report.slug}.md": (
            f"Title: {report.title}\nDate: {report.date}\nSlug: {report.slug}\nSource: {report.source}\n"
            f"Authors: {'; '.join(report.actors)}\nTags: {', '.join(report.topics)}\n\n{report.text}\n"
        )
        for report in corpus
    }


def for_material(corpus: Sequence[Report]) -> Files:
    """The articles with actors and topics as tags, a list of them, newest first, and the page that its tags plugin fills."""
    articles = {
        f"docs/articles/{report.slug}.md": _with_front_matter(
            {"title": report.title, "date": report.date, "source": report.source, "tags": [*report.actors, *report.topics]},
            report.text,
        )
        for report in corpus
    }
    newest = sorted(corpus, key=lambda report: report.date, reverse=True)
    rows = (f"- [{report.title}](articles/{report.slug}.md) {report.source}, {report.date}" for report in newest)
    return {
        "docs/index.md": "\n".join(("# Reports", "", *rows, "")),
        "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
        **articles,
    }


def article_of(report: Report) -> str:
    """A report as an article file of ours."""
    return _with_front_matter({"title": report.title, "date": report.date, "source": report.source}, report.text)


def write(project: Path, files: Files) -> None:
    """Write a project's files."""
    for name, text in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _with_front_matter(fields: Mapping[str, object], text: str) -> str:
    """Front matter of one line a key, and the text; JSON is YAML. Dates have no quotes, which not every program reads."""
    lines = (f"{key}: {value if key == 'date' else json.dumps(value)}" for key, value in fields.items())
    return "\n".join(("---", *lines, "---", "", text, ""))


def _remove(project: Path, *names: str) -> None:
    for name in names:
        if (project / name).is_dir():
            shutil.rmtree(project / name)
        (project / name).unlink(missing_ok=True)


def _installed(script: str) -> str:
    """Return the path of a command that is installed beside the interpreter that runs the bench."""
    return str(Path(sys.executable).parent / script)
