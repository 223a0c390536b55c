"""Lines that stand around a report on a page: byline, date, copyright, advertisements, "Sign up for our newsletter"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from generator.content.importers import bylines, written_dates
from generator.content.importers.bylines import PUBLISHER_WORDS, Byline, byline
from generator.content.importers.written_dates import WrittenDate

MAX_LENGTH = 160
"""Characters of a line that can be one; notices of copyright may be longer."""
PARTING = re.compile(r"(?:(?<!\s)\s*)?[|•·]\s*|(?<!\s)\s+[–—-]\s+")
UPDATED_WORDS = (
    "updated update stand modified edited revised actualisé actualisée modifié modifiée mis mise aktualisiert geändert"
    " actualizado actualizada modificado обновлено изменено تحديث aggiornato bijgewerkt"
).split()
BEFORE_UPDATED = re.compile(
    rf"(?:[,;(]\s*|(?<![\s,;(])\s*)(?=\b(?:(?:last|letzte|dernière)\s+)?(?:{'|'.join(UPDATED_WORDS)})\b)", re.IGNORECASE
)
PUBLISHED_WORDS = frozenset(
    "published posted first created released issued publication date publié publiée veröffentlicht erstellt publicado"
    " publicada pubblicato gepubliceerd опубликовано дата نشر".split()
)
WORDS_OF_DATES = frozenset(
    "last latest letzte dernière jour à a le la les am um el the on at of of den uhr в г o clock local time hrs hours heure"
    " zuletzt aktualisierung última in as".split()
)
COPYRIGHT = re.compile(
    r"(?:(?:copyright\s*)?(?:©|\(c\)|&copy;)\s*|copyright\s+(?=(?:by\s+.*)?(?:19|20)\d\d))+(?:(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?)?[,\s]*(?:by\s+)?(?P<holder>.*)",
    re.IGNORECASE,
)
COPYRIGHT_BEHIND = re.compile(r"(?P<holder>[^.©]{3,60}?)\s*©\s*(?:19|20)\d\d\.?")
RIGHTS = re.compile(
    r"(?:(?<![.,;|\s–—-])[.,;|\s–—-]*)?"
    r"\b(?:all rights|alle rechte|tous droits|todos los derechos|все права|this material|reproduction|may not be)\b.*",
    re.IGNORECASE,
)
NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|instagram|e-?mail|print|copy(?: the)? link|link copied"
    r"|share|tweet|save|flipboard|messenger|bluesky|threads|comments?|\d+ comments?)"
)
SHARED = r"(?: (?:this|the|article|story|page|post|link|on|via|with|by|auf|sur|en|в)\b)*"
MAILED = r"(?:newsletters?|alerts?|inbox|e-?mails?|updates|subscribers?|briefing)"
OTHERS = (
    # to pass it on
    rf"{NETWORK}(?:[,/\s]+(?:and |or |via )?{NETWORK})*",
    rf"(?:share|teilen|partager|compartir|поделиться){SHARED}(?::?\s*{NETWORK}(?:[,/\s]+(?:and |or )?{NETWORK})*)?",
    r"follow (?:us|[^.]{2,40}) on\b.*",
    # to subscribe
    rf"(?:sign up|subscribe|register|(?:get|receive|join) (?:our|the|your|more))\b.*\b{MAILED}\b.*",
    r"(?:our |the )?(?:daily |weekly |morning )?newsletters?|subscribe(?: now| today| to .{2,40})?",
    r"abonnez-vous\b.*|newsletter abonnieren.*|jetzt abonnieren.*|suscríbete\b.*|подпис(?:аться|ывайтесь)\b.*",
    # advertisements
    r"[-–* ]*(?:advertisements?|ads?|anzeige|werbung|publicité|publicidad|реклама|إعلان|sponsored(?: content)?)[-–* ]*",
    r"(?:the )?(?:story|article) continues (?:below|after)\b.*",
    r"(?:skip|scroll) (?:past |to )?.{0,30}\b(?:advertisement|newsletter|content)\b.*",
    # how long it is, other reports
    r"\d+\s*-?\s*min(?:ute)?s?(?:\.|\s)?(?:\s*read)?|(?:read|reading) time:?\s*\d+.*|listen to (?:this )?(?:article|story).*",
    r"(?:read|see) (?:more|also|next)\b:?.{0,100}|lire aussi\b.*|lesen sie auch\b.*|más información\b.*",
    r"related(?: (?:articles?|stories|topics?|coverage|news|content))?(?::.{0,100})?|recommended(?: for you)?",
    r"more (?:stories|articles|coverage|on this story|from\b).*",
    r"(?:most (?:read|popular)|trending(?: now)?|topics|tags|keywords):?.{0,100}(?<![.!?])",
    # whose it is
    r"privacy(?: policy)?|terms(?: of (?:use|service))?|cookie (?:policy|settings)|contact us|about us|imprint|impressum",
    r"our standards:.*|\(?(?:additional )?reporting by .*\b(?:editing|writing|compiled) by\b.*",
    r"\(?(?:editing|edited) by .{3,80}",
    r"(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados)\b.*",
    r"(?:the material in this|this material) .*may not be .*",
)
OTHER = re.compile("|".join(OTHERS), re.IGNORECASE | re.DOTALL)


class LineKind(StrEnum):
    """The kinds of lines around a report."""

    BYLINE = "byline"
    PUBLISHED = "published"
    DATED = "dated"
    """A date alone; nothing says of what."""
    UPDATED = "updated"
    COPYRIGHT = "copyright"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line around a report, or a part of one, and what it says of the report."""

    kind: LineKind
    date: WrittenDate | None = None
    author: str = ""
    source: str = ""


def page_lines(line: str, lang: str = "") -> tuple[PageLine, ...]:
    """Return the parts of a line that stands around a report; none where it is a line of text."""
    line = " ".join(line.split())
    if found := _copyright(line):
        return (found,)
    if not line or len(line) > MAX_LENGTH:
        return ()
    if whole := _part(line, lang):
        return (whole,)
    parts = [part for piece in PARTING.split(line) for part in BEFORE_UPDATED.split(piece) if part.strip(" ,;()")]
    found_parts = [_part(part.strip(" ,;()"), lang) or _publisher(part) for part in parts]
    known = [part for part in found_parts if part]
    is_all = len(known) == len(parts) > 1 and any(part.kind is not LineKind.COPYRIGHT for part in known)
    return tuple(known) if is_all else ()


def _part(text: str, lang: str) -> PageLine | None:
    if OTHER.fullmatch(text):
        return PageLine(LineKind.OTHER)
    if dated := date_line(text, lang):
        return dated
    if found := byline(text):
        return _of_byline(found)
    return _byline_with_date(text, lang)


def _of_byline(found: Byline, date: WrittenDate | None = None) -> PageLine:
    return PageLine(LineKind.BYLINE, date, found.author, found.source)


def _byline_with_date(text: str, lang: str) -> PageLine | None:
    """Return what "By Ana Writer, 4 March 2021" says."""
    read = written_dates.read(text, lang) if bylines.BY.match(text) else None
    if not read or len(read[0].day) < len("YYYY-MM-DD"):
        return None
    names = byline(re.sub(r"[\s,()]+$", "", _without_words_of_dates(read[1])))
    return _of_byline(names, read[0]) if names else None


def date_line(text: str, lang: str) -> PageLine | None:
    """Return what a line says that is a date and words of dates; a month alone needs a word for it."""
    read = written_dates.read(text, lang)
    if not read:
        return None
    date, rest = read
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", rest)}
    if any(character.isdigit() for character in rest) or words - _known_words():
        return None
    is_updated = not words.isdisjoint(UPDATED_WORDS)
    is_published = not words.isdisjoint(PUBLISHED_WORDS)
    if not is_updated and not is_published and len(date.day) < len("YYYY-MM-DD"):
        return None
    return PageLine(LineKind.UPDATED if is_updated else LineKind.PUBLISHED if is_published else LineKind.DATED, date)


def _known_words() -> frozenset[str]:
    zones = {zone.casefold() for zone in (*written_dates.OFFSETS, *written_dates.PLACES, "IST", "CST")}
    return frozenset({*UPDATED_WORDS, *PUBLISHED_WORDS, *WORDS_OF_DATES, *written_dates.weekdays(), *zones})


def _without_words_of_dates(text: str) -> str:
    days, labels = written_dates.weekdays(), {*PUBLISHED_WORDS, *UPDATED_WORDS, "on"}
    kept = [word for word in text.split() if word.casefold().strip(".,:|-–—") not in {*days, *labels, ""}]
    return " ".join(kept)


def _copyright(line: str) -> PageLine | None:
    """Return a notice of copyright, with its holder as the publisher."""
    match = COPYRIGHT.match(line) or COPYRIGHT_BEHIND.fullmatch(line)
    if not match or len(line) > 4 * MAX_LENGTH:
        return None
    holder = re.split(r"\.\s|\s[|•·–—]\s", RIGHTS.sub("", match["holder"]))[0].strip(" .,;|")
    is_name = 0 < len(holder.split()) <= 6 and holder[0].isupper() and not holder.casefold().startswith("the author")
    return PageLine(LineKind.COPYRIGHT, source=holder if is_name else "")


def _publisher(part: str) -> PageLine | None:
    """Return a part of a line that is a publisher's name."""
    words = part.split()
    is_name = len(words) <= 5 and all(word[0].isupper() or word in bylines.PARTICLES for word in words)
    has_word = not PUBLISHER_WORDS.isdisjoint(word.casefold() for word in words)
    return PageLine(LineKind.COPYRIGHT, source=" ".join(words)) if is_name and has_word else None
