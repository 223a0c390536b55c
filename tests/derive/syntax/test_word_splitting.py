from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.derive.syntax.document import Document
from generator.derive.syntax.word_splitting import split_sentence


def words(text: str) -> list[str]:
    doc = Document("example", text)
    return [text[span.start : span.end] for sentence in doc.sentences for span in split_sentence(doc, sentence)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It didn't.", "It did n't ."),
        ("They're the ship’s crew", "They 're the ship ’s crew"),
        ("the ministers' plan", "the ministers ' plan"),
        ("They cannot go", "They can not go"),
        ("a well-known firm", "a well - known firm"),
        ("a non-member", "a non-member"),
        ("$5m and 10km", "$ 5 m and 10 km"),
        ("the 1990s and the 4th", "the 1990s and the 4th"),
        ("on 04/26/2001, said Mr. Berg", "on 04/26/2001 , said Mr. Berg"),
        ("write to anna@example.org now", "write to anna@example.org now"),
        ("Wait... what?!", "Wait ... what ?!"),
        ("``Yes,'' he said", "`` Yes , '' he said"),
        ("J. Berg of the U.S. left", "J. Berg of the U.S. left"),
    ],
)
def test_tokens_are_split_as_treebanks_do(text: str, expected: str) -> None:
    assert expected.split() == words(text)


@given(st.text(alphabet="abcXY 019-–'’.,:/@$%!?\"“”()\n", max_size=120))
def test_words_cover_the_text_in_order(text: str) -> None:
    doc = Document("example", text)
    spans = [span for sentence in doc.sentences for span in split_sentence(doc, sentence)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join(text.split()) == "".join(text[span.start : span.end] for span in spans)
