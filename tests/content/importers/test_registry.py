import sys
from pathlib import Path

import pytest

from generator.content.importers import format_of
from generator.content.importers.formats import FORMATS, ReportFormat
from generator.content.importers.importer import SourceFile
from tests.content.importers.reading import problems_of, reports_of, stated


def name_of_format(name: str, content: bytes) -> str:
    found = format_of(SourceFile(name, content), [])
    return found.name if found else ""


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_every_importer_is_there(row: ReportFormat) -> None:
    assert callable(row.load("a", []))


def test_no_ending_and_no_name_is_of_two_formats() -> None:
    endings = [ending for row in FORMATS for ending in row.endings]
    assert (len(set(endings)), len({row.name for row in FORMATS})) == (len(endings), len(FORMATS))


@pytest.mark.parametrize("ending", [".txt", ".TXT", ".text", ".log", "", ".2021-03-04", ". 5 talks"])
def test_text_is_read_under_endings_of_text_and_without_one(ending: str) -> None:
    assert "text" == name_of_format(f"folder/a{ending}", b"They met.\n")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.xlsx", b"PK\3\4", "a.xlsx:1:1: Excel workbooks are not read; save it as .csv"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "a.doc:1:1: Word's old documents are not read; save it as .docx, .html or .txt"),
        ("scan", b"\x89PNG\r\n", "scan:1:1: pictures are not read; type the report's text into a .txt file"),
        ("a.jpg", b"\xff\xd8\xff", "a.jpg:1:1: pictures are not read; type the report's text into a .txt file"),
        ("a.zip", b"PK\3\4", "a.zip:1:1: archives are not read; unpack it, and give the folder"),
        ("a.msg", b"\xd0\xcf\x11\xe0", "a.msg:1:1: Outlook's messages are not read; save the mail as .eml or .txt"),
    ],
)
def test_a_known_format_that_is_not_read_is_refused_by_name(name: str, content: bytes, expected: str) -> None:
    assert [expected] == problems_of(name, content)


def test_an_unknown_format_is_refused_with_those_that_are_read() -> None:
    (problem,) = problems_of("report.xyz", b"\0\1\2\3")
    assert problem.startswith("report.xyz:1:1: .xyz is not a format that `add` reads; it reads .")
    assert ".md, .txt" in problem
    assert "--format" not in problem


def test_text_under_an_unknown_ending_is_refused_with_how_to_read_it() -> None:
    (problem,) = problems_of("report.xyz", "They met.")
    assert problem.endswith("; if this is plain text, say `--format text`")
    assert ["They met."] == [report.body for report in reports_of("report.xyz", "They met.", format_name="text")]


def test_a_format_that_is_named_wrongly_is_a_problem() -> None:
    (problem,) = problems_of("a.txt", "They met.", format_name="word")
    assert problem.startswith("--format:1:1: 'word' is not a format that `add` reads; write one of ")
    assert "markdown" in problem


def test_markdown_pasted_into_a_text_file_keeps_its_front_matter() -> None:
    (report,) = reports_of("a.txt", "---\ntitle: Talks\ndate: 2021-03-04\n---\n\nThey *met*.\n")
    assert ({"title": "Talks", "date": "2021-03-04"}, "They *met*.") == (stated(report), report.body)


def test_an_importer_that_needs_what_is_not_installed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    row = ReportFormat("x", "X files", (".x",), "a.module:read", needs=("no_such_module_here",), extra="x")
    monkeypatch.setattr("generator.content.importers.formats.FORMATS", (*FORMATS, row))
    wrong = "reading X files needs what is not installed; run: pip install 'briefing-site[x]'"
    assert [f"a.x:1:1: {wrong}"] == problems_of("a.x", "They met.")


def install(folder: Path, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a distribution into a folder that Python looks into, with one entry point for importers."""
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, "wire_format", raising=False)
    (folder / "wire_format.py").write_text(module)
    (folder / "wire_format-1.0.dist-info").mkdir()
    (folder / "wire_format-1.0.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: wire-format\nVersion: 1.0\n")
    (folder / "wire_format-1.0.dist-info/entry_points.txt").write_text("[briefing.importers]\nwire = wire_format:WIRE\n")


def test_another_distribution_adds_a_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(
        tmp_path,
        """
from generator.content.importers.formats import ReportFormat
from generator.content.importers.importer import ImportedReport

def read(file, problems):
    yield ImportedReport(file.content.decode().upper())

WIRE = ReportFormat("wire", "wire files", (".wire",), "wire_format:read")
""",
        monkeypatch,
    )
    assert ["THEY MET."] == [report.body for report in reports_of("a.wire", "They met.")]


def test_an_importer_of_others_that_cannot_be_loaded_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "raise ValueError('too old')\n", monkeypatch)
    expected = "wire_format:WIRE:1:1: the importer `wire` of wire-format cannot be loaded: too old; update or uninstall it"
    assert expected in problems_of("a.zip", b"PK\3\4")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "in/a.txt",
            b"They\0met in Rabat",
            "in/a.txt:1:1: this is a binary file, not text; save the report as plain text (UTF-8)",
        ),
        ("in/a.txt", b" \n", "in/a.txt:1:1: the file is empty; write the report into it, or remove it"),
        ("in/a.xyz", b" \n", "in/a.xyz:1:1: the file is empty; write the report into it, or remove it"),
        (
            "in/a.md",
            b"---\ntitle: A\n",
            "in/a.md:1:1: the front matter has no closing line of three dashes; end it with a line of three dashes",
        ),
    ],
)
def test_an_importer_notes_why_it_cannot_read_a_file(name: str, content: bytes, expected: str) -> None:
    assert [expected] == problems_of(name, content)


def test_an_importer_decodes_bytes_with_any_line_ends() -> None:
    (report,) = reports_of("a.txt", b"\xef\xbb\xbfTalks\r\n\r\nThey met.\r\n")
    assert ("Talks", "They met.") == (report.fields["title"].value, report.body)


def test_a_damaged_file_on_which_a_library_stumbles_is_a_problem() -> None:
    (problem,) = problems_of("a.rss", b'<?xml version="1.0" encoding="\x90"?><rss><channel/></rss>')
    assert problem.startswith("a.rss:1:1: this cannot be read as one of the feeds (UnicodeDecodeError: ")
    assert problem.endswith("; open it and save it again, or save its text as .txt")
