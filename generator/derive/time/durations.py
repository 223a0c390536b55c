"""What lasts or comes again, and times of day: "two-day", "for six months", "every Friday", "at 9:45 a.m. on Tuesday".

Durations and sets date nothing: their EDTF is None.
"""

from __future__ import annotations

import re
from datetime import date

from generator.derive.time import calendar
from generator.derive.time.absolute import day_of_week, nearest
from generator.derive.time.context import Meaning, Scene
from generator.derive.time.relative import amount, spelled, unit_of
from generator.derive.time.words import Word
from generator.model.findings import Confidence

HOUR_AND_MINUTE = re.compile(r"(\d{1,2})(?:[:.](\d\d))?", re.ASCII)
BEFORE_LENGTH = frozenset(
    "for in within than about after over of under nearly almost during least most take takes took last lasts".split()
)


def duration(scene: Scene) -> Meaning | None:
    """ "two-day", "nearly forty years", "two and a half years", "the past three months", "recent weeks"."""
    unit = unit_of(scene)
    share = unit == "Q" and scene.after == "of"
    some_day = unit == "D" and [w.text.lower() for w in scene.words] == ["one", "day"] and scene.before not in BEFORE_LENGTH
    if share or some_day:
        return None
    return Meaning(None, spelled(amount(scene), unit), "DURATION")


def plural_alone(scene: Scene) -> Meaning | None:
    """ "for years", "days of talks"; not "on days when"."""
    unit = unit_of(scene)
    if scene.before in {"on", "-"} or (unit == "Q" and scene.after == "of"):
        return None
    return Meaning(None, spelled("1" if scene.has("unit") and scene.has("long") else "X", unit), "DURATION")


def one_unit(scene: Scene) -> Meaning | None:
    """ "for a week" is a duration, "four flights a week" a set; other "a day" is neither."""
    unit = scene.letters("unit", "quarter")
    before = scene.before
    if before in BEFORE_LENGTH or scene.has("approx") or scene.after == "to":
        return Meaning(None, spelled("1", unit), "DURATION")
    named = scene.sentence[scene.start - 1] if scene.start else None
    if isinstance(named, Word) and named.kind in {"day", "number", "cardinal"}:
        return Meaning(None, spelled("1", unit), "SET")
    return None


def repeated(scene: Scene) -> Meaning | None:
    """ "every Friday", "each month", "every two years", "twice a week", "daily", "Tuesday nights"."""
    part = scene.letters("daypart", "dayparts")
    weekday, month, season = scene.number("weekday", "weekdays"), scene.number("month"), scene.number("season")
    if often := scene.letters("often"):
        value = often
    elif weekday is not None:
        value = f"XXXX-WXX-{weekday + 1}{part and 'T' + part}"
    elif month or season:
        value = f"XXXX-{month:02d}" if month else f"XXXX-{calendar.SEASON_LETTERS[season or 0]}"
    elif part or scene.has("weekend"):
        value = f"XXXX-XX-XXT{part}" if part else "XXXX-WXX-WE"
    else:
        value = spelled("2" if scene.has("other") else amount(scene), unit_of(scene))
    return Meaning(None, value, "SET")


def time_of_day(scene: Scene) -> Meaning | None:
    """ "9 a.m. EST Tuesday", "18:00 UTC": a TIME; its day is in EDTF only where the words name it."""
    clock = _clock(scene)
    if clock is None:
        return None
    zone = "Z" if scene.letters("zone") == "Z" else ""
    day = _day_named(scene)
    shown = day or (None if scene.has("month") else scene.today)
    timex = f"{shown.isoformat() if shown else 'XXXX-XX-XX'}T{clock}{zone}"
    return Meaning(day.isoformat() if day else None, timex, "TIME", confidence=Confidence.LIKELY if day else Confidence.UNSURE)


def _clock(scene: Scene) -> str | None:
    """The hour and minute: "9 a.m." is 09:00, "9:45 p.m." 21:45, "noon" 12:00."""
    if moment := scene.letters("moment"):
        return moment
    figure = HOUR_AND_MINUTE.fullmatch(scene.words[0].text)
    if not figure or int(figure[1]) > 24:
        return None
    hour, minute = int(figure[1]), figure[2]
    marked = scene.has("am", "pm", "oclock", "zone")
    if not marked and not (
        minute and scene.before in {"at", "by", "until", "from", "around", "about", "before", "after", "till"}
    ):
        return None
    late = 12 if scene.has("pm") and hour < 12 else -12 if scene.has("am") and hour == 12 else 0
    return f"{hour + late:02d}:{minute or '00'}"


def _day_named(scene: Scene) -> date | None:
    if scene.today is None:
        return None
    near, number = scene.number("nearday"), scene.number("weekday")
    month, days = scene.number("month"), scene.values("day", "nth")
    if near is not None:
        return calendar.moved(scene.today, near)
    if month is not None and days:
        year = scene.number("year")
        return calendar.made(year, month, days[-1]) if year else nearest(scene, month, days[-1])
    return day_of_week(scene, number) if number is not None else None
