"""For whom a title or a body's name says that somebody speaks."""

import pytest

from generator.dossier.resolve.voices import speaks_for, state_of
from generator.model.findings import Entity, Kind

NORWAY, FIRM = Entity("n", "Norway", Kind.COUNTRY), Entity("t", "Tarnow Marine", Kind.ORGANISATION)
PERSON = Entity("p", "Anna Berg", Kind.PERSON)


@pytest.mark.parametrize(
    ("title", "of"),
    [
        ("Norwegian foreign minister", NORWAY),
        ("minister of transport for Norway", NORWAY),
        ("Norwegian leader", NORWAY),
        ("Tarnow Marine chief executive", FIRM),
        ("spokeswoman for Tarnow Marine", FIRM),
        ("Berg spokesman", PERSON),
    ],
)
def test_a_title_speaks_for_the_state_or_body_that_it_names(title: str, of: Entity) -> None:
    assert speaks_for(title, of) is True


@pytest.mark.parametrize(
    ("title", "of"),
    [
        ("former Norwegian president", NORWAY),
        ("Norwegian opposition leader", NORWAY),
        ("analyst at Tarnow Marine", FIRM),
        ("director of research at Tarnow Marine", FIRM),
        ("Senator", None),
    ],
)
def test_former_holders_analysts_and_members_of_parliament_speak_for_nobody(title: str, of: Entity | None) -> None:
    assert speaks_for(title, of) is False


@pytest.mark.parametrize(
    ("title", "of"), [("President", None), ("ambassador to Norway", NORWAY), ("Norwegian director", NORWAY), ("Mrs", None)]
)
def test_other_titles_say_nothing_of_it(title: str, of: Entity | None) -> None:
    assert speaks_for(title, of) is None


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("Norwegian Defence Ministry", "Norway"),
        ("Parliament of Norway", ""),
        ("Pentagon", "United States"),
        ("Tarnow Marine", ""),
    ],
)
def test_an_office_of_a_state_speaks_for_it_but_parliaments_for_themselves(body: str, state: str) -> None:
    assert state_of(Entity("b", body, Kind.ORGANISATION)) == state
