"""Reports of one kind of thing again and again, in any length: what has taken a reader, a parser or a rule too long.

Each shape is a function of a number of characters; the text that it returns has about so many.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache

from bench.articles import articles

Shape = Callable[[int], str]
DATE = "2009-10-13"
WORDS = "plan water harbour letter school number river table garden winter market answer village bridge paper".split()


def report(text: str) -> str:
    """The file of a report with a text."""
    return f"---\ntitle: A shape\ndate: {DATE}\nsource: Example News\n---\n\n{text}\n"


def _again(unit: str, before: str = "", after: str = "") -> Shape:
    """Return a shape of one unit, again and again."""
    return lambda size: before + unit * max(1, (size - len(before) - len(after)) // len(unit)) + after


def _numbered(unit: str, before: str = "") -> Shape:
    """Return a shape of a unit with a number of its own each time."""
    return lambda size: before + "".join(unit.format(number) for number in range(max(1, size // (len(unit) + 2))))


def _nested(opening: str, inside: str, closing: str) -> Shape:
    """Return a shape of things in each other."""

    def shape(size: int) -> str:
        depth = max(1, size // (len(opening) + len(closing)))
        return opening * depth + inside + closing * depth

    return shape


def _nested_list(indent: int, mark: str) -> Shape:
    """Return a shape of lists in lists, as deep as the length allows."""

    def shape(size: int) -> str:
        lines: list[str] = []
        length = 0
        while length < size:
            lines.append(f"{' ' * indent * len(lines)}{mark} a\n")
            length += len(lines[-1])
        return "".join(lines)

    return shape


def _tree_of_lists(size: int) -> str:
    """Return lists five levels deep, as a person may write them."""
    return _again("".join(f"{'    ' * depth}- item of level {depth}\n" for depth in range(5)))(size)


def _wide_table(size: int) -> str:
    columns = max(1, size // 8)
    return f"|{'a|' * columns}\n|{'-|' * columns}\n|{'b|' * columns}\n"


def _prose(separator: str) -> Shape:
    """Return a shape of reports as agencies write them, one after the other."""

    @lru_cache(maxsize=2)
    def whole(size: int) -> str:
        parts: list[str] = []
        length = 0
        for article in articles(1 + size // 1_500):
            text = separator.join(article.text.split(" \n\n"))
            parts.append(text)
            length += len(text) + len(separator)
            if length > size:
                break
        return separator.join(parts)[:size]

    return whole


def _words(separator: str, *, capitals: bool = False) -> Shape:
    """Return a shape of words without a sentence's end."""

    def shape(size: int) -> str:
        chance = random.Random(1)  # noqa: S311 - the same words each time
        words = [word.title() if capitals else word for word in chance.choices(WORDS, k=size // (6 + len(separator)))]
        return separator.join(words)

    return shape


MARKUP: dict[str, Shape] = {
    "brackets": _again("["),
    "closed brackets": _nested("[", "a", "]"),
    "pictures": _again("!["),
    "links without words": _again("[]("),
    "links": _again("[a](b) "),
    "links, a paragraph each": _again("[a](http://b.example/)\n\n"),
    "references": _again("[a][b] ", after="\n\n[b]: http://b.example/"),
    "references to themselves": _numbered("[a{0}][b{0}]\n\n[b{0}]: http://b.example/{0}\n\n"),
    "definitions": _numbered("[a{}]: http://b.example/\n"),
    "definitions, a paragraph each": _numbered("[a{}]: http://b.example/\n\n"),
    "notes' links": _again("[[a|b]] "),
    "marks of footnotes": _again("[^1] ", after="\n\n[^1]: A note."),
    "openings of footnotes": _again("[^"),
    "footnotes": _numbered("A line[^{0}].\n\n[^{0}]: Note {0}.\n\n"),
    "footnotes without marks": _numbered("[^{0}]: Note {0}.\n"),
    "tags that open": _again("<"),
    "tags": _again("<div>"),
    "tags in each other": _nested("<div>", "a", "</div>"),
    "tags, a paragraph each": _again("<div>a</div>\n\n"),
    "tags in lines": _again("a <b>b</b> c\n\n"),
    "half a tag": _again("<a href="),
    "comments": _again("<!--"),
    "comments that end": _again("<!-- a -->\n\n"),
    "instructions": _again("<?a "),
    "entities": _again("&amp;"),
    "entities, a paragraph each": _again("&lt;b&gt;\n\n"),
    "ampersands": _again("&"),
    "addresses": _again("https://a.example/ "),
    "addresses, a paragraph each": _again("https://a.example/\n\n"),
    "one address": _again("a", before="https://a.example/"),
    "addresses in angles": _again("<https://a.example/> "),
    "escapes": _again(r"\*"),
    "backslashes": _again("\\"),
    "backticks": _again("`a "),
    "code": _again("`a` b\n\n"),
    "backticks, ever more": lambda size: " ".join("`" * length for length in range(1, int((2 * size) ** 0.5))),
    "fences": _again("```\n"),
    "fences that close": _again("```\na\n```\n\n"),
    "one fence": _again("a line of code\n", before="```\n", after="```\n"),
    "indented code": _again("    a\n"),
    "emphasis": _again("*a"),
    "emphasis in emphasis": _again("*a **a "),
    "emphasis, a paragraph each": _again("*a* **b** _c_\n\n"),
    "underscores": _again("_a"),
    "stars": _again("*"),
    "tildes": _again("~"),
    "headings": _again("# a\n"),
    "headings, a paragraph each": _again("## a\n\n"),
    "underlined headings": _again("a\n=\n"),
    "underlined headings, a paragraph each": _again("a\n=\n\n"),
    "signs of headings": _again("#"),
    "rules": _again("a\n---\n"),
    "rules, a paragraph each": _again("---\n\n"),
    "dashes": _again("-"),
    "quotations": _again("> a\n"),
    "quotations, a paragraph each": _again("> a\n\n"),
    "quotations in each other": _again("> "),
    "list": _again("- a\n"),
    "list with paragraphs": _again("- a\n\n"),
    "numbered list": _again("1. a\n"),
    "lists apart": _again("- a\n\nb\n\n"),
    "list with lines behind": _again("- a\n\n    b\n\n"),
    "list in list": _tree_of_lists,
    "lists in each other": _nested_list(2, "*"),
    "lists in each other by fours": _nested_list(4, "-"),
    "lists on one line": _again("- "),
    "long table": _again("| a | b |\n", before="| a | b |\n|---|---|\n"),
    "wide table": _wide_table,
    "tables": _again("| a | b |\n|---|---|\n| c | d |\n\n"),
    "bars": _again("|"),
    "lines that break": _again("a  \n"),
    "lines": _again("a\n"),
    "paragraphs": _again("a\n\n"),
    "line ends": _again("\n"),
    "blanks": _again(" ", before="a", after="b"),
    "tabs": _again("\t", before="a", after="b"),
    "braces": _again("{a}"),
}
"""Marks of Markdown and HTML."""

CHARACTERS: dict[str, Shape] = {
    "one word": _again("a"),
    "one word in capitals": _again("A"),
    "one number": _again("7"),
    "syllables without a blank": _again("Abc"),
    "words with hyphens": _again("well-"),
    "words with apostrophes": _again("it's"),
    "full stops": _again("."),
    "full stops apart": _again(". "),
    "abbreviations": _again("U.S. "),
    "initials": _again("J. "),
    "commas": _again(","),
    "semicolons": _again("a; "),
    "colons": _again("a: "),
    "question marks": _again("? "),
    "brackets, round": _again("("),
    "brackets, round, in each other": _nested("(", "a", ")"),
    "words in brackets": _again("(a) "),
    "double quotation marks": _again('"'),
    "double quotation marks apart": _again('" '),
    "words in quotation marks": _again('"a" '),
    "quotations begun": _again("“a "),
    "quotations ended": _again("a” "),
    "quotations in each other": _nested("“", "a", "”"),
    "angled quotation marks": _again("«a» "),
    "low quotation marks": _again("„a“ "),
    "single quotation marks": _again("'a' "),
    "single quotation marks, round": _again("‘a’ "),
    "two apostrophes": _again("''a'' "),
    "paragraphs that begin with a quotation mark": _again("“We go on.\n\n"),
    "dashes between words": _again("a – "),
    "ellipses": _again("a … "),
    "combining marks": _again("\u0301", before="a"),
    "letters with combining marks": _again("e\u0301\u0302 "),
    "right-to-left marks": _again("\u202e\u200f"),
    "right-to-left letters": _again("שלום "),
    "soft hyphens": _again("a\u00ad"),
    "zero-width joiners": _again("\u200d"),
    "emoji": _again("😀"),
    "emoji apart": _again("👩\u200d👩\u200d👧 "),
    "no-break blanks": _again("a\u00a0"),
    "Chinese": _again("新闻报道"),
}
"""Characters and marks of any text."""

LANGUAGE: dict[str, Shape] = {
    "capitalised words": _words(" ", capitals=True),
    "capitalised words with commas": _words(", ", capitals=True),
    "words without a full stop": _words(" "),
    "words with commas": _words(", "),
    "words with and": _words(" and "),
    "words with of": _words(" of the "),
    "words, a line each": _words("\n"),
    "one name": _again("Anna Berg "),
    "names, a sentence each": _again("Anna Berg. "),
    "names, all different": lambda size: " ".join(f"{first}a {last}berg met {last}son." for first, last in _pairs(size // 26)),
    "bodies, all different": lambda size: " ".join(f"The {first}{last} Bank paid." for first, last in _pairs(size // 24)),
    "titles": _again("President "),
    "said": _again("said "),
    "said by him": _again("he said "),
    "said that he said": _again("he said that "),
    "said, a sentence each": _again("Anna Berg said so. "),
    "told by each other": _again("Anna Berg told Carl Holm that "),
    "who": _again("who said "),
    "according to": _again("according to "),
    "quotes": _again("“We go,” Berg said. "),
    "quotes, all different": _numbered("“We go {0} times,” said Berg. "),
    "quotes begun by names": _again("Anna Berg: “We go "),
    "turns": _again("ANNA BERG: We go on.\n\n"),
    "he": _again("he "),
    "he, a sentence each": _again("He went. "),
    "numbers": _again("1,000 "),
    "amounts": _again("$2.5 billion "),
    "percentages": _again("12 percent of "),
    "people hurt": _again("12 people were killed. "),
    "numbers in words": _again("twenty-one thousand "),
    "dates": _again("13 October 2009 "),
    "dates, a sentence each": _again("They met on 13 October 2009. "),
    "dates in figures": _again("2009-10-13 "),
    "days of the week": _again("on Monday "),
    "years": _again("in 2009 and "),
    "times": _again("at 10:30 a.m. "),
    "months": _again("from May to "),
    "rejected": _again("Norway rejected the plan. "),
    "rejected, a chain": _again("Norway rejected the plan and "),
    "supports": _again("supports "),
    "met": _again("Berg met Holm and "),
    "happenings": _again("An earthquake hit Oslo. "),
    "topics": _again("climate change policy "),
    "adjectives": _again("new "),
    "questions": _again("Who will pay? "),
    "sentences, all alike": _again("It rained in the night. "),
    "one natural sentence": lambda size: _prose(" ")(size).replace(". ", ", and ").replace("”", "").replace("“", ""),
    "one natural paragraph": _prose(" "),
    "natural paragraphs": _prose("\n\n"),
}
"""Words of news, again and again, and natural text."""

SHAPES: dict[str, Shape] = {**MARKUP, **CHARACTERS, **LANGUAGE}


def _pairs(count: int) -> list[tuple[str, str]]:
    """Return so many pairs of syllables that begin with a capital."""
    letters = "bdfghklmnprst"
    syllables = [first + vowel + last for first in letters for vowel in "aeiou" for last in letters]
    return [
        (syllables[number % len(syllables)].title(), syllables[number // len(syllables) % len(syllables)].title())
        for number in range(max(1, count))
    ]
