import pytest

from generator.content.importers.page_lines import page_lines


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Published: 4 March 2021 08:15 GMT", ["published"]),
        ("Posted on 04.03.2021", ["published"]),
        ("Thu 4 Mar 2021 08.15 GMT", ["dated"]),
        ("Last modified on Thu 4 Mar 2021 12.00 GMT", ["updated"]),
        ("Stand: 04.03.2021", ["updated"]),
        ("Published 4 March 2021, updated 5 March 2021", ["published", "updated"]),
        ("Publié le 4 mars 2021 à 08h15 - Mis à jour le 5 mars 2021 à 09h00", ["published", "updated"]),
        ("By Ana Writer | March 4, 2021", ["byline"]),
        ("Share on Facebook | Twitter", ["other", "other"]),
        ("Facebook Twitter WhatsApp Email", ["other"]),
        ("Sign up for our newsletter", ["other"]),
        ("Advertisement", ["other"]),
        ("3 min read", ["other"]),
        ("(Reporting by Ana Writer; Editing by J. Doe)", ["other"]),
        ("© 2021 Example News. All rights reserved.", ["copyright"]),
        ("Example News © 2021", ["copyright"]),
    ],
)
def test_a_line_around_a_report_is_known(line: str, kinds: list[str]) -> None:
    assert kinds == [part.kind for part in page_lines(line)]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "They met on 4 March 2021.",
        "The vote is on 4 March 2021",
        "March 2021",
        "More ships are waiting",
        "Share prices fell on Facebook",
        "Copyright law was changed in 2021 by parliament, which met.",
        "Save the harbour",
        "Harbour talks resume - Example News",
    ],
)
def test_a_line_of_text_is_none(line: str) -> None:
    assert () == page_lines(line)


@pytest.mark.parametrize(
    ("line", "holder"),
    [
        ("© 2021 Example News. All rights reserved.", "Example News"),
        ("Copyright 2021 The Example Times Company", "The Example Times Company"),
        ("(c) 2019-2021 Example News | Terms", "Example News"),
        ("© 2021. All rights reserved.", ""),
    ],
)
def test_the_holder_of_the_copyright_is_the_publisher(line: str, holder: str) -> None:
    assert holder == page_lines(line)[0].source
