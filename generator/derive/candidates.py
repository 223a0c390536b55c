"""Stretches of a report that may name somebody, each with what gave it away. See `names`.

Names that are known before the report is read come first; what no list knows is told by `tagger`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.derive.gazetteer import Known, first_words, genders, longest, titles
from generator.derive.lexicon import words
from generator.derive.metonyms import acts
from generator.derive.pieces import pieces
from generator.derive.tagger import Span, tag
from generator.derive.text import OPENERS, Document, Token
from generator.model import Confidence, Form, Kind

GROUP = re.compile(
    r"\b(?:(?:the )?(?i:two|three|four|five|six|seven|eight)(?: (?:major|world|big|western|Western|leading))*"
    r" (?:world )?powers|(?:Western|western|world|major|European|great) (?:world )?powers|P5\+1|E3\+3)\b"
)
GROUP_CUES = ("powers", "P5+1", "E3+3")
JOINING = frozenset({"of", "the", "for", "and"})
ARTICLES = frozenset({"The", "A", "An"})
POSSESSIVES = frozenset({"'s", "’s"})
LEARNED = "what its words and their neighbours tell"
KINDS = {"PER": Kind.PERSON, "ORG": Kind.ORGANISATION, "LOC": Kind.PLACE}
LONGEST_ACRONYM, LONGEST_SPEAKER = 6, 3


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
    powers = [_group(match) for match in GROUP.finditer(doc.text)] if any(cue in doc.text for cue in GROUP_CUES) else []
    sentences = [pieces(doc.tokens[sentence.first : sentence.last]) for sentence in doc.sentences]
    tagged = tag([[text for _, _, text in sentence] for sentence in sentences])
    surnames = {
        sentence[span.last - 1].text
        for sentence, spans in zip(sentences, tagged, strict=True)
        for span in spans
        if span.kind == "PER" and span.last - span.first > 1
    }
    named = itertools.chain.from_iterable(_in_sentence(*pair, surnames) for pair in zip(sentences, tagged, strict=True))
    return sorted([*powers, *(c for c in named if not any(group.start < c.end and c.start < group.end for group in powers))])


def _group(match: re.Match[str]) -> Candidate:
    words_ = match.group().removeprefix("the ")
    start = match.end() - len(words_)
    name = words_[0].upper() + words_[1:]
    return Candidate(start, match.end(), (words_,), name, Kind.GROUP, "a group of powers", Confidence.CERTAIN)


def _in_sentence(tokens: tuple[Token, ...], spans: Sequence[Span], surnames: set[str]) -> Iterator[Candidate]:
    tagged = {span.first: span for whole in spans for span in _trimmed(tokens, whole)}
    opening = first_words()
    done = 0
    for at in [at for at, (_, _, text) in enumerate(tokens) if text[0].isupper() or text in opening]:
        if at < done:
            continue
        span = tagged.get(at)
        known = _known_at(tokens, at)
        if known and (span is None or at + known[0] >= span.last) and not _is_person(tokens, span, known[1], surnames):
            yield from _known(tokens, at, at + known[0], known[1])
            done = at + known[0]
        elif span:
            yield from _tagged(tokens, span)
            done = span.last
        elif last := _speaking(tokens, at, tagged):
            yield _made(tokens, at, last, Kind.PERSON, "a verb of speech beside the name", Confidence.LIKELY)
            done = last


def _speaking(tokens: tuple[Token, ...], at: int, tagged: dict[int, Span]) -> int:
    """Where a name ends that nothing else gave away, with a verb of speech behind it, or one before it and nothing after."""
    if not _is_plain_name(tokens[at].text) or (at and _is_plain_name(tokens[at - 1].text)):
        return 0
    last = at + 1
    while last < len(tokens) and last not in tagged and _is_plain_name(tokens[last].text):
        last += 1
    after = tokens[last].text if last < len(tokens) else "."
    before = tokens[at - 1].text if at else ""
    speaks = after in words("speech_verbs") or (before in words("speech_verbs") and after in {",", ".", "who"})
    return last if speaks and last - at <= LONGEST_SPEAKER else 0


def _is_plain_name(word: str) -> bool:
    """Whether a word looks like part of a name and is no title, opener or other word with a capital."""
    if not (word[:1].isupper() and word[1:].islower()):
        return False
    small = word.lower()
    return not (
        small in OPENERS or small in _title_words() or word in words("not_names") or word in words("organisation_words")
    )


def _known_at(tokens: tuple[Token, ...], at: int) -> tuple[int, Known] | None:
    """The known name that begins at a token; the dollar's country is not meant ("US$")."""
    known = longest(tokens, at)
    following = at + known[0] if known else at
    is_money = (
        following < len(tokens) and tokens[following].text == "$" and tokens[following].start == tokens[following - 1].end
    )
    return None if is_money else known


def _is_person(tokens: tuple[Token, ...], span: Span | None, known: Known, surnames: set[str]) -> bool:
    """Whether what may be a known name is somebody's here: a town ("Hamilton said"), or a surname that the report gave."""
    if span is None or span.kind != "PER":
        return False
    is_town = known.kind is Kind.PLACE and known.country is None
    return is_town or (span.last == span.first + 1 and tokens[span.first].text in surnames)


def _trimmed(tokens: tuple[Token, ...], span: Span) -> Iterator[Span]:
    """A name without its article and the 's that ends it; people and places own what follows: "Delhi's West Bagh" is two."""
    first, last, kind = span
    first += tokens[first].text in ARTICLES and last > first + 1
    owners = [at for at in range(first, last) if tokens[at].text in POSSESSIVES]
    if kind in {"ORG", "MISC"}:
        owners = [at for at in owners if at == last - 1]
    for at in (*owners, last):
        if first < at:
            yield Span(first, at, kind)
        first = at + 1


def _tagged(tokens: tuple[Token, ...], span: Span) -> Iterator[Candidate]:
    first, last = span.first, span.last
    if span.kind == "MISC" or all(
        _ends_title(tokens, at) or tokens[at].text in words("not_names") for at in range(first, last)
    ):
        return
    if span.kind == "PER" or (span.kind == "ORG" and tokens[first].text in words("honorifics")):
        yield from _person(tokens, first, last)
    elif last - first > 1 or tokens[first].text not in words("acronyms_of_things"):
        last += _has_full_stop(tokens, last)
        yield _made(tokens, first, last, KINDS[span.kind], *_reason(span.kind, [token.text for token in tokens[first:last]]))


def _has_full_stop(tokens: tuple[Token, ...], last: int) -> bool:
    """Whether a legal form's full stop follows within the sentence: "Acme Inc. said"."""
    following = last + 1 < len(tokens) and tokens[last].text == "." and tokens[last].start == tokens[last - 1].end
    return following and tokens[last - 1].text in words("company_suffixes")


def _reason(kind: str, spelled: Sequence[str]) -> tuple[str, Confidence]:
    """What gave a name of a body or place away, and how far that can be trusted."""
    if kind == "ORG":
        if len(spelled) > 1 and spelled[-1].rstrip(".") in words("company_suffixes"):
            return "a legal form", Confidence.CERTAIN
        if len(spelled) == 1 and spelled[0].isupper() and 1 < len(spelled[0]) <= LONGEST_ACRONYM:
            return "an acronym", Confidence.LIKELY
        if any(word in words("organisation_words") for word in spelled):
            return "a word of organisations", Confidence.LIKELY
    elif spelled[-1] in words("place_words") or spelled[0] in words("place_words"):
        return "a word of places", Confidence.LIKELY
    return LEARNED, Confidence.LIKELY if len(spelled) > 1 else Confidence.UNSURE


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


def _person(tokens: tuple[Token, ...], at: int, end: int) -> Iterator[Candidate]:
    """A person's name; a title that begins it is none of it: "House Speaker Ann Smith"."""
    titled = [index for index in range(at, end - 1) if _ends_title(tokens, index)]
    start = titled[-1] + 1 if titled else at
    before = " ".join(token.text for token in tokens[at:start]) if titled else _title_before(tokens, at)
    yield from _leading(tokens, at, start)
    if before:
        rule, confidence = "a title before the name", Confidence.CERTAIN
    elif tokens[start].text in genders() and end - start > 1:
        rule, confidence = "a given name", Confidence.LIKELY
    else:
        rule, confidence = LEARNED, Confidence.LIKELY if end - start > 1 else Confidence.UNSURE
    yield _made(tokens, start, end, Kind.PERSON, rule, confidence, before)


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
