from collections.abc import Sequence
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from generator.dossier.resolve.actors import ResolvedActors, counted, resolve
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


def test_a_name_is_merged_with_the_only_fuller_form_that_it_can_be() -> None:
    full, short = person("Maria Elena Berg"), (person("Maria Berg"), person("M.E. Berg"), person("Berg"))
    assert ["Maria Elena Berg"] == names(resolved([full], *[[one] for one in short]))
    assert ["Thomas Lund"] == names(resolved([person("Thomas Lund")], [person("Tom Lund")]))
    assert ["Carlos Vega Solano"] == names(resolved([person("Carlos Vega Solano")], [person("Carlos Vega")]))
    assert ["Ola Lund"] == names(resolved([person("Ola Lund")], [person("Pres. Lund")]))


def test_names_that_exclude_each_other_are_not_merged() -> None:
    father, son, other = person("Nils A. Berg"), person("Nils O. Berg"), person("Nils Berg")
    assert ["Nils A. Berg", "Nils Berg", "Nils O. Berg"] == names(resolved([father], [son], [other]))
    assert ["Nils Berg", "Nils Berg Jr."] == names(resolved([person("Nils Berg")], [person("Nils Berg Jr.")]))
    assert ["Anna Berg", "Nils Berg"] == names(resolved([person("Anna Berg")], [person("Nils Berg")]))


def test_a_bare_family_name_is_the_person_whom_far_more_reports_name_in_full() -> None:
    found = resolved(*[[person("Anna Berg")]] * 3, [person("Nils Berg")], [person("Berg")])
    assert ["Anna Berg", "Nils Berg"] == names(found)
    assert (("Berg", "the person of that family name whom most reports name in full"),) == found.actors[0].joined


def test_a_name_is_one_in_another_order_or_transcription() -> None:
    assert ["Orben Viktor"] == names(resolved([person("Viktor Orben")], *[[person("Orben Viktor")]] * 2))
    assert ["Oleh Petrenskyy"] == names(resolved([person("Oleh Petrenskyy")], [person("Oleh Petrenski")]))
    assert ["James Martin", "Martin James"] == names(resolved([person("Martin James")], [person("James Martin")]))


def test_spellings_and_legal_forms_of_a_body_are_one_actor() -> None:
    assert ["Norland Defense Agency"] == names(resolved([body("Norland Defence Agency")], [body("Norland Defense Agency")] * 2))
    assert ["Huber Pumpen"] == names(
        resolved([body("Huber Pumpen GmbH & Co. KG")], [body("Huber Pumpen")], [body("Huber Pumpen")])
    )


def test_an_office_is_that_of_the_only_state_whose_is_named() -> None:
    navy = body("US Navy"), body("U.S. Navy"), body("Navy")
    assert ["U.S. Navy"] == names(resolved(*[[one] for one in navy]))
    other = body("Norwegian Navy")
    assert ["Navy", "Norwegian Navy", "US Navy"] == names(resolved([body("US Navy")], [other], [body("Navy")]))


def test_letters_are_the_only_name_whose_words_begin_with_them() -> None:
    assert ["Nordic Fish Council"] == names(resolved([body("Nordic Fish Council")], [body("NFC")]))
    two = [body("Nordic Fish Council")], [body("Northern Forest Club")]
    assert ["NFC", "Nordic Fish Council", "Northern Forest Club"] == names(resolved(*two, [body("NFC")]))


def test_the_first_word_of_one_body_alone_is_that_body_where_more_reports_name_it_in_full() -> None:
    firm = [body("Tarnow Blick")]
    assert ["Tarnow Blick"] == names(resolved(firm, firm, [body("Tarnow")]))
    assert ["Tarnow", "Tarnow Blick"] == names(resolved(firm, [body("Tarnow")]))
    assert ["Ida Tarnow", "Tarnow Blick"] == names(resolved(firm, firm, [person("Ida Tarnow")], [person("Tarnow")]))
    assert ["Central", "Central Tarnow Club"] == names(resolved(*[[body("Central Tarnow Club")]] * 2, [body("Central")]))


def test_a_body_is_shown_by_the_name_that_most_reports_have() -> None:
    assert ["Tarnow"] == names(resolved([body("Tarnow Airlines")], *[[body("Tarnow")]] * 5))
    assert ["Tarnow Airlines"] == names(resolved(*[[body("Tarnow Airlines")]] * 4, *[[body("Tarnow")]] * 5))


def test_a_country_is_not_a_firm_of_its_name() -> None:
    found = resolved([Entity("n", "Norway", Kind.COUNTRY)], [body("Norway Corp.")])
    assert [("norway", "Norway"), ("norway-corp", "Norway Corp.")] == [(actor.slug, actor.name) for actor in found.actors]


def test_a_body_that_a_report_takes_for_a_person_is_one() -> None:
    found = resolved([body("Halden Marin ASA")], [person("Halden Marin")], [person("Halden Marin")])
    assert [("halden-marin", Kind.ORGANISATION)] == [(actor.slug, actor.kind) for actor in found.actors]


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
