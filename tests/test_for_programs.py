"""Data for programs: downloads, feeds, and the heads of pages; read by libraries that others wrote."""

from __future__ import annotations

import csv
import html
import json
import re
import struct
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import frictionless
import networkx as nx
import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator

from generator.build import build
from tests.conftest import ROOT, Project, files_of, sample_project

BASE = "https://example.org/b/"
HEADED = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')
DESCRIBED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
ARTICLE = "articles/2009-10-13-clinton-in-moscow.html"
KINDS = {
    "index.html": {"WebSite"},
    ARTICLE: {"NewsArticle", "BreadcrumbList"},
    "actors/hillary-clinton.html": {"Person", "ProfilePage", "BreadcrumbList"},
    "actors/international-atomic-energy-agency.html": {"Organization", "ProfilePage", "BreadcrumbList"},
    "actors/russia.html": {"Country", "ProfilePage", "BreadcrumbList"},
    "topics/iran-sanctions.html": {"DefinedTerm", "CollectionPage", "BreadcrumbList"},
    "sources/moscow-sample-desk.html": {"Organization", "ProfilePage", "BreadcrumbList"},
    "actors.html": {"CollectionPage", "BreadcrumbList"},
    "topics.html": {"CollectionPage", "BreadcrumbList"},
    "articles.html": {"CollectionPage", "BreadcrumbList"},
    "timeline.html": {"CollectionPage", "BreadcrumbList"},
    "quotes.html": {"CollectionPage", "BreadcrumbList"},
    "positions.html": {"CollectionPage", "BreadcrumbList"},
    "sources.html": {"CollectionPage", "BreadcrumbList"},
    "data.html": {"Dataset", "BreadcrumbList"},
    "method.html": {"WebPage", "BreadcrumbList"},
    "404.html": set(),
}
WITHIN = {ARTICLE: {"Quotation", "Person"}, "timeline.html": {"Event", "NewsArticle"}, "quotes.html": {"Quotation", "Person"}}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, as it stands at an address."""
    root = sample_project(tmp_path_factory.mktemp("addressed"), BASE)
    build(root)
    return root / "site"


def rows(site: Path, name: str) -> list[dict[str, str]]:
    with (site / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def described(page: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for text in DESCRIBED.findall(page.read_text("utf-8"))]


def types(thing: object) -> Iterator[str]:
    if isinstance(thing, dict):
        yield from [thing["@type"]] if "@type" in thing else []
        yield from (found for value in thing.values() for found in types(value))
    elif isinstance(thing, list):
        yield from (found for value in thing for found in types(value))


def headed(page: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in HEADED.findall(page.read_text("utf-8")):
        found.setdefault(name, []).append(html.unescape(value))
    return found


# Downloads


def test_the_data_package_is_valid_and_so_is_every_table(site: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        told = frictionless.validate(str(site / "data/datapackage.json"))
    assert [] == told.flatten(["type", "note"])
    assert {"actors", "events", "positions", "quotes", "reports"} <= {task.name for task in told.tasks}


def test_the_data_package_names_every_file_beside_it(site: Path) -> None:
    told = json.loads((site / "data/datapackage.json").read_text("utf-8"))
    there = {path.name for path in (site / "data").iterdir()}
    columns = {resource["schema"] for resource in told["resources"] if "schema" in resource}
    assert there == {"datapackage.json", *columns, *(resource["path"] for resource in told["resources"])}


def test_every_row_leads_to_the_sentence_that_it_rests_on(site: Path) -> None:
    for name in ("events", "quotes", "positions"):
        found = rows(site, name)
        assert found
        for row in found:
            for address in row["evidence"].split("; "):
                path, _, anchor = address.removeprefix(BASE).partition("#")
                page = (site / path).read_text("utf-8")
                assert f'id="{anchor}"' in page
                shown = html.unescape(re.sub(r"<[^>]+>", "", page.partition(f'id="{anchor}">')[2]))
                assert shown[:6] == row.get("sentence", shown)[:6]


def test_an_event_in_several_reports_is_one_row(site: Path) -> None:
    ids = [row["id"] for row in rows(site, "events")]
    assert len(ids) == len(set(ids))
    assert "reports" in rows(site, "events")[0]


def test_unnamed_sources_are_marked_in_the_tables(site: Path) -> None:
    unnamed = [row for row in rows(site, "quotes") if row["unnamed"] == "true"]
    assert unnamed
    assert all(not row["speakers"] for row in unnamed)
    assert {"true", "false"} == {row["direct"] for row in rows(site, "quotes")}


def test_the_calendar_has_the_events_with_a_known_day(site: Path) -> None:
    found = Calendar.from_ical((site / "data/events.ics").read_bytes())
    days = {row["id"] for row in rows(site, "events") if re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"])}
    assert days == {str(one["uid"]).partition("@")[0] for one in found.walk("VEVENT")}


def test_the_network_has_every_actor_and_counts_sentences(site: Path) -> None:
    graph = nx.read_graphml(site / "data/network.graphml")
    assert {row["id"] for row in rows(site, "actors")} == set(graph.nodes)
    assert "Russia" == graph.nodes["russia"]["name"]
    page = re.sub(r"<[^>]+>|\s+", " ", (site / "actors/russia.html").read_text("utf-8").partition("<main")[2])
    assert f"{graph.edges['russia', 'iran']['sentences']}&nbsp;shared" in page.replace("\xa0", "&nbsp;").replace(
        " shared", "&nbsp;shared"
    )


def test_a_reports_own_entry_is_that_of_the_list(site: Path) -> None:
    from urllib.parse import unquote

    page = (site / ARTICLE).read_text("utf-8")
    own = unquote(html.unescape(re.findall(r'href="data:application/x-bibtex;charset=utf-8,([^"]*)"', page)[0]))
    assert own in (site / "data/reports.bib").read_text("utf-8")


def test_everything_that_can_be_downloaded_is_linked_from_the_page_of_data(site: Path) -> None:
    linked = set(re.findall(r'href="(data/[^"]+)"', (site / "data.html").read_text("utf-8")))
    files = {path.relative_to(site).as_posix() for path in (site / "data").iterdir()}
    assert linked == {path for path in files if not path.endswith(".schema.json")}


# Feeds


def test_feeds_parse_without_errors(site: Path) -> None:
    feeds = sorted(site.rglob("*feed.xml"))
    assert len(feeds) > 50
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, path
        assert "atom10" == feed.version
        assert all(entry.link.startswith(BASE) for entry in feed.entries), path
        own = [link.href for link in feed.feed.links if link.rel == "self"]
        assert [BASE + path.relative_to(site).as_posix()] == own


def test_json_feeds_match_their_schema(site: Path) -> None:
    schema = json.loads((ROOT / "tests/jsonfeed.schema.json").read_text("utf-8"))
    feeds = sorted(site.rglob("*feed.json"))
    assert len(feeds) > 50
    for path in feeds:
        Draft202012Validator(schema).validate(json.loads(path.read_text("utf-8")))


def test_every_actor_and_topic_has_feeds_of_its_own(site: Path) -> None:
    for page in [*(site / "actors").glob("*.html"), *(site / "topics").glob("*.html")]:
        for ending in ("xml", "json"):
            feed = page.with_name(f"{page.stem}.feed.{ending}")
            assert feed.is_file()
            assert f'href="../{feed.relative_to(site).as_posix()}">' in page.read_text("utf-8").partition("</head>")[0]


def test_an_actors_feed_has_the_reports_in_which_it_is(site: Path) -> None:
    feed = json.loads((site / "actors/hillary-clinton.feed.json").read_text("utf-8"))
    named = [row["page"] for row in rows(site, "reports") if "hillary-clinton" in row["actor_ids"].split("; ")]
    assert sorted(named) == sorted(item["url"] for item in feed["items"])
    assert all("Hillary Clinton" in item["tags"] for item in feed["items"])


# Heads of pages


@pytest.mark.parametrize(("path", "expected"), KINDS.items())
def test_linked_data_has_the_type_of_the_page(site: Path, path: str, expected: set[str]) -> None:
    found = described(site / path)
    assert expected == {thing["@type"] for thing in found}
    assert all(thing["@context"] == "https://schema.org" for thing in found)
    assert WITHIN.get(path, set()) <= set(types(found))


@pytest.mark.parametrize("path", ["actors/russia.html", "topics/iran-sanctions.html", "positions.html", "index.html"])
def test_a_page_cites_the_reports_that_it_rests_on(site: Path, path: str) -> None:
    cited = [one for thing in described(site / path) for one in thing.get("citation", [])]
    assert cited
    assert {"NewsArticle"} == {one["@type"] for one in cited}
    assert all(one["url"].startswith(f"{BASE}articles/") and one["headline"] for one in cited)


def test_an_actor_is_the_same_as_what_its_profile_says(site: Path) -> None:
    russia = next(thing for thing in described(site / "actors/russia.html") if thing["@type"] == "Country")
    assert ["https://www.wikidata.org/entity/Q159", "https://www.iso.org/obp/ui/#iso:code:3166:RU"] == russia["sameAs"]
    lavrov = next(thing for thing in described(site / "actors/sergei-lavrov.html") if thing["@type"] == "Person")
    assert "sameAs" not in lavrov


def test_breadcrumbs_begin_at_home(site: Path) -> None:
    (way,) = [thing for thing in described(site / "actors/russia.html") if thing["@type"] == "BreadcrumbList"]
    assert [BASE, f"{BASE}actors.html", f"{BASE}actors/russia.html"] == [step["item"] for step in way["itemListElement"]]


def test_every_page_has_a_card(site: Path) -> None:
    for path in site.rglob("*.html"):
        told = headed(path)
        assert [f"{BASE}card.png"] == told["og:image"]
        assert ["summary_large_image"] == told["twitter:card"]
        assert {"og:title", "og:type", "og:site_name", "og:description"} <= told.keys()


def test_the_card_is_a_png_of_1200_by_630(site: Path) -> None:
    card = (site / "card.png").read_bytes()
    assert b"\x89PNG\r\n\x1a\n" == card[:8]
    assert (1200, 630) == struct.unpack(">II", card[16:24])
    assert len(card) < 100_000


def test_reference_managers_find_the_report_in_its_page(site: Path) -> None:
    told = headed(site / ARTICLE)
    (row,) = [row for row in rows(site, "reports") if row["page"] == BASE + ARTICLE]
    assert ([row["title"]], [row["publisher"]]) == (told["citation_title"], told["citation_journal_title"])
    assert [row["date"].replace("-", "/")] == told["citation_publication_date"]
    assert 'class="Z3988" title="ctx_ver=Z39.88-2004&amp;' in (site / ARTICLE).read_text("utf-8")


# Without an address, and where there is nothing


def test_without_an_address_there_is_no_card_and_addresses_are_from_the_root(project: Project) -> None:
    files = files_of(project({"content/articles/a.md": "---\ntitle: A\ndate: 2009-10-13\n---\n\nRussia rejects it.\n"}))
    assert "card.png" not in files
    assert b"og:image" not in files["index.html"]
    assert "articles/a.html" == json.loads(files["data/reports.json"])[0]["page"]


def test_an_empty_dossier_has_empty_tables(project: Project) -> None:
    files = files_of(project({"content/pages/about.md": "---\ntitle: About\n---\n\nText.\n"}))
    for name in ("actors", "reports", "events", "quotes", "positions"):
        assert [] == json.loads(files[f"data/{name}.json"])
        assert 1 == files[f"data/{name}.csv"].count(b"\r\n")
    assert ET.fromstring(files["data/network.graphml"]).tag.endswith("graphml")
    assert [] == Calendar.from_ical(files["data/events.ics"]).walk("VEVENT")
