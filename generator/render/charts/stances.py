"""Positions on a topic: a row an actor, its mark on the side of its latest position, an arrow where that changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from generator.contexts import ActorLink, PositionView
from generator.render.charts.svg import (
    MARGIN,
    NARROWEST,
    WHOLE,
    draw,
    fitted,
    mirrored,
    numeral,
    picture,
    share,
    text_of,
    write,
)

SIDES = {"against": MARGIN, "open": WHOLE // 2, "for": WHOLE - MARGIN}
ANCHORS = {"against": "start", "open": "middle", "for": "end"}
ROW, HEAD, FOOT = 34, 30, 4


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor's side by its latest position, its side before a change, and the number of positions."""

    actor: ActorLink
    side: str
    before: str
    number: int
    unsure: bool


def lines(stands: Iterable[tuple[ActorLink, Sequence[PositionView]]]) -> list[ActorLine]:
    """Return the rows: opponents, then the unclear, then supporters. Positions come oldest first."""
    found = [_line(actor, positions) for actor, positions in stands if positions]
    return sorted(found, key=lambda line: list(SIDES).index(line.side))


def stances(
    found: Sequence[ActorLine], name: str, title: str, description: str, labels: Sequence[str], language: str, direction: str
) -> str:
    """A picture of where actors stand; `labels` name the sides."""
    height = HEAD + ROW * len(found)
    root = picture(name, title, description, height + FOOT)
    for (side, place), label in zip(SIDES.items(), labels, strict=True):
        at = share(mirrored(place, direction))
        draw(root, "line", class_="axis", x1=at, y1=HEAD - 8, x2=at, y2=height)
        write(root, label, *_beside(side, direction), ANCHORS[side]).set("class", "side")
    for number, line in enumerate(found):
        _row(root, line, HEAD + ROW * number, language, direction)
    return text_of(root)


def _line(actor: ActorLink, positions: Sequence[PositionView]) -> ActorLine:
    latest = positions[-1]
    changed = [at for at, position in enumerate(positions) if position.changed]
    before = {"for": "against", "against": "for"}.get(positions[changed[-1]].side, "") if changed else ""
    return ActorLine(actor, latest.side, before if before != latest.side else "", len(positions), latest.confidence == "unsure")


def _beside(side: str, direction: str) -> tuple[str, int]:
    edge = {"against": 0, "open": WHOLE // 2, "for": WHOLE}[side]
    return share(mirrored(edge, direction)), 13


def _row(root: Element, line: ActorLine, top: int, language: str, direction: str) -> None:
    """The name above its mark, so that neither is in the other's way."""
    y, place = top + ROW - 10, mirrored(SIDES[line.side], direction)
    if line.before:
        _change(root, mirrored(SIDES[line.before], direction), place, y)
    number = f" ({numeral(line.number, language)})" if line.number > 1 else ""
    name = fitted(line.actor.name, NARROWEST - 40)
    write(root, name + number, _beside(line.side, direction)[0], top + 13, ANCHORS[line.side])
    kind = f"mark {line.side}{' unsure' if line.unsure else ''}"
    if line.side == "against":
        spot = draw(root, "svg", x=share(place), y=y, overflow="visible")
        draw(spot, "rect", class_=kind, x=-7, y=-3, width=14, height=6)
    else:
        draw(root, "circle", class_=kind, cx=share(place), cy=y, r=6)


def _change(root: Element, one: int, other: int, y: int) -> None:
    """From a ring where an actor stood to where it stands, with a head."""
    draw(root, "line", class_="change", x1=share(one), y1=y, x2=share(other), y2=y)
    draw(root, "circle", class_="was", cx=share(one), cy=y, r=4)
    sign = 1 if other > one else -1
    head = draw(root, "svg", x=share(other), y=y, overflow="visible")
    draw(head, "path", class_="change", d=f"M{-18 * sign} -5L{-10 * sign} 0L{-18 * sign} 5")
