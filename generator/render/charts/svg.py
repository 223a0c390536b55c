"""SVG elements, the width of text, and the parts of every chart: a role, a title and a description."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import accumulate, takewhile
from math import isqrt
from xml.etree.ElementTree import Element, SubElement, tostring

WHOLE = 10_000
"""The width of a chart in hundredths of a percent, the unit of places along it."""
NARROWEST = 272
"""The width of a chart on the narrowest screens and in margins, in pixels."""
MARGIN = 250
"""The empty space at either side, in hundredths of a percent of the width, so that nothing sticks out."""
# Widths of letters in hundredths of the type's size, as those of wide sans-serifs (DejaVu Sans).
LETTER_WIDTHS = {"ijlI.,:;!'’‘| ": 33, "frt()[]/-": 42, "mwMW@%&—…": 100}
ELLIPSIS = "…"
SCRIPT_WIDTHS = (("\u0250", 74, 64), ("\u0590", 92, 74), ("\u0900", 68, 68))
"""Where scripts end, and how wide their capitals and other letters are: Latin; Greek and Cyrillic; Hebrew and Arabic."""
OTHER_LETTER_WIDTH, WIDE_LETTER_WIDTH = 90, 112
"""Letters of other scripts, and the full-width ones of East Asia."""


def picture(name: str, title: str, description: str, height: int, *, width: int = 0, links: bool = False) -> Element:
    """An empty picture as wide as there is room, or as many pixels, which paper may scale.

    One with links in it is a group, as what is in an image cannot be reached.
    """
    attributes = {"class": f"chart-{name}", "width": str(width or "100%"), "height": str(height)}
    attributes |= {"viewBox": f"0 0 {width} {height}"} if width else {}
    attributes |= {"role": "group" if links else "img", "aria-labelledby": f"{name}-title {name}-says"}
    root = Element("svg", attributes)
    SubElement(root, "title", id=f"{name}-title").text = title
    SubElement(root, "desc", id=f"{name}-says").text = description
    return root


def draw(parent: Element, tag: str, **attributes: int | str) -> Element:
    """Add an element to a parent; `class_` is its class."""
    return SubElement(parent, tag, {key.rstrip("_"): str(value) for key, value in attributes.items()})


def draw_text(parent: Element, text: str, x: int | str, y: int, anchor: str = "start") -> Element:
    """Add text that starts, ends or has its middle at a place; its outline keeps lines off it."""
    attributes = {"paint-order": "stroke"} | ({} if anchor == "start" else {"text-anchor": anchor})
    element = draw(parent, "text", x=x, y=y, **attributes)
    element.text = text
    return element


def to_text(picture_: Element) -> str:
    """Return an SVG element as text."""
    return tostring(picture_, encoding="unicode")


def numeral(number: int, language: str) -> str:
    """Return a number as the language writes it."""
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=language.replace("-", "_")))


def percent(parts: int) -> str:
    """Return hundredths of a percent as a percentage: 1205 is "12.05%"."""
    whole, rest = divmod(parts, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%"


def mirrored(parts: int, direction: str, whole: int = WHOLE) -> int:
    """Return a place along a line, counted from the side at which the page's language begins."""
    return whole - parts if direction == "rtl" else parts


@lru_cache(maxsize=4096)
def width_of(text: str, size: int = 13) -> int:
    """Return the greatest width of a text in the usual sans-serif fonts, in pixels."""
    return -(-sum(map(_letter_width, text)) * size // 100)


@lru_cache(maxsize=4096)
def fitted(text: str, max_width: int, size: int = 13) -> str:
    """Return a text as it is where it fits in a width in pixels, else cut with an ellipsis."""
    if width_of(text, size) <= max_width:
        return text
    room = max_width * 100 - _letter_width(ELLIPSIS) * size
    widths = accumulate(_letter_width(letter) for letter in text)
    end = max(1, sum(1 for _ in takewhile(lambda width: width * size <= room, widths)))
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return f"{text[:end].rstrip()}{ELLIPSIS}"


def radius(number: int, maximum: int, smallest: int = 4, largest: int = 10) -> int:
    """Return the radius in pixels of a circle whose area grows with a number."""
    return smallest + isqrt((largest - smallest) ** 2 * min(number, maximum) // maximum) if maximum else smallest


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    widths = [width for letters, width in LETTER_WIDTHS.items() if letter in letters]
    widths += [capital if letter.isupper() else small for end, capital, small in SCRIPT_WIDTHS if letter < end]
    return (
        widths[0] if widths else WIDE_LETTER_WIDTH if unicodedata.east_asian_width(letter) in {"W", "F"} else OTHER_LETTER_WIDTH
    )
