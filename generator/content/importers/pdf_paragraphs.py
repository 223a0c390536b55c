"""Lines of a PDF in the order of reading to its headings, paragraphs and entries of lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.content.importers.pdf_columns import PlacedLine
from generator.content.importers.pdf_pages import RAISED, PdfLine
from generator.content.importers.plain_text import SENTENCE_END

BULLET = re.compile(r"(?:[•●▪■◦‣∙·–—*-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
BULLET_SIGN = re.compile(r"[•●▪■◦‣∙·–—*-]\s+")
HYPHEN_AT_END = re.compile(r"(?<![^\W\d_])([^\W\d_]+)([\u00ad-])$")
COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
FIRST_WORD = re.compile(r"\S+")
RAISED_NUMBER = re.compile(f"[{''.join(RAISED.values())}]+")
CONTENTS_LINE = re.compile(r".*(?:\s?\.){5,}\s*[\divxlIVXL]+")
"""An entry of a table of contents: dots up to a page's number."""
FOOTNOTE_NUMBER = re.compile(r"(\d{1,3})(?:[.)]\s*|\s+|(?=[A-Z]))")
OF_COMPOUNDS = frozenset("self well vice twenty thirty forty fifty sixty seventy eighty ninety".split())
"""First parts of compounds that are written with a hyphen wherever they are."""
MAX_WORDS_OF_HEADING = 18
LARGER = 1.12
"""A heading's lines are this much higher than the text's, if they are not bold."""
COMMON = 8
"""The least distance that one of so many pairs of lines has is that of lines in a paragraph."""
LOOSE_LINES = 1.4
"""From this distance on, in heights of a line, each line may be a paragraph: one that ends a sentence does end it."""
WIDE_SPACE = 1.35
"""The least distance between paragraphs, in distances between lines."""


@dataclass(frozen=True, slots=True)
class PdfBlock:
    """A heading, an entry of a list or a paragraph."""

    text: str
    """Its words; the mark of a footnote is its number in raised digits, as `RAISED` has them."""
    is_heading: bool
    is_entry: bool
    height: float
    column: int


@dataclass(frozen=True, slots=True)
class _Measures:
    """The usual measures of a document: the text's height, the distance of its lines, whether paragraphs are indented."""

    height: float
    pitch: float
    is_indented: bool


def text_height(lines: Iterable[PdfLine]) -> float:
    """The height in which most of the text is set, in points."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(2 * line.height) / 2] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def blocks(lines: Sequence[PlacedLine], height: float, footnotes: frozenset[str]) -> list[PdfBlock]:
    """Return what lines in the order of reading make up. `footnotes` are the numbers of those that the document has."""
    lines = [placed for placed in lines if not CONTENTS_LINE.fullmatch(placed.line.text)]
    usual = _measures(lines, height)
    groups: list[list[PlacedLine]] = []
    for placed in lines:
        if groups and not _begins_another(groups[-1], placed, usual):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    compounds, words = _vocabulary(lines)
    return [_block(group, usual, compounds, words, footnotes) for group in groups]


def _measures(lines: Sequence[PlacedLine], height: float) -> _Measures:
    pairs = [(one, two) for one, two in pairwise(lines) if one.column == two.column]
    pitches = [round(one.line.bottom - two.line.bottom, 1) for one, two in pairs if abs(two.line.height - height) < 1]
    common = [pitch for pitch, count in Counter(pitches).items() if pitch > 0 and COMMON * count > len(pitches)]
    indented = sum(_is_indented(two) and not _is_indented(one) for one, two in pairs)
    return _Measures(height, min(common, default=1.3 * height), indented * 25 > len(pairs))


def _is_indented(placed: PlacedLine) -> bool:
    return 0.4 * placed.line.height < placed.line.left - placed.left < 5 * placed.line.height


def _is_large(line: PdfLine, usual: _Measures) -> bool:
    return line.height > LARGER * usual.height


def _begins_another(group: Sequence[PlacedLine], new: PlacedLine, usual: _Measures) -> bool:
    """Return whether a line begins another block than the one before it is in."""
    old = group[-1]
    if abs(old.line.height - new.line.height) > 0.1 * usual.height or BULLET.match(new.line.text):
        return True
    if old.line.is_bold != new.line.is_bold:
        return not HYPHEN_AT_END.search(old.line.text)
    if old.column != new.column:
        return _begins_another_in_the_next_column(old, new, usual)
    pitch = usual.pitch * max(1.0, new.line.height / usual.height)
    if old.line.bottom - new.line.bottom > WIDE_SPACE * pitch:
        return True
    return _begins_another_right_below(group, new, usual)


def _begins_another_right_below(group: Sequence[PlacedLine], new: PlacedLine, usual: _Measures) -> bool:
    old, is_in_entry = group[-1], bool(BULLET.match(group[0].line.text)) and new.line.left > group[0].line.left + 2
    if is_in_entry or _is_large(new.line, usual) or HYPHEN_AT_END.search(old.line.text):
        return False
    space = (old.line.bottom - new.line.bottom) / new.line.height
    if space > LOOSE_LINES and SENTENCE_END.search(old.line.text) and not new.line.text[:1].islower():
        return True
    is_first_line = usual.is_indented and _is_indented(new) and not _is_indented(old)
    return is_first_line or (_ends_early(old, new) and not new.line.text[:1].islower())


def _begins_another_in_the_next_column(old: PlacedLine, new: PlacedLine, usual: _Measures) -> bool:
    if HYPHEN_AT_END.search(old.line.text) or new.line.text[:1].islower():
        return False
    if not SENTENCE_END.search(old.line.text):
        return _is_large(old.line, usual) or _ends_early(old, new)
    return _is_indented(new) if usual.is_indented else True


def _ends_early(old: PlacedLine, new: PlacedLine) -> bool:
    """Return whether the first word of the next line would have had room on this one."""
    word = FIRST_WORD.match(new.line.text)
    width = (new.line.right - new.line.left) / max(1, len(new.line.text))
    needed = (len(word[0]) + 1) * width if word else 0.0
    return old.right - old.line.right > needed + 0.5 * old.line.height


def _vocabulary(lines: Sequence[PlacedLine]) -> tuple[frozenset[str], frozenset[str]]:
    """The compounds with a hyphen, and the words, that stand within lines."""
    texts = [placed.line.text.casefold() for placed in lines]
    compounds = {found for text in texts for found in COMPOUND.findall(text)}
    words = {word.strip(".,;:!?()[]“”\"'’") for text in texts for word in text.split()}
    return frozenset(compounds), frozenset(words)


def _block(
    group: Sequence[PlacedLine], usual: _Measures, compounds: frozenset[str], words: frozenset[str], footnotes: frozenset[str]
) -> PdfBlock:
    text = ""
    for placed in group:
        text = _joined(text, placed.line.text, compounds, words)
    text = RAISED_NUMBER.sub(lambda found: found[0] if number_of(found[0]) in footnotes else number_of(found[0]), text).replace(
        "\u00ad", ""
    )
    text = " ".join(text.split())
    first = group[0].line
    is_short = len(text.split()) <= MAX_WORDS_OF_HEADING and not re.search(r"[.;,:]$", text)
    is_bold = all(placed.line.is_bold for placed in group)
    is_heading = _is_large(first, usual) or (is_bold and is_short)
    is_entry = not is_heading and bool(BULLET_SIGN.match(text))
    return PdfBlock(BULLET_SIGN.sub("", text) if is_entry else text, is_heading, is_entry, first.height, group[0].column)


def number_of(raised: str) -> str:
    """Return raised digits as plain ones."""
    return "".join(str(ord(digit) - ord(RAISED[0])) for digit in raised)


def _joined(text: str, more: str, compounds: frozenset[str], words: frozenset[str]) -> str:
    """Two lines as one; a hyphen at the end of the first stays where it belongs to a compound."""
    hyphen = HYPHEN_AT_END.search(text)
    word = re.match(r"[^\W\d_]+", more)
    if not hyphen or not word:
        glue = "" if not text or text.endswith(("-", "—", "/")) else " "
        return f"{text}{glue}{more}"
    one, two = hyphen[1].casefold(), word[0].casefold()
    stays = f"{one}-{two}" in compounds or (hyphen[2] == "-" and (word[0][0].isupper() or one in OF_COMPOUNDS))
    if f"{one}{two}" in words and f"{one}-{two}" not in compounds and not word[0][0].isupper():
        stays = False
    return f"{text[: hyphen.start(2)]}{'-' if stays else ''}{more}"
