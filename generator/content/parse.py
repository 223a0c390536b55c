"""One file's characters to an Article, a profile or a page; what is wrong with it is noted, with its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from generator.content import front_matter, markdown
from generator.content import front_matter_keys as declared
from generator.content.config import Config
from generator.content.fields import Fields
from generator.content.forms import REPORT_DATE, UNKNOWN_DATE
from generator.content.front_matter import Refused
from generator.content.holding import hold_of
from generator.content.keys import Keys, ValueType
from generator.model import permalinks
from generator.model.article import Addition, Article, EventCorrection, Rejection, TextPage
from generator.model.findings import Kind
from generator.model.kinds import KIND_BY_NAME
from generator.model.moved import FormerAddress, former_path
from generator.model.permalinks import slug_of
from generator.model.problems import Problem, Where
from generator.model.profiles import ActorProfile, Picture, Tenure, TopicProfile
from generator.model.proofs import OutputPath

IN_UTC = ("Z", "-00:00")
"""Ends of a moment that is given in UTC, whatever time of day it was where it was published (RFC 3339)."""


def article(path: str, text: str, *, config: Config, problems: list[Problem]) -> Article | None:
    """A report; None when its front matter cannot be read."""
    parts = front_matter_and_body(path, text, declared.REPORT, config, problems)
    if parts is None:
        return None
    fields, body, first_line = parts
    read = markdown.to_report(body, path)
    plain = read.text
    if not plain:
        fields.wrong(Where(path, first_line), "the report has no text", "write its text below the front matter")
    date, day = _date(fields, config)
    hold_of(fields, path, config)
    found = Article(
        slug=slug_of(fields.text("slug") or path),
        path=path,
        title=fields.text("title"),
        date=date,
        day=day,
        source=fields.text("source"),
        url=fields.text("url"),
        author=fields.text("author"),
        lang=fields.text("lang") or config.language,
        place=fields.text("place"),
        summary=fields.text("summary"),
        text=plain,
        tree=read.tree,
        prose=read.prose if read.unread else "",
        references=read.references,
        topics=fields.names("topics"),
        rejections=tuple(_rejection(entry) for entry in fields.mappings("reject")),
        additions=tuple(_addition(entry) for entry in fields.mappings("add")),
        events=tuple(_event_correction(entry) for entry in fields.mappings("events")),
        own_text=fields.flag("own_text"),
        formerly=_formerly(fields, permalinks.article),
        publish_texts=fields.text("publish_texts") or config.published(fields.text("source")),
        unread_markup=read.unread_markup,
        grade=fields.text("grade") or config.grade(fields.text("source")),
    )
    fields.unknown()
    return found


def actor(path: str, text: str, *, config: Config, problems: list[Problem]) -> ActorProfile | None:
    """An actor's profile; None when its front matter cannot be read, or names nobody."""
    parts = front_matter_and_body(path, text, declared.ACTOR, config, problems)
    if parts is None:
        return None
    fields, body, _ = parts
    kind, name = fields.text("kind"), fields.named("name")
    aliases, others, apart = fields.names("aliases"), fields.names("not_aliases"), fields.names("not_same_as")
    found = ActorProfile(
        slug=slug_of(path),
        name=name.name if name else "",
        where=fields.place("name"),
        kind=Kind(kind) if kind else None,
        summary=fields.text("summary"),
        aliases=tuple(alias.name for alias in aliases),
        not_aliases=tuple(alias.name for alias in others),
        not_same_as=tuple(alias.name for alias in apart),
        roles=tuple(_tenure(entry) for entry in fields.mappings("roles")),
        picture=_picture(fields),
        speaks_for=fields.named("speaks_for"),
        hide=fields.flag("hide"),
        body=markdown.to_safe_html(body),
        written=(*((name,) if name else ()), *aliases, *others, *apart),
        formerly=_formerly(fields, permalinks.actor),
        wikidata=fields.text("wikidata"),
        iso=fields.text("iso"),
    )
    fields.unknown()
    return found if found.name else None


def topic(path: str, text: str, *, config: Config, problems: list[Problem]) -> TopicProfile | None:
    """A topic's profile; None when its front matter cannot be read, or has no name."""
    parts = front_matter_and_body(path, text, declared.TOPIC, config, problems)
    if parts is None:
        return None
    fields, body, _ = parts
    name = fields.named("name")
    keywords, aliases, apart = fields.names("keywords"), fields.names("aliases"), fields.names("not_same_as")
    found = TopicProfile(
        slug=slug_of(path),
        name=name.name if name else "",
        where=fields.place("name"),
        summary=fields.text("summary"),
        keywords=tuple(word.name for word in keywords),
        aliases=tuple(alias.name for alias in aliases),
        not_same_as=tuple(alias.name for alias in apart),
        hide=fields.flag("hide"),
        body=markdown.to_safe_html(body),
        written=(*((name,) if name else ()), *keywords, *aliases, *apart),
        formerly=_formerly(fields, permalinks.topic),
        wikidata=fields.text("wikidata"),
    )
    fields.unknown()
    return found if found.name else None


def page(path: str, text: str, *, config: Config, problems: list[Problem]) -> TextPage | None:
    """A page of an editor's own; None when its front matter cannot be read, or has no title."""
    parts = front_matter_and_body(path, text, declared.PAGE, config, problems)
    if parts is None:
        return None
    fields, body, _ = parts
    found = TextPage(slug_of(path), path, fields.text("title"), markdown.to_safe_html(body))
    fields.unknown()
    return found if found.title else None


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


def front_matter_and_body(
    path: str, text: str, keys: Keys, config: Config, problems: list[Problem]
) -> tuple[Fields, str, int] | None:
    """Return the keys of a file, its text below them, and the line on which that begins; None where they cannot be read."""
    try:
        head, body, first_line = front_matter.split(text)
        if first_line == 1:
            problems.append(_without_front_matter(path, text))
            return None
        extra = config.front_matter_extra
        return Fields(front_matter.parse(head, path), keys, problems, extra=extra), body, first_line
    except ValueError as error:
        problems.append(Problem(Where(path), str(error), "end it with a line of three dashes"))
    except Refused as refused:
        problems.append(refused.problem)
    return None


def _without_front_matter(path: str, text: str) -> Problem:
    """Return the problem of a file that is text alone, or that has its front matter in another notation."""
    if text.startswith(("+++", "{")):
        return Problem(Where(path), "front matter is read as YAML only", "write `key: value` lines between two lines of `---`")
    keys_of_folders = {"content/articles/": "title", "content/pages/": "title", "content/judgements/": "question"}
    first_key = next((key for folder, key in keys_of_folders.items() if path.startswith(folder)), "name")
    todo = f"begin it with a line `---`, a line `{first_key}: …` and another line `---`"
    if path.startswith("content/articles/"):
        todo = "begin it with lines `---`, `title: …`, `date: 2009-10-13`, `---`, or bring it in with `briefing add`"
    return Problem(Where(path), "the file has no front matter", todo)


def _date(fields: Fields, config: Config) -> tuple[str | None, str | None]:
    """The date as EDTF and the day. Without a date nothing relative can be resolved, so leaving it out takes a word."""
    zone = fields.text("time_zone") or config.time_zone
    given = fields.text("date")
    if given in {"", UNKNOWN_DATE}:
        return None, None
    if not ("T" in given or " " in given):
        return given, local_day(given, zone)
    try:
        day = local_day(given.replace(" ", "T"), zone)
    except OverflowError:  # another time zone puts it before the year 1
        fields.wrong(fields.place("date"), f"`date` is not a date: {given!r}", REPORT_DATE.todo)
        return None, None
    return day, day


def _formerly(fields: Fields, path_of: Callable[[str], OutputPath]) -> tuple[FormerAddress, ...]:
    """Return the addresses that a page had; a name without a folder is one of a page of the same kind."""
    return tuple(FormerAddress(former_path(said.name, path_of), said.where) for said in fields.names("formerly"))


def _tenure(fields: Fields) -> Tenure:
    found = Tenure(fields.text("title"), fields.date("from"), fields.date("until"))
    fields.unknown()
    return found


def _picture(fields: Fields) -> Picture | None:
    """A picture with the words that stand for it where it is not seen."""
    name, alt, credit = fields.text("image"), fields.text("alt"), fields.text("credit")
    if not fields.is_given("image"):
        for key in ("alt", "credit"):
            if fields.has(key):
                fields.wrong(fields.place(key), f"`{key}` is given and no `image`", "add a line `image: …`, or remove this one")
        return None
    if not name:
        return None
    if not alt:
        fields.wrong(fields.place("image"), "`alt` is missing", "say in a line `alt: …` what the picture shows")
    return Picture(name, alt, credit, fields.place("image"))


def _rejection(fields: Fields) -> Rejection:
    kind, text, identifier = fields.text("kind"), fields.text("text"), fields.text("id")
    fields.text("why")
    if not identifier and not (kind and text):
        fields.wrong(fields.where, "this rejects nothing", "give `kind` and `text` (the exact words), or `id`")
    fields.unknown()
    return Rejection(kind or None, text or None, identifier or None, fields.where)


def _event_correction(fields: Fields) -> EventCorrection:
    text, same, apart = (fields.text(key) for key in ("text", "same_as", "not_same_as"))
    words = fields.text("words", required=bool(same))
    fields.text("why")
    if bool(same) == bool(apart):
        fields.wrong(fields.where, "this joins nothing and takes nothing apart", "give `same_as` or `not_same_as`")
    fields.unknown()
    return EventCorrection(text, slug_of(same or apart), words, bool(same), fields.where)


def _addition(fields: Fields) -> Addition:
    kind, text = fields.text("kind"), fields.text("text")
    fields.text("why")
    row = KIND_BY_NAME.get(kind)
    required, optional = (row.required_fields, row.optional_fields) if row else ((), ())
    found: dict[str, str] = {}
    for name in (*required, *optional):
        if value := _one(fields, name):
            found[name] = value
        elif name in required and not fields.is_given(name):
            fields.wrong(fields.place(name), f"`{name}` is missing", f"a {kind} needs {', '.join(required)}")
    if kind:
        fields.unknown()
    return Addition(kind, text, tuple(found.items()), fields.where)


def _one(fields: Fields, name: str) -> str:
    """A field of an addition as text; a list of actors is kept as lines."""
    if fields.keys.row(name).type is ValueType.NAMES:
        return "\n".join(entry.name for entry in fields.names(name))
    return fields.text(name)
