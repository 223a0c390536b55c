from generator.dossier.index.parts import ListPart
from generator.model.permalinks import output
from generator.plan.part_links import links_to_neighbours, links_to_parts, part_title
from tests.conftest import words_in

PAGE = output("actors/a.html")
WORDS = words_in("en-GB")


def test_page_links_to_all_its_parts_with_their_numbers_of_rows() -> None:
    links = links_to_parts(PAGE, [ListPart("2009", ("2009",), 1204), ListPart("2010-03", ("2010-03",), 7)], WORDS)
    assert [("2009 (1,204)", "actors/a/by/2009.html"), ("March 2010 (7)", "actors/a/by/2010-03.html")] == [
        (link.text, link.path) for link in links
    ]


def test_part_links_to_its_neighbours_only() -> None:
    parts = [ListPart(f"{year}", (f"{year}",), 1) for year in range(2001, 2009)]
    links = links_to_neighbours(PAGE, parts, "2004", WORDS)
    assert [("2003", False), ("2004", True), ("2005", False)] == [(link.text, link.current) for link in links]
    assert ["2001", "2002"] == [link.text for link in links_to_neighbours(PAGE, parts, "2001", WORDS)]


def test_part_of_a_month_is_titled_by_its_number() -> None:
    assert "October 2009, part 2" == part_title("2009-10-2", WORDS)
    assert ("Undated", "Undated, part 2") == (part_title("undated", WORDS), part_title("undated-2", WORDS))
