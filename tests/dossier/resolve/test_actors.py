from collections.abc import Sequence
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from generator.dossier.resolve.actors import ResolvedActors, counted, resolve, suggestions
from generator.model.findings import Entity, Kind
from generator.model.problems import Where
from generator.model.profiles import ActorProfile


def person(name: str, *aliases: str) -> Entity:
    return Entity(name.lower(), name, Kind.PERSON, aliases)


def body(name: str, *aliases: str) -> Entity:
    return Entity(name.lower(), name, Kind.ORGANISATION, aliases)


def profile(slug: str, name: str, **changes: object) -> ActorProfile:
    return ActorProfile(slug, name, Where("a.md"), **changes)  # type: ignore[arg-type]


def resolved(*reports: Sequence[Entity], profiles: Sequence[ActorProfile] = ()) -> ResolvedActors:
    return resolve(counted(chain.from_iterable(reports)), profiles)


def names(found: ResolvedActors) -> list[str]:
    return [actor.name for actor in found.actors]


def test_names_that_differ_in_accents_or_legal_form_are_one_actor() -> None:
    assert ["José Silva"] == names(resolved([person("José Silva")], [person("Jose Silva")], [person("José Silva")]))
    assert ["Acme Trading"] == names(resolved([body("Acme Trading")], [body("Acme Trading")], [body("Acme Trading Inc")]))


def test_a_surname_alone_is_merged_with_the_only_person_of_that_surname() -> None:
    assert ["Anna Berg"] == names(resolved([person("Anna Berg")], [person("Berg")]))


def test_a_surname_of_two_people_is_merged_with_neither() -> None:
    assert ["Anna Berg", "Berg", "Nils Berg"] == names(resolved([person("Anna Berg")], [person("Nils Berg")], [person("Berg")]))


def test_similar_names_are_suggested_not_merged() -> None:
    found = resolved([person("George Bush")], [person("George W. Bush")])
    assert ["George Bush", "George W. Bush"] == names(found)
    assert [("George Bush", "George W. Bush", "the same first and last name")] == [
        (s.a, s.b, s.reason) for s in suggestions(found.actors, ())
    ]


def test_an_acronym_is_merged_with_the_name_that_a_report_gives_for_it() -> None:
    found = resolved([body("Nordic Fisheries Council", "NFC")], [body("NFC")], [body("ABC")])
    assert ["ABC", "Nordic Fisheries Council"] == names(found)


def test_a_person_and_a_place_of_the_same_name_are_two_actors() -> None:
    assert 2 == len(resolved([Entity("w", "Lincoln", Kind.PLACE)], [person("Lincoln")]).actors)


def test_a_profiles_aliases_are_merged_under_the_profiles_name() -> None:
    found = resolved(
        [person("Anna Berg")],
        [person("A. Berg-Lund")],
        profiles=[profile("anna", "Anna B", aliases=("Anna Berg", "A. Berg-Lund"))],
    )
    assert [("anna", "Anna B")] == [(actor.slug, actor.name) for actor in found.actors]


def test_names_that_a_profile_excludes_are_not_merged() -> None:
    berg = profile("anna-berg", "Anna Berg", not_aliases=("Berg",))
    assert ["Anna Berg", "Berg"] == names(resolved([person("Anna Berg")], [person("Berg")], profiles=[berg]))
    berg = profile("anna-berg", "Anna Berg", not_same_as=("Berg",))
    assert ["Anna Berg", "Berg"] == names(resolved([person("Anna Berg")], [person("Berg")], profiles=[berg]))


def test_a_profiles_kind_replaces_the_derived_one() -> None:
    found = resolved([person("Interfax")], profiles=[profile("interfax", "Interfax", kind=Kind.ORGANISATION)])
    assert [Kind.ORGANISATION] == [actor.kind for actor in found.actors]


ENTITIES = st.lists(
    st.sampled_from(["Anna Berg", "Nils Berg", "Berg", "NFC", "Nordic Council", "Anna", "José", "Jose"]).flatmap(
        lambda name: st.sampled_from([person(name), body(name, "NFC")])
    ),
    max_size=5,
    unique_by=lambda entity: entity.id,
)


@given(st.lists(ENTITIES, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(reports: list[list[Entity]], random: object) -> None:
    found = resolved(*reports)
    random.shuffle(reports)  # type: ignore[attr-defined]
    assert found == resolved(*reports)
    assert {(e.name, e.kind) for entities in reports for e in entities} == found.actor_of.keys()
