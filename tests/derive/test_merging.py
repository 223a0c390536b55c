"""Several derivers' findings as one: laws, and what becomes of agreement, disagreement and inventions."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.derive import by_rules, derive
from generator.derive.gate import gate
from generator.derive.merging import merge
from generator.derive.syntax.document import Document
from generator.model.findings import Confidence, Evidence, Findings, Kind, Stance, own_rule
from generator.model.kinds import KINDS
from generator.model.screened import Screened
from tests.derive.foreign import entity, event, findings, mention, position, quote, time, topic

TEXT = (
    'Russia rejects the plan of the US. "We shall wait for them," Anna Berg said on Monday. On 12 October 2009 the army took Kabul, and '
    "40 people were killed, Prime Minister Ole Lund said. Norway supports the nuclear programme."
)
DOC = Document("x", TEXT, date="2009-10-13")
RULES = derive(DOC)
RUSSIA, BERG, LUND = entity("Russia", Kind.COUNTRY), entity("Anna Berg"), entity("Ole Lund")
REJECTS = position(TEXT, "Russia rejects the plan of the US", RUSSIA, Stance.REJECTS, "rejects", "the plan of the US")
OTHERS = (
    RUSSIA,
    BERG,
    LUND,
    mention(TEXT, "Russia", RUSSIA),
    mention(TEXT, "Anna Berg", BERG),
    mention(TEXT, "Ole Lund", LUND),
    REJECTS,
    quote(TEXT, "We shall wait for them", BERG),
    time(TEXT, "Monday", "2009-10-12"),
    event(TEXT, "Prime Minister Ole Lund said", LUND),
    topic(TEXT, "nuclear programme"),
)


def merged(*found: tuple[str, Findings]) -> Findings:
    return merge(found, DOC).findings


def position_of(found: Findings, actor: str) -> Any:
    return next(one for one in found.positions if one.entity == actor)


@st.composite
def some_findings(draw: st.DrawFn) -> Findings:
    """Return findings of which some are true, and some say what the report does not."""
    chosen = draw(st.lists(st.sampled_from(OTHERS), unique_by=id))
    found = findings(*chosen)
    for kind in KINDS:
        changed = [_falsified(draw, one) for one in kind.of(found)]
        found = replace(found, **{kind.field: tuple(changed)})
    return found


def _falsified(draw: st.DrawFn, finding: Any) -> Any:
    start, length = draw(st.integers(-5, len(TEXT) + 5)), draw(st.integers(-2, 40))
    other = Evidence(start, start + length, draw(st.sampled_from([TEXT[max(start, 0) : max(start + length, 0)], "a lie", " "])))
    return draw(st.sampled_from([finding, finding, replace(finding, evidence=other)]))


def test_the_rules_alone_are_merged_to_what_they_are() -> None:
    assert RULES == merged(("rules", RULES))


def test_merged_with_nothing_findings_are_what_they_are() -> None:
    assert RULES == merged(("rules", RULES), ("x", Findings())) == merged(("x", Findings()), ("rules", RULES))


@given(some_findings())
def test_merged_again_findings_stay_as_they_are(found: Findings) -> None:
    once = merged(("rules", Findings()), ("x", found))
    assert once == merged(("rules", once), ("x", found))


@given(some_findings())
def test_nothing_passes_that_the_report_does_not_say(found: Findings) -> None:
    whole = merged(("rules", RULES), ("x", found))
    passed, dropped = gate(TEXT, whole, ("x",))
    assert (whole, ()) == (passed, dropped)


@given(some_findings())
def test_no_finding_of_the_first_is_lost_or_told_otherwise(found: Findings) -> None:
    whole = merged(("rules", RULES), ("x", found))
    for kind in KINDS:
        by_id = {one.id: one for one in kind.of(whole)}
        for one in kind.of(RULES):
            kept = by_id[one.id]
            assert one == replace(kept, confidence=one.confidence, rule=own_rule(kept.rule))


@given(st.lists(st.sampled_from(OTHERS), unique_by=id))
def test_where_nobody_differs_order_changes_nothing_but_the_order(chosen: list[object]) -> None:
    found = findings(RUSSIA, BERG, LUND, *OTHERS[3:6], *(one for one in chosen if one not in OTHERS[:6]))
    other = findings(RUSSIA, BERG, LUND, *OTHERS[3:6])

    def told(*order: tuple[str, Findings]) -> set[tuple[str, Evidence, Confidence]]:
        whole = merged(*order)
        return {(kind.field, one.evidence, one.confidence) for kind in KINDS for one in kind.of(whole)}

    assert told(("x", found), ("y", other)) == told(("y", other), ("x", found))


def test_the_same_finding_from_two_is_one_that_names_both_and_is_surer() -> None:
    found = merged(("rules", RULES), ("x", findings(*OTHERS)))
    before, after = position_of(RULES, "russia"), position_of(found, "russia")
    assert len(RULES.positions) == len(found.positions)
    assert f"{before.rule} + x" == after.rule
    assert (Confidence.LIKELY, Confidence.CERTAIN) == (before.confidence, after.confidence)


def test_who_says_otherwise_of_the_same_words_makes_a_finding_less_sure() -> None:
    other = replace(REJECTS, polarity="for", stance=Stance.SUPPORTS)
    found = merged(("rules", RULES), ("x", findings(RUSSIA, mention(TEXT, "Russia", RUSSIA), other)))
    before, after = position_of(RULES, "russia"), position_of(found, "russia")
    assert (before.polarity, before.rule, Confidence.UNSURE) == (after.polarity, after.rule, after.confidence)


def test_a_name_of_another_kind_keeps_the_first_ones_and_is_less_sure() -> None:
    person = entity("Kabul", Kind.PERSON)
    found = merged(("rules", RULES), ("x", findings(person, mention(TEXT, "Kabul", person))))
    before, after = (next(one for one in all_.mentions if one.evidence.text == "Kabul") for all_ in (RULES, found))
    assert Kind.PLACE is next(one.kind for one in found.entities if one.name == "Kabul")
    assert (Confidence.CERTAIN, Confidence.LIKELY) == (before.confidence, after.confidence)


def test_what_only_a_later_one_finds_is_added_in_the_order_of_the_text() -> None:
    army = entity("army", Kind.GROUP)
    found = merged(("rules", RULES), ("x", findings(army, mention(TEXT, "army", army))))
    starts = [one.evidence.start for one in found.mentions]
    assert sorted(starts) == starts
    assert ["x"] == [one.rule for one in found.mentions if one.entity == "army"]


def test_actors_are_joined_by_name_and_by_the_words_that_mention_them() -> None:
    states, prime = entity("US", Kind.COUNTRY), entity("Prime Minister Ole Lund")
    found = merged(
        ("rules", RULES),
        ("x", findings(states, prime, mention(TEXT, "US", states), mention(TEXT, "Prime Minister Ole Lund", prime))),
    )
    assert len(RULES.entities) == len(found.entities)
    assert "Prime Minister Ole Lund" in next(one.aliases for one in found.entities if one.name == "Ole Lund")


def test_two_actors_that_happen_to_have_one_id_stay_two() -> None:
    other = replace(entity("nuclear programme", Kind.THING), id="russia")
    found = merged(("rules", RULES), ("x", findings(other, mention(TEXT, "nuclear programme", other))))
    assert {"russia", "russia-2"} <= {one.id for one in found.entities}


def test_nobody_but_the_rules_is_more_than_likely_alone() -> None:
    sure = replace(mention(TEXT, "Anna Berg", BERG, Confidence.CERTAIN))
    assert [Confidence.LIKELY] == [one.confidence for one in merged(("x", findings(BERG, sure))).mentions]


def test_a_topic_on_which_two_agree_is_not_an_editors() -> None:
    found = merged(("x", findings(topic(TEXT, "nuclear programme"))), ("y", findings(topic(TEXT, "nuclear programme"))))
    assert [("x + y", Confidence.LIKELY)] == [(one.rule, one.confidence) for one in found.topics]


def test_what_the_report_does_not_say_is_counted() -> None:
    stranger = entity("Vera Stone")
    lie = replace(REJECTS, object="a war")
    given = findings(stranger, RUSSIA, mention(TEXT, "Russia", RUSSIA), lie, REJECTS)
    assert (
        Screened("x", "entities", 2, 1),
        Screened("x", "mentions", 1, 0),
        Screened("x", "positions", 2, 1),
    ) == merge([("rules", RULES), ("x", given)], DOC).screened


def test_values_of_other_types_than_they_should_have_are_refused() -> None:
    with pytest.raises(ValueError, match="Expected"):
        merged(("x", Findings(topics=(replace(topic(TEXT, "plan"), weight="much"),))))


def test_what_the_rules_find_before_the_gate_is_merged_as_well() -> None:
    assert by_rules(DOC) == merged(("rules", by_rules(DOC)), ("x", Findings()))
