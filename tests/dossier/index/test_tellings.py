"""Tellings are found by the keys that they share."""

from generator.dossier.index import database
from generator.dossier.index.database import Index
from generator.dossier.index.tellings import StoredTelling


def with_tellings(**keys: tuple[str, ...]) -> Index:
    index = database.in_memory()
    for slug, found in keys.items():
        index.tellings.replace(slug, [StoredTelling(f"{slug}/e1", found, b"brief", b"value")])
    return index


def test_tellings_that_share_a_key_are_found_one_itself_among_them() -> None:
    index = with_tellings(a=("x", "y", ">b"), b=("y",), c=("z", ">b"))
    assert {"a/e1", "b/e1"} == index.tellings.with_a_key_of("a/e1", ">")
    assert {"c/e1"} == index.tellings.with_a_key_of("c/e1", ">")
    assert ["a/e1", "c/e1"] == sorted(index.tellings.with_key(">b"))


def test_what_changed_is_a_telling_that_is_new_other_or_gone_and_all_looked_at_with_it() -> None:
    index = with_tellings(a=("x",), b=("x",), c=("z",))
    assert {"a/e1", "b/e1", "c/e1"} == index.tellings.changed
    index.tellings.set_events({"a/e1": "a/e1", "b/e1": "a/e1", "c/e1": ""})
    index.tellings.changed.clear()
    index.tellings.replace("c", [StoredTelling("c/e1", ("z",), b"brief", b"value")])
    assert set() == index.tellings.changed
    index.tellings.replace("a", [StoredTelling("a/e1", ("w",), b"other", b"value")])
    assert {"a/e1", "b/e1"} == index.tellings.changed
    assert {"a/e1"} == index.tellings.with_a_key_of("a/e1", ">")
    index.tellings.replace("c", ())
    assert {"a/e1", "b/e1", "c/e1"} == index.tellings.changed
