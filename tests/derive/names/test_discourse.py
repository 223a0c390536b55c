"""The reach of pronouns, which no short example shows; their salience is in `tests/derive/pronouns.txt`."""

import pytest

from generator.derive import derive
from generator.derive.names.discourse import MAX_REFERENTS
from generator.derive.syntax.document import Document


@pytest.mark.parametrize(("mentions", "expected"), [(MAX_REFERENTS - 1, "Paul Martin"), (MAX_REFERENTS, None)])
def test_a_pronoun_means_nobody_of_more_mentions_ago_than_are_looked_at(mentions: int, expected: str | None) -> None:
    text = f'Paul Martin arrived. {"Anna Berg left. " * mentions}"There is nothing here for us," he said.'
    findings = derive(Document("x", text))
    names = {entity.id: entity.name for entity in findings.entities}
    assert expected == names.get(findings.quotes[0].speaker or "")
