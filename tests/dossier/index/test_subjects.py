from generator.dossier.index import database


def test_an_updated_subject_keeps_its_card_and_one_that_is_gone_is_unknown() -> None:
    subjects = database.in_memory().subjects
    subjects.update([("actor/a", b"1"), ("actor/b", b"2"), ("topic/c", b"3")], gone=())
    assert b"" == subjects.set_card("actor/a", b"card")
    subjects.update([("actor/a", b"new")], gone=["actor/b"])
    assert (b"new", b"card") == (subjects.get("actor/a"), subjects.card("actor/a"))
    assert {"actor/a": b"new"} == subjects.with_prefix("actor/")


def test_a_card_of_an_unknown_subject_is_not_stored() -> None:
    subjects = database.in_memory().subjects
    assert subjects.set_card("actor/a", b"card") is None
    assert (b"", {}) == (subjects.card("actor/a"), subjects.cards())
