import json

import pytest
from msgspec.structs import replace

from generator.model.findings import Confidence, Findings, Kind
from generator.report.expected import AnnotatedReport, annotated
from generator.report.measures import Measured, RightShare, Score, in_lines, makers_of, measure
from tests.derive.foreign import entity, findings, mention, quote, time, topic

TEXT = "Anna Berg met Lund on 12 October 2009. They spoke of the port."
BERG, LUND = entity("Anna Berg"), entity("Lund")
FOUND = findings(
    BERG,
    LUND,
    replace(mention(TEXT, "Anna Berg", BERG, Confidence.CERTAIN), rule="a given name + x"),
    mention(TEXT, "Lund", LUND),
    mention(TEXT, "They", LUND),
    time(TEXT, "12 October 2009", "2009-10-12"),
    topic(TEXT, "port"),
)


def report(**expected: list[dict[str, object]]) -> AnnotatedReport:
    return annotated(json.dumps({"text": TEXT, **expected}).encode())


def measured(found: Findings, **expected: list[dict[str, object]]) -> Measured:
    return measure(("rules", "x"), [(report(**expected), found)])


def test_precision_and_recall_are_counted_by_kind_in_words_and_in_fields() -> None:
    found = measured(
        FOUND, mentions=[{"text": "Berg", "entity": "Anna Berg"}, {"text": "Lund", "entity": "Stone"}, {"text": "met"}]
    )
    assert Score(found=3, expected=3, right=2, recalled=2, exact=1) == found.kinds["mentions"]
    assert ["mentions"] == list(found.kinds)


@pytest.mark.parametrize(("kind", "exact"), [("person", 1), ("place", 0), ("dog", 0)])
def test_a_name_is_told_by_its_words_and_the_kind_of_its_actor(kind: str, exact: int) -> None:
    assert exact == measured(FOUND, mentions=[{"text": "Lund", "kind": kind}]).kinds["mentions"].exact


def test_a_date_is_told_by_its_words_and_its_value() -> None:
    score = measured(FOUND, dates=[{"text": "October 2009", "edtf": "2009-10"}]).kinds["times"]
    assert (1, 0) == (score.right, score.exact)


def test_a_topic_is_told_by_its_label() -> None:
    assert 1 == measured(FOUND, topics=[{"text": "the port", "label": "Port"}]).kinds["topics"].right


def test_reported_speech_is_not_what_direct_speech_is_expected() -> None:
    said = findings(BERG, mention(TEXT, "Anna Berg", BERG), quote(TEXT, "They spoke", BERG, direct=False))
    assert 0 == measured(said, quotes=[{"text": "They spoke"}]).kinds["quotes"].right


def test_grades_and_derivers_are_measured_by_themselves() -> None:
    found = measured(FOUND, mentions=[{"text": "Berg"}, {"text": "Lund"}])
    assert {"certain": RightShare(1, 1), "likely": RightShare(2, 1)} == found.grades["mentions"]
    assert {"rules + x": RightShare(1, 1), "x": RightShare(2, 1)} == found.makers["mentions"]


def test_agreement_is_the_share_that_both_have_of_what_either_has() -> None:
    assert {"mentions": {"rules + x": 1 / 3}} == measured(FOUND, mentions=[]).agreement


def test_all_rules_of_the_program_are_one_maker() -> None:
    assert ["rules", "rules + x", "x", "rules"] == [makers_of(rule, ("rules", "x")) for rule in ("a", "a + x", "x", "y")]


def test_figures_are_told_in_lines() -> None:
    place = entity("Olme", Kind.PLACE)
    lines = list(in_lines(measured(findings(place), mentions=[{"text": "Lund"}])))
    assert "rules, x: 1 report." == lines[0]
    assert ["mentions", "1", "0", "0", "–", ".00", "–", "–"] == lines[3].split()
