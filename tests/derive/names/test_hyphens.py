"""Hyphened words that hold names are taken apart, names with a hyphen are not."""

import pytest

from generator.derive.names.hyphens import pieces, spelled
from generator.derive.syntax.document import Document


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Beijing-based", ["Beijing", "-", "based"]),
        ("ex-FARC", ["ex", "-", "FARC"]),
        ("US-Iran", ["US", "-", "Iran"]),
        ("Al-Qaeda-linked", ["Al-Qaeda", "-", "linked"]),
        ("Jean-Luc", ["Jean-Luc"]),
        ("Ki-hyun", ["Ki-hyun"]),
        ("al-Qaida", ["al-Qaida"]),
        ("two-day", ["two-day"]),
    ],
)
def test_a_hyphened_word_is_taken_apart_where_only_a_part_is_a_name(word: str, parts: list[str]) -> None:
    assert parts == spelled(word)


def test_pieces_stand_where_the_text_has_them() -> None:
    doc = Document("a", "The Beijing-based firm.")
    assert all(doc.text[piece.start : piece.end] == piece.text for piece in pieces(doc.tokens))
