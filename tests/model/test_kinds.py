import pytest
from msgspec.structs import fields, replace

from generator.model.findings import Confidence, Event, Evidence, Findings, Part, Participant, Role
from generator.model.kinds import KINDS, FindingKind

CITED = Evidence(0, 4, "Iran")
PARTICIPANTS = (Participant("iran", Part.AGENT), Participant("russia", Part.PATIENT))
EVENT = Event(
    "e1",
    CITED,
    date=None,
    date_text=None,
    not_before=None,
    not_after=None,
    placed=None,
    placed_by=None,
    entities=("iran", "russia"),
    participants=PARTICIPANTS,
    place="vienna",
    weight=2,
    confidence=Confidence.LIKELY,
    rule="an event",
)
ROLE = Role("r1", CITED, "iran", "envoy", "russia", Confidence.LIKELY, "a title")
BY_NAME = {kind.name: kind for kind in KINDS}


def test_every_kind_of_finding_has_one_row() -> None:
    rows = [kind.field for kind in KINDS]
    assert sorted(field.name for field in fields(Findings) if field.name != "entities") == sorted(rows)


def test_ids_of_two_kinds_begin_with_different_letters() -> None:
    assert len(KINDS) == len({kind.letter for kind in KINDS})


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_the_fields_that_name_entities_are_fields_of_the_finding(kind: FindingKind) -> None:
    name = Findings.__annotations__[kind.field].removeprefix("tuple[").removesuffix(", ...]")
    known = {field.name for field in fields(getattr(__import__("generator.model.findings", fromlist=[name]), name))}
    named = {
        kind.required_entity,
        kind.entity_list,
        kind.participant_list,
        *kind.optional_entities,
        kind.label_field,
        *(kind.exported_fields or ()),
    }
    assert set() == named - known - {""}


def test_entities_are_those_of_all_fields_that_name_some() -> None:
    assert ["iran", "russia", "iran", "russia", "vienna"] == list(BY_NAME["event"].entities(EVENT))
    assert ["iran", "russia"] == list(BY_NAME["role"].entities(ROLE))


def test_a_finding_loses_the_entities_that_are_gone() -> None:
    assert replace(EVENT, entities=("iran",), participants=PARTICIPANTS[:1], place=None) == BY_NAME["event"].without(
        EVENT, {"russia", "vienna"}
    )


def test_a_finding_about_somebody_who_is_gone_goes_too() -> None:
    assert BY_NAME["role"].without(ROLE, {"iran"}) is None


def test_a_finding_that_names_nobody_who_is_gone_stays_as_it_is() -> None:
    assert ROLE is BY_NAME["role"].without(ROLE, {"norway"})
