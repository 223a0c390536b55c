"""Contexts of charts for tests, and readers of the SVG."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, fromstring

from generator.contexts import ActorLink, Chronology, Moment, Network, NetworkNode
from generator.report.dates_in_words import when
from tests.conftest import words_in

ENGLISH = words_in("en-GB")


def chronology(*dates: str, not_after: str | None = None, number: int = 1) -> Chronology:
    """Return a chronology of EDTF dates."""
    moments = (when(ENGLISH, edtf, None, not_after) for edtf in dates)
    return Chronology(tuple(Moment(moment, number) for moment in moments if moment))


def network(names: Sequence[str], ties: Sequence[tuple[int, int, int]], numbers: Sequence[int] = ()) -> Network:
    """Return a network of actors with these names, each with a page."""
    links = [ActorLink(name, f"actors/{at}.html", "person") for at, name in enumerate(names)]
    counts = numbers or [1] * len(names)
    return Network(tuple(map(NetworkNode, links, counts)), tuple(ties))


def shapes(picture: str, tag: str) -> list[Element]:
    """Return all elements with a tag. Raises ParseError for a chart that is not well-formed."""
    return list(fromstring(picture).iter(tag))


def words(picture: str) -> list[str]:
    """Return the texts of a chart."""
    return ["".join(element.itertext()) for element in shapes(picture, "text")]
