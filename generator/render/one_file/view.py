"""The whole briefing as one file: its pages as leaves, one style sheet, a table of contents, one list of notes.

It is put together from pages as they were rendered, so a theme has one template for its frame and no other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.contexts import OneFile, OneFileNote, OneFileSection
from generator.render.one_file.bind import Binding, data_uri, leaf, notes, styles


def one_file(files: Mapping[str, bytes], order: Sequence[str], base_url: str, as_of: str) -> OneFile:
    """Bind a site's pages, in this order, with what they need of its other files."""
    leaves = {path: leaf(path, files[path]) for path in order}
    binding = Binding(leaves, files, base_url)
    sections = tuple(
        OneFileSection(
            id=one.name,
            title=one.title.strip() or one.name,
            language=one.language,
            shown_as=one.shown_as,
            level=1 + (path.count("/") > 0),
            html=binding.html(one),
        )
        for path, one in leaves.items()
    )
    ids = {identifier for one in leaves.values() for identifier in one.ids}
    sheets = dict.fromkeys(sheet for one in leaves.values() for sheet in one.styles if sheet in files)
    icon = next((one.icon for one in leaves.values() if one.icon), "")
    return OneFile(
        as_of=as_of,
        style=styles(sheets, files, ids),
        icon=data_uri(icon, files),
        sections=sections,
        notes=tuple(OneFileNote(*note) for note in notes(binding)),
    )
