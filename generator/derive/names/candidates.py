"""Stretches of a report that may name somebody, each with what gave it away. See `names`.

Names that are known before the report is read come first; what no list knows is told by `tagger`.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.names.acronym_cues import LONGEST_ACRONYM, cued, is_acronym, is_cued, may_lead
from generator.derive.names.gazetteer import Known, first_words, genders, longest
from generator.derive.names.hyphens import pieces
from generator.derive.names.kind_nouns import agreed, said
from generator.derive.names.metonyms import acts
from generator.derive.names.tagger import Span, tag
from generator.derive.names.titles import ends_title, title_before
from generator.derive.syntax.document import Document, Token
from generator.derive.syntax.word_cache import WordCache
from generator.model.findings import Confidence, Form, Kind

GROUP = re.compile(
    r"\b(?:(?:the )?(?i:two|three|four|five|six|seven|eight)(?: (?:major|world|big|western|Western|leading))*"
    r" (?:world )?powers|(?:Western|western|world|major|European|great) (?:world )?powers|P5\+1|E3\+3)\b"
)
GROUP_CUES = ("powers", "P5+1", "E3+3")
COUNTS = frozenset("Dozens Hundreds Thousands Millions Scores Some Many Most Several All One Part Parts".split())
ARTICLES = frozenset({"The", "A", "An"})
# In full only: "Jun" and "Mar" are names of people and places, too.
DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September"
    " October November December".split()
)
ADVERBS = frozenset("Yesterday Today Tomorrow Meanwhile However Later Earlier Now Then Still Also Even Only".split())
KNOWN = "a known name"
LEARNED = "what its words and their neighbours tell"
KINDS = {"PER": Kind.PERSON, "ORG": Kind.ORGANISATION, "LOC": Kind.PLACE}


class Candidate(NamedTuple):
    """A stretch of text that names somebody; `name` is the country's where a capital, seat or demonym points to one.

    `said` is the kind that a noun beside it gives it, where nothing but its looks tells one.
    """

    start: int
    end: int
    words: tuple[str, ...]
    name: str
    kind: Kind
    rule: str
    confidence: Confidence
    form: Form = Form.NAME
    honorific: str = ""
    said: Kind | None = None


def candidates(doc: Document) -> list[Candidate]:
    """All candidates in text order, free of overlaps."""
    has_powers = any(cue in doc.text for cue in GROUP_CUES)
    powers = [_group(match) for match in GROUP.finditer(doc.text)] if has_powers else []
    sentences = [pieces(doc.tokens[sentence.first : sentence.last]) for sentence in doc.sentences]
    spelled = [[text for _, _, text in sentence] for sentence in sentences]
    tagged = tag(spelled)
    surnames = {
        sentence[span.last - 1].text
        for sentence, spans in zip(sentences, tagged, strict=True)
        for span in spans
        if span.kind == "PER" and span.last - span.first > 1
    }
    letters = _letters(sentences, spelled, tagged)
    each = zip(sentences, spelled, tagged, strict=True)
    named = (c for sentence in each for c in _in_sentence(*sentence, surnames, letters))
    free = [c for c in named if _is_free(c, powers)]
    return sorted([*powers, *_settled(free, surnames)], key=lambda c: (c.start, c.end))


def _is_free(candidate: Candidate, powers: Sequence[Candidate]) -> bool:
    """Whether none of the groups, in text order, shares words with a candidate."""
    at = bisect_left(powers, candidate.end, key=lambda group: group.start)
    return not at or powers[at - 1].end <= candidate.start


def _letters(
    sentences: Sequence[tuple[Token, ...]], spelled: Sequence[Sequence[str]], tagged: Sequence[Sequence[Span]]
) -> frozenset[str]:
    """The acronyms of bodies: those that a cue gives away somewhere, and those tagged as one alone somewhere."""
    found = set()
    for sentence, texts, spans in zip(sentences, spelled, tagged, strict=True):
        alone = {span.first for span in spans if span.kind == "ORG" and span.last == span.first + 1}
        for at in itertools.compress(itertools.count(), map(ACRONYM.__getitem__, texts)):
            if at in alone or is_cued(sentence, at):
                found.add(texts[at])
    return frozenset(found)


ACRONYM: WordCache[str, bool] = WordCache(is_acronym)


def _settled(found: list[Candidate], surnames: set[str]) -> Iterator[Candidate]:
    """What nothing but its looks makes a person, body or place is what a noun beside it says anywhere in the report."""
    kinds = agreed([(c.name, c.said) for c in found if c.said])
    for candidate in found:
        kind = kinds.get(candidate.name)
        is_body = candidate.kind is Kind.ORGANISATION and kind is Kind.PERSON  # a body may speak, too
        if kind and candidate.rule == LEARNED and candidate.name not in surnames and not is_body:
            yield candidate._replace(kind=kind, rule="a noun beside the name", confidence=Confidence.LIKELY)
        else:
            yield candidate


def _group(match: re.Match[str]) -> Candidate:
    words_ = match.group().removeprefix("the ")
    start = match.end() - len(words_)
    name = words_[0].upper() + words_[1:]
    return Candidate(start, match.end(), (words_,), name, Kind.GROUP, "a group of powers", Confidence.CERTAIN)


def _in_sentence(
    tokens: tuple[Token, ...],
    spelled: Sequence[str],
    spans: Sequence[Span],
    surnames: set[str],
    letters: frozenset[str],
) -> Iterator[Candidate]:
    tagged = {span.first: span for whole in spans for span in _parted(tokens, _trimmed(tokens, whole), surnames)}
    done = 0
    for at in itertools.compress(itertools.count(), map(MAY_OPEN.__getitem__, spelled)):
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
        elif cue := cued(tokens, at, tagged, letters):
            honorific = title_before(tokens, at) if cue.kind is Kind.PERSON else ""
            yield _made(tokens, at, cue.last, cue.kind, cue.rule, Confidence.LIKELY, honorific)
            done = cue.last


MAY_OPEN: WordCache[str, bool] = WordCache(lambda word: word[0].isupper() or word in first_words())
"""Whether a name may begin with a word."""


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


def _trimmed(tokens: tuple[Token, ...], span: Span) -> Span:
    """A name without its article, the number of a model and a day: "the Meridian M380", "the Council on Tuesday".

    A plain word that opens a sentence before a known name is no part of it: "Whether Norway".
    """
    first, last = span.first, span.last
    first += tokens[first].text in ARTICLES and last > first + 1
    if tokens[first].text in COUNTS and last > first + 2 and tokens[first + 1].text == "of":
        first += 2
    while span.kind in {"ORG", "PER"} and last > first + 1 and any(map(str.isdigit, tokens[last - 1].text)):
        last -= 1
    if span.kind == "PER" and last > first + 1 and tokens[first].text in ADVERBS:
        first += 1
    if last > first + 1 and tokens[last - 1].text in DAYS:
        last -= 1
        while last > first + 1 and tokens[last - 1].text.islower():
            last -= 1
    if last > first + 1 and tokens[first].text.lower() in words("topic_stopwords") and _is_known(tokens, first + 1, last):
        first += 1
    return span._replace(first=first, last=last)


def _is_known(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether just these tokens are a known name."""
    known = longest(tokens, first)
    return known is not None and first + known[0] == last


def _parted(tokens: tuple[Token, ...], span: Span, surnames: set[str]) -> Iterator[Span]:
    """A body and somebody whom the report names in full are two: "the Assembly and Castro"."""
    last = span.last
    if (
        span.kind == "ORG"
        and last == span.first + 2
        and tokens[span.first].text in surnames
        and not _is_of_body(tokens[last - 1].text)
    ):
        yield Span(span.first, last - 1, "PER")  # "the Castro portraits"
        return
    joined = [token.text for token in tokens[max(span.first + 1, last - 2) : last]]
    if span.kind == "ORG" and joined[:1] == ["and"] and joined[-1] in surnames:
        yield span._replace(last=last - 2)
        yield Span(last - 1, last, "PER")
    else:
        yield span


def _is_of_body(word: str) -> bool:
    return any(word in words(name) for name in ("organisation_words", "company_suffixes", "generic_names", "place_words"))


def _tagged(tokens: tuple[Token, ...], span: Span) -> Iterator[Candidate]:
    first, last = span.first, span.last
    if tokens[last - 1].text in words("honorifics"):
        yield from _leading(tokens, first, last)  # "Montana Sen." before a name
        return
    if span.kind == "MISC" or all(ends_title(tokens, at) or tokens[at].text in words("not_names") for at in range(first, last)):
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
    told = said(tokens, at, end) if rule == LEARNED else None
    return Candidate(inside[0].start, inside[-1].end, spelled, name, kind, rule, confidence, Form.NAME, honorific, told)


def _known(tokens: tuple[Token, ...], at: int, end: int, known: Known) -> Iterator[Candidate]:
    made = _made(tokens, at, end, known.kind, KNOWN, Confidence.CERTAIN)
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
    titled = [index for index in range(at, end - 1) if ends_title(tokens, index)]
    start = titled[-1] + 1 if titled else at
    before = " ".join(token.text for token in tokens[at:start]) if titled else title_before(tokens, at)
    yield from _leading(tokens, at, start)
    if before:
        rule, confidence = "a title before the name", Confidence.CERTAIN
    elif tokens[start].text in genders() and end - start > 1:
        rule, confidence = "a given name", Confidence.LIKELY
    else:
        rule, confidence = LEARNED, Confidence.LIKELY if end - start > 1 else Confidence.UNSURE
    yield _made(tokens, start, end, Kind.PERSON, rule, confidence, before)


def _leading(tokens: tuple[Token, ...], at: int, start: int) -> Iterator[Candidate]:
    """Names among the capitalised words of a title: "US Secretary of State", "Ford Motor Company CEO"."""
    first = at
    while at < start:
        known = longest(tokens, at)
        if known and at + known[0] <= start:
            yield from _known(tokens, at, at + known[0], known[1])
            at = first = at + known[0]
            continue
        if ends_title(tokens, at) and all(may_lead(token.text) for token in tokens[first:at]) and first < at:
            yield _made(tokens, first, at, Kind.ORGANISATION, "whose officer is named", Confidence.LIKELY)
        at += 1
        first = at if ends_title(tokens, at - 1) else first
