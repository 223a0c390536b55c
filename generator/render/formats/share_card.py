"""The picture of the site for links to it elsewhere: an SVG of the theme, drawn as PNG.

The fonts come with packages and those of the machine are ignored, so that a card has the same bytes on every machine.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

FONTS = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic")
FAMILY = "Noto Sans"


def png(svg: str) -> bytes:
    """Return an SVG as PNG. Raises ValueError for invalid SVG."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=_fonts(), font_family=FAMILY))


@lru_cache(maxsize=1)
def _fonts() -> list[str]:
    found = (font for package in FONTS for font in (files(package) / "files").iterdir())
    return sorted(str(font) for font in found if font.name.endswith(".ttf") and "Italic" not in font.name)
