"""What all hand-outs have in common: statements as lines, and the numbers of the reports that these rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from generator.contexts import (
    ChangeView,
    Cite,
    EventView,
    FigureView,
    Handout,
    HandoutGroup,
    HandoutLine,
    HandoutPart,
    HandoutSource,
    Home,
    PositionView,
    QuoteView,
    Record,
)
from generator.dossier.index.keys import FEED, RECORDS
from generator.model import permalinks
from generator.model.wording import as_opening
from generator.plan import descriptions
from generator.plan.subjects import PageInputs
from generator.render.sentences import ELLIPSIS, in_sentence
from generator.theme.texts import ISOLATED, Words, runs_otherwise

MAX_NOTES = 3
"""The most sources that one statement names."""
REST = 60
"""Characters of a sentence on either side of a statement's own words."""
MAX_WHOLE = 260
"""Characters of a sentence that is given whole."""
A4, LETTER = "a4", "letter"
LETTER_REGIONS = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())
"""Where paper is Letter, by the Unicode CLDR."""
TEXT_POINTS = 10.0
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
View = TypeVar("View")


class CitedLine(NamedTuple):
    """A statement before its sources have numbers. Of several that are chosen, `place` is the order in which they stand."""

    line: HandoutLine
    cites: tuple[Cite, ...]
    place: tuple[Any, ...] = ()


class CitedPart(NamedTuple):
    """A part before its sources have numbers: headings with lines."""

    id: str
    title: str
    shape: str
    groups: tuple[tuple[str, tuple[CitedLine, ...]], ...]
    columns: tuple[str, ...] = ()
    note: str = ""
    inner: bool = False


def decoded(raws: Iterable[Any], kind: type[View]) -> list[View]:
    """Return views that a page has as the index stores them."""
    return [msgspec.msgpack.decode(raw, type=kind) if isinstance(raw, msgspec.Raw) else raw for raw in raws]


def paper_of(language: str) -> str:
    """Return the paper that is usual where a language tag says that it is spoken."""
    return LETTER if LETTER_REGIONS.intersection(language.split("-")[1:]) else A4


def handout(
    inputs: PageInputs, home: Home, name: str, parts: Iterable[CitedPart], paper: str, points: float = TEXT_POINTS
) -> Handout:
    """Return a hand-out of these parts, those left out that have no lines; sources are numbered as they are first cited."""
    words, config = inputs.words, inputs.config
    numbers = _Numbers()
    made = tuple(numbers.part(part) for part in parts if any(lines for _, lines in part.groups))
    return Handout(
        name=words(f"handout.{name}"),
        title=config.title,
        about=config.description,
        as_of=words("home.as_of", date=home.as_of.text) if home.as_of else "",
        created=_latest_date(inputs),
        coverage=words("page.sentence", text=descriptions.coverage(home, words)) if home.reports else "",
        parts=made,
        sources=tuple(_source(inputs, number, cite) for cite, number in numbers.cited.values()),
        paper=paper,
        points=points,
    )


class _Numbers:
    """The numbers of reports, in the order in which they are first cited."""

    def __init__(self) -> None:
        self.cited: dict[str, tuple[Cite, int]] = {}

    def part(self, part: CitedPart) -> HandoutPart:
        groups = tuple(HandoutGroup(title, tuple(map(self._line, lines))) for title, lines in part.groups if lines)
        return HandoutPart(part.id, part.title, part.shape, groups, part.columns, part.note, part.inner)

    def _line(self, told: CitedLine) -> HandoutLine:
        notes = dict.fromkeys(self._number(cite) for cite in told.cites[:MAX_NOTES])
        return replace(told.line, notes=tuple(notes))

    def _number(self, cite: Cite) -> int:
        report = cite.path.partition("#")[0] or f"{cite.title}\0{cite.source}"
        return self.cited.setdefault(report, (cite, len(self.cited) + 1))[1]


def _source(inputs: PageInputs, number: int, cite: Cite) -> HandoutSource:
    report, when = cite.path.partition("#")[0], cite.when.text if cite.when else ""
    if not report:  # it is not in the dossier any more
        return HandoutSource(number, cite.title, cite.source, when, "", cite.language)
    slug = permalinks.slug_at(report)
    raw = inputs.index.rows.value_at(FEED, RECORDS, inputs.index.reports.order_key(slug)[0], slug)
    base, original = inputs.config.base_url, msgspec.msgpack.decode(raw, type=Record).url
    return HandoutSource(number, cite.title, cite.source, when, base + report if base else original, cite.language)


def _latest_date(inputs: PageInputs) -> str:
    """Return the latest date of a report, as exactly as it is known."""
    dates = [found[0] for date, _ in inputs.index.reports.in_order() if (found := DAY.match(date))]
    return max(dates, default="")


def joined(words: Words, parts: Iterable[str]) -> str:
    """Return what is not empty, with commas between; each part keeps its own direction."""
    return words("comma").join(_isolated(part, words.direction) for part in parts if part)


def _isolated(part: str, direction: str) -> str:
    return ISOLATED.format(part) if runs_otherwise(part, direction) else part


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut between words with an ellipsis."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rpartition(' ')[0] or text[: most - 2]} {ELLIPSIS}"


def in_words(cite: Cite, rest: int = REST) -> str:
    """Return a statement in its sentence; of a long one the far ends are left out."""
    sentence = " ".join(cite.sentence.split())
    if len(sentence) > MAX_WHOLE:
        sentence = " ".join("".join(run.text for run in in_sentence(cite.sentence, (cite.words,), rest)).split())
    return as_opening(sentence)


def position_line(words: Words, position: PositionView, *, on_topic: bool, rest: int = REST) -> CitedLine:
    """Return a position: who, the stance with its date, and the sentence; with `on_topic` what it is on, too."""
    stance = words(f"denied.{position.stance}" if position.negated else f"stance.{position.stance}")
    topic = position.topic.text if on_topic and position.topic else ""
    by = position.reported_by.name if position.reported_by else position.reported_by_text
    date = position.when.text if position.when else ""
    more = joined(words, (topic, date, words("position.according_to", who=by) if by else ""))
    aside = words("handout.stance", stance=stance, more=more) if more else stance
    line = HandoutLine(in_words(position.cite, rest), position.cite.language, position.actor.name, aside)
    return CitedLine(line, (position.cite, *position.also))


def event_line(words: Words, event: EventView, rest: int = REST) -> CitedLine:
    """Return an event under its date, in its sentence."""
    cite = event.cites[0]
    date = event.when.text if event.when else words("event.no_date")
    return CitedLine(HandoutLine(in_words(cite, rest), cite.language, as_opening(date)), event.cites)


def quote_line(words: Words, quote: QuoteView, rest: int = REST) -> CitedLine:
    """Return what somebody said: in their own words, or in a report's sentence."""
    date = quote.when or quote.cite.when
    text = words("handout.quoted", text=quote.text.rstrip(",")) if quote.direct else in_words(quote.cite, rest)
    line = HandoutLine(text, quote.cite.language, speakers(words, quote), date.text if date else "")
    return CitedLine(line, (quote.cite, *quote.also))


def figure_line(words: Words, figure: FigureView, rest: int = REST) -> CitedLine:
    """Return a number, by whom and of when, in its sentence."""
    by = figure.said_by.name if figure.said_by else figure.said_by_text
    aside = joined(words, (by, figure.when.text if figure.when else ""))
    number = words(f"figure.{figure.change}", number=figure.number) if figure.change else figure.number
    line = HandoutLine(in_words(figure.cite, rest), figure.cite.language, as_opening(number), aside)
    return CitedLine(line, (figure.cite, *figure.also))


def change_line(words: Words, change: ChangeView) -> CitedLine | None:
    """Return a change in the sentence that tells it, with how it changed; None for one that no sentence tells."""
    cite = change.cite
    if change.kind == "withdrawn" and not cite:  # a whole report
        cite = Cite("", change.text, change.who_text, None, change.text, change.text)
        return CitedLine(HandoutLine(change.text, "", "", change.who_text, change.note), (cite,))
    if not cite:
        return None
    names = [actor.name for actor in change.who]
    who = _listed(words, names) or change.who_text
    more = joined(words, (*(topic.text for topic in change.about[:1] if change.label), change.when.text if change.when else ""))
    aside = words("handout.stance", stance=change.label, more=more) if change.label and more else change.label or more
    text = words("handout.quoted", text=change.text.rstrip(",")) if change.direct else in_words(cite)
    return CitedLine(HandoutLine(text, cite.language, who, aside, change.note), (cite,))


def speakers(words: Words, quote: QuoteView) -> str:
    """Return who said something, as a list of names; whoever is not named as the report describes them."""
    names = [actor.name for actor in quote.speakers]
    return _listed(words, names) or quote.speaker_text


def _listed(words: Words, names: Sequence[str]) -> str:
    return "".join(name + words.between(at, len(names)) for at, name in enumerate(names, 1))


def not_told(lines: Iterable[CitedLine], told: set[str], most: int | None = None) -> list[CitedLine]:
    """Return the first lines whose sentences are not `told` yet, and add these."""
    found: list[CitedLine] = []
    for line in lines:
        paths = cited([line])
        if len(found) == most:
            break
        if told.isdisjoint(paths):
            told |= paths
            found.append(line)
    return found


def cited(lines: Iterable[CitedLine]) -> set[str]:
    """Return the sentences that lines rest on: where each stands, or the words of one that stands nowhere any more."""
    return {cite.path or cite.sentence for line in lines for cite in line.cites}


def in_place(lines: Sequence[CitedLine]) -> tuple[CitedLine, ...]:
    """Return chosen lines in the order in which they stand."""
    return tuple(sorted(lines, key=lambda line: line.place))
