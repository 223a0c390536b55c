from generator.dossier.splits import Span, around, by_letter, by_time, links, named
from generator.model.permalinks import output
from tests.conftest import words_in

OF = output("actors/a.html")
WORDS = words_in("en-GB")


def keys(spans: list[Span]) -> list[tuple[str, int]]:
    return [(span.key, span.number) for span in spans]


def test_a_list_is_parted_by_year_and_undated_entries_stand_last() -> None:
    assert [("2008", 2), ("2009", 1), ("undated", 1)] == keys(by_time([("", 1), ("2008-01-02", 2), ("2009", 1)], most=3))


def test_a_year_that_is_too_long_is_parted_by_quarter_and_a_quarter_by_month() -> None:
    dates = [("2009-01-05", 2), ("2009-02-05", 2), ("2009-04-05", 2), ("2009-11", 1)]
    assert [("2009-01", 2), ("2009-02", 2), ("2009-34", 2), ("2009-36", 1)] == keys(by_time(dates, most=3))


def test_what_lies_in_no_quarter_stays_under_the_year() -> None:
    assert [("2009", 2), ("2009-33", 2), ("2009-34", 2)] == keys(
        by_time([("2009", 2), ("2009-02-05", 2), ("2009-05", 2)], most=3)
    )


def test_a_month_that_is_too_long_is_cut_into_parts_of_one_length() -> None:
    found = by_time([("2009-10-01", 3), ("2009-10-02", 4)], most=3)
    assert [("2009-10-1", 3), ("2009-10-2", 3), ("2009-10-3", 1)] == keys(found)
    assert [(0, 3), (3, 3), (6, 3)] == [(span.skip, span.most) for span in found]


def test_names_are_parted_by_as_few_letters_as_leave_no_part_too_long() -> None:
    assert [("ab", 2), ("ac", 1), ("b", 1)] == keys(by_letter([("abba", 2), ("acorn", 1), ("berg", 1)], most=2))


def test_names_that_share_all_letters_are_cut() -> None:
    assert [("abcdef-1", 2), ("abcdef-2", 1)] == keys(by_letter([("abcdef", 3)], most=2))


def test_a_subjects_page_leads_to_all_parts_and_says_how_long_they_are() -> None:
    found = links(OF, [Span("2009", ("2009",), 1204), Span("2010-03", ("2010-03",), 7)], WORDS)
    assert [("2009 (1,204)", "actors/a/by/2009.html"), ("March 2010 (7)", "actors/a/by/2010-03.html")] == [
        (link.text, link.path) for link in found
    ]


def test_a_part_leads_to_its_neighbours_only() -> None:
    spans = [Span(f"{year}", (f"{year}",), 1) for year in range(2001, 2009)]
    found = around(OF, spans, "2004", WORDS)
    assert [("2003", False), ("2004", True), ("2005", False)] == [(link.text, link.current) for link in found]
    assert ["2001", "2002"] == [link.text for link in around(OF, spans, "2001", WORDS)]


def test_a_part_of_a_month_is_named_by_its_number() -> None:
    assert "October 2009, part 2" == named("2009-10-2", WORDS)
    assert ("Undated", "Undated, part 2") == (named("undated", WORDS), named("undated-2", WORDS))
