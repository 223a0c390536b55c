"""Questions that readers would ask, each with statements of the dossier as its answer; none that these do not answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

import msgspec
from msgspec.structs import replace

from generator.contexts import ActorCard, EventView, FigureRow, FigureView, HandoutLine, Home, PositionView, TopicCard
from generator.derive.syntax.lemmas import lemmatiser
from generator.dossier.cards import known_actor
from generator.dossier.index.keys import ACTOR, ACTORS, TIMELINE, TOPIC, TOPICS
from generator.dossier.index.rows import IndexRow
from generator.dossier.report_counts import CounterKind
from generator.dossier.report_rows import TitleSeen
from generator.model.findings import Confidence, Kind, Polarity
from generator.model.wording import as_opening
from generator.plan.handouts import CitedLine, decoded, event_line, figure_line, in_words, not_told, position_line
from generator.plan.subjects import PageInputs

MAX_TOPICS, MAX_ACTORS, MAX_POSITIONS = 6, 3, 3
"""The most topics of which positions are asked, actors on each, and the latest positions of each as the answer."""
MAX_PEOPLE, MAX_EVENTS, MAX_FIGURES_OF_TOPIC, MAX_FIGURES = 5, 8, 2, 8
MAX_READ = 40
REST = 140
"""Characters of a sentence on either side of a statement's own words."""
MAX_WHEN_WORDS = 16
ENGLISH = "en"
DATED = ("day", "month", "season", "quarter", "year")
PAST = "VBD"
"""The tag of a verb in the past tense."""
WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
TIME_OR_CLAUSE = re.compile(
    r",|;|:| – | (?:on|in|at|after|before|as|when|while|since|during|by|until|last|next|this|yesterday|today|earlier|later|"
    r"because|which|who|where|that|to|and|but|with|from) "
)
"""Where an English clause is cut to be asked for: what follows may be the time, or more than was asked."""
UNNAMED = re.compile(r"\b(?:it|its|he|him|his|she|her|they|them|their|this|these|those|that|we|us|our|I|you)\b")
"""English words that only what stands before a sentence explains."""
CURRENCY = re.compile("[A-Z]{3}")
COUNTED = re.compile(r"[^\W\d_]")
NO_COUNT = re.compile(r"(?:of|in|on|at|by|to|for|from|with|and|or|the|a|an|more|other) ")
decode = msgspec.msgpack.decode
CitedGroup = tuple[str, tuple[CitedLine, ...]]


def questions(inputs: PageInputs, home: Home) -> Iterator[CitedGroup]:
    """Yield questions with their answers: where somebody stands, who somebody is, when and how much; and what is to come."""
    yield from _on_positions(inputs)
    yield from _on_people(inputs)
    yield from _on_events(inputs)
    yield from _on_figures(inputs)
    ahead = [event_line(inputs.words, event, REST) for event in decoded(home.ahead, EventView)]
    if found := not_told(ahead, set()):
        yield inputs.words("handout.ask.ahead"), tuple(found)


def _on_positions(inputs: PageInputs) -> Iterator[CitedGroup]:
    """Yield what the position of an actor on a topic is; the answer has the latest, and what changed before."""
    for row in inputs.index.rows.by_rank(TOPICS, "cards", limit=MAX_TOPICS):
        topic = decode(row.value, type=TopicCard).link.text
        for actor, _ in inputs.index.counters.ranked(TOPIC + row.name, CounterKind.ACTORS, MAX_ACTORS):
            rows = inputs.index.rows.by_date(TOPIC + row.name, "positions", actor)
            positions = [one for row_ in rows if (one := decode(row_.value, type=PositionView)).confidence != Confidence.UNSURE]
            telling = [one for one in positions if one.polarity != Polarity.OTHER] or positions
            if answers := not_told(_answers(inputs, telling), set(), MAX_POSITIONS):
                who = telling[0].actor.name
                yield inputs.words("handout.ask.position", who=who, topic=topic), tuple(answers)


def _answers(inputs: PageInputs, positions: Iterable[PositionView]) -> Iterator[CitedLine]:
    """Yield positions without the name that is in the question."""
    for position in positions:
        told = position_line(inputs.words, position, on_topic=False, rest=REST)
        yield told._replace(line=replace(told.line, lead=as_opening(told.line.aside), aside=""))


def _on_people(inputs: PageInputs) -> Iterator[CitedGroup]:
    """Yield who the persons in most reports are, as reports title them."""
    people = inputs.index.rows.by_rank(ACTORS, "cards", Kind.PERSON.value, limit=MAX_READ, latest=False)
    asked = ((row, title) for row in people if (title := latest_title(inputs, row.name)))
    for row, title in islice(asked, MAX_PEOPLE):
        who = decode(row.value, type=ActorCard).link.name
        line = HandoutLine(in_words(title.cite, REST), title.cite.language, as_opening(title.title))
        yield inputs.words("handout.ask.who", who=who), (CitedLine(line, (title.cite,)),)


def latest_title(inputs: PageInputs, actor: str) -> TitleSeen | None:
    """Return an actor's title that most reports use, as the latest of them has it."""
    known = known_actor(inputs.index, actor)
    counts = inputs.index.rows.count_by_section(ACTOR + actor, "offices") if known else {}
    if not counts:
        return None
    section = min(counts, key=lambda title: (-counts[title], title))
    return decode(inputs.index.rows.by_date(ACTOR + actor, "offices", section, limit=1)[0].value, type=TitleSeen)


def _on_events(inputs: PageInputs) -> Iterator[CitedGroup]:
    """Yield when something was done; and, of days with several weighty events, what happened then."""
    words = inputs.words
    weighty = [decode(row.value, type=EventView) for row in inputs.index.rows.heaviest(TIMELINE, "events", MAX_READ)]
    dated = [event for event in weighty if event.when and event.when.precision in DATED and event.placed_by == "text"]
    asked = [(question, event) for event in dated if (question := question_when(event, words.language))][:MAX_EVENTS]
    for what, event in sorted(asked, key=lambda one: one[1].when.edtf if one[1].when else ""):
        yield words("handout.ask.when", what=what), (event_line(words, event, REST),)
    left = [event for event in dated if not any(event is other for _, other in asked)]
    days = Counter(event.when.text for event in left if event.when and event.when.precision == "day")
    latest = sorted((event for event in left if event.when), key=lambda event: event.when.edtf if event.when else "")
    for day, events in groupby(latest, key=lambda event: event.when.text if event.when else ""):
        found = not_told((event_line(words, event, REST) for event in events), set())
        if days[day] > 1 and len(found) > 1:
            yield words("handout.ask.day", date=day), tuple(one._replace(line=replace(one.line, lead="")) for one in found)


def question_when(event: EventView, language: str) -> str:
    """Return what is asked for after "when did", of an English clause "somebody did something"; "" of any other."""
    cite = event.cites[0] if event.cites else None
    if not cite or not (language.startswith(ENGLISH) and cite.language.startswith(ENGLISH)):
        return ""
    for agent in event.agents:
        subject = next((name for name in (agent.name, f"The {agent.name}") if event.text.startswith(f"{name} ")), "")
        verb, _, rest = event.text[len(subject) + 1 :].partition(" ") if subject else ("", "", "")
        base = lemmatiser().lemma(verb, PAST) if WORD.fullmatch(verb) else ""
        done = TIME_OR_CLAUSE.split(f" {rest} ")[0].strip(" .")
        is_whole = base not in {"", verb} and len(done.split()) >= 2 and not UNNAMED.search(done)
        if is_whole and len(done.split()) <= MAX_WHEN_WORDS:
            return f"{subject[:1].lower() + subject[1:] if subject.startswith('The ') else subject} {base} {done}"
    return ""


def _on_figures(inputs: PageInputs) -> Iterator[CitedGroup]:
    """Yield how many of something there are on a topic, and which sums of money are named."""
    told: set[str] = set()
    asked = (
        one for row in inputs.index.rows.by_rank(TOPICS, "cards", limit=MAX_TOPICS) for one in _of_topic(inputs, row, told)
    )
    yield from islice(asked, MAX_FIGURES)


def _of_topic(inputs: PageInputs, topic: IndexRow, told: set[str]) -> Iterator[CitedGroup]:
    """Yield the questions on the weightiest figures of a topic, in sentences that are not told yet."""
    words, name = inputs.words, as_opening(decode(topic.value, type=TopicCard).link.text)
    rows = inputs.index.rows.heaviest(TOPIC + topic.name, "figures", MAX_READ)
    likely = [[one for one in decode(row.value, type=FigureRow).figures if one.confidence != Confidence.UNSURE] for row in rows]
    number = 0
    for figures in likely:
        if number == MAX_FIGURES_OF_TOPIC or not (figures and _is_count(figures[0])):
            continue
        if answers := not_told((figure_line(words, one, REST) for one in figures), told, MAX_POSITIONS):
            yield words("handout.ask.number", topic=name, counts=figures[0].counts), tuple(answers)
            number += 1
    sums = [one for figures in likely for one in figures if CURRENCY.fullmatch(one.unit)]
    if answers := not_told((figure_line(words, one, REST) for one in sums), told, MAX_POSITIONS):
        yield words("handout.ask.amount", topic=name), tuple(answers)


def _is_count(figure: FigureView) -> bool:
    """Return whether a figure counts what its words name: not money, per cent, or years."""
    return not figure.unit and bool(COUNTED.match(figure.counts)) and not NO_COUNT.match(figure.counts.lower())
