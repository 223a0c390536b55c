"""Which words of a report are names of people, bodies and places, by weights learned from openly licensed corpora.

A linear model over labels of tokens (begin, inside, outside), decoded with Viterbi over each chain of capitalised words and
the small words between them; everything else is outside. The learner is the averaged structured perceptron (Collins 2002):
`tools.train_names`. A group of `traits` is summed once and kept as one integer with a lane for every label, so a token costs
a dozen additions.
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
from generator.derive.names.features import POSSESSIVES, Group, Line, Report, chains, groups, line, survey, tells
from generator.derive.names.gazetteer import bare
from generator.derive.names.organisation_names import is_short_for
from generator.derive.syntax.word_cache import WordCache

KINDS = ("PER", "ORG", "LOC", "MISC")
LABELS = ("O", *(f"{at}-{kind}" for kind in KINDS for at in "BI"))
OUTSIDE, START = 0, len(LABELS)
BEFORE = tuple(tuple(b for b, before in enumerate(LABELS) if label[0] != "I" or before[2:] == label[2:]) for label in LABELS)
OPENING = tuple(at for at, label in enumerate(LABELS) if label[0] != "I")
NARROW, WIDE = Struct(f"<{len(LABELS)}H"), Struct(f"<{len(LABELS)}I")
MIDDLE = 1 << 15
MOST_KEPT = 200_000
NEVER = -(1 << 40)
Scores = Sequence[float]


class Span(NamedTuple):
    """The tokens `first:last` of a sentence are a name: `PER`, `ORG`, `LOC`, or `MISC` for a name of something else."""

    first: int
    last: int
    kind: str


Form = tuple[str, ...]
"""The words that a name is spelled with."""


class Place(NamedTuple):
    """A place where a spelling stands; the span of a single word that the decoder left outside has no kind."""

    form: Form
    span: Span


class Sums:
    """The learned weights, summed group by group: one integer with a lane of 32 bits for every label."""

    def __init__(self, learned: dict[str, bytes]) -> None:
        self.learned = learned
        self.lanes = WordCache(self._lanes, MOST_KEPT)
        self.kept = WordCache(self._sum, MOST_KEPT)

    def of(self, told: Sequence[Group]) -> tuple[int, ...]:
        """A score for every label, all shifted by the same."""
        return WIDE.unpack(sum(map(self.kept.__getitem__, told)).to_bytes(WIDE.size, "little"))

    def _sum(self, group: Group) -> int:
        return sum([self.lanes[trait] for trait in tells(group) if trait in self.learned])

    def _lanes(self, trait: str) -> int:
        return int.from_bytes(WIDE.pack(*NARROW.unpack(self.learned[trait])), "little")


def pack(row: Sequence[int]) -> bytes:
    """A whole number for each label, as bytes; what is negative is kept above nought, so that sums need no sign."""
    return NARROW.pack(*(value + MIDDLE for value in row))


def unpack(packed: bytes) -> tuple[int, ...]:
    """The whole numbers of `pack`."""
    return tuple(value - MIDDLE for value in NARROW.unpack(packed))


@lru_cache(maxsize=1)
def _model() -> tuple[Sums, tuple[tuple[int, ...], ...]]:
    learned = weights("names")
    return Sums(learned), tuple(unpack(learned[move_trait(label)]) for label in range(len(LABELS) + 1))


def move_trait(label: int) -> str:
    """What the weights of the labels that follow a label are kept under; of a chain's first under `START`."""
    return f"after label:{LABELS[label] if label < START else 'start'}"


def best_path(scores: Sequence[Scores], moves: Sequence[Scores]) -> list[int]:
    """The labels of a chain with the highest sum of scores and moves (Viterbi); an inside follows its own kind only."""
    current: list[float] = [NEVER] * len(LABELS)
    for label in OPENING:
        current[label] = scores[0][label] + moves[START][label]
    steps: list[list[int]] = []
    for row in scores[1:]:
        step: list[int] = []
        following: list[float] = []
        for label, score in enumerate(row):
            chosen, most = OUTSIDE, float(NEVER)
            for before in BEFORE[label]:
                value = current[before] + moves[before][label]
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


def tag(sentences: Sequence[Sequence[str]]) -> list[list[Span]]:
    """The names of a report, sentence by sentence, each given as the texts of its tokens."""
    sums, moves = _model()
    lines = [line(sentence) for sentence in sentences]
    report = survey(lines)
    scored: list[dict[int, Scores]] = []
    found: list[list[Span]] = []
    for sentence in lines:
        scores: dict[int, Scores] = {}
        spans: list[Span] = []
        for first, last in chains(sentence):
            rows = [sums.of(groups(sentence, at, report)) for at in range(first, last)]
            scores.update(enumerate(rows, first))
            spans.extend(part for span in _spans(best_path(rows, moves), first) for part in _parted(sentence.words, span))
        scored.append(scores)
        found.append(spans)
    return _consistent(lines, report, scored, found)


def _spans(path: Sequence[int], start: int) -> Iterator[Span]:
    first = 0
    while first < len(path):
        last = first + 1
        if path[first] != OUTSIDE:
            inside = LABELS.index(f"I-{LABELS[path[first]][2:]}")
            while last < len(path) and path[last] == inside:
                last += 1
            yield Span(start + first, start + last, LABELS[path[first]][2:])
        first = last


def _parted(sentence: Sequence[str], span: Span) -> Iterator[Span]:
    """A name without the 's that ends it; who owns what follows is named apart: "Delhi's West Bagh" is two names.

    But a body may have such a name: "Norland Women's Council".
    """
    first = span.first
    owners = [at for at in range(first, span.last) if sentence[at] in POSSESSIVES]
    if span.kind == "MISC":
        owners = [at for at in owners if at == span.last - 1]
    elif span.kind == "ORG":
        owners = [at for at in owners if at == span.last - 1 or _is_body(sentence[first:at])]
    for at in (*owners, span.last):
        if first < at:
            yield span._replace(first=first, last=at)
        first = at + 1


def _is_body(name: Sequence[str]) -> bool:
    """Whether words are a body's name for themselves: letters alone, or more than one with a word of bodies at the end."""
    return bool(name) and (name[0].isupper() if len(name) == 1 else name[-1] in words("organisation_words"))


def _consistent(
    lines: Sequence[Line], report: Report, scored: Sequence[dict[int, Scores]], decoded: Sequence[list[Span]]
) -> list[list[Span]]:
    """Document-level label consistency: what is spelled alike in one report gets one label.

    The label is the one that a longer name fixes, else the winner of a vote of all places. A single word that the decoder left
    outside takes part where its spelling is a name elsewhere, and becomes a name unless being none wins.
    """
    names = surface_forms(lines, decoded)
    fixed = fixed_labels(names, report)
    spelled = fixed.keys() | {form for form, _ in names}
    places = [list(_places(*each, spelled)) for each in zip(lines, scored, decoded, strict=True)]
    tallies = vote(places, scored, fixed)
    return [
        [
            span._replace(kind=kind)
            for form, span in sentence
            if (kind := fixed.get(form) or (_winner(tallies[form], span) if form in tallies else span.kind))
        ]
        for sentence in places
    ]


def surface_forms(lines: Sequence[Line], decoded: Sequence[list[Span]]) -> list[Place]:
    """All names of a report as they are spelled."""
    return [_place(sentence, span) for sentence, spans in zip(lines, decoded, strict=True) for span in spans]


def fixed_labels(names: Sequence[Place], report: Report) -> dict[Form, str]:
    """The labels of single words that longer names fix.

    A person's last word, with or without the Arabic article, is that person. A body's first word that may be its short form
    is that body, unless it is somebody's last word. A word that the report writes small somewhere has no fixed label.
    """
    long = [form for form, span in names if span.kind == "PER" and len(form) > 1]
    last_words = {(word,) for form in long for word in (form[-1], bare(form[-1]))}
    short_forms = {form[:1] for form, span in names if span.kind == "ORG" and is_short_for(form[0], " ".join(form))}
    labels: dict[Form, str] = {**dict.fromkeys(short_forms, "ORG"), **dict.fromkeys(last_words, "PER")}
    return {form: label for form, label in labels.items() if form[0].lower() not in report.small}


def vote(
    places: Sequence[Sequence[Place]], scored: Sequence[dict[int, Scores]], fixed: Mapping[Form, str]
) -> dict[Form, list[float]]:
    """The summed scores, for being no name and then for each kind, of spellings with no fixed label and more than one place."""
    counts = Counter(form for sentence in places for form, _ in sentence)
    tallies: dict[Form, list[float]] = defaultdict(lambda: [0.0] * (len(KINDS) + 1))
    for scores, sentence in zip(scored, places, strict=True):
        for form, span in sentence:
            if counts[form] > 1 and form not in fixed:
                tallies[form] = [*map(add, tallies[form], _mean([scores[at] for at in range(span.first, span.last)]))]
    return dict(tallies)


def _place(sentence: Line, span: Span) -> Place:
    return Place(tuple(sentence.words[span.first : span.last]), span)


def _places(sentence: Line, scores: dict[int, Scores], spans: Sequence[Span], spelled: AbstractSet[Form]) -> Iterator[Place]:
    """The names of a sentence and the single words outside of them that are spelled like a name, in order."""
    covered = {at for first, last, _ in spans for at in range(first, last)}
    outside = [Span(at, at + 1, "") for at in scores.keys() - covered if (sentence.words[at],) in spelled]
    return (_place(sentence, span) for span in sorted([*spans, *outside]))


def _mean(rows: Sequence[Scores]) -> list[float]:
    """The mean score of a span's tokens for being no name, then for each kind."""
    inside = [sum(column) for column in zip(*rows[1:], strict=True)] or [0] * len(LABELS)
    sums = [rows[0][OUTSIDE] + inside[OUTSIDE], *(rows[0][begin] + inside[begin + 1] for begin in range(1, len(LABELS), 2))]
    return [value / len(rows) for value in sums]


def _winner(tally: Sequence[float], span: Span) -> str:
    """The kind with the highest score; for a word that the decoder left outside, "" where being no name scores as high."""
    best = max(range(1, len(tally)), key=tally.__getitem__)
    return "" if not span.kind and tally[0] >= tally[best] else KINDS[best - 1]
