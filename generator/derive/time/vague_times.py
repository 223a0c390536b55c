"""Times that name no date at all: "recently", "now", "in the future", "in the past"."""

from __future__ import annotations

from dataclasses import replace

from generator.derive.time.context import Phrase, TimeValue, open_date


def vague(phrase: Phrase) -> TimeValue | None:
    """ "recently", "now", "in the future": open, with TIMEX3's word for past, present or future."""
    if phrase.has("current"):
        return open_date("PRESENT_REF")
    if phrase.before == "as":
        return None
    if phrase.has("recent"):
        return open_date("PAST_REF")
    if phrase.has("last"):
        is_noun = phrase.words[-1].text.lower() == "past" and not phrase.after.isalpha()
        return replace(open_date("PAST_REF"), skip=1) if is_noun or phrase.precedes("function_words") else None
    return open_date(phrase.code("vague_now", "vague_past", "vague_future", "future"))
