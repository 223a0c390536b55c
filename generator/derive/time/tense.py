"""The tense of a clause: "will meet on Friday" looks ahead from the publication day, "warned on Sunday" back.

The nearest word before the expression that has a tense decides, then the nearest after it.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.derive.syntax.document import Token
from generator.derive.time.cues import cues
from generator.derive.time.words import TimeWord

MAX_DISTANCE = 14
"""Words from an expression within which a verb says its tense."""
CLAUSE_ENDS = frozenset(';:()[]"“”—–')


def looks_ahead(words: Sequence[Token | TimeWord], start: int, end: int, lang: str = "en") -> bool | None:
    """Return whether the clause around `words[start:end]` speaks of what is to come; None where no word has a tense."""
    known = cues("tense_cues", lang)
    bound = start > 0 and words[start - 1].text.lower() in known["by"]
    for at in range(start - 1, max(start - 1 - MAX_DISTANCE, -1), -1):
        if words[at].text in CLAUSE_ENDS:
            break
        if (ahead := _tense(words, at, known, start)) is not None:
            return ahead or (bound and words[start - 1].text.lower() not in known["by"] - known["until"])
    for at in range(end, min(end + MAX_DISTANCE, len(words))):
        if words[at].text in CLAUSE_ENDS:
            break
        if (ahead := _tense(words, at, known, at)) is not None:
            return ahead
    return True if bound else None


def _tense(words: Sequence[Token | TimeWord], at: int, known: dict[str, frozenset[str]], start: int) -> bool | None:
    """Return whether one word looks ahead (True) or back (False), None without tense; the expression begins at `start`."""
    word = words[at].text.lower()
    toward = known["toward"] if word in known["purpose"] else known["request_toward"] if word in known["request"] else ()
    if toward and any(w.text.lower() in toward for w in words[at + 1 : start]):
        return True
    if word in known["ahead"] or word in known["plan"] or _is_infinitive(words, at, known):
        return True
    regular = word.endswith("ed") and len(word) > 3 and words[at].text[0].islower() and word not in known["not_past"]
    if not regular and word not in known["back"]:
        return None
    if at > 0 and words[at - 1].text.lower() in known["present"]:
        return None
    return _is_planned(words, at, known)


def _is_infinitive(words: Sequence[Token | TimeWord], at: int, known: dict[str, frozenset[str]]) -> bool:
    """Return whether "to" follows a form of "be": "is to travel", "was about to leave"."""
    return words[at].text == "to" and at > 0 and words[at - 1].text.lower() in known["is"]


def _is_planned(words: Sequence[Token | TimeWord], at: int, known: dict[str, frozenset[str]]) -> bool:
    """Return whether a participle names what will be: "will be released", "to have ended", "could have met"."""
    before = [word.text.lower() for word in words[max(at - 4, 0) : at]]
    while before and (before[-1].endswith("ly") or before[-1] in known["be"]):
        before.pop()
    return bool(before) and before[-1] in known["modal"]
