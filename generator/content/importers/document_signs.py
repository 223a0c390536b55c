"""Signs of documents, of press databases' exports and of reference lists."""

from __future__ import annotations

import re

from generator.content.importers.recognise import Sample

NEXIS = re.compile(rb"(?m)(?:^|>)\s*(?:\d+ of \d+ DOCUMENTS?|End of Document)\s*(?:$|<|\r)")
FACTIVA = re.compile(
    rb"(?m)(?:^|>)\s*(?:[^\W\d_\x80-\xff]|[\x80-\xff]){2,20} [A-Z][A-Z0-9]{2,11}\d{8}[a-z0-9]{7,12}\s*(?:$|<|\r)"
)
FACTIVA_LABELS = (
    re.compile(rb"(?m)(?:^|>)\s*HD\s*(?:$|<|\t|\r|\s{2})"),
    re.compile(rb"(?m)(?:^|>)\s*AN\s*(?:$|<|\t|\r|\s{2})"),
)
TAG = re.compile(rb"<(?:html|body|div|p|table|head)\b", re.IGNORECASE)
RIS = re.compile(r"TY\s\s?- ?[A-Z]{3,8}\s*\n")
BIBTEX = re.compile(r"(?:%[^\n]*\n\s*)*@[A-Za-z]+\s*\{\s*[^\s,{}=]+\s*,")
CSL_TYPE = re.compile(
    r'"type"\s*:\s*"(?:article(?:-\w+)?|webpage|post(?:-weblog)?|report|book|chapter|broadcast|interview|speech|paper-conference|thesis)"'
)
CSL_FIELD = re.compile(r'"(?:issued|container-title|citation-key|author|title)"\s*:')


def is_press_page(sample: Sample) -> bool:
    """Return whether this is a press database's export in HTML."""
    return _is_export(sample.content) and bool(TAG.search(sample.content))


def is_press_text(sample: Sample) -> bool:
    """Return whether this is a press database's export in plain text."""
    is_document = sample.content.startswith((b"{\\rtf", b"PK", b"%PDF")) or TAG.search(sample.content[:4096]) is not None
    return not is_document and _is_export(sample.content)


def _is_export(content: bytes) -> bool:
    return bool(NEXIS.search(content) or FACTIVA.search(content) or all(label.search(content) for label in FACTIVA_LABELS))


def is_word_document(sample: Sample) -> bool:
    """Return whether this is a Word document, or a template of one."""
    return any(name.startswith("word/document") for name in sample.members)


def is_ris(sample: Sample) -> bool:
    """Return whether this is a list in RIS."""
    return bool(RIS.match(sample.text.replace("\r\n", "\n")))


def is_bibtex(sample: Sample) -> bool:
    """Return whether this is a list in BibTeX."""
    return bool(BIBTEX.match(sample.text))


def is_csl_json(sample: Sample) -> bool:
    """Return whether this is a list in CSL-JSON."""
    return sample.text.startswith(("[", "{")) and bool(CSL_TYPE.search(sample.text) and CSL_FIELD.search(sample.text))
