from generator.dossier.index import database


def test_numbers_are_added_up_and_deleted_at_zero() -> None:
    index = database.in_memory()
    index.counters.add({("a", "seen", "x"): 2, ("a", "seen", "y"): 1})
    index.counters.add({("a", "seen", "x"): 1, ("a", "seen", "y"): -1})
    assert [("x", 3)] == index.counters.ranked("a", "seen")
    assert (3, 0) == (index.counters.get("a", "seen", "x"), index.counters.get("a", "seen", "y"))
    assert "a" in index.touched
