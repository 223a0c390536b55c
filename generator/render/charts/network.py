"""The network of actors that are named together, and the small one of the neighbours of one actor.

A library computes the layout: springs pull together those that are named together. The rest is whole numbers: names are
placed as near to that point as there is room, those in most reports first, so that no two ever overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from math import isqrt
from xml.etree.ElementTree import Element

from generator.contexts import ActorCard, ActorLink, Network, NetworkNode
from generator.render.charts.svg import draw, draw_text, fitted, mirrored, numeral, picture, radius, to_text, width_of

LAYOUT_ROUNDS, STEPS_PER_ROUND, PIN_WEIGHT, GRID = 4, 50, 2.0, 1_000
"""Rounds of the layout, steps of each, the weight of pins, and the grid of places: finer differences vary by machine."""
MAX_NAME_WIDTH, MIN_LINK_HEIGHT = 180, 24
"""Pixels."""
STEP_X, STEP_Y = 8, 6
"""Pixels between the places that are tried for a name."""
LINE_STRENGTHS, MIN_SCALE = 3, 6
"""The number of line strengths; and the least number of reports or sentences that has the largest circle or line."""
EGO_WIDTH, EGO_ROW_HEIGHT, EGO_CENTRE_X, EGO_NAMES_X = 288, 28, 14, 62
"""Pixels."""


Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of an actor: the middle of its circle, and the box of circle and name, in pixels."""

    x: int
    y: int
    radius: int
    name: str

    @property
    def box(self) -> Box:
        """The box that no other one may overlap."""
        half = max(MIN_LINK_HEIGHT // 2, self.radius + 1)
        return self.x - self.radius - 2, self.y - half, self.x + self.radius + 5 + width_of(self.name), self.y + half


def network(shown: Network, name: str, title: str, description: str, root: str, direction: str) -> str:
    """Draw the leading actors as links to their pages, with lines between those that are named together."""
    spots, width, height = layout(shown)
    chart = picture(name, title, description, height, width=width, links=True)
    for strength, path in _tie_paths(shown, spots, width, direction):
        draw(chart, "path", class_=f"tie t{strength}", d=path)
    for node, spot in zip(shown.nodes, spots, strict=True):
        at = mirrored(spot.x, direction, width)
        _draw_actor(chart, node.link, root, at, spot.y, spot.radius, direction).text = spot.name
    return to_text(chart)


def ego(related: Sequence[ActorCard], name: str, title: str, description: str, root: str, language: str, direction: str) -> str:
    """Draw an actor with lines to those that it is named with, thicker and to larger circles the more often."""
    maximum = max(MIN_SCALE, *(card.mentions for card in related))
    height = EGO_ROW_HEIGHT * len(related)
    chart = picture(name, title, description, height, width=EGO_WIDTH, links=True)
    start, end = (mirrored(x, direction, EGO_WIDTH) for x in (EGO_CENTRE_X, EGO_NAMES_X))
    for number, card in enumerate(related):
        y, bend = EGO_ROW_HEIGHT * number + EGO_ROW_HEIGHT // 2, (start + end) // 2
        strength = _strength(card.mentions, maximum)
        draw(chart, "path", class_=f"tie t{strength}", d=f"M{start} {height // 2}C{bend} {height // 2} {bend} {y} {end} {y}")
    draw(chart, "circle", class_="self", cx=start, cy=height // 2, r=12)
    for number, card in enumerate(related):
        size, count = radius(card.mentions, maximum), f" {numeral(card.mentions, language)}"
        words = _draw_actor(chart, card.link, root, end, EGO_ROW_HEIGHT * number + EGO_ROW_HEIGHT // 2, size, direction)
        words.text = fitted(card.link.name, EGO_WIDTH - EGO_NAMES_X - size - 5 - width_of(count))
        draw(words, "tspan", class_="number").text = count
    return to_text(chart)


def partners(shown: Network) -> list[tuple[ActorLink, list[tuple[ActorLink, int]]]]:
    """Return each actor with the actors that it is named with, most often first: the chart as a table."""
    ties_by_node: list[list[tuple[int, int]]] = [[] for _ in shown.nodes]
    for node, other, number in shown.ties:
        ties_by_node[node].append((-number, other))
        ties_by_node[other].append((-number, node))
    links = [node.link for node in shown.nodes]
    return [
        (link, [(links[other], -negative) for negative, other in sorted(ties)])
        for link, ties in zip(links, ties_by_node, strict=True)
    ]


def layout(shown: Network) -> tuple[list[Spot], int, int]:
    """Return the places of all actors, and the width and height of the chart. Names never overlap."""
    number = len(shown.nodes)
    width = max(300, min(280 + 8 * number, 700))
    height = max(120, 9 * number + 60)
    maximum = max(MIN_SCALE, *(node.number for node in shown.nodes))
    occupied: list[Box] = []
    spots: list[Spot] = []
    for node, (x, y) in zip(shown.nodes, spring_layout(shown), strict=True):
        size = radius(node.number, maximum, largest=11)
        name = fitted(node.link.name, MAX_NAME_WIDTH)
        left, right = size + 2, width - size - 5 - width_of(name)
        wanted = Spot(
            left + (right - left) * x // GRID, MIN_LINK_HEIGHT + (height - 2 * MIN_LINK_HEIGHT) * y // GRID, size, name
        )
        spot = _nearest_free(wanted, occupied, left, right)
        occupied.append(spot.box)
        spots.append(spot)
    return spots, width, max((bottom for _, _, _, bottom in occupied), default=0) + 2


def spring_layout(shown: Network) -> list[tuple[int, int]]:
    """Return the library's layout on the grid, spread so that crowds have room.

    Each actor is tied to those that it is named with, and to a pin at its place before: at first one from its address, then
    that of the last round. Without pins a single report more would change the whole chart.
    """
    import rustworkx

    count = len(shown.nodes)
    maximum = max((sentences for _, _, sentences in shown.ties), default=1)
    graph: rustworkx.PyGraph[int, float] = rustworkx.PyGraph()
    graph.add_nodes_from(range(2 * count))
    graph.add_edges_from([(node, other, 1 + 2 * sentences / maximum) for node, other, sentences in shown.ties])
    graph.add_edges_from([(node, count + node, PIN_WEIGHT) for node in range(count)])
    pins, places = set(range(count, 2 * count)), list(map(_first_place, shown.nodes))
    for _ in range(LAYOUT_ROUNDS):
        ends = [(2 * x / GRID - 1, 2 * y / GRID - 1) for x, y in places]
        start = dict(enumerate(ends + ends))
        layout = rustworkx.spring_layout(
            graph, pos=start, fixed=pins, k=count**-0.5, adaptive_cooling=False, num_iter=STEPS_PER_ROUND, weight_fn=float
        )
        sides = ([layout[node][side] for node in range(count)] for side in (0, 1))
        places = list(zip(*map(_spread, sides), strict=True))
    return places


def _spread(places: Sequence[float]) -> list[int]:
    """Scale places to 0 … `GRID`: one third by value, two thirds by rank, so that they fill the chart."""
    smallest, width = min(places), (max(places) - min(places)) or 1.0
    scaled = [round((place - smallest) / width * GRID) for place in places]
    order = {node: rank for rank, node in enumerate(sorted(range(len(scaled)), key=lambda node: (scaled[node], node)))}
    return [(place + 2 * GRID * order[node] // max(1, len(scaled) - 1)) // 3 for node, place in enumerate(scaled)]


def _first_place(node: NetworkNode) -> tuple[int, int]:
    """Return a place that depends on the actor's address alone, so that it is the same in any network."""
    x, y = blake2b((node.link.path or node.link.name).encode(), digest_size=2).digest()
    return x * GRID // 255, y * GRID // 255


def _nearest_free(wanted: Spot, occupied: Sequence[Box], left: int, right: int) -> Spot:
    """Return the free place that is nearest to the one wanted, or one below all."""
    first, top, last, bottom = wanted.box
    min_dx, max_dx = left - wanted.x, right - wanted.x
    for dx, dy in _offsets():
        if min_dx <= dx <= max_dx and top + dy >= 0:
            a, b, c, d = first + dx, top + dy, last + dx, bottom + dy
            if not any(a < right_ and left_ < c and b < bottom_ and top_ < d for left_, top_, right_, bottom_ in occupied):
                return replace(wanted, x=wanted.x + dx, y=wanted.y + dy)
    below = max(bottom for _, _, _, bottom in occupied)
    return replace(wanted, y=below + wanted.y - top)


@lru_cache(maxsize=1)
def _offsets() -> tuple[tuple[int, int], ...]:
    """Return offsets from a place, nearest first."""
    steps = ((x * STEP_X, y * STEP_Y) for x in range(-50, 51) for y in range(-60, 61))
    return tuple((x, y) for _, x, y in sorted((x**2 + 4 * y**2, x, y) for x, y in steps))


def _tie_paths(shown: Network, spots: Sequence[Spot], width: int, direction: str) -> Iterator[tuple[int, str]]:
    """Return the lines of each strength as one path, the weakest first, so that the strong ones lie above."""
    maximum = max(MIN_SCALE, *(number for _, _, number in shown.ties))
    for strength in range(1, LINE_STRENGTHS + 1):
        ends = [(spots[a], spots[b]) for a, b, number in shown.ties if _strength(number, maximum) == strength]
        path = "".join(f"M{mirrored(a.x, direction, width)} {a.y}L{mirrored(b.x, direction, width)} {b.y}" for a, b in ends)
        if path:
            yield strength, path


def _strength(number: int, maximum: int) -> int:
    """Return a strength from 1 to `LINE_STRENGTHS`, by the square root of the number."""
    return min(LINE_STRENGTHS, 1 + isqrt(number * LINE_STRENGTHS**2 // maximum) * (LINE_STRENGTHS - 1) // LINE_STRENGTHS)


def _draw_actor(chart: Element, link: ActorLink, root: str, x: int, y: int, size: int, direction: str) -> Element:
    """Draw a circle as a link where the actor has a page; return the text element beside it, for the caller to fill."""
    parent = draw(chart, "a", href=root + link.path) if link.path else draw(chart, "g")
    draw(parent, "circle", cx=x, cy=y, r=size)
    return draw_text(parent, "", x - size - 5 if direction == "rtl" else x + size + 5, y + 4)
