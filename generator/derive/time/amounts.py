"""Counts of units as TIMEX3 spells them: "twenty-five years" is `P25Y`, "two and a half hours" `PT2.5H`, "some weeks" `PXW`."""

from __future__ import annotations

from generator.derive.time.context import Phrase

YEARS_PER_UNIT = {"DE": 10, "CE": 100}
COUNT_CLASSES = ("cardinal", "day", "number")


def unit_code(phrase: Phrase) -> str:
    """Return TIMEX3's letters for the unit among the words."""
    return phrase.code("unit", "units", "quarter", "weekend")


def whole_count(phrase: Phrase) -> int | None:
    """Return how many: "25", "twenty-five", "a"; None for "several" and for fractions."""
    if phrase.has("few", "half"):
        return None
    figure = phrase.number("day", "number", "year")
    words = phrase.numbers("cardinal")
    if figure is not None:
        return figure
    if not words:
        return 1 if phrase.has("a", "the") or not phrase.has("number") else None
    total = 0
    for word in words:
        total = max(total, 1) * word if word >= 100 else total + word
    return total


def timex_amount(phrase: Phrase) -> str:
    """Return how many units as TIMEX3 spells it, X where the words do not count them."""
    if phrase.has("to", "hyphen") and len([word for word in phrase.words if word.kind in COUNT_CLASSES]) > 1:
        return "X"
    if phrase.has("half"):
        return f"{phrase.number(*COUNT_CLASSES) or 0}.5"
    figure = phrase.code("number")
    if "." in figure:
        return figure
    count = whole_count(phrase)
    return str(count) if count is not None and not phrase.has("few", "recent") else "X"


def timex_duration(amount: str, unit: str) -> str:
    """Return a TIMEX3 duration: `P2D`, `PT5H`, `P20Y` for two decades."""
    if unit in YEARS_PER_UNIT:
        return f"P{int(amount) * YEARS_PER_UNIT[unit]}Y" if amount.isdigit() else "PXY" if unit == "DE" else "PXCE"
    if unit == "2W":
        return f"P{int(amount) * 2}W" if amount.isdigit() else "PXW"
    return f"PT{amount}{unit[1]}" if unit[:1] == "T" else f"P{amount}{unit}"
