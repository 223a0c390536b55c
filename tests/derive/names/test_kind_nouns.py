"""The kind of a name by a noun beside it."""

import pytest

from generator.derive.names.kind_nouns import kind_beside, majority_kinds
from generator.derive.syntax.document import Document
from generator.model.findings import Kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the newspaper Olme said", Kind.ORGANISATION),
        ("in the village of Olme .", Kind.PLACE),
        ("in Olme district .", Kind.PLACE),
        ("Olme shares fell", Kind.ORGANISATION),
        ("Olme , a Norwegian maker of ships , grew", Kind.ORGANISATION),
        ("Olme , the largest city in Norland , grew", Kind.PLACE),
        ("Olme , a company executive , left", None),
        ("said Olme .", Kind.PERSON),
        ("Olme left", None),
    ],
)
def test_a_noun_or_verb_beside_a_name_gives_its_kind(text: str, kind: Kind | None) -> None:
    tokens = Document("a", text).tokens
    at = next(at for at, token in enumerate(tokens) if token.text == "Olme")
    assert kind is kind_beside(tokens, at, at + 1)


def test_majority_kind_wins_and_ties_give_none() -> None:
    observed = [
        ("Olme", Kind.PLACE),
        ("Olme", Kind.PLACE),
        ("Olme", Kind.ORGANISATION),
        ("Dal", Kind.PLACE),
        ("Dal", Kind.PERSON),
    ]
    assert {"Olme": Kind.PLACE} == majority_kinds(observed)
