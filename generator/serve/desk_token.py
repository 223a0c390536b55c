"""The token with which the preview's own pages ask for writes: random for each start, and shown to no other site."""

from __future__ import annotations

import hmac
import secrets

TOKEN_HEADER = "x-briefing-token"  # noqa: S105 - the name of the header
"""A header of its own: no form can send it, and no script of another site without asking first, which is refused."""
TOKEN_BYTES = 32


class DeskToken:
    """A random text that a request to write must have."""

    def __init__(self) -> None:
        self.text = secrets.token_urlsafe(TOKEN_BYTES)

    def is_in(self, header: str) -> bool:
        """Return whether the value of a header is the token; it takes as long whatever is wrong with it."""
        return hmac.compare_digest(header.encode(), self.text.encode())
