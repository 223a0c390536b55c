"""The forms that a text in people's files must have: a date, a language, an address."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from generator.model import edtf, permalinks
from generator.model.moved import former_path

THEME_NAME = r"[a-z0-9][a-z0-9_-]*"
"""What a theme's name is made of."""
UNKNOWN_DATE = "unknown"
"""Said of a report whose date nobody knows."""


@dataclass(frozen=True, slots=True)
class TextForm:
    """A form that a text must have.

    `name` is the `format` of JSON Schema that stands for it, the standard's own where there is one. `is_not` completes "it is
    not …". Each text that `fits` matches `pattern` too, which is for programs that do not know the format.
    """

    name: str
    fits: Callable[[str], bool]
    is_not: str
    todo: str
    pattern: str
    is_secret: bool = False
    """True where a wrong text may be a secret that stands in the wrong place: no message repeats it."""


def is_language(tag: str) -> bool:
    """Return whether a BCP 47 tag names a language with locale data."""
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


def is_zone(name: str) -> bool:
    """Return whether this is the name of a time zone."""
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return True


def is_web_address(value: str) -> bool:
    """Return whether this is an absolute address of the web."""
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def is_site_address(value: str) -> bool:
    """Return whether pages can stand below this address: one of the web without a query and a fragment."""
    return is_web_address(value) and not urlsplit(value).query and not urlsplit(value).fragment


def is_endpoint(value: str) -> bool:
    """Return whether this is an address that a program can be asked at: one of the web, with no password in it."""
    return is_site_address(value) and "@" not in value and all(" " < character < "\x7f" for character in value)


def is_report_date(value: str) -> bool:
    """Return whether this is an EDTF date, a moment, or the word for a date that nobody knows."""
    if "T" in value or " " in value:
        try:
            datetime.fromisoformat(value.replace(" ", "T"))
        except ValueError:
            return False
        return True
    return value == UNKNOWN_DATE or edtf.valid(value)


def is_day_or_moment(value: str) -> bool:
    """Return whether this is a day or a moment, of a year from 1000 to 8999: no time zone leads out of the calendar."""
    return bool(re.match(r"[1-8]\d{3}-\d\d-\d\d(?:[T ]|\Z)", value, re.ASCII)) and is_report_date(value)


def is_site_path(value: str) -> bool:
    """Return whether a page may have had this address: a name, or a path in the site."""
    try:
        former_path(value, permalinks.article)
    except permalinks.Unsafe:
        return False
    return True


def is_country_code(value: str) -> bool:
    """Return whether this is the code of a country in ISO 3166-1: two capital letters."""
    return bool(re.fullmatch(r"[A-Z]{2}", value)) and value in Locale("en").territories


def _matches(pattern: str) -> Callable[[str], bool]:
    found = re.compile(pattern)
    return lambda value: bool(found.search(value))


ANY_DATE = r"[0-9X]{4}|/"
"""What every date in EDTF has somewhere."""
EDTF = TextForm("edtf", edtf.valid, "a date", "write 2009-10-13, 2009-10 or 2009 (EDTF)", ANY_DATE)
REPORT_DATE = TextForm(
    "report-date",
    is_report_date,
    "a date",
    "write 2009-10-13, 2009-10 or 2009 (EDTF), or a moment such as 2009-10-13T14:30Z",
    rf"{ANY_DATE}|^{UNKNOWN_DATE}$",
)
DAY_OR_MOMENT = TextForm(
    "day-or-moment",
    is_day_or_moment,
    "a day or a moment",
    "write 2009-10-13, or a moment such as 2009-10-13T14:30+02:00",
    r"^[1-8][0-9]{3}-[0-9]{2}-[0-9]{2}",
)
LANGUAGE = TextForm("language-tag", is_language, "a language tag", "write en, en-GB, fr, ru …", r"^[A-Za-z]+(-[A-Za-z0-9]+)*$")
TIME_ZONE = TextForm("time-zone", is_zone, "a time zone", "write a name such as Europe/Moscow or UTC", r"^[A-Za-z0-9_+/.-]+$")
WEB_ADDRESS = TextForm(
    "web-address", is_web_address, "a web address", "write it from https:// on", r"^\s*[Hh][Tt][Tt][Pp][Ss]?://."
)
SITE_ADDRESS = TextForm(
    "site-address",
    is_site_address,
    "a web address",
    'write "https://example.org/briefing/", or leave it empty',
    r"^[Hh][Tt][Tt][Pp][Ss]?://[^?#]+[?#]?$",
)
THEME = TextForm(
    "theme-name",
    _matches(rf"^{THEME_NAME}\Z"),
    "the name of a theme",
    "write the name of a folder in themes/",
    rf"^{THEME_NAME}$",
)
PICTURE_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]*\.(?:jpe?g|png|webp|avif)"
PICTURE = TextForm(
    "picture-name",
    _matches(rf"{PICTURE_NAME}\Z"),
    "the name of a picture",
    "put a .jpg, .png, .webp or .avif into content/pictures/ and write its name",
    rf"{PICTURE_NAME}$",
)
SITE_PATH = TextForm(
    "site-path",
    is_site_path,
    "an address of the site",
    "write the old file's name, or a path such as articles/old-name.html",
    r"\S",
)
WIKIDATA = TextForm(
    "wikidata-id",
    _matches(r"^Q[1-9][0-9]{0,11}\Z"),
    "an id of Wikidata",
    "write the letter Q and a number, as Q159",
    r"^Q[1-9][0-9]*$",
)
COUNTRY_CODE = TextForm(
    "country-code", is_country_code, "the code of a country", "write two letters of ISO 3166-1, as RU", r"^[A-Z]{2}$"
)
GRADE = TextForm(
    "source-grade",
    _matches(r"^(?:[A-F][1-6]?|[1-6])\Z"),
    "a grade of the Admiralty code",
    "write a letter from A (reliable) to F (unknown), a number from 1 (confirmed) to 6 (unknown), or both: B2",
    r"^(?:[A-F][1-6]?|[1-6])$",
)
PERCENT = TextForm(
    "percent",
    _matches(r"^(?:[0-9][0-9]?|100)\s?%?\Z"),
    "a number of per cent",
    "write a whole number from 0 to 100",
    r"^(?:[0-9][0-9]?|100)\s?%?$",
)
PARSER = TextForm("parser", _matches(r"^spacy:."), "the name of a parser", 'write "spacy:NAME", or leave it out', r"^spacy:.")
ENDPOINT = TextForm(
    "model-endpoint",
    is_endpoint,
    "the address of an endpoint",
    'write it from http:// on, as "http://localhost:11434/v1"; the name of the variable that has the key goes into `key_env`',
    r"^[Hh][Tt][Tt][Pp][Ss]?://[!->A-~]*$",
    is_secret=True,
)
VARIABLE = TextForm(
    "environment-variable",
    _matches(r"^[A-Z_][A-Z0-9_]{0,63}\Z"),
    "the name of an environment variable",
    'write its name in capitals, as "LLM_KEY", and never the key itself',
    r"^[A-Z_][A-Z0-9_]{0,63}$",
    is_secret=True,
)
FORMS = (
    EDTF,
    REPORT_DATE,
    DAY_OR_MOMENT,
    LANGUAGE,
    TIME_ZONE,
    WEB_ADDRESS,
    SITE_ADDRESS,
    THEME,
    PICTURE,
    SITE_PATH,
    WIKIDATA,
    COUNTRY_CODE,
    GRADE,
    PERCENT,
    PARSER,
    ENDPOINT,
    VARIABLE,
)
