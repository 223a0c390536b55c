import pytest

from generator.content.importers.html_tree import markdown_of_piece


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("One.<br><br>Two.<br>Three.", "One.\n\nTwo.  \nThree."),
        ("<div>One.<br>Two.</div>", "One.  \nTwo."),
        ("<p>One.<br /><br />Two <b>words</b>.</p><p>Three.</p>", "One.\n\nTwo **words**.\n\nThree."),
        ("<table><tr><td>Menu</td><td><p>One.</p><p>Two.</p></td></tr></table>", "Menu\n\nOne.\n\nTwo."),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>", "| 1 | 2 |\n|---|---|\n| 3 | 4 |"),
        ("<center><font size=2>One.</font></center>", "One."),
        ("\0", ""),
        ("", ""),
    ],
)
def test_paragraphs_are_found_in_what_lays_them_out(html: str, expected: str) -> None:
    assert expected == markdown_of_piece(html)
