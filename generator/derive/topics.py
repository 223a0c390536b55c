"""What a report is about: short labels in its own spelling, from the compounds that subjects of news are called by.

sanctions on Iran, sanctions against Iran ▶ Iran sanctions     missile defence     nuclear arms reduction treaty
the US-led war in Afghanistan ▶ war in Afghanistan              its nuclear plans (Tehran's) ▶ Iran's nuclear plans
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from generator.derive.evidence import cite
from generator.derive.lexicon import words
from generator.derive.text import Document
from generator.model import Confidence, Entity, Findings, Form, Kind, Mention, Position, TopicFinding

MOST = 7
LABEL_WORDS = 4
AIMED = re.compile(r"^\s(?:on|against)\s(?:the\s)?$")
PLACED = re.compile(r"^\sin\s(?:the\s)?$")
OWNED = re.compile(
    r"\b(?:its|their)\s(nuclear|missile|weapons|space|oil|gas|energy)\s(programme|program|plans|activities|ambitions|work)\b"
)
TIES = re.compile(r"\b(?:ties|relations|relationship)\s(?:with|between)\s")
WORD = re.compile(r"[^\W_]+")
SMALL = frozenset({"s", "in", "of", "on"})
SHORT = {"United States": "US", "United Kingdom": "UK", "European Union": "EU", "United Nations": "UN"}


@dataclass(frozen=True, slots=True)
class _Hit:
    label: str
    start: int
    end: int
    rule: str
    weight: int


def find(doc: Document, found: Findings) -> Findings:
    """Fill topics, and the topic of each position whose object speaks of one."""
    hits = [*_compounds(doc, found), *_owned(doc, found), *_ties(doc, found)]
    by_label: dict[str, list[_Hit]] = defaultdict(list)
    for hit in hits:
        by_label[hit.label.casefold()].append(hit)
    title = doc.title.casefold()
    weights = {key: sum(h.weight for h in group) + 2 * (key in title) for key, group in by_label.items()}
    kept = sorted(by_label, key=lambda key: (-weights[key], by_label[key][0].start))
    kept = [key for key in kept if not _is_part(key, [other for other in kept if weights[other] >= weights[key]])][:MOST]
    topics = tuple(_finding(doc, by_label[key][0], weights[key]) for key in kept)
    ordered = tuple(sorted(topics, key=lambda t: t.evidence.start))
    return replace(
        found, topics=ordered, positions=tuple(replace(p, topic=_topic_of(p, found, ordered)) for p in found.positions)
    )


def _finding(doc: Document, hit: _Hit, weight: int) -> TopicFinding:
    return TopicFinding("", cite(doc.text, hit.start, hit.end), hit.label, weight, Confidence.LIKELY, hit.rule)


def _is_part(key: str, others: list[str]) -> bool:
    """Whether a label is only the end of a longer one that weighs as much."""
    return any(other != key and (other.endswith(f" {key}") or other.startswith(f"{key} ")) for other in others)


def _topic_of(position: Position, found: Findings, topics: tuple[TopicFinding, ...]) -> str | None:
    """The weightiest topic all of whose words stand in the object, a country's under any of its names."""
    names = {entity.id: entity.name for entity in found.entities}
    at = position.evidence
    named = {names[m.entity] for m in found.mentions if at.start <= m.evidence.start < at.end}
    said = set(WORD.findall(position.object.casefold()))
    said |= {word for name in named for word in WORD.findall(f"{name} {SHORT.get(name, '')}".casefold())}
    fitting = [t for t in topics if set(WORD.findall(t.label.casefold())) - SMALL <= said]
    return max(fitting, key=lambda t: t.weight).label if fitting else None


def _compounds(doc: Document, found: Findings) -> list[_Hit]:
    heads, stop = words("topic_heads"), words("topic_stopwords")
    kinds = {entity.id: entity for entity in found.entities}
    starts = {m.evidence.start: m for m in found.mentions}
    spoken = [q.evidence for q in found.quotes if q.direct]
    hits = []
    for sentence in doc.sentences:
        at = sentence.first
        while at < sentence.last:
            token = doc.tokens[at]
            if token.text not in heads or any(e.start <= token.start < e.end for e in spoken):
                at += 1
                continue
            last = at
            while last + 1 < sentence.last and doc.tokens[last + 1].text in heads and _adjacent(doc, last):
                last += 1
            first = at
            while first > sentence.first and last - first < LABEL_WORDS - 1 and _belongs(doc, first - 1, stop, heads):
                first -= 1
            hits.extend(_labelled(doc, first, last, starts, kinds))
            at = last + 1
    return hits


def _adjacent(doc: Document, index: int) -> bool:
    return doc.tokens[index + 1].start == doc.tokens[index].end + 1


def _belongs(doc: Document, index: int, stop: frozenset[str], heads: frozenset[str]) -> bool:
    """Whether a word before a head is part of its compound: a plain noun or adjective right before it."""
    word = doc.tokens[index].text
    if not _adjacent(doc, index) or word.lower() in stop or not word[:1].isalpha() or not word.islower():
        return False
    return word in heads or not re.search(r"(?:ly|ing|ed)$|-(?:led|day|week|year|month)$", word)


def _labelled(doc: Document, first: int, last: int, starts: dict[int, Mention], entities: dict[str, Entity]) -> list[_Hit]:
    """The label of the compound `first:last`, with the country that it is aimed at or lies in."""
    begin, end = doc.tokens[first].start, doc.tokens[last].end
    label = doc.text[begin:end]
    for gap in range(1, 14):
        mention = starts.get(end + gap)
        if mention is None or entities[mention.entity].kind not in {Kind.COUNTRY, Kind.PLACE} or mention.form is Form.DEMONYM:
            continue
        between = doc.text[end : mention.evidence.start]
        name = entities[mention.entity].name
        if AIMED.match(between):
            return [
                _Hit(
                    f"{SHORT.get(name, name)} {doc.tokens[last].text}", begin, mention.evidence.end, "something on somebody", 3
                )
            ]
        if PLACED.match(between) and doc.tokens[last].text in {
            "war",
            "crisis",
            "conflict",
            "election",
            "elections",
            "protests",
        }:
            return [_Hit(f"{label} in {name}", begin, mention.evidence.end, "something somewhere", 3)]
    return [_Hit(label, begin, end, "a compound", last - first + 1)] if last > first else []


def _owned(doc: Document, found: Findings) -> list[_Hit]:
    """ "Tehran over its nuclear plans": the country named last before, in the sentence."""
    hits = []
    countries = {e.id: e.name for e in found.entities if e.kind is Kind.COUNTRY}
    for match in OWNED.finditer(doc.text):
        sentence = doc.sentences[doc.sentence_at(match.start())]
        near = [
            m
            for m in found.mentions
            if m.entity in countries and m.form is not Form.DEMONYM and sentence.start <= m.evidence.start < match.start()
        ]
        if near:
            label = f"{countries[near[-1].entity]}'s {match[1]} {match[2]}"
            hits.append(_Hit(label, match.start(1), match.end(2), "what a country has", 3))
    return hits


def _ties(doc: Document, found: Findings) -> list[_Hit]:
    """ "ties with Moscow": with the other country that the report speaks of most, next to this one."""
    countries = {e.id: e.name for e in found.entities if e.kind is Kind.COUNTRY}
    hits = []
    for match in TIES.finditer(doc.text):
        after = [m for m in found.mentions if m.evidence.start == match.end() and m.entity in countries]
        if not after:
            continue
        one = after[0].entity
        other = _other_side(doc, found, countries, one, match.start())
        if other:
            names = sorted(SHORT.get(countries[who], countries[who]) for who in (one, other))
            names = ["US", *[n for n in names if n != "US"]] if "US" in names else names
            hits.append(_Hit("-".join(names) + " relations", match.start(), after[0].evidence.end, "relations of two", 3))
    return hits


def _other_side(doc: Document, found: Findings, countries: dict[str, str], one: str, at: int) -> str | None:
    """The country named nearest before the words; else that of the office of somebody named in the sentence."""
    sentence = doc.sentences[doc.sentence_at(at)]
    inside = [m for m in found.mentions if sentence.start <= m.evidence.start < at]
    near = [m.entity for m in inside if m.entity in countries and m.entity != one]
    offices = {r.entity: r.affiliation for r in found.roles if r.affiliation in countries}
    near += [country for m in inside if (country := offices.get(m.entity)) and country != one]
    return near[-1] if near else None
