"""Links to the parts of long lists, and the titles of parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.contexts import Link
from generator.dossier.index.parts import ListPart
from generator.dossier.paging import UNDATED
from generator.model import permalinks
from generator.model.proofs import OutputPath
from generator.report.dates_in_words import when
from generator.theme.texts import Words


def links_to_parts(page: OutputPath, parts: Iterable[ListPart], words: Words) -> tuple[Link, ...]:
    """Return a link to each part of a page's list, with the number of its rows."""
    return tuple(
        Link(words("page.counted", part=part_title(part.key, words), number=part.number), permalinks.part(page, part.key))
        for part in parts
    )


def links_to_neighbours(page: OutputPath, parts: Sequence[ListPart], key: str, words: Words) -> tuple[Link, ...]:
    """Return links to a part and to those before and after it.

    So the page of a part does not grow with the list, and does not change when other parts do.
    """
    position = next(number for number, part in enumerate(parts) if part.key == key)
    neighbours = parts[max(0, position - 1) : position + 2]
    return tuple(Link(part_title(part.key, words), permalinks.part(page, part.key), part.key == key) for part in neighbours)


def part_title(key: str, words: Words) -> str:
    """Return a part's key in words: "2009", "October 2009", "October 2009, part 2", "A"."""
    if key[:1].isdigit():
        name, number = key[:7], key[8:]
        date = when(words, name)
        title = date.text if date else name
    else:
        name, _, number = key.partition("-") if key.startswith(UNDATED) else (key, "", "")
        title = words("page.undated") if name == UNDATED else name.capitalize()
    return words("page.numbered", part=title, number=number) if number else title
