import pytest

from generator.derive.sameness import Relation, are_like, relation
from generator.model.findings import Kind, Stance
from tests.derive.foreign import at, entity, event, mention, position, quote, time, topic

TEXT = '"We shall wait for them," Anna Berg said. On 12 October 2009 Oslo rejected the plan of the port.'
BERG, OSLO = entity("Anna Berg"), entity("Oslo", Kind.PLACE)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (mention(TEXT, "Anna Berg", BERG), mention(TEXT, "Anna Berg", BERG), Relation.AGREES),
        (mention(TEXT, "Anna Berg", BERG), mention(TEXT, "Anna Berg", OSLO), Relation.DIFFERS),
        (mention(TEXT, "Anna Berg", BERG), mention(TEXT, "Berg", BERG), Relation.COVERED),
        (mention(TEXT, "Anna Berg", BERG), mention(TEXT, "Oslo", OSLO), Relation.APART),
        (time(TEXT, "12 October 2009", "2009-10-12"), time(TEXT, "On 12 October 2009", "2009-10-12"), Relation.AGREES),
        (time(TEXT, "12 October 2009", "2009-10-12"), time(TEXT, "12 October 2009", "2009-12-10"), Relation.DIFFERS),
        (time(TEXT, "12 October 2009", "2009-10-12"), time(TEXT, "October 2009", "2009-10"), Relation.COVERED),
        (time(TEXT, "12 October 2009", "2009-10-12"), time(TEXT, "12 October 2009", None), Relation.COVERED),
        (quote(TEXT, "We shall wait for them", BERG), quote(TEXT, "shall wait for them", BERG), Relation.AGREES),
        (quote(TEXT, "We shall wait for them", BERG), quote(TEXT, "We shall wait", OSLO), Relation.DIFFERS),
        (quote(TEXT, "We shall wait for them", BERG), quote(TEXT, "We shall wait", None), Relation.COVERED),
        (quote(TEXT, "We shall wait", BERG), quote(TEXT, "We shall wait", BERG, direct=False), Relation.APART),
        (event(TEXT, "Oslo rejected the plan", OSLO), event(TEXT, "Oslo rejected", OSLO), Relation.AGREES),
        (event(TEXT, "Oslo rejected the plan", OSLO), event(TEXT, "Oslo rejected", BERG), Relation.COVERED),
        (event(TEXT, "Oslo rejected", date="2009-10"), event(TEXT, "Oslo rejected", date="2009-10-12"), Relation.AGREES),
        (event(TEXT, "Oslo rejected", date="2009"), event(TEXT, "Oslo rejected", date="2010"), Relation.DIFFERS),
        (topic(TEXT, "plan"), topic(TEXT, "plan"), Relation.AGREES),
        (topic(TEXT, "plan"), topic(TEXT, "port"), Relation.APART),
    ],
)
def test_findings_of_two_derivers_agree_differ_or_stand_apart(one: object, other: object, expected: Relation) -> None:
    assert expected is relation(one, other)


@pytest.mark.parametrize(("stance", "expected"), [(Stance.CRITICISES, Relation.AGREES), (Stance.SUPPORTS, Relation.DIFFERS)])
def test_positions_of_one_actor_in_one_clause_agree_where_they_point_one_way(stance: Stance, expected: Relation) -> None:
    one = position(TEXT, "Oslo rejected the plan", OSLO, Stance.REJECTS, "rejected", "the plan")
    assert expected is relation(one, position(TEXT, "Oslo rejected the plan of the port", OSLO, stance, "rejected", "the plan"))


def test_a_capital_that_acts_is_its_government_but_nobody_is_a_place_and_a_person() -> None:
    assert are_like(Kind.PLACE, Kind.COUNTRY)
    assert not are_like(Kind.PERSON, Kind.PLACE)


def test_evidence_that_ends_where_another_begins_has_nothing_in_common_with_it() -> None:
    first, second = at(TEXT, "Anna"), at(TEXT, " Berg")
    one = mention(TEXT, "Anna", BERG)
    assert first.end == second.start
    assert Relation.APART is relation(one, mention(TEXT, " Berg", BERG))
