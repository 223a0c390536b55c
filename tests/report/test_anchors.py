import pytest

from generator.derive.evidence import cite
from generator.model.statements import SentenceMark
from generator.report.anchors import clause

TEXT = "On Monday Iran agreed to talks, diplomats said. They met."
MARKS = (SentenceMark(0, 47, "s-1"), SentenceMark(48, 57, "s-2"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("On Monday Iran agreed to talks, diplomats said", "On Monday Iran agreed to talks, diplomats said"),
        ("Iran agreed to talks", "… Iran agreed to talks …"),
        ("On Monday Iran agreed to talks", "On Monday Iran agreed to talks …"),
        ("diplomats said", "… diplomats said"),
        ("ran agreed to tal", "… Iran agreed to talks …"),
        ("They met", "They met"),
    ],
)
def test_a_clause_is_told_in_whole_words_with_an_ellipsis_where_its_sentence_goes_on(words: str, expected: str) -> None:
    start = TEXT.index(words)
    assert expected == clause(TEXT, MARKS, cite(TEXT, start, start + len(words)))
