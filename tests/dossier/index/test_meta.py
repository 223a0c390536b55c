from generator.dossier.index import database


def test_a_value_is_empty_until_it_is_set_and_setting_says_whether_it_changed() -> None:
    meta = database.in_memory().meta
    assert b"" == meta.get("x")
    assert [True, False, True] == [meta.set("x", value) for value in (b"1", b"1", b"2")]
    assert b"2" == meta.get("x")
