"""Importers: a module for each format, from a file's bytes to its reports; the table below names each format's endings."""

from __future__ import annotations

from pathlib import PurePath

from generator.content.importers import text
from generator.content.importers.importer import Importer

IMPORTERS: dict[str, Importer] = {
    ".txt": text.read_text,
    ".md": text.read_markdown,
    ".markdown": text.read_markdown,
}


def importer_of(name: str) -> Importer:
    """Return the importer for a file's ending; files with any other ending are read as text."""
    return IMPORTERS.get(PurePath(name).suffix.lower(), text.read_text)
