import json

import pytest

from generator.content.importers import read_reports
from generator.content.importers.importer import ImportedReport, SourceFile
from generator.model.problems import Problem
from tests.content.importers.reading import stated

TEXTS = {
    "files/12/envoys.txt": "Envoys met\n\nThe envoys met on Tuesday. They left.\n",
    "storm2021.md": "---\ntitle: Storm\nsource: Somebody\n---\n\nThe storm closed the port.\n",
    "Council passes budget.txt": "The council passed its budget. It was late.\n",
}
ZOTERO_RIS = """TY  - NEWS
TI  - Envoys meet in Sampleton
AU  - Writer, Ana
AU  - Desk, Bob
T2  - The Daily Example
DA  - 2021/03/04/
PY  - 2021
UR  - https://example.org/envoys
LA  - en-GB
L1  - files/12/envoys.txt
ER  -

TY  - BLOG
ID  - storm2021
TI  - Storm closes port
T2  - Port Blog
DA  - 2021/03//
ER  -

TY  - JOUR
T1  - Council passes budget
JO  - Sampleton Post
Y1  - 2021
ER  -
"""
BIBTEX = r"""@article{envoys, title = {Envoys meet in {Sampleton}}, author = {Writer, Ana and Desk, Bob},
  journaltitle = {The Daily Example}, date = {2021-03-04}, url = {https://example.org/envoys}, langid = {english},
  file = {Full Text:files/12/envoys.txt:text/plain;Snapshot:files/13/missing.html:text/html}}
@online{storm2021, title = {Storm closes port}, organization = {Port Blog}, year = 2021, month = mar}
@misc{x, title = {Council passes budget}, howpublished = {Sampleton Post}, year = {2021}, author = {M{\"u}ller, Zo\"e}}
"""
CSL = json.dumps(
    [
        {
            "id": "http://zotero.org/items/1",
            "type": "article-newspaper",
            "title": "Envoys meet in <i>Sampleton</i>",
            "container-title": "The Daily Example",
            "author": [{"family": "Writer", "given": "Ana"}, {"family": "Desk", "given": "Bob"}],
            "issued": {"date-parts": [[2021, 3, 4]]},
            "URL": "https://example.org/envoys",
            "language": "en-GB",
            "attachments": [{"path": "files/12/envoys.txt"}],
        },
        {
            "citation-key": "storm2021",
            "type": "post-weblog",
            "title": "Storm closes port",
            "container-title": "Port Blog",
            "issued": {"raw": "2021-03"},
        },
        {
            "id": "3",
            "type": "article",
            "title": "Council passes budget",
            "publisher": "Sampleton Post",
            "issued": {"date-parts": [["2021"]]},
        },
    ]
)
BOOK_RIS = "TY  - BOOK\nTI  - A history of ports\nPY  - 1999\nER  - \n"
FULL = {
    "title": "Envoys meet in Sampleton",
    "date": "2021-03-04",
    "source": "The Daily Example",
    "url": "https://example.org/envoys",
    "author": "Ana Writer, Bob Desk",
}


def read(name: str, content: str, texts: dict[str, str] | None = None) -> tuple[list[ImportedReport], list[str]]:
    beside = {key: text.encode() for key, text in (TEXTS if texts is None else texts).items()}
    problems: list[Problem] = []
    file = SourceFile(f"in/{name}", content.encode(), beside=beside.get, names_beside=lambda: (name, *beside))
    return list(read_reports(file, problems)), [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("name", "content"),
    [("library.ris", ZOTERO_RIS), ("library.bib", BIBTEX), ("library.json", CSL)],
    ids=["ris", "bibtex", "csl"],
)
def test_entries_with_texts_are_reports(name: str, content: str) -> None:
    reports, problems = read(name, content)
    assert [] == problems
    assert [
        "The envoys met on Tuesday. They left.",
        "The storm closed the port.",
        "The council passed its budget. It was late.",
    ] == [report.body for report in reports]
    assert ["1 of 3", "2 of 3", "3 of 3"] == [report.part for report in reports]
    assert ["files/12/envoys.txt", "storm2021.md", "Council passes budget.txt"] == [report.text_file for report in reports]


@pytest.mark.parametrize(
    ("name", "content"),
    [("library.ris", ZOTERO_RIS), ("library.bib", BIBTEX), ("library.json", CSL)],
    ids=["ris", "bibtex", "csl"],
)
def test_an_entry_wins_over_what_its_text_says(name: str, content: str) -> None:
    envoys, storm, budget = read(name, content)[0]
    assert FULL == {key: value for key, value in stated(envoys).items() if key != "lang"}
    assert stated(envoys)["lang"] in {"en", "en-GB"}
    assert {"title": "Storm closes port", "date": "2021-03", "source": "Port Blog"} == stated(storm)
    assert {name} == {value.origin for value in [*envoys.fields.values(), *storm.fields.values()]}
    assert ("2021", "Sampleton Post") == (stated(budget)["date"], stated(budget)["source"])


def test_marks_of_tex_are_letters() -> None:
    budget = read("library.bib", BIBTEX)[0][2]
    assert "Zoë Müller" == stated(budget)["author"]


def test_an_entry_without_a_text_is_told_and_books_are_counted() -> None:
    lost = "TY  - NEWS\nTI  - The lost report\nER  - \n"
    reports, problems = read("library.ris", ZOTERO_RIS + lost + BOOK_RIS + BOOK_RIS)
    told = (
        "no text for “The lost report”: put it beside the list as the-lost-report.txt",
        "2 of other kinds (books …) without a text passed over",
    )
    assert ([], [told, (), ()]) == (problems, [report.notes for report in reports])


def test_an_entry_that_cannot_be_read_stops_no_other(capfd: pytest.CaptureFixture[str]) -> None:
    reports, problems = read("library.bib", BIBTEX + "@article{b, title={Open\n")
    assert (3, ["in/library.bib:6:1: this entry cannot be read; mend its braces and keys, or export the list again"]) == (
        len(reports),
        problems,
    )
    assert "" == capfd.readouterr().err


def test_many_entries_without_a_text_are_summed_up() -> None:
    lost = "".join(f"TY  - NEWS\nTI  - Lost report {number}\nER  - \n" for number in range(14))
    (first, *_), _ = read("library.ris", ZOTERO_RIS + lost)
    assert (11, "no text for 4 more") == (len(first.notes), first.notes[-1])


def test_the_attachment_that_is_there_is_taken_of_several() -> None:
    entry = "TY  - NEWS\nTI  - Talks\nL1  - files/1/lost.pdf\nL1  - files/2/talks.txt\nER  - \n"
    (report,), problems = read("library.ris", entry, {"files/2/talks.txt": "They met. They left."})
    assert ("files/2/talks.txt", []) == (report.text_file, problems)


@pytest.mark.parametrize(
    "path", ["storage/ABCD/envoys.txt", "C:\\Zotero\\storage\\ABCD\\envoys.txt", "file:///home/ana/Zotero/envoys.txt"]
)
def test_an_attachment_of_another_machine_is_found_by_its_name(path: str) -> None:
    (report,), problems = read(
        "library.ris", f"TY  - NEWS\nTI  - Talks\nL1  - {path}\nER  - \n", {"envoys.txt": "They met. They left."}
    )
    assert ("They met. They left.", []) == (report.body, problems)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.ris", "", "in/a.ris:1:1: the file is empty; write the report into it, or remove it"),
        (
            "a.ris",
            "TY  - NEWS\nTI  - Talks\n",
            "in/a.ris:1:1: this entry has no end; end it with a line `ER  - `, or export the list again",
        ),
        ("a.ris", "Talks in Vienna\n", "in/a.ris:1:1: the list has no entries; export it again, with its entries"),
        ("a.bib", "% nothing\n", "in/a.bib:1:1: the list has no entries; export it again, with its entries"),
        (
            "a.bib",
            "@article{a, title={Talks}}\n@article{b, title={Open\n",
            "in/a.bib:2:1: this entry cannot be read; mend its braces and keys, or export the list again",
        ),
        (
            "a.json",
            '[{"type": "webpage", "title": "Talks", "x" 1}]',
            "in/a.json:1:44: this is not valid JSON; export the list again, as CSL-JSON",
        ),
        (
            "a.ris",
            BOOK_RIS,
            "in/a.ris:1:1: no text for its one entry; put the texts beside it, one as a-history-of-ports.txt",
        ),
    ],
    ids=["empty", "cut off", "no ris", "no bibtex", "broken bibtex", "broken json", "no texts"],
)
def test_a_list_that_cannot_be_read_says_why(name: str, content: str, expected: str) -> None:
    assert ([], [expected]) == read(name, content, {})
