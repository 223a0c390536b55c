"""Descriptions that refer to somebody named: "the ministry", "the airline", "the president".

They are the one whose name carries the noun (Ministry of Transport), whose title it is (President Ann Smith) or whom the report
describes by it (Berg, a banker); "the company" is the body that stands out, too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.derive.evidence import cite
from generator.derive.lexicon import rows, words
from generator.derive.names.discourse import Discourse, is_clear, outside, referents
from generator.derive.names.kind_nouns import AFTER_HEAD, ARTICLES, MAX_APPOSITION_WORDS
from generator.derive.names.titles import title_words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.quotation_marks import QuotedSpan
from generator.derive.syntax.trees import Trees
from generator.model.findings import Confidence, Form, Kind, Mention

DESCRIBED = "the one whom the noun describes"
STANDS_OUT = "the body that stands out"
GOVERNMENT = "the government of the country that the report is about"
RULES = (DESCRIBED, STANDS_OUT, GOVERNMENT)
RESTRICTING = ("nmod", "acl", "appos", "flat", "nummod", "conj")
BESIDE_NOUN = ("acl", "nmod", "appos", "conj", "det", "cop", "punct", "case")
IN_APPOSITION = frozenset({"NOUN", "ADJ", "PROPN", "ADV", "NUM", "PART", "VERB"})
NOT_OF_OFFICE = frozenset({"vice", "deputy", "former", "ex", "assistant", "acting", "late", "prime", "lieutenant", "under"})
OF_ONE_NAME = frozenset({"compound", "nmod", "appos", "flat"})
NAMED = frozenset({Form.NAME, Form.METONYM})
NOUNS = frozenset({"NOUN"})
BEHIND_OFFICE = frozenset({"of", "for", "at", "in", "to", "on", "and"})
BEHIND_RESTRICTED = frozenset({"of", "whose", "who", "which", "that"})
MAX_PHRASE_WORDS = 4
FIT_WITHOUT_NOUN = 0.7
RULES_BY_FIT = {1.0: (DESCRIBED, Confidence.LIKELY), FIT_WITHOUT_NOUN: (STANDS_OUT, Confidence.UNSURE)}
MIN_NAMED, MIN_RATIO = 3, 2


class Description(NamedTuple):
    """The words `first:last` behind an article, of which the last is the noun."""

    first: int
    last: int
    phrase: tuple[str, ...]


class BodyNoun(NamedTuple):
    """The words in names that carry a noun, and of which other bodies it is said: "any" (see `described_bodies.tsv`)."""

    carried_by: frozenset[str]
    is_of_any: bool
    is_company: bool


@lru_cache(maxsize=1)
def body_nouns() -> dict[str, BodyNoun]:
    """Return the nouns of `described_bodies.tsv`."""
    return {
        noun: BodyNoun(frozenset(carried.split()), more == ["any"], more == ["company"])
        for noun, carried, *more in rows("described_bodies")
    }


@lru_cache(maxsize=1)
def _nouns_by_word() -> dict[str, tuple[str, ...]]:
    """Return the nouns that a word in a name carries."""
    nouns: dict[str, list[str]] = defaultdict(list)
    for noun, row in body_nouns().items():
        for word in row.carried_by:
            nouns[word].append(noun)
    return {word: tuple(found) for word, found in nouns.items()}


class Described:
    """The nouns by which a report describes each entity, by its name, its title and apposition, with the words beside each."""

    def __init__(self, text: AnnotatedText) -> None:
        self.nouns: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.offices: dict[str, set[str]] = defaultdict(set)
        """The holders of an office by its title, and by the end of it that tells as much: "minister" of "foreign minister"."""
        self.other_bodies: set[str] = set()
        for role in text.findings.roles:
            for office in _short_forms(_office(role.title)):
                self.offices[office].add(role.entity)
        for entity in text.findings.entities:
            if entity.kind is Kind.ORGANISATION:
                self._add_name(entity.id, f"{entity.name} {' '.join(entity.aliases)}".split())
        for mention in text.findings.mentions:
            if mention.form is Form.NAME and text.entity_kinds[mention.entity] in {Kind.PERSON, Kind.ORGANISATION}:
                self._add_nouns_beside(text.trees, mention, is_body=text.entity_kinds[mention.entity] is Kind.ORGANISATION)

    def _add_name(self, entity: str, spelled: Sequence[str]) -> None:
        for word in spelled:
            for noun in _nouns_by_word().get(word, ()):
                self.nouns[noun][entity].update(word.lower() for word in spelled)
                if not (body_nouns()[noun].is_of_any or body_nouns()[noun].is_company):
                    self.other_bodies.add(entity)

    def _add_nouns_beside(self, trees: Trees, mention: Mention, *, is_body: bool) -> None:
        """Add the noun right before a name ("aircraft maker Airbus") and the one in apposition behind it."""
        span = trees.words_in(mention.evidence.start, mention.evidence.end)
        if not span:
            return
        for noun in (_noun_before(trees, span), _noun_behind(trees, span.stop)):
            if noun is not None and _is_said_of(trees.words[noun].lemma, is_body=is_body):
                beside = (trees.words[at].text.lower() for at in trees.subtree(noun, BESIDE_NOUN))
                self.nouns[trees.words[noun].lemma][mention.entity].update(beside)

    def fits(self, phrase: Sequence[str]) -> set[str]:
        """Return the entities that a phrase describes."""
        *modifiers, noun = phrase
        described = {entity for entity, beside in self.nouns.get(noun, {}).items() if beside.issuperset(modifiers)}
        return described | self.offices.get(" ".join(phrase), set())


def _is_said_of(noun: str, *, is_body: bool) -> bool:
    """Return whether a noun is one of bodies, or else one of people."""
    if is_body:
        return noun in words("kinds_of_bodies")
    return (
        noun in title_words() or noun in words("men") or noun in words("women") or noun.endswith(tuple(words("person_endings")))
    )


def _office(title: str) -> str:
    """Return a title in small letters, without whose it is: "president" of "president of the Norwegian union"."""
    spelled = title.lower().split()
    ends = (at for at, word in enumerate(spelled) if at and word in BEHIND_OFFICE and spelled[at - 1] != "secretary")
    return " ".join(spelled[: next(ends, len(spelled))])


def _short_forms(office: str) -> Iterator[str]:
    """Return an office, and its ends before which no word makes it another: "minister" of "foreign minister"."""
    spelled = office.split()
    yield office
    for at in range(1, len(spelled)):
        if spelled[at - 1] in NOT_OF_OFFICE:
            break
        yield " ".join(spelled[at:])


def _noun_before(trees: Trees, span: range) -> int | None:
    """Return the noun right before a name that the name depends on, or that depends on it."""
    at = span.start - 1
    if at < 0 or trees.words[at].pos not in NOUNS:
        return None
    is_before = trees.words[at].head in span and trees.words[at].kind in OF_ONE_NAME
    is_head = any(trees.words[word].head == at and trees.words[word].kind in OF_ONE_NAME for word in span)
    return at if is_before or is_head else None


def _noun_behind(trees: Trees, after: int) -> int | None:
    """Return the noun of an apposition: ", a Norwegian maker of ships,"."""
    ahead = trees.words[after : after + 3 + MAX_APPOSITION_WORDS]
    if len(ahead) < len(", a maker".split()) or ahead[0].text != "," or ahead[1].text not in ARTICLES:
        return None
    for at, word in enumerate(ahead[2:], after + 2):
        if word.text in AFTER_HEAD:
            return at - 1 if at > after + 2 and trees.words[at - 1].pos in NOUNS else None
        if word.pos not in IN_APPOSITION:
            return None
    return None


def find(text: AnnotatedText, quoted: Sequence[QuotedSpan], found: Sequence[Description]) -> Iterator[Mention]:
    """Return a mention for each description that means one entity named before it."""
    if not found:
        return
    described, kinds = Described(text), text.entity_kinds
    named = (m for m in text.findings.mentions if m.form in NAMED and kinds[m.entity] in {Kind.PERSON, Kind.ORGANISATION})
    discourse = Discourse(text.doc, referents(text, outside(named, quoted)))
    plain_bodies = _named_often(text) - described.other_bodies
    yield from _governments(text, found)
    for each in found:
        fit = dict.fromkeys(described.fits(each.phrase), 1.0)
        row = body_nouns().get(" ".join(each.phrase))
        if row is not None and row.is_of_any:
            fit = {**dict.fromkeys(plain_bodies, FIT_WITHOUT_NOUN), **fit}
        start = text.trees.words[each.first].start
        ranked = discourse.ranked(start, fit) if fit else []
        if is_clear(ranked):
            cited = cite(text.doc.text, start, text.trees.words[each.last - 1].end)
            rule, confidence = RULES_BY_FIT[fit[ranked[0].entity]]
            yield Mention("", cited, ranked[0].entity, Form.DESCRIPTION, confidence, rule)


def _governments(text: AnnotatedText, found: Sequence[Description]) -> Iterator[Mention]:
    """Return a mention for each "the government": that of the country that the report names far more often than any other."""
    governments = [each for each in found if each.phrase == ("government",)]
    countries = Counter(m.entity for m in text.findings.mentions if text.entity_kinds[m.entity] is Kind.COUNTRY)
    first, second = [*countries.most_common(2), (None, 0), (None, 0)][:2]
    if not governments or first[0] is None or first[1] < max(MIN_NAMED, MIN_RATIO * second[1]):
        return
    for each in governments:
        cited = cite(text.doc.text, text.trees.words[each.first].start, text.trees.words[each.last - 1].end)
        yield Mention("", cited, first[0], Form.DESCRIPTION, Confidence.LIKELY, GOVERNMENT)


def _named_often(text: AnnotatedText) -> set[str]:
    """Return the bodies that a report names often, without an article ("the MacBook" is a thing)."""
    counts: Counter[str] = Counter()
    for mention in text.findings.mentions:
        if text.entity_kinds[mention.entity] is Kind.ORGANISATION:
            counts[mention.entity] += 1 if text.lower[text.first_token(mention) - 1] != "the" else -1
    return {entity for entity, count in counts.items() if count >= MIN_NAMED}


def descriptions(trees: Trees) -> Iterator[Description]:
    """Return the noun phrases of "the" and a noun that nothing behind them restricts: "the ministry", "the President"."""
    for article, word in enumerate(trees.words):
        if word.kind == "compound" and word.text in body_nouns() and trees.words[word.head].text in words("belonging_nouns"):
            yield Description(article, article + 1, (word.text,))  # "a ministry spokesman"
        if word.text not in {"the", "The"} or word.head <= article or word.head - article > MAX_PHRASE_WORDS:
            continue
        noun = word.head
        phrase = trees.words[article + 1 : noun + 1]
        lower = tuple([each.text.lower() for each in phrase])
        is_noun = trees.words[noun].tag == "NN" and all(each.text.islower() for each in phrase)
        if not is_noun and lower[-1] not in body_nouns() and lower[-1] not in title_words():
            continue
        if any(trees.dependents(noun, *RESTRICTING)) or trees.words[noun].kind in {"compound", "flat"}:
            continue
        following = trees.words[noun + 1] if noun + 1 < len(trees.words) else None
        if following is not None and (following.pos == "PROPN" or following.text in BEHIND_RESTRICTED):
            continue
        yield Description(article + 1, noun + 1, lower)
