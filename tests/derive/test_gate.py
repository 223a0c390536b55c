from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.derive import derive
from generator.derive.gate import MAX_WEIGHT, RULES, gate
from generator.derive.syntax.document import Document
from generator.model.findings import Entity, Evidence, Findings, Kind
from generator.model.kinds import KINDS
from tests.conftest import ROOT
from tests.derive import test_rules_have_examples

TEXT = (
    'Russia rejects the plan of the US. "We shall wait for them," Anna Berg said on Monday. On 12 October 2009 the army took Kabul, and '
    "40 people were killed, Prime Minister Ole Lund said. Norway supports the nuclear programme."
)
FOUND = derive(Document("x", TEXT, date="2009-10-13"))


def test_the_gate_passes_findings_with_evidence() -> None:
    assert (FOUND, ()) == gate(TEXT, FOUND)


def test_the_gate_drops_findings_without_evidence_and_says_why() -> None:
    forged = replace(FOUND.positions[0], evidence=Evidence(0, 6, "Sweden"))
    passed, dropped = gate(TEXT, replace(FOUND, positions=(forged,)))
    assert () == passed.positions
    assert ["the text says 'Russia' at 0:6, not 'Sweden'"] == [d.reason for d in dropped]


def test_the_gate_drops_findings_of_unknown_entities_and_clears_optional_references() -> None:
    lost = replace(FOUND.positions[0], entity="nobody")
    unknown = replace(FOUND.quotes[0], speaker="nobody")
    passed, dropped = gate(TEXT, replace(FOUND, positions=(lost,), quotes=(unknown,)))
    assert ["positions"] == [d.kind for d in dropped]
    assert [None] == [quote.speaker for quote in passed.quotes]


def reasons(found: Findings) -> list[str]:
    return [dropped.reason for dropped in gate(TEXT, found)[1]]


def changed(field: str, **values: Any) -> Findings:
    """Return the findings with other values in the first one of a kind."""
    first, *others = getattr(FOUND, field)
    return replace(FOUND, **{field: (replace(first, **values), *others)})


@pytest.mark.parametrize("name", ["", " ", "Vladimir Putin", "x" * 1_000_000])
def test_an_entity_that_the_report_does_not_name_goes_with_all_that_is_said_of_it(name: str) -> None:
    stranger = replace(FOUND.entities[0], name=name)
    passed, dropped = gate(TEXT, replace(FOUND, entities=(stranger, *FOUND.entities[1:])))
    assert "entities" == dropped[0].kind
    assert stranger.id not in {entity.id for entity in passed.entities} | {mention.entity for mention in passed.mentions}
    assert max(len(reason) for reason in reasons(passed) or [""]) < 1000


def test_a_well_known_name_stands_for_the_one_that_the_report_uses() -> None:
    assert "United States" in {entity.name for entity in gate(TEXT, FOUND)[0].entities}
    passed, _ = gate(TEXT, replace(FOUND, entities=(Entity("france", "France", Kind.COUNTRY),), mentions=()))
    assert () == passed.entities


@pytest.mark.parametrize(
    ("field", "values", "reason"),
    [
        ("positions", {"object": "the treaty"}, "the report does not say 'the treaty'"),
        ("positions", {"object": " "}, "the position has no object"),
        ("positions", {"verb": "accepts"}, "the report does not say 'accepts'"),
        ("positions", {"condition": "if it rains"}, "the report does not say 'if it rains'"),
        ("positions", {"topic": "war in Georgia"}, "'war in Georgia' is not made of the report's words"),
        ("positions", {"rule": "<b>"}, "there is no rule '<b>'"),
        ("quotes", {"speaker_text": "a spokesman"}, "the report does not say 'a spokesman'"),
        ("quotes", {"said_on": "<x>"}, "'<x>' is not a date"),
        ("times", {"edtf": "2009-13"}, "'2009-13' is not a date"),
        ("times", {"timex_type": "AGE"}, "'AGE' is no type of a time"),
        ("times", {"timex_value": "<script>"}, "'<script>' is no value"),
        ("events", {"weight": 10**25}, f"the weight is not from 0 to {MAX_WEIGHT}"),
        ("events", {"weight": -1}, f"the weight is not from 0 to {MAX_WEIGHT}"),
        ("events", {"deed": "<i>"}, "'<i>' is no value"),
        ("events", {"date_text": "yesterday"}, "the report does not say 'yesterday'"),
        ("roles", {"title": "president"}, "the report does not say 'president'"),
        ("figures", {"number": "41"}, "the report does not say '41'"),
        ("figures", {"value": "forty"}, "'forty' is no value"),
        ("figures", {"unit": "potatoes"}, "'potatoes' is no value"),
        ("topics", {"label": "whales"}, "'whales' is not made of the report's words"),
        ("topics", {"id": "../x"}, "'../x' is no id"),
        ("key_points", {"id": ""}, "'' is no id"),
    ],
)
def test_a_finding_that_says_what_the_report_does_not_is_dropped(field: str, values: dict[str, Any], reason: str) -> None:
    assert [reason] == reasons(changed(field, **values))


def test_every_kind_of_finding_is_tried_here() -> None:
    assert [] == [kind.field for kind in KINDS if not kind.of(FOUND)]


def test_the_rules_that_findings_may_name_are_those_that_there_are() -> None:
    assert set(chain.from_iterable(test_rules_have_examples.RULES.values())) == RULES


def test_what_the_rules_find_in_the_sample_passes_whole() -> None:
    for path in sorted((ROOT / "content/articles").glob("*.md")):
        text = path.read_text("utf-8").split("---\n", 2)[2]
        assert [] == [(path.name, dropped) for dropped in gate(text, derive(Document("x", text, date="2009-10-13")))[1]]


QUOTED = [(kind, field) for kind in KINDS for field in kind.quoted_fields]


@given(st.text(min_size=1, max_size=30), st.sampled_from(QUOTED))
def test_no_words_pass_as_the_reports_that_it_does_not_have(words: str, quoted: tuple[Any, str]) -> None:
    kind, field = quoted
    passed, _ = gate(TEXT, changed(kind.field, **{field: words}))
    for finding in kind.of(passed):
        assert " ".join((getattr(finding, field) or "").casefold().split()) in " ".join(TEXT.casefold().split())
