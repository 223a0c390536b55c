"""Reports like those that people bring, as many as are wanted: the same ones each time, and the same for every contestant.

A tenth as many people and bodies as reports stand in them: a few nearly everywhere and most of them seldom, as Zipf has it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, permutations

from bench.articles import CITIES, COUNTRIES, DAYS, ENDINGS, GIVEN, MONTHS, SYLLABLES
from bench.phrases import (
    ABOUT,
    BODIES_AGAIN,
    BODIES_OPEN,
    GOODS,
    HEADINGS,
    KINDS_OF_BODY,
    OFFICES,
    PEOPLE_AGAIN,
    PEOPLE_OPEN,
    PLAIN,
    QUOTES,
    REGIONS,
    SAID,
    SECTORS,
    SOURCES,
    TITLES,
    TOPICS,
    TRADES,
)

SHORTEST, LONGEST = 250, 700
LONGEST_SENTENCE = 40
HEADED_FROM = 5
ACTORS, FEWEST_IN_POOL = (5, 8), 12
REPORTS_AN_ACTOR = 10
FIRST_DAY, DAYS_SPREAD = date(2004, 1, 5), 2900
FEW = "two three four five six seven eight nine".split()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or some body: the full name, and the name by which reports go on."""

    name: str
    short: str
    is_body: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A report, and what only the rivals are told of it: its actors and topics."""

    slug: str
    title: str
    date: str
    source: str
    actors: tuple[str, ...]
    topics: tuple[str, ...]
    text: str


def reports(count: int, seed: int = 1) -> Iterator[Report]:
    """So many reports; who stands in them hangs on how many there are."""
    chance = random.Random(seed)  # noqa: S311 - the same reports each time
    pool = actors(max(FEWEST_IN_POOL, count // REPORTS_AN_ACTOR), chance)
    weights = list(accumulate(1 / rank for rank in range(1, len(pool) + 1)))
    for number in range(count):
        cast = _distinct(pool, weights, chance.randint(*ACTORS), chance)
        yield _report(number, cast, chance)


def actors(count: int, chance: random.Random) -> tuple[Actor, ...]:
    """So many people and bodies, two of three of them people, no two alike in what they are called."""
    stems = ["".join(pair).title() for pair in permutations(SYLLABLES, 2)]
    surnames = [stem + ending for stem in stems for ending in ENDINGS]
    bodies = [f"{stem} {kind}" for stem in stems for kind in KINDS_OF_BODY]
    chance.shuffle(surnames)
    chance.shuffle(bodies)
    made = [
        Actor(bodies[number], bodies[number], is_body=True)
        if number % 3 == 2
        else Actor(f"{chance.choice(GIVEN)} {surnames[number]}", surnames[number], is_body=False)
        for number in range(count)
    ]
    chance.shuffle(made)
    return tuple(made)


def _distinct(pool: Sequence[Actor], weights: Sequence[float], count: int, chance: random.Random) -> tuple[Actor, ...]:
    """So many different ones of the pool, those of more weight more often."""
    drawn: dict[str, Actor] = {}
    while len(drawn) < count:
        (one,) = chance.choices(pool, cum_weights=weights)
        drawn[one.name] = one
    return tuple(drawn.values())


def _report(number: int, cast: Sequence[Actor], chance: random.Random) -> Report:
    topics = tuple(chance.sample(TOPICS, chance.randint(2, 3)))
    scene = {"city": chance.choice(CITIES), "country": chance.choice(COUNTRIES)}
    people = [actor.short for actor in cast if not actor.is_body] or [cast[0].name]
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS_SPREAD))
    return Report(
        slug=f"report-{number:05d}",
        title=chance.choice(TITLES).format(name=people[0], other=people[-1], topic=topics[0], **scene),
        date=day.isoformat(),
        source=chance.choice(SOURCES),
        actors=tuple(actor.name for actor in cast),
        topics=topics,
        text=_text(cast, topics, scene, chance),
    )


def _text(cast: Sequence[Actor], topics: Sequence[str], scene: Mapping[str, str], chance: random.Random) -> str:
    """Everybody by the full name first, every topic, then more of both up to the length, in paragraphs."""
    wanted = chance.randint(SHORTEST, LONGEST - LONGEST_SENTENCE)
    sentences = [_said_of(actor, cast, topics, scene, chance, first=True) for actor in cast]
    about = [_filled(chance.choice(ABOUT), {**scene, "topic": topic}, chance) for topic in topics]
    sentences[1:1] = about[:1]
    sentences[4:4] = about[1:]
    words = sum(len(sentence.split()) for sentence in sentences)
    while words < wanted:
        sentences.append(_said_of(chance.choice(cast), cast, topics, scene, chance, first=False))
        words += len(sentences[-1].split())
    paragraphs = list(_paragraphs(sentences, chance))
    paragraphs[HEADED_FROM:HEADED_FROM] = [f"## {chance.choice(HEADINGS)}"] if len(paragraphs) > HEADED_FROM else []
    return "\n\n".join(paragraphs)


def _paragraphs(sentences: Sequence[str], chance: random.Random) -> Iterator[str]:
    """One to three sentences a paragraph."""
    start = 0
    while start < len(sentences):
        end = start + chance.randint(1, 3)
        yield " ".join(sentences[start:end])
        start = end


def _said_of(
    actor: Actor,
    cast: Sequence[Actor],
    topics: Sequence[str],
    scene: Mapping[str, str],
    chance: random.Random,
    *,
    first: bool,
) -> str:
    """A sentence in which the actor stands; later on perhaps a quote, or a sentence without anybody."""
    other = chance.choice([one for one in cast if one != actor])
    given = {
        **scene,
        "name": actor.name if first else actor.short,
        "other": f"the {other.name}" if other.is_body else other.name,
        "topic": chance.choice(topics),
    }
    if first:
        return _filled(chance.choice(BODIES_OPEN if actor.is_body else PEOPLE_OPEN), given, chance)
    if chance.random() < 0.4:
        return _filled(chance.choice(PLAIN), given, chance)
    if actor.is_body:
        return _filled(chance.choice(BODIES_AGAIN), given, chance)
    if chance.random() < 0.5:
        return _filled(chance.choice(SAID), {**given, "quote": chance.choice(QUOTES)}, chance)
    return _filled(chance.choice(PEOPLE_AGAIN), given, chance)


def _filled(sentence: str, given: Mapping[str, str], chance: random.Random) -> str:
    """The sentence with what is given and, for the rest, what chance gives."""
    drawn = {
        "day": chance.choice(DAYS),
        "month": chance.choice(MONTHS),
        "date": f"{chance.randint(1, 28)}",
        "year": f"{chance.randint(1989, 2003)}",
        "number": f"{chance.randint(11, 98)}",
        "few": chance.choice(FEW),
        "office": chance.choice(OFFICES),
        "trade": chance.choice(TRADES),
        "region": chance.choice(REGIONS),
        "sectors": chance.choice(SECTORS),
        "goods": chance.choice(GOODS),
        **given,
    }
    return sentence.format(**drawn | {"quote": drawn.get("quote", "").format(**drawn)})
