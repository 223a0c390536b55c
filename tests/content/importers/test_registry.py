import pytest

from generator.content.importers import IMPORTERS, importer_of, text
from generator.content.importers.importer import SourceFile
from generator.model.problems import Problem


@pytest.mark.parametrize("ending", sorted(IMPORTERS))
def test_an_ending_finds_its_importer_in_either_case(ending: str) -> None:
    assert IMPORTERS[ending] is importer_of(f"folder/a{ending}")
    assert IMPORTERS[ending] is importer_of(f"folder/A{ending.upper()}")


@pytest.mark.parametrize("name", ["report", "report.eml", "report.txt.gz"])
def test_any_other_ending_is_read_as_text(name: str) -> None:
    assert text.read_text is importer_of(name)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("in/a.txt", b"caf\xe9", "in/a.txt:1:4: byte 0xe9 is not UTF-8; save the file as UTF-8"),
        ("in/a.pdf", b"%PDF\0", "in/a.pdf:1:1: this is a binary file, not text; save the report as plain text (UTF-8)"),
        ("in/a.txt", b" \n", "in/a.txt:1:1: the file is empty; write the report into it, or remove it"),
        (
            "in/a.md",
            b"---\ntitle: A\n",
            "in/a.md:1:1: the front matter has no closing line of three dashes; end it with a line of three dashes",
        ),
    ],
)
def test_an_importer_notes_why_it_cannot_read_a_file(name: str, content: bytes, expected: str) -> None:
    problems: list[Problem] = []
    assert not list(importer_of(name)(SourceFile(name, content), problems))
    assert [expected] == [str(problem) for problem in problems]


def test_an_importer_decodes_bytes_with_any_line_ends() -> None:
    (report,) = importer_of("a.txt")(SourceFile("a.txt", b"\xef\xbb\xbfTalks\r\n\r\nThey met.\r\n"), [])
    assert ("Talks", "They met.") == (report.fields["title"].value, report.body)
