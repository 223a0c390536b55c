"""`content/judgements/<slug>.md` to an editor's judgement; what is wrong with it is noted, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from generator.content import markdown
from generator.content.config import Config
from generator.content.fields import Fields
from generator.content.front_matter_keys import JUDGEMENT
from generator.content.parse import front_matter_and_body
from generator.model.judgements import EditorsJudgement, Ground
from generator.model.permalinks import slug_of
from generator.model.problems import Problem, Where
from generator.model.profiles import Named
from generator.model.yardsticks import YARDSTICK_NAMES, YARDSTICKS, Band, band_of

WORD_AND_NUMBER = re.compile(r"(?P<word>[^(]*?)\s*(?:\(\s*(?P<number>\d{1,3})\s*(?:%|per ?cent)?\s*\))?")
ADDRESS = re.compile(r"(?:.*/)?articles/(?P<report>[^/#]+)\.html#(?P<id>.+)")
"""The address of a statement on a report's page, as a browser has it."""
BARE = "remote"
"""A word of likelihood that is most often said of places."""
TERMS = sorted({word for bands in YARDSTICKS.values() for band in bands for word in band.words} - {BARE}, key=len, reverse=True)
TERM = re.compile(rf"\b(?:{'|'.join(map(re.escape, TERMS))})\b", re.IGNORECASE)
CONFIDENCE = re.compile(
    r"\b(?:low|lower|limited|moderate|medium|high|higher|full|our|my|with|the level of|degree of)\s+confidence\b"
    r"|\bconfidence (?:level|is|in (?:this|the|our) (?:judge?ment|assessment|answer))\b"
    r"|\b(?:we|I) (?:are|am|remain) (?:\w+ )?confident\b",
    re.IGNORECASE,
)
"""How a text says how sure its writer is; a vote of confidence is none of it."""
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n[ \t]*\n")
NEVER_MIX = "say in one sentence how likely it is, and in another how sure you are"


def judgement(path: str, text: str, *, config: Config, problems: list[Problem]) -> EditorsJudgement | None:
    """An editor's judgement; None where something is wrong with it."""
    before = len(problems)
    parts = front_matter_and_body(path, text, JUDGEMENT, config, problems)
    if parts is None:
        return None
    fields, body, first_line = parts
    band, percent = _likelihood(fields, config.judgements_yardstick)
    answer = fields.text("answer")
    confidence, because = fields.text("confidence"), tuple(one.name for one in fields.names("because"))
    if confidence and not because:
        fields.wrong(
            fields.place("confidence"), "`because` is missing", "say in a line `because: …` why you are so sure, or unsure"
        )
    outcome, outcome_on = fields.text("outcome"), fields.text("outcome_on")
    if outcome and not fields.is_given("outcome_on"):
        fields.wrong(fields.place("outcome"), "`outcome_on` is missing", "say in a line `outcome_on: …` when that was known")
    found = EditorsJudgement(
        slug=slug_of(path),
        where=Where(path),
        question=fields.text("question"),
        answer=answer,
        yardstick=config.judgements_yardstick,
        likelihood=band.name if band else "",
        percent=percent,
        confidence=confidence,
        because=because,
        rests_on=tuple(_ground(entry) for entry in fields.entries("rests_on")),
        would_change=tuple(one.name for one in fields.names("would_change")),
        topics=fields.names("topics"),
        on=fields.date("on") or "",
        changed_because=fields.text("changed_because"),
        outcome=outcome,
        outcome_on=outcome_on,
        hide=fields.flag("hide"),
        body=markdown.to_safe_html(body),
        answer_where=fields.place("answer"),
        warnings=tuple(_other_words(answer, band, config.judgements_yardstick, fields.place("answer"))) if band else (),
    )
    fields.unknown()
    problems.extend(_mixed(answer, fields.place("answer"), first_line=0))
    problems.extend(_mixed(body, Where(path), first_line))
    return found if len(problems) == before else None


def _likelihood(fields: Fields, yardstick: str) -> tuple[Band | None, int | None]:
    """Return the band of a judgement's likelihood, and its number, where one is given."""
    said, place = fields.text("likelihood"), fields.place("likelihood")
    match = WORD_AND_NUMBER.fullmatch(said)
    word = match["word"] if match else said
    band = band_of(yardstick, word)
    numbers = [int(match["number"])] if match and match["number"] else []
    numbers += [int(given.rstrip("% "))] if (given := fields.text("percent")) else []
    if not said:
        return None, None
    if band is None:
        fields.wrong(place, f"`likelihood` does not know {word!r}", _nearest(yardstick, word))
        return None, None
    if len(set(numbers)) > 1:
        fields.wrong(
            fields.place("percent"), f"`likelihood` says {numbers[0]} per cent and `percent` {numbers[1]}", "keep one of them"
        )
    for number in numbers[:1]:
        if not band.low <= number <= band.high:
            other = next((one for one in YARDSTICKS[yardstick] if one.low <= number <= one.high), None)
            todo = f"write a number from {band.low} to {band.high}" + (f", or {other.name!r}" if other else "")
            wrong = f"`likelihood` {band.name!r} is {band.low} to {band.high} per cent, not {number}"
            fields.wrong(place if match and match["number"] else fields.place("percent"), wrong, todo)
    return band, numbers[0] if numbers else None


def _nearest(yardstick: str, word: str) -> str:
    """Return what to write in the place of a word that the yardstick has not."""
    bands = YARDSTICKS[yardstick]
    words = {other: band for band in bands for other in band.words}
    elsewhere = next((band for name in YARDSTICKS if (band := band_of(name, word))), None)
    if elsewhere:  # a word of the other yardstick
        nearest: Band | None = min(bands, key=lambda band: abs(band.middle - elsewhere.middle))
    else:
        near = get_close_matches(word.casefold(), words, n=1, cutoff=0.5)
        nearest = words[near[0]] if near else None
    if nearest:
        return f"did you mean {nearest.name!r} ({nearest.low} to {nearest.high} per cent)?"
    return f"the words of {YARDSTICK_NAMES[yardstick]} are {', '.join(band.name for band in bands)}"


def _ground(entry: Named | Fields) -> Ground:
    """Return a statement as it is named: by words of a report, by an id with its report or alone, or by its address."""
    if isinstance(entry, Fields):
        found = Ground(entry.where, slug_of(entry.text("report")), words=entry.text("words"))
        entry.unknown()
        return found
    if address := ADDRESS.fullmatch(entry.name):
        return Ground(entry.where, address["report"], address["id"])
    report, _, finding = entry.name.rpartition("/")
    return Ground(entry.where, slug_of(report) if report else "", finding)


def _other_words(answer: str, band: Band, yardstick: str, where: Where) -> Iterator[Problem]:
    """Return a warning for each word of likelihood in an answer that is none of its band."""
    for term in dict.fromkeys(found[0].casefold() for found in TERM.finditer(answer)):
        meant = band_of(yardstick, term)
        if meant is None:
            todo = f"write {band.name!r}, or leave the likelihood to `likelihood`"
            yield Problem(where, f"the answer says {term!r}, which is no word of {YARDSTICK_NAMES[yardstick]}", todo)
        elif meant != band:
            wrong = f"the answer says {term!r}, and `likelihood` {band.name!r}"
            yield Problem(where, wrong, "correct one of them, unless they are of different things")


def _mixed(text: str, where: Where, first_line: int) -> Iterator[Problem]:
    """Return a problem for each sentence that says both how likely something is and how sure the editor is.

    `where` is the place of the text, which begins on `first_line` of the file; 0 for a text of one line.
    """
    at = 0
    for piece in (*SENTENCE_END.finditer(text), None):
        sentence, start = text[at : piece.start() if piece else len(text)], at
        at = piece.end() if piece else at
        term, sure = TERM.search(sentence), CONFIDENCE.search(sentence)
        if term and sure:
            line = text.count("\n", 0, start + term.start())
            column = start + term.start() - text.rfind("\n", 0, start + term.start())
            place = Where(where.path, first_line + line, column) if first_line else where
            wrong = f"one sentence says how likely it is ({term[0]!r}) and how sure you are ({sure[0]!r})"
            yield Problem(place, wrong, NEVER_MIX)
