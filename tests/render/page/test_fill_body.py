from collections.abc import Mapping
from dataclasses import replace

from generator.content.markdown import to_report
from generator.contexts import BodyLink
from generator.model.statements import SentenceMark
from generator.render.page.fill_body import Note, filled
from generator.report.annotate import Marks, TextMark, annotated

IRAN = TextMark(0, 4, entity="iran")
LINKS = {"iran": BodyLink("iran", "country", "actors/x.html")}


def marked(
    source: str,
    sentences: tuple[tuple[int, int], ...],
    *words: TextMark,
    quotes: tuple[TextMark, ...] = (),
    positions: tuple[TextMark, ...] = (),
    notes: Mapping[str, Note] | None = None,
    links: Mapping[str, BodyLink] = LINKS,
) -> str:
    read = to_report(source)
    marks = tuple(SentenceMark(start, end, f"s-{number}") for number, (start, end) in enumerate(sentences, 1))
    return filled(annotated(read.text, read.tree, Marks(marks, positions, quotes, words)), links, "../", notes).strip()


def test_a_name_becomes_a_link_inside_its_sentence() -> None:
    html = marked("Iran agreed.", ((0, 12),), IRAN)
    assert '<p><span class="s" id="s-1"><a class="m m-country" href="../actors/x.html">Iran</a> agreed.</span></p>' == html


def test_a_name_in_a_link_stays_in_that_link() -> None:
    html = marked("[Iran](https://x.org) agreed.", ((0, 12),), IRAN)
    assert 1 == html.count("<a ")
    assert '<span class="m m-country">Iran</span>' in html


def test_a_name_without_a_page_is_marked_without_a_link() -> None:
    html = marked("Iran agreed.", ((0, 12),), IRAN, links={"iran": BodyLink("iran", "place", "")})
    assert '<span class="m m-place">Iran</span> agreed.' in html


def test_a_name_without_a_link_stays_plain_text() -> None:
    assert '<span class="s" id="s-1">Iran agreed.</span>' in marked("Iran agreed.", ((0, 12),), IRAN, links={})


def test_a_note_on_an_actor_stands_behind_its_name() -> None:
    named = TextMark(0, 4, after="\0who iran\0", entity="iran")
    html = marked("Iran agreed.", ((0, 12),), named, notes={"who iran": Note("Note on Iran", "<b>Iran</b> A country.")})
    button = '<button type="button" class="nb" popovertarget="n-5" aria-label="Note on Iran"></button>'
    assert f'Iran</a>{button}<span class="n" id="n-5" popover="" role="note"><b>Iran</b> A country.</span> agreed.' in html


def test_a_note_is_left_out_where_the_line_says_the_same() -> None:
    named = TextMark(8, 12, after="\0who iran\0", entity="iran")
    note = Note("Note on Iran", "The country", "The country")
    assert "<button" not in marked("country Iran agreed.", ((0, 20),), named, notes={"who iran": replace(note, says="Country")})
    assert "<button" in marked("country Iran agreed.", ((0, 20),), named, notes={"who iran": replace(note, says="A party")})


def test_a_note_on_a_quote_stands_behind_the_mark_that_closes_it() -> None:
    quote = TextMark(1, 7, "span", (("class", "q"),), "\0said q1\0")
    html = marked('"Never," he said.', ((0, 17),), quotes=(quote,), notes={"said q1": Note("Note", "He")})
    assert '<span class="q">Never,</span>"<button' in html


def test_a_placeholder_without_a_note_leaves_nothing() -> None:
    named = TextMark(0, 4, after="\0who iran\0", entity="iran")
    assert marked("Iran agreed.", ((0, 12),), IRAN) == marked("Iran agreed.", ((0, 12),), named)


def test_a_position_goes_around_the_names_and_quotes_in_it() -> None:
    stand = TextMark(0, 11, "span", (("class", "p"),))
    html = marked("Iran agreed.", ((0, 12),), IRAN, positions=(stand,))
    assert '<span class="p"><a class="m m-country" href="../actors/x.html">Iran</a> agreed</span>.' in html
