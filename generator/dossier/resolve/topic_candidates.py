"""The labels that the reports of a dossier offer for topics, with the reports that each reaches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.derive.topics.phrases import PRODUCT
from generator.derive.topics.salience import SALIENT
from generator.derive.topics.terms import Terms
from generator.derive.topics.words import CERTAIN, FAMILIES, NAME
from generator.derive.topics.worth import worth
from generator.dossier.index.topic_summaries import SummaryLabel, TopicSummary

Key = frozenset[str]
"""The stems of a label's words."""
SALIENT_UNIT = 2.0
"""Weights of words that stand out are halves."""
ONLY_WORDS = 0.8
"""What a report counts in which a label's words stand out, but not side by side; or that has the label, not standing out."""
ONCE = 0.8
"""What a label of several words is worth that a single report has."""
MIN_WORTH = 0.12
MIN_TELLING_ALONE = 60
"""How telling a word is that may name a subject by itself."""
COMMON_SHARE, STEEPNESS, MIN_SPREAD = 0.4, 1.6, 0.1
"""Words that more than a share of the reports have say less, the more have them; of few reports that says nothing."""
FEW_REPORTS = 5


@dataclass(eq=False)
class TopicCandidate:
    """A label with the reports that it reaches, by their number, and what each counts.

    `core` are those in which all of its words stand out; the others only have it. `certain`: a person added it.
    """

    key: Key
    rule: str
    terms: Terms
    certain: bool = False
    spellings: dict[int, str] = field(default_factory=dict)
    """The label as each report that has it spells it."""
    reach: dict[int, float] = field(default_factory=dict)
    core: frozenset[int] = frozenset()
    worth: float = 0.0

    @cached_property
    def families(self) -> frozenset[str]:
        """The families of its words."""
        return frozenset(FAMILIES[stem] for stem in self.key)

    @cached_property
    def plain(self) -> Key:
        """Its words but for products' names."""
        return frozenset(stem for stem, told in self.terms if told != CERTAIN)

    @cached_property
    def is_vague(self) -> bool:
        """Return whether it is a single common word that may be of anything: "contract", "strategy"."""
        return len(self.key) == 1 and not self.certain and max(told for _, told in self.terms) < MIN_TELLING_ALONE

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Its key in alphabetical order: the tie-break between candidates of equal gain."""
        return tuple(sorted(self.key))

    @cached_property
    def name(self) -> str:
        """The spelling of most reports, of the earliest among equals; in small letters, or with more than a number, first."""
        counted: Counter[str] = Counter()
        for spelling in self.spellings.values():
            counted[spelling] += 2 + spelling.islower() - 2 * spelling.isdigit()
        return counted.most_common(1)[0][0]


def candidates(summaries: Sequence[TopicSummary], is_free: Callable[[str], bool]) -> list[TopicCandidate]:
    """Return the labels that may make topics beside the editor's, each with the reports that it reaches."""
    least = _least_telling(summaries)
    found: dict[Key, TopicCandidate] = {}
    for number, summary in enumerate(summaries):
        for label in summary.labels:
            if is_free(label.text):
                _add(found, number, label, _terms(label, least))
    having = _reports_by_family(summaries)
    spread = _spread_of(having, len(summaries))
    for one in found.values():
        _weigh(one, summaries, having, spread)
    return [one for one in found.values() if one.certain or (one.reach and one.worth >= MIN_WORTH)]


def _least_telling(summaries: Sequence[TopicSummary]) -> Mapping[str, int]:
    """Return how telling each stem is: what is a name in one report is so in all."""
    least: dict[str, int] = {}
    for summary in summaries:
        for label in summary.labels:
            for stem, told in label.terms:
                least[stem] = min(told, least.get(stem, CERTAIN))
    return least


def _terms(label: SummaryLabel, least: Mapping[str, int]) -> Terms:
    """Return a label's terms; of a product only those that are no names: it is one with its maker's name and without."""
    terms = tuple((stem, least[stem]) for stem, _ in label.terms)
    if label.rule != PRODUCT or label.certain:
        return terms
    own = tuple((stem, told) for stem, told in terms if told > NAME)
    return own or terms


def _add(found: dict[Key, TopicCandidate], number: int, label: SummaryLabel, terms: Terms) -> None:
    key = frozenset(stem for stem, _ in terms)
    candidate = found.setdefault(key, TopicCandidate(key, label.rule, terms))
    candidate.spellings.setdefault(number, label.text)
    if label.certain and not candidate.certain:
        candidate.certain = True
        candidate.spellings = {number: label.text}


def _reports_by_family(summaries: Sequence[TopicSummary]) -> Mapping[str, set[int]]:
    having: dict[str, set[int]] = defaultdict(set)
    for number, summary in enumerate(summaries):
        for family, weight in summary.salient.items():
            if weight >= SALIENT:
                having[family].add(number)
    return having


def _spread_of(having: Mapping[str, set[int]], reports: int) -> Callable[[str], float]:
    """Return a function that lessens what a word says by the share of reports in which it stands out."""
    if reports <= FEW_REPORTS:
        return lambda _stem: 1.0
    return lambda stem: lessened(len(having.get(FAMILIES[stem], ())) / reports)


def lessened(share: float) -> float:
    """Return what is left of a word's worth where a share of the reports have it."""
    return max(MIN_SPREAD, min(1.0, 1 - (share - COMMON_SHARE) * STEEPNESS))


def _says(summary: TopicSummary, one: TopicCandidate) -> bool:
    """Return whether a report has a longer label with all of a candidate's words."""
    return any(one.key <= {stem for stem, _ in label.terms} for label in summary.labels)


def _weigh(
    one: TopicCandidate, summaries: Sequence[TopicSummary], having: Mapping[str, set[int]], spread: Callable[[str], float]
) -> None:
    """Fill in what a candidate is worth and, unless that is too little, which reports it reaches."""
    one.worth = worth(one.terms, one.rule, spread)
    if one.worth < MIN_WORTH and not one.certain:
        return
    one.core = frozenset(set.intersection(*(having.get(family, set()) for family in one.families)))
    if (
        len(one.key) > 1
        and len(one.spellings) == 1
        and not any(_says(summaries[n], one) for n in one.core - one.spellings.keys())
    ):
        one.worth *= ONCE
    for number in sorted(one.core):
        salient = summaries[number].salient
        weight = min(salient[family] for family in one.families) / SALIENT_UNIT
        one.reach[number] = weight if number in one.spellings else weight * ONLY_WORDS
    if len(one.key) > 1 or one.certain:
        for number in one.spellings:
            one.reach.setdefault(number, ONLY_WORDS)
    if len(summaries) > FEW_REPORTS:
        one.worth *= lessened(len(one.reach) / len(summaries))
