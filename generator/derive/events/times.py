"""The date of an occurrence: the words of time that stand with its verb or noun, else what the report's own date allows.

Berg lost | Monday's vote        On Monday Berg, the envoy, signed        Berg announced Monday | it has settled the dispute
Berg signed plans for 2010 (a date of the plans)                          Berg has led it since 2004 (no date)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from generator.derive.events.occurrences import EventOccurrence, event_words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import Tense, is_predicate
from generator.derive.syntax.trees import ROOT, Trees
from generator.model.findings import TimeExpression

POINTS = frozenset({"DATE", "TIME"})
WITHIN_PHRASE = frozenset({"compound", "amod", "nummod"})
NEVER_CROSSED = frozenset({"appos", "list", "dep", "parataxis"})
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
        """Return the date of a word: the first one behind it, else the last before it; None where three or more differ."""
        points = self.points.get(at, [])
        if not points or len({time.edtf for time in points}) > 2:
            return None
        start = text.trees.words[at].start
        return next((time for time in points if time.evidence.start > start), points[-1])


def find_times(text: AnnotatedText) -> Times:
    """Return the times of a report by the predicates and nouns of happening with which they stand."""
    points: dict[int, list[TimeExpression]] = {}
    vague: set[int] = set()
    for _, time in text.time_starts.values():
        own = text.trees.words_in(time.evidence.start, time.evidence.end)
        if not own:
            continue
        head = next((at for at in own if text.trees.words[at].head not in own), own[0])
        dated = [*_dated_words(text.trees, head, own[0])] if _is_point(text.trees, time, head) else []
        for at in dated:
            points.setdefault(at, []).append(time)
        if not dated and time.timex_type in POINTS:
            vague.update(at for at in _above(text.trees, head) if is_predicate(text.trees, at))
    return Times(points, frozenset(vague))


def _is_point(trees: Trees, time: TimeExpression, head: int) -> bool:
    """Return whether words of time say when: not how long, since when, or for when."""
    if time.edtf is None or time.timex_type not in POINTS:
        return False
    cases = (trees.words[case].lemma.lower() for case in trees.dependents(head, "case"))
    return event_words()["date_of_another"].isdisjoint(cases)


def _dated_words(trees: Trees, head: int, first: int) -> Iterator[int]:
    """Return the nouns of happening and the predicate that words of time date, which begin at `first`."""
    if (verb := _verb_before(trees, head, first)) is not None:
        yield verb
        return
    word = trees.words[head]
    if word.head == ROOT:
        yield from (head,) if is_predicate(trees, head) else ()
        return
    if word.kind in WITHIN_PHRASE or word.relation == "nmod:poss":
        noun = trees.words[word.head]
        if noun.lemma.lower() not in event_words()["happening"]:
            return
        yield word.head
        if noun.kind in {"obj", "nsubj", "obl"} and noun.head != ROOT and is_predicate(trees, noun.head):
            yield noun.head
        return
    for at in _above(trees, head):
        if is_predicate(trees, at) or trees.words[at].lemma.lower() in event_words()["happening"]:
            yield at


def _above(trees: Trees, head: int) -> Iterator[int]:
    """Return the words that govern a word, up to its predicate."""
    for _ in range(MAX_STEPS):
        kind, head = trees.words[head].kind, trees.words[head].head
        if head == ROOT or kind in NEVER_CROSSED:
            return
        yield head
        if is_predicate(trees, head):
            return


def _verb_before(trees: Trees, head: int, first: int) -> int | None:
    """Return the verb right before words of time that the tree hangs on the clause behind: "announced Monday it has …"."""
    verb = first - 1
    if verb >= 0 and trees.words[verb].kind == "case":
        verb -= 1
    is_before = verb >= 0 and trees.words[verb].pos == "VERB" and is_predicate(trees, verb)
    return verb if is_before and trees.words[head].head > head else None


# --- By the report's own date -----------------------------------------------------------------------------------------


def report_day(text: AnnotatedText, times: Times, occurrences: Iterable[EventOccurrence]) -> str | None:
    """Return the day of which a report tells: the first one shortly before it that its head gives, else its own."""
    published = text.doc.date
    if published is None or not text.doc.paragraphs:
        return published
    head = text.doc.paragraphs[:PARAGRAPHS_OF_HEAD][-1].end
    for occurrence in occurrences:
        if text.trees.words[occurrence.at].start > head:
            break
        time = times.of(text, occurrence.at)
        if time is not None and _is_shortly_before(time.edtf or "", published):
            return time.edtf
    return published


def _is_shortly_before(day: str, published: str) -> bool:
    try:
        return 0 <= (date.fromisoformat(published) - date.fromisoformat(day)).days <= DAYS_BEFORE_REPORT
    except ValueError:
        return False


def placed_by_report(text: AnnotatedText, times: Times, occurrence: EventOccurrence, day: str | None) -> str | None:
    """Return the day or month under which tense and place in the report put an occurrence without a date of its own.

    What has happened may be older than the day, except at the report's head; background is not placed.
    """
    if day is None or occurrence.tense is Tense.PAST_PERFECT or occurrence.at in times.vague:
        return None
    is_head = text.doc.sentence_at(text.trees.words[occurrence.at].start) < SENTENCES_OF_HEAD
    return day[:7] if occurrence.tense is Tense.PERFECT and not is_head else day
