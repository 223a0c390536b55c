"""Reports as works to be cited: what is written is read back by programs that others wrote."""

from urllib.parse import parse_qs, unquote

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from generator.contexts import When
from generator.render.formats import citations
from generator.render.formats.citations import Work

DAY = When("2009-10-13", "13 October 2009", "2009-10-13", "day")
WORK = Work(
    key="talks",
    title="Talks & {more}: 50% of $5_000 #1 ~ ^",
    authors=("Anna Berg", "Nils Öst"),
    publisher="Example News",
    when=DAY,
    language="en-GB",
    summary="Two\nlines.",
    url="https://news.example/a?b=1&c=%20",
)


def bibtex(work: Work) -> dict[str, str]:
    (entry,) = parse_string(citations.bibtex(work)).entries
    return {"type": entry.entry_type, "key": entry.key, **{field.key: field.value for field in entry.fields}}


def ris(work: Work) -> dict[str, object]:
    (entry,) = rispy.loads(citations.ris(work))
    return dict(entry)


def test_bibtex_is_read_back() -> None:
    fields = bibtex(WORK)
    assert ("article", "talks", "Example News") == (fields["type"], fields["key"], fields["journal"])
    assert ("2009", "oct", "13") == (fields["year"], fields["month"], fields["day"])
    assert WORK.url == fields["url"]
    assert "{Anna Berg} and {Nils Öst}" == fields["author"]


def test_what_tex_would_take_for_its_own_is_escaped() -> None:
    assert r"{Talks \& \{more\}: 50\% of \$5\_000 \#1 \textasciitilde{} \textasciicircum{}}" == bibtex(WORK)["title"]


def test_ris_is_read_back() -> None:
    fields = ris(WORK)
    assert ("NEWS", WORK.title, ["Anna Berg", "Nils Öst"]) == (fields["type_of_reference"], fields["title"], fields["authors"])
    assert ("2009", "2009/10/13", "Two lines.") == (fields["year"], fields["date"], fields["abstract"])
    assert [WORK.url] == fields["urls"]


def test_a_line_break_begins_no_field() -> None:
    hostile = Work("a", "One\r\nER  - \r\nTY  - BOOK", (), "", None, "en", "", "")
    assert "One ER - TY - BOOK" == ris(hostile)["title"]


@pytest.mark.parametrize(
    ("when", "issued"),
    [
        (DAY, {"date-parts": [[2009, 10, 13]]}),
        (When("2009-10", "October 2009", "2009-10", "month"), {"date-parts": [[2009, 10]]}),
        (When("2009-21", "spring 2009", "", "season"), {"literal": "spring 2009"}),
    ],
)
def test_a_date_is_no_more_exact_than_its_source(when: When, issued: object) -> None:
    work = Work("a", "A", (), "News", when, "en", "", "")
    assert issued == citations.csl(work)["issued"]
    assert len(when.datetime.split("-")) == sum(name in bibtex(work) for name in ("year", "month", "day")) or not when.datetime


def test_coins_names_the_report_for_reference_managers() -> None:
    fields = parse_qs(citations.coins(WORK))
    assert ["newspaperArticle"] == fields["rft.type"]
    assert (["Anna Berg", "Nils Öst"], ["2009-10-13"], [WORK.url]) == (
        fields["rft.creator"],
        fields["rft.date"],
        fields["rft.identifier"],
    )


def test_metadata_are_named_as_highwire_press_named_them() -> None:
    fields = citations.metadata(WORK)
    assert ("citation_publication_date", "2009/10/13") in fields
    assert ["Anna Berg", "Nils Öst"] == [value for name, value in fields if name == "citation_author"]


def test_a_download_holds_its_entry_itself() -> None:
    found = {name: (file, address) for name, file, address in citations.downloads(WORK)}
    assert {"BibTeX", "RIS", "CSL-JSON"} == found.keys()
    file, address = found["BibTeX"]
    assert "talks.bib" == file
    assert citations.bibtex(WORK) == unquote(address.partition(",")[2])
