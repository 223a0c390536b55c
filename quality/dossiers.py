"""Projects to look at, and to compare two versions of the program on: the sample, and dossiers of reports.

    python -m quality.dossiers SETS OUT

writes a project below OUT for each set of reports in a folder: `dossiers/*.jsonl`, `timelines/*.json`, `read/*/set.json`.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import yaml

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ("content", "themes", "briefing.toml")
DATE_IN_TEXT = "%B %d, %Y"
"""A report without a date may give it as a paragraph of its own."""


def write_sample(folder: Path) -> None:
    """Copy the sample project, without findings, into a folder that does not exist yet."""
    folder.mkdir(parents=True)
    for name in SAMPLE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("derived"))
        else:
            shutil.copy(source, folder / name)


def write_dossier(name: str, rows: Iterable[dict[str, Any]], folder: Path) -> None:
    """Write a project with a report for each row (`id`, `title`, `date`, `url`, `text`) into a new folder."""
    articles = folder / "content" / "articles"
    articles.mkdir(parents=True)
    (folder / "briefing.toml").write_text(f'title = "{name}"\nbase_url = "https://example.org/briefing/"\n', "utf-8")
    for row in rows:
        (articles / f"report-{row['id']}.md").write_text(_front_matter(row) + _body(row) + "\n", "utf-8")


def read_rows(file: Path) -> list[dict[str, Any]]:
    """Return the reports of a set: of JSON Lines each line, of JSON its `articles`."""
    raw = file.read_bytes()
    if file.suffix == ".jsonl":
        return [msgspec.json.decode(line) for line in raw.splitlines()]
    rows: list[dict[str, Any]] = msgspec.json.decode(raw)["articles"]
    return rows


def sets_in(folder: Path) -> dict[str, Path]:
    """Return the sets of reports in a folder, by the names of their projects."""
    found = {f"read-{file.parent.name}": file for file in sorted(folder.glob("read/*/set.json"))}
    found |= {f"timelines-{file.stem}": file for file in sorted(folder.glob("timelines/*.json"))}
    return found | {file.stem: file for file in sorted(folder.glob("dossiers/*.jsonl"))}


def projects(folder: Path, dossiers: Sequence[Path]) -> Iterator[Path]:
    """Write the sample and each dossier below a folder; yield the project folders."""
    write_sample(folder / "sample")
    yield folder / "sample"
    for rows in dossiers:
        write_dossier(rows.stem, read_rows(rows), folder / rows.stem)
        yield folder / rows.stem


def _front_matter(row: dict[str, Any]) -> str:
    fields = {"title": row["title"], "date": row.get("date") or _date_in(row["text"]), "url": row.get("url")}
    known = {name: value for name, value in fields.items() if value}
    return f"---\n{yaml.safe_dump(known, allow_unicode=True, sort_keys=False)}---\n\n"


def _body(row: dict[str, Any]) -> str:
    """Return the text without the title and the date that it may begin with."""
    paragraphs = row["text"].strip().split("\n\n")
    while len(paragraphs) > 1 and (paragraphs[0].strip(" .") == row["title"].strip(" .") or _date_in(paragraphs[0])):
        paragraphs.pop(0)
    return "\n\n".join(paragraphs)


def _date_in(text: str) -> str | None:
    for paragraph in text.split("\n\n")[:3]:
        with suppress(ValueError):
            return datetime.strptime(paragraph.strip(), DATE_IN_TEXT).date().isoformat()  # noqa: DTZ007 - a day only
    return None


def main() -> None:
    """Write a project of each set of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, help="the folder of the sets")
    parser.add_argument("out", type=Path, help="the folder for the projects")
    options = parser.parse_args()
    for name, file in sets_in(options.sets).items():
        write_dossier(name, read_rows(file), options.out / name)
        print(options.out / name)


if __name__ == "__main__":
    main()
