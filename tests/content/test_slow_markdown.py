"""Markdown that once took a time that grew with its square, or could be made to."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from bench.shapes import MARKUP, Shape
from generator.content import limits, markdown
from generator.content.markdown_blocks import BlockQueue, QueueingMarkdown
from generator.content.tree import joined, no_prose
from generator.model.article import Element, TextLeaf

MAX_SECONDS = 30
"""Seconds of a processor within which what grows with the length ends on any machine; what grows with its square takes longer."""
FILLER = "b" * 90


def processor_seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("brackets", 8_000),
        ("openings of footnotes", 8_000),
        ("pictures", 16_000),
        ("links without words", 32_000),
        ("underlined headings", 32_000),
        ("emphasis in emphasis", 63_000),
        ("tags", 100_000),
        ("lists in each other", 250_000),
    ],
)
def test_reports_that_once_took_seconds_or_overflowed_are_read_at_once(name: str, size: int) -> None:
    assert processor_seconds(lambda: markdown.to_report(MARKUP[name](size))) < MAX_SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(MARKUP))
def test_a_report_of_one_kind_of_mark_is_read_in_bounded_time(name: str) -> None:
    assert processor_seconds(lambda: markdown.to_report(MARKUP[name](300_000))) < MAX_SECONDS


def paragraphs(unit: str, count: int) -> str:
    return f"{unit}\n\n" * count


WITHIN = {
    "brackets without an end": paragraphs("[" * 10 + FILLER * 10, 100),
    "links without an end": paragraphs("[a](" * 5 + FILLER * 10, 100),
    "comments without an end": paragraphs(f"<!-- {FILLER}", 1_000),
    "instructions without an end": paragraphs(f"<? {FILLER}", 1_000),
    "declarations without an end": paragraphs(f"<!X {FILLER}", 1_000),
    "closing tags without an end": paragraphs(f"</a {FILLER}", 1_000),
    "fences without an end": paragraphs(f"~~~x\n{FILLER * 3}", 290),
    "items": "- aaaa aaaa aaaa aaaa aaaa aaaa a\n" * 3_000,
    "items with paragraphs": paragraphs("- aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaa", 2_400),
    "rows": "|a|b|\n|-|-|\n" + "|aaaa aaaa aaaa|aaaa aaaa aa|\n" * 2_400,
    "references": "".join(f"[a{number}]: http://b.example/a\n\n" for number in range(4_000)),
    "footnotes": "".join(f"A line[^{number}].\n\n[^{number}]: A note.\n\n" for number in range(990)),
    "marks of a footnote": paragraphs("A line[^1].", 190) + "[^1]: A note.",
    "code in an item": "- a\n\n" + paragraphs("        aaaa aaaa aaaa aaa", 2_000),
    "dashes with a bar": "a|b\n" + "-" * 100_000 + "x",
    "one long paragraph": "It rained all night in Oslo. " * 8_000 + "*It* stopped.",
}


@pytest.mark.parametrize("name", sorted(WITHIN))
def test_what_is_within_the_limits_is_read_in_bounded_time(name: str) -> None:
    source = WITHIN[name]
    assert not limits.is_too_much(source)
    assert processor_seconds(lambda: markdown.to_report(source)) < MAX_SECONDS


BEYOND = {
    "brackets without an end in a long paragraph": "[" * 240 + "a" * 99_000,
    "links without an end in a long paragraph": "[a](" * 240 + "a" * 99_000,
    "a title without an end": '[a](b "c ' * 20 + "a" * 99_000,
    "fences of other lengths": "~~~x\n\n" * 16_000,
    "an item of very many lines": "- a\n" + "b\n" * 100_000,
    "paragraphs with a mark": paragraphs("*a*", 30_000),
    "marks of one footnote": paragraphs("A line[^1].", 1_000) + "[^1]: A note.",
    "tags in each other, a paragraph each": paragraphs("<div>", 900),
    "inline tags in each other, a paragraph each": paragraphs("<b>", 900),
}


@pytest.mark.parametrize("name", sorted(BEYOND))
def test_what_is_beyond_the_limits_is_read_as_plain_text(name: str) -> None:
    source = BEYOND[name]
    assert limits.is_too_much(source)
    tree = markdown.to_report(source).tree
    assert {"p"} == {element.tag for element in tree if isinstance(element, Element)}


def test_tags_that_end_or_need_no_end_are_not_in_each_other() -> None:
    assert not limits.is_too_much(paragraphs("<b>a</b><br><br><p>b", 400))


def test_very_many_short_paragraphs_of_plain_text_stand_together() -> None:
    source = paragraphs("One *word", 20_000)
    report = markdown.to_report(source)
    assert 20_000 * len("One *word") // limits.MIN_LENGTH >= len(report.tree) > 100
    assert "".join(report.text.split()) == "".join(source.split())


def test_a_queue_of_blocks_refuses_other_places_than_the_front() -> None:
    blocks = BlockQueue(["a", "b"])
    assert "a" == blocks.pop(0)
    blocks.insert(0, "c")
    assert ["c", "b"] == list(blocks)
    with pytest.raises(IndexError):
        blocks.pop(1)
    with pytest.raises(IndexError):
        blocks.insert(1, "d")


BLOCKS = [
    "a",
    "- a",
    "- a\n    - b",
    "    c",
    "> d",
    "1. e",
    "# f",
    "| a | b |\n|---|---|\n| c | d |",
    "<div>g</div>",
    "",
    "h\n---",
    "[i]: j",
]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(BLOCKS), max_size=12))
def test_blocks_in_a_queue_are_read_as_those_in_a_list(blocks: list[str]) -> None:
    source = "\n\n".join(blocks)
    plain = Markdown(extensions=markdown.extensions(), output_format="html")
    ours = QueueingMarkdown(extensions=markdown.extensions(), output_format="html")
    assert plain.convert(source) == ours.convert(source)


def test_a_long_stretch_of_marks_is_not_read_for_findings() -> None:
    words = "Anna Berg met the envoys in Oslo on Monday. " * 600
    assert [] == list(no_prose(words))
    (stretch, *_) = joined(no_prose(words + "( [ " * 20_000))
    assert len(words) - 4_000 < stretch.start < len(words) + 4_000
    report = markdown.to_report(words + "( , " * 20_000)
    assert report.prose[: len(words) - 4_000] == report.text[: len(words) - 4_000]
    assert len(report.prose) == len(report.text)
    assert report.prose[-8_000:-4_000].isspace()


def test_short_texts_are_read_whatever_they_are() -> None:
    assert [] == list(no_prose("( [ " * 2_000))


def test_spans_that_overlap_are_joined() -> None:
    assert (TextLeaf(0, 6), TextLeaf(6, 7)) == joined([TextLeaf(6, 7), TextLeaf(2, 6), TextLeaf(0, 3)])


def test_every_shape_has_about_the_length_that_is_asked_for() -> None:
    def is_about(shape: Shape) -> bool:
        return 0.5 < len(shape(10_000)) / 10_000 < 1.5

    assert [] == [name for name, shape in MARKUP.items() if not is_about(shape)]
