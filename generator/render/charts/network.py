"""The network of actors who are named together, and the small one of a single actor's neighbours.

A library computes the layout: springs pull together who is named together. The rest is whole numbers: names are placed as
near to that point as there is room, those in most reports first, so that no two ever overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from math import isqrt
from xml.etree.ElementTree import Element

from generator.contexts import ActorCard, ActorLink, Network, NetworkNode
from generator.render.charts.svg import draw, fitted, mirrored, numeral, picture, radius, text_of, width_of, write

ROUNDS, STEPS, PINNED, FINE = 4, 50, 2.0, 1_000
"""Rounds and steps of the springs, how strong pins are, and into how many parts a side is cut: finer differences are those of
machines."""
LONGEST, TALLEST = 180, 24
"""Pixels: the longest name, and the least height of a link."""
STEP_X, STEP_Y = 8, 6
STRENGTHS, MANY = 3, 6
"""How many strengths of lines there are, and how many reports or sentences are many where nobody has more."""
EGO_WIDTH, EGO_ROW, EGO_LEFT, EGO_AT = 288, 28, 14, 62


Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An actor's place: the middle of its circle, and the room that circle and name take."""

    x: int
    y: int
    radius: int
    name: str

    @property
    def box(self) -> Box:
        """The box that no other may overlap."""
        half = max(TALLEST // 2, self.radius + 1)
        return self.x - self.radius - 2, self.y - half, self.x + self.radius + 5 + width_of(self.name), self.y + half


def network(shown: Network, name: str, title: str, description: str, root: str, direction: str) -> str:
    """The leading actors with lines between who is named together, each a link to its page."""
    spots, width, height = placed(shown)
    drawn = picture(name, title, description, height, width=width, links=True)
    for strength, path in _lines(shown, spots, width, direction):
        draw(drawn, "path", class_=f"tie t{strength}", d=path)
    for node, spot in zip(shown.nodes, spots, strict=True):
        at = mirrored(spot.x, direction, width)
        _actor(drawn, node.link, root, at, spot.y, spot.radius, direction).text = spot.name
    return text_of(drawn)


def ego(related: Sequence[ActorCard], name: str, title: str, description: str, root: str, language: str, direction: str) -> str:
    """An actor at the side from which lines lead to whom it is named with, thicker and larger the more often."""
    most = max(MANY, *(card.mentions for card in related))
    height = EGO_ROW * len(related)
    drawn = picture(name, title, description, height, width=EGO_WIDTH, links=True)
    start, end = (mirrored(x, direction, EGO_WIDTH) for x in (EGO_LEFT, EGO_AT))
    for number, card in enumerate(related):
        y, bend = EGO_ROW * number + EGO_ROW // 2, (start + end) // 2
        strength = _strength(card.mentions, most)
        draw(drawn, "path", class_=f"tie t{strength}", d=f"M{start} {height // 2}C{bend} {height // 2} {bend} {y} {end} {y}")
    draw(drawn, "circle", class_="self", cx=start, cy=height // 2, r=12)
    for number, card in enumerate(related):
        size, told = radius(card.mentions, most), f" {numeral(card.mentions, language)}"
        words = _actor(drawn, card.link, root, end, EGO_ROW * number + EGO_ROW // 2, size, direction)
        words.text = fitted(card.link.name, EGO_WIDTH - EGO_AT - size - 5 - width_of(told))
        draw(words, "tspan", class_="number").text = told
    return text_of(drawn)


def partners(shown: Network) -> list[tuple[ActorLink, list[tuple[ActorLink, int]]]]:
    """Each actor with whom it is named, most often first: what the picture shows, for a table."""
    found: list[list[tuple[int, int]]] = [[] for _ in shown.nodes]
    for one, other, number in shown.ties:
        found[one].append((-number, other))
        found[other].append((-number, one))
    links = [node.link for node in shown.nodes]
    return [(link, [(links[other], -less) for less, other in sorted(ties)]) for link, ties in zip(links, found, strict=True)]


def placed(shown: Network) -> tuple[list[Spot], int, int]:
    """Return everybody's place, and the width and height of the chart. Names never overlap."""
    number = len(shown.nodes)
    width = max(300, min(280 + 8 * number, 700))
    height = max(120, 9 * number + 60)
    most = max(MANY, *(node.number for node in shown.nodes))
    taken: list[Box] = []
    spots: list[Spot] = []
    for node, (x, y) in zip(shown.nodes, springs(shown), strict=True):
        size = radius(node.number, most, greatest=11)
        name = fitted(node.link.name, LONGEST)
        left, right = size + 2, width - size - 5 - width_of(name)
        wanted = Spot(left + (right - left) * x // FINE, TALLEST + (height - 2 * TALLEST) * y // FINE, size, name)
        spot = _free(wanted, taken, left, right)
        taken.append(spot.box)
        spots.append(spot)
    return spots, width, max((bottom for _, _, _, bottom in taken), default=0) + 2


def springs(shown: Network) -> list[tuple[int, int]]:
    """Return the library's layout in fractions of a side, spread so that crowds have room.

    Each is tied to whom it is named with, and to a pin at its place before: at first by its address, then where the last
    round left it. Without pins a single report more would change the whole chart.
    """
    import rustworkx

    number = len(shown.nodes)
    most = max((together for _, _, together in shown.ties), default=1)
    graph: rustworkx.PyGraph[int, float] = rustworkx.PyGraph()
    graph.add_nodes_from(range(2 * number))
    graph.add_edges_from([(one, other, 1 + 2 * together / most) for one, other, together in shown.ties])
    graph.add_edges_from([(at, number + at, PINNED) for at in range(number)])
    pins, places = set(range(number, 2 * number)), list(map(_start, shown.nodes))
    for _ in range(ROUNDS):
        ends = [(2 * x / FINE - 1, 2 * y / FINE - 1) for x, y in places]
        start = dict(enumerate(ends + ends))
        found = rustworkx.spring_layout(
            graph, pos=start, fixed=pins, k=number**-0.5, adaptive_cooling=False, num_iter=STEPS, weight_fn=float
        )
        sides = ([found[at][side] for at in range(number)] for side in (0, 1))
        places = list(zip(*map(_spread, sides), strict=True))
    return places


def _spread(places: Sequence[float]) -> list[int]:
    """Places from 0 to `FINE`: one third as they are, two by their order, so that they fill the picture."""
    least, wide = min(places), (max(places) - min(places)) or 1.0
    whole = [round((place - least) / wide * FINE) for place in places]
    order = {at: rank for rank, at in enumerate(sorted(range(len(whole)), key=lambda at: (whole[at], at)))}
    return [(place + 2 * FINE * order[at] // max(1, len(whole) - 1)) // 3 for at, place in enumerate(whole)]


def _start(node: NetworkNode) -> tuple[int, int]:
    """A place of one's own, by one's address: the same whoever else is there."""
    x, y = blake2b((node.link.path or node.link.name).encode(), digest_size=2).digest()
    return x * FINE // 255, y * FINE // 255


def _free(wanted: Spot, taken: Sequence[Box], left: int, right: int) -> Spot:
    """The nearest place to the one that is wanted where nobody stands, or one below all."""
    first, top, last, bottom = wanted.box
    least, most = left - wanted.x, right - wanted.x
    for dx, dy in _around():
        if least <= dx <= most and top + dy >= 0:
            a, b, c, d = first + dx, top + dy, last + dx, bottom + dy
            if not any(a < right_ and left_ < c and b < bottom_ and top_ < d for left_, top_, right_, bottom_ in taken):
                return replace(wanted, x=wanted.x + dx, y=wanted.y + dy)
    below = max(bottom for _, _, _, bottom in taken)
    return replace(wanted, y=below + wanted.y - top)


@lru_cache(maxsize=1)
def _around() -> tuple[tuple[int, int], ...]:
    """Steps away from a place, the nearest first."""
    steps = ((x * STEP_X, y * STEP_Y) for x in range(-50, 51) for y in range(-60, 61))
    return tuple(sorted(steps, key=lambda step: (step[0] ** 2 + 4 * step[1] ** 2, step)))


def _lines(shown: Network, spots: Sequence[Spot], width: int, direction: str) -> Iterator[tuple[int, str]]:
    """Lines of each strength as one path, the weakest first, so that the strong ones lie above."""
    most = max(MANY, *(number for _, _, number in shown.ties))
    for strength in range(1, STRENGTHS + 1):
        ends = [(spots[a], spots[b]) for a, b, number in shown.ties if _strength(number, most) == strength]
        path = "".join(f"M{mirrored(a.x, direction, width)} {a.y}L{mirrored(b.x, direction, width)} {b.y}" for a, b in ends)
        if path:
            yield strength, path


def _strength(number: int, most: int) -> int:
    """From 1 to 3, by the root of the number."""
    return min(STRENGTHS, 1 + isqrt(number * STRENGTHS**2 // most) * (STRENGTHS - 1) // STRENGTHS)


def _actor(drawn: Element, link: ActorLink, root: str, x: int, y: int, size: int, direction: str) -> Element:
    """A circle and the words beside it, as a link where there is a page; the words are left to the caller."""
    parent = draw(drawn, "a", href=root + link.path) if link.path else draw(drawn, "g")
    draw(parent, "circle", cx=x, cy=y, r=size)
    return write(parent, "", x - size - 5 if direction == "rtl" else x + size + 5, y + 4)
