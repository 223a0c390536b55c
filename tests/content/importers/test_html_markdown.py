import pytest

from generator.content import markdown
from generator.content.importers.html_markdown import markdown_of, markdown_of_element


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>They met.</p><p>They left.</p>", "They met.\n\nThey left."),
        ("They met.<p>They left.</p>So it is.", "They met.\n\nThey left.\n\nSo it is."),
        ("<h1>Talks</h1><h3>In  <em>Vienna</em></h3>", "## Talks\n\n### In *Vienna*"),
        ("<p>One<br>two</p>", "One  \ntwo"),
        ("<p><b> No </b>was <i>said</i>.</p>", "**No** was *said*."),
        ("<p><b><strong>No</strong></b>.</p>", "**No**."),
        ("<ul><li>One</li><li><p>Two</p></li></ul>", "- One\n- Two"),
        ("<ol start=3><li>Three<ul><li>a</li></ul></li><li>Four</li></ol>", "3. Three\n    - a\n4. Four"),
        ("<ul><li>One</li><ul><li>a</li></ul></ul>", "- One\n    - a"),
        ("<blockquote><p>No.</p><p>Never.</p></blockquote>", "> No.\n>\n> Never."),
        (
            "<table><tr><th>Port</th><th>Boats</th></tr><tr><td>A|B</td></tr></table>",
            "| Port | Boats |\n|---|---|\n| A\\|B |  |",
        ),
        ("<table><tr><td><p>Laid out</p></td></tr><tr><td>by a table</td></tr></table>", "Laid out\n\nby a table"),
        ("<pre>a\n  b</pre>", "    a\n      b"),
        ('<p><a href="https://x.org/a (b)">Here</a> and <a href="#top">up</a></p>', "[Here](https://x.org/a%20%28b%29) and up"),
        ('<p><a href="javascript:x()">No</a><img src="a.png" alt="A ship"></p>', "No"),
        ("<script>x()</script><style>p{}</style><p>Text.<!-- no --></p>", "Text."),
        ("<p># one *two* &amp; &lt;three&gt;</p><p>1. four</p>", "\\# one \\*two\\* &amp; &lt;three>\n\n1\\. four"),
        ("", ""),
    ],
)
def test_html_as_markdown(html: str, expected: str) -> None:
    assert expected == markdown_of(html)


def test_marks_of_footnotes_keep_their_names() -> None:
    html = '<p>No<sup><a href="#footnote-1">[1]</a></sup>.</p>'
    assert "No[^a]." == markdown_of(html, {"#footnote-1": "a"})


def test_links_are_made_absolute() -> None:
    from lxml import html

    tree = html.fromstring('<div><a href="/a">Here</a></div>')
    assert "[Here](https://x.org/a)" == markdown_of_element(tree, lambda href: f"https://x.org{href}")


@pytest.mark.parametrize(
    "text", ["a *b* _c_", "- no list", "2. no list", "> no quote", "# no heading", "[a](b)", "a < b & c", "+ x"]
)
def test_text_reads_the_same_on_the_way_through_markdown(text: str) -> None:
    from lxml import etree

    paragraph = etree.Element("p")
    paragraph.text = text
    plain = markdown_of(etree.tostring(paragraph, encoding="unicode"))
    assert text == markdown.to_report(plain).text
