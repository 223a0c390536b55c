"""Tables too long for one file come in parts; an edit writes only the parts that it changes."""

import csv
from pathlib import Path

import pytest

from generator.build import build
from generator.dossier import long_lists
from generator.runtime.options import Options

ONE_PROCESS = Options(jobs=1)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve reports in each of two years, and one of long before; ten rows make a file."""
    monkeypatch.setattr(long_lists, "MAX_ROWS_PER_FILE", 10)
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "briefing.toml").write_text('title = "Long"\nlanguage = "en-GB"\n')
    report(tmp_path, "old", "1995-03-02", "Russia rejects it.")
    for year in (2009, 2010):
        for month in range(1, 13):
            report(tmp_path, f"r{year}-{month:02d}", f"{year}-{month:02d}-07", "Russia rejects the plan now.")
    build(tmp_path, options=ONE_PROCESS)
    return tmp_path


def report(root: Path, slug: str, day: str, text: str) -> None:
    text = f"---\ntitle: Report {slug}\ndate: {day}\nsource: News\n---\n\n{text}\n"
    (root / f"content/articles/{slug}.md").write_text(text)


def parts(root: Path, table: str) -> dict[str, list[str]]:
    """Return the ids in each file of a table."""
    ids_by_file = {}
    for path in sorted((root / "site/data").glob(f"{table}*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            ids_by_file[path.stem] = [row["id"] for row in csv.DictReader(file)]
    return ids_by_file


def test_long_years_are_split_and_a_decade_with_few_rows_is_one_file(root: Path) -> None:
    ids_by_file = parts(root, "reports")
    assert ["reports-199X", "reports-2009-33", "reports-2009-34"] == list(ids_by_file)[:3]
    assert ["old"] == ids_by_file["reports-199X"]
    assert 25 == len({row for ids in ids_by_file.values() for row in ids}) == sum(map(len, ids_by_file.values()))


def test_page_of_downloads_links_to_all_parts(root: Path) -> None:
    page = (root / "site/data.html").read_text("utf-8")
    assert "25&nbsp;rows" not in page
    assert "<b>the 1990s</b>" in page
    assert all(f'href="data/{name}.csv"' in page for name in parts(root, "reports"))


def test_edit_writes_only_the_parts_that_it_changes(root: Path) -> None:
    report(root, "r2009-05", "2009-05-07", "Russia supports the plan now.")
    written = {path for path, _ in build(root, options=ONE_PROCESS).reasons if path.startswith("data/")}
    assert {"data/positions-2009-34.csv", "data/positions-2009-34.json"} <= written
    assert not [path for path in written if "2010" in path or "199X" in path]


def test_table_that_becomes_short_is_one_file(root: Path) -> None:
    for path in (root / "content/articles").glob("r2009-*.md"):
        path.unlink()
    for path in (root / "content/articles").glob("r2010-1*.md"):
        path.unlink()
    build(root, options=ONE_PROCESS)
    assert ["reports"] == list(parts(root, "reports"))
    assert 10 == len(parts(root, "reports")["reports"])
