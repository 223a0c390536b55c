"""SVG elements, the room that words take, and what every picture has: a role, a title and a description."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from math import isqrt
from xml.etree.ElementTree import Element, SubElement, tostring

WHOLE = 10_000
"""Parts of a picture's width in which places along it are given: hundredths of a percent."""
NARROWEST = 272
"""Pixels that a picture has on the narrowest screens and in margins."""
MARGIN = 250
"""Parts that are kept free at either side, so that nothing sticks out."""
# Widths of letters in hundredths of the type's size, as those of wide sans-serifs (DejaVu Sans).
LETTERS = {"ijlI.,:;!'’‘| ": 33, "frt()[]/-": 42, "mwMW@%&—…": 100}
SCRIPTS = (("\u0250", 74, 64), ("\u0590", 92, 74), ("\u0900", 68, 68))
"""Where scripts end, and how wide their capitals and other letters are: Latin; Greek and Cyrillic; Hebrew and Arabic."""
OTHER, FULL = 90, 112


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
    """A shape within another; `class_` is its class."""
    return SubElement(parent, tag, {key.rstrip("_"): str(value) for key, value in attributes.items()})


def write(parent: Element, text: str, x: int | str, y: int, anchor: str = "start") -> Element:
    """Words within a picture, which begin where the page's language begins them; their outline keeps lines off them."""
    attributes = {"paint-order": "stroke"} | ({} if anchor == "start" else {"text-anchor": anchor})
    found = draw(parent, "text", x=x, y=y, **attributes)
    found.text = text
    return found


def text_of(picture_: Element) -> str:
    """The picture as text."""
    return tostring(picture_, encoding="unicode")


def numeral(number: int, language: str) -> str:
    """A number as the language writes it."""
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=language.replace("-", "_")))


def share(parts: int) -> str:
    """Parts of the whole as a percentage."""
    whole, rest = divmod(parts, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%"


def mirrored(parts: int, direction: str, whole: int = WHOLE) -> int:
    """A place along a line, counted from the side at which the page's language begins."""
    return whole - parts if direction == "rtl" else parts


@lru_cache(maxsize=4096)
def width_of(text: str, size: int = 13) -> int:
    """The pixels that words take at most, whichever usual sans-serif they are set in."""
    return -(-sum(map(_letter, text)) * size // 100)


@lru_cache(maxsize=4096)
def fitted(text: str, room: int, size: int = 13) -> str:
    """Words that take no more room than there is: as they are, or cut with an ellipsis."""
    if width_of(text, size) <= room:
        return text
    end = len(text)
    while end > 1 and width_of(f"{text[:end].rstrip()}…", size) > room:
        end -= 1
    while unicodedata.combining(text[end]):
        end += 1
    return f"{text[:end].rstrip()}…"


def radius(number: int, most: int, least: int = 4, greatest: int = 10) -> int:
    """The radius of a circle whose area grows with a number, in pixels."""
    return least + isqrt((greatest - least) ** 2 * min(number, most) // most) if most else least


def _letter(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    known = [width for letters, width in LETTERS.items() if letter in letters]
    known += [capital if letter.isupper() else small for end, capital, small in SCRIPTS if letter < end]
    return known[0] if known else FULL if unicodedata.east_asian_width(letter) in {"W", "F"} else OTHER
