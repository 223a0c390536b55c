"""Dates told from another one: "yesterday", "earlier this month", "two years ago", "last fall", "the third quarter".

From the publication day they are resolved; from something else in the text ("a week after the vote", "three days later")
the TIMEX3 value is a reading of the text, and EDTF stays open.
"""

from __future__ import annotations

from dataclasses import replace

from generator.derive.time import calendar
from generator.derive.time.absolute import day_of_week, relation_of
from generator.derive.time.calendar import Period
from generator.derive.time.context import Meaning, Scene, of, of_day, open_date
from generator.model.findings import Confidence

NEAR = 2
"""Paragraphs over which a quarter that was named stays what is spoken of."""
REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
UNCOUNTED = 2
"""Words of "days before": a unit and its relation, no number."""
COUNTED_IN_YEARS = {"DE": 10, "CE": 100}


def near_day(scene: Scene) -> Meaning | None:
    """ "today", "late yesterday", "tomorrow"; with a part of the day it is a TIME of that day."""
    if scene.today is None:
        return open_date("XXXX-XX-XX")
    day = calendar.moved(scene.today, scene.number("nearday") or 0)
    part = scene.letters("daypart")
    if part:
        return Meaning(day.isoformat(), f"{day.isoformat()}T{part}", "TIME", confidence=Confidence.CERTAIN)
    return of_day(day, Confidence.CERTAIN)


def second_next_day(scene: Scene) -> Meaning | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    if scene.today is None:
        return open_date("XXXX-XX-XX")
    return of_day(calendar.moved(scene.today, 2 * (scene.number("nearday") or 0)), Confidence.CERTAIN)


def part_of_day(scene: Scene) -> Meaning | None:
    """ "this morning", "last night", "tonight", "Friday evening"."""
    part = scene.letters("daypart", "tonight")
    if scene.today is None:
        return Meaning(None, f"XXXX-XX-XXT{part}", "TIME", confidence=Confidence.UNSURE)
    number = scene.number("weekday", "weekday_short")
    if number is not None:
        day = day_of_week(scene, number)
    else:
        day = calendar.moved(scene.today, -1 if relation_of(scene) == -1 else 0)
    return Meaning(day.isoformat(), f"{day.isoformat()}T{part}", "TIME")


def period_near(scene: Scene) -> Meaning | None:
    """ "last week", "earlier this month", "the end of next year", "the current quarter"."""
    unit = scene.letters("unit", "weekend", "quarter").replace("quarter", "Q")
    relation = relation_of(scene)
    if unit in {"TH", "TM", "TS"} or relation is None:
        return None
    if scene.words[-2].text.lower() == "past" and unit != "WE":
        return Meaning(None, spelled("1", unit), "DURATION")
    if unit == "D":
        return _next_day(scene, relation)
    if scene.today is None:
        return open_date({"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX"))
    shift = relation - (unit == "WE" and relation == 0 and scene.today.weekday() < 3 and not scene.ahead)
    if unit == "WE" and relation == -1 and scene.today.weekday() > 4:
        shift = -1
    return _bounded(scene, of(calendar.around(scene.today, unit, shift)), shift)


def _next_day(scene: Scene, relation: int) -> Meaning | None:
    told = calendar.parsed(scene.told.date[:10])
    if relation == 0 or not told:
        return None if relation != 1 else open_date("XXXX-XX-XX")
    return replace(open_date(calendar.moved(told, relation).isoformat()), confidence=Confidence.UNSURE)


def _bounded(scene: Scene, meaning: Meaning | None, shift: int) -> Meaning | None:
    """ "earlier this month" ends with the publication day, "later this year" begins with it."""
    if meaning is None or shift or scene.today is None:
        return meaning
    today = scene.today.isoformat()
    if scene.has("earlier"):
        return replace(meaning, not_after=today)
    return replace(meaning, not_before=today) if scene.has("later") else meaning


def weekend(scene: Scene) -> Meaning | None:
    """ "over the weekend": the last one, or the coming one where the clause looks ahead."""
    if scene.today is None:
        return open_date("XXXX-WXX-WE")
    begun = scene.today.weekday() > 4
    return of(calendar.weekend(scene.today, 0 if begun or scene.ahead else -1))


def period_told(scene: Scene) -> Meaning | None:
    """ "the following year", "that same day": from the last date that the text told, so EDTF stays open."""
    unit = scene.letters("unit", "quarter")
    shift = scene.number("following", "preceding", "that") or 0
    told = scene.told.date
    base = calendar.parsed(told[:10]) or calendar.parsed(f"{told[:7]}-01") or calendar.parsed(f"{told[:4]}-01-01")
    exact = {"D": 10, "W": 10, "M": 7, "Q": 7, "Y": 4, "DE": 3}.get(unit)
    if exact is None:
        return None
    found = calendar.around(base, unit, shift) if base and len(told) >= exact else None
    return open_date(found.timex if found else "XXXX-XX-XX" if unit == "D" else "XXXX")


def time_ago(scene: Scene) -> Meaning | None:
    """ "two years ago", "a year from now": as exact as the unit."""
    unit, count = unit_of(scene), counted(scene)
    way = -1 if scene.has("ago") else 1
    if scene.today is None or count is None or unit[:1] == "T":
        return open_date(REFERENCES[way])
    if unit == "Y" and count == 1 and way == -1 and (found := same_quarter(scene)):
        return of(found)
    if unit in COUNTED_IN_YEARS:
        year = calendar.year(scene.today.year + way * count * COUNTED_IN_YEARS[unit])
        return Meaning(f"{year.edtf}~", year.timex)
    return _approximate(scene, of(calendar.around(scene.today, unit, way * count)))


def time_from_another(scene: Scene) -> Meaning | None:
    """ "three days later", "the day after the vote", "a year earlier": from something in the text, so EDTF stays open."""
    unit, count = unit_of(scene), counted(scene)
    way = scene.number("earlier", "later", "before", "after") or 0
    if scene.has("before", "after") and not scene.has("the"):
        length = "X" if len(scene.words) == UNCOUNTED else amount(scene)
        return Meaning(None, spelled(length, unit), "DURATION", drop=1)
    if scene.has("earlier") and unit == "Y" and count == 1:
        return year_ago(scene)
    told = calendar.parsed(scene.told.date)
    found = calendar.around(told, unit, way * count) if told and count else None
    return open_date(found.timex if found else REFERENCES[-1])


def unit_of(scene: Scene) -> str:
    """TIMEX3's letters for the unit among the words."""
    return scene.letters("unit", "units", "quarter", "weekend").replace("quarter", "Q")


def _approximate(scene: Scene, meaning: Meaning | None) -> Meaning | None:
    """ "about ten years ago"."""
    if meaning and meaning.edtf and scene.has("approx") and "/" not in meaning.edtf:
        return replace(meaning, edtf=f"{meaning.edtf}~")
    return meaning


def same_quarter(scene: Scene) -> Period | None:
    """The quarter before the one that the paragraph speaks of by a year: "net rose from $2 million a year earlier"."""
    if not scene.told.quarter or scene.paragraph - scene.told.paragraph > NEAR:
        return None
    year, number = scene.told.quarter.split("-Q")
    return calendar.quarter(int(year) - 1, int(number))


def year_ago(scene: Scene) -> Meaning | None:
    """ "year-ago", "the year-earlier quarter": the period that the text speaks of, a year before."""
    now = same_quarter(scene)
    if now or scene.today is None:
        return of(now) or open_date("PAST_REF")
    told = scene.told.date[:4]
    return open_date(f"{(int(told) if told.isdigit() else scene.today.year) - 1:04d}")


def counted(scene: Scene) -> int | None:
    """How many: "25", "twenty-five", "a"; None for "several" and for fractions."""
    if scene.has("few", "half"):
        return None
    figure = scene.number("day", "number", "year")
    words = scene.values("cardinal")
    if figure is not None:
        return figure
    if not words:
        return 1 if scene.has("a", "the") or not scene.has("number") else None
    total = 0
    for word in words:
        total = max(total, 1) * word if word >= 100 else total + word
    return total


def amount(scene: Scene) -> str:
    """How many units, X where the words do not count them."""
    if scene.has("to", "hyphen") and len([w for w in scene.words if w.kind in {"cardinal", "day", "number"}]) > 1:
        return "X"
    if scene.has("half"):
        return f"{counted_whole(scene) or 0}.5"
    figure = next((word.text for word in scene.words if word.kind == "number"), "")
    if "." in figure:
        return figure
    count = counted(scene)
    return str(count) if count is not None and not scene.has("few", "recent") else "X"


def counted_whole(scene: Scene) -> int:
    """The whole units before "and a half"."""
    return next((int(w.value) for w in scene.words if w.kind in {"cardinal", "day", "number"} and isinstance(w.value, int)), 0)


def spelled(count: str, unit: str) -> str:
    """A TIMEX3 duration: `P2D`, `PT5H`, `P20Y` for two decades."""
    if unit in COUNTED_IN_YEARS:
        return f"P{int(count) * COUNTED_IN_YEARS[unit]}Y" if count.isdigit() else "PXY" if unit == "DE" else "PXCE"
    if unit == "2W":
        return f"P{int(count) * 2}W" if count.isdigit() else "PXW"
    return f"PT{count}{unit[1]}" if unit[:1] == "T" else f"P{count}{unit}"


def season(scene: Scene) -> Meaning | None:
    """ "last fall", "spring 2007", "the summer"; nothing for a season's name that stands alone."""
    number, year = scene.number("season"), scene.number("year")
    if number is None:
        return None
    if year is not None:
        return of(calendar.season(year, number), Confidence.CERTAIN)
    relation = relation_of(scene)
    bare = next(word.text for word in scene.words if word.kind == "season")
    if relation is None and (bare[0].isupper() or scene.after.lower() in {"of", "in", "from"} or not _in_season(scene)):
        return None
    if scene.today is None:
        return open_date(f"XXXX-{calendar.SEASON_LETTERS[number]}")
    return of(calendar.season_near(scene.today, number, relation, ahead=bool(scene.ahead)))


def _in_season(scene: Scene) -> bool:
    named = scene.after[:1].islower() and not scene.leads("function_words")
    return not named and (scene.has("the", "part", "portion") or scene.follows("date_prepositions"))


def quarter(scene: Scene) -> Meaning | None:
    """ "the third quarter", "Q3 2009", "the 1988 fourth quarter": the last one that has begun, unless a year is named."""
    number, year = scene.number("ordinal", "quarter_short"), scene.number("year")
    if number is None or not 1 <= number <= 4:
        return None
    if year is None:
        if scene.today is None:
            return open_date(f"XXXX-Q{number}")
        begun = (scene.today.month - 1) // 3 + 1 >= number
        relation = relation_of(scene)
        year = scene.today.year + (relation if relation is not None else -(not begun and not scene.ahead))
    found = calendar.quarter(year, number)
    return open_date(found.timex) if scene.has("fiscal") else of(found)


def half(scene: Scene) -> Meaning | None:
    """ "the first half of 2009", "the second half of this year"."""
    number, year, relation = scene.number("ordinal"), scene.number("year"), relation_of(scene)
    if scene.has("last") and number is None:
        number, relation = 2, None
    if number not in {1, 2} or (year is None and scene.today is None):
        return None
    if year is None and scene.today:
        year = scene.today.year + (relation or 0)
    return of(calendar.half(year or 1, number)) if scene.has("year", "unit") else None


def quarter_told(scene: Scene) -> Meaning | None:
    """ "the quarter", "the latest period": the one that the text spoke of last."""
    ended = calendar.quarter_before(scene.today).timex if scene.today else "XXXX-QX"
    if scene.told.quarter and not (scene.has("latest") and scene.told.quarter > ended):
        year, number = scene.told.quarter.split("-Q")
        return of(calendar.quarter(int(year), int(number)), Confidence.UNSURE)
    return open_date(ended)


def quarter_ago(scene: Scene) -> Meaning | None:
    """ "the year-ago third quarter"."""
    number = scene.number("ordinal")
    if number is None or scene.today is None or not 1 <= number <= 4:
        return None
    begun = (scene.today.month - 1) // 3 + 1 >= number
    return of(calendar.quarter(scene.today.year - 1 - (not begun), number))


def quarter_of_year(scene: Scene) -> Meaning | None:
    """ "the 1988 quarter", "the 1988 period": the quarter that is spoken of, in that year."""
    year, now = scene.number("year"), same_quarter(scene)
    if year is None:
        return None
    return of(calendar.quarter(year, int(now.timex[-1])) if now else calendar.year(year))


def year_told(scene: Scene) -> Meaning | None:
    """ "for the full year", "by year end": the running one by all likelihood, so EDTF stays open."""
    unit = scene.letters("unit")
    if unit == "Y" and scene.after in {"ended", "ending"}:
        return Meaning(None, "P1Y", "DURATION")
    if unit not in {"Y", "W"} or (unit == "W" and scene.before not in {"for", "of", "during"}):
        return None
    found = calendar.around(scene.today, unit, 0) if scene.today else None
    return open_date(found.timex if found else "XXXX")


def vague(scene: Scene) -> Meaning | None:
    """ "recently", "now", "in the future": no date at all, and said so."""
    if scene.has("current"):
        return open_date("PRESENT_REF")
    if scene.before == "as":
        return None
    if scene.has("recent"):
        return open_date("PAST_REF")
    if scene.has("last"):
        plain = scene.words[-1].text.lower() == "past" and not scene.after.isalpha()
        return replace(open_date("PAST_REF"), skip=1) if plain or scene.leads("function_words") else None
    return open_date(scene.letters("vague_now", "vague_past", "vague_future", "future"))
