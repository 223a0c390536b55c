"""The last result of a function, kept for the same objects."""

from generator.derive.syntax.last_result import keep_last


def test_is_computed_once_for_the_same_objects() -> None:
    calls = []

    @keep_last
    def length(words: list[str], of: str) -> int:
        calls.append(of)
        return len(words)

    words = ["a", "b"]
    assert [2, 2] == [length(words, "first"), length(words, "first")]
    assert ["first"] == calls


def test_is_computed_again_for_other_objects_that_are_equal() -> None:
    lists = keep_last(lambda words: [*words, "more"])
    one, other = ["a"], ["a"]
    first = lists(one)
    assert lists(one) is first
    assert lists(other) is not first


def test_only_the_last_is_kept() -> None:
    made = keep_last(lambda words: [*words])
    one, other = ["a"], ["b"]
    first = made(one)
    made(other)
    assert made(one) is not first
