"""Sentences of invented reports and drafts, read as `audit` reads them."""

from generator.derive import derive
from generator.derive.syntax.document import Document
from generator.dossier.audit.sentences import CheckableSentence, sentences


def read(text: str, day: str = "2024-05-07") -> list[CheckableSentence]:
    """Return the sentences of a text; actors go by their names."""
    doc = Document("report", text, date=day)
    found = derive(doc)
    names = {entity.id: entity.name for entity in found.entities}
    return list(sentences(doc, found, names.__getitem__, lambda start: f"s-{start}"))
