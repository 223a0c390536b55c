"""Questions about what reports say: speakers and dates of which a rule is not sure, and events that may be one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import msgspec

from generator.build.desk.asked import Answer, Question, QuestionKind, Side, cited, identifier, right
from generator.build.desk.subjects import Desk
from generator.contexts import EventView, QuoteView
from generator.dossier.index.keys import QUOTES, TIMELINE, UNSURE
from generator.dossier.report_rows import TellingRow
from generator.dossier.resolve.events import Telling, likeness
from generator.dossier.views import CUT
from generator.model.decisions import DateIs, LeaveOut, NotSameEvent, SameEvent, SpeakerIs
from generator.model.findings import PlacedBy
from generator.model.permalinks import slug_at

MAX_QUOTES, MAX_DATES, MAX_EVENTS = 100, 30, 20
"""Questions of each kind: a queue is to be worked off."""
MAX_CANDIDATES = 3
"""Others named in the sentence, or the report, who are offered as speakers."""
MAX_HEAVIEST = 300
"""Events that are looked at for a doubtful date."""
MAX_SHARING = 6
"""Tellings that share actor, deed and month; of more, nothing is said by that."""
MAX_KEYS = 3_000
TITLE_LETTERS = 90
decode = msgspec.msgpack.decode


def speakers(desk: Desk) -> Iterator[Question]:
    """Return a question for each quote of whose speaker a rule is not sure."""
    for row in desk.index.rows.by_date(QUOTES, UNSURE, limit=MAX_QUOTES):
        quote = decode(row.value, type=QuoteView)
        report = slug_at(quote.cite.path.partition("#")[0])
        said_by = ", ".join(link.name for link in quote.speakers) or quote.speaker_text
        asked = identifier(QuestionKind.SPEAKER, report, quote.anchor, said_by)
        answers = [right(asked, f"right: {said_by}" if said_by else "right: nobody who is named", "y")]
        answers += [
            Answer(str(number), name, SpeakerIs(report, quote.text, name, quote.anchor))
            for number, name in enumerate(_others(desk, report, quote, said_by), 1)
        ]
        answers += [
            Answer("o", "somebody else", SpeakerIs(report, quote.text, "", quote.anchor), asks="speaker"),
            Answer("x", "it is no quote: leave it out", LeaveOut(report, quote.anchor, "quote")),
        ]
        title = f"Who says “{_short(quote.text)}”?"
        side = Side(said_by or "nobody who is named", path=quote.cite.path, sentences=(cited(quote.cite),))
        yield Question(asked, QuestionKind.SPEAKER, title, quote.rule, quote.reports, (side,), tuple(answers))


def _others(desk: Desk, report: str, quote: QuoteView, said_by: str) -> list[str]:
    """Return whom else the quote's sentence names, then who else is in the report."""
    file = desk.index.reports.files_of([report]).get(report, "")
    people = desk.index.names.of_report(file, raw=False)
    named = [(name, (name, *aliases.split("\n"))) for _, name, kind, aliases in people if kind in {"person", "organisation"}]
    others = [(name, any(own and own in quote.cite.sentence for own in owns)) for name, owns in named if name not in said_by]
    return [name for name, _ in sorted(others, key=lambda one: not one[1])][:MAX_CANDIDATES]


def dates(desk: Desk) -> Iterator[Question]:
    """Return a question for weighty events that no text dates."""
    found = 0
    for row in desk.index.rows.heaviest(TIMELINE, "events", MAX_HEAVIEST):
        event = decode(row.value, type=EventView)
        if event.placed_by != PlacedBy.REPORT.value or found == MAX_DATES or event.when is None:
            continue
        found += 1
        cite = event.cites[0]
        report = slug_at(cite.path.partition("#")[0])
        asked = identifier(QuestionKind.DATE, report, event.anchor, event.when.edtf)
        answers = (
            right(asked, f"leave it: {event.when.text}", "y"),
            Answer("d", "on another day, month or year", DateIs(report, cite.words, "", "event", event.anchor), asks="edtf"),
            Answer("x", "it is no event: leave it out", LeaveOut(report, event.anchor, "event")),
        )
        side = Side(event.text, path=cite.path, sentences=(cited(cite),))
        title = f"When was it: “{_short(event.text)}”?"
        reason = f"the report does not say; it is placed by the report's own date, {event.when.text}"
        yield Question(asked, QuestionKind.DATE, title, reason, event.reports, (side,), answers)


def same_events(desk: Desk) -> Iterator[Question]:
    """Return a question for tellings with an actor, a deed and a day in common that were not joined."""
    seen: set[tuple[str, str]] = set()
    for names in desk.index.tellings.sharing_a_key(MAX_SHARING, MAX_KEYS):
        briefs = [decode(raw, type=Telling) for name in names if (raw := desk.index.tellings.brief(name))]
        for one, other in combinations(sorted(briefs, key=lambda brief: brief.order), 2):
            if (one.name, other.name) in seen or not _may_be_one(one, other):
                continue
            seen.add((one.name, other.name))
            yield _same_event(desk, one, other)
            if len(seen) == MAX_EVENTS:
                return


def _may_be_one(one: Telling, other: Telling) -> bool:
    """Return whether two tellings are of one deed on one day, of different texts, and neither joined nor kept apart."""
    is_same_day = one.is_dated and other.is_dated and one.first == one.last == other.first == other.last
    is_apart = one.report in other.not_same_as or other.report in one.not_same_as
    is_other_text = one.report != other.report and one.text != other.text
    return is_same_day and is_other_text and not is_apart and one.deed == other.deed != "" and not likeness(one, other)


def _same_event(desk: Desk, one: Telling, other: Telling) -> Question:
    events = [decode(raw, type=TellingRow).event for raw in desk.index.tellings.values([one.name, other.name])]
    asked = identifier(QuestionKind.EVENT, one.name, other.name)
    words = [event.text.strip(f"{CUT} ") for event in events]
    sides = []
    for telling, event in zip((one, other), events, strict=True):
        row = decode(desk.index.tellings.values([telling.name])[0], type=TellingRow)
        view = decode(msgspec.msgpack.decode(row.alone[1])[0], type=EventView)
        sides.append(Side(event.text, telling.report, path=view.cites[0].path, sentences=(cited(view.cites[0]),)))
    answers = (
        Answer("y", "they tell of one event", SameEvent(other.report, words[1], one.report, words[0])),
        Answer("n", "they do not", NotSameEvent(other.report, words[1], one.report)),
        right(asked, "leave it, and do not ask again"),
    )
    reason = f"both tell of {one.first}, of the same deed ({one.deed}), in other words"
    return Question(asked, QuestionKind.EVENT, "Do these two tell of one event?", reason, 2, tuple(sides), answers)


def _short(text: str) -> str:
    return text if len(text) <= TITLE_LETTERS else f"{text[:TITLE_LETTERS].rsplit(' ', 1)[0]} …"
