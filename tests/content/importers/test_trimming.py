from generator.content.importers.page_lines import LineKind
from generator.content.importers.trimming import trimmed


def test_lines_above_and_below_are_taken_off_and_none_within() -> None:
    body = "By Ana Writer\n\nHe said no.\n\nAdvertisement\n\nHe left.\n\nShare on Facebook\n\n© 2021 Example News"
    found = trimmed(body)
    assert "He said no.\n\nAdvertisement\n\nHe left." == found.body
    assert ["By Ana Writer", "Share on Facebook", "© 2021 Example News"] == [line.text for line in found.lines]
    assert ("Ana Writer", ("Example News", LineKind.COPYRIGHT)) == (found.author, found.source)


def test_lines_below_a_standfirst_are_taken_off() -> None:
    found = trimmed("What the talks are about\n\nBy Ana Writer\n\n4 March 2021\n\nHe said no.")
    assert "What the talks are about\n\nHe said no." == found.body


def test_the_title_is_taken_off_where_it_stands_again() -> None:
    assert "He said no." == trimmed("## *Talks* resume\n\nHe said no.", "Talks resume").body


def test_lines_of_one_paragraph_are_taken_off_its_ends() -> None:
    assert "He said no.\nHe left." == trimmed("By Ana Writer\nHe said no.\nHe left.\nAdvertisement").body


def test_a_table_stays_whole() -> None:
    body = "He said no.\n\n| Port | Boats |\n|---|---|\n| Agadir | 4 March 2021 |"
    assert body == trimmed(body).body


def test_a_text_of_such_lines_alone_stays() -> None:
    assert "By Ana Writer\n\nAdvertisement" == trimmed("By Ana Writer\n\nAdvertisement").body


def test_the_date_of_publication_is_told_from_that_of_an_update() -> None:
    found = trimmed("Updated 5 March 2021\n\nPublished 4 March 2021\n\nHe said no.")
    dated = found.date((LineKind.PUBLISHED, LineKind.UPDATED))
    assert dated
    assert ("2021-03-04", "Published 4 March 2021") == (dated[0].value, dated[1])
