"""News-like reports, as many as asked for: the same ones each time, and the same for every contestant.

There is one person or body for ten reports: a few occur nearly everywhere and most of them seldom (Zipf's law).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, permutations

from bench.articles import CITIES, COUNTRIES, DAYS, ENDINGS, FIRST_NAMES, MONTHS, SYLLABLES
from bench.phrases import (
    BODIES_FIRST,
    BODIES_LATER,
    GOODS,
    HEADINGS,
    OFFICES,
    ORGANISATION_KINDS,
    PEOPLE_FIRST,
    PEOPLE_LATER,
    QUOTES,
    REGIONS,
    SECTORS,
    SENTENCES_ON_A_TOPIC,
    SENTENCES_WITH_A_QUOTE,
    SENTENCES_WITHOUT_ACTORS,
    SOURCES,
    TITLES,
    TOPICS,
    TRADES,
)

MIN_WORDS, MAX_WORDS = 250, 700
MAX_SENTENCE_WORDS = 40
PARAGRAPHS_BEFORE_HEADING = 5
ACTORS_PER_REPORT, MIN_ACTORS = (5, 8), 12
REPORTS_PER_ACTOR = 10
FIRST_DAY, NUMBER_OF_DAYS = date(2004, 1, 5), 2900
NUMBER_WORDS = "two three four five six seven eight nine".split()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a body: the full name, and the name of later mentions."""

    name: str
    short: str
    is_body: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A report; its actors and topics are in the front matter of the rivals alone."""

    slug: str
    title: str
    date: str
    source: str
    actors: tuple[str, ...]
    topics: tuple[str, ...]
    text: str


def reports(count: int, seed: int = 1, words: tuple[int, int] = (MIN_WORDS, MAX_WORDS)) -> Iterator[Report]:
    """Yield so many reports of so many words at least and at most; the actors in them depend on the number of reports."""
    chance = random.Random(seed)  # noqa: S311 - the same reports each time
    pool = actors(max(MIN_ACTORS, count // REPORTS_PER_ACTOR), chance)
    weights = list(accumulate(1 / rank for rank in range(1, len(pool) + 1)))
    for number in range(count):
        cast = _distinct(pool, weights, chance.randint(*ACTORS_PER_REPORT), chance)
        yield _report(number, cast, words, chance)


def actors(count: int, chance: random.Random) -> tuple[Actor, ...]:
    """Return so many people and bodies, two of three of them people, no two with the same name."""
    pairs = len(SYLLABLES) * (len(SYLLABLES) - 1)
    syllables = 2 if count <= pairs * min(len(ENDINGS), len(ORGANISATION_KINDS)) else 3
    stems = ["".join(chosen).title() for chosen in permutations(SYLLABLES, syllables)]
    surnames = [stem + ending for stem in stems for ending in ENDINGS]
    bodies = [f"{stem} {kind}" for stem in stems for kind in ORGANISATION_KINDS]
    chance.shuffle(surnames)
    chance.shuffle(bodies)
    pool = [
        Actor(bodies[number], bodies[number], is_body=True)
        if number % 3 == 2
        else Actor(f"{chance.choice(FIRST_NAMES)} {surnames[number]}", surnames[number], is_body=False)
        for number in range(count)
    ]
    chance.shuffle(pool)
    return tuple(pool)


def _distinct(pool: Sequence[Actor], weights: Sequence[float], count: int, chance: random.Random) -> tuple[Actor, ...]:
    """Draw so many different actors from the pool, those of more weight more often."""
    drawn: dict[str, Actor] = {}
    while len(drawn) < count:
        (actor,) = chance.choices(pool, cum_weights=weights)
        drawn[actor.name] = actor
    return tuple(drawn.values())


def _report(number: int, cast: Sequence[Actor], words: tuple[int, int], chance: random.Random) -> Report:
    topics = tuple(chance.sample(TOPICS, chance.randint(2, 3)))
    scene = {"city": chance.choice(CITIES), "country": chance.choice(COUNTRIES)}
    people = [actor.short for actor in cast if not actor.is_body] or [cast[0].name]
    day = FIRST_DAY + timedelta(days=chance.randrange(NUMBER_OF_DAYS))
    return Report(
        slug=f"report-{number:05d}",
        title=chance.choice(TITLES).format(name=people[0], other=people[-1], topic=topics[0], **scene),
        date=day.isoformat(),
        source=chance.choice(SOURCES),
        actors=tuple(actor.name for actor in cast),
        topics=topics,
        text=_text(cast, topics, scene, words, chance),
    )


def _text(
    cast: Sequence[Actor], topics: Sequence[str], scene: Mapping[str, str], words: tuple[int, int], chance: random.Random
) -> str:
    """Return paragraphs: each actor by the full name, each topic, then more of both up to the length."""
    wanted = chance.randint(words[0], words[1] - MAX_SENTENCE_WORDS)
    sentences = [_sentence_about(actor, cast, topics, scene, chance, first=True) for actor in cast]
    about = [_fill(chance.choice(SENTENCES_ON_A_TOPIC), {**scene, "topic": topic}, chance) for topic in topics]
    sentences[1:1] = about[:1]
    sentences[4:4] = about[1:]
    length = sum(len(sentence.split()) for sentence in sentences)
    while length < wanted:
        sentences.append(_sentence_about(chance.choice(cast), cast, topics, scene, chance, first=False))
        length += len(sentences[-1].split())
    paragraphs = list(_paragraphs(sentences, chance))
    if len(paragraphs) > PARAGRAPHS_BEFORE_HEADING:
        paragraphs.insert(PARAGRAPHS_BEFORE_HEADING, f"## {chance.choice(HEADINGS)}")
    return "\n\n".join(paragraphs)


def _paragraphs(sentences: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Join one to three sentences to a paragraph."""
    start = 0
    while start < len(sentences):
        end = start + chance.randint(1, 3)
        yield " ".join(sentences[start:end])
        start = end


def _sentence_about(
    actor: Actor,
    cast: Sequence[Actor],
    topics: Sequence[str],
    scene: Mapping[str, str],
    chance: random.Random,
    *,
    first: bool,
) -> str:
    """Return a sentence that names the actor; for a later mention perhaps a quote, or a sentence without actors."""
    other = chance.choice([member for member in cast if member != actor])
    values = {
        **scene,
        "name": actor.name if first else actor.short,
        "other": f"the {other.name}" if other.is_body else other.name,
        "topic": chance.choice(topics),
    }
    if first:
        return _fill(chance.choice(BODIES_FIRST if actor.is_body else PEOPLE_FIRST), values, chance)
    if chance.random() < 0.4:
        return _fill(chance.choice(SENTENCES_WITHOUT_ACTORS), values, chance)
    if actor.is_body:
        return _fill(chance.choice(BODIES_LATER), values, chance)
    if chance.random() < 0.5:
        return _fill(chance.choice(SENTENCES_WITH_A_QUOTE), {**values, "quote": chance.choice(QUOTES)}, chance)
    return _fill(chance.choice(PEOPLE_LATER), values, chance)


def _fill(sentence: str, values: Mapping[str, str], chance: random.Random) -> str:
    """Fill the placeholders of a sentence with the given values, and all others at random."""
    drawn = {
        "day": chance.choice(DAYS),
        "month": chance.choice(MONTHS),
        "date": f"{chance.randint(1, 28)}",
        "year": f"{chance.randint(1989, 2003)}",
        "number": f"{chance.randint(11, 98)}",
        "few": chance.choice(NUMBER_WORDS),
        "office": chance.choice(OFFICES),
        "trade": chance.choice(TRADES),
        "region": chance.choice(REGIONS),
        "sectors": chance.choice(SECTORS),
        "goods": chance.choice(GOODS),
        **values,
    }
    return sentence.format(**drawn | {"quote": drawn.get("quote", "").format(**drawn)})
