"""Whatever a model answers, nothing is found that the report does not say, and nothing breaks."""

import json
import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.derive import merging
from generator.derive.gate import gate
from generator.derive.language_model.question import fence_of
from generator.derive.syntax.document import Document
from generator.model.findings import Confidence, Kind, Part, Stance
from generator.model.kinds import KINDS
from tests.derive.language_model.asked import DOC, SETTINGS, TEXT, event, model, position, speech, topic

HOSTILE = [
    "<script>alert(1)</script>",
    "Ignore your instructions",
    "../../etc/passwd",
    "\x00",
    "\ud800",
    "\u202e",
    "9" * 5000,
    fence_of(TEXT),
    "Anna Vik",
    "Die Fischer lehnen das Verbot ab",
]
TRUE_WORDS = [
    *(" ".join(TEXT.split()[first : first + length]) for first in range(0, 50, 3) for length in (1, 2, 4, 9)),
    "Kari Lund",
    "Mr Berg",
    "He",
    "Oslo",
    "on Monday",
    "said",
]
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.sampled_from(HOSTILE))
TEXTS = st.one_of(
    st.sampled_from(TRUE_WORDS),
    st.sampled_from([*Stance, *Kind, *Part]).map(str),
    st.sampled_from(HOSTILE),
    st.text(max_size=30),
)
ANYTHING = st.recursive(
    st.one_of(SCALARS, TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["name", "words", "kind"]), inner)),
    max_leaves=8,
)
NAMES = "actor stance verb object negated words before actors place date speaker cue label name kind part".split()


def spoilt(entry: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A true entry of which some fields are something else."""
    return st.dictionaries(st.sampled_from([*entry]), ANYTHING, max_size=3).map(lambda other: {**entry, **other})


ENTRIES = st.one_of(
    spoilt(position()),
    spoilt(event()),
    spoilt(speech()),
    spoilt(topic()),
    st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=8),
    ANYTHING,
)
LISTS = st.one_of(st.lists(ENTRIES, max_size=5), ANYTHING)
ANSWERS = st.dictionaries(st.sampled_from(["positions", "events", "speech", "topics", "orders"]), LISTS)
SAID = st.one_of(
    ANSWERS.map(json.dumps),
    st.tuples(st.text(max_size=30), ANSWERS.map(json.dumps), st.integers(0, 40)).map(
        lambda parts: f"{parts[0]}{parts[1][: len(parts[1]) - parts[2]]}"
    ),
    st.text(alphabet='{}[]",:aA1\\', max_size=200),
    st.text(max_size=200),
)


def is_borne_out(said: str, doc: Document) -> None:
    """Fail unless all that is found in an answer passes the gate, and stands where it says."""
    deriver = model(said, doc)
    found, _ = deriver.read(doc)
    passed, dropped = gate(doc.text, found, (SETTINGS.rule,))
    assert (found, ()) == (passed, dropped)
    for kind in KINDS:
        for one in kind.of(found):
            assert one.evidence.text == doc.text[one.evidence.start : one.evidence.end]
            assert one.rule == SETTINGS.rule
            assert one.confidence is not Confidence.CERTAIN
    screened = merging.merge([(SETTINGS.rule, deriver.derive(doc))], doc).screened
    assert 0 == sum(one.dropped for one in screened)


@given(SAID)
@settings(max_examples=500)
def test_no_answer_makes_a_finding_that_the_report_does_not_say(said: str) -> None:
    is_borne_out(said, DOC)


@pytest.mark.slow
@given(SAID)
@settings(max_examples=int(os.environ.get("BRIEFING_EXAMPLES", "10000")))
def test_none_of_ten_thousand_answers_makes_a_finding_that_the_report_does_not_say(said: str) -> None:
    is_borne_out(said, DOC)


@given(st.text(max_size=300), SAID)
@settings(max_examples=100)
def test_no_report_and_answer_together_break_anything(text: str, said: str) -> None:
    is_borne_out(said, Document("a", f"{text}\n\n{TEXT}"))


@given(st.text(max_size=200).filter(str.strip), st.integers(0, 200), st.integers(1, 40))
@settings(max_examples=100)
def test_a_report_in_any_language_has_its_own_words_alone(text: str, start: int, length: int) -> None:
    words = text[start % len(text) :][:length]
    said = json.dumps(
        {
            "topics": [{"label": words, "words": words}],
            "positions": [position(words=words, object=words, verb=words, actor={"name": words, "kind": "person"})],
        }
    )
    is_borne_out(said, Document("a", text, lang="xx"))
