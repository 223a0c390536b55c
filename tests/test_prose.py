from collections.abc import Mapping

from generator.briefing import SentenceMark
from generator.contexts import BodyLink
from generator.markup import to_tree
from generator.prose import Mark, Marks, annotated, disjoint, filled

IRAN = Mark(0, 4, entity="iran")
LINKS = {"iran": BodyLink("iran", "country", "actors/x.html")}


def marked(
    source: str,
    sentences: tuple[tuple[int, int], ...],
    *words: Mark,
    quotes: tuple[Mark, ...] = (),
    links: Mapping[str, BodyLink] = LINKS,
) -> str:
    text, tree = to_tree(source)
    marks = tuple(SentenceMark(start, end, f"s-{number}") for number, (start, end) in enumerate(sentences, 1))
    return filled(annotated(text, tree, Marks(marks, quotes, words)), links, "../").strip()


def test_each_sentence_can_be_addressed() -> None:
    html = marked("One. Two.", ((0, 4), (5, 9)))
    assert '<p><span class="s" id="s-1">One.</span> <span class="s" id="s-2">Two.</span></p>' == html


def test_a_sentence_goes_around_the_reports_own_markup() -> None:
    html = marked("He **said it. She** left.", ((0, 11), (12, 21)))
    assert (
        '<p><span class="s" id="s-1">He <strong>said it.</strong></span><strong> </strong>'
        '<span class="s" id="s-2"><strong>She</strong> left.</span></p>'
    ) == html


def test_a_name_becomes_a_link_inside_its_sentence() -> None:
    html = marked("Iran agreed.", ((0, 12),), IRAN)
    assert '<p><span class="s" id="s-1"><a class="m m-country" href="../actors/x.html">Iran</a> agreed.</span></p>' == html


def test_a_name_in_a_link_stays_in_that_link() -> None:
    html = marked("[Iran](https://x.org) agreed.", ((0, 12),), IRAN)
    assert 1 == html.count("<a ")
    assert '<span class="m m-country">Iran</span>' in html


def test_a_name_without_a_page_is_marked_and_no_link() -> None:
    html = marked("Iran agreed.", ((0, 12),), IRAN, links={"iran": BodyLink("iran", "place", "")})
    assert '<span class="m m-place">Iran</span> agreed.' in html


def test_a_name_that_leads_nowhere_stands_plain() -> None:
    assert '<span class="s" id="s-1">Iran agreed.</span>' in marked("Iran agreed.", ((0, 12),), IRAN, links={})


def test_what_a_date_resolves_to_stands_behind_its_words_once() -> None:
    time = Mark(4, 13, "time", (("datetime", "2009-10-12"),), ' <span class="r">[12 October 2009]</span>')
    html = marked("Met *yester*day.", ((0, 14),), time)
    assert 1 == html.count("[12 October 2009]")
    assert 'day</time> <span class="r">[12 October 2009]</span>.' in html


def test_a_quote_over_two_sentences_is_marked_in_both() -> None:
    html = marked('"One. Two." End.', ((0, 5), (6, 11)), quotes=(Mark(1, 10, "span", (("class", "q"),)),))
    assert '<span class="s" id="s-1">"<span class="q">One.</span></span>' in html
    assert '<span class="s" id="s-2"><span class="q">Two.</span>"</span>' in html


def test_characters_are_escaped() -> None:
    assert "a &lt; b &amp; c" in marked("a &lt; b & c", ((0, 9),))


def test_of_marks_that_overlap_the_first_and_longer_stays() -> None:
    long, short, inner = Mark(0, 8, "a", ()), Mark(0, 4, "a", ()), Mark(6, 10, "a", ())
    later = Mark(8, 9, "a", ())
    assert (long, later) == disjoint((inner, short, later, long))
