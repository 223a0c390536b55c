import pytest

from generator.derive import derive
from generator.derive.syntax.document import Document

LEDE = "Trade Minister Pedro Alvares said on Friday that Portugal would reject the harbour treaty with Morocco."


def sentences(text: str) -> list[str]:
    doc = Document("a", text)
    return [text[sentence.start : sentence.end] for sentence in doc.sentences]


@pytest.mark.parametrize(
    "dateline",
    [
        "LISBON —",
        "LISBON (Example Wire) -",
        "LISBON, March 5 —",
        "LISBON, March 5, 2021 (Example Wire) —",
        "NEW YORK, 5 March (Example Wire) --",
        "SÃO PAULO, Brazil (Example Wire) –",
        "Lisbon, March 5 (Example Wire) -",
        "Lisbon (Example Wire) -",
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(dateline: str) -> None:
    assert [dateline, LEDE] == sentences(f"{dateline} {LEDE}")
    assert ["A heading", dateline, LEDE] == sentences(f"A heading\n{dateline} {LEDE}")


@pytest.mark.parametrize(
    "text",
    [
        "Lisbon — the capital — was quiet.",
        "NATO — which met on Friday — said no.",
        "The ship left Lisbon, March 5 - a Friday.",
        "Pedro Alvares — Portugal's trade minister — said no.",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(text: str) -> None:
    assert [text] == sentences(text)


def test_the_place_of_a_dateline_says_nothing() -> None:
    found = derive(Document("a", f"LISBON, March 5 (Example Wire) — {LEDE}", date="2021-03-05"))
    assert ["Trade Minister Pedro Alvares"] == [quote.speaker_text for quote in found.quotes]
    assert [LEDE.rstrip(".")] == [event.evidence.text for event in found.events]
