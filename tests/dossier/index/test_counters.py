import pytest

from generator.dossier.index import counters, database


def test_numbers_are_added_up_and_deleted_at_zero() -> None:
    index = database.in_memory()
    index.counters.add({("a", "seen", "x"): 2, ("a", "seen", "y"): 1})
    index.counters.add({("a", "seen", "x"): 1, ("a", "seen", "y"): -1})
    assert [("x", 3)] == index.counters.ranked("a", "seen")
    assert (3, 0) == (index.counters.get("a", "seen", "x"), index.counters.get("a", "seen", "y"))
    assert "a" in index.touched


def test_first_numbers_are_counted_in_memory_and_written_where_they_become_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counters, "MAX_GATHERED", 2)
    index = database.in_memory()
    with index.counters.gathered():
        for name in "xyzx":
            index.counters.add({("a", "seen", name): 1})
        assert [] == index.counters.ranked("a", "seen")
    assert [("x", 2), ("y", 1), ("z", 1)] == index.counters.ranked("a", "seen")
    assert "a" in index.touched
