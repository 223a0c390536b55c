from generator.content.markdown import to_report
from generator.model.statements import SentenceMark
from generator.report.annotate import Marks, TextMark, annotated, disjoint


def marked(source: str, sentences: tuple[tuple[int, int], ...], *words: TextMark, quotes: tuple[TextMark, ...] = ()) -> str:
    read = to_report(source)
    marks = tuple(SentenceMark(start, end, f"s-{number}") for number, (start, end) in enumerate(sentences, 1))
    return annotated(read.text, read.tree, Marks(marks, (), quotes, words)).strip()


def test_a_name_leaves_placeholders_for_its_link_and_its_note() -> None:
    html = marked("Iran agreed.", ((0, 12),), TextMark(0, 4, after="\0who e1\0", entity="e1"))
    assert '<p><span class="s" id="s-1">\0a e1\0Iran\0/a e1\0\0who e1\0 agreed.</span></p>' == html


def test_each_sentence_can_be_addressed() -> None:
    html = marked("One. Two.", ((0, 4), (5, 9)))
    assert '<p><span class="s" id="s-1">One.</span> <span class="s" id="s-2">Two.</span></p>' == html


def test_a_sentence_goes_around_the_reports_own_markup() -> None:
    html = marked("He **said it. She** left.", ((0, 11), (12, 21)))
    assert (
        '<p><span class="s" id="s-1">He <strong>said it.</strong></span><strong> </strong>'
        '<span class="s" id="s-2"><strong>She</strong> left.</span></p>'
    ) == html


def test_a_resolved_date_stands_behind_its_words_once() -> None:
    time = TextMark(4, 13, "time", (("datetime", "2009-10-12"),), ' <span class="r">[12 October 2009]</span>')
    html = marked("Met *yester*day.", ((0, 14),), time)
    assert 1 == html.count("[12 October 2009]")
    assert 'day</time> <span class="r">[12 October 2009]</span>.' in html


def test_a_quote_over_two_sentences_is_marked_in_both() -> None:
    html = marked('"One. Two." End.', ((0, 5), (6, 11)), quotes=(TextMark(1, 10, "span", (("class", "q"),)),))
    assert '<span class="s" id="s-1">"<span class="q">One.</span></span>' in html
    assert '<span class="s" id="s-2"><span class="q">Two.</span>"</span>' in html


def test_a_mark_of_a_footnote_within_a_name_stands_in_its_sentence_but_in_no_link() -> None:
    html = marked("New[^1] York left.\n\n[^1]: A note.\n", ((0, 14),), TextMark(0, 8, entity="e1"))
    assert '<span class="s" id="s-1">\0a e1\0New\0/a e1\0<sup class="fn"' in html
    assert "</sup>\0a e1\0 York\0/a e1\0 left.</span>" in html


def test_characters_are_escaped() -> None:
    assert "a &lt; b &amp; c" in marked("a &lt; b & c", ((0, 9),))


def test_of_marks_that_overlap_the_first_and_longer_stays() -> None:
    long, short, inner = TextMark(0, 8, "a", ()), TextMark(0, 4, "a", ()), TextMark(6, 10, "a", ())
    later = TextMark(8, 9, "a", ())
    assert (long, later) == disjoint((inner, short, later, long))
