import pytest

from generator.derive.syntax.lemmas import lemmatiser


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("flew", "VBD", "fly"),
        ("shot", "VBD", "shoot"),
        ("struck", "VBN", "strike"),
        ("fled", "VBD", "flee"),
        ("lay", "VBD", "lie"),
    ],
)
def test_the_past_of_an_irregular_verb_has_the_lemma_of_the_list(word: str, tag: str, lemma: str) -> None:
    assert lemma == lemmatiser().lemma(word, tag)


def test_other_lemmas_go_by_endings() -> None:
    assert ["sign", "treaty", "Berg"] == [
        lemmatiser().lemma(*each) for each in [("signed", "VBD"), ("treaties", "NNS"), ("Berg", "NNP")]
    ]
