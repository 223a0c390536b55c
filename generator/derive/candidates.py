"""Stretches of a report that may name somebody, each with what gave it away. See `names`."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from generator.derive import context
from generator.derive.gazetteer import Known, genders, longest, titles
from generator.derive.lexicon import words
from generator.derive.metonyms import acts
from generator.derive.text import OPENERS, Document, Token
from generator.model import Confidence, Form, Kind

CONNECTORS = frozenset("of de da del della van von der den bin al el ibn la le for".split())
OWN_CONNECTORS = frozenset({"of", "for", "and"})
GROUP = re.compile(
    r"\b(?:(?:the )?(?i:two|three|four|five|six|seven|eight)(?: (?:major|world|big|western|Western|leading))*"
    r" (?:world )?powers|(?:Western|western|world|major|European|great) (?:world )?powers|P5\+1|E3\+3)\b"
)
JOINING = frozenset({"of", "the", "for", "and"})
OPENING_MARKS = frozenset("\"“‘'([:;–—-•/")
GUESSED = "part of a name seen elsewhere"


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
    evidence: tuple[tuple[Kind, int], ...] = ()


def candidates(doc: Document) -> list[Candidate]:
    """All candidates in text order, free of overlaps."""
    groups = [_group(match) for match in GROUP.finditer(doc.text)]
    taken = [(group.start, group.end) for group in groups]
    lower = {token.text for token in doc.tokens if token.text[:1].islower()}
    inner = {
        token.text
        for sentence in doc.sentences
        for before, token in pairwise(doc.tokens[sentence.first : sentence.last])
        if token.text[:1].isupper() and before.text not in OPENING_MARKS
    }
    found = list(groups)
    for sentence in doc.sentences:
        tokens = doc.tokens[sentence.first : sentence.last]
        found.extend(c for c in _in_sentence(tokens, lower, inner) if not any(a < c.end and c.start < b for a, b in taken))
    return _settled(sorted(found))


def _settled(found: list[Candidate]) -> list[Candidate]:
    """Names that no list knows become what their surroundings in the whole report say; parts of names are left as they are."""
    parts = {word for c in found if c.kind is Kind.PERSON and c.rule != GUESSED and len(c.words) > 1 for word in c.words}
    spots = [(c.name, Counter(dict(c.evidence))) for c in found if c.rule == GUESSED]
    kinds = context.decide(*context.gathered(spots))
    people = {word for name, kind in kinds.items() if kind is Kind.PERSON for word in name.split()} | parts
    return [
        c._replace(kind=kinds[c.name], rule="what stands around the name", confidence=Confidence.UNSURE)
        if c.rule == GUESSED and c.name in kinds and not (len(c.words) == 1 and c.words[0] in people)
        else c
        for c in found
    ]


def _group(match: re.Match[str]) -> Candidate:
    words_ = match.group().removeprefix("the ")
    start = match.end() - len(words_)
    name = words_[0].upper() + words_[1:]
    return Candidate(start, match.end(), (words_,), name, Kind.GROUP, "a group of powers", Confidence.CERTAIN)


def _in_sentence(tokens: tuple[Token, ...], lower: set[str], inner: set[str]) -> Iterator[Candidate]:
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
        if _opens(tokens, at) and not known and run > at + 1 and token.text.lower() in OPENERS:
            at += 1
            continue
        if _opens(tokens, at) and not known and run > at + 1 and _is_known(tokens, at + 1, run):
            at += 1
            continue
        short = next((index for index in range(at + 1, run) if tokens[index].text in JOINING), run)
        if short < run and not _is_title_of(tokens, at, short) and (made := _person(tokens, at, short)):
            yield from made
            at = short
            continue
        made = _person(tokens, at, run) or _organisation(tokens, at, run) or _split_known(tokens, at, run)
        if made:
            yield from made
        elif not known:
            yield from _guess(tokens, at, run, lower, inner)
        else:
            yield from _known(tokens, at, at + known[0], known[1])
            at += known[0]
            continue
        at = run


def _opens(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a token opens a sentence, words in quotation marks or brackets, or what follows a colon."""
    return at == 0 or tokens[at - 1].text in OPENING_MARKS


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
    """A run that a form of address, a title or a given name shows to be a person's name.

    A title within the run ends what is no name: "House Speaker Ann Smith".
    """
    before = _title_before(tokens, at)
    titled = [index for index in range(at, end - 1) if _ends_title(tokens, index)]
    start = titled[-1] + 1 if titled else at
    if titled:
        before = " ".join(token.text for token in tokens[at:start])
    if start < end and (known := longest(tokens, start)) and start + known[0] == end and known[1].sense != "capital":
        return []
    if before:
        rule, confidence = "a title before the name", Confidence.CERTAIN
    elif tokens[start].text in genders() and end - start >= 2:
        rule, confidence = "a given name", Confidence.LIKELY
    else:
        return []
    is_title = all(_ends_title(tokens, index) for index in range(start, end))
    if is_title or any(token.text in words("organisation_words") for token in tokens[start:end]):
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
    if word == ".":
        return at > 0 and tokens[at - 1].text in words("honorifics")
    if word in JOINING:
        return at > 0 and tokens[at - 1].text.lower() in _title_words()
    return word in words("honorifics") or word.lower() in _title_words() or word in {"US", "UN", "EU", "U.S."}


@lru_cache(maxsize=1)
def _title_words() -> frozenset[str]:
    return frozenset(word for title in titles() for word in title.split())


def _title_before(tokens: tuple[Token, ...], at: int) -> str:
    """The form of address or title that ends right before a token."""
    end = at - 1 if at and tokens[at - 1].text == "." else at
    if end and tokens[end - 1].text in words("honorifics"):
        return tokens[end - 1].text
    if end != at:
        return ""
    for length in (4, 3, 2, 1):
        phrase = " ".join(token.text.lower() for token in tokens[max(0, at - length) : at])
        if length <= at and phrase in titles():
            return phrase
    return ""


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


def _is_title_of(tokens: tuple[Token, ...], at: int, short: int) -> bool:
    """Whether the words before "of" are a title that goes on after it: "Secretary of State"."""
    return tokens[short - 1].text.lower() in _title_words()


def _is_known(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """Whether just these tokens are a known name."""
    known = longest(tokens, at)
    return known is not None and at + known[0] == end


def _guess(tokens: tuple[Token, ...], at: int, end: int, lower: set[str], inner: set[str]) -> Iterator[Candidate]:
    """A run that nothing in it gives away: an acronym is an organisation, the rest is for its surroundings to tell.

    One word that opens a sentence is a name only if it stands with a capital within a sentence too.
    """
    if _opens(tokens, at) and (tokens[at].text.lower() in lower | OPENERS):
        at += 1
        if at >= end or not _is_capitalised(tokens[at].text):
            return
    if _opens(tokens, at) and end - at == 1 and tokens[at].text not in inner:
        return
    if all(_ends_title(tokens, index) for index in range(at, end)):
        return
    word = tokens[at].text
    spelled = [token.text for token in tokens[at:end]]
    if end - at == 1 and word.isupper() and 2 <= len(word) <= 6:
        if word not in words("acronyms_of_things"):
            yield _made(tokens, at, end, Kind.ORGANISATION, "an acronym", Confidence.LIKELY)
    elif len(spelled) > 1 and (spelled[-1] in words("place_words") or spelled[0] in words("place_words")):
        yield _made(tokens, at, end, Kind.PLACE, "a word of places", Confidence.LIKELY)
    elif spelled[-1] not in words("thing_words") and not any(_is_no_name(part, lower) for part in spelled):
        made = _made(tokens, at, end, Kind.PERSON, GUESSED, Confidence.UNSURE)
        yield made._replace(evidence=tuple(context.around(tokens, at, end).items()))


def _is_no_name(word: str, lower: set[str]) -> bool:
    """Whether a word of a name is a plain one that the report uses elsewhere, or a model's number ("X-90")."""
    return word.lower() in lower or any(character.isdigit() for character in word)
