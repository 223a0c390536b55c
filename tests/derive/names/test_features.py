"""What tells that a word belongs to a name."""

from generator.derive.names.features import chains, groups, line, survey, tells


def test_chains_hold_small_words_between_capitals_and_break_at_others() -> None:
    words = "the Bank of Norway and the Fund met Ann in Oslo today".split()
    assert [["Bank", "of", "Norway", "and", "the", "Fund"], ["Ann", "in", "Oslo"]] == [
        words[first:last] for first, last in chains(line(words))
    ]


def test_a_line_mostly_in_capitals_is_a_headline() -> None:
    assert [True, False] == [line(text.split()).is_headline for text in ("Iran Agrees To Talks", "Iran agrees to hold talks")]


def test_a_report_tells_which_words_it_writes_small_and_who_has_a_title() -> None:
    report = survey([line(text.split()) for text in ("Talks begin .", "Mr Holm said talks went on .")])
    assert (True, False, "PSl") == ("talks" in report.small, "Holm" in report.small, report.spoken["Holm"])


def test_a_token_is_told_by_its_word_its_neighbours_and_its_run() -> None:
    sentence = line("Ann Holm of the Oslo Energy Agency said so".split())
    report = survey([sentence])
    told = [trait for at in (0, 1, 4, 5, 6) for group in set(groups(sentence, at, report)) for trait in tells(group)]
    assert {"word:w=Ann", "after:l=holm", "head:l=agency"} <= set(told)


def test_words_all_in_capitals_stand_on_the_lists_of_words_written_small() -> None:
    assert "word:known capital place" in tells(("word", "CAIRO"))
