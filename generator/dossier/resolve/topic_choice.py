"""The choice of topics: what sets of reports have in common that others do not, called by the label that says it best.

A label reaches the reports in which all of its words stand out. One after the other, that label is chosen which says most of
the reports that few labels before it reach: by what it is worth and how much its words stand out there. Then each report that
none reaches gets the best label that it shares with another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heapreplace

from generator.derive.topics.phrases import ABSTRACT, EVENT
from generator.derive.topics.words import FAMILIES
from generator.dossier.index.topic_summaries import TopicSummary
from generator.dossier.resolve.topic_candidates import Key, TopicCandidate, candidates
from generator.model.permalinks import slugs

MAX_TOPICS, FIRST_TOPICS, REPORTS_PER_TOPIC = 20, 6, 3
MAX_TOPICS_OF_MANY, REPORTS_PER_TOPIC_OF_MANY = 14, 40
"""Topics of a large dossier beyond `MAX_TOPICS`."""
MAX_BESIDE_WRITTEN = 3
"""Topics beside the editor's where these are as many as there may be, or nearly so many."""
MAX_FOR_THE_REST = 4
"""Topics beyond the usual number for reports that none reaches."""
MIN_TOPICS, REPORTS_PER_LEAST_TOPIC = 5, 6
"""Reports for each topic of one report that is added to make up `MIN_TOPICS`."""
SMALL_DOSSIER = 3
"""Reports up to which a label of one report makes a topic."""
DISCOUNTS = (1.0, 0.6, 0.3, 0.15, 0.1, 0.05)
"""What a report counts that none, one, two … of the topics so far reach; in a small dossier it always counts fully."""
SHARED_WORD = 0.6
"""What a label counts for each topic so far with which it shares a word that is no product's name."""
MIN_GAIN, MIN_GAIN_OF_FEW, MIN_WORTH = 0.6, 0.35, 0.2
MIN_WORTH_OF_SINGLE = 0.5
"""What a label of a single report is worth that may be a topic where that report shares none with another."""
WORTH_FOR_THE_REST = 1.5
"""The power to which worth counts for the last reports: better a good label of one of them than a poor one of many."""
MAX_SHARED, MAX_SHARED_BY_OTHERS = 0.5, 0.8
"""Share of the reports of two labels that both reach, where they share a word, and where they do not: more is one topic."""
MIN_REACH_OF_LONGER, MIN_SHARE_SAYING_LONGER, MIN_SAYING_LONGER = 0.6, 0.4, 2
"""Of the reports that a single word reaches, the share that a longer label reaches, and that have it, to stand for the word."""
MIN_REACH_OF_LONGER_THAN_VAGUE = 0.5
MIN_TELLING = 50


@dataclass(frozen=True, slots=True)
class DerivedTopic:
    """A topic that was chosen. A report is about it where all `families` stand out in it, or, `loosely`, where it has a label.

    `telling` are the families of those words that say most; `keys` and `texts` are its labels, by stems and as spelled.
    """

    label: str
    families: frozenset[str]
    telling: frozenset[str]
    keys: frozenset[Key]
    texts: tuple[str, ...]
    loosely: bool


def max_topics(reports: int, written: int) -> int:
    """Return how many topics of labels there may be in so many reports, beside those that the editor wrote."""
    most = min(MAX_TOPICS, FIRST_TOPICS + reports // REPORTS_PER_TOPIC)
    most += min(MAX_TOPICS_OF_MANY, reports // REPORTS_PER_TOPIC_OF_MANY)
    return max(MAX_BESIDE_WRITTEN, most - written)


def choose(summaries: Sequence[TopicSummary], is_free: Callable[[str], bool], written: int) -> list[DerivedTopic]:
    """Return the topics of some reports beside those that the editor wrote, in the order in which they are chosen."""
    fewest = 1 if len(summaries) <= SMALL_DOSSIER else 2
    choice = _Choice(candidates(summaries, is_free), fewest)
    limit = max_topics(len(summaries), written)
    choice.add_certain()
    choice.add_best(limit)
    choice.add_for_the_rest(len(summaries), limit + MAX_FOR_THE_REST if limit > MAX_BESIDE_WRITTEN else limit)
    choice.add_of_one_report(min(MIN_TOPICS, len(summaries) // REPORTS_PER_LEAST_TOPIC) - written)
    return choice.topics


class _Choice:
    """The topics chosen so far, and how many of them reach each report."""

    def __init__(self, offered: Sequence[TopicCandidate], fewest: int) -> None:
        self.offered = offered
        self.fewest = fewest
        self.is_small = fewest == 1
        self.topics: list[DerivedTopic] = []
        self._chosen: list[TopicCandidate] = []
        self._names: set[str] = set()
        self._times: Counter[int] = Counter()

    def add_certain(self) -> None:
        """Choose the labels that a person added."""
        for one in sorted((one for one in self.offered if one.certain), key=lambda one: (-len(one.reach), one.order)):
            self._take(one)

    def add_best(self, limit: int) -> None:
        """Choose, up to a limit, the labels that gain most.

        A gain only falls with what was chosen before. So of candidates in the order of their gains so far, one that still
        gains as much is the best.
        """
        least = MIN_GAIN_OF_FEW if self.is_small else MIN_GAIN
        able = (one for one in self.offered if one.worth >= MIN_WORTH and len(one.reach) >= self.fewest)
        waiting = [(-self._gain(one), one.order, number, one) for number, one in enumerate(able)]
        heapify(waiting)
        while waiting and len(self.topics) < limit and -waiting[0][0] >= least:
            before, order, number, best = waiting[0]
            now = -self._gain(best)
            if now > before:
                heapreplace(waiting, (now, order, number, best))
                continue
            heappop(waiting)
            named = self._longer(best)
            if not self._is_told(best) and (named is not best or not best.is_vague):
                self._take(named, best)

    def add_for_the_rest(self, reports: int, limit: int) -> None:
        """Choose labels for reports that no topic reaches: those that some share, or a good one of a single report."""
        while len(self.topics) < limit and (rest := {number for number in range(reports) if not self._times[number]}):
            able = [one for one in self.offered if self._may_be_for(one, rest)]
            if not able:
                break
            self._take(min(able, key=lambda one: (one.is_vague, -_gain_of(one, rest), one.order)))

    def _may_be_for(self, one: TopicCandidate, rest: set[int]) -> bool:
        is_free = one not in self._chosen and slugs(one.name) not in self._names
        is_shared = len(one.reach) >= self.fewest or one.worth >= MIN_WORTH_OF_SINGLE
        return is_free and is_shared and not rest.isdisjoint(one.reach)

    def add_of_one_report(self, missing: int) -> None:
        """Choose labels of single reports to make up for so many topics that are missing."""
        rest = [one for one in self.offered if len(one.reach) < self.fewest and slugs(one.name) not in self._names]
        ranked = sorted(rest, key=lambda one: (-one.worth * sum(one.reach.values()), one.order))
        for one in ranked[: max(0, missing - len(self.topics))]:
            self._take(one)

    def _gain(self, one: TopicCandidate) -> float:
        last = len(DISCOUNTS) - 1 if not self.is_small else 0
        times = self._times
        total = sum(weight * DISCOUNTS[min(last, times[number])] for number, weight in one.reach.items())
        shared = sum(not one.plain.isdisjoint(other.key) for other in self._chosen)
        # Of labels that say as much the longer one says it better, where no other report can show which is the usual one.
        longer = len(one.key) / 1000 if self.is_small else 0
        return float(one.worth * SHARED_WORD**shared * total) + longer

    def _is_told(self, one: TopicCandidate) -> bool:
        """Return whether a topic so far says the same of nearly the same reports."""
        if slugs(one.name) in self._names:
            return True
        if self.is_small:  # of so few reports that both reach says nothing: one topic is what has a word in common
            return any(not one.plain.isdisjoint(other.key) for other in self._chosen)
        may_be_part = len(one.key) > 1 and one.rule in {EVENT, ABSTRACT}
        for other in self._chosen:
            together = len(one.core | other.core)
            share = len(one.core & other.core) / together if together else 0.0
            if share > MAX_SHARED_BY_OTHERS:
                return True
            is_part = one.core <= other.core and not (may_be_part and one.plain.isdisjoint(other.key))
            if not one.key.isdisjoint(other.key) and (share > MAX_SHARED or is_part):
                return True
        return False

    def _longer(self, one: TopicCandidate) -> TopicCandidate:
        """Return the longer label that stands for a single word where most reports have it; the word itself if none does."""
        if len(one.key) > 1 or not one.plain:
            return one
        saying = 1.0 if one.is_vague else max(min(MIN_SAYING_LONGER, self.fewest), MIN_SHARE_SAYING_LONGER * len(one.core))
        reached = (MIN_REACH_OF_LONGER_THAN_VAGUE if one.is_vague else MIN_REACH_OF_LONGER) * len(one.core)
        longer = [
            other
            for other in self.offered
            if other.key > one.key
            and other not in self._chosen
            and slugs(other.name) not in self._names
            and len(other.core & one.core) >= reached
            and len(other.spellings.keys() & one.reach.keys()) >= saying
        ]
        return min(
            longer, key=lambda other: (-len(other.spellings.keys() & one.reach.keys()) * other.worth, other.order), default=one
        )

    def _take(self, named: TopicCandidate, reached: TopicCandidate | None = None) -> None:
        """Choose a label, for the reports that it or a single word of it reaches."""
        reached = reached or named
        core = reached.core | named.core if named is not reached else named.core
        about = core | {number for number in reached.reach if not self._times[number]}
        # Without a report in which its words stand out, topics chosen later could take all of its reports, and leave no page.
        loosely = len(about) < self.fewest or not core or named.certain
        self._times.update(reached.reach.keys() if loosely else about)
        self._chosen.append(reached if named is reached else _merged(named, reached, core))
        self._names.add(slugs(named.name))
        both = (named, reached)
        texts = tuple(dict.fromkeys(text for one in both for text in one.spellings.values()))
        told = frozenset(FAMILIES[stem] for stem, telling in named.terms if telling >= MIN_TELLING)
        self.topics.append(DerivedTopic(named.name, reached.families, told, frozenset(one.key for one in both), texts, loosely))


def _merged(named: TopicCandidate, reached: TopicCandidate, core: frozenset[int]) -> TopicCandidate:
    return replace(named, reach=named.reach | reached.reach, core=core)


def _gain_of(one: TopicCandidate, rest: set[int]) -> float:
    """Return what a label says of the reports that no topic reaches."""
    return float(one.worth**WORTH_FOR_THE_REST * sum(weight for number, weight in one.reach.items() if number in rest))
