import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.model.problems import InputError
from generator.report.measures import Judged
from generator.report.samples import HEAD, SampledFinding, draw, judged, listed, read, written
from tests.derive.foreign import entity, findings, mention, topic

TEXT = "Anna Berg spoke of the port. Lund: no."
BERG = entity("Anna Berg")
ALL = [
    SampledFinding("a", f"{kind}{number}", kind, grade, "rules", "words", "says", "a sentence")
    for kind in ("event", "quote")
    for grade in ("likely", "unsure")
    for number in range(5)
]


def test_a_sample_has_some_of_every_kind_and_grade() -> None:
    assert 4 == len({(one.kind, one.grade) for one in draw(ALL, 4, ())})


def test_a_sample_is_the_same_each_time_and_has_nothing_twice() -> None:
    first = draw(ALL, 6, ())
    assert first == draw(reversed(ALL), 6, ())
    more = draw(ALL, 100, {(one.report, one.id) for one in first})
    assert sorted(one.id for one in ALL if one not in first) == sorted(one.id for one in more)


def test_an_entry_says_what_the_finding_says_and_in_which_sentence() -> None:
    found = replace(findings(BERG, mention(TEXT, "Anna Berg", BERG), topic(TEXT, "port")))
    sampled = list(listed("a", found, ("rules", "x"), lambda start: f"sentence at {start}"))
    assert [("mention", "Anna Berg"), ("topic", "port")] == [(one.kind, one.words) for one in sampled]
    assert ("label: port", "sentence at 23", "x") == (sampled[1].says, sampled[1].sentence, sampled[1].by)


@given(st.lists(st.builds(SampledFinding, *[st.text()] * 2, st.just("quote"), *[st.text()] * 5, st.none() | st.booleans())))
def test_a_file_comes_back_as_it_was_written(found: list[SampledFinding]) -> None:
    plain = [
        one
        for one in found
        if all(map(str.isprintable, (one.report, one.id, one.grade, one.by, one.words, one.says, one.sentence)))
    ]
    assert plain == read(written(plain))


@pytest.mark.parametrize(("answer", "expected"), [("yes", True), ("No", False), ("y", True), ("wrong", False), ("", None)])
def test_people_say_yes_and_no_in_several_ways(answer: str, expected: bool | None) -> None:
    (one,) = read(written(ALL[:1]).replace("right:", f"right: {answer}"))
    assert expected is one.is_right


def test_only_what_is_marked_is_judged() -> None:
    assert [Judged("events", "likely", "rules", is_right=False)] == judged([ALL[0], replace(ALL[1], is_right=False)])


def test_an_empty_file_has_nothing() -> None:
    assert [] == read(HEAD)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (written(ALL[:2]).replace("right:\n", "right: perhaps\n", 1), "marked.yaml:4:1: `right` does not know 'perhaps'"),
        (written(ALL[:1]).replace('kind: "event"', 'kind: "rumour"'), "marked.yaml:4:1: there is no kind 'rumour'"),
        ("- x\n", "marked.yaml:1:1: this is no entry of a sample"),
        ("- [", "marked.yaml:1:4: this is no YAML"),
    ],
)
def test_what_is_no_such_file_says_where_and_why(text: str, wrong: str) -> None:
    with pytest.raises(InputError) as error:
        read(text)
    assert str(error.value.problems[0]).startswith(wrong)
