from generator.dossier.index import database
from generator.dossier.index.parts import ListPart

YEAR, MONTH = ListPart("2009", ("2009-10",), 3), ListPart("2009-10", ("2009-10-01",), 2)


def test_parts_are_replaced_and_empty_ones_deleted() -> None:
    parts = database.in_memory().parts
    parts.set("a", [MONTH])
    parts.set("b", [MONTH])
    parts.set("a", [YEAR, MONTH])
    parts.set("b", [])
    assert {"a": [YEAR, MONTH]} == parts.all()
    assert ([YEAR, MONTH], []) == (parts.get("a"), parts.get("b"))
