"""Gaps of a report: facts that its file could say or the program could find, for the editor to look at."""

from __future__ import annotations

from enum import StrEnum

from generator.model.article import NONE
from generator.model.statements import Account


class Gap(StrEnum):
    """One thing that a report lacks."""

    DATE = "date"
    SOURCE = "source"
    ADDRESS = "address"
    RULES = "rules"
    """Nothing that the project uses finds anything in its language."""
    TEXT = "text"
    """Its text is not published, by an editor's word."""


def gaps(account: Account) -> tuple[Gap, ...]:
    """Return what a report lacks."""
    article = account.article
    lacks = {
        Gap.DATE: article.date is None,
        Gap.SOURCE: not article.source,
        Gap.ADDRESS: not article.url,
        Gap.RULES: not account.derived,
        Gap.TEXT: article.publish_texts == NONE,
    }
    return tuple(gap for gap, is_lacking in lacks.items() if is_lacking)
