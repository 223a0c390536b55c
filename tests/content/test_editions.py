"""Editions as files: what is read is what was written, and what is broken is told with line and column."""

import pytest

from generator.content import editions
from generator.model.editions import BriefingEdition, FrozenActor, FrozenJudgement, FrozenReport, FrozenStatement, FrozenTopic
from generator.model.problems import Problem

STATEMENT = FrozenStatement("a/e1", "event", "Berg left.", "articles/a.html#s-1", "Berg left.", "A", date="2009-10", reports=2)
EDITION = BriefingEdition(
    "Edition 1",
    "edition-1",
    "2009-10-31",
    reports=(FrozenReport("a", "A “title” in Genève", "2009-10-13"),),
    actors=(FrozenActor("anna-berg", "Anna Berg", "person"),),
    topics=(FrozenTopic("fish", "fish"),),
    statements=(STATEMENT,),
    judgements=(FrozenJudgement("peace", "Will there be peace?", "No", percent=5),),
)
HEAD = '{"is":"edition","name":"Edition 1","day":"2009-10-31","format":1}\n'
NAME = "content/editions/edition-1.jsonl"


def parsed(text: str) -> tuple[BriefingEdition | None, list[str]]:
    problems: list[Problem] = []
    return editions.parse(NAME, text.encode(), problems), [str(problem).partition(";")[0] for problem in problems]


def test_what_is_read_is_what_was_written() -> None:
    assert (EDITION, []) == parsed(editions.encode(EDITION).decode())


def test_the_same_edition_is_the_same_bytes_a_line_a_thing() -> None:
    assert editions.encode(EDITION) == editions.encode(EDITION)
    assert 6 == len(editions.encode(EDITION).splitlines())


def test_blank_lines_and_line_ends_of_other_systems_are_read() -> None:
    assert (EDITION, []) == parsed(editions.encode(EDITION).decode().replace("\n", "\r\n\r\n"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ":1:1: the first line does not name the edition and its day"),
        (HEAD + "{", ":2:2: this is no line of an edition: Input data was truncated"),
        (HEAD + '{"is":"report","slug":"a","title":7}\n', ":2:27: this is no line of an edition"),
        (HEAD + '{"is":"song"}\n', ":2:2: this is no line of an edition"),
        (HEAD + HEAD, ":2:1: an edition begins here"),
        (HEAD + '{"is":"report","slug":"a","title":"A","date":"soon"}\n', ":2:39: 'soon' is no date"),
        (HEAD.replace("10-31", "10-32"), ":1:1: '2009-10-32' is no day"),
        (HEAD.replace("Edition 1", " "), ":1:1: the edition has no name"),
        (HEAD.replace(":1}", ":9}"), ":1:1: this edition has format 9"),
    ],
)
def test_what_is_broken_is_told_with_line_and_column(text: str, told: str) -> None:
    edition, problems = parsed(text)
    assert edition is None
    assert [True] == [problem.startswith(NAME + told) for problem in problems], problems


def test_all_that_is_broken_is_told_at_once() -> None:
    assert 2 == len(parsed(HEAD + "{\n{\n")[1])


def test_editions_are_in_order_of_their_days() -> None:
    files = [("b.jsonl", HEAD.replace("10-31", "10-01").encode()), ("a.jsonl", HEAD.encode()), ("c.jsonl", None)]
    assert ["b", "a"] == [edition.slug for edition in editions.in_order(files, [])]
