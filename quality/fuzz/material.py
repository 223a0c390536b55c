"""What random cases are made of: news sentences, odd words, marks and dates, reports of the sample, and what changes them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parent.parent.parent
MAX_SEED_BYTES = 300_000
PEOPLE = (
    "Trade Minister Pedro Alvares|Mr Alvares|Nadia Rahmani|Ms Rahmani|President Ole Lund|Anna Berg|Dr. Jörg Müller|O'Neill|"
    "Secretary of State Hillary Clinton|Sergei Lavrov|the prime minister|a senior official who asked not to be named|she|they|"
    "Sheikh Khalid al-Masri|Ursula von der Lahn|Kim Sung-il|Pope Leo|J. R. R. Berg Jr.|the spokesman"
).split("|")
BODIES = (
    "Portugal|Morocco|Rabat|Moscow|the United States|the US|the European Commission|the Agadir Fishermen's Union (AFU)|AFU|"
    "Meridian Airlines|Acme Trading Ltd|the army|NATO|six world powers|the White House|Hamas|the Nordic Council|Russia|Iran"
).split("|")
THINGS = (
    "the harbour treaty|a plan to cut tariffs|sanctions against Iran|any link between aid and trade|the USS Berg|Resolution 1929|"
    "missile defence|new talks on fish|40 people|some 12,000 boats|€200 million in aid|3.5% of the budget|the ceasefire|it"
).split("|")
ACTS = (
    "rejected|supports|said it would not sign|warned that it could delay|agreed with|called for|criticised|killed|met|attacked|"
    "is likely to seek|refused to accept|welcomed|signed|told reporters about|did not rule out|bought|denied"
).split("|")
TIMES = (
    "on Monday|yesterday|on 12 October 2009|in July|last week|two days ago|on 29 February|by the end of 2010|at 9.30 p.m.|"
    "since the 1990s|in the third quarter|next Christmas|earlier this month|on 30 February 2011|between 5 and 9 May|tomorrow|now"
).split("|")
SPEECH = (
    '"We will sign if {0}," {1} said.|{1} told {2} that {0}.|“{0},” said {1} {3}. “There is no link.”|According to {2}, {0}.|'
    "{1}: {0}|'{0}', {1} added|{1} said {3} that {2} {4} {5}, “as a matter of {0}”.|Asked about {5}, {1} said: \"{0}\""
).split("|")
FIGURES = (
    "29 30 31 Feb. February 2009 2010 5/6/4,5 12,000 1٣ ２００９ ² ½ '80s 13.10.2009 9.30 p.m. Q3 nineteen ninety 1e400 -0 ٢٠٠٩"
    " 10^25 1.2.3.4 99999999999999999999 0 ①"
).split(" ")
MARKS = (
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    ". ",
    ", ",
    "-",
    "/",
    "",
    " “",
    "” ",
    ' "',
    '" ',
    "’s ",
    " (",
    ") ",
    ": ",
    "… ",
    "\t",
)
ODD = (
    "\u00ad|\u200b|\u200f|\u202e|\u2028|\u2029|\ufeff|\x85|\x0b|\x1b[31m|\x00|\x7f|\ud7ff|\U0001f9d1\u200d\U0001f680|e\u0301|İ|ß|ſ|"
    "ﬁ|Ω|К|アメリカ|موسكو|ירושלים|中华|\U000e0001|<x>|</script>|<b onclick=x>|&lt;|&#0;|&amp|{{ 1 }}|{% if %}|%s|\\|`|~~~|"
    "[[|]]|[^1]|[^1]: |![|](|***|__|://|javascript:x|data:text/html,x|../|\x1f|٣|½|’|„|»|—|\r|\r\n|#|: |- |> |1. || "
).split("|")
ODD_VALUES = (
    "2009-10-13|2009-12-XX|2009-13-01|２００９-10-13|2009-02-29|2026-03-10|0001-01-01T00:00:00+14:00|9999-12-31T23:59:59-12:00|"
    "2021-03-05T00:30:00+09:00|2009|2009-10|2009?|1984~|Y-17E7|2009-24|2009-W40|unknown|~|null|true|yes|0|-1|1e9|1e400|.nan|0x10|"
    '1:30|2009-10-13 10:00:00.123456|20091013|[]|{}|[a, b]|{a: b}|[[a]]|\'\'|""|\'x\'|"\\0"|"\\ud800"|&a a|*a|!!binary aGk=|!!set {a}|'
    "!!python/object:os.system x|<x>|javascript:alert(1)|https://example.org/a?b=c#d|http://[::1|https://exa mple.org|//x|"
    "mailto:a@b.c|file:///etc|Europe/Vienna|Mars/Phobos|en|en-GB|xx-XX|full|none|extracts|a|A|..|../../x|a/b|con|.|-|'|\"|:|a: b|# a|"
    "|\n  indented|>\n  folded|- item|? key|%|@x|`x`|２０２１-03-05|2021-03-05T24:00|2021-03-05T23:59:60Z|-0001|+2009-10-13|"
    "2009-10-13/2009-10-15|2009-10/..|[2009-10-13, 2009-10-14]|{2009,2010}|person|country|thing|supports|Russia|NFC"
).split("|")
DAYS = (
    None,
    "2009-10-13",
    "2026-03-10",
    "2024-02-29",
    "2000-01-01",
    "0001-01-01",
    "9999-12-31",
    "2009-10",
    "2009",
    "2009-12-XX",
    "2009?",
)

_seeds: list[bytes] = []


def add_seeds(folder: Path) -> None:
    """Add the files below a folder to those from which cases are made."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size <= MAX_SEED_BYTES)
    _seeds.extend(path.read_bytes() for path in found)
    _files.cache_clear()


@cache
def sample_reports() -> tuple[str, ...]:
    """Return the reports of the sample, as files."""
    return tuple(path.read_text("utf-8") for path in sorted((ROOT / "content/articles").glob("*.md")))


@cache
def _files() -> tuple[bytes, ...]:
    return (*(report.encode() for report in sample_reports()), *_seeds)


@cache
def given_files() -> st.SearchStrategy[bytes]:
    """Generate a file of the sample or of the folders that were added."""
    return st.integers(0, 10**6).map(lambda number: _files()[number % len(_files())])


@cache
def given_texts() -> st.SearchStrategy[str]:
    """Generate the text of such a file."""
    return given_files().map(lambda raw: raw.decode("utf-8", "replace"))


@cache
def sentences() -> st.SearchStrategy[str]:
    """Generate a sentence as news have it, more or less."""
    plain = st.tuples(
        st.sampled_from(PEOPLE + BODIES), st.sampled_from(ACTS), st.sampled_from(THINGS + BODIES), st.sampled_from(TIMES)
    )
    simple = plain.map(" ".join)
    parts = st.tuples(simple, *map(st.sampled_from, (PEOPLE, BODIES, TIMES, ACTS, THINGS)))
    spoken = st.tuples(st.sampled_from(SPEECH), parts).map(lambda pair: pair[0].format(*pair[1]))
    return st.one_of(simple.map(lambda text: f"{text[0].upper()}{text[1:]}."), spoken)


@cache
def news() -> st.SearchStrategy[str]:
    """Generate a text of such sentences."""
    return st.lists(sentences(), min_size=1, max_size=8).map(" ".join)


@cache
def cut(texts: st.SearchStrategy[str], length: int = 200) -> st.SearchStrategy[str]:
    """Generate a stretch of a text."""
    places = st.tuples(texts, st.integers(0, 20_000), st.integers(1, length))
    return places.map(lambda drawn: drawn[0][(at := drawn[1] % max(len(drawn[0]), 1)) : at + drawn[2]])


@cache
def pieces() -> st.SearchStrategy[str]:
    """Generate words, figures, odd characters, sentences, or what was cut out of one."""
    words = st.sampled_from(PEOPLE + BODIES + THINGS + ACTS + TIMES)
    return st.one_of(
        sentences(),
        words,
        cut(sentences()),
        cut(given_texts()),
        st.sampled_from(FIGURES),
        st.sampled_from(ODD),
        st.text(max_size=12),
    )


@cache
def jumbled() -> st.SearchStrategy[str]:
    """Generate a text of pieces in any order, with any marks between them."""
    pairs = st.lists(st.tuples(pieces(), st.sampled_from(MARKS)), min_size=1, max_size=30)
    return pairs.map(lambda drawn: "".join(piece + mark for piece, mark in drawn))


@cache
def texts() -> st.SearchStrategy[str]:
    """Generate a text: news, jumbled pieces, or a report with some edits."""
    return st.one_of(news(), jumbled(), edited(news()), edited(given_texts().map(lambda text: text[:6000])))


EDITS = ("delete", "double", "insert", "replace", "turn", "repeat", "upper")


@cache
def edited(given: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Generate a text with a few edits at random places."""
    edit = st.tuples(st.sampled_from(EDITS), st.integers(0, 20_000), st.integers(1, 60), pieces())
    return st.tuples(given, st.lists(edit, min_size=1, max_size=5)).map(lambda drawn: _edit(*drawn))


def _edit(text: str, edits: Sequence[tuple[str, int, int, str]]) -> str:
    for how, place, length, other in edits:
        at = place % (len(text) + 1)
        before, this, after = text[:at], text[at : at + length], text[at + length :]
        changed = {
            "delete": "",
            "double": this + this,
            "insert": other + this,
            "replace": other,
            "turn": this[::-1],
            "repeat": this * (place % 20),
            "upper": this.upper(),
        }
        text = before + changed[how] + after
    return text


BLOCKS = (
    "{}",
    "- {}\n- {}",
    "1. {}\n   - {}",
    "> {}\n>\n> {}",
    "## {}",
    "{}\n===",
    "| {} | a |\n|---|---:|\n| {} | 1 |",
    "{}[^1]\n\n[^1]: {}",
    "[^{}]: {}",
    "```\n{}\n```",
    "~~~ {}\n{}",
    "    {}",
    "![{}](ship.png)",
    "[{}]({})",
    "[{}][a]\n\n[a]: {}",
    "<div>{}</div>",
    "<p onclick='x'>{}",
    "<script>{}</script>",
    "<!-- {} -->",
    "*a **{}*",
    "[[{}]]",
    "<https://{}>",
    "---",
    "`{}",
    '<img src="{}" onerror="x">',
    '<a href="{}">{}</a>',
    "<svg><style>{}</style></svg>",
    "<math><mtext><table><mglyph><style><!--{}</style>",
    "<![CDATA[{}]]>",
    "<?{}?>",
    "Term\n: {}",
    "{}  \n{}\\\n{}",
)
MARKS_IN_A_ROW = (
    "[ ![ []( [^ <div> *a_** `a` - a\n = \n# > * &amp; <a <!-- ]]> \\ | |a\n ~~~\n a\n= [a]: b\n  ![a](b) [[a]] "
    "1.  <b> </b> __ _a_ ``` http://a /> \x00 &#x <p \"' <https://a"
).split(" ")


@cache
def in_a_row() -> st.SearchStrategy[str]:
    """Generate marks in a row, on which a careless parser takes long."""
    return st.tuples(st.sampled_from([mark for mark in MARKS_IN_A_ROW if mark]), st.sampled_from((3, 30, 300, 3000))).map(
        lambda drawn: drawn[0] * drawn[1]
    )


@cache
def markdown() -> st.SearchStrategy[str]:
    """Generate Markdown: good, odd, nested, or with marks in a row."""
    filling = st.one_of(news(), pieces(), st.sampled_from(ODD_VALUES), in_a_row())
    block = st.tuples(st.sampled_from(BLOCKS), filling, filling).map(
        lambda drawn: drawn[0].replace("{}", drawn[1], 1).replace("{}", drawn[2])
    )
    nested = st.tuples(block, st.sampled_from(("> ", "- ", "  ", "    ", "1. ", "")), st.integers(0, 12)).map(
        lambda drawn: drawn[0].replace("\n", "\n" + drawn[1] * drawn[2])
    )
    blocks = st.lists(st.one_of(block, nested, in_a_row(), jumbled()), min_size=1, max_size=6)
    return st.one_of(blocks.map("\n\n".join), blocks.map("\n".join), edited(blocks.map("\n\n".join)))
