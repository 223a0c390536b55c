"""Editions in the index: whoever plans pages finds them there, and reads them only for the pages that tell of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from generator.dossier.index.database import Index
from generator.dossier.report_gaps import Gap
from generator.model.article import NONE
from generator.model.editions import BriefingEdition, FrozenStatement
from generator.model.wording import first_words

EDITIONS, SLUGS = "editions", "editions' slugs"
"""Names of values in the index."""


def keep(index: Index, editions: Sequence[BriefingEdition]) -> bool:
    """Write the editions in place of those before; return whether these were others."""
    index.meta.set(SLUGS, msgspec.msgpack.encode([edition.slug for edition in editions]))
    return index.meta.set(EDITIONS, msgspec.msgpack.encode(editions))


def read(index: Index, published: Callable[[str], str]) -> tuple[BriefingEdition, ...]:
    """Return the editions in order of their days, with no more of reports' texts than may be published now.

    `published` says how much that is of the reports of a publisher: that counts for reports that are gone.
    """
    raw = index.meta.get(EDITIONS)
    editions = msgspec.msgpack.decode(raw, type=tuple[BriefingEdition, ...]) if raw else ()
    if not editions:
        return ()
    hidden = set(index.reports.slugs_of(index.reports.lacking().get(Gap.TEXT, ())))
    there = {slug for _, slug in index.reports.in_order()}

    def may_show(statement: FrozenStatement) -> bool:
        report = statement.report
        return report not in hidden if report in there else published(statement.source) != NONE

    return tuple(
        replace(one, statements=tuple(each if may_show(each) else _quoted_alone(each) for each in one.statements))
        for one in editions
    )


def _quoted_alone(statement: FrozenStatement) -> FrozenStatement:
    """Return a statement without its sentence: a speaker's own words whole, of others the first ones."""
    words = statement.words or statement.text
    if statement.direct:
        return replace(statement, sentence=words)
    return replace(statement, text=first_words(statement.text), words=first_words(words), sentence=first_words(words))


def slugs(index: Index) -> tuple[str, ...]:
    """Return the slugs of the editions, in the same order."""
    raw = index.meta.get(SLUGS)
    return msgspec.msgpack.decode(raw, type=tuple[str, ...]) if raw else ()
