import json
import re

import pytest

from generator.report.expected import annotated

TEXT = 'Berg met Lund.\nBerg said: "We agree."'


def row(**fields: object) -> bytes:
    return json.dumps({"id": "a", "text": TEXT, "date": "2009-10-13", **fields}).encode()


def test_a_finding_is_found_by_its_words() -> None:
    found = annotated(row(mentions=[{"text": "Lund"}], dates=[]))
    assert {"mentions": [(9, 13)], "times": []} == {
        kind: [(one.start, one.end) for one in all_] for kind, all_ in found.expected.items()
    }


def test_where_words_stand_twice_their_start_says_which_are_meant() -> None:
    found = annotated(row(mentions=[{"text": "Berg", "start": 15}, {"text": "Berg"}, {"text": "Berg", "start": 3}]))
    assert [15, 0, 0] == [one.start for one in found.expected["mentions"]]


def test_white_space_in_words_makes_no_difference() -> None:
    (one,) = annotated(row(events=[{"text": "Lund. Berg"}])).expected["events"]
    assert "Lund.\nBerg" == TEXT[one.start : one.end]


def test_direct_and_reported_speech_stand_in_lists_of_their_own() -> None:
    found = annotated(row(quotes=[{"text": "We agree"}], reported=[{"text": "Berg said"}]))
    assert [True, False] == [one.fields["direct"] for one in found.expected["quotes"]]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (b"{", "this line is no annotated report: Input data was truncated"),
        (b'{"id": "a"}', "this line is no annotated report: Object missing required field `text`"),
        (row(mentions=["Berg"]), "`mentions` is no list of findings, each with its words as `text`"),
        (row(mentions=[{"text": "Stone"}]), "the report does not say 'Stone', which stands among its `mentions`"),
        (row(mentions=[{"text": " "}]), "the report does not say ' ', which stands among its `mentions`"),
    ],
)
def test_a_line_that_is_none_says_why(line: bytes, wrong: str) -> None:
    with pytest.raises(ValueError, match=re.escape(wrong)):
        annotated(line)
