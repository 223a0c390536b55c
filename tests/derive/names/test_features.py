"""Features of words for the name tagger."""

from generator.derive.names.features import capitalised_chains, document_evidence, feature_groups, features_of, read_line


def test_chains_include_small_words_of_names_and_break_at_others() -> None:
    words = "the Bank of Norway and the Fund met Ann in Oslo today".split()
    assert [["Bank", "of", "Norway", "and", "the", "Fund"], ["Ann", "in", "Oslo"]] == [
        words[first:last] for first, last in capitalised_chains(read_line(words))
    ]


def test_a_line_mostly_in_capitals_is_a_headline() -> None:
    assert [True, False] == [
        read_line(text.split()).is_headline for text in ("Iran Agrees To Talks", "Iran agrees to hold talks")
    ]


def test_document_evidence_has_the_words_written_small_and_the_signs_of_names() -> None:
    evidence = document_evidence([read_line(text.split()) for text in ("Talks begin .", "Mr Holm said talks went on .")])
    assert (True, False, "PSl") == ("talks" in evidence.lowercase, "Holm" in evidence.lowercase, evidence.signs["Holm"])


def test_features_are_of_the_word_its_neighbours_and_its_run() -> None:
    sentence = read_line("Ann Holm of the Oslo Energy Agency said so".split())
    evidence = document_evidence([sentence])
    features = [
        feature
        for at in (0, 1, 4, 5, 6)
        for group in set(feature_groups(sentence, at, evidence))
        for feature in features_of(group)
    ]
    assert {"word:w=Ann", "after:l=holm", "head:l=agency"} <= set(features)


def test_words_all_in_capitals_have_the_lists_of_those_written_small() -> None:
    assert "word:known capital place" in features_of(("word", "CAIRO"))
