"""The same reports as a project of each contestant, and the commands that make sites of them.

The rivals are told in the front matter who and what each report is about; ours has to find it. The topics that ours is told of
are those that an editor would write down: forty names in `content/topics/`, and not which reports are about them.
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
"""The program alone: the script of that name starts an interpreter first."""
HUGO, PELICAN = "Hugo, from nothing", "Pelican, from nothing"
DERIVING, KEPT = "briefing, from nothing, deriving", "briefing, from nothing, findings kept"
UNCHANGED, EDITED = "briefing, nothing changed", "briefing, one article edited"
NAMES = (HUGO, PELICAN, DERIVING, KEPT, UNCHANGED, EDITED)
REMEMBERED = (".briefing", "site", ".site.briefing")
DERIVED = "content/derived"
SETTINGS = 'title = "The bench"\ndescription = "Invented reports"\nbase_url = "https://example.org/"\n'
Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command, what is done before each of its rounds and not timed, and the folder that it fills."""

    command: Sequence[str]
    prepare: Callable[[int], object]
    site: Path


def contestants(given: Sequence[Report], folder: Path) -> dict[str, Contestant]:
    """Write everybody's project, and say how each is built."""
    hugo, pelican, ours = folder / "hugo", folder / "pelican", folder / "briefing"
    for project, files in ((hugo, for_hugo(given)), (pelican, for_pelican(given)), (ours, for_briefing(given))):
        shutil.rmtree(project, ignore_errors=True)
        write(project, files)
    for project in (hugo, pelican):
        shutil.copytree(RIVALS / project.name, project, dirs_exist_ok=True)
    return {
        HUGO: Contestant(
            [str(HUGO_ITSELF), "--source", str(hugo), "--quiet"],
            lambda _: _remove(hugo, "public", "resources", ".hugo_build.lock"),
            hugo / "public",
        ),
        PELICAN: Contestant(
            [_beside("pelican"), str(pelican / "content"), "-s", str(pelican / "settings.py"), "-o", str(pelican / "output")],
            lambda _: _remove(pelican, "output"),
            pelican / "output",
        ),
        **_ours(given[len(given) // 2], ours),
    }


def _ours(middle: Report, project: Path) -> dict[str, Contestant]:
    """Each of them leaves a whole site, up to date with its articles: that is what the next one starts with."""
    command = [_beside("briefing"), "-C", str(project), "build", "--no-search"]
    article = f"content/articles/{middle.slug}.md"

    def built() -> None:
        if not (project / "site" / "index.html").exists():
            cost(command, project.parent / "untimed.txt")

    def bare(_: int) -> None:
        write(project, {article: article_of(middle)})
        _remove(project, *REMEMBERED, DERIVED)

    def derived(_: int) -> None:
        built()
        _remove(project, *REMEMBERED)

    def edited(number: int) -> None:
        built()
        sentence = f"On Monday {middle.actors[0]} rejected the {middle.topics[0]}, and {number + 2} delegates left the hall."
        write(project, {article: f"{article_of(middle)}\n{sentence}\n"})

    steps: dict[str, Callable[[int], None]] = {DERIVING: bare, KEPT: derived, UNCHANGED: lambda _: built(), EDITED: edited}
    return {name: Contestant(command, prepare, project / "site") for name, prepare in steps.items()}


def for_briefing(given: Sequence[Report]) -> Files:
    """A project of ours: nobody says who or what a report is about."""
    topics = {f"content/topics/{slugify(name)}.md": f"---\nname: {name}\n---\n" for name in TOPICS}
    articles = {f"content/articles/{report.slug}.md": article_of(report) for report in given}
    return {"briefing.toml": SETTINGS, **topics, **articles}


def for_hugo(given: Sequence[Report]) -> Files:
    """The articles with two taxonomies; the rest of the project lies in `rivals/`."""
    return {
        f"content/articles/{report.slug}.md": _fenced(
            {
                "title": report.title,
                "date": report.date,
                "actors": report.actors,
                "topics": report.topics,
                "params": {"source": report.source},
            },
            report.text,
        )
        for report in given
    }


def for_pelican(given: Sequence[Report]) -> Files:
    """The articles with actors for authors and topics for tags, as Pelican knows no other taxonomies."""
    return {
        f"content/{report.slug}.md": (
            f"Title: {report.title}\nDate: {report.date}\nSlug: {report.slug}\nSource: {report.source}\n"
            f"Authors: {'; '.join(report.actors)}\nTags: {', '.join(report.topics)}\n\n{report.text}\n"
        )
        for report in given
    }


def article_of(report: Report) -> str:
    """A report as an article file of ours."""
    return _fenced({"title": report.title, "date": report.date, "source": report.source}, report.text)


def write(project: Path, files: Files) -> None:
    """Write a project's files."""
    for name, text in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _fenced(fields: Mapping[str, object], text: str) -> str:
    """Front matter of one line a key, and the text; JSON is YAML. A date must not be in quotes everywhere."""
    lines = (f"{key}: {value if key == 'date' else json.dumps(value)}" for key, value in fields.items())
    return "\n".join(("---", *lines, "---", "", text, ""))


def _remove(project: Path, *names: str) -> None:
    for name in names:
        if (project / name).is_dir():
            shutil.rmtree(project / name)
        (project / name).unlink(missing_ok=True)


def _beside(script: str) -> str:
    """A command that is installed beside the interpreter that runs the bench."""
    return str(Path(sys.executable).parent / script)
