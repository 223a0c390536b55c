"""Joint speakers: all whom "and" joins before the verb of speech."""

import pytest

from generator.derive import derive
from generator.derive.syntax.document import Document


@pytest.mark.parametrize(
    "text",
    [
        '"We are close to it," Anna Berg and Paul Martin said.',
        "Anna Berg and Paul Martin said the talks were over.",
        "The talks are over, Anna Berg and Paul Martin said.",
    ],
)
def test_everybody_joined_by_and_speaks(text: str) -> None:
    findings = derive(Document("x", text))
    names = {entity.id: entity.name for entity in findings.entities}
    assert ["Anna Berg", "Paul Martin"] == [names[speaker] for speaker in findings.quotes[0].speakers]


def test_a_name_in_a_description_does_not_speak() -> None:
    text = '"We are close to it," said Anna Berg, a friend of Paul Martin.'
    findings = derive(Document("x", text))
    names = {entity.id: entity.name for entity in findings.entities}
    assert ["Anna Berg"] == [names[speaker] for speaker in findings.quotes[0].speakers]
