import json
from xml.etree import ElementTree as ET

import feedparser
from hypothesis import given
from hypothesis import strategies as st

from generator.contexts import FeedView, Page, Site
from generator.contexts.links import Link
from generator.contexts.programs import Record
from generator.model import permalinks
from generator.render.formats.feeds import MAX_TERMS, NOT_IN_XML, _terms, atom
from tests.conftest import REPORT, Project, files_of

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = 'title = "Test"\nbase_url = "https://example.org/b"\n'


def files(project: Project, config: str = 'title = "Test"\n') -> dict[str, bytes]:
    root = project({"content/articles/a.md": REPORT, "content/articles/b.md": REPORT.replace("13", "14")}, config)
    return files_of(root)


def test_the_atom_feed_has_the_latest_report_first_with_its_address(project: Project) -> None:
    feed = ET.fromstring(files(project, BASE)["feed.xml"])
    entries = feed.findall(f"{ATOM}entry")
    assert ["https://example.org/b/articles/b.html", "https://example.org/b/articles/a.html"] == [
        link.get("href") for entry in entries for link in entry.findall(f"{ATOM}link")
    ]
    assert "2009-10-14T00:00:00+00:00" == feed.findtext(f"{ATOM}updated")


def test_without_a_base_address_feeds_have_no_addresses_but_lasting_ids(project: Project) -> None:
    built = files(project)
    feed = ET.fromstring(built["feed.xml"])
    assert [] == list(feed.iter(f"{ATOM}link"))
    assert 3 == len({e.text for e in feed.iter(f"{ATOM}id") if e.text and e.text.startswith("urn:uuid:")})
    assert all("url" not in item for item in json.loads(built["feed.json"])["items"])


def test_the_json_feed_names_its_version_and_itself(project: Project) -> None:
    feed = json.loads(files(project, BASE)["feed.json"])
    assert "https://jsonfeed.org/version/1.1" == feed["version"]
    assert "https://example.org/b/feed.json" == feed["feed_url"]
    assert ["Envoys meet in Vienna"] * 2 == [item["title"] for item in feed["items"]]


def test_the_sitemap_lists_every_page_but_the_missing_one_and_only_with_a_base_address(project: Project) -> None:
    built = files(project, BASE)
    listed = {e.text for e in ET.fromstring(built["sitemap.xml"]).iter() if e.tag.endswith("loc")}
    pages = {path for path in built if path.endswith(".html")} - {"404.html", "index.html"}
    assert {"https://example.org/b/", *(f"https://example.org/b/{path}" for path in pages)} == listed
    assert b"Sitemap: https://example.org/b/sitemap.xml" in built["robots.txt"]
    assert "sitemap.xml" not in files(project)


def test_a_report_that_was_read_elsewhere_is_linked_there_as_its_source(project: Project) -> None:
    elsewhere = REPORT.replace("source: Example News\n", "source: Example News\nurl: https://daily.example/a\n")
    feed = ET.fromstring(files_of(project({"content/articles/a.md": elsewhere}))["feed.xml"])
    assert [("https://daily.example/a", "via")] == [(link.get("href"), link.get("rel")) for link in feed.iter(f"{ATOM}link")]


def test_the_moment_of_a_report_dated_by_its_month_is_the_start_of_its_last_day(project: Project) -> None:
    built = files_of(project({"content/articles/a.md": REPORT.replace("2009-10-13", "2009-10")}))
    feed = ET.fromstring(built["feed.xml"])
    moment = "2009-10-31T00:00:00+00:00"
    assert [moment] * 3 == [
        feed.findtext(f"{ATOM}updated"),
        *(e.text for tag in ("updated", "published") for e in feed.iterfind(f"{ATOM}entry/{ATOM}{tag}")),
    ]
    assert [moment] == [item["date_published"] for item in json.loads(built["feed.json"])["items"]]


def test_an_entry_has_a_bounded_number_of_categories() -> None:
    topics = tuple(Link(f"Topic {number}", "") for number in range(500))
    record = Record("A", permalinks.HOME, "", "", "", "", "", "en", None, topics=topics)
    assert [f"Topic {number}" for number in range(MAX_TERMS)] == _terms(record)


CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("\r\n\t<>&\"'")
TEXTS = st.text(CHARACTERS, max_size=20).filter(lambda text: not NOT_IN_XML.search(text))
NAMES = TEXTS.map(lambda text: f"x{text}")
RECORDS = st.builds(
    Record, NAMES, st.just(permalinks.article("a")), st.sampled_from(["", "https://e.org/a?b&c=1"]), TEXTS, TEXTS, TEXTS, TEXTS,
    st.just("en"), st.none(), topics=st.lists(st.builds(Link, NAMES, st.just(""))).map(tuple),
)  # fmt: skip


@given(
    st.builds(Site, NAMES, TEXTS, st.just("en"), st.just("ltr"), st.just(()), st.just("https://e.org/"), TEXTS, NAMES), RECORDS
)
def test_an_atom_feed_says_what_it_was_given_to_whoever_parses_it(site: Site, record: Record) -> None:
    page = Page(permalinks.output("feed.xml"), "", "T", "", "atom", "")
    written = atom(site, page, FeedView((record,), permalinks.HOME))
    feed = ET.fromstring(written)
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert [site.title, site.description, site.generator] == [
        feed.findtext(f"{ATOM}{name}", "") for name in ("title", "subtitle", "generator")
    ]
    shown = (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}content"), entry.findtext(f"{ATOM}author/{ATOM}name") or "")
    assert (record.title, record.summary, record.author or record.source) == shown
    assert [one.get("term") for one in entry.iter(f"{ATOM}category")] == _terms(record)
    assert [link.get("href") for link in entry.iter(f"{ATOM}link")] == [one for one in (record.canonical, record.url) if one]
    assert not feedparser.parse(written).bozo
