import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.derive.language_model.exact_words import ExactWords, folded
from generator.model.findings import Span


def found(text: str, words: str) -> list[str]:
    return [text[place.start : place.end] for place in ExactWords(text).places(words)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("He said “no”  –\nand left.", 'said "no" - and', ["said “no”  –\nand"]),
        ("It’s over.", "It's over", ["It’s over"]),
        ("A\u00a0man left.", " A man ", ["A\u00a0man"]),
        ("The man and the woman.", "man", ["man"]),
        ("The ban.", "the ban", []),
        ("The ban.", "The bans", []),
        ("The ban.", "…ban", []),
        ("The ban.", "", []),
        ("no no no", "no", ["no", "no", "no"]),
    ],
)
def test_words_are_found_as_they_stand_and_in_no_other_way(text: str, words: str, expected: list[str]) -> None:
    assert expected == found(text, words)


def test_words_are_found_within_a_stretch() -> None:
    assert [Span(8, 10)] == ExactWords("no. No, no. no").places("no", Span(4, 11))


def test_the_words_before_tell_places_apart() -> None:
    words = ExactWords("He said “go”. She said “go”.")
    first, second = words.places("said")
    assert [False, True] == [words.follow(first, "She"), words.follow(second, "She")]


@given(st.text(alphabet="ab “”'’-–\n\u00a0é", max_size=40), st.text(alphabet="ab \"'-é", max_size=6))
def test_what_is_found_is_the_same_but_for_spaces_and_marks(text: str, words: str) -> None:
    for place in ExactWords(text).places(words):
        assert folded(words) == folded(text[place.start : place.end])
