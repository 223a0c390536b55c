"""`briefing add` with documents, exports of press databases and reference lists, to the pages of a built site."""

from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from generator.commands.main import main
from tests.commands.test_add import written
from tests.conftest import Project
from tests.content.importers import pdf_files, word_files
from tests.content.importers.press_files import ALL, factiva, factiva_page, lexis_text, nexis, rtf
from tests.content.importers.test_press_exports import docx_of
from tests.content.importers.test_reference_lists import BIBTEX, CSL, TEXTS, ZOTERO_RIS

OF_PRESS = [
    "2021-03-04-envoys-meet-in-sampleton-a-plan-for-the-ports.md",
    "2021-03-05-storm-closes-port.md",
    "2021-03-08-council-passes-budget.md",
]
OF_LIST = ["2021-03-04-envoys-meet-in-sampleton.md", "2021-03-storm-closes-port.md", "2021-council-passes-budget.md"]
ONE_EACH: dict[str, tuple[bytes, str]] = {
    "newspaper.pdf": (pdf_files.newspaper(2), "2021-03-04-crossings-to-open-by-month-s-end.md"),
    "ministry.pdf": (pdf_files.ministry(2), "statement-on-the-opening-of-the-northern-crossings.md"),
    "paper.pdf": (pdf_files.think_tank(2), "2021-03-06-borders-after-the-flood.md"),
    "release.docx": (word_files.press_release(), "2021-03-05-statement-on-the-northern-crossings.md"),
    "reviewed.docx": (word_files.reviewed(), "envoys-meet.md"),
    "letter.docx": (word_files.plain_letter(), "the-envoys-met-in-sampleton-on-tuesday.md"),
    "note.rtf": (rtf(["Envoys meet again", "", "The envoys met again on Friday. They left."]), "envoys-meet-again.md"),
}
DELIVERIES: dict[str, bytes] = {
    "nexis.docx": docx_of(nexis()),
    "nexis.rtf": rtf(nexis()),
    "lexis.txt": lexis_text().encode(),
    "factiva.html": factiva_page().encode(),
    "factiva.rtf": rtf(factiva()),
}


def add(root: Path, folder: Path, files: dict[str, bytes], *names: str) -> int:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return main(["-C", str(root), "add", "--force", *(str(folder / name) for name in names or files)])


def text_of_page(root: Path, article: str) -> str:
    found = list((root / "site").rglob(f"{article.removesuffix('.md')}*.html"))
    assert 1 == len(found)
    return found[0].read_text("utf-8")


def test_documents_become_pages(project: Project, tmp_path: Path) -> None:
    root = project({})
    assert 0 == add(root, tmp_path / "in", {name: content for name, (content, _) in ONE_EACH.items()})
    assert sorted(article for _, article in ONE_EACH.values()) == written(root)
    assert 0 == main(["-C", str(root), "build"])
    assert "Point 2 was settled." in text_of_page(root, ONE_EACH["newspaper.pdf"][1])
    assert "The first crossing opens" in text_of_page(root, ONE_EACH["release.docx"][1])
    assert "met again on Friday" in text_of_page(root, ONE_EACH["note.rtf"][1])


def front_matter_of(root: Path) -> list[str]:
    (path,) = (root / "content/articles").iterdir()
    return path.read_text("utf-8").split("---\n")[1].splitlines()


def letter_of(first: str) -> bytes:
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.created = "Ana Writer", datetime(2019, 3, 3, tzinfo=UTC)
    for text in (first, "The envoys met in Sampleton on Tuesday. They agreed on a plan.", "They meet again in May."):
        document.add_paragraph(text)
    return word_files.saved(document)


@pytest.mark.parametrize(
    ("first", "date", "note"),
    [
        ("They came from afar.", "2019-03-03", True),
        ("Published: 5 March 2019", "2019-03-05", False),
        ("SAMPLETON, March 5 — They came from afar.", "2019-03-05", False),
    ],
    ids=["nothing", "a line", "a dateline without a year"],
)
def test_what_a_text_says_of_its_day_wins_over_the_documents(
    first: str, date: str, note: bool, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({})
    assert 0 == add(root, tmp_path / "in", {"a.docx": letter_of(first)})
    assert f"date: {date}" in front_matter_of(root)
    assert note is ("this is the document's date, when it was made" in capsys.readouterr().err)


def test_a_byline_wins_over_the_documents_author(project: Project, tmp_path: Path) -> None:
    root = project({})
    assert 0 == add(root, tmp_path / "in", {"a.docx": letter_of("By Bob Desk")})
    assert "author: Bob Desk" in front_matter_of(root)


@pytest.mark.parametrize("name", DELIVERIES)
def test_a_delivery_becomes_a_page_for_each_report(name: str, project: Project, tmp_path: Path) -> None:
    root = project({})
    assert 0 == add(root, tmp_path / "in", {name: DELIVERIES[name]})
    assert OF_PRESS == written(root)
    assert 0 == main(["-C", str(root), "build"])
    for report, article in zip(ALL, OF_PRESS, strict=True):
        page = text_of_page(root, article)
        assert (True, True) == (report.body[0].partition(" — ")[2] in page, report.source in page)


@pytest.mark.parametrize(
    ("name", "content"),
    [("library.ris", ZOTERO_RIS), ("library.bib", BIBTEX), ("library.json", CSL)],
    ids=["ris", "bib", "json"],
)
def test_a_reference_list_with_texts_beside_it_becomes_pages(name: str, content: str, project: Project, tmp_path: Path) -> None:
    root = project({})
    files = {name: content.encode(), **{key: text.encode() for key, text in TEXTS.items()}}
    assert 0 == add(root, tmp_path / "in", files, name)
    assert OF_LIST == written(root)
    assert 0 == main(["-C", str(root), "build"])
    assert "The Daily Example" in text_of_page(root, OF_LIST[0])


def test_texts_that_are_given_with_their_list_are_no_reports_by_themselves(project: Project, tmp_path: Path) -> None:
    root, other = project({}), tmp_path / "other/storm2021.md"
    other.parent.mkdir()
    other.write_text(TEXTS["storm2021.md"])
    files = {"library.ris": ZOTERO_RIS.encode(), **{key: text.encode() for key, text in TEXTS.items() if key != "storm2021.md"}}
    for name, content in files.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(content)
    given = [tmp_path / "in/Council passes budget.txt", tmp_path / "in/library.ris", other]
    assert 0 == main(["-C", str(root), "add", *map(str, given)])
    assert OF_LIST == written(root)


def test_a_folder_with_a_list_and_its_texts_has_each_text_once(project: Project, tmp_path: Path) -> None:
    root = project({})
    for name, text in {"library.ris": ZOTERO_RIS, **TEXTS}.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(text)
    assert 0 == main(["-C", str(root), "add", str(tmp_path / "in")])
    assert OF_LIST == written(root)


@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("a.pdf", pdf_files.scan(), "the PDF has no text layer: scanned pages"),
        ("a.pdf", b"%PDF-1.7 cut off", "the PDF is damaged, or is none"),
        ("a.docx", b"PK\3\4", "the Word document is damaged, or is none"),
        ("a.rtf", b"{\\rtf1 cut off", "the rich text file is damaged, or is none"),
        ("a.ris", b"TY  - NEWS\nTI  - Talks\nER  -\n", "no text for its one entry"),
    ],
    ids=["scan", "pdf", "docx", "rtf", "ris"],
)
def test_what_cannot_be_read_is_told_and_nothing_is_written(
    name: str, content: bytes, wrong: str, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({})
    assert 1 == add(root, tmp_path / "in", {name: content})
    assert [] == written(root)
    assert f"{(tmp_path / 'in' / name).as_posix()}:1:1: {wrong}" in capsys.readouterr().err
