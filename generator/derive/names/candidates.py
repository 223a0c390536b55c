"""Candidates: stretches of a report that name somebody, each with its kind and the rule that found it.

Names that the gazetteer knows come first, then those that the tagger finds, then those that only the context reveals.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.names import context_cues
from generator.derive.names.context_cues import (
    ACRONYM,
    MAX_ACRONYM_LETTERS,
    MAY_PRECEDE_TITLE,
    OFFICER_NAMED,
    TITLE_BEFORE,
    body_of_country,
    cued_name,
    is_acronym,
    is_acronym_in_context,
    letters_behind,
)
from generator.derive.names.gazetteer import KnownName, first_words, genders, longest
from generator.derive.names.hyphens import split_hyphens
from generator.derive.names.kind_nouns import kind_beside, majority_kinds
from generator.derive.names.metonyms import stands_for_government
from generator.derive.names.tagger import TaggedSpan, tag
from generator.derive.names.titles import ends_title, title_before
from generator.derive.names.turn_labels import turn_labels
from generator.derive.syntax.document import Document, Token
from generator.derive.syntax.word_cache import WordCache
from generator.model.findings import Confidence, Form, Kind

POWERS = re.compile(
    r"\b(?:(?:the )?(?i:two|three|four|five|six|seven|eight)(?: (?:major|world|big|western|Western|leading))*"
    r" (?:world )?powers|(?:Western|western|world|major|European|great) (?:world )?powers|P5\+1|E3\+3)\b"
)
POWERS_CUES = ("powers", "P5+1", "E3+3")
NICKNAMED = re.compile(
    r"(?P<first>[A-Z](?<!\w.)[\w-]+) [“\"‘'](?:[Tt]he )?[A-Z][\w-]*(?: [A-Z][\w-]*)?[”\"’'] (?P<last>[A-Z][\w’'-]*\w)(?<![’']s)"
)
SEAT_IN_PARLIAMENT = re.compile(r"[A-Z]+-[A-Z][\w.]{0,4}")
"""A member's party and state, in brackets or between commas: "R-Fla."."""
ROYAL = frozenset({"King", "Queen", "Prince", "Princess"})
DETERMINERS = frozenset({"The", "A", "An", "Neither", "Either", "Both"})
# In full only: "Jun" and "Mar" are names of people and places, too.
DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September"
    " October November December".split()
)
ADVERBS = frozenset("Yesterday Today Tomorrow Meanwhile However Later Earlier Now Then Still Also Even Only".split())
KNOWN = "a known name"
DEMONYM = "a demonym"
SEAT = "a seat stands for its government"
CAPITAL = "a capital stands for its government"
POWERS_NAMED = "a group of powers"
GIVEN_NAME = "a given name"
LEGAL_FORM = "a legal form"
ORGANISATION_WORD = "a word of organisations"
PLACE_WORD = "a word of places"
NOUN_BESIDE = "a noun beside the name"
TURN_LABEL = "who a turn of a transcript is of"
LEARNED = "what its words and their neighbours tell"
"""The rule of names that only the tagger finds."""
RULES = (
    *context_cues.RULES,
    KNOWN,
    DEMONYM,
    SEAT,
    CAPITAL,
    POWERS_NAMED,
    GIVEN_NAME,
    LEGAL_FORM,
    ORGANISATION_WORD,
    PLACE_WORD,
    NOUN_BESIDE,
    TURN_LABEL,
    LEARNED,
)
KINDS = {"PER": Kind.PERSON, "ORG": Kind.ORGANISATION, "LOC": Kind.PLACE}


class Candidate(NamedTuple):
    """A stretch of text that names somebody; `name` is the country's where a capital, seat or demonym stands for one.

    `noun_kind` is the kind by a noun beside a name that has its kind from the tagger alone.
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
    noun_kind: Kind | None = None


def find(doc: Document) -> list[Candidate]:
    """Return all candidates in text order, without overlaps."""
    has_powers = any(cue in doc.text for cue in POWERS_CUES)
    powers = [_powers(match) for match in POWERS.finditer(doc.text)] if has_powers else []
    nicknamed = (match for match in NICKNAMED.finditer(doc.text) if match["first"] in genders())
    labelled = (candidate for label in turn_labels(doc) for candidate in _labelled(label))
    whole = sorted([*powers, *map(_nicknamed, nicknamed), *labelled])
    sentences = [split_hyphens(doc.tokens[sentence.first : sentence.last]) for sentence in doc.sentences]
    spelled = [[text for _, _, text in sentence] for sentence in sentences]
    tagged = tag(spelled)
    surnames = {
        sentence[span.last - 1].text
        for sentence, spans in zip(sentences, tagged, strict=True)
        for span in spans
        if span.kind == "PER" and span.last - span.first > 1 and not _may_be_titled(sentence, span.first, span.last)
    }
    acronyms = _organisation_acronyms(sentences, spelled, tagged)
    each = zip(sentences, spelled, tagged, strict=True)
    named = (c for sentence in each for c in _in_sentence(*sentence, surnames, acronyms))
    free = [c for c in named if _is_free(c, whole)]
    return sorted([*whole, *_with_majority_kinds(free, surnames)], key=lambda c: (c.start, c.end))


def _is_free(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Return whether a candidate shares no words with any of others, which are in text order."""
    at = bisect_left(others, candidate.end, key=lambda other: other.start)
    return not at or others[at - 1].end <= candidate.start


def _organisation_acronyms(
    sentences: Sequence[tuple[Token, ...]], spelled: Sequence[Sequence[str]], tagged: Sequence[Sequence[TaggedSpan]]
) -> frozenset[str]:
    """Return the acronyms of organisations: those with a cue anywhere in the report, and those tagged alone anywhere."""
    found: set[str] = set()
    for sentence, texts, spans in zip(sentences, spelled, tagged, strict=True):
        found.update(letters_behind(texts, spans))
        alone = {span.first for span in spans if span.kind == "ORG" and span.last == span.first + 1}
        for at in itertools.compress(itertools.count(), map(IS_ACRONYM.__getitem__, texts)):
            if at in alone or is_acronym_in_context(sentence, at):
                found.add(texts[at])
    return frozenset(found)


IS_ACRONYM: WordCache[str, bool] = WordCache(is_acronym)


def _with_majority_kinds(found: list[Candidate], surnames: set[str]) -> Iterator[Candidate]:
    """Correct the kinds that the tagger alone gave by the nouns that stand beside the same names in the report."""
    kinds = majority_kinds([(c.name, c.noun_kind) for c in found if c.noun_kind])
    for candidate in found:
        kind = kinds.get(candidate.name)
        is_speaking_organisation = candidate.kind is Kind.ORGANISATION and kind is Kind.PERSON  # an organisation may speak, too
        if kind and candidate.rule == LEARNED and candidate.name not in surnames and not is_speaking_organisation:
            yield candidate._replace(kind=kind, rule=NOUN_BESIDE, confidence=Confidence.LIKELY)
        else:
            yield candidate


def _powers(match: re.Match[str]) -> Candidate:
    words_ = match.group().removeprefix("the ")
    start = match.end() - len(words_)
    name = words_[0].upper() + words_[1:]
    return Candidate(start, match.end(), (words_,), name, Kind.GROUP, POWERS_NAMED, Confidence.CERTAIN)


def _nicknamed(match: re.Match[str]) -> Candidate:
    """Return a person whose nickname stands within the name: Robert "Bobby" Tennant."""
    first, last = match["first"], match["last"]
    return Candidate(match.start(), match.end(), (first, last), f"{first} {last}", Kind.PERSON, GIVEN_NAME, Confidence.LIKELY)


def _labelled(label: tuple[Token, ...]) -> Iterator[Candidate]:
    """Return the person whom the label of a turn names, without the title: "Mayor Ida Strand"."""
    plain = longest(label, 0) is None and not any(_is_organisation_word(token.text) for token in label)
    for candidate in _person(label, 0, len(label)) if plain and label[0].text not in DETERMINERS else ():
        yield candidate._replace(rule=TURN_LABEL) if candidate.kind is Kind.PERSON else candidate


def _in_sentence(
    tokens: tuple[Token, ...],
    spelled: Sequence[str],
    spans: Sequence[TaggedSpan],
    surnames: set[str],
    acronyms: frozenset[str],
) -> Iterator[Candidate]:
    tagged = {span.first: span for whole in spans for span in _split_from_person(tokens, _trimmed(tokens, whole), surnames)}
    done = 0
    for at in itertools.compress(itertools.count(), map(MAY_OPEN.__getitem__, spelled)):
        if at < done:
            continue
        span = tagged.get(at)
        if last := body_of_country(tokens, at):
            yield _candidate(tokens, at, last, Kind.ORGANISATION, ORGANISATION_WORD, Confidence.LIKELY)
            done = last
            continue
        known = _known_at(tokens, at)
        if known and (span is None or at + known[0] >= span.last) and not _is_person(tokens, span, known[1], surnames):
            yield from _known_name(tokens, at, at + known[0], known[1])
            done = at + known[0]
        elif span:
            yield from _tagged_name(tokens, span, surnames, acronyms)
            done = span.last
        elif cue := cued_name(tokens, at, tagged, acronyms):
            honorific = title_before(tokens, at) if cue.kind is Kind.PERSON else ""
            yield _candidate(tokens, at, cue.last, cue.kind, cue.rule, Confidence.LIKELY, honorific)
            done = cue.last


MAY_OPEN: WordCache[str, bool] = WordCache(lambda word: word[0].isupper() or word in first_words())
"""Words that a name may begin with."""


def _known_at(tokens: tuple[Token, ...], at: int) -> tuple[int, KnownName] | None:
    """Return the known name that begins at a token, save for a dollar's country ("US$")."""
    known = longest(tokens, at)
    following = at + known[0] if known else at
    is_money = (
        following < len(tokens) and tokens[following].text == "$" and tokens[following].start == tokens[following - 1].end
    )
    return None if is_money else known


def _is_person(tokens: tuple[Token, ...], span: TaggedSpan | None, known: KnownName, surnames: set[str]) -> bool:
    """Return whether a known name is a person's here: a town's ("Hamilton said"), or a surname that the report has."""
    if span is None or span.kind != "PER":
        return False
    is_town = known.kind is Kind.PLACE and known.country is None
    return is_town or (span.last == span.first + 1 and tokens[span.first].text in surnames)


def _trimmed(tokens: tuple[Token, ...], span: TaggedSpan) -> TaggedSpan:
    """Trim the article ("neither"), a model's number and a day from a name: "the Meridian M380", "the Council on Tuesday".

    A plain word that opens a sentence before a known name goes, too: "Whether Norway".
    """
    first, last = span.first, span.last
    first += tokens[first].text in DETERMINERS and last > first + 1
    if tokens[first].text in words("parts_of_bodies") and last > first + 2 and tokens[first + 1].text == "of":
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
    """Return whether exactly these tokens are a known name."""
    known = longest(tokens, first)
    return known is not None and first + known[0] == last


def _split_from_person(tokens: tuple[Token, ...], span: TaggedSpan, surnames: set[str]) -> Iterator[TaggedSpan]:
    """Split an organisation from a person whom the report names in full: "the Assembly and Castro"."""
    last = span.last
    if (
        span.kind == "ORG"
        and last == span.first + 2
        and tokens[span.first].text in surnames
        and not _is_organisation_word(tokens[last - 1].text)
    ):
        yield TaggedSpan(span.first, last - 1, "PER")  # "the Castro portraits"
        return
    joined = [token.text for token in tokens[max(span.first + 1, last - 2) : last]]
    if span.kind == "ORG" and joined[:1] == ["and"] and joined[-1] in surnames:
        yield span._replace(last=last - 2)
        yield TaggedSpan(last - 1, last, "PER")
    else:
        yield span


def _is_organisation_word(word: str) -> bool:
    return any(word in words(name) for name in ("organisation_words", "company_suffixes", "generic_names", "place_words"))


def _tagged_name(
    tokens: tuple[Token, ...], span: TaggedSpan, surnames: set[str], acronyms: frozenset[str]
) -> Iterator[Candidate]:
    first, last = span.first, span.last
    if SEAT_IN_PARLIAMENT.fullmatch(tokens[first].text):
        return
    if tokens[last - 1].text in words("honorifics"):
        yield from _names_in_title(tokens, first, last)  # "Montana Sen." before a name
        return
    if span.kind == "MISC" or all(ends_title(tokens, at) or tokens[at].text in words("not_names") for at in range(first, last)):
        return
    is_body = last > first + 1 and tokens[last - 1].text in words("names_end_with") and not ends_title(tokens, last - 2)
    if span.kind == "PER" and is_body:
        first -= first > 0 and tokens[first - 1].text in ROYAL  # "Queen Ann Hospital"
        yield _candidate(tokens, first, last, Kind.ORGANISATION, ORGANISATION_WORD, Confidence.LIKELY)
    elif span.kind == "PER" or (span.kind == "ORG" and tokens[first].text in words("honorifics")):
        is_named = _may_be_titled(tokens, first, last) and tokens[last - 1].text not in surnames
        yield from _person(tokens, first, last, is_titled=not is_named)
    elif last - first > 1 or tokens[first].text not in words("acronyms_of_things") or tokens[first].text in acronyms:
        last += _has_full_stop(tokens, last)
        yield _candidate(
            tokens, first, last, KINDS[span.kind], *_reason(span.kind, [token.text for token in tokens[first:last]])
        )


def _has_full_stop(tokens: tuple[Token, ...], last: int) -> bool:
    """Return whether a legal form's full stop follows within the sentence: "Acme Inc. said"."""
    following = last + 1 < len(tokens) and tokens[last].text == "." and tokens[last].start == tokens[last - 1].end
    return following and tokens[last - 1].text in words("company_suffixes")


def _reason(kind: str, spelled: Sequence[str]) -> tuple[str, Confidence]:
    """Return the rule that a name of an organisation or place goes by, and how certain it is."""
    if kind == "ORG":
        if len(spelled) > 1 and spelled[-1].rstrip(".") in words("company_suffixes"):
            return LEGAL_FORM, Confidence.CERTAIN
        if len(spelled) == 1 and spelled[0].isupper() and 1 < len(spelled[0]) <= MAX_ACRONYM_LETTERS:
            return ACRONYM, Confidence.LIKELY
        if any(word in words("organisation_words") for word in spelled):
            return ORGANISATION_WORD, Confidence.LIKELY
    elif spelled[-1] in words("place_words") or spelled[0] in words("place_words"):
        return PLACE_WORD, Confidence.LIKELY
    return LEARNED, Confidence.LIKELY if len(spelled) > 1 else Confidence.UNSURE


def _candidate(
    tokens: tuple[Token, ...], at: int, end: int, kind: Kind, rule: str, confidence: Confidence, honorific: str = ""
) -> Candidate:
    inside = tokens[at:end]
    name = inside[0].text
    for before, token in itertools.pairwise(inside):
        name += (" " if token.start > before.end else "") + token.text
    spelled = tuple(token.text for token in inside if token.text != ".")
    noun_kind = kind_beside(tokens, at, end) if rule == LEARNED else None
    return Candidate(inside[0].start, inside[-1].end, spelled, name, kind, rule, confidence, Form.NAME, honorific, noun_kind)


def _known_name(tokens: tuple[Token, ...], at: int, end: int, known: KnownName) -> Iterator[Candidate]:
    candidate = _candidate(tokens, at, end, known.kind, KNOWN, Confidence.CERTAIN)
    if known.sense == "name":
        yield candidate._replace(name=known.name)
    elif known.sense == "demonym":
        yield candidate._replace(name=known.name, form=Form.DEMONYM, rule=DEMONYM)
    elif known.country and ((known.sense == "seat" and known.name != "Washington") or stands_for_government(tokens, at, end)):
        rule = SEAT if known.sense == "seat" else CAPITAL
        yield candidate._replace(
            name=known.country, kind=Kind.COUNTRY, form=Form.METONYM, rule=rule, confidence=Confidence.LIKELY
        )
    else:
        yield candidate._replace(name=known.name, kind=Kind.PLACE)


def _may_be_titled(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether a name of two words begins with one that is a title and a given name: "Dean Harwick"."""
    is_both = tokens[first].text in genders() and ends_title(tokens, first)
    return last == first + 2 and is_both and tokens[first + 1].text not in genders()


def _person(tokens: tuple[Token, ...], at: int, end: int, *, is_titled: bool = True) -> Iterator[Candidate]:
    """Return a person's name without the title that begins it, and the names in that title: "House Speaker Ann Smith"."""
    titled = [index for index in range(at, end - 1) if is_titled and ends_title(tokens, index)]
    start = titled[-1] + 1 if titled else at
    before = " ".join(token.text for token in tokens[at:start]) if titled else title_before(tokens, at)
    yield from _names_in_title(tokens, at, start)
    if before:
        rule, confidence = TITLE_BEFORE, Confidence.CERTAIN
    elif tokens[start].text in genders() and end - start > 1:
        rule, confidence = GIVEN_NAME, Confidence.LIKELY
    else:
        rule, confidence = LEARNED, Confidence.LIKELY if end - start > 1 else Confidence.UNSURE
    yield _candidate(tokens, start, end, Kind.PERSON, rule, confidence, before)


def _names_in_title(tokens: tuple[Token, ...], at: int, start: int) -> Iterator[Candidate]:
    """Return the names among the capitalised words of a title: "US Secretary of State", "Ford Motor Company CEO"."""
    first = at
    while at < start:
        known = longest(tokens, at)
        if known and at + known[0] <= start:
            yield from _known_name(tokens, at, at + known[0], known[1])
            at = first = at + known[0]
            continue
        if ends_title(tokens, at) and all(MAY_PRECEDE_TITLE[token.text] for token in tokens[first:at]) and first < at:
            yield _candidate(tokens, first, at, Kind.ORGANISATION, OFFICER_NAMED, Confidence.LIKELY)
        at += 1
        first = at if ends_title(tokens, at - 1) else first
