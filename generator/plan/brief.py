"""The brief on one page: what it has room for is found by measuring; see `fitting`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import unescape
from itertools import chain, zip_longest
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from generator.contexts import (
    ActorLink,
    Cite,
    EventView,
    FigureView,
    Handout,
    HandoutLine,
    Home,
    JudgementView,
    Link,
    Point,
    PositionView,
    QuoteView,
)
from generator.dossier.index.keys import FIGURES, POSITIONS, QUOTES, TIMELINE, TOPIC, TOPICS
from generator.dossier.report_counts import CounterKind
from generator.dossier.views import position_in_words
from generator.model.findings import Confidence, Kind, Polarity
from generator.model.permalinks import slug_at
from generator.model.proofs import SafeHtml
from generator.model.wording import as_opening
from generator.plan import changes, judgements, overviews
from generator.plan.fitting import ListSize, Rows, fitted
from generator.plan.handouts import (
    CitedLine,
    CitedPart,
    change_line,
    cited,
    decoded,
    event_line,
    figure_line,
    handout,
    in_place,
    not_told,
    position_line,
    quote_line,
    shortened,
)
from generator.plan.subjects import PageInputs
from generator.theme.texts import Words

SIZES = (9.5, 10.0, 10.5, 11.0, 11.5, 12.0)
"""Sizes of type, in points: the first for as many rows as fit, larger ones where all rows fit."""
SMALLEST = 9.0
LIST_SIZES: Mapping[str, ListSize] = {
    "points": ListSize(2, 6),
    "judgements": ListSize(2, 4),
    "changes": ListSize(1, 5),
    "sides": ListSize(3, 10),
    "happened": ListSize(2, 8),
    "ahead": ListSize(2, 5),
    "said": ListSize(0, 5, after=4),
    "numbers": ListSize(0, 5, after=5),
}
"""The rows of each section, in the order in which they get more."""
BOTTOM_LINE = "line"
MAX_LINE_SENTENCES, MAX_LINE_LENGTH, MAX_POINTS_AS_LINE = 3, 420, 2
"""The most of the editor's introduction, in sentences and characters, and the key points in its place where there is none."""
MAX_LENGTH, TIGHT_LENGTH = 300, 150
"""Characters of a statement, and of one where not even the least rows fit otherwise."""
MAX_TOPICS, MAX_ACTORS, MAX_ROWS = 8, 5, 4
"""Topics, actors on each, and the latest positions of each, of which those of the brief are chosen."""
MAX_OTHERS, MAX_CHANGES = 24, 12
PROSE = re.compile(r"<p>(.*?)</p>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
SENTENCE = re.compile(r"(?<=[.!?…؟])\s+(?=[\w“\"«„¿¡(])")
decode = msgspec.msgpack.decode


class BriefMaterial(NamedTuple):
    """All of which a brief is chosen: the bottom line, and by section its lines, those first that are chosen first."""

    home: Home
    edition: str
    """The one since which changes are told; without one, those are told that one sees in the reports."""
    line: tuple[CitedLine, ...]
    lines: Mapping[str, tuple[CitedLine, ...]]


def material(inputs: PageInputs, introduction: SafeHtml) -> BriefMaterial:
    """Return what a brief may have."""
    home, words = overviews.home(inputs, introduction), inputs.words
    points = [
        CitedLine(HandoutLine(point.text, point.cite.language, "", _date(point.cite)), (point.cite,), (number,))
        for number, point in enumerate(decoded(home.points, Point))
    ]
    since = changes.since_latest(inputs)
    changed = _since(inputs) if since else [_changed(inputs, one) for one in decoded(home.changes, PositionView)]
    ahead = _placed([event_line(words, one) for one in decoded(home.ahead, EventView)])
    written = _opening_sentences(introduction)
    line = [CitedLine(HandoutLine(written), ())] if written else not_told(points, cited(ahead), MAX_POINTS_AS_LINE)
    judged = judgements.key_judgements(inputs, LIST_SIZES["judgements"].most)
    lines = {
        "judgements": _placed([_judgement_line(words, one) for one in judged]),
        "changes": _placed(changed),
        "ahead": ahead,
        "sides": list(_positions(inputs, changed)),
        "points": points,
        "happened": _placed([event_line(words, one) for one in decoded(home.events, EventView)])[::-1] + _lesser_events(inputs),
        "said": [quote_line(words, one) for one in said(inputs)],
        "numbers": [figure_line(words, one) for one in _figures(inputs)],
    }
    edition = since.edition.name if since else ""
    return BriefMaterial(home, edition, tuple(line), {name: tuple(found) for name, found in lines.items()})


def _judgement_line(words: Words, one: JudgementView) -> CitedLine:
    """Return a judgement under its likelihood, with what it rests on; how sure it is stands apart, after the sentence."""
    chance = (
        words("judgement.range", low=one.low, high=one.high)
        if one.percent is None
        else words("judgement.own", percent=one.percent, low=one.low, high=one.high)
    )
    lead = words("handout.stance", stance=as_opening(words(f"judgement.band.{one.band}")), more=chance)
    sure = words("judgement.sure", level=words(f"judgement.confident.{one.confidence}"))
    return CitedLine(HandoutLine(one.answer, "", lead, one.question, sure), tuple(ground.cite for ground in one.grounds))


def _date(cite: Cite) -> str:
    return cite.when.text if cite.when else ""


def _lesser_events(inputs: PageInputs) -> list[CitedLine]:
    """Return events for a page that those of home do not fill, the weightiest first; they stand after those, by date."""
    rows = inputs.index.rows.heaviest(TIMELINE, "events", LIST_SIZES["happened"].most)
    return [event_line(inputs.words, decode(row.value, type=EventView))._replace(place=(len(rows), row.date)) for row in rows]


def said(inputs: PageInputs) -> list[QuoteView]:
    """Return the weightiest quotes, and where these are few what the reports say that somebody said; nobody's are left out."""
    rows = inputs.index.rows.heaviest(QUOTES, "quotes", MAX_OTHERS) or inputs.index.rows.by_date(
        QUOTES, "reported", limit=MAX_OTHERS
    )
    quotes = (decode(row.value, type=QuoteView) for row in rows)
    return [one for one in quotes if one.speakers and one.confidence != Confidence.UNSURE]


def _figures(inputs: PageInputs) -> list[FigureView]:
    """Return the latest figures that are not unsure."""
    rows = inputs.index.rows.by_date(FIGURES, "figures", limit=MAX_OTHERS)
    figures = (decode(row.value, type=FigureView) for row in rows)
    return [one for one in figures if one.confidence != Confidence.UNSURE]


def _placed(lines: Sequence[CitedLine]) -> list[CitedLine]:
    return [line._replace(place=(number,)) for number, line in enumerate(lines)]


def _opening_sentences(introduction: str) -> str:
    """Return the first sentences of the editor's introduction of the briefing."""
    opening = introduction.partition("<h2")[0]
    paragraphs = [" ".join(unescape(TAG.sub("", found)).split()) for found in PROSE.findall(opening)]
    first = next(filter(None, paragraphs), "")
    return shortened(" ".join(SENTENCE.split(first)[:MAX_LINE_SENTENCES]), MAX_LINE_LENGTH)


def _since(inputs: PageInputs) -> list[CitedLine]:
    """Return what changed since the last edition, the weightiest first, as far as sentences tell it."""
    found = changes.latest_changes(inputs, MAX_CHANGES)
    told = ((one, change_line(inputs.words, one)) for one in found)
    return [_with_before(inputs, line, one.who[:1], one.about[:1]) for one, line in told if line]


def _changed(inputs: PageInputs, position: PositionView) -> CitedLine:
    """Return a change of position with what it was before."""
    told = position_line(inputs.words, position, on_topic=True)
    was = inputs.words("position.was", before=position.changed) if position.changed else ""
    told = told._replace(line=replace(told.line, tail=was))
    return _with_before(inputs, told, (position.actor,), (position.topic,) if position.topic else ())


def _with_before(inputs: PageInputs, told: CitedLine, who: Sequence[ActorLink], about: Sequence[Link]) -> CitedLine:
    """Return a change with the source of the position that was before, where its tail has that."""
    actor, topic = (slug_at(links[0].path) if links else "" for links in (who, about))
    rows = inputs.index.rows.by_date(TOPIC + topic, "positions", actor) if actor and topic and told.line.tail else []
    for earlier in (decode(row.value, type=PositionView) for row in rows):
        if inputs.words("position.was", before=position_in_words(earlier)) == told.line.tail:
            return told._replace(cites=(*told.cites[:1], earlier.cite))
    return told


def _positions(inputs: PageInputs, told: Iterable[CitedLine]) -> Iterator[CitedLine]:
    """Yield who stands where: of each main topic its first actor, then of each its next; last what is on no topic.

    An actor whose latest position is `told` already is left out, since an earlier one would not say where it stands.
    """
    seen = cited(told)
    topics = inputs.index.rows.by_rank(TOPICS, "cards", limit=MAX_TOPICS)
    ways = [_on_topic(inputs, row.name, at, seen) for at, row in enumerate(topics)]
    yield from filter(None, chain.from_iterable(zip_longest(*ways)))
    for number, position in enumerate(on_no_topic(inputs)):
        yield position_line(inputs.words, position, on_topic=False)._replace(place=(MAX_TOPICS, number))


def _on_topic(inputs: PageInputs, topic: str, at: int, seen: set[str]) -> Iterator[CitedLine]:
    """Yield the latest position of each actor on a topic, of those first who say most; and add it to those `seen`."""
    actors = inputs.index.counters.ranked(TOPIC + topic, CounterKind.ACTORS, MAX_ACTORS)
    for number, (actor, _) in enumerate(actors):
        rows = inputs.index.rows.by_date(TOPIC + topic, "positions", actor, limit=MAX_ROWS)
        position = _telling([decode(row.value, type=PositionView) for row in rows])
        if position and position.cite.path not in seen:
            seen.add(position.cite.path)
            yield position_line(inputs.words, position, on_topic=True)._replace(place=(at, number))


def _telling(positions: Sequence[PositionView]) -> PositionView | None:
    """Return the latest position that takes a side, or else the latest."""
    return next((one for one in positions if one.polarity != Polarity.OTHER), positions[0] if positions else None)


def on_no_topic(inputs: PageInputs) -> Iterator[PositionView]:
    """Yield the latest position on no topic of each actor but things."""
    actors: set[str] = set()
    for row in inputs.index.rows.by_date(POSITIONS, "others", limit=MAX_OTHERS):
        position = decode(row.value, type=PositionView)
        if position.actor.path and position.actor.kind != Kind.THING and position.actor.name not in actors:
            actors.add(position.actor.name)
            yield position


def brief(inputs: PageInputs, found: BriefMaterial, rows: Rows, paper: str, points: float, *, tight: bool = False) -> Handout:
    """Return the brief that has so many rows of each section; where it must be `tight`, all are shortened."""
    return handout(inputs, found.home, "brief", parts(inputs, found, rows, tight=tight), paper, points)


def parts(inputs: PageInputs, found: BriefMaterial, rows: Rows, *, tight: bool = False) -> Iterator[CitedPart]:
    """Yield the sections of a brief in their order."""
    words, most = inputs.words, TIGHT_LENGTH if tight else MAX_LENGTH
    line = found.line[:1] if tight else found.line
    chosen = _chosen(found, line, rows)
    yield CitedPart(BOTTOM_LINE, words("handout.line"), "prose", (("", _cut_all(line, most * 2)),))
    since = words("changes.title", name=found.edition) if found.edition else words("home.changes")
    if chosen["judgements"]:
        apart = _cut_all(chosen["judgements"], most)
        note = words("judgement.label")
        yield CitedPart("judgements", words("judgement.key"), "list", (("", apart),), note=note)
    yield CitedPart("changes", since, "list", (("", _cut_all(chosen["changes"], most)),))
    yield CitedPart("points", words("home.points"), "list", (("", _cut_all(chosen["points"], most)),))
    yield CitedPart("sides", words("topic.stands"), "list", (("", _cut_all(chosen["sides"], most)),))
    yield CitedPart("happened", words("handout.events"), "list", (("", _cut_all(chosen["happened"], most)),))
    yield CitedPart("said", words("home.quotes"), "list", (("", _cut_all(chosen["said"], most)),))
    yield CitedPart("numbers", words("topic.figures"), "list", (("", _cut_all(chosen["numbers"], most)),))
    yield CitedPart("ahead", words("handout.ahead"), "list", (("", _cut_all(chosen["ahead"], most)),))


def _chosen(found: BriefMaterial, line: Sequence[CitedLine], rows: Rows) -> dict[str, tuple[CitedLine, ...]]:
    """Return the lines of each section in their order; what one tells no other repeats, in the order of `found`."""
    told = cited(line)
    apart = {"judgements": found.lines["judgements"][: rows["judgements"]]}  # what they rest on may be told elsewhere, too
    reported = (name for name in found.lines if name not in apart)
    return apart | {name: in_place(not_told(found.lines[name], told, rows[name])) for name in reported}


def _cut_all(lines: Sequence[CitedLine], most: int) -> tuple[CitedLine, ...]:
    return tuple(one._replace(line=_cut(one.line, most)) for one in lines)


def _cut(line: HandoutLine, most: int) -> HandoutLine:
    return replace(
        line, text=shortened(line.text, most), lead=shortened(line.lead, most // 2), aside=shortened(line.aside, most // 2)
    )


def fitting_brief(
    inputs: PageInputs, found: BriefMaterial, paper: str, is_one_page: Callable[[Handout], bool]
) -> Handout | None:
    """Return the brief that fills a page, in the largest type in which it does; None where not even its head fits."""
    sizes = {name: _as_far_as(size, len(found.lines.get(name, ()))) for name, size in LIST_SIZES.items()}
    none = {name: size._replace(floor=0) for name, size in sizes.items()}
    for points, limits, tight in (
        (SIZES[0], sizes, False),
        (SMALLEST, sizes, False),
        (SMALLEST, sizes, True),
        (SMALLEST, none, True),
    ):
        of = partial(brief, inputs, found, paper=paper, points=points, tight=tight)
        rows = fitted(limits, partial(_fits, of, is_one_page))
        if rows is not None:
            is_whole = points == SIZES[0] and all(rows[name] == size.most for name, size in sizes.items())
            return _enlarged(of(rows), is_one_page) if is_whole else of(rows)
    return None


def _as_far_as(size: ListSize, there: int) -> ListSize:
    """Return the size of a list that has no more rows than there are."""
    return size._replace(most=min(size.most, there))


def _fits(of: Callable[[Rows], Handout], is_one_page: Callable[[Handout], bool], rows: Rows) -> bool:
    return is_one_page(of(rows))


def _enlarged(made: Handout, is_one_page: Callable[[Handout], bool]) -> Handout:
    """Return a brief that has all there is in the largest type that fits."""
    for points in SIZES[1:]:
        larger = replace(made, points=points)
        if not is_one_page(larger):
            break
        made = larger
    return made
