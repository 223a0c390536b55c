"""Cleaning of names: leaves out parts of titles, openers of sentences, money, joined names, forms of address online.

| Chief [Financial] Officer | [Critics of] Norway | [Swiss] francs | Meridian [and] Tarnow Air | @[berg] | Kari Lund, [M.S.]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from generator.derive.lexicon import words
from generator.derive.names.candidates import KNOWN, LEARNED, LEGAL_FORM, ORGANISATION_WORD, Candidate
from generator.derive.names.context_cues import ACRONYM
from generator.derive.names.gazetteer import entries_from, genders, is_known, is_known_place
from generator.derive.names.organisation_names import has_legal_form, is_legal_form, may_abbreviate, without_legal_form
from generator.derive.names.person_names import is_family_first
from generator.derive.names.titles import title_words
from generator.derive.syntax.document import Document
from generator.derive.syntax.trees import Trees
from generator.model.findings import Confidence, Form, Kind

POST_NOMINAL = re.compile(r"(?:[A-Z][a-z]?\.){2,}[A-Z]?|[A-Z]{2}")
PARTY_AND_PLACE = re.compile(r"\(?[A-Z]{1,3}-[A-Z][A-Za-z.]+")
DASHES = frozenset({"-", "–", "—"})
PLAIN_TAGS = frozenset(
    {"NN", "NNS", "IN", "RB", "CC", "DT", "WRB", "VB", "VBD", "VBG", "VBN", "VBZ", "VBP", "PRP", "UH", "MD", "TO"}
)
SMALL_WORD_TAGS = PLAIN_TAGS - {"NN", "NNS", "VB", "VBD", "VBG", "VBN", "VBZ", "VBP"}
PLAIN_ALONE = PLAIN_TAGS - {"NN", "VB", "VBD", "VBN", "VBZ", "VBP"}
MIN_TITLED_WORDS = 3
ROMAN_NUMBER = re.compile(r"I{2,3}|I?V|VI{1,3}|I?X|XI{1,3}")
NUMBERED_NAME = "a name that ends in a number"
RULES = (NUMBERED_NAME,)


class _Surroundings:
    """A report with the names found in it, for the rules that ask what stands around a name."""

    def __init__(self, doc: Document, trees: Trees, found: Sequence[Candidate]) -> None:
        self.doc, self.trees = doc, trees
        self.spelled = {candidate.words for candidate in found}
        self.bodies = {candidate.words for candidate in found if candidate.kind is Kind.ORGANISATION}
        self.firms = {without_legal_form(c.name) for c in found if c.kind is Kind.ORGANISATION and has_legal_form(c.name)}
        self.redefined = dict(_redefined(doc, found))
        self.inside = {c.words for c in found if not self.is_opening(c)}

    def before(self, candidate: Candidate, back: int = 1) -> str:
        """Return the token that stands some places before a name; "" before the first."""
        at = self.doc.token_at(candidate.start) - back
        return self.doc.tokens[at].text if at >= 0 else ""

    def after(self, candidate: Candidate) -> str:
        """Return the token behind a name."""
        at = self.doc.token_at(candidate.end - 1) + 1
        return self.doc.tokens[at].text if at < len(self.doc.tokens) else ""

    def is_opening(self, candidate: Candidate) -> bool:
        """Return whether a name opens a sentence, or words in quotation marks."""
        first = self.doc.sentences[self.doc.sentence_at(candidate.start)].first
        return self.doc.tokens[first].start == candidate.start or self.before(candidate) in {"“", '"', "‘", ":", "”"}

    def tag(self, candidate: Candidate) -> str:
        """Return the tag of a name's first word."""
        at = self.trees.words_in(candidate.start, candidate.end)
        return self.trees.words[at[0]].tag if at else ""


def cleaned(doc: Document, trees: Trees, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without those that are no names, and the others without what does not belong to them."""
    around = _Surroundings(doc, trees, found)
    whole: list[Candidate] = []
    for part in (part for candidate in found for part in _parts(around, candidate)):
        if not whole or part.start >= whole[-1].end:
            whole.append(part)
    kept = [candidate for candidate in whole if not any(is_none(around, candidate) for is_none in NO_NAMES)]
    return [_of_right_kind(around, candidate) for candidate in kept]


def _redefined(doc: Document, found: Sequence[Candidate]) -> Iterator[tuple[str, str]]:
    """Return the well-known letters that this report gives another name for: "World Handball Order (WHO)"."""
    for before, after in pairwise(found):
        letters = doc.text[after.start : after.end]
        in_brackets = doc.text[before.end : after.start].strip() == "(" and doc.text[after.end : after.end + 1] == ")"
        is_other = after.rule == KNOWN and letters.isupper() and before.name != after.name and len(before.words) > 1
        if in_brackets and is_other and may_abbreviate(letters, before.name):
            yield letters, after.name


def _parts(around: _Surroundings, candidate: Candidate) -> Iterator[Candidate]:
    """Return the name, trimmed, or the names that were joined."""
    if candidate.rule == KNOWN or candidate.form is not Form.NAME:
        yield candidate
        return
    for split in (_at_dash, _at_person, _at_and, _at_possessive, _at_place):
        if parts := split(around, candidate):
            yield from parts
            return
    yield _without_opener(around, _without_office(around, _without_number(around, candidate)))


def _cut(around: _Surroundings, candidate: Candidate, first: int, last: int | None = None) -> Candidate:
    """Return the words `first:last` of a candidate as one by itself."""
    kept = candidate.words[first:last]
    start = end = candidate.start
    for at, word in enumerate(candidate.words[: first + len(kept)]):
        begin = around.doc.text.find(word, end, candidate.end)
        start, end = (begin if at == first else start), begin + len(word)
    cut = candidate._replace(start=start, end=end, words=kept, name=" ".join(around.doc.text[start:end].split()))
    known = next((known for spelled, known in entries_from(kept[0]) if spelled == kept and known.sense == "name"), None)
    return cut._replace(name=known.name, kind=known.kind, rule=KNOWN, confidence=Confidence.CERTAIN) if known else cut


def _at_dash(around: _Surroundings, candidate: Candidate) -> list[Candidate]:
    """Split two names with a dash between spaces: "Olme - Tarnow" of a date line; a body's name elsewhere is a body's here."""
    spelled = candidate.words
    dashes = [at for at in range(1, len(spelled) - 1) if spelled[at] in DASHES]
    if not dashes or f" {spelled[dashes[0]]} " not in candidate.name:
        return []
    parts = (_cut(around, candidate, 0, dashes[0]), _cut(around, candidate, dashes[0] + 1))
    return [part._replace(kind=Kind.ORGANISATION) if part.words in around.bodies else part for part in parts]


def _at_person(around: _Surroundings, candidate: Candidate) -> list[Candidate]:
    """Split a body from the person behind it: "Tarnow Inc. Kari Lund", "City Council Speaker Kari" (Lund)."""
    spelled = candidate.words
    if candidate.kind is not Kind.ORGANISATION or len(spelled) < MIN_TITLED_WORDS:
        return []
    at = len(spelled) - (2 if spelled[-2] in genders() else 1)
    is_person = (
        spelled[at] in genders()
        and spelled[-1] not in words("organisation_words")
        and spelled[-1] not in words("names_end_with")
    )
    body = [word for word in spelled[:at] if word.lower() not in title_words()]
    ends = bool(body) and (body[-1] in words("organisation_words") or is_legal_form(body[-1]))
    if not is_person or not ends or spelled[at - 1] in {"of", "and", "the", "for"}:
        return []
    first = _cut(around, candidate, 0, len(body)) if list(spelled[: len(body)]) == body else None
    person = _cut(around, _with_next(around, candidate) if at == len(spelled) - 1 else candidate, at)
    person = person._replace(kind=Kind.PERSON, rule=LEARNED, confidence=Confidence.LIKELY)
    return [part for part in (first, person) if part]


def _with_next(around: _Surroundings, candidate: Candidate) -> Candidate:
    """Return a name with the next word, where that has a capital."""
    at = around.doc.token_at(candidate.end - 1) + 1
    if at < len(around.doc.tokens) and (following := around.doc.tokens[at]).text[0].isupper():
        return candidate._replace(end=following.end, words=(*candidate.words, following.text))
    return candidate


def _at_and(around: _Surroundings, candidate: Candidate) -> list[Candidate]:
    """Split two names that "and" joins, where both are names by themselves: "Meridian and Tarnow Air"."""
    spelled = candidate.words
    if "and" not in spelled:
        return []
    at = spelled.index("and")
    halves = spelled[:at], spelled[at + 1 :]
    if not all(half in around.spelled or is_known(" ".join(half)) for half in halves):
        return []
    return [_cut(around, candidate, 0, at), _cut(around, candidate, at + 1)]


def _at_possessive(around: _Surroundings, candidate: Candidate) -> list[Candidate]:
    """Split a person from the country before: "Norway's Kari Lund"."""
    spelled = candidate.words
    if candidate.kind is not Kind.ORGANISATION or len(spelled) < MIN_TITLED_WORDS:
        return []
    owner, _, mark = spelled[0].partition("’")
    rest = 1 if mark == "s" else 2 if spelled[1] in {"'s", "’s"} else 0
    if not rest or not is_known(owner) or len(spelled) - rest > MIN_TITLED_WORDS:
        return []
    if any(word in words("organisation_words") or not word[0].isupper() for word in spelled[rest:]):
        return []
    return [_cut(around, candidate, rest)._replace(kind=Kind.PERSON)]


def _at_place(around: _Surroundings, candidate: Candidate) -> list[Candidate]:
    """Split a place from the body behind it, which has its name elsewhere: "Tarnow Meridian"."""
    spelled = candidate.words
    if candidate.kind is not Kind.PLACE:
        return []
    for at in range(1, len(spelled)):
        if spelled[at:] in around.bodies and is_known_place(" ".join(spelled[:at])):
            return [_cut(around, candidate, 0, at), _cut(around, candidate, at)._replace(kind=Kind.ORGANISATION)]
    return []


def _without_number(around: _Surroundings, candidate: Candidate) -> Candidate:
    """Leave out the last word of a name where it is numbered: "Norland Air Flight" 574."""
    if len(candidate.words) > 1 and candidate.words[-1] in words("numbered_parts") and around.after(candidate)[:1].isdigit():
        return _cut(around, candidate, 0, len(candidate.words) - 1)
    return candidate


def _without_office(around: _Surroundings, candidate: Candidate) -> Candidate:
    """Leave out the end of an office before a name: minister of Health and "Welfare Chen Shih-chung"."""
    is_long = candidate.kind is Kind.PERSON and len(candidate.words) >= MIN_TITLED_WORDS
    if not is_long or around.before(candidate) not in {"and", "of"}:
        return candidate
    behind_title = any(around.before(candidate, back).lower() in title_words() for back in range(2, 5))
    is_name = candidate.words[1] in genders() or is_family_first(candidate.words[1:])
    return _cut(around, candidate, 1) if behind_title and is_name else candidate


def _without_opener(around: _Surroundings, candidate: Candidate) -> Candidate:
    """Leave out a plain word that opens a sentence before a name: "Unlike Boeing", "Critics of Norway"."""
    if len(candidate.words) < 2 or not around.is_opening(candidate) or candidate.words in around.inside:
        return candidate
    first = 2 if candidate.words[1] in {"of", "for", "in", "from", "the"} and len(candidate.words) > 2 else 1
    rest = candidate.words[first:]
    is_name = rest in around.spelled or is_known(" ".join(rest)) or " ".join(rest) in around.firms
    is_body = candidate.words[0] in words("organisation_words")
    is_plain = around.tag(candidate) in (SMALL_WORD_TAGS if first == 1 else {*PLAIN_TAGS, "NNPS"})
    if is_name and is_plain and not is_body and rest[0][:1].isupper():
        return _cut(around, candidate, first)
    return candidate


def _is_part_of_title(around: _Surroundings, candidate: Candidate) -> bool:
    """Return whether a word stands within a title: Chief "Financial" Officer."""
    return around.before(candidate).lower() == "chief" and around.after(candidate).lower() in {"officer", "officers", "of"}


def _is_behind_name(around: _Surroundings, candidate: Candidate) -> bool:
    """Return whether letters behind a comma or a bracket are a degree, a party or a state: Kari Lund, "M.S."."""
    text = around.doc.text[candidate.start : candidate.end]
    if candidate.rule == KNOWN:
        return False
    is_degree = around.before(candidate) == "," and POST_NOMINAL.fullmatch(text) is not None and "." in text
    return is_degree or (PARTY_AND_PLACE.fullmatch(text) is not None and around.before(candidate) in {"(", ","})


def _is_money(around: _Surroundings, candidate: Candidate) -> bool:
    return candidate.form is Form.DEMONYM and around.after(candidate).lower() in words("currencies")


def _is_handle(around: _Surroundings, candidate: Candidate) -> bool:
    return around.before(candidate) == "@" and around.doc.text[candidate.start - 1 : candidate.start] == "@"


def _is_numbered(around: _Surroundings, candidate: Candidate) -> bool:
    """Return whether a word alone is one that things are numbered by: "Terminal" 3, "Dec". 7."""
    if len(candidate.words) > 1 or candidate.rule == KNOWN or candidate.form is not Form.NAME:
        return False
    is_thing = candidate.words[0] in words("numbered_parts") and around.after(candidate)[:1].isdigit()
    return is_thing or candidate.words[0].rstrip(".") in words("not_names")


def _is_plain_opener(around: _Surroundings, candidate: Candidate) -> bool:
    """Return whether a word alone is one that opens a sentence, and nowhere else a name: "Soon, he …"."""
    if len(candidate.words) > 1 or candidate.rule != LEARNED or candidate.words in around.inside:
        return False
    return around.is_opening(candidate) and around.tag(candidate) in PLAIN_ALONE and candidate.words[0] not in genders()


def _is_piece(around: _Surroundings, candidate: Candidate) -> bool:
    """Return whether a person's name is a piece of another's: "School", or "Edward R." of a Murrow Center."""
    if candidate.kind is not Kind.PERSON or candidate.honorific:
        return False
    last = candidate.words[-1]
    is_cut = len(candidate.words) > 1 and len(last.rstrip(".")) == 1 and around.after(candidate).lstrip(".")[:1].isupper()
    return is_cut or (len(candidate.words) == 1 and last in words("organisation_words"))


def _is_day(around: _Surroundings, candidate: Candidate) -> bool:
    """Return whether a day is named after a word: Veteran's Day."""
    at = around.doc.token_at(candidate.end - 1) + 1
    return [token.text for token in around.doc.tokens[at : at + 2]] in (["’s", "Day"], ["'s", "Day"])


NO_NAMES: tuple[Callable[[_Surroundings, Candidate], bool], ...] = (
    _is_part_of_title,
    _is_behind_name,
    _is_money,
    _is_handle,
    _is_numbered,
    _is_plain_opener,
    _is_day,
    _is_piece,
)


def _of_right_kind(around: _Surroundings, candidate: Candidate) -> Candidate:
    """Return a name as a body's where its last words, or the firm's full name in the report, say so; redefined letters, too."""
    letters = around.doc.text[candidate.start : candidate.end]
    if around.redefined.get(letters) == candidate.name and letters != candidate.name:
        return candidate._replace(name=letters, rule=ACRONYM, confidence=Confidence.LIKELY)
    if candidate.rule == LEARNED and _has_own_number(candidate):
        return candidate._replace(kind=Kind.THING, rule=NUMBERED_NAME)
    if candidate.kind not in {Kind.PERSON, Kind.PLACE} or candidate.rule == KNOWN or candidate.form is not Form.NAME:
        return candidate
    if has_legal_form(candidate.name) or candidate.name in around.firms:
        return candidate._replace(kind=Kind.ORGANISATION, rule=LEGAL_FORM, honorific="")
    if len(candidate.words) > 1 and candidate.words[-1] in words("names_end_with"):
        return candidate._replace(kind=Kind.ORGANISATION, rule=ORGANISATION_WORD, honorific="")
    return candidate


def _has_own_number(candidate: Candidate) -> bool:
    """Return whether a name ends in a number, as a thing's does, and a monarch's, who has a given name: "Vega IV", "Force9"."""
    first, last = candidate.words[0], candidate.words[-1]
    if len(candidate.words) == 1:
        return candidate.kind is not Kind.ORGANISATION and first[-1].isdigit()
    return len(candidate.words) == 2 and ROMAN_NUMBER.fullmatch(last) is not None and first not in genders()
