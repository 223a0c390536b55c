import json

import pytest

from tests.content.importers.reading import problems_of, reports_of, stated

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Post</title><link>https://post.example/</link><language>en-GB</language>
<item><title>Dockers &amp;amp; owners agree</title><link>https://post.example/1</link><dc:creator>Tom Quill</dc:creator>
<pubDate>Thu, 04 Mar 2021 06:52:19 +0100</pubDate><description>Dockers called off [&#8230;]</description>
<content:encoded><![CDATA[<p>Dockers called off their strike.</p><p>A <b>ballot</b> will be held.</p><p>The post <a href="https://post.example/1">Dockers</a> appeared first on <a href="https://post.example">The Harbour Post</a>.</p>]]></content:encoded></item>
<item><title>Fog</title><link>https://post.example/2</link><pubDate>Fri, 05 Mar 2021 06:52:19 GMT</pubDate><description>Fog closed the mouth of the harbour.</description></item>
<item><title>Nothing</title><link>https://post.example/3</link></item>
</channel></rss>"""


def test_each_entry_of_a_feed_is_a_report() -> None:
    first, second = reports_of("feed.rss", RSS)
    assert {
        "title": "Dockers & owners agree",
        "date": "2021-03-04T06:52:19+01:00",
        "author": "Tom Quill",
        "source": "The Harbour Post",
        "url": "https://post.example/1",
        "lang": "en-gb",
    } == {**stated(first), "lang": stated(first)["lang"].lower()}
    assert "Dockers called off their strike.\n\nA **ballot** will be held." == first.body
    assert ("1 of 3", "2 of 3") == (first.part, second.part)


def test_an_entry_that_is_a_summary_is_told_and_one_without_text_too() -> None:
    first, second = reports_of("feed.xml", RSS)
    assert ("entry 3 has no text: left out",) == first.notes
    assert ("the feed may have its summary only: save its page for the whole text",) == second.notes
    assert "Fog closed the mouth of the harbour." == second.body


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Quotidien</title>
<entry><title type="html">P&amp;ecirc;che</title><id>tag:x,2021:1</id><link rel="alternate" href="https://q.example/1"/>
<author><name>Maëlle Kerguen</name></author><author><name>Yann Bihan</name></author><published>2021-05-20T11:26:00Z</published><updated>2021-05-21T11:26:00Z</updated>
<summary>Court.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>L’accord est suspendu.</p><ul><li>Un</li></ul></div></content></entry></feed>"""


def test_an_atom_feed_is_read_with_its_content() -> None:
    (report,) = reports_of("feed.atom", ATOM)
    expected = {
        "title": "Pêche",
        "date": "2021-05-20T11:26:00Z",
        "author": "Maëlle Kerguen, Yann Bihan",
        "source": "Le Quotidien",
        "url": "https://q.example/1",
        "lang": "fr",
    }
    assert (expected, "L’accord est suspendu.\n\n- Un", "") == (stated(report), report.body, report.part)


RDF = """<?xml version="1.0" encoding="iso-8859-1"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://x.example/"><title>Anzeiger</title><link>https://x.example/</link></channel>
<item rdf:about="https://x.example/1"><title>Häfen</title><link>https://x.example/1</link><description>Die Häfen öffnen.</description><dc:date>2004-03-04T08:00:00+01:00</dc:date></item></rdf:RDF>"""


def test_rdf_in_the_encoding_that_it_names_is_read() -> None:
    (report,) = reports_of("feed.rdf", RDF.encode("iso-8859-1"))
    assert ("Häfen", "2004-03-04T08:00:00+01:00", "Anzeiger") == tuple(
        stated(report)[key] for key in ("title", "date", "source")
    )
    assert "Die Häfen öffnen." == report.body


def test_rss_0_91_is_read() -> None:
    old = '<rss version="0.91"><channel><title>F</title><item><title>Talks</title><link>https://x.org/1</link><description>They met.</description></item></channel></rss>'
    (report,) = reports_of("old.xml", old)
    assert {"title": "Talks", "source": "F", "url": "https://x.org/1"} == stated(report)


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Lantern",
    "language": "en",
    "items": [
        {
            "id": "1",
            "url": "https://l.example/1",
            "title": "Solar bank",
            "content_html": "<p>Nine farmers met.</p>",
            "date_published": "2019-09-12T08:30:00-04:00",
            "authors": [{"name": "Priya Nandy"}],
        },
        {"id": "2", "content_text": "Ten farmers left.\n\nThey took the tin.", "external_url": "https://o.example/2"},
        {"id": "3", "url": "https://l.example/3"},
    ],
}


@pytest.mark.parametrize("name", ["feed.json", "feed.txt", "feed"])
def test_a_json_feed_is_read(name: str) -> None:
    first, second = reports_of(name, json.dumps(JSON_FEED))
    expected = {
        "title": "Solar bank",
        "date": "2019-09-12T08:30:00-04:00",
        "author": "Priya Nandy",
        "source": "Lantern",
        "url": "https://l.example/1",
        "lang": "en",
    }
    assert (expected, "Nine farmers met.") == (stated(first), first.body)
    assert ("https://o.example/2", "Ten farmers left.\n\nThey took the tin.") == (stated(second)["url"], second.body)
    assert ("entry 3 has no text: left out",) == first.notes


def test_a_feed_pasted_into_a_text_file_is_read_as_one() -> None:
    assert 2 == len(reports_of("r.txt", RSS))


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("<rss><channel><title>x</title>", "this feed cannot be read: "),
        ('<rss version="2.0"><channel><title>x</title></channel></rss>', "there is no entry with a text in this feed"),
    ],
)
def test_a_feed_without_reports_is_a_problem(content: str, wrong: str) -> None:
    (problem,) = problems_of("a.rss", content)
    assert problem.startswith(f"a.rss:1:1: {wrong}")


def test_a_json_feed_that_is_not_valid_is_a_problem_with_its_place() -> None:
    (problem,) = problems_of("a.json", '{"version": "https://jsonfeed.org/version/1",\n "items": [}')
    assert problem.startswith("a.json:2:12: this is not valid JSON")
