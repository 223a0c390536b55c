"""Characters that readers do not see, or see as others, written as plain ones.

Soft hyphens and zero-width spaces, which tell where a line may break, are taken out; ligatures are spelt out. Copied web pages
and PDF files are full of them, and they would cut names and dates in two. Control characters mean nothing in a text, and feeds
may not have them.
"""

from __future__ import annotations

import re

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Control characters of ASCII but for tabs and line ends."""
PLAIN = str.maketrans(
    {
        **dict.fromkeys((*range(9), *range(14, 32), *range(127, 160), 65534, 65535), ""),
        **dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x1f\x85", " "),
        "\N{SOFT HYPHEN}": "",
        "\N{ZERO WIDTH SPACE}": "",
        "\N{WORD JOINER}": "",
        "\N{ZERO WIDTH NO-BREAK SPACE}": "",
        "\N{LATIN SMALL LIGATURE FF}": "ff",
        "\N{LATIN SMALL LIGATURE FI}": "fi",
        "\N{LATIN SMALL LIGATURE FL}": "fl",
        "\N{LATIN SMALL LIGATURE FFI}": "ffi",
        "\N{LATIN SMALL LIGATURE FFL}": "ffl",
        "\N{LATIN SMALL LIGATURE LONG S T}": "st",
        "\N{LATIN SMALL LIGATURE ST}": "st",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{FIGURE SPACE}": " ",
    }
)


def plain(text: str) -> str:
    """Return a text without soft hyphens, controls and the like, with ligatures spelt out and non-breaking spaces as spaces."""
    return text if text.isascii() and not CONTROL.search(text) else text.translate(PLAIN)
