"""A noun beside a name says what kind of thing it is."""

import pytest

from generator.derive.names.kind_nouns import agreed, said
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
def test_a_noun_beside_a_name_says_its_kind(text: str, kind: Kind | None) -> None:
    tokens = Document("a", text).tokens
    at = next(at for at, token in enumerate(tokens) if token.text == "Olme")
    assert kind is said(tokens, at, at + 1)


def test_what_is_said_most_of_a_name_stands_and_a_tie_says_nothing() -> None:
    told = [("Olme", Kind.PLACE), ("Olme", Kind.PLACE), ("Olme", Kind.ORGANISATION), ("Dal", Kind.PLACE), ("Dal", Kind.PERSON)]
    assert {"Olme": Kind.PLACE} == agreed(told)
