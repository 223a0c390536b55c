"""Projects on disk: starting one, bringing reports in, looking at a built site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from importlib import resources
from pathlib import Path

from generator import publish
from generator.commands.given_files import Reading, source_files
from generator.content import config
from generator.content import files as read
from generator.content.forms import UNKNOWN_DATE
from generator.content.importers import read_reports
from generator.content.importers.article_file import ArticleFile, article_file
from generator.content.importers.importer import SourceFile
from generator.model.edtf import valid
from generator.model.problems import InputError, Problem, Where

FOLDERS = (read.ARTICLES, read.ACTORS, read.TOPICS, read.PAGES)
NUMBERS = range(2, 1000)


def start(folder: Path) -> list[str]:
    """Make a project's folders and first files. Raises InputError when there is a project already."""
    if (folder / config.FILE).exists():
        where = Where((folder / config.FILE).as_posix())
        raise InputError([Problem(where, "there is a project here already", "choose another folder")])
    scaffold = resources.files("generator.content").joinpath("scaffold")
    files = {config.FILE: "briefing.toml", ".gitignore": "gitignore", f"{read.PAGES}/about.md": "about.md"}
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, source in files.items():
        if not (folder / name).exists():
            publish.write_new(folder / name, scaffold.joinpath(source).read_bytes())
    return [*files, *(f"{name}/" for name in FOLDERS)]


def add(
    root: Path, files: Iterable[Path], options: Mapping[str, str], today: date, reading: Reading, tell: Callable[[str], None]
) -> list[tuple[str, str]]:
    """Write an article file a report, under a free name. Return each one's path and a note of what to look at in it.

    `options` are front matter keys with their values; they win over what a file says of itself. Of files that are passed over
    `tell` is told.

    Raises InputError; then nothing was written.
    """
    if not (root / config.FILE).is_file():
        todo = "run this in a project's folder, or make one with `briefing init`"
        raise InputError([Problem(Where(config.FILE), "there is no briefing.toml here", todo)])
    problems: list[Problem] = []
    said = options.get("date", "")
    if said and said != UNKNOWN_DATE and "T" not in said and not valid(said):
        problems.append(Problem(Where("--date"), f"{said!r} is not a date", "write 2009-10-13, 2009-10 or 2009"))
    passed_over: list[str] = []
    given = source_files(files, reading, problems, passed_over)
    made = [article for file in given for article in _import(file, reading.format_name, options, today, problems)]
    if problems:
        raise InputError(problems)
    for note in passed_over:
        tell(note)
    return [(_write(root, article), "; ".join(article.notes)) for article in made]


def site_files(site: Path) -> dict[str, bytes]:
    """A built site's files by path, hidden ones left out."""
    if not site.is_dir():
        return {}
    paths = (path for path in sorted(site.rglob("*")) if path.is_file())
    names = {path.relative_to(site).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if not any(p[0] == "." for p in name.split("/"))}


def _import(
    file: SourceFile, format_name: str, options: Mapping[str, str], today: date, problems: list[Problem]
) -> Iterator[ArticleFile]:
    for report in read_reports(file, problems, format_name):
        yield article_file(report, options, today)


def _write(root: Path, article: ArticleFile) -> str:
    """Write under the first free name; what is there already is never touched."""
    stem = article.name.removesuffix(".md")
    for name in (article.name, *(f"{stem}-{number}.md" for number in NUMBERS)):
        try:
            publish.write_new(root / read.ARTICLES / name, article.text.encode())
        except FileExistsError:
            continue
        return f"{read.ARTICLES}/{name}"
    where = Where(f"{read.ARTICLES}/{article.name}")
    raise InputError([Problem(where, "there are a thousand reports of this name", "give it a `--title`")])
