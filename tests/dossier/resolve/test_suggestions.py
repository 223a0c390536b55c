"""Merges that were not made are suggested, those that would mend most first."""

from __future__ import annotations

from generator.dossier.resolve.actors import ResolvedActor
from generator.dossier.resolve.suggestions import Suggestion, suggestions, table
from generator.model.findings import Kind
from generator.model.problems import Where
from generator.model.profiles import ActorProfile


def person(slug: str, name: str) -> ResolvedActor:
    return ResolvedActor(slug, name, Kind.PERSON)


def body(slug: str, name: str) -> ResolvedActor:
    return ResolvedActor(slug, name, Kind.ORGANISATION)


ACTORS = (
    person("nils-a-berg", "Nils A. Berg"),
    person("nils-berg", "Nils Berg"),
    person("berg", "Berg"),
    person("nils-berg-jr", "Nils Berg Jr."),
    body("tarnow", "Tarnow"),
    body("tarnow-blick", "Tarnow Blick"),
)
REPORTS = {"nils-a-berg": 4, "nils-berg": 2, "berg": 1, "nils-berg-jr": 9, "tarnow": 3, "tarnow-blick": 3}


def test_pairs_are_in_the_order_of_how_many_reports_they_would_mend() -> None:
    found = suggestions(ACTORS, REPORTS, ())
    assert ("Tarnow", "Tarnow Blick", 3) == (found[0].a, found[0].b, found[0].reports)
    assert ("Nils A. Berg", "Nils Berg", 2) == (found[1].a, found[1].b, found[1].reports)
    assert {"one goes by the other's family name"} == {one.reason for one in found[2:]}


def test_a_father_and_a_son_are_no_suggestion() -> None:
    assert not suggestions(ACTORS[1:4:2], REPORTS, ())


def test_an_editor_who_keeps_two_apart_is_not_asked_again() -> None:
    apart = ActorProfile("tarnow", "Tarnow", Where("a.md"), not_same_as=("Tarnow Blick",))
    assert not suggestions(ACTORS[4:], REPORTS, (apart,))


def test_the_table_has_what_was_merged_and_what_may_be_one() -> None:
    merged = ResolvedActor("anna-berg", "Anna Berg", Kind.PERSON, (("Berg", "the only one"),))
    lines = table([merged], [Suggestion("A", "B", "alike", 1)]).decode().splitlines()
    assert ["perhaps\tA\tB\talike", "merged\tBerg\tAnna Berg\tthe only one"] == lines[1:]
