"""Saved pages, mails, feeds, tables and files of other programs, through `briefing add` to a built site."""

import json
import shutil
from pathlib import Path

import pytest

from generator.commands.main import main
from tests.conftest import Project

PAGES = Path(__file__).parents[1] / "content/importers/pages"
GIVEN = {
    "mail.eml": "From: Wire <w@x.org>\nSubject: Mail of talks\nDate: Thu, 4 Mar 2021 08:00:00 +0000\nMIME-Version: 1.0\n\nAna Alvares met Ben Moss in Rabat.\n",
    "mail.txt": "From: Wire <w@x.org>\nSubject: Pasted mail\nDate: Fri, 5 Mar 2021 08:00:00 +0000\n\nCarl Roe met Dora Hill in Lisbon.\n",
    "feed.rss": '<rss version="2.0"><channel><title>F</title><item><title>Entry of a feed</title><link>https://x.org/1</link>'
    "<pubDate>Sat, 06 Mar 2021 08:00:00 GMT</pubDate><description>Eve Wood met Finn Stone in Madrid.</description></item></channel></rss>",
    "feed.json": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "J",
            "items": [
                {
                    "title": "Entry in JSON",
                    "content_text": "Gil Berg met Hal Lund in Oslo.",
                    "date_published": "2021-03-07T08:00:00Z",
                }
            ],
        }
    ),
    "table.csv": "Headline;Day;Outlet;Story\nRow of a table;2021-03-08;Example News;Ida Holm met Jon Vik in Bergen.\n",
    "lines.jsonl": '{"title": "Line of JSON", "text": "Kai Dahl met Lea Ness in Turku.", "published": "2021-03-09", "source": "N"}\n',
    "hugo.md": '+++\ntitle = "Page of Hugo"\ndate = 2021-03-10\n[params]\nsource = "H"\n+++\nMia Lind met Nils Aas in Riga.\n',
    "clipped.md": "---\ntitle: Clipped page\nsource: https://x.org/clipped\npublished: 2021-03-11\n---\nOle Bakke met Pia Moen in Tartu.\n",
}


def test_one_of_each_format_becomes_a_page(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, given = project({}), tmp_path / "given"
    given.mkdir()
    for name, text in GIVEN.items():
        (given / name).write_text(text)
    for name in ("wordpress.html", "chrome.mhtml"):
        shutil.copy(PAGES / name, given / name)
    assert 0 == main(["-C", str(root), "add", str(given)])
    assert 0 == main(["-C", str(root), "build"])
    assert [
        "2021-03-04-dockers-call-off-strike-after-night-of-talks.html",
        "2021-03-04-mail-of-talks.html",
        "2021-03-05-pasted-mail.html",
        "2021-03-06-entry-of-a-feed.html",
        "2021-03-07-entry-in-json.html",
        "2021-03-08-row-of-a-table.html",
        "2021-03-09-line-of-json.html",
        "2021-03-10-page-of-hugo.html",
        "2021-03-11-clipped-page.html",
        "2024-02-09-observatory-finds-missing-lighthouse-keepers-log.html",
    ] == sorted(path.name for path in (root / "site/articles").glob("2*.html"))


def test_columns_are_mapped_by_an_option(project: Project, tmp_path: Path) -> None:
    root = project({})
    (tmp_path / "a.csv").write_text("T,D,B,text\nTalks,2021-03-04,They met in Rabat.,no\n")
    assert 0 == main(["-C", str(root), "add", str(tmp_path / "a.csv"), "--map", "title=T,date=D", "--map", "text=B"])
    assert (root / "content/articles/2021-03-04-talks.md").read_text().endswith("---\n\nThey met in Rabat.\n")


def test_a_day_in_a_column_is_read_as_people_write_it(project: Project, tmp_path: Path) -> None:
    root = project({})
    (tmp_path / "a.csv").write_text("Titel;Datum;Text\nTalks;24.03.2021;They met in Rabat.\n")
    assert 0 == main(["-C", str(root), "add", str(tmp_path / "a.csv")])
    assert ["2021-03-24-talks.md"] == [path.name for path in (root / "content/articles").glob("*.md")]
