"""News-like articles of 400 words, generated from templates of our own: the same ones each time, no two alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

WORDS_PER_ARTICLE = 400
FIRST_NAMES = "Ann Carla Sergei Maria David Elena Omar Ngozi Pierre Ingrid Kenji Fatima John Laura Viktor Amina".split()
SYLLABLES = "bar ber dal fen gor hal jan kel lin mar nov ost pet quin ros sol tam ul vas wes zan".split()
ENDINGS = "sen ov man berg ton ini ez ström aki well".split()
COUNTRIES = "Norway Iran Russia Brazil Turkey France India Kenya Japan Poland Egypt Canada".split()
CITIES = "Oslo Vienna Geneva Moscow Cairo Nairobi Tokyo Ankara Paris Ottawa Warsaw".split()
OFFICES = ("President", "Foreign Minister", "Prime Minister", "Senator", "Secretary of State")
BODIES = (
    "Energy Agency",
    "Central Bank",
    "Trade Council",
    "Institute of Policy",
    "Airlines",
    "Motor Company",
    "Workers' Union",
)
THINGS = (
    "a draft treaty on nuclear arms",
    "the missile defence plan",
    "new sanctions against the bank",
    "a trade agreement worth $2.5 billion",
    "the cease-fire proposal",
    "a budget that would cut fuel subsidies by 12 percent",
)
MONTHS = "January February March April May June July September October November".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

SENTENCES = (
    "{office} {person} met {title} {rival} in {city} on {day} to discuss {thing}.",
    "“We have waited long enough for {thing},” {rival} told reporters after the meeting. “Nobody gains from further delay.”",
    "{country} has rejected {thing}, a spokesman for the {body} said on {day}.",
    '"It is a step in the right direction, but only a step," said {person}, who has led the {body} since {year}.',
    "The {body}, based in {city}, reported that prices rose {number} percent in the third quarter, against a year before.",
    "According to officials in {city}, {country} is likely to support {thing} if {neighbour} agrees to talks next month.",
    "In {month} {year}, {country} and {neighbour} signed an accord that was to end the dispute within two years.",
    "Analysts say that {surname} may not have the votes; a similar bill failed last {month} by {number} to 48.",
    "He said the government would announce its decision on {month} {date}, two days before envoys return to {city}.",
    "More than {number},000 people have left the {adjective} provinces over the past six months, aid workers said.",
    "{rival_full_name}, an economist at the {body}, warned that the plan could cost the region thousands of jobs.",
    "“The numbers speak for themselves,” she added.",
    "The talks, which began in {city} earlier this week, are expected to continue until {day}.",
    "The {adjective} markets were little changed, with shares of the {body} down {number} cents at the close.",
    "Residents described long queues, closed schools and a night without power, and many blamed the authorities for it.",
    "{neighbour} refused to comment on {thing}, but a diplomat said his country would not accept a deal without inspections.",
    "It was not clear who would pay for the repairs, or how long they would take.",
    "Mr. {surname}, {age}, was elected in {year} on a promise to reform the courts and lower the tax on small businesses.",
)


class Article(NamedTuple):
    """A row as `briefing derive --jsonl` reads it."""

    id: str
    title: str
    date: str
    text: str


def articles(count: int) -> Iterator[Article]:
    """Yield so many articles, each with people and bodies of its own."""
    for number in range(count):
        chance = random.Random(number)  # noqa: S311 - the same articles each time
        cast = _cast(chance)
        words = _body(chance, cast).split(" ")[: WORDS_PER_ARTICLE - 1]
        text = " ".join(words).replace(" \n", "\n").rstrip(".,;“\n") + " again."
        yield Article(f"{number}", f"{cast['country']} weighs {cast['thing']}", f"2009-10-{1 + number % 28:02d}", text)


def _cast(chance: random.Random) -> dict[str, str]:
    """The people, body, countries and subject of an article, by placeholder."""
    surname, rival = ("".join(chance.sample(SYLLABLES, 2)).title() + chance.choice(ENDINGS) for _ in range(2))
    first, second = chance.sample(FIRST_NAMES, 2)
    country, neighbour = chance.sample(COUNTRIES, 2)
    people = {"surname": surname, "person": f"{first} {surname}", "rival": rival, "rival_full_name": f"{second} {rival}"}
    body = f"{''.join(chance.sample(SYLLABLES, 2)).title()} {chance.choice(BODIES)}"
    return people | {"country": country, "neighbour": neighbour, "body": body, "thing": chance.choice(THINGS)}


def _body(chance: random.Random, cast: dict[str, str]) -> str:
    """Return paragraphs of one to three sentences, of at least the wanted number of words in all."""
    paragraphs: list[str] = []
    while sum(len(paragraph.split()) for paragraph in paragraphs) < WORDS_PER_ARTICLE:
        sentences = chance.sample(SENTENCES, chance.randint(1, 3))
        paragraphs.append(" ".join(sentence.format(**_setting(chance), **cast) for sentence in sentences))
    return " \n\n".join(paragraphs)


def _setting(chance: random.Random) -> dict[str, str]:
    """Random values for the other placeholders of a sentence: place, time, numbers."""
    return {
        "office": chance.choice(OFFICES),
        "title": chance.choice(("Mr.", "Mrs", "Prime Minister", "Dr.")),
        "city": chance.choice(CITIES),
        "day": chance.choice(DAYS),
        "month": chance.choice(MONTHS),
        "date": f"{chance.randint(1, 28)}",
        "year": f"{chance.randint(1989, 2008)}",
        "number": f"{chance.randint(2, 96)}",
        "age": f"{chance.randint(34, 79)}",
        "adjective": chance.choice(("northern", "coastal", "eastern", "mountainous")),
    }
