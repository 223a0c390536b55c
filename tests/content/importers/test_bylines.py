import pytest

from generator.content.importers.bylines import Byline, byline


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("By Ana Writer", "Ana Writer", ""),
        ("By ANA WRITER and J. DOE, Example News", "Ana Writer, J. Doe", "Example News"),
        ("By Ana Writer, John Doe and Sam Poe", "Ana Writer, John Doe, Sam Poe", ""),
        ("By Ana Writer, Political Correspondent", "Ana Writer", ""),
        ("By Ana Writer in Lisbon", "Ana Writer", ""),
        ("By Ana Writer for Example News", "Ana Writer", "Example News"),
        ("By Ludwig van Beethoven", "Ludwig van Beethoven", ""),
        ("Von Ana Writer", "Ana Writer", ""),
        ("Par Ana Writer et Jean-Luc Doe", "Ana Writer, Jean-Luc Doe", ""),
        ("Por Ana de la Cruz", "Ana de la Cruz", ""),
        ("Автор: Иван Петров", "Иван Петров", ""),
        ("By AFP", "AFP", ""),
        ("By Our Own Correspondent", "", ""),
        ("By Example News Staff", "", "Example News"),
    ],
)
def test_a_byline_names_writers_and_publisher(line: str, author: str, source: str) -> None:
    assert Byline(author, source) == byline(line)


@pytest.mark.parametrize("line", ["By Friday the talks had ended", "By Monday", "By the way, they met", "Von der Leyen", "Ana"])
def test_any_other_line_is_none(line: str) -> None:
    assert byline(line) is None
