"""Actors by the names that a pipeline labels: each name of a report is one, a surname alone is the only person who has it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from generator.derive.evidence import cite
from generator.derive.names import gazetteer
from generator.derive.pipeline.reading import LabelledSpan, PipelineReading
from generator.derive.syntax.document import TOKEN, Document
from generator.model.findings import Confidence, Entity, Form, Kind, Mention
from generator.model.permalinks import slugs
from generator.model.wording import folded

KINDS_BY_LABEL: Mapping[str, Kind] = {
    "PERSON": Kind.PERSON,
    "PER": Kind.PERSON,
    "persName": Kind.PERSON,
    "ORG": Kind.ORGANISATION,
    "orgName": Kind.ORGANISATION,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "placeName": Kind.PLACE,
    "geogName": Kind.PLACE,
    "NORP": Kind.GROUP,
    "PRODUCT": Kind.THING,
    "LAW": Kind.THING,
}
"""The kind of an actor by the label of OntoNotes, of Wikipedia's names or of the Polish pipelines; a place may be a country."""
ARTICLES = frozenset("the le la les l' l’ un une der die das dem den des el los las il lo gli een het o os as".split())
"""Words that open a labelled name in small letters and are no part of it."""
ENDING = re.compile(r"(?:['’]s?|[^\w)])+\Z")
MAX_CHARACTERS = 100


class LabelledName(NamedTuple):
    """A name at a place in the report."""

    start: int
    end: int
    text: str
    kind: Kind


def names(doc: Document, reading: PipelineReading, rule: str) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Return the actors that a pipeline finds names of, and the places of these."""
    found = [*_found(doc, reading)]
    keys = _keys(found)
    of_actor: defaultdict[str, list[LabelledName]] = defaultdict(list)
    for name in found:
        of_actor[keys[folded(name.text)]].append(name)
    ids: dict[str, str] = {}
    entities: list[Entity] = []
    for key, theirs in of_actor.items():
        ids[key] = _free(slugs(key), ids.values())
        entities.append(_entity(ids[key], theirs))
    mentions = (
        Mention("", cite(doc.text, one.start, one.end), ids[keys[folded(one.text)]], Form.NAME, Confidence.LIKELY, rule)
        for one in found
    )
    return tuple(entities), tuple(mentions)


def _found(doc: Document, reading: PipelineReading) -> Iterator[LabelledName]:
    """Return the labelled names, without articles before and marks behind them."""
    by_start = {token.start: token for token in reading.tokens}
    end_before = 0
    for span in reading.labelled:
        kind = KINDS_BY_LABEL.get(span.label)
        if kind is None or (kind is Kind.GROUP and by_start[span.start].pos == "ADJ"):
            continue
        start, end = _trimmed(doc.text, span)
        text = doc.text[start:end]
        if start >= end_before and _is_name(text):
            is_state = kind is Kind.PLACE and is_country(" ".join(text.split()), doc.lang)
            yield LabelledName(start, end, " ".join(text.split()), Kind.COUNTRY if is_state else kind)
            end_before = end


def _trimmed(text: str, span: LabelledSpan) -> tuple[int, int]:
    start, end = span.start, span.end
    first = TOKEN.match(text, start, end)
    while first and (not first.group()[0].isalnum() or first.group() in ARTICLES):
        start = first.end()
        while start < end and text[start].isspace():
            start += 1
        first = TOKEN.match(text, start, end)
    ending = ENDING.search(text, start, end)
    return start, ending.start() if ending else end


def _is_name(text: str) -> bool:
    """Return whether words can be a name: with a capital or a digit, where the script has capitals."""
    has_letters = any(letter.isalpha() for letter in text)
    return has_letters and len(text) <= MAX_CHARACTERS and (text != text.lower() or text.upper() == text.lower())


def is_country(name: str, language: str) -> bool:
    """Return whether a name is a country's, in English or in the language of the report."""
    tokens = tuple(TOKEN.findall(name))
    known = (one for spelled, one in gazetteer.entries_from(tokens[0]) if spelled == tokens) if tokens else ()
    return folded(name) in _countries(language) or any(one.kind is Kind.COUNTRY and one.sense == "name" for one in known)


@lru_cache(maxsize=16)
def _countries(language: str) -> frozenset[str]:
    try:
        territories = Locale.parse(language, sep="-").territories
    except (ValueError, UnknownLocaleError):
        return frozenset()
    return frozenset(folded(name) for code, name in territories.items() if code.isalpha())


def _keys(found: Sequence[LabelledName]) -> dict[str, str]:
    """Return by each name, folded, that of its actor: a person's single name is the only one who is called so."""
    full: defaultdict[str, set[str]] = defaultdict(set)
    for name in found:
        words = folded(name.text).split()
        if name.kind is Kind.PERSON and len(words) > 1:
            full[words[-1]].add(folded(name.text))
    keys: dict[str, str] = {}
    for name in found:
        key = folded(name.text)
        bearers = full.get(key, set())
        keys[key] = next(iter(bearers)) if len(bearers) == 1 else key
    return keys


def _entity(identifier: str, found: Sequence[LabelledName]) -> Entity:
    """Return an actor under its longest name, of the kind that most of its places have."""
    spelled = tuple(dict.fromkeys(name.text for name in found))
    kind = Counter(name.kind for name in found).most_common(1)[0][0]
    longest = max(spelled, key=len)
    return Entity(identifier, longest, kind, tuple(name for name in spelled if name != longest))


def _free(identifier: str, taken: Iterable[str]) -> str:
    known, number = set(taken), 1
    free = identifier
    while free in known:
        number += 1
        free = f"{identifier}-{number}"
    return free
