"""The picture that stands for the site where somebody links to it: an SVG of the theme, drawn as PNG.

The fonts come with packages, and none of the machine's is looked at: the same card has the same bytes on every machine.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

FONTS = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic")
FAMILY = "Noto Sans"


def png(svg: str) -> bytes:
    """A drawing as pixels. Raises ValueError for what is no drawing."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=_fonts(), font_family=FAMILY))


@lru_cache(maxsize=1)
def _fonts() -> list[str]:
    found = (font for package in FONTS for font in (files(package) / "files").iterdir())
    return sorted(str(font) for font in found if font.name.endswith(".ttf") and "Italic" not in font.name)
