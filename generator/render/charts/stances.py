"""Positions on a topic: a row for each actor, a mark at the side of its latest position, an arrow where that changed."""

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
    draw_text,
    fitted,
    mirrored,
    numeral,
    percent,
    picture,
    to_text,
)

SIDE_PLACES = {"against": MARGIN, "other": WHOLE // 2, "for": WHOLE - MARGIN}
TEXT_ANCHORS = {"against": "start", "other": "middle", "for": "end"}
ROW_HEIGHT, HEAD_HEIGHT, FOOT_HEIGHT = 34, 30, 4
"""Pixels."""


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor's side by its latest position, its side before a change, and the number of positions.

    It is hedged where that position has a hedge or a condition.
    """

    actor: ActorLink
    side: str
    before: str
    number: int
    is_hedged: bool


def lines(stands: Iterable[tuple[ActorLink, Sequence[PositionView]]]) -> list[ActorLine]:
    """Return the rows: opponents, then those who are neither, then supporters. Positions come oldest first."""
    rows = [_actor_line(actor, positions) for actor, positions in stands if positions]
    return sorted(rows, key=lambda line: list(SIDE_PLACES).index(line.side))


def stances(
    rows: Sequence[ActorLine], name: str, title: str, description: str, labels: Sequence[str], language: str, direction: str
) -> str:
    """Draw the sides of actors; `labels` name the sides."""
    height = HEAD_HEIGHT + ROW_HEIGHT * len(rows)
    root = picture(name, title, description, height + FOOT_HEIGHT)
    for (side, place), label in zip(SIDE_PLACES.items(), labels, strict=True):
        x = percent(mirrored(place, direction))
        draw(root, "line", class_="axis", x1=x, y1=HEAD_HEIGHT - 8, x2=x, y2=height)
        draw_text(root, label, *_label_place(side, direction), TEXT_ANCHORS[side]).set("class", "side")
    for number, line in enumerate(rows):
        _draw_row(root, line, HEAD_HEIGHT + ROW_HEIGHT * number, language, direction)
    return to_text(root)


def _actor_line(actor: ActorLink, positions: Sequence[PositionView]) -> ActorLine:
    latest = positions[-1]
    changes = [number for number, position in enumerate(positions) if position.changed]
    before = {"for": "against", "against": "for"}.get(positions[changes[-1]].polarity, "") if changes else ""
    side, is_hedged = latest.polarity, bool(latest.hedge or latest.condition)
    return ActorLine(actor, side, before if before != side else "", len(positions), is_hedged)


def _label_place(side: str, direction: str) -> tuple[str, int]:
    edge = {"against": 0, "other": WHOLE // 2, "for": WHOLE}[side]
    return percent(mirrored(edge, direction)), 13


def _draw_row(root: Element, line: ActorLine, top: int, language: str, direction: str) -> None:
    """Draw the name above its mark, so that they do not overlap."""
    y, place = top + ROW_HEIGHT - 10, mirrored(SIDE_PLACES[line.side], direction)
    if line.before:
        _draw_change(root, mirrored(SIDE_PLACES[line.before], direction), place, y)
    number = f" ({numeral(line.number, language)})" if line.number > 1 else ""
    name = fitted(line.actor.name, NARROWEST - 40)
    draw_text(root, name + number, _label_place(line.side, direction)[0], top + 13, TEXT_ANCHORS[line.side])
    class_ = f"mark {line.side}{' hedged' if line.is_hedged else ''}"
    if line.side == "against":
        shape = draw(root, "svg", x=percent(place), y=y, overflow="visible")
        draw(shape, "rect", class_=class_, x=-7, y=-3, width=14, height=6)
    else:
        draw(root, "circle", class_=class_, cx=percent(place), cy=y, r=6)


def _draw_change(root: Element, before: int, after: int, y: int) -> None:
    """Draw an arrow from a ring at the side before to the side after."""
    draw(root, "line", class_="change", x1=percent(before), y1=y, x2=percent(after), y2=y)
    draw(root, "circle", class_="was", cx=percent(before), cy=y, r=4)
    sign = 1 if after > before else -1
    head = draw(root, "svg", x=percent(after), y=y, overflow="visible")
    draw(head, "path", class_="change", d=f"M{-18 * sign} -5L{-10 * sign} 0L{-18 * sign} 5")
