from generator.dossier.index import database


def test_parts_are_replaced_and_empty_ones_deleted() -> None:
    parts = database.in_memory().parts
    parts.set("a", b"1")
    parts.set("b", b"2")
    parts.set("a", b"3")
    parts.set("b", b"")
    assert {"a": b"3"} == parts.all()
    assert (b"3", b"") == (parts.get("a"), parts.get("b"))
