import pytest

from generator.derive.syntax.document import Document


def sentences(text: str) -> list[str]:
    doc = Document("x", text)
    return [text[s.start : s.end] for s in doc.sentences]


def words(text: str) -> list[str]:
    return [token.text for token in Document("x", text).tokens]


@pytest.mark.parametrize(
    "expected",
    [
        ["He met Mr. Smith at noon.", "They left."],
        ["It was in the U.S.", "The talks failed."],
        ["It was in the U.S. Congress."],
        ["“I can’t.”", "She left.", '"Go!"', "He went."],
        ["J. P. Morgan rose 3.5 per cent.", "So did others."],
        ["They met on Jan. 5 in St. Louis.", "It rained."],
        ["Is it so?", "Yes!", "It is …", "Good."],
        ["He lives in Washington, D.C.", "She does not."],
        ["He asked “Why?” and left.", "It was late."],
        ["call me tomorrow.", "we left the U.S. in may.", "is it far?", "no."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert expected == sentences(" ".join(expected))


def test_a_line_break_ends_a_paragraph_and_so_a_sentence() -> None:
    assert ["A headline", "The text."] == sentences("A headline\n\nThe text.\n")


def test_words_keep_their_apostrophes_hyphens_and_dots_but_not_a_possessive() -> None:
    assert ["O'Neill", "'s", "US-led", "U.S.", "AT&T", "’s", "don’t", "1,200.5", "P5", "+", "1"] == words(
        "O'Neill's US-led U.S. AT&T’s don’t 1,200.5 P5+1"
    )
