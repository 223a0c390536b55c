"""One file's characters to an Article, a profile or a page; what is wrong with it is noted, with its line."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from generator.content import front_matter, markdown
from generator.content.config import Config, is_language, is_zone
from generator.content.fields import Fields
from generator.content.front_matter import Refused
from generator.model.article import Addition, Article, EventCorrection, Rejection, TextPage
from generator.model.findings import Kind, Polarity, Stance
from generator.model.kinds import KIND_BY_NAME
from generator.model.permalinks import slug_of
from generator.model.problems import Problem, Where
from generator.model.profiles import NOBODY, ActorProfile, Named, Picture, Tenure, TopicProfile

UNKNOWN_DATE = "unknown"
IN_UTC = ("Z", "-00:00")
"""Ends of a moment that is given in UTC, whatever time of day it was where it was published (RFC 3339)."""
FINDING_KINDS = tuple(KIND_BY_NAME)
PICTURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.(?:jpe?g|png|webp|avif)")
KINDS = tuple(kind.value for kind in Kind)


def article(path: str, text: str, *, config: Config, problems: list[Problem]) -> Article | None:
    """A report; None when its front matter cannot be read."""
    parts = _parts(path, text, problems)
    if parts is None:
        return None
    fields, body, first_line = parts
    plain, tree = markdown.to_tree(body)
    if not plain:
        fields.wrong(Where(path, first_line), "the report has no text", "write its text below the front matter")
    date, day = _date(fields, config)
    found = Article(
        slug=slug_of(fields.text("slug") or path),
        path=path,
        title=fields.text("title", required=True),
        date=date,
        day=day,
        source=fields.text("source"),
        url=_url(fields),
        author=fields.text("author"),
        lang=_language(fields) or config.language,
        place=fields.text("place"),
        summary=fields.text("summary"),
        text=plain,
        tree=tree,
        topics=fields.names("topics"),
        rejections=tuple(_rejection(entry) for entry in fields.mappings("reject")),
        additions=tuple(_addition(entry, plain) for entry in fields.mappings("add")),
        events=tuple(_event_correction(entry, plain) for entry in fields.mappings("events")),
        own_text=fields.flag("own_text"),
    )
    fields.unknown()
    return found


def actor(path: str, text: str, *, problems: list[Problem]) -> ActorProfile | None:
    """An actor's profile; None when its front matter cannot be read."""
    parts = _parts(path, text, problems)
    if parts is None:
        return None
    fields, body, _ = parts
    kind = fields.choice("kind", KINDS)
    name = fields.names("name")
    fields.text("name", required=True)
    aliases, others, apart = fields.names("aliases"), fields.names("not_aliases"), fields.names("not_same_as")
    found = ActorProfile(
        slug=slug_of(path),
        name=name[0].name if name else "",
        where=fields.place("name"),
        kind=Kind(kind) if kind else None,
        summary=fields.text("summary"),
        aliases=tuple(alias.name for alias in aliases),
        not_aliases=tuple(alias.name for alias in others),
        not_same_as=tuple(alias.name for alias in apart),
        roles=tuple(_tenure(entry) for entry in fields.mappings("roles")),
        picture=_picture(fields),
        speaks_for=_speaks_for(fields),
        hide=fields.flag("hide"),
        body=markdown.to_safe_html(body),
        written=(*name, *aliases, *others, *apart),
    )
    fields.unknown()
    return found


def topic(path: str, text: str, *, problems: list[Problem]) -> TopicProfile | None:
    """A topic's profile; None when its front matter cannot be read."""
    parts = _parts(path, text, problems)
    if parts is None:
        return None
    fields, body, _ = parts
    name = fields.names("name")
    fields.text("name", required=True)
    keywords, aliases, apart = fields.names("keywords"), fields.names("aliases"), fields.names("not_same_as")
    found = TopicProfile(
        slug=slug_of(path),
        name=name[0].name if name else "",
        where=fields.place("name"),
        summary=fields.text("summary"),
        keywords=tuple(word.name for word in keywords),
        aliases=tuple(alias.name for alias in aliases),
        not_same_as=tuple(alias.name for alias in apart),
        hide=fields.flag("hide"),
        body=markdown.to_safe_html(body),
        written=(*name, *keywords, *aliases, *apart),
    )
    fields.unknown()
    return found


def page(path: str, text: str, *, problems: list[Problem]) -> TextPage | None:
    """A page of an editor's own; None when its front matter cannot be read."""
    parts = _parts(path, text, problems)
    if parts is None:
        return None
    fields, body, _ = parts
    found = TextPage(slug_of(path), path, fields.text("title", required=True), markdown.to_safe_html(body))
    fields.unknown()
    return found


def local_day(date: str, zone: str) -> str | None:
    """The publication day of an EDTF date or date-time; None for dates coarser than a day.

    A moment in UTC (`Z`) has its day in the time zone. One with an offset says the time of day where it was published, so that
    its day is the one that it is written with. Raises ValueError for what is no moment.
    """
    if "T" in date:
        moment = datetime.fromisoformat(date)
        return (moment.astimezone(ZoneInfo(zone)) if date.endswith(IN_UTC) else moment).date().isoformat()
    is_day = len(date) == len("YYYY-MM-DD") and date.replace("-", "").isdecimal()
    return date if is_day else None


def _parts(path: str, text: str, problems: list[Problem]) -> tuple[Fields, str, int] | None:
    try:
        head, body, first_line = front_matter.split(text)
        return Fields(front_matter.parse(head, path), problems), body, first_line
    except ValueError as error:
        problems.append(Problem(Where(path), str(error), "end it with a line of three dashes"))
    except Refused as refused:
        problems.append(refused.problem)
    return None


def _date(fields: Fields, config: Config) -> tuple[str | None, str | None]:
    """The date as EDTF and the day. Without a date nothing relative can be resolved, so leaving it out takes a word."""
    zone = fields.text("time_zone") or config.time_zone
    if not is_zone(zone):
        fields.wrong(fields.place("time_zone"), f"`time_zone` is not a time zone: {zone!r}", "write Europe/Moscow, UTC …")
        zone = "UTC"
    given = fields.text("date")
    if not given:
        todo = f"add a line `date: 2009-10-13`, or `date: {UNKNOWN_DATE}` to go without"
        fields.wrong(fields.place("date"), "`date` is missing", todo)
        return None, None
    if given == UNKNOWN_DATE:
        return None, None
    if "T" in given or " " in given:
        try:
            day = local_day(given.replace(" ", "T"), zone)
        except (ValueError, OverflowError):  # no date, or one that another time zone puts before the year 1
            day = None
        if day is None:
            fields.wrong(fields.place("date"), f"`date` is not a date: {given!r}", "write 2009-10-13 or 2009-10-13T14:30Z")
        return day, day
    date = fields.date("date")
    return date, local_day(date, zone) if date else None


def _url(fields: Fields) -> str:
    value = fields.text("url")
    try:
        is_web = not value or (urlsplit(value).scheme in {"http", "https"} and bool(urlsplit(value).hostname))
    except ValueError:
        is_web = False
    if not is_web:
        fields.wrong(fields.place("url"), f"`url` is not a web address: {value!r}", "write it from https:// on")
        return ""
    return value


def _language(fields: Fields) -> str:
    value = fields.text("lang")
    if value and not is_language(value):
        fields.wrong(fields.place("lang"), f"`lang` is not a language tag: {value!r}", "write en, fr, ru …")
        return ""
    return value


def _tenure(fields: Fields) -> Tenure:
    found = Tenure(fields.text("title", required=True), fields.date("from"), fields.date("until"))
    fields.unknown()
    return found


def _speaks_for(fields: Fields) -> Named | None:
    """Return the one actor for whom an actor speaks, with its place."""
    name = fields.text("speaks_for")
    if fields.has("speaks_for") and not name:
        fields.wrong(fields.place("speaks_for"), "`speaks_for` is empty", f"write an actor's name, or `{NOBODY}`")
    return Named(name, fields.place("speaks_for")) if name else None


def _picture(fields: Fields) -> Picture | None:
    """A picture with the words that stand for it where it is not seen."""
    name, alt, credit = fields.text("image"), fields.text("alt"), fields.text("credit")
    if not name:
        for key in ("alt", "credit"):
            if fields.has(key):
                fields.wrong(fields.place(key), f"`{key}` is given and no `image`", "add a line `image: …`, or remove this one")
        return None
    if not PICTURE.fullmatch(name):
        wrong = f"`image` is not the name of a picture: {name!r}"
        fields.wrong(fields.place("image"), wrong, "put a .jpg, .png, .webp or .avif into content/pictures/ and write its name")
        return None
    if not alt:
        fields.wrong(fields.place("image"), "`alt` is missing", "say in a line `alt: …` what the picture shows")
    return Picture(name, alt, credit, fields.place("image"))


def _rejection(fields: Fields) -> Rejection:
    kind, text, identifier = fields.choice("kind", FINDING_KINDS), fields.text("text"), fields.text("id")
    fields.text("why")
    if not identifier and not (kind and text):
        fields.wrong(fields.where, "this rejects nothing", "give `kind` and `text` (the exact words), or `id`")
    fields.unknown()
    return Rejection(kind or None, text or None, identifier or None, fields.where)


def _event_correction(fields: Fields, plain: str) -> EventCorrection:
    text, same, apart = (fields.text(key, required=key == "text") for key in ("text", "same_as", "not_same_as"))
    words = fields.text("words", required=bool(same))
    fields.text("why")
    if bool(same) == bool(apart):
        fields.wrong(fields.where, "this joins nothing and takes nothing apart", "give `same_as` or `not_same_as`")
    if text and text not in " ".join(plain.split()):
        fields.wrong(fields.place("text"), f"the report does not say {text!r}", "copy the words from the report")
    fields.unknown()
    return EventCorrection(text, slug_of(same or apart), words, bool(same), fields.where)


def _addition(fields: Fields, plain: str) -> Addition:
    kind, text = fields.choice("kind", FINDING_KINDS), fields.text("text", required=True)
    fields.text("why")
    row = KIND_BY_NAME.get(kind)
    required, optional = (row.required_fields, row.optional_fields) if row else ((), ())
    found: dict[str, str] = {}
    for name in (*required, *optional):
        if value := (fields.date(name) if name in {"edtf", "date", "said_on"} else _one(fields, name)):
            found[name] = value
        elif name in required:
            fields.wrong(fields.place(name), f"`{name}` is missing", f"a {kind} needs {', '.join(required)}")
    if not kind and not fields.has("kind"):
        fields.wrong(fields.where, "`kind` is missing", f"use one of {', '.join(FINDING_KINDS)}")
    elif kind:
        fields.unknown()
    if text and text not in plain:
        fields.wrong(fields.place("text"), f"the report does not say {text!r}", "copy the words from the report")
    return Addition(kind, text, tuple(found.items()), fields.where)


def _one(fields: Fields, name: str) -> str:
    """A field of an addition as text; a list of actors is kept as lines."""
    if name == "actors":
        return "\n".join(entry.name for entry in fields.names(name))
    if name == "stance":
        return fields.choice(name, tuple(stance.value for stance in Stance))
    if name == "polarity":
        return fields.choice(name, tuple(polarity.value for polarity in Polarity))
    return fields.choice(name, KINDS) if name == "actor_kind" else fields.text(name)
