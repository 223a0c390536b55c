"""The date of an occurrence: the words of time that stand with its verb or noun, else what the report's own date allows.

Berg lost | Monday's vote        On Monday Berg, the envoy, signed        Berg announced Monday | it has settled the dispute
Berg signed plans for 2010 (a date of the plans)    It has been closed since 2004    Berg has led it since 2004 (no date)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from generator.derive.events.occurrences import SPEECH, EventOccurrence, event_words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import Tense, is_predicate
from generator.derive.syntax.last_result import keep_last
from generator.derive.syntax.trees import ROOT, Trees
from generator.derive.time.full_dates import FULL_DATE
from generator.model.findings import PlacedBy, TimeExpression

POINTS = frozenset({"DATE", "TIME"})
WITHIN_PHRASE = frozenset({"compound", "amod", "nummod"})
NEVER_CROSSED = frozenset({"appos", "list", "dep", "parataxis"})
PART_ENDS = frozenset({",", ":", ";", "--", "—", "–"})
"""Marks that end a part of a sentence."""
LENGTH_OF_DAY = len("2009-10-13")
MAX_STEPS = 8
PARAGRAPHS_OF_HEAD = 3
SENTENCES_OF_HEAD = 3
DAYS_BEFORE_REPORT = 7
"""The oldest day that a report's head can name as the one of which it tells."""


class Times(NamedTuple):
    """The points in time by the word that they date, and the words beside which stands a time that dates nothing."""

    points: dict[int, list[TimeExpression]]
    vague: frozenset[int]

    def of(self, text: AnnotatedText, at: int) -> TimeExpression | None:
        """Return the date of a word: of the most exact, the first behind it, else the last before; None where three differ."""
        points = self.points.get(at, [])
        exact = max((len(time.edtf or "") for time in points if "/" not in (time.edtf or "")), default=0)
        points = [time for time in points if len(time.edtf or "") == exact] or points
        if not points or len({time.edtf for time in points}) > 2:
            return None
        start = text.trees.words[at].start
        return next((time for time in points if time.evidence.start > start), points[-1])


def find_times(text: AnnotatedText) -> Times:
    """Return the times of a report by the predicates and nouns of happening with which they stand."""
    return _times(text.trees, text.time_starts)


@keep_last
def _times(trees: Trees, time_starts: dict[int, tuple[int, TimeExpression]]) -> Times:
    points: dict[int, list[TimeExpression]] = {}
    vague: set[int] = set()
    for _, time in time_starts.values():
        own = trees.words_in(time.evidence.start, time.evidence.end)
        if not own:
            continue
        outside = (at for at in own if trees.words[at].head not in own and trees.words[at].kind != "det")
        head = next(outside, own[0])
        dated = [*_dated_words(trees, time, own, head)] if _is_point(trees, time, head) else []
        for at in dated:
            points.setdefault(at, []).append(time)
        if not dated and time.timex_type == "DATE" and time.timex_value != "PRESENT_REF":
            vague.update(at for at in _above(trees, head, own[0]) if is_predicate(trees, at))
    return Times(points, frozenset(vague))


def _is_point(trees: Trees, time: TimeExpression, head: int) -> bool:
    """Return whether words of time say when: not how long, or for when; what has been so "since 2004" began then."""
    if time.edtf is None or time.timex_type not in POINTS:
        return False
    cases = {trees.words[case].lemma.lower() for case in trees.dependents(head, "case")}
    governor = trees.words[head].head
    if cases == {"since"} and governor != ROOT:
        return any(trees.words[aux].lemma == "be" for aux in trees.dependents(governor, "aux"))
    return event_words()["date_of_another"].isdisjoint(cases)


def _dated_words(trees: Trees, time: TimeExpression, own: range, head: int) -> Iterator[int]:
    """Return the nouns of happening and the predicate that words of time date."""
    word = trees.words[head]
    beside = _predicate_beside(trees, own, head)
    if beside is not None:
        yield beside
    elif word.head == ROOT:
        yield from (head,) if is_predicate(trees, head) else ()
    elif word.kind in WITHIN_PHRASE or word.relation == "nmod:poss":
        noun = trees.words[word.head]
        is_happening = noun.lemma.lower() in event_words()["happening"]
        if is_happening:
            yield word.head
        # A day before any noun is that of the clause, a month or year only that of the noun: "Friday's paper said".
        carrying = (
            {"nsubj", "obl", "obj"} if is_happening else {"nsubj", "obl"} if len(time.edtf or "") == LENGTH_OF_DAY else ()
        )
        if noun.kind in carrying and noun.head != ROOT and is_predicate(trees, noun.head):
            yield noun.head
    else:
        for at in _above(trees, head, own[0]):
            if is_predicate(trees, at) or trees.words[at].lemma.lower() in event_words()["happening"]:
                yield at


def _above(trees: Trees, head: int, first: int) -> Iterator[int]:
    """Return the words that govern words of time that begin at `first`, up to their predicate."""
    for _ in range(MAX_STEPS):
        word = trees.words[head]
        if word.head == ROOT or (word.kind in NEVER_CROSSED and word.head != first - 1):
            return
        head = word.head
        yield head
        if is_predicate(trees, head):
            return


def _predicate_beside(trees: Trees, own: range, head: int) -> int | None:
    """Return the predicate of the part of the sentence in which words of time stand, where the tree hangs them on another part.

    announced Monday | it has settled the case    Berg, born in May 1955, | has built it    chose Norway on Monday | to build it
    """
    governor = trees.words[head].head
    if governor > own[-1]:
        verb = own[0] - 1 - (trees.words[own[0]].kind == "case" or trees.words[own[0] - 1].kind == "case")
        if verb >= 0 and trees.words[verb].pos == "VERB" and is_predicate(trees, verb):
            return verb
        if any(trees.words[at].text in PART_ENDS or trees.words[at].kind == "mark" for at in range(own[-1] + 1, governor)):
            return _predicate_from(trees, range(own[0] - 1, -1, -1))
    elif governor != ROOT and any(trees.words[at].text in {":", ";"} for at in range(governor + 1, own[0])):
        return _predicate_from(trees, range(own[-1] + 1, len(trees.words)), ":;.")
    return None


def _predicate_from(trees: Trees, places: range, ends: str = ",:;.") -> int | None:
    """Return the first predicate at some places before a mark that ends a part of a sentence."""
    for at in places:
        if trees.words[at].text in ends:
            return None
        if trees.words[at].pos == "VERB" and is_predicate(trees, at):
            return at
    return None


# --- Without a date of its own ----------------------------------------------------------------------------------------


def place_in_time(
    text: AnnotatedText, times: Times, occurrence: EventOccurrence, day: str | None
) -> tuple[str, PlacedBy] | None:
    """Return the date under which an occurrence without one can stand: its sentence's, or what tense and report allow."""
    if day is None or occurrence.tense is Tense.PAST_PERFECT or occurrence.at in times.vague:
        return None
    if (earlier := _date_before(text, times, occurrence, day)) is not None:
        return earlier, PlacedBy.TEXT
    # What has happened may be older than the day, except at the report's head.
    is_head = text.doc.sentence_at(text.trees.words[occurrence.at].start) < SENTENCES_OF_HEAD
    return day[:7] if occurrence.tense is Tense.PERFECT and not is_head else day, PlacedBy.REPORT


def _date_before(text: AnnotatedText, times: Times, occurrence: EventOccurrence, day: str) -> str | None:
    """Return the date of a clause before in the sentence, if older than the month: "When Norway won in 2003, Berg left"."""
    if occurrence.tense is not Tense.PAST or occurrence.rule == SPEECH or _is_later(text.trees, occurrence.at):
        return None
    start = text.trees.words[occurrence.at].start
    sentence = text.doc.sentences[text.doc.sentence_at(start)]
    before = (at for at in text.trees.words_in(sentence.start, start) if at in times.points and is_predicate(text.trees, at))
    dates = [time.edtf for at in before if (time := times.of(text, at)) is not None and time.edtf is not None]
    is_older = bool(dates) and dates[-1].replace("-", "").isdigit() and dates[-1][:7] < day[: len(dates[-1][:7])]
    return dates[-1] if is_older else None


def _is_later(trees: Trees, at: int) -> bool:
    return any(trees.words[child].lemma.lower() in event_words()["later"] for child in trees.dependents(at, "advmod"))


def report_day(text: AnnotatedText, times: Times) -> str | None:
    """Return the day of which a report tells: the first one shortly before it that its head gives, else its own.

    Its month alone where no date line and no word in its head says when it was.
    """
    published = text.doc.date
    if published is None or not text.doc.paragraphs:
        return published
    head = text.doc.paragraphs[:PARAGRAPHS_OF_HEAD][-1].end
    near = [
        time for time in text.findings.times if time.evidence.start < head and _is_shortly_before(time.edtf or "", published)
    ]
    dating = {time.evidence.start for points in times.points.values() for time in points}
    told = (time.edtf for time in near if time.rule != FULL_DATE or time.evidence.start in dating)
    return next(told, published if near else published[:7])


def _is_shortly_before(day: str, published: str) -> bool:
    try:
        return 0 <= (date.fromisoformat(published) - date.fromisoformat(day)).days <= DAYS_BEFORE_REPORT
    except ValueError:
        return False
