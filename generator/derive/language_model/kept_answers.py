"""`content/derived/answers/<hash>.json`: an answer as it came, under the hash of what was asked."""

from __future__ import annotations

import msgspec

from generator.model.language_models import ANSWERS_VERSION, KeptAnswer


def encode(answer: KeptAnswer) -> bytes:
    """Return the bytes of a file: fields in a fixed order, a line end at the end."""
    return msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n"


def decode(raw: bytes, of: str) -> KeptAnswer | None:
    """Return the answer of a file to the question of this hash; None where it is none, or another's."""
    try:
        kept = msgspec.json.decode(raw, type=KeptAnswer)
    except (ValueError, msgspec.DecodeError, RecursionError):
        return None
    return kept if kept.of == of and kept.schema == ANSWERS_VERSION else None
