import pytest

from generator.model.wording import as_opening, folded, without_accents


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José Martí", "JOSE MARTI"),
        ("Lech Wałęsa", "Lech Walesa"),
        ("Jose\u0301", "José"),
        ("Sean O’Brien", "Sean O'Brien"),
        ("Al-Assad", "al Assad"),
        ("Straße", "STRASSE"),
        ("Фёдор", "Федор"),
    ],
)
def test_names_are_compared_without_case_accents_and_punctuation(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("C++", "C"), ("किताब", "कताब"), ("...", "—"), ("Canal+", "Canal")])
def test_what_tells_names_apart_counts(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_a_text_without_accents_is_as_long() -> None:
    text = "Ñandú, Łódź, Ṣafā, ß, ﬁ, e\u0301"
    assert ("Nandu, Łódź"[:5], len(text)) == (without_accents(text)[:5], len(without_accents(text)))
    assert "Lodz, Safa, ß, ﬁ" == without_accents(text)[7:23]
