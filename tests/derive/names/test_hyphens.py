"""Hyphenated words with names in them are split, names with a hyphen are not."""

import pytest

from generator.derive.names.hyphens import split_hyphens, split_text
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
def test_a_hyphenated_word_is_split_where_only_its_parts_are_names(word: str, parts: list[str]) -> None:
    assert parts == split_text(word)


def test_parts_have_the_offsets_of_the_text() -> None:
    doc = Document("a", "The Beijing-based firm.")
    assert all(doc.text[piece.start : piece.end] == piece.text for piece in split_hyphens(doc.tokens))
