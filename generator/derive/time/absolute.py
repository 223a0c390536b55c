"""Dates that name a day, a month or a year: "13 October 2009", "July", "on Friday", "1914-18", "the 1990s".

What is left out is taken from the publication day: the nearest such day or month on the side that the clause looks to.
"""

from __future__ import annotations

import re
from datetime import date

from generator.derive.time import calendar
from generator.derive.time.context import Meaning, Scene, of, of_day, open_date
from generator.model.findings import Confidence

CERTAIN, LIKELY, UNSURE = Confidence.CERTAIN, Confidence.LIKELY, Confidence.UNSURE
# How many times nearer a coming date must be than the past one to be meant, by where the clause looks.
NEARER = {True: 0.125, None: 2.0, False: 3.5}
WEEK = 7
WORDS_TOO = frozenset({"March", "May"})
FIRST_MODERN_YEAR, LAST_MODERN_YEAR = 1500, 2099
FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{1,4})", re.ASCII)
"""Two numbers and a year: "13/10/2009", "13.10.09"; not "5/6/4,5"."""


def iso_day(scene: Scene) -> Meaning | None:
    """ "2009-10-13"."""
    year, month, day = (int(word.text) for word in scene.words if word.kind in {"year", "day"})
    return of_day(calendar.made(year, month, day), CERTAIN)


def figures(scene: Scene) -> Meaning | None:
    """ "13/10/2009", "13.10.2009"; where day and month could change places the day stays open."""
    figures_ = FIGURES.fullmatch("".join(word.text for word in scene.words))
    if not figures_:
        return None
    first, second, year = map(int, figures_.groups())
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    if "." in scene.words[0].text or first > 12:
        return of_day(calendar.made(year, second, first), CERTAIN)
    if second > 12 or first == second:
        return of_day(calendar.made(year, first, second), CERTAIN)
    either = (calendar.made(year, first, second), calendar.made(year, second, first))
    near = [day for day in either if day and scene.today and abs((day - scene.today).days) < WEEK]
    if len(near) == 1:
        return of_day(near[0], UNSURE)
    return open_date(f"{year:04d}-XX-XX")


def full_date(scene: Scene) -> Meaning | None:
    """ "13 October 2009", "Tuesday, October 13th, 2009"."""
    year, month, day = scene.number("year"), scene.number("month"), scene.number("day", "nth", "ordinal")
    if year is None or month is None or day is None:
        return None
    return of_day(calendar.made(year, month, day), CERTAIN)


def day_and_month(scene: Scene) -> Meaning | None:
    """ "13 October", "last Oct. 13", "Friday, Oct. 13": the nearest one, on the side that the clause looks to.

    The year of "29 February" stays open where there is no leap year near.
    """
    month, day = scene.number("month"), scene.number("day", "nth", "ordinal")
    if month is None or day is None or calendar.made(2000, month, day) is None:
        return None
    found = nearest(scene, month, day)
    return of_day(found) if found else open_date(f"XXXX-{month:02d}-{day:02d}")


def nearest(scene: Scene, month: int, day: int) -> date | None:
    """The day of a year near the publication day that is meant by a month and a day, None where those years have none."""
    if scene.today is None:
        return None
    years = range(scene.today.year - 1, scene.today.year + 2)
    days = [found for year in years if (found := calendar.made(year, month, day))]
    if not days:
        return None
    weekday = scene.number("weekday", "weekday_short")
    fitting = [found for found in days if found.weekday() == weekday] if weekday is not None else []
    past = [found for found in fitting or days if found <= scene.today]
    coming = [found for found in fitting or days if found > scene.today]
    relation = relation_of(scene)
    if not (past and coming) or relation:
        return (coming or past)[0] if (relation == 1 or not past) else past[-1]
    since, until = (scene.today - past[-1]).days, (coming[0] - scene.today).days
    return coming[0] if until * NEARER[scene.ahead] < since else past[-1]


def relation_of(scene: Scene) -> int | None:
    """What "last" (-1), "this" (0) or "next" (1) among the words says."""
    return scene.number("last", "this", "next", "current")


def two_days(scene: Scene) -> Meaning | None:
    """ "5-11 October 2009", "from March 3 to March 9": an interval; "April 24 and 25" are two dates."""
    kinds = [word.kind for word in scene.words]
    months, days = scene.values("month"), scene.values("day", "nth")
    year = scene.number("year")
    ends = [_made_day(scene, year, month, day) for month, day in zip((months[0], months[-1]), days[-2:], strict=True)]
    first, last = ends
    if first is None or last is None:
        return None if scene.today or year else open_date(f"XXXX-{months[0]:02d}")
    if "and" in kinds and "between" not in kinds:
        return _apart(scene, first, last)
    if last < first:
        first = calendar.made(first.year - 1, first.month, first.day) or first
    edtf = calendar.span(first, last)
    return Meaning(edtf, edtf, confidence=CERTAIN if year else LIKELY) if first < last else None


def _made_day(scene: Scene, year: int | None, month: int, day: int) -> date | None:
    return calendar.made(year, month, day) if year else nearest(scene, month, day)


def _apart(scene: Scene, first: date, last: date) -> Meaning:
    joint = next(n for n, word in enumerate(scene.words) if word.kind == "and")
    one, other = calendar.whole_day(first), calendar.whole_day(last)
    also = Meaning(other.edtf, other.timex, skip=joint + 1)
    return Meaning(one.edtf, one.timex, drop=len(scene.words) - joint, also=also)


def month_and_year(scene: Scene) -> Meaning | None:
    """ "October 2009", "early March, 1998", "April next year"."""
    month, year, relation = scene.number("month"), scene.number("year"), relation_of(scene)
    if month is None or (year is None and scene.today is None):
        return open_date(f"XXXX-{month or 0:02d}")
    if year is None and scene.today is not None:
        year = scene.today.year + (relation or 0)
    return of(calendar.month(year or 0, month), CERTAIN)


def two_months(scene: Scene) -> Meaning | None:
    """ "from March to May 2009", "July-September": an interval of months."""
    first, last = scene.values("month")
    year = scene.number("year") or _year_of_month(scene, last)
    if year is None:
        return open_date(f"XXXX-{first:02d}")
    edtf = f"{calendar.month(year - (first > last), first).edtf}/{calendar.month(year, last).edtf}"
    return Meaning(edtf, edtf)


def month_alone(scene: Scene) -> Meaning | None:
    """ "in July", "last October", "early March": the last one, or the coming one where the clause looks ahead."""
    number = scene.number("month")
    if number is None or not (_is_month(scene)):
        return None
    year = _year_of_month(scene, number)
    return of(calendar.month(year, number)) if year else open_date(f"XXXX-{number:02d}")


def _is_month(scene: Scene) -> bool:
    """Names of months that are other words too, and short forms, need a word of dating before them, or their full stop."""
    name = next(word.text for word in scene.words if word.kind == "month")
    if len(name) > 5 or name in {"April", "July", "June"} or name[:4] == "Sept":
        return True
    if scene.has("part", "portion", "last", "this", "next") or scene.follows("date_prepositions"):
        return True
    return scene.has("dot") if name not in WORDS_TOO else name == "March" and scene.before == "the"


def _year_of_month(scene: Scene, number: int) -> int | None:
    if scene.today is None:
        return None
    here, relation = scene.today.month, relation_of(scene)
    if relation is not None:
        over = number > here or (number == here and relation != 0)
        return scene.today.year - over if relation == -1 else scene.today.year + (relation == 1 and number <= here)
    since, until = (here - number) % 12, (number - here) % 12
    ahead = scene.ahead
    if scene.before == "for" and ahead is None:
        ahead = True
    if since and (ahead or until * (4 if ahead is None else 10) < since):
        return scene.today.year + (number < here)
    return scene.today.year - (number > here)


def weekday(scene: Scene) -> Meaning | None:
    """ "on Sunday", "last Friday": the last one, the publication day included; the coming one where the clause looks ahead."""
    number = scene.number("weekday", "weekday_short")
    if number is None:
        return None
    if scene.today is None:
        return open_date(f"XXXX-WXX-{number + 1}")
    return of_day(day_of_week(scene, number))


def day_of_week(scene: Scene, number: int) -> date:
    """The day that a weekday means."""
    today = scene.today or date.max
    relation = relation_of(scene)
    if relation == -1:
        return calendar.nearest_weekday(calendar.moved(today, -1), number, ahead=False)
    if relation == 1 or (relation == 0 and scene.ahead is not False):
        return calendar.nearest_weekday(today, number, ahead=True)
    return calendar.nearest_weekday(today, number, ahead=bool(scene.ahead))


def year_alone(scene: Scene) -> Meaning | None:
    """ "in 2005", "early 2009", "around 1990" (`1990~`); no number of a resolution or a room, nor "2000 votes"."""
    year = scene.number("year")
    if year is None or not _is_year(scene, year):
        return None
    found = calendar.year(year)
    approximate = scene.has("approx", "fiscal")
    return Meaning(f"{found.edtf}~" if approximate else found.edtf, found.timex, confidence=LIKELY)


def _is_year(scene: Scene, year: int) -> bool:
    if any(word.value == ">" for word in scene.words) or scene.follows("numbered_things") or scene.leads("measures"):
        return False
    if scene.before in {"$", "£", "€", "¥", "#", "%", "+", "=", "/", "."} or scene.after in {"%", "/", "+", "=", "°"}:
        return False
    if scene.has("part", "portion", "fiscal", "approx") or scene.follows("date_prepositions"):
        return not (scene.counts_things and scene.before not in {"in", "since", "of"})
    return FIRST_MODERN_YEAR <= year <= LAST_MODERN_YEAR and not (
        scene.counts_things and scene.before not in {"the", "'s", "’s"}
    )


def two_years(scene: Scene) -> Meaning | None:
    """ "from 2003 to 2005", "1914-18", "between 1998 and 2001": an interval."""
    first, *others = scene.values("year", "day", "number")
    if not others:  # "2010-12,000" or "2010-15000": the second number is no year
        return None
    last = others[0]
    if last < 100:
        last += first // 100 * 100 + (100 if last < first % 100 else 0)
    if not first < last <= first + 400 or scene.follows("numbered_things") or scene.leads("measures"):
        return None
    return Meaning(f"{first:04d}/{last:04d}", f"{first:04d}/{last:04d}")


def spelled_year(scene: Scene) -> Meaning | None:
    """ "nineteen ninety-one"."""
    tens, *rest = scene.values("cardinal") or [0]
    if tens not in {17, 18, 19, 20} or sum(rest) < 10 or sum(rest) > 99:
        return None
    return of(calendar.year(100 * tens + sum(rest)))


def decade(scene: Scene) -> Meaning | None:
    """ "the 1990s", "the mid-'80s", "the nineties"; not "in his sixties"."""
    digits = scene.letters("decade", "decade_word")
    if len(digits) == 4 - 1:
        marked = scene.has("decade") or scene.has("the")
        return of(calendar.decade(digits), CERTAIN if scene.has("decade") else LIKELY) if marked else None
    if scene.has("apostrophe") and len(digits) == 1:
        thisone = f"{scene.today.year:04d}" if scene.today else "2000"
        hundred = int(thisone[:2]) - (digits > thisone[2])
        return of(calendar.decade(f"{hundred:02d}{digits}")) if hundred >= 0 else None
    return None


def century(scene: Scene) -> Meaning | None:
    """ "in the 19th century" is a date; "a 19th century mansion" describes a mansion and dates nothing."""
    number = scene.number("nth", "ordinal")
    if number is None or not 1 <= number <= 21 or scene.letters("unit") != "CE":
        return None
    described = scene.words[-2].kind == "hyphen" or (scene.after[:1].islower() and not scene.leads("function_words"))
    if described or not scene.has("the", "part", "portion"):
        return open_date(f"{number - 1:02d}")
    return of(calendar.century(number))


def holiday(scene: Scene) -> Meaning | None:
    """ "Christmas", "last Thanksgiving", "Good Friday 2009": the nearest one, about the day where it names no day."""
    rule = scene.letters("holiday")
    year, relation = scene.number("year"), relation_of(scene)
    if year is None and scene.today is None:
        return open_date("XXXX-XX-XX")
    if year is None and scene.today is not None:
        day = calendar.of_holiday(rule, scene.today.year)
        over = day is not None and day <= scene.today
        back = relation == -1 or (relation is None and not scene.ahead)
        year = scene.today.year + (0 if relation == 0 else -(not over) if back else over)
    found = calendar.of_holiday(rule, year or 0)
    if not found:
        return None
    return Meaning(found.isoformat() if scene.words[-1].text.lower() == "day" else f"{found.isoformat()}~", found.isoformat())
