"""Characters that readers do not see, or see as others, written as plain ones.

Soft hyphens and zero-width spaces, which tell where a line may break, are taken out; ligatures are spelt out. Copied web pages
and PDF files are full of them, and they would cut names and dates in two. Control characters have no meaning in a text, and XML
and calendars cannot hold them; those that turn the direction of writing would also turn what stands behind the text on a page.
"""

from __future__ import annotations

BLANKS = "\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""Control characters that part words."""
CONTROLS = {
    **{chr(code): "" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"},
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""),  # the direction of writing
    **dict.fromkeys("\ufffe\uffff", ""),  # no characters
    **dict.fromkeys(BLANKS, " "),
}
PRINTABLE = str.maketrans(CONTROLS)
PLAIN = str.maketrans(
    {
        **CONTROLS,
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


def printable(text: str) -> str:
    """Return a text without control characters, and without those that turn the direction of what stands behind them."""
    return text.translate(PRINTABLE)


def plain(text: str) -> str:
    """Return a printable text without soft hyphens and the like, with ligatures spelt out and non-breaking spaces as spaces."""
    return text.translate(PLAIN)


def on_one_line(text: str) -> str:
    """Return a plain text as one line, words parted by one space."""
    return " ".join(plain(text).split())
