"""Characters that readers do not see, or see as others, written as plain ones.

Soft hyphens and zero-width spaces, which tell where a line may break, are taken out; ligatures are spelt out. Copied web pages
and PDF files are full of them, and they would cut names and dates in two.
"""

from __future__ import annotations

PLAIN = str.maketrans(
    {
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
    """Return a text without soft hyphens and the like, with ligatures spelt out and non-breaking spaces as spaces."""
    return text if text.isascii() else text.translate(PLAIN)
