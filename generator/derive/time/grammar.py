"""The grammar of time expressions: a pattern of word classes a rule, with an example, and what gives it its meaning.

A pattern is a regular expression over class names; `part? month dot? day comma year` reads "early Oct. 13, 2009". Of the
rules that match at a word the first one in the table is taken, so longer patterns stand above the shorter ones they begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.derive.time import absolute as dates
from generator.derive.time import durations as spans
from generator.derive.time import relative
from generator.derive.time.context import Rule
from generator.derive.time.words import FUNCTION, OTHER, vocabulary

MONTH = "(month dot?)"
DAY = "(day|nth)"
WEEKDAY = "(on? (weekday|weekday_short dot?) comma?)"
YEAR = "(comma? year)"
REL = "(this|last|next)"
PART = "((earlier|later|part hyphen?) (on)?)"
PORTION = "((the? portion of)? (the? part hyphen?)?)"
FIGURE = "(day|number)"
NUMBER = f"(({FIGURE} cardinal?|cardinal ((hyphen|and)? cardinal){{0,4}}) (and a half)?)"
COUNT = f"(approx* ({NUMBER} ((to|hyphen|and) {NUMBER})?|few))"
MANY = f"({COUNT} more?|approx? (a|the))"
UNIT = "(unit|units|quarter)"
CLOCK = "((clock|day|number) (am|pm|oclock) (comma? zone)?|clock zone?|moment)"
NAMED_DAY = f"(nearday|{WEEKDAY} {MONTH} {DAY} {YEAR}?|weekday|{MONTH} {DAY} {YEAR}?|{DAY} {MONTH} year?)"

RULES: tuple[tuple[str, str, Rule | None], ...] = (
    ("no date", "not_a_date", None),
    ("an age", f"(a|the)? {COUNT} hyphen? {UNIT} hyphen? old", None),
    ("a full date", "year hyphen day hyphen day", dates.iso_day),
    ("a date in figures", "day slash day slash (day|number|year)|dotted", dates.figures),
    ("a time of day", f"{CLOCK} (comma? on? {NAMED_DAY})?", spans.time_of_day),
    ("a range of days", f"{MONTH} {DAY} (hyphen|to|and) {MONTH}? {DAY} {YEAR}?", dates.two_days),
    ("a range of days", f"(from|between)? {DAY} {MONTH}? (hyphen|to|and) {DAY} {MONTH} {YEAR}?", dates.two_days),
    ("a range of days", f"(from|between) {MONTH} {DAY} (hyphen|to|and) {MONTH}? {DAY} {YEAR}?", dates.two_days),
    ("a full date", f"{WEEKDAY}? (the? {DAY} of? {MONTH} {YEAR}|{MONTH} {DAY} {YEAR})", dates.full_date),
    ("a day and month", f"{REL}? {WEEKDAY} {MONTH} ordinal", dates.day_and_month),
    ("a day and month", f"{REL}? {WEEKDAY}? {PORTION} {DAY} of? {MONTH}", dates.day_and_month),
    ("a day and month", f"{REL}? {WEEKDAY}? approx? {MONTH} {DAY}", dates.day_and_month),
    ("a range of months", f"(from {MONTH} to|between {MONTH} and|{MONTH} hyphen) {MONTH} (of? {YEAR})?", dates.two_months),
    ("a month and year", f"{PORTION} {MONTH} ({YEAR}|of (year|{REL} unit)|{REL} unit)", dates.month_and_year),
    ("a quarter", "the? year fiscal? ordinal hyphen? quarter", relative.quarter),
    ("a quarter", f"the? fiscal? hyphen? ordinal hyphen? fiscal? quarter (of? (fiscal? year|{REL} unit))?", relative.quarter),
    ("a quarter", "quarter_short year?", relative.quarter),
    ("a quarter", "the? unit hyphen (ago|earlier) fiscal? ordinal hyphen? quarter", relative.quarter_ago),
    ("a quarter", "the? year fiscal? (quarter|period)", relative.quarter_of_year),
    ("half a year", f"the? (ordinal|last) half of (year|{REL} unit|the unit)", relative.half),
    (
        "a repeated time",
        f"each (other|{COUNT})? (unit|units|quarter|weekday|month|season|daypart|weekend)|often",
        spans.repeated,
    ),
    ("a repeated time", "on? (weekday and)? (weekday dayparts|weekdays (daypart|dayparts)?)|times a unit", spans.repeated),
    ("a part of a day", f"{PART}? on? {REL}? weekday daypart|(this|last) daypart|tonight", relative.part_of_day),
    ("a day near", "the unit (before|after) nearday", relative.second_next_day),
    ("a day near", f"{PART}? nearday daypart?", relative.near_day),
    ("a weekday", f"{PART}? on? {REL}? {REL}? weekday", dates.weekday),
    ("a season", f"{PORTION} the? part? {REL}? season (of? year)?", relative.season),
    ("a month", f"{PORTION} {REL}? {MONTH}", dates.month_alone),
    ("a holiday", f"{REL}? holiday (comma? year)?", dates.holiday),
    ("the year before", "(the|a)? unit hyphen (ago|earlier) (period|quarter)?", relative.year_ago),
    ("a time ago", f"{MANY} {UNIT} or_so? (ago|from_now)", relative.time_ago),
    ("a time told of", f"{MANY} {UNIT} or_so? (earlier|later|before|after)", relative.time_from_another),
    ("a time told of", f"{UNIT} (before|after|earlier|later)", relative.time_from_another),
    ("a period near", f"{PORTION} (earlier|later)? {REL} fiscal? (unit|weekend|quarter)", relative.period_near),
    ("a period near", "(the portion of)? the current fiscal? (unit|quarter)", relative.period_near),
    ("a period told of", "the? that that? (unit|quarter)|the (following|preceding|that) (unit|quarter)", relative.period_told),
    ("a weekend", "the weekend", relative.weekend),
    ("the quarter told of", "the latest? quarter|the latest fiscal? period", relative.quarter_told),
    (
        "the running year",
        "(the portion of)? the more? fiscal? unit (hyphen? portion)?|unit hyphen? portion",
        relative.year_told,
    ),
    ("a duration", f"the? (last|next|ordinal|latest|recent) {COUNT} more? hyphen? {UNIT} or_so?", spans.duration),
    ("a duration", f"the? {COUNT} more? hyphen? {UNIT} or_so?", spans.duration),
    ("a duration", f"(recent|next|last) (units|quarter)|{UNIT} hyphen long", spans.plural_alone),
    ("a unit of time", "approx? a unit", spans.one_unit),
    ("a duration", "units", spans.plural_alone),
    ("a decade", f"{PORTION} the? (part hyphen?)? (apostrophe? decade|decade_word)", dates.decade),
    ("a century", f"{PORTION} the? (part hyphen?)? (nth|ordinal) hyphen? unit", dates.century),
    ("a range of years", "(from year to|between year and) year|year hyphen (year|day|number)", dates.two_years),
    ("a year", f"{PORTION} approx? the? (fiscal|calendar)? unit? year", dates.year_alone),
    ("a year", "cardinal cardinal hyphen? cardinal?", dates.spelled_year),
    ("a vague time", "vague_now|vague_past|vague_future|future|recent|current|in the last", relative.vague),
)


SMALL_WORDS = 6
"""So many words that tell no time by themselves may begin an expression: "the end of the third fiscal …"."""


class Grammar(NamedTuple):
    """All patterns as one, where an empty group tells which of them matched, and each alone; and where they may begin."""

    any: re.Pattern[str]
    single: tuple[re.Pattern[str], ...]
    telling: re.Pattern[str]
    small: str

    def matches(self, classes: str, start: int) -> Iterator[tuple[str, Rule | None, int, int]]:
        """The rules that match from the first place on where any does, with that place; the first is the one to take."""
        found = next((m for at in self._openings(classes, start) if (m := self.any.match(classes, at))), None)
        if not found or found.lastindex is None:
            return
        first = found.lastindex - 1
        yield RULES[first][0], RULES[first][2], found.start(), found.end()
        for number in range(first + 1, len(RULES)):
            if other := self.single[number].match(classes, found.start()):
                yield RULES[number][0], RULES[number][2], other.start(), other.end()

    def _openings(self, classes: str, start: int) -> Iterator[int]:
        """The places where an expression may begin: words of time, and the few small words before each ("on the …")."""
        for found in self.telling.finditer(classes, start):
            first = at = found.start()
            while first > start and first > at - SMALL_WORDS and classes[first - 1] in self.small:
                first -= 1
            yield from range(first, at + 1)


@lru_cache(maxsize=8)
def grammar(lang: str = "en") -> Grammar:
    """The grammar over a language's word classes."""
    letters = vocabulary(lang).letters
    spelled = [_spelled(pattern, letters) for _, pattern, _ in RULES]
    small = "".join(letters[kind] for kind in sorted(FUNCTION))
    telling = re.compile(f"[^{OTHER}{small}]")
    return Grammar(
        re.compile("|".join(f"(?:{pattern})()" for pattern in spelled)), tuple(map(re.compile, spelled)), telling, small
    )


def _spelled(pattern: str, letters: dict[str, str]) -> str:
    """A pattern of class names as one of class letters."""
    short = re.sub(r"[a-z_]+", lambda name: letters[name[0]], pattern)
    return short.replace("(", "(?:").replace(" ", "")
