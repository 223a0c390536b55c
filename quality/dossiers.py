"""Projects to compare two versions of the program on: the sample, and dossiers of reports given as JSON Lines."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
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


def write_dossier(rows: Path, folder: Path) -> None:
    """Write a project with a report for each row (`id`, `title`, `date`, `url`, `text`) into a new folder."""
    articles = folder / "content" / "articles"
    articles.mkdir(parents=True)
    (folder / "briefing.toml").write_text(f'title = "{rows.stem}"\nbase_url = "https://example.org/briefing/"\n', "utf-8")
    for line in rows.read_bytes().splitlines():
        row = msgspec.json.decode(line)
        text = _front_matter(row) + row["text"].strip() + "\n"
        (articles / f"report-{row['id']}.md").write_text(text, "utf-8")


def projects(folder: Path, dossiers: Sequence[Path]) -> Iterator[Path]:
    """Write the sample and each dossier below a folder; yield the project folders."""
    write_sample(folder / "sample")
    yield folder / "sample"
    for rows in dossiers:
        write_dossier(rows, folder / rows.stem)
        yield folder / rows.stem


def _front_matter(row: dict[str, Any]) -> str:
    fields = {"title": row["title"], "date": row.get("date") or _date_in(row["text"]), "url": row.get("url")}
    known = {name: value for name, value in fields.items() if value}
    return f"---\n{yaml.safe_dump(known, allow_unicode=True, sort_keys=False)}---\n\n"


def _date_in(text: str) -> str | None:
    for paragraph in text.split("\n\n")[:3]:
        with suppress(ValueError):
            return datetime.strptime(paragraph.strip(), DATE_IN_TEXT).date().isoformat()  # noqa: DTZ007 - a day only
    return None
