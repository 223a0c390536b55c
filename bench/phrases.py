"""The parts of the corpus for whole builds: subjects, sentences and quotes, all of them our own.

In a sentence, {name} is an actor, {other} another one of the same report, {topic} one of its topics; the rest is random.
"""

from __future__ import annotations

TOPICS = (
    "grain exports",
    "river pollution",
    "harbour strike",
    "fuel subsidies",
    "border talks",
    "water supplies",
    "school reform",
    "housing shortage",
    "fishing rights",
    "power outage",
    "land tax",
    "tram expansion",
    "wheat tariffs",
    "coal plants",
    "forest protection",
    "tobacco tax",
    "dairy prices",
    "bank merger",
    "customs fraud",
    "asylum policy",
    "pension reform",
    "flood protection",
    "hospital layoffs",
    "timber sanctions",
    "copper prices",
    "wage talks",
    "airport security",
    "vaccine supplies",
    "shipping insurance",
    "prison riots",
    "farm loans",
    "rent control",
    "steel tariffs",
    "plant inspections",
    "cable privatisation",
    "voting registry",
    "weapons smuggling",
    "copyright law",
    "railway investment",
    "sugar imports",
)
OFFICES = ("President", "Prime Minister", "Foreign Minister", "Senator", "Governor", "Finance Minister", "Chancellor")
TRADES = ("a lawyer", "an economist", "the chief negotiator", "a former judge", "the opposition leader", "a trade unionist")
ORGANISATION_KINDS = (
    "Energy Agency",
    "Savings Bank",
    "Trade Council",
    "Policy Institute",
    "Transport Workers' Union",
    "Ports Authority",
    "Press Foundation",
    "Farmers' League",
    "Health Commission",
)
REGIONS = ("northern", "coastal", "eastern", "mountainous", "southern", "inland")
SECTORS = ("mills", "depots", "clinics", "workshops", "schools", "farms", "yards", "warehouses")
GOODS = ("timber", "barley", "spare parts", "medicine", "cement", "diesel", "cotton", "machine tools")

PEOPLE_FIRST = (
    "{office} {name} said on {day} that the {topic} could not wait until {month}.",
    "{office} {name} arrived in {city} on {day} to speak about the {topic} with envoys of {country}.",
    "{name}, {trade} from {city}, warned that the {topic} might cost the {region} provinces {number},000 jobs.",
    "{name}, {trade}, has called for a new vote on the {topic} before the end of {month}.",
    "{office} {name} rejected the plan for the {topic}, which {other} had put forward on {date} {month} {year}.",
    "The proposal was drawn up by {name}, {trade} who has advised {country} since {year}.",
    "{office} {name} met {other} in {city} on {day}, and the two agreed to set up a joint panel on the {topic}.",
    "According to {name}, {trade} in {city}, some {number} {sectors} have closed since {month}.",
)
BODIES_FIRST = (
    "The {name} supports the {topic}, but wants {country} to pay for the first {number} {sectors}.",
    "The {name} reported on {day} that prices of {goods} rose by {number} percent in the {region} districts.",
    "In a letter dated {date} {month} {year}, the {name} opposed the {topic} and asked {other} for talks.",
    "The {name}, based in {city}, said that it would publish its figures on the {topic} in {month}.",
    "A study by the {name} counted {number} {sectors} without {goods} in {city} alone.",
    "The {name} welcomed the decision, and urged {country} to end the quarrel over the {topic}.",
)
PEOPLE_LATER = (
    "{name} told reporters in {city} that {number} inspectors would visit the {sectors} from {day}.",
    "In {month} {year}, {name} had promised to leave the {topic} alone for at least two years.",
    "{name} is expected to answer the members of the {region} assembly on {day}.",
    "Asked about {other}, {name} said that there was still time for a settlement on the {topic}.",
    "Two days later {name} travelled on to {city}, where talks with the owners of the {sectors} are due to go on.",
    "{name} denied that {goods} had been bought above the price that was agreed in {month}.",
    "Friends of {name} say that the {topic} will never be settled in {city}.",
)
BODIES_LATER = (
    "The {name} has {number} members, most of them in the {region} provinces.",
    "In {year} the {name} lost a case against {other} over {goods} worth ${number} million.",
    "Officials of the {name} left {city} on {day} without a statement.",
    "The {name} said that it needed {number} weeks more to look at the {topic}.",
    "Last {month} the {name} sent {number} experts to the {region} {sectors}.",
)
QUOTES = (
    "We have waited {number} weeks for an answer on the {topic}",
    "Nobody in the {region} provinces gains from another delay",
    "There will be no deal without {goods} for the {sectors}",
    "It is a step, and not more than a step",
    "I have read the figures for {month}, and I do not believe them",
    "The people who work in the {sectors} know what the {topic} will mean for them",
    "We shall pay for {goods}, but not at any price",
    "You cannot ask {city} to carry this burden alone",
    "The paper of {date} {month} says nothing about who pays",
    "Whoever wants peace in the {sectors} must talk about wages first",
)
SENTENCES_WITH_A_QUOTE = (
    "“{quote},” {name} said.",
    "“{quote},” {name} told a crowd of {number},000 in {city} on {day}.",
    "{name} said: “{quote}.”",
    "“{quote},” said {name} after a meeting with {other}.",
)
SENTENCES_WITHOUT_ACTORS = (
    "More than {number},000 people have left the {region} provinces over the past {few} months.",
    "It was not clear who would pay for the {sectors}, or how long the repairs would take.",
    "Shares fell by {number} cents at the close, and {goods} were {few} percent dearer than a year before.",
    "Residents of {city} described long queues, closed {sectors} and {few} nights without light.",
    "The next round is due on {date} {month}, {few} days before the budget is read.",
    "Lorries with {goods} waited for {number} hours on the {region} road.",
    "In {year} a similar bill failed by {few} votes, and {number} {sectors} had to close within a year.",
    "The {topic} came up again on {day}, when {few} of the {number} delegates walked out.",
    "Analysts expect little before {month}, as stocks of {goods} will last for {number} days.",
    "A crowd of {number} gathered outside the {sectors} on {day} and stayed until dusk.",
    "Some {few} times since {year} the {topic} had been put off for want of money.",
    "Between {month} and the spring, some {number} tonnes of {goods} went through {city}.",
)
SENTENCES_ON_A_TOPIC = (
    "The {topic} divided {country} for {few} years, and {number} hearings in {city} have not changed that.",
    "The quarrel began with the {topic}, which the cabinet put on its list on {date} {month} {year}.",
    "Critics of the {topic} speak of {number} million in lost income, most of it in the {region} provinces.",
    "On the {topic}, a draft of {number} pages went round in {city} on {day}.",
)
TITLES = (
    "{name} presses for a decision on the {topic}",
    "Dispute over the {topic} reaches {city}",
    "{name} and {other} at odds over the {topic}",
    "{country} weighs the {topic} again",
    "New round on the {topic} in {city}",
    "Doubts about the {topic} grow as {name} visits {city}",
)
SOURCES = ("Example News", "The Northern Courier", "Harbour Gazette", "Morning Wire", "The Inland Post")
HEADINGS = ("What comes next", "A long quarrel", "Who pays", "The view from the provinces")
