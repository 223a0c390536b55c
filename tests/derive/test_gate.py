import re
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.derive import STEPS, by_rules, derive, try_derive
from generator.derive.gate import MAX_WEIGHT, RULES, gate
from generator.derive.syntax.document import Document
from generator.model.findings import Entity, Evidence, Findings, Kind, Span
from generator.model.kinds import KINDS, FindingKind
from tests.conftest import ROOT
from tests.derive import test_rules_have_examples

TEXT = (
    'Russia rejects the plan of the US. "We shall wait for them," Anna Berg said on Monday. On 12 October 2009 the army took Kabul, and '
    "40 people were killed, Prime Minister Ole Lund said. Norway supports the nuclear programme."
)
FOUND = by_rules(Document("x", TEXT, date="2009-10-13"))


def test_the_gate_passes_findings_with_evidence() -> None:
    assert (FOUND, ()) == gate(TEXT, FOUND)


def test_what_is_derived_has_passed_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    def forged(_doc: Document, found: Findings) -> Findings:
        return replace(found, positions=tuple(replace(one, object="a war") for one in found.positions))

    monkeypatch.setattr("generator.derive.STEPS", (*STEPS, ("forged", forged)))
    doc = Document("x", TEXT, date="2009-10-13")
    assert by_rules(doc).positions
    assert () == derive(doc).positions == try_derive(doc)[0].positions


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


def reasons_in(text: str, field: str, **values: Any) -> list[str]:
    """Return why the first finding of a kind in a text is dropped once it has other values."""
    found = by_rules(Document("x", text, date="2009-10-13"))
    first, *others = getattr(found, field)
    return [one.reason for one in gate(text, replace(found, **{field: (replace(first, **values), *others)}))[1]]


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


def test_an_entity_that_no_mention_names_goes_with_all_that_is_said_of_it() -> None:
    lost = FOUND.positions[0].entity
    others = tuple(mention for mention in FOUND.mentions if mention.entity != lost)
    passed, dropped = gate(TEXT, replace(FOUND, mentions=others))
    assert ("entities", lost, "the report mentions it nowhere") == (dropped[0].kind, dropped[0].id, dropped[0].reason)
    assert lost not in {entity.id for entity in passed.entities} | {position.entity for position in passed.positions}
    unfounded = tuple(replace(one, rule="x") if one.entity == lost else one for one in FOUND.mentions)
    assert lost not in {entity.id for entity in gate(TEXT, replace(FOUND, mentions=unfounded))[0].entities}


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
        ("figures", {"value": "41"}, "'40' is not 41"),
        ("figures", {"value_to": "50"}, "'40' is not 50"),
        ("figures", {"unit": "potatoes"}, "the report does not say 'potatoes'"),
        ("figures", {"unit": "EUR"}, "the report does not say 'EUR'"),
        ("figures", {"unit": "%"}, "the report does not say '%'"),
        ("figures", {"unit": "<b>"}, "'<b>' is no value"),
        ("figures", {"kind": "robbed"}, "'robbed' is not made of the report's words"),
        ("quotes", {"segments": ()}, "the quote has no words"),
        ("quotes", {"segments": (Span(42, 47), Span(42, 47))}, "the quote's segments do not follow each other"),
        ("quotes", {"segments": (Span(0, 6),)}, "the segment 0:6 lies outside of its quote"),
        ("topics", {"label": "whales"}, "'whales' is not made of the report's words"),
        ("topics", {"id": "../x"}, "'../x' is no id"),
        ("key_points", {"id": ""}, "'' is no id"),
    ],
)
def test_a_finding_that_says_what_the_report_does_not_is_dropped(field: str, values: dict[str, Any], reason: str) -> None:
    assert [reason] == reasons(changed(field, **values))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.field)
def test_of_two_findings_with_one_id_the_second_is_dropped(kind: FindingKind) -> None:
    first = kind.of(FOUND)[0]
    twice = replace(FOUND, **{kind.field: (*kind.of(FOUND), first)})
    passed, dropped = gate(TEXT, twice)
    assert FOUND == passed
    assert [(kind.field, first.id, f"the id {first.id!r} stands twice")] == [(d.kind, d.id, d.reason) for d in dropped]


def test_of_two_entities_with_one_id_the_second_is_dropped() -> None:
    passed, dropped = gate(TEXT, replace(FOUND, entities=(*FOUND.entities, FOUND.entities[0])))
    assert FOUND == passed
    assert [f"the id {FOUND.entities[0].id!r} stands twice"] == [d.reason for d in dropped]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.field)
@pytest.mark.parametrize(("start", "end"), [(-5, 6), (0, 10**9), (6, 0), (0, 0), (10**9, 10**10)])
def test_evidence_outside_of_the_text_is_none(kind: FindingKind, start: int, end: int) -> None:
    (_, dropped) = gate(TEXT, changed(kind.field, evidence=Evidence(start, end, "Russia")))
    assert f"the span {start}:{end} does not lie in a text of {len(TEXT)} characters" in [d.reason for d in dropped]


@pytest.mark.parametrize(
    "words",
    [
        "12 million rials", "3 million reais", "5 Turkish lira", "1.5 billion euros", "$35 billion", "2.5 per cent", "10 to 12 per cent",
        "between 5 and 10 million pounds", "some two dozen kroner", "half a million dollars", "twenty-two yen", "3.4m roubles", "2 lakh rupees",
    ],
)  # fmt: skip
def test_the_gate_passes_amounts_in_all_units(words: str) -> None:
    for text in (f"Portugal paid {words} in aid.", f"Unemployment rose by 2 percentage points, and aid by {words}, he said."):
        found = by_rules(Document("x", text, date="2009-10-13"))
        assert (found, ()) == gate(text, found)


@pytest.mark.parametrize(
    "text",
    [
        "John “Tig” Tiegen said on Monday that he was there. Tiegen rejects the report.",
        "The minister led a team to help victims of terrorist attacks on the U.S. embassies in Kenya and Tanzania.",
        "They have built camps, and more than 10,000 policemen have been sent.",
        "The city has around US$300 billion in liabilities. It also has 298 Municipalities. She liked the HK$10,000 consumer voucher.",
        "Two former employees at his wife’s company were subsequently employed at the residence.",
        "The House voted 52 to 48 for the bill. According to police, 1,500 people marched.",
        "Gunmen shot dead 40 people. The company shed 1,200 jobs.",
    ],
)
def test_the_gate_passes_what_the_rules_find_in_other_words(text: str) -> None:
    found = by_rules(Document("x", text, date="2009-10-13"))
    assert (found, ()) == gate(text, found)


def test_a_class_of_figures_that_the_report_does_not_tell_of_is_none() -> None:
    assert ["'voters killed' is not made of the report's words"] == reasons_in(
        "Some 40 voters came to Oslo.", "figures", kind="killed", counts="voters killed"
    )


def test_every_kind_of_finding_is_tried_here() -> None:
    assert [] == [kind.field for kind in KINDS if not kind.of(FOUND)]


def test_the_rules_that_findings_may_name_are_those_that_there_are() -> None:
    assert set(chain.from_iterable(test_rules_have_examples.RULES.values())) == RULES


def test_what_the_rules_find_in_the_sample_passes_whole() -> None:
    for path in sorted((ROOT / "content/articles").glob("*.md")):
        text = path.read_text("utf-8").split("---\n", 2)[2]
        assert [] == [(path.name, dropped) for dropped in gate(text, by_rules(Document("x", text, date="2009-10-13")))[1]]


QUOTED = [(kind, field) for kind in KINDS for field in kind.quoted_fields]


@given(st.text(min_size=1, max_size=30), st.sampled_from(QUOTED))
def test_no_words_pass_as_the_reports_that_it_does_not_have(words: str, quoted: tuple[Any, str]) -> None:
    kind, field = quoted
    passed, _ = gate(TEXT, changed(kind.field, **{field: words}))
    for finding in kind.of(passed):
        assert " ".join((getattr(finding, field) or "").casefold().split()) in " ".join(TEXT.casefold().split())


def test_words_are_the_reports_own_from_one_end_of_a_word_to_another_wherever_they_stand() -> None:
    text = "The morning papers of yesterday wrote so. Russia rejects the plan of the councillors, who had asked for it."
    stretches = (text[start:end] for start in range(len(text)) for end in range(start + 1, min(len(text), start + 12)))
    for words in {words for words in stretches if words[0].isalnum() and words[-1].isalnum()}:
        is_whole = re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE) is not None
        dropped = reasons_in(text, "positions", object=words)
        assert is_whole is not (f"the report does not say {words!r}" in dropped)
