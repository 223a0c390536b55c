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


def test_a_telling_that_shares_no_key_with_another_report_is_joined_with_none_unless_an_editor_says_so() -> None:
    index = with_tellings(a=("x", "y"), b=("y",), c=("z",), d=("w", ">e"), e=("v",))
    index.tellings.replace("f", [StoredTelling(f"f/e{number}", ("u",), b"brief", b"value") for number in (1, 2)])
    assert {"a/e1", "b/e1", "d/e1", "e/e1"} == index.tellings.that_may_be_joined(">")


def test_a_telling_that_is_by_itself_now_is_looked_at_with_no_other() -> None:
    index = with_tellings(a=("x",), b=("x",), c=("x",))
    index.tellings.set_events({"a/e1": "a/e1", "b/e1": "a/e1", "c/e1": "a/e1"})
    index.tellings.forget_events({"a/e1"})
    index.tellings.changed.clear()
    index.tellings.replace("a", [StoredTelling("a/e1", ("x",), b"other", b"value")])
    assert {"a/e1"} == index.tellings.changed


def test_the_first_tellings_are_found_after_the_block_that_gathers_them() -> None:
    index = database.in_memory()
    with index.tellings.gathered():
        index.tellings.replace("a", [StoredTelling("a/e1", ("x",), b"brief", b"value")])
        index.tellings.replace("b", [StoredTelling("b/e1", ("x", "x"), b"brief", b"value")])
    assert {"a/e1", "b/e1"} == index.tellings.with_a_key_of("a/e1", ">") == index.tellings.changed
