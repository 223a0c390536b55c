import pytest

from generator.model.wording import as_opening


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        ("Tanker contract", "tanker contract"),
        ("iPhone sales", "iPhone sales"),
        ("US Senate", "US Senate"),
        ("Élan vital", "élan vital"),
        ("", ""),
    ],
)
def test_words_open_with_a_capital_unless_the_first_one_has_its_own_inside(opening: str, words: str) -> None:
    assert opening == as_opening(words)
