import pytest

from generator.derive.evidence import cite
from generator.model.findings import Evidence

TEXT = 'Russia rejects the plan. "We shall wait for them," Anna Berg said on Monday.'


def test_a_span_that_has_the_given_words_is_evidence() -> None:
    assert Evidence(0, 6, "Russia") == cite(TEXT, 0, 6, "Russia")


@pytest.mark.parametrize(("start", "end", "words"), [(0, 6, "Ruritan"), (5, 5, None), (-1, 3, None), (0, 10_000, None)])
def test_a_span_without_those_words_is_refused(start: int, end: int, words: str | None) -> None:
    with pytest.raises(ValueError, match=r"the span|the text says"):
        cite(TEXT, start, end, words)
