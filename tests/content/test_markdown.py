import string

from hypothesis import given
from hypothesis import strategies as st

from generator.content.markdown import to_report, to_safe_html
from generator.model.article import Element, TextLeaf
from generator.render.page.fill_body import filled
from generator.report.annotate import Marks, annotated

HOSTILE = "".join(sorted(set(string.printable))) + "<script>é“”\u2028\x85[](javascript:)"


def leaves(nodes: tuple[Element | TextLeaf, ...]) -> list[TextLeaf]:
    found: list[TextLeaf] = []
    for node in nodes:
        found.extend([node] if isinstance(node, TextLeaf) else leaves(node.children))
    return found


def page_of(source: str) -> str:
    """Return a report as its page has it, without findings."""
    read = to_report(source)
    return filled(annotated(read.text, read.tree, Marks(())), {}, "")


def test_paragraphs_lists_quotes_and_tables_become_paragraphs_of_text() -> None:
    text = to_report("One *two*\nthree.\n\n- four\n- five\n\n> six\n\n| a | b |\n|---|---|\n| c | d |\n").text
    assert "One two three.\n\nfour\n\nfive\n\nsix\n\na\n\nb\n\nc\n\nd" == text


def test_leaves_say_what_stands_between_the_tags() -> None:
    read = to_report("He **said** so.")
    assert ["He ", "said", " so."] == [read.text[leaf.start : leaf.end] for leaf in leaves(read.tree)]


@given(st.text(alphabet=HOSTILE, max_size=200))
def test_leaves_cover_the_text_in_order_but_for_paragraph_breaks(source: str) -> None:
    read = to_report(source)
    text, found = read.text, leaves(read.tree)
    assert text.replace("\n\n", "") == "".join(text[leaf.start : leaf.end] for leaf in found).replace("\n\n", "")
    assert sorted(found, key=lambda leaf: leaf.start) == found


def test_headings_leave_the_first_level_to_the_page() -> None:
    assert "<h2>Title</h2>" in to_safe_html("# Title")
    assert "<h2>Title</h2>" in page_of("# Title")


def test_scripts_handlers_and_other_schemes_are_gone() -> None:
    html = page_of(
        "<script>alert(1)</script><b onclick=x>bold</b> [a](javascript:alert(1)) [b](https://x.org) [c](data:text/html,x)"
        ' [d](//evil.org) <img src=x onerror=y> <a href="vbscript:x">e</a> <p id="s-1" class="x" style="color:red">f</p>'
    )
    for word in ("script", "onclick", "onerror", "data:", "evil", "style", "id=", "class=", "<img"):
        assert word not in html
    assert 'href="https://x.org"' in html


def test_mail_links_stay() -> None:
    assert 'href="mailto:a@x.org"' in page_of("[a](mailto:a@x.org)")


def test_no_text_is_no_html() -> None:
    assert to_safe_html(" \n") == ""
