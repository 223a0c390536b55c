"""What tests show in pictures, and what they look for in them."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, fromstring

from generator.contexts import ActorLink, Chronology, Moment, Network, NetworkNode
from generator.report.dates_in_words import when
from tests.conftest import words_in

ENGLISH = words_in("en-GB")


def chronology(*dates: str, not_after: str | None = None, number: int = 1) -> Chronology:
    """A chronology of these EDTF dates."""
    moments = (when(ENGLISH, edtf, None, not_after) for edtf in dates)
    return Chronology(tuple(Moment(moment, number) for moment in moments if moment))


def network(names: Sequence[str], ties: Sequence[tuple[int, int, int]], numbers: Sequence[int] = ()) -> Network:
    """A network of actors of these names, of whom each has a page of its own."""
    links = [ActorLink(name, f"actors/{at}.html", "person") for at, name in enumerate(names)]
    given = numbers or [1] * len(names)
    return Network(tuple(map(NetworkNode, links, given)), tuple(ties))


def shapes(picture: str, tag: str) -> list[Element]:
    """All elements of a kind in a picture, which must be well-formed."""
    return list(fromstring(picture).iter(tag))


def words(picture: str) -> list[str]:
    """What stands in a picture."""
    return ["".join(element.itertext()) for element in shapes(picture, "text")]
