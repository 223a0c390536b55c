"""Forms of one organisation's name."""

import pytest

from generator.derive.names.organisation_names import fullest_forms, initials, is_short_for, may_abbreviate, without_legal_form


def test_legal_forms_are_stripped() -> None:
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
def test_a_short_form_leaves_out_generic_words_at_the_end(short: str, full: str, *, is_it: bool) -> None:
    assert is_it == is_short_for(short, full)


def test_a_short_form_has_a_fuller_one_only_where_that_is_unambiguous() -> None:
    assert {"Meridian": "Meridian Airlines Inc", "Meridian Airlines": "Meridian Airlines Inc"} == fullest_forms(
        ["Meridian", "Meridian Airlines", "Meridian Airlines Inc", "Tarnow"]
    )
    assert {} == fullest_forms(["Meridian", "Meridian Airlines", "Meridian Motors"])
    assert {"Meridian": "Meridian Inc"} == fullest_forms(["Meridian", "Meridian Inc", "Meridian Airlines", "Meridian Motors"])


def test_initials_are_those_of_all_words_or_of_capitalised_ones() -> None:
    assert {"USN", "UOSN"} == initials("University of Southern Norland")


def test_letters_abbreviate_a_name_that_has_them_in_their_order() -> None:
    assert [True, True, False, False] == [
        may_abbreviate(letters, "Tarnow Airport Authority") for letters in ("TAA", "TarnAir", "AAT", "TXA")
    ]
