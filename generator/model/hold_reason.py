"""The reasons for which reports are held back. Imports nothing: builds that have nothing to do name them."""

from __future__ import annotations

from enum import StrEnum


class HoldReason(StrEnum):
    """The reason for which a report is not in the site today."""

    DRAFT = "draft"
    EMBARGOED = "embargoed"
    EXPIRED = "expired"
