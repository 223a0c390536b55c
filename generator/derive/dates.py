"""Time expressions to EDTF, never more exact than the text: "yesterday", "13 October", "earlier this month", "in July".

A bare weekday or month is the last one, the publication day included, unless the words near it look ahead ("will meet on
Friday", "by March"). Durations ("two-day") and centuries that only describe ("19th century mansion") date nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.derive.calendar import (
    NUMBERS,
    PARTS,
    SEASONS,
    TIMEX_SEASON,
    UNITS,
    WEEKDAYS,
    iso,
    last_year_of,
    month_number,
    shifted,
    timex,
)
from generator.derive.evidence import cite
from generator.derive.text import Document
from generator.model import Confidence, Findings, TimeExpression

PAST_AFTER = re.compile(r",?\s(?:[\w.]+\s){1,5}?(?:was|were|had|said|told|met|took|\w+ed)\b")
COUNTED = re.compile(r"\s[a-z]+s\b")
DATING = re.compile(r"\b(?:in|since|until|till|by|from|of|to|and|during|the|before|after|for)\s$", re.IGNORECASE)
NUMBERED = re.compile(r"\b(?:resolution|room|flight|route|number|page|model|highway|no\.?)\s$", re.IGNORECASE)
SOON = 2
PAST_BEFORE = re.compile(r"\b(?:\w+ed|was|were|had|took|met|put|made|said|won|began|held|since)\b[^.;]{0,30}$")
COMING = re.compile(r",?\s(?:\w+\s){1,3}?(?:will|is|are)\s(?:\w+ly\s)?(?:to\s)?(?:be\s)?[a-z]+\b(?<!ed)")
AHEAD = re.compile(
    r"\b(?:will|shall|would|until|next|coming|due|scheduled|expected|expires?|by|before|deadline|as (?:early|soon) as"
    r"|(?:is|are|was|were|plans?|planned|set|hopes?|wants?|agreed) to)\b(?!.*\b(?:\w+ed|said|told|met|took|put|made)\b)",
    re.IGNORECASE,
)

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|20)\d\d"
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.|Sat\.|Sun\.)"
NUMBER = rf"(?:\d+|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|several|few)"
UNIT = r"(?:day|week|month|year|decade|hour|minute)"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words mean. `edtf` None stays unresolved."""

    edtf: str | None
    kind: str = "DATE"
    value: str = ""
    not_before: str | None = None
    not_after: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule may look at: the publication day, and the text around the match."""

    today: date | None
    before: str
    after: str

    @property
    def looks_ahead(self) -> bool:
        """Whether the words right before speak of what is to come."""
        ahead = AHEAD.search(self.before[-45:].rsplit(".", 1)[-1]) or COMING.match(self.after)
        return bool(ahead) and not PAST_AFTER.match(self.after)


Rule = Callable[[re.Match[str], Scene], Meaning | None]


def find(doc: Document, found: Findings) -> Findings:
    """Fill times."""
    today = _day(doc.date)
    times: list[TimeExpression] = []
    taken = [(m.evidence.start, m.evidence.end) for m in found.mentions]
    for name, pattern, rule in RULES:
        for match in pattern.finditer(doc.text):
            start, end = match.span()
            if any(a < end and start < b for a, b in taken):
                continue
            scene = Scene(today, doc.text[max(0, start - 60) : start], doc.text[end : end + 30])
            meaning = _meaning(rule, match, scene)
            if meaning is None:
                continue
            taken.append((start, end))
            times.append(_expression(doc, start, end, meaning, name))
    return replace(found, times=tuple(sorted(times, key=lambda t: t.evidence.start)))


def _meaning(rule: Rule, match: re.Match[str], scene: Scene) -> Meaning | None:
    """What a rule makes of a match; None where it would lead out of the years that a date can have."""
    try:
        meaning = rule(match, scene)
    except (OverflowError, ValueError):
        return None
    return None if meaning and meaning.edtf and meaning.edtf.startswith(("-", "0000")) else meaning


def _expression(doc: Document, start: int, end: int, meaning: Meaning, rule: str) -> TimeExpression:
    return TimeExpression(
        "",
        cite(doc.text, start, end),
        meaning.edtf,
        meaning.kind,
        meaning.value or meaning.edtf or "",
        meaning.not_before,
        meaning.not_after,
        Confidence.CERTAIN if rule in CERTAIN else Confidence.LIKELY,
        rule,
    )


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _full(match: re.Match[str], scene: Scene) -> Meaning | None:
    day = int(re.sub(r"\D", "", match["d"]))
    edtf = iso(int(match["y"]), month_number(match["m"]), day)
    return Meaning(edtf) if edtf else None


def _iso_day(match: re.Match[str], scene: Scene) -> Meaning | None:
    edtf = iso(*map(int, match.group().split("-")))
    return Meaning(edtf) if edtf else None


def _day_month(match: re.Match[str], scene: Scene) -> Meaning | None:
    """A day without a year: the nearest one to publication."""
    month, day = month_number(match["m"]), int(re.sub(r"\D", "", match["d"]))
    if scene.today is None:
        return Meaning(None, value=f"XXXX-{month:02d}-{day:02d}")
    years = (scene.today.year - 1, scene.today.year, scene.today.year + 1)
    days = [date.fromisoformat(found) for year in years if (found := iso(year, month, day))]
    if not days:
        return None
    today = scene.today
    return Meaning(min(days, key=lambda d: (abs((d - today).days), d)).isoformat())


def _month_year(match: re.Match[str], scene: Scene) -> Meaning:
    return Meaning(f"{match['y']}-{month_number(match['m']):02d}")


def _bare_month(match: re.Match[str], scene: Scene) -> Meaning | None:
    """A month alone: the last one, or the coming one where the words look ahead."""
    word = match["m"]
    month = month_number(word)
    if word in {"May", "March"} and not re.search(
        r"\b(?:in|since|last|next|this|until|by|of|from|early|late)\s$", scene.before
    ):
        return None
    if scene.today is None:
        return Meaning(None, value=f"XXXX-{month:02d}")
    relation = (match["rel"] or "").lower().strip()
    since = (scene.today.month - month) % 12
    until = (month - scene.today.month) % 12
    if relation == "last":
        ahead, since = False, since or 12
    else:
        ahead = relation == "next" or until <= SOON or (scene.looks_ahead and since > SOON)
        is_past = PAST_BEFORE.search(scene.before) or PAST_AFTER.match(scene.after)
        ahead = ahead and until > 0 and not (since and is_past and relation != "next")
    months = scene.today.year * 12 + scene.today.month - 1 + (until if ahead else -since)
    return Meaning(f"{months // 12:04d}-{months % 12 + 1:02d}")


def _weekday(match: re.Match[str], scene: Scene) -> Meaning:
    """A weekday: the last one, the publication day included; the coming one where the words look ahead."""
    number = WEEKDAYS[match["w"].lower().rstrip(".")]
    if scene.today is None:
        return Meaning(None, value=f"XXXX-WXX-{number + 1}")
    relation = (match["rel"] or "").lower().strip()
    back = (scene.today.weekday() - number) % 7
    if match["part"]:
        whole = _weekday_day(scene, relation, number, back).isoformat()
        return Meaning(whole, "TIME", whole + PARTS[match["part"].lower()])
    return Meaning(_weekday_day(scene, relation, number, back).isoformat())


def _weekday_day(scene: Scene, relation: str, number: int, back: int) -> date:
    """The day that a weekday means, `back` days after it was last."""
    today = scene.today or date.min
    if relation == "next" or (back and relation != "last" and scene.looks_ahead):
        return today + timedelta(days=(number - today.weekday()) % 7 or 7)
    return today - timedelta(days=back or (7 if relation == "last" else 0))


def _weekday_and_date(match: re.Match[str], scene: Scene) -> Meaning | None:
    """A weekday with its day and month says one date."""
    return _full(match, scene) if match["y"] else _day_month(match, scene)


def _near_day(match: re.Match[str], scene: Scene) -> Meaning:
    word = match.group().lower()
    if scene.today and (part := PARTS.get(word.split()[-1])):
        day = (scene.today - timedelta(days="yesterday" in word)).isoformat()
        return Meaning(day, "TIME", f"{day}{part}")
    shift = -1 if "yesterday" in word or word == "last night" else 1 if "tomorrow" in word else 0
    if scene.today is None:
        return Meaning(None, value="XXXX-XX-XX")
    return Meaning((scene.today + timedelta(days=shift)).isoformat())


def _period(match: re.Match[str], scene: Scene) -> Meaning:
    """ "last week", "this month", "next year", with "earlier" or "later" before it."""
    if scene.today is None:
        return Meaning(None, value=f"XXXX-{match['u'].lower()}")
    shift = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[match["rel"].lower()]
    edtf = shifted(scene.today, match["u"].lower(), shift)
    bound = (match["part"] or "").lower().strip()
    today = scene.today.isoformat()
    return Meaning(
        edtf,
        not_after=today if bound == "earlier" and shift == 0 else None,
        not_before=today if bound == "later" and shift == 0 else None,
        value=timex(edtf),
    )


def _ago(match: re.Match[str], scene: Scene) -> Meaning | None:
    """ "two years ago" is as exact as its unit; "two years after …" is a duration from something else."""
    if match["dir"].lower() != "ago":
        return _duration(match, scene)
    count, unit = _count(match["n"]), match["u"].lower()
    if scene.today is None or count is None:
        return Meaning(None, value="PAST_REF")
    if unit == "decade":
        return Meaning(f"{scene.today.year - 10 * count}~", value=f"{scene.today.year - 10 * count:04d}"[:3])
    if unit in {"week", "month", "year"}:
        edtf = shifted(scene.today, unit, -count)
        return Meaning(edtf, value=timex(edtf))
    return Meaning((scene.today - timedelta(days=count * (unit == "day"))).isoformat())


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() and len(word) < 4 else NUMBERS.get(word.lower())


def _year(match: re.Match[str], scene: Scene) -> Meaning | None:
    """A year; not the number of a resolution, a room or a flight, nor "2000 votes"."""
    if NUMBERED.search(scene.before) or (COUNTED.match(scene.after) and not match["part"] and not DATING.search(scene.before)):
        return None
    part = (match["part"] or "").lower().strip()
    return Meaning(f"{match['y']}~" if part in {"around", "about", "circa"} else match["y"], value=match["y"])


def _decade(match: re.Match[str], scene: Scene) -> Meaning:
    digits = match["y"]
    start = digits[:3] if len(digits) == 4 else f"19{digits[0]}"
    return Meaning(f"{start}X", value=start)


def _century(match: re.Match[str], scene: Scene) -> Meaning | None:
    """ "in the 19th century" is a date, "a 19th century mansion" is not."""
    if re.match(r"\s[a-z]", scene.after) or "-" in match.group():
        return None
    number = int(match["n"]) - 1
    return Meaning(f"{number:02d}XX", value=f"{number:02d}")


def _season(match: re.Match[str], scene: Scene) -> Meaning | None:
    season = match["s"].lower()
    relation = (match["rel"] or "").lower().strip()
    if not match["y"] and relation not in {"last", "this", "next"}:
        return None
    if match["y"]:
        year = int(match["y"])
    elif scene.today is None:
        return Meaning(None, value=f"XXXX-{TIMEX_SEASON[season]}")
    else:
        year = scene.today.year + {"last": -1 if season != "spring" else 0, "this": 0, "next": 1}[relation]
    return Meaning(f"{year:04d}-{SEASONS[season]}", value=f"{year:04d}-{TIMEX_SEASON[season]}")


def _quarter(match: re.Match[str], scene: Scene) -> Meaning | None:
    """A quarter without a year is the last one that has begun."""
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}[match["n"].lower()]
    if not match["y"] and not scene.today:
        return Meaning(None, value=f"XXXX-Q{number}")
    year = int(match["y"]) if match["y"] else last_year_of(scene.today or date.min, 3 * number - 2)
    return Meaning(f"{year}-{32 + number}", value=f"{year}-Q{number}")


def _duration(match: re.Match[str], scene: Scene) -> Meaning | None:
    count = _count(match["n"])
    unit = match["u"].lower()
    if count is None:
        return Meaning(None, "DURATION", f"PX{UNITS[unit]}")
    prefix = "PT" if unit in {"hour", "minute"} else "P"
    return Meaning(None, "DURATION", f"{prefix}{count}{UNITS[unit]}")


def _set(match: re.Match[str], scene: Scene) -> Meaning:
    word = match.group().lower()
    unit = next((UNITS[u] for u in UNITS if u in word or {"day": "dai", "week": "week"}.get(u, u) in word), "D")
    return Meaning(None, "SET", f"P1{unit}")


def _fuzzy(match: re.Match[str], scene: Scene) -> Meaning:
    word = match.group().lower()
    return Meaning(
        None,
        value="PAST_REF"
        if word in {"recently", "lately"}
        else "PRESENT_REF"
        if word in {"now", "right now", "currently", "at present"}
        else "FUTURE_REF",
    )


def _rule(name: str, pattern: str, rule: Rule, flags: re.RegexFlag = re.IGNORECASE) -> tuple[str, re.Pattern[str], Rule]:
    return name, re.compile(pattern, flags), rule


EXACT = re.NOFLAG
PART = r"(?P<part>(?:earlier|later|early|late|mid)[ -])?"
RULES = (
    _rule("a full date", rf"\b(?P<m>{MONTH})\s+(?P<d>{DAY}),?\s+(?P<y>{YEAR})\b", _full, EXACT),
    _rule("a full date", rf"\b(?P<d>{DAY})\s+(?:of\s+)?(?P<m>{MONTH}),?\s+(?P<y>{YEAR})\b", _full, EXACT),
    _rule(
        "a weekday and date",
        rf"\b{WEEKDAY},?\s+(?P<m>{MONTH})\s+(?P<d>{DAY})(?:,?\s+(?P<y>{YEAR}))?\b(?!\d)",
        _weekday_and_date,
        EXACT,
    ),
    _rule(
        "a weekday and date",
        rf"\b{WEEKDAY},?\s+(?P<d>{DAY})\s+(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR}))?\b(?!\d)",
        _weekday_and_date,
        EXACT,
    ),
    _rule("a full date", r"\b(?:19|20)\d\d-\d\d-\d\d\b", _iso_day),
    _rule("a day and month", rf"\b(?P<m>{MONTH})\s+(?P<d>{DAY})\b(?!\s*(?:,\s*)?\d)", _day_month, EXACT),
    _rule("a day and month", rf"\b(?P<d>{DAY})\s+(?:of\s+)?(?P<m>{MONTH})(?![\w-])", _day_month, EXACT),
    _rule("a month and year", rf"\b(?P<m>{MONTH}),?\s+(?:of\s+)?(?P<y>{YEAR})\b", _month_year, EXACT),
    _rule(
        "a season",
        rf"\b(?P<rel>(?:last|this|next)\s+)?(?P<s>spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?(?P<y>{YEAR}))?\b",
        _season,
    ),
    _rule("a quarter", rf"\b(?P<n>first|second|third|fourth)[ -]quarter(?:\s+(?:of\s+)?(?P<y>{YEAR}))?\b", _quarter),
    _rule("a century", r"\b(?P<n>1\d|2[01])(?:st|nd|rd|th)[ -]century\b", _century),
    _rule("a decade", r"\b(?:the\s+)?(?P<y>(?:1[89]|20)\d0|[2-9]0)s\b", _decade),
    _rule(
        "a day near",
        r"\b(?:today|tonight|yesterday (?:morning|afternoon|evening)|yesterday|tomorrow|last night"
        r"|this (?:morning|afternoon|evening))\b",
        _near_day,
    ),
    _rule(
        "a weekday",
        rf"\b(?:(?:[Oo]n|[Tt]his)\s+)?(?P<rel>(?:[Ll]ast|[Nn]ext)\s+)?(?P<w>{WEEKDAY})(?:\s+(?P<part>morning|afternoon|evening|night))?(?!\w)",
        _weekday,
        EXACT,
    ),
    _rule(
        "a period near",
        rf"\b{PART}(?P<rel>last|past|previous|this|current|next|coming)\s+(?P<u>week|weekend|month|year)\b",
        _period,
    ),
    _rule("a time ago", rf"\b(?P<n>{NUMBER})\s+(?P<u>{UNIT})s?\s+(?P<dir>ago|earlier|later|before|after)\b", _ago),
    _rule("a duration", rf"\b(?P<n>{NUMBER})[ -](?P<u>{UNIT})s?\b", _duration),
    _rule("a repeated time", r"\b(?:daily|weekly|monthly|yearly|annually|every (?:day|week|month|year))\b", _set),
    _rule("a month", rf"\b{PART}(?P<rel>(?:last|this|next)\s+)?(?P<m>{MONTH})(?![\w-])(?!\s+\d)", _bare_month, EXACT),
    _rule(
        "a year",
        r"(?<![\d.,$£€/\w-])(?P<part>(?:early|late|mid|around|about|circa)[ -])?(?P<y>(?:19|20)\d\d)(?![\d,.]?\d|\w|%|-\w)",
        _year,
    ),
    _rule("a vague time", r"\b(?:recently|lately|right now|now|currently|at present|soon)\b", _fuzzy),
)
CERTAIN = frozenset({"a full date", "a day near", "a month and year", "a decade"})
