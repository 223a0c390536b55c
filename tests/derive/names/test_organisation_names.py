"""Which names are one body's."""

import pytest

from generator.derive.names.organisation_names import homes, initials, is_short_for, may_abbreviate, without_legal_form


def test_a_legal_form_is_no_part_of_a_name() -> None:
    assert ["Acme Holdings", "Acme", "Inc"] == [without_legal_form(name) for name in ("Acme Holdings Inc.", "Acme Ltd", "Inc")]


@pytest.mark.parametrize(
    ("short", "full", "is_it"),
    [
        ("Meridian", "Meridian Airlines", True),
        ("Meridian", "Meridian Airlines Group PLC", True),
        ("Meridian", "Meridian Commercial Airplanes", False),
        ("Airlines", "Meridian Airlines", False),
        ("Meridian", "Meridian", False),
    ],
)
def test_a_short_form_leaves_out_words_of_kind_at_the_end(short: str, full: str, *, is_it: bool) -> None:
    assert is_it == is_short_for(short, full)


def test_a_short_form_finds_its_body_where_only_one_can_be_meant() -> None:
    assert {"Meridian": "Meridian Airlines Inc", "Meridian Airlines": "Meridian Airlines Inc"} == homes(
        ["Meridian", "Meridian Airlines", "Meridian Airlines Inc", "Tarnow"]
    )
    assert {} == homes(["Meridian", "Meridian Airlines", "Meridian Motors"])
    assert {"Meridian": "Meridian Inc"} == homes(["Meridian", "Meridian Inc", "Meridian Airlines", "Meridian Motors"])


def test_a_name_is_shortened_to_the_letters_of_its_words_small_words_aside_or_not() -> None:
    assert {"USN", "UOSN"} == initials("University of Southern Norland")


def test_letters_in_brackets_must_come_in_the_name_in_their_order() -> None:
    assert [True, True, False, False] == [
        may_abbreviate(letters, "Tarnow Airport Authority") for letters in ("TAA", "TarnAir", "AAT", "TXA")
    ]
