from generator.dossier.index import database
from generator.model.findings import Entity, Kind

BERG = Entity("1", "Anna Berg", Kind.PERSON, ("Berg",))
FALK = Entity("2", "Falk", Kind.PERSON, ())


def test_replacing_returns_the_names_that_differ() -> None:
    names = database.in_memory().names
    assert {("Anna Berg", Kind.PERSON)} == names.replace("a.md", [BERG], raw=False)
    assert {("Falk", Kind.PERSON)} == names.replace("a.md", [BERG, FALK], raw=False)
    assert set() == names.replace("a.md", [BERG, FALK], raw=False)


def test_entities_of_one_name_come_once_with_the_number_of_reports() -> None:
    names = database.in_memory().names
    for file in ("a.md", "b.md"):
        names.replace(file, [BERG], raw=False)
    names.replace("c.md", [BERG], raw=True)
    assert [(Entity("", "Anna Berg", Kind.PERSON, ("Berg",)), 2)] == names.entities_called("Anna Berg", Kind.PERSON)
    assert {"a.md", "b.md"} == names.files_with([("Anna Berg", Kind.PERSON)])


def test_a_deleted_report_has_neither_derived_nor_corrected_entities() -> None:
    names = database.in_memory().names
    for raw in (False, True):
        names.replace("a.md", [BERG], raw=raw)
    names.delete("a.md")
    assert ([], []) == (names.of_report("a.md", raw=False), names.of_report("a.md", raw=True))


def test_names_are_resolved_to_actors_until_they_are_gone() -> None:
    names, berg, falk = database.in_memory().names, ("Anna Berg", Kind.PERSON), ("Falk", Kind.PERSON)
    names.set_actors({berg: "anna-berg", falk: "falk"}, gone=())
    names.set_actors({berg: "berg"}, gone=[falk])
    assert {berg: "berg"} == names.actors_of([berg, falk])
