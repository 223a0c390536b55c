"""Gaps of a report: facts that its file could say or the program could find, for the editor to look at."""

from __future__ import annotations

from enum import StrEnum

from generator.derive import LANGUAGES
from generator.model.article import Article


class Gap(StrEnum):
    """One thing that a report lacks."""

    DATE = "date"
    SOURCE = "source"
    ADDRESS = "address"
    RULES = "rules"
    """Its language is none that there are rules for: nothing is found in it."""


def gaps(article: Article) -> tuple[Gap, ...]:
    """Return what a report lacks."""
    lacks = {
        Gap.DATE: article.date is None,
        Gap.SOURCE: not article.source,
        Gap.ADDRESS: not article.url,
        Gap.RULES: article.lang.split("-")[0].lower() not in LANGUAGES,
    }
    return tuple(gap for gap, is_lacking in lacks.items() if is_lacking)
