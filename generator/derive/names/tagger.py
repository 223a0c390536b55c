"""The name tagger: names of people, organisations and places, by weights learned from openly licensed corpora.

A linear model over labels of tokens (begin, inside, outside), decoded with Viterbi over each chain of capitalised words and
the small words between them; everything else is outside. The learner is the averaged structured perceptron (Collins 2002):
`tools.train_names`. The weights of a group of features are summed once and cached as one integer with a lane of bits for every
label, so that a token costs a dozen additions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from operator import add
from struct import Struct
from typing import NamedTuple

from generator.derive.lexicon import weights, words
from generator.derive.names.features import (
    FEATURES_BY_ROLE,
    POSSESSIVES,
    DocumentEvidence,
    FeatureGroup,
    Line,
    capitalised_chains,
    document_evidence,
    feature_groups,
    features_of,
    read_line,
)
from generator.derive.names.gazetteer import bare
from generator.derive.names.organisation_names import is_short_for
from generator.derive.syntax.word_cache import WordCache

KINDS = ("PER", "ORG", "LOC", "MISC")
LABELS = ("O", *(f"{at}-{kind}" for kind in KINDS for at in "BI"))
OUTSIDE, START = 0, len(LABELS)
MAY_PRECEDE = tuple(
    tuple(b for b, before in enumerate(LABELS) if label[0] != "I" or before[2:] == label[2:]) for label in LABELS
)
INSIDE = tuple(LABELS.index(f"I-{label[2:]}") if label[2:] else OUTSIDE for label in LABELS)
"""The label that goes on with each one."""
MAY_OPEN = tuple(at for at, label in enumerate(LABELS) if label[0] != "I")
STORED_ROW, SUMMED_ROW = Struct(f"<{len(LABELS)}H"), Struct(f"<{len(LABELS)}I")
ZERO = 1 << 15
MAX_CACHED_SUMS = 200_000
IMPOSSIBLE = -(1 << 40)
Scores = Sequence[float]


class TaggedSpan(NamedTuple):
    """The tokens `first:last` of a sentence are a name: `PER`, `ORG`, `LOC`, or `MISC` for a name of something else."""

    first: int
    last: int
    kind: str


Spelling = tuple[str, ...]
"""The words that a name is spelled with."""


class Occurrence(NamedTuple):
    """One occurrence of a spelling; the span of a single word that the decoder left outside has no kind."""

    spelling: Spelling
    span: TaggedSpan


class Scorer:
    """Sums of the learned weights, cached by group of features: one integer with a lane of 32 bits for every label."""

    def __init__(self, learned: dict[str, bytes]) -> None:
        self.learned = learned
        self.lanes = WordCache(self._lanes, MAX_CACHED_SUMS)
        self.sums = WordCache(self._sum, MAX_CACHED_SUMS)

    def scores(self, groups: Sequence[FeatureGroup]) -> tuple[int, ...]:
        """Return a score for every label, all shifted by the same amount."""
        return SUMMED_ROW.unpack(sum(map(self.sums.__getitem__, groups)).to_bytes(SUMMED_ROW.size, "little"))

    def _sum(self, group: FeatureGroup) -> int:
        role, key = group
        if role not in FEATURES_BY_ROLE:  # which go by their key alone
            feature = f"{role}:{key}"
            return self.lanes[feature] if feature in self.learned else 0
        return sum([self.lanes[feature] for feature in features_of(group) if feature in self.learned])

    def _lanes(self, feature: str) -> int:
        return int.from_bytes(SUMMED_ROW.pack(*STORED_ROW.unpack(self.learned[feature])), "little")


def pack(row: Sequence[int]) -> bytes:
    """Pack a whole number for each label as unsigned integers above and below `ZERO`, so that sums need no sign."""
    return STORED_ROW.pack(*(value + ZERO for value in row))


def unpack(packed: bytes) -> tuple[int, ...]:
    """Return the whole numbers that were packed."""
    return tuple(value - ZERO for value in STORED_ROW.unpack(packed))


@lru_cache(maxsize=1)
def _model() -> tuple[Scorer, tuple[tuple[int, ...], ...]]:
    learned = weights("names")
    return Scorer(learned), tuple(unpack(learned[transition_feature(label)]) for label in range(len(LABELS) + 1))


def transition_feature(label: int) -> str:
    """The key of the weights of the labels that may follow a label; `START` stands before a chain's first."""
    return f"after label:{LABELS[label] if label < START else 'start'}"


def best_path(scores: Sequence[Scores], transitions: Sequence[Scores]) -> list[int]:
    """Return the labels of a chain with the highest sum of scores and transitions (Viterbi)."""
    current: list[float] = [IMPOSSIBLE] * len(LABELS)
    for label in MAY_OPEN:
        current[label] = scores[0][label] + transitions[START][label]
    steps: list[list[int]] = []
    for row in scores[1:]:
        step: list[int] = []
        following: list[float] = []
        for label, score in enumerate(row):
            chosen, most = OUTSIDE, float(IMPOSSIBLE)
            for before in MAY_PRECEDE[label]:
                value = current[before] + transitions[before][label]
                if value > most:
                    chosen, most = before, value
            step.append(chosen)
            following.append(most + score)
        steps.append(step)
        current = following
    path = [max(range(len(LABELS)), key=current.__getitem__)]
    for step in reversed(steps):
        path.append(step[path[-1]])
    return path[::-1]


def tag(sentences: Sequence[Sequence[str]]) -> list[list[TaggedSpan]]:
    """Return the names in each sentence of a report; sentences are the texts of their tokens."""
    scorer, transitions = _model()
    lines = [read_line(sentence) for sentence in sentences]
    evidence = document_evidence(lines)
    scored: list[dict[int, Scores]] = []
    found: list[list[TaggedSpan]] = []
    for sentence in lines:
        scores: dict[int, Scores] = {}
        spans: list[TaggedSpan] = []
        for first, last in capitalised_chains(sentence):
            rows = [scorer.scores(feature_groups(sentence, at, evidence)) for at in range(first, last)]
            scores.update(enumerate(rows, first))
            spans.extend(
                part
                for span in _spans(best_path(rows, transitions), first)
                for part in _split_at_possessives(sentence.words, span)
            )
        scored.append(scores)
        found.append(spans)
    return _consistent(lines, evidence, scored, found)


def _spans(path: Sequence[int], start: int) -> Iterator[TaggedSpan]:
    first = 0
    while first < len(path):
        last = first + 1
        if path[first] != OUTSIDE:
            inside = INSIDE[path[first]]
            while last < len(path) and path[last] == inside:
                last += 1
            yield TaggedSpan(start + first, start + last, LABELS[path[first]][2:])
        first = last


def _split_at_possessives(sentence: Sequence[str], span: TaggedSpan) -> Iterator[TaggedSpan]:
    """Split a name at each possessive 's: "Delhi's West Bagh" is two names, but "Norland Women's Council" is one."""
    first = span.first
    if POSSESSIVES.isdisjoint(sentence[first : span.last]):
        yield span
        return
    owners = [at for at in range(first, span.last) if sentence[at] in POSSESSIVES]
    if span.kind == "MISC":
        owners = [at for at in owners if at == span.last - 1]
    elif span.kind == "ORG":
        owners = [at for at in owners if at == span.last - 1 or _is_organisation_name(sentence[first:at])]
    for at in (*owners, span.last):
        if first < at:
            yield span._replace(first=first, last=at)
        first = at + 1


def _is_organisation_name(name: Sequence[str]) -> bool:
    """Return whether words are an organisation's whole name: an acronym, or several that end in a word of organisations."""
    return bool(name) and (name[0].isupper() if len(name) == 1 else name[-1] in words("organisation_words"))


def _consistent(
    lines: Sequence[Line], evidence: DocumentEvidence, scored: Sequence[dict[int, Scores]], decoded: Sequence[list[TaggedSpan]]
) -> list[list[TaggedSpan]]:
    """Document-level label consistency: what is spelled alike in one report gets one label.

    The label is the one that a longer name fixes, else the winner of a vote of all occurrences. A single word that the
    decoder left outside takes part where its spelling is a name elsewhere, and becomes a name unless being none wins.
    """
    names = surface_forms(lines, decoded)
    fixed = fixed_labels(names, evidence)
    spelled = fixed.keys() | {spelling for spelling, _ in names}
    occurrences = [list(_occurrences(*each, spelled)) for each in zip(lines, scored, decoded, strict=True)]
    tallies = vote(occurrences, scored, fixed)
    return [
        [
            span._replace(kind=kind)
            for spelling, span in sentence
            if (kind := fixed.get(spelling) or (_winner(tallies[spelling], span) if spelling in tallies else span.kind))
        ]
        for sentence in occurrences
    ]


def surface_forms(lines: Sequence[Line], decoded: Sequence[list[TaggedSpan]]) -> list[Occurrence]:
    """Return all names of a report with their spellings."""
    return [_occurrence(sentence, span) for sentence, spans in zip(lines, decoded, strict=True) for span in spans]


def fixed_labels(names: Sequence[Occurrence], evidence: DocumentEvidence) -> dict[Spelling, str]:
    """Return the labels of single words that longer names fix.

    A person's last word, with or without the Arabic article, is that person. An organisation's first word that may be its
    short form is that organisation, unless it is somebody's last word. A word that the report also writes small is neither.
    """
    long = [spelling for spelling, span in names if span.kind == "PER" and len(spelling) > 1]
    last_words = {(word,) for spelling in long for word in (spelling[-1], bare(spelling[-1]))}
    organisations = [spelling for spelling, span in names if span.kind == "ORG"]
    short_forms = {spelling[:1] for spelling in organisations if is_short_for(spelling[0], " ".join(spelling))}
    labels: dict[Spelling, str] = {**dict.fromkeys(short_forms, "ORG"), **dict.fromkeys(last_words, "PER")}
    return {spelling: label for spelling, label in labels.items() if spelling[0].lower() not in evidence.lowercase}


def vote(
    occurrences: Sequence[Sequence[Occurrence]], scored: Sequence[dict[int, Scores]], fixed: Mapping[Spelling, str]
) -> dict[Spelling, list[float]]:
    """Sum the scores of repeated spellings without a fixed label: first for being no name, then for each kind."""
    counts = Counter(spelling for sentence in occurrences for spelling, _ in sentence)
    tallies: dict[Spelling, list[float]] = defaultdict(lambda: [0.0] * (len(KINDS) + 1))
    for scores, sentence in zip(scored, occurrences, strict=True):
        for spelling, span in sentence:
            if counts[spelling] > 1 and spelling not in fixed:
                tallies[spelling] = [*map(add, tallies[spelling], _mean([scores[at] for at in range(span.first, span.last)]))]
    return dict(tallies)


def _occurrence(sentence: Line, span: TaggedSpan) -> Occurrence:
    return Occurrence(tuple(sentence.words[span.first : span.last]), span)


def _occurrences(
    sentence: Line, scores: dict[int, Scores], spans: Sequence[TaggedSpan], spelled: AbstractSet[Spelling]
) -> Iterator[Occurrence]:
    """Return the names of a sentence and the single words outside of them that are spelled like a name, in order."""
    covered = {at for first, last, _ in spans for at in range(first, last)}
    outside = [TaggedSpan(at, at + 1, "") for at in scores.keys() - covered if (sentence.words[at],) in spelled]
    return (_occurrence(sentence, span) for span in sorted([*spans, *outside]))


def _mean(rows: Sequence[Scores]) -> list[float]:
    """Return the mean score of a span's tokens for being no name, then for each kind."""
    inside = [sum(column) for column in zip(*rows[1:], strict=True)] or [0] * len(LABELS)
    sums = [rows[0][OUTSIDE] + inside[OUTSIDE], *(rows[0][begin] + inside[begin + 1] for begin in range(1, len(LABELS), 2))]
    return [value / len(rows) for value in sums]


def _winner(tally: Sequence[float], span: TaggedSpan) -> str:
    """Return the kind with the highest score; "" for a word left outside where being no name scores as high."""
    best = max(range(1, len(tally)), key=tally.__getitem__)
    return "" if not span.kind and tally[0] >= tally[best] else KINDS[best - 1]
