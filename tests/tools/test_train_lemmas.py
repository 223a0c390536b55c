from generator.derive.syntax.lemmas import Lemmatiser
from tools.train_lemmas import learn_rules
from tools.treebanks import TreebankWord


def word(text: str, tag: str, lemma: str) -> TreebankWord:
    return TreebankWord(text, lemma, "X", tag, -1, "root")


LEARNED = [
    *[word("walked", "VBD", "walk")] * 2,
    *[word("talked", "VBD", "talk")] * 2,
    *[word("went", "VBD", "go")] * 2,
    *[word("cities", "NNS", "city")] * 2,
    *[word("plans", "NNS", "plan")] * 3,
]


def lemmatiser(known: set[str] | None = None) -> Lemmatiser:
    return Lemmatiser(learn_rules(LEARNED), known or set())


def test_an_ending_decides_for_words_never_seen() -> None:
    assert ("balk", "party", "ship") == (
        lemmatiser().lemma("balked", "VBD"),
        lemmatiser().lemma("parties", "NNS"),
        lemmatiser().lemma("ships", "NNS"),
    )


def test_a_whole_word_decides_before_its_ending() -> None:
    assert "go" == lemmatiser().lemma("Went", "VBD")


def test_names_keep_their_form() -> None:
    assert "Plans" == lemmatiser().lemma("Plans", "NNPS")


def test_a_lemma_like_a_known_word_becomes_it() -> None:
    assert ("smoke", "ban") == (
        lemmatiser({"smoke"}).lemma("smoked", "VBD"),
        lemmatiser({"ban"}).lemma("banned", "VBD"),
    )
