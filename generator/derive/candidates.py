"""Stretches of a report that may name somebody, each with what gave it away. See `names`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.derive.gazetteer import Known, genders, longest
from generator.derive.lexicon import lines, words
from generator.derive.metonyms import acts
from generator.derive.text import OPENERS, Document, Sentence, Token
from generator.model import Confidence, Form, Kind

CONNECTORS = frozenset("of de da del della van von der den bin al el ibn la le for".split())
OWN_CONNECTORS = frozenset({"of", "for", "and"})
GROUP = re.compile(
    r"\b(?:(?:the )?(?i:two|three|four|five|six|seven|eight)(?: (?:major|world|big|western|Western|leading))*"
    r" (?:world )?powers|(?:Western|western|world|major|European|great) (?:world )?powers|P5\+1|E3\+3)\b"
)
LOCATIVE = frozenset("in at near from outside inside around across".split())


class Candidate(NamedTuple):
    """A stretch of text that names somebody. `country` is where a capital, seat or demonym points to."""

    start: int
    end: int
    words: tuple[str, ...]
    name: str
    kind: Kind
    rule: str
    confidence: Confidence
    form: Form = Form.NAME
    honorific: str = ""


def candidates(doc: Document) -> list[Candidate]:
    """All candidates in text order, free of overlaps."""
    groups = [_group(match) for match in GROUP.finditer(doc.text)]
    taken = [(group.start, group.end) for group in groups]
    lower = {token.text for token in doc.tokens if token.text[:1].islower()}
    found = list(groups)
    for sentence in doc.sentences:
        tokens = doc.tokens[sentence.first : sentence.last]
        found.extend(c for c in _in_sentence(sentence, tokens, lower) if not any(a < c.end and c.start < b for a, b in taken))
    return sorted(found)


def _group(match: re.Match[str]) -> Candidate:
    words_ = match.group().removeprefix("the ")
    start = match.end() - len(words_)
    name = words_[0].upper() + words_[1:]
    return Candidate(start, match.end(), (words_,), name, Kind.GROUP, "a group of powers", Confidence.CERTAIN)


def _in_sentence(sentence: Sentence, tokens: tuple[Token, ...], lower: set[str]) -> Iterator[Candidate]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        known = longest(tokens, at)
        if not known and not _is_capitalised(token.text):
            at += 1
            continue
        run = _run(tokens, at)
        if known and at + known[0] >= run:
            run = at + known[0]
            yield from _known(tokens, at, run, known[1])
            at = run
            continue
        if at == 0 and not known and run > 1 and token.text.lower() in OPENERS:
            at += 1
            continue
        made = _person(tokens, at, run) or _organisation(tokens, at, run) or _split_known(tokens, at, run)
        if made:
            yield from made
        elif not known:
            yield from _guess(sentence, tokens, at, run, lower)
        else:
            yield from _known(tokens, at, at + known[0], known[1])
            at += known[0]
            continue
        at = run


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and word not in words("not_names")


def _run(tokens: tuple[Token, ...], at: int) -> int:
    """Where a run of capitalised words ends; connectors within it count, an initial's full stop too."""
    end = at + 1
    while end < len(tokens):
        word = tokens[end].text
        if word[:1].isupper() and word not in words("not_names"):
            end += 1
        elif (
            word == "." and len(tokens[end - 1].text) == 1 and end + 1 < len(tokens) and tokens[end + 1].text[:1].isupper()
        ) or (word in CONNECTORS and end + 1 < len(tokens) and _is_capitalised(tokens[end + 1].text)):
            end += 2
        else:
            break
    return end


def _made(
    tokens: tuple[Token, ...], at: int, end: int, kind: Kind, rule: str, confidence: Confidence, honorific: str = ""
) -> Candidate:
    inside = tokens[at:end]
    name = inside[0].text
    for before, token in itertools.pairwise(inside):
        name += (" " if token.start > before.end else "") + token.text
    spelled = tuple(token.text for token in inside if token.text != ".")
    return Candidate(inside[0].start, inside[-1].end, spelled, name, kind, rule, confidence, Form.NAME, honorific)


def _known(tokens: tuple[Token, ...], at: int, end: int, known: Known) -> Iterator[Candidate]:
    made = _made(tokens, at, end, known.kind, "a known name", Confidence.CERTAIN)
    if known.sense == "name":
        yield made._replace(name=known.name)
    elif known.sense == "demonym":
        yield made._replace(name=known.name, form=Form.DEMONYM, rule="a demonym")
    elif known.country and ((known.sense == "seat" and known.name != "Washington") or acts(tokens, at, end)):
        rule = "a seat stands for its government" if known.sense == "seat" else "a capital stands for its government"
        yield made._replace(name=known.country, kind=Kind.COUNTRY, form=Form.METONYM, rule=rule, confidence=Confidence.LIKELY)
    else:
        yield made._replace(name=known.name, kind=Kind.PLACE)


def _person(tokens: tuple[Token, ...], at: int, end: int) -> list[Candidate]:
    """A run that a form of address, a title or a given name shows to be a person's name."""
    before = _title_before(tokens, at)
    start = at
    while start < end - 1 and _ends_title(tokens, start):
        start += 1
        before = " ".join(token.text for token in tokens[at:start])
    if start < end and (known := longest(tokens, start)) and start + known[0] == end and known[1].sense != "capital":
        return []
    if before:
        rule, confidence = "a title before the name", Confidence.CERTAIN
    elif tokens[start].text in genders() and end - start >= 2:
        rule, confidence = "a given name", Confidence.LIKELY
    else:
        return []
    if any(token.text in words("organisation_words") for token in tokens[start:end]):
        return []
    return [*_leading(tokens, at, start), _made(tokens, start, end, Kind.PERSON, rule, confidence, before)]


def _leading(tokens: tuple[Token, ...], at: int, start: int) -> Iterator[Candidate]:
    """Known names among the capitalised words of a title: "US Secretary of State"."""
    while at < start:
        known = longest(tokens, at)
        if known and at + known[0] <= start:
            yield from _known(tokens, at, at + known[0], known[1])
        at += known[0] if known else 1


def _ends_title(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a capitalised word belongs to a title before the name: "Foreign Minister", "President", "Mrs"."""
    word = tokens[at].text
    return word in words("honorifics") or word.lower() in _title_words() or word in {"US", "UN", "EU", "U.S.", "."}


def _title_words() -> frozenset[str]:
    return frozenset(word.lower() for title in words("titles") for word in title.split())


def _title_before(tokens: tuple[Token, ...], at: int) -> str:
    """The form of address or title that ends right before a token."""
    end = at - 1 if at and tokens[at - 1].text == "." else at
    if end and tokens[end - 1].text in words("honorifics"):
        return tokens[end - 1].text
    if end != at:
        return ""
    for length in (4, 3, 2, 1):
        phrase = " ".join(token.text.lower() for token in tokens[max(0, at - length) : at])
        if length <= at and phrase in _titles():
            return phrase
    return ""


def _titles() -> frozenset[str]:
    return frozenset(title.lower() for title in lines("titles.txt"))


def _organisation(tokens: tuple[Token, ...], at: int, end: int) -> list[Candidate]:
    """A run with a word of organisations or a legal form: "Example Trading Company", "Acme Inc"."""
    spelled = [token.text for token in tokens[at:end]]
    if len(spelled) < 2:
        return []
    if spelled[-1] in words("company_suffixes"):
        return [_made(tokens, at, end, Kind.ORGANISATION, "a legal form", Confidence.CERTAIN)]
    if any(word in words("organisation_words") for word in spelled):
        return [_made(tokens, at, end, Kind.ORGANISATION, "a word of organisations", Confidence.LIKELY)]
    return []


def _split_known(tokens: tuple[Token, ...], at: int, end: int) -> list[Candidate]:
    """A run that holds a known name at its end, after words that are no names ("Like Washington")."""
    for start in range(at + 1, end):
        known = longest(tokens, start)
        if known and start + known[0] == end and tokens[at].text.lower() in OPENERS | {"like", "unlike", "both"}:
            return list(_known(tokens, start, end, known[1]))
    return []


def _guess(sentence: Sentence, tokens: tuple[Token, ...], at: int, end: int, lower: set[str]) -> Iterator[Candidate]:
    """A run that nothing gives away: a surname seen before is left to coreference, an acronym is an organisation."""
    if at == 0 and (tokens[0].text.lower() in lower | OPENERS or end == 1):
        at += 1
        if at >= end:
            first = tokens[0]
            if first.text.lower() not in lower | OPENERS:
                yield _made(tokens, 0, 1, Kind.PERSON, "part of a name seen elsewhere", Confidence.UNSURE)
            return
        if not _is_capitalised(tokens[at].text):
            return
    word = tokens[at].text
    if end - at == 1 and word.isupper() and 2 <= len(word) <= 6 and word not in words("acronyms_of_things"):
        yield _made(tokens, at, end, Kind.ORGANISATION, "an acronym", Confidence.LIKELY)
    elif at and tokens[at - 1].text in LOCATIVE:
        yield _made(tokens, at, end, Kind.PLACE, "a name after a word of place", Confidence.UNSURE)
    else:
        yield _made(tokens, at, end, Kind.PERSON, "part of a name seen elsewhere", Confidence.UNSURE)
