from generator.dossier.index import database


def test_nodes_are_connected_through_the_ties_of_others() -> None:
    ties = database.in_memory().names.ties
    for node, own in (("Anna Berg", ["anna", "berg"]), ("Berg", ["berg", "b"]), ("B.", ["b"]), ("Falk", ["falk"])):
        ties.set_ties(node, own)
    assert {"Anna Berg", "Berg", "B."} == ties.nodes_connected(["anna"])
    assert {"Falk"} == ties.nodes_connected(["falk"])


def test_setting_ties_returns_those_before_too_and_none_deletes_the_node() -> None:
    ties = database.in_memory().names.ties
    assert {"a"} == ties.set_ties("x", ["a"])
    assert {"a", "b"} == ties.set_ties("x", ["b"])
    assert {"b"} == ties.set_ties("x", ())
    assert set() == ties.nodes_connected(["a", "b"])
