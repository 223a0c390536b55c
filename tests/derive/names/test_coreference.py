"""Shorter names of a report stand for fuller ones."""

import pytest

from generator.derive.names import candidates
from generator.derive.names.coreference import aliases
from generator.derive.syntax.document import Document


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("The University of Tarnow closed. Staff of the University left.", "University", "University of Tarnow"),
        ("The Meridian Airlines Corporation grew. Meridian shares fell.", "Meridian", "Meridian Airlines Corporation"),
        ("The Nordic Fisheries Council met. The NFC voted.", "NFC", "Nordic Fisheries Council"),
        ("Tarnow Airport Authority (TarnAir) grew.", "TarnAir", "Tarnow Airport Authority"),
    ],
)
def test_a_short_name_stands_for_the_fuller_one(text: str, short: str, full: str) -> None:
    doc = Document("a", text)
    assert {short: full} == {name: fuller for (name, _), (fuller, _) in aliases(doc, candidates.find(doc)).items()}


def test_letters_in_brackets_override_initials() -> None:
    doc = Document("a", "The Nordic Fisheries Council met. The Norwegian Ferry Company (NFC) agreed. The NFC voted.")
    assert ["Norwegian Ferry Company"] == [
        full for (name, _), (full, _) in aliases(doc, candidates.find(doc)).items() if name == "NFC"
    ]


def test_letters_stand_for_the_fullest_form_of_the_name_that_they_abbreviate() -> None:
    doc = Document("a", "Nordic Fisheries Group (NFG) grew. Nordic Fisheries Group Inc. said so.")
    found = {name: full for (name, _), (full, _) in aliases(doc, candidates.find(doc)).items()}
    assert found["Nordic Fisheries Group"] == found["NFG"]


def test_two_names_with_the_same_initials_have_none() -> None:
    doc = Document("a", "The Nordic Fisheries Council met. The Northern Fruit Council agreed. The NFC voted.")
    assert {} == aliases(doc, candidates.find(doc))
