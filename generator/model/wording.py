"""Words as headings and sentences show them."""

from __future__ import annotations


def as_opening(text: str) -> str:
    """Return words as a sentence begins: with a capital, unless the first word has one inside ("iPhone")."""
    first, _, _ = text.partition(" ")
    has_capital_inside = any(letter.isupper() for letter in first[1:])
    return text if has_capital_inside else text[:1].upper() + text[1:]
