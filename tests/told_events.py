"""Events for tests: as one report tells them, and as pages show them."""

from typing import Any

from msgspec.structs import replace

from generator.contexts import EventView
from generator.model.findings import Confidence, Part, PlacedBy
from generator.model.statements import Dated, Happening, Source

EVENT_VIEW = EventView(
    anchor="e",
    text="It happened.",
    when=None,
    placed_by="text",
    actors=(),
    agents=(),
    patients=(),
    place=None,
    confidence="certain",
    rule="r",
    cites=(),
    reports=1,
)


def happening(report: str, text: str, date: str | None = "2009-10-13", **changes: Any) -> Happening:
    """An event of two actors that a report dates."""
    dated = Happening(
        id=f"e-{report}",
        text=text,
        placed=Dated(date) if date else None,
        placed_by=PlacedBy.TEXT if date else None,
        actors=("a", "b"),
        parts=(Part.AGENT, Part.PATIENT),
        place=None,
        topics=(),
        weight=0,
        confidence=Confidence.CERTAIN,
        rule="r",
        sources=(Source(report, "s-1", text, text),),
        deed="meet",
    )
    actors = changes.get("actors", dated.actors)
    return replace(dated, **({"parts": (Part.OTHER,) * len(actors)} if actors != dated.actors else {}) | changes)
