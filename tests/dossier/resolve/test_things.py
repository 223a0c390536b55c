from generator.model.findings import Entity, Kind
from tests.dossier.resolve.test_actors import body, names, resolved


def thing(name: str, *aliases: str) -> Entity:
    return Entity(name.lower(), name, Kind.THING, aliases)


def test_a_model_is_one_under_its_maker_its_number_and_its_nickname() -> None:
    found = resolved([thing("Meridian 640")], [thing("640 Seabird")], [thing("Meridian 640 Seabird")])
    assert ["Meridian 640 Seabird"] == names(found)
    assert ["Meridian M380"] == names(resolved([thing("M380")], [thing("Meridian M380")], [thing("Meridian 380")]))


def test_numbers_of_two_makers_and_versions_stay_apart() -> None:
    assert ["Meridian 640", "Tarnow 640"] == names(resolved([thing("Meridian 640")], [thing("Tarnow 640")]))
    assert ["tPhone", "tPhone 4"] == names(resolved([thing("tPhone")], [thing("tPhone 4")]))


def test_a_number_alone_is_no_one_of_two_makers() -> None:
    found = resolved([thing("Meridian 640")], [thing("Tarnow 640")], [thing("640 Seabird")])
    assert ["640 Seabird", "Meridian 640", "Tarnow 640"] == names(found)


def test_a_thing_is_never_merged_with_a_body() -> None:
    found = resolved([thing("Seabird")], [body("Seabird Marine")], [body("Seabird Marine")])
    assert ["Seabird", "Seabird Marine"] == names(found)
