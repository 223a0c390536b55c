"""Names that a report repeats where neither a list nor the tagger finds them: "Marlowe said", "shares of Tarnow rose".

Repeated are names of several words in full, family names of people named in full ("van der Berg" of Ana van der Berg), and the
first word of the one body whose name begins with it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from generator.derive.lexicon import words
from generator.derive.names.candidates import KNOWN, LEARNED, ORGANISATION_WORD, Candidate
from generator.derive.names.organisation_names import may_go_by_first_word, without_legal_form
from generator.derive.names.person_names import parse_name, without_suffix
from generator.derive.syntax.document import TOKEN, Document
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Confidence, Form, Kind
from generator.model.permalinks import slugs

MIN_LETTERS = 4
Spelled = tuple[str, ...]


def with_repeated(doc: Document, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates and the repeated names, in text order and without overlaps."""
    places = _places(doc)
    names = {spelled: name for spelled, name in _names_to_find(found).items() if len(spelled) > 1 or spelled[0] not in places}
    by_first: dict[str, list[Spelled]] = defaultdict(list)
    for spelled in sorted(names, key=len, reverse=True):
        by_first[spelled[0]].append(spelled)
    repeated = [again for again in (*_occurrences(doc, by_first, names), *_offices(doc)) if not _is_taken(again, found)]
    taken = {at for again in repeated for at in range(again.start, again.end)}
    return sorted([*repeated, *(c for c in found if taken.isdisjoint((c.start, c.end - 1)))], key=lambda c: (c.start, c.end))


def _names_to_find(found: Sequence[Candidate]) -> dict[Spelled, Candidate]:
    """Return the spellings to look for, each with a name that it repeats."""
    full = [c for c in found if c.form is Form.NAME and len(c.words) > 1 and c.rule != KNOWN]
    names: dict[Spelled, Candidate] = {}
    first_words: dict[str, set[str]] = defaultdict(set)
    for candidate in full:
        for name in (candidate.name, without_legal_form(candidate.name)):
            if " " in name:
                names.setdefault(tuple(TOKEN.findall(name)), candidate)
        if candidate.kind is Kind.ORGANISATION:
            first_words[candidate.words[0]].add(without_legal_form(candidate.name))
        for surname in _surnames(candidate):
            names.setdefault(surname, candidate)
    surnames = {slug for candidate in full if candidate.kind is Kind.PERSON for slug in parse_name(candidate.name).surnames}
    for candidate in full:
        first = candidate.words[0]
        is_body = candidate.kind is Kind.ORGANISATION and len(first_words[first]) == 1 and slugs(first) not in surnames
        if is_body and may_go_by_first_word(candidate.name):
            names.setdefault((first,), candidate._replace(confidence=Confidence.LIKELY))
    return names


def _surnames(candidate: Candidate) -> Iterator[Spelled]:
    """Return a person's family name as it is spelled, at a sentence's start, too: "van der Berg", "Van der Berg"."""
    name = parse_name(candidate.name)
    if candidate.kind is not Kind.PERSON or not name.given:
        return
    spelled = without_suffix(candidate.name).split()
    last = tuple(spelled[len(spelled) - name.surname.count("-") - 1 :])
    if slugs(" ".join(last)) == name.surname and (len(last) > 1 or (name.suffix and len(last[0]) >= MIN_LETTERS)):
        yield last
        yield (last[0].capitalize(), *last[1:])


def _offices(doc: Document) -> Iterator[Candidate]:
    """Return the seats and offices of a state that stand with a capital behind "the": "the Parliament", "the High Court"."""
    offices = _offices_of_states()
    for at, word in enumerate(doc.words):
        if word not in {"the", "The"}:
            continue
        last = at + 1
        while last < len(doc.words) and doc.words[last][0].isupper():
            last += 1
        if last == at + 1:
            continue
        spelled = doc.words[at + 1 : last]
        if " ".join(spelled).lower() in offices:
            start, end = doc.tokens[at + 1].start, doc.tokens[last - 1].end
            kind, rule = Kind.ORGANISATION, ORGANISATION_WORD
            yield Candidate(start, end, spelled, " ".join(spelled), kind, rule, Confidence.LIKELY)


@lru_cache(maxsize=1)
def _offices_of_states() -> frozenset[str]:
    return words("offices_of_states") - {"government"}


def _places(doc: Document) -> frozenset[str]:
    """Return the words that a report says something is in or near."""
    prepositions = word_class("place_preposition")
    return frozenset(after for before, after in pairwise(doc.words) if before in prepositions)


def _occurrences(
    doc: Document, by_first: Mapping[str, Sequence[Spelled]], names: Mapping[Spelled, Candidate]
) -> Iterator[Candidate]:
    """Return each place where one of the names is spelled, the longest that begins there."""
    done = 0
    for at, word in enumerate(doc.words):
        if word not in by_first or at < done:
            continue
        token = doc.tokens[at]
        for spelled in by_first[word]:
            if doc.words[at : at + len(spelled)] == spelled:
                end = doc.tokens[at + len(spelled) - 1].end
                name = " ".join(doc.text[token.start : end].split())
                like = names[spelled]
                yield like._replace(start=token.start, end=end, words=spelled, name=name, honorific="")
                done = at + len(spelled)
                break


def _is_taken(again: Candidate, found: Sequence[Candidate]) -> bool:
    """Return whether a longer name, or the same, stands there already; names are in text order."""
    at = bisect_left(found, again.start, key=lambda c: c.end)
    while at < len(found) and found[at].start < again.end:
        here = found[at]
        is_place = here.rule == LEARNED and here.kind is Kind.PLACE and again.kind is Kind.ORGANISATION
        if here.end > again.start and not is_place and (here.end - here.start >= again.end - again.start or here.rule == KNOWN):
            return True
        at += 1
    return False
