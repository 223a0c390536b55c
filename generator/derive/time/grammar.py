"""The grammar of time expressions: a table of rules.

A rule has a name that readers see, a pattern of word classes, and the function that resolves what the pattern matches, None
for what only looks like a time.

A pattern is a regular expression over class names; `part? month dot? day comma year` reads "early Oct. 13, 2009". Of the
rules that match at a word the first one in the table is taken, so longer patterns stand above the shorter ones they begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.derive.syntax.word_cache import WordCache
from generator.derive.time import (
    ago_and_later,
    days_of_months,
    durations,
    full_dates,
    holidays,
    months,
    near_days,
    periods,
    quarters,
    repeated_times,
    seasons,
    times_of_day,
    vague_times,
    weekdays,
    years,
)
from generator.derive.time.context import Rule
from generator.derive.time.vocabulary import OTHER, SMALL_CLASSES, vocabulary

MONTH = "(month dot?)"
DAY = "(day|nth)"
WEEKDAY = "(on? (weekday|weekday_short dot?) comma?)"
YEAR = "(comma? year)"
RELATION = "(this|last|next)"
PART = "((earlier|later|part hyphen?) (on)?)"
PORTION = "((the? portion of)? (the? part hyphen?)?)"
FIGURE = "(day|number)"
NUMBER = f"(({FIGURE} cardinal?|cardinal ((hyphen|and)? cardinal){{0,4}}) (and a half)?)"
COUNT = f"(approx* ({NUMBER} ((to|hyphen|and) {NUMBER})?|few))"
COUNTED = f"({COUNT} more?|approx? (a|the))"
UNIT = "(unit|units|quarter)"
CLOCK = "((clock|day|number) (am|pm|oclock) (comma? zone)?|clock zone?|moment)"
NAMED_DAY = f"(nearday|{WEEKDAY} {MONTH} {DAY} {YEAR}?|weekday|{MONTH} {DAY} {YEAR}?|{DAY} {MONTH} year?)"

RULES: tuple[tuple[str, str, Rule | None], ...] = (
    ("an age", f"(a|the)? {COUNT} hyphen? {UNIT} hyphen? old", None),
    (full_dates.FULL_DATE, "year hyphen day hyphen day", full_dates.iso_day),
    ("a date in figures", "day slash day slash (day|number|year)|dotted", full_dates.figures),
    ("a date in figures", "day (hyphen|slash)? month (hyphen|slash)? (day|number|year)", full_dates.day_month_year),
    ("a time of day", f"{CLOCK} (comma? on? {NAMED_DAY})?", times_of_day.time_of_day),
    ("a range of days", f"{MONTH} {DAY} (hyphen|to|and) {MONTH}? {DAY} {YEAR}?", days_of_months.two_days),
    ("a range of days", f"(from|between)? {DAY} {MONTH}? (hyphen|to|and) {DAY} {MONTH} {YEAR}?", days_of_months.two_days),
    ("a range of days", f"(from|between) {MONTH} {DAY} (hyphen|to|and) {MONTH}? {DAY} {YEAR}?", days_of_months.two_days),
    (full_dates.FULL_DATE, f"{WEEKDAY}? (the? {DAY} of? {MONTH} {YEAR}|{MONTH} {DAY} {YEAR})", full_dates.full_date),
    ("a day and month", f"{RELATION}? {WEEKDAY} {MONTH} ordinal", days_of_months.day_and_month),
    ("a day and month", f"{RELATION}? {WEEKDAY}? {PORTION} {DAY} of? {MONTH}", days_of_months.day_and_month),
    ("a day and month", f"{RELATION}? {WEEKDAY}? approx? {MONTH} {DAY}", days_of_months.day_and_month),
    ("a range of months", f"(from {MONTH} to|between {MONTH} and|{MONTH} hyphen) {MONTH} (of? {YEAR})?", months.two_months),
    ("a month and year", f"{PORTION} {MONTH} ({YEAR}|of (year|{RELATION} unit)|{RELATION} unit)", months.month_and_year),
    ("a quarter", "the? year fiscal? ordinal hyphen? quarter", quarters.quarter),
    (
        "a quarter",
        f"the? fiscal? hyphen? ordinal hyphen? fiscal? quarter (of? (fiscal? year|{RELATION} unit))?",
        quarters.quarter,
    ),
    ("a quarter", "quarter_short year?", quarters.quarter),
    ("a quarter", "the? unit hyphen (ago|earlier) fiscal? ordinal hyphen? quarter", quarters.quarter_a_year_ago),
    ("a quarter", "the? year fiscal? (quarter|period)", quarters.quarter_of_year),
    ("half a year", f"the? (ordinal|last) half of (year|{RELATION} unit|the unit)", quarters.half),
    (
        "a repeated time",
        f"each (other|{COUNT})? (unit|units|quarter|weekday|month|season|daypart|weekend)|often",
        repeated_times.repeated,
    ),
    (
        "a repeated time",
        "on? (weekday and)? (weekday dayparts|weekdays (daypart|dayparts)?)|times a unit",
        repeated_times.repeated,
    ),
    ("a part of a day", f"{PART}? on? {RELATION}? weekday daypart|(this|last) daypart|tonight", times_of_day.part_of_day),
    ("a day near", "the unit (before|after) nearday", near_days.second_next_day),
    ("a day near", f"{PART}? nearday daypart?", near_days.near_day),
    ("a weekday", f"on? weekday (of? {RELATION})? unit", weekdays.weekday_of_week),
    ("a weekday", f"{PART}? on? {RELATION}? {RELATION}? weekday", weekdays.weekday),
    ("a season", f"{PORTION} the? part? {RELATION}? season (of? year)?", seasons.season),
    ("a month", f"{PORTION} {RELATION}? {MONTH}", months.month_alone),
    ("a holiday", f"{RELATION}? holiday (comma? year)?", holidays.holiday),
    ("the year before", "(the|a)? unit hyphen (ago|earlier) (period|quarter)?", quarters.year_before),
    ("a time ago", f"{COUNTED} {UNIT} (ago|from) (nearday|on? weekday)", ago_and_later.day_from_day),
    ("a time ago", f"{COUNTED} {UNIT} or_so? (ago|from_now)", ago_and_later.time_ago),
    ("a time told of", f"{COUNTED} {UNIT} or_so? (earlier|later|before|after)", ago_and_later.time_from_another),
    ("a time told of", f"{UNIT} (before|after|earlier|later)", ago_and_later.time_from_another),
    ("a period near", f"{PORTION} (earlier|later)? {RELATION} fiscal? (unit|weekend|quarter)", periods.period_near),
    ("a period near", "(the portion of)? the current fiscal? (unit|quarter)", periods.period_near),
    (
        "a period told of",
        "the? that that? (unit|quarter)|the (following|preceding|that) (unit|quarter)",
        periods.period_mentioned,
    ),
    ("a weekend", "the weekend", periods.weekend),
    ("the quarter told of", "the latest? quarter|the latest fiscal? period", quarters.quarter_mentioned),
    (
        "the running year",
        "(the portion of)? the more? fiscal? unit (hyphen? portion)?|unit hyphen? portion",
        periods.running_year,
    ),
    ("a duration", f"the? (last|next|ordinal|latest|recent) {COUNT} more? hyphen? {UNIT} or_so?", durations.duration),
    ("a duration", f"the? {COUNT} more? hyphen? {UNIT} or_so?", durations.duration),
    ("a duration", f"(recent|next|last) (units|quarter)|{UNIT} hyphen long", durations.plural_alone),
    ("a unit of time", "approx? a unit", durations.one_unit),
    ("a duration", "units", durations.plural_alone),
    ("a decade", f"{PORTION} the? (part hyphen?)? (apostrophe? decade|decade_word)", years.decade),
    ("a century", f"{PORTION} the? (part hyphen?)? (nth|ordinal) hyphen? unit", years.century),
    ("a range of years", "(from year to|between year and) year|year hyphen (year|day|number)", years.two_years),
    ("a year", f"{PORTION} approx? the? (fiscal|calendar)? unit? year", years.year_alone),
    ("a year", "cardinal cardinal hyphen? cardinal?", years.spelled_year),
    ("a vague time", "vague_now|vague_past|vague_future|future|recent|current|in the last", vague_times.vague),
)

RULE_NAMES = tuple(dict.fromkeys(name for name, _, resolve in RULES if resolve))
"""The names of the rules that find time expressions."""
MAX_SMALL_WORDS = 6
"""Words that name no time by themselves at the start of an expression: "the end of the third fiscal …"."""


class Match(NamedTuple):
    """A rule of the table that matches the words `start:end` of a sentence."""

    rule: str
    resolve: Rule | None
    start: int
    end: int


class Grammar(NamedTuple):
    """The patterns of the table, compiled for a language's class letters.

    `matching` has by a run of words of time the number of each rule that matches at its start, and how many words it matches:
    no pattern goes on beyond a run, and reports repeat the same few. `time_class` matches the classes of words of time,
    `small` are the letters of the others.
    """

    matching: WordCache[str, tuple[tuple[int, int], ...]]
    time_class: re.Pattern[str]
    small: str

    def matches(self, classes: str, start: int) -> Iterator[Match]:
        """Return the rules that match at the first place from `start` on where any does, the one to prefer first."""
        for at in self._openings(classes, start):
            if found := self.matching[classes[at:].partition(OTHER)[0]]:
                return (Match(RULES[number][0], RULES[number][2], at, at + length) for number, length in found)
        return iter(())

    def _openings(self, classes: str, start: int) -> Iterator[int]:
        """Return the places where an expression may begin: words of time, and the few small words before each ("on the …")."""
        for found in self.time_class.finditer(classes, start):
            first = at = found.start()
            while first > start and first > at - MAX_SMALL_WORDS and classes[first - 1] in self.small:
                first -= 1
            yield from range(first, at + 1)


@lru_cache(maxsize=8)
def compile_grammar(lang: str = "en") -> Grammar:
    """Compile the grammar for a language's word classes."""
    letters = vocabulary(lang).class_letters
    patterns = [_in_letters(pattern, letters) for _, pattern, _ in RULES]
    small = "".join(letters[kind] for kind in sorted(SMALL_CLASSES))
    compiled = tuple(map(re.compile, patterns))

    def matching(run: str) -> tuple[tuple[int, int], ...]:
        return tuple((number, len(match[0])) for number, rule in enumerate(compiled) if (match := rule.match(run)))

    return Grammar(WordCache(matching), re.compile(f"[^{OTHER}{small}]"), small)


def _in_letters(pattern: str, letters: dict[str, str]) -> str:
    """Return a pattern of class names as one of class letters."""
    short = re.sub(r"[a-z_]+", lambda name: letters[name[0]], pattern)
    return short.replace("(", "(?:").replace(" ", "")
