"""A sentence of a draft held against sentences of reports: supported, contradicted, or not in the reports.

Supported is only what one sentence bears out whole: the quoted words, each actor in its part, each number and date, what is
said of them, and nearly all of the other words. A sentence of the same matter that says one of these otherwise contradicts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache, partial

from generator.derive.lexicon import lines
from generator.dossier.audit.sentences import NO, SPEECH, CheckableSentence, Predication, one_word, plain
from generator.model.values import CompactValue

MIN_SUPPORT, MIN_SAME_MATTER = 0.72, 0.5
"""The share of a claim's words that a sentence must have to bear it out, and to be about the same matter."""
MIN_SHARED_WORDS = 2.0
"""The weight of the words that two sentences of one matter share, at least, with one for each name."""
WEIGHT_BEFORE, WEIGHT_OF_CONTRARY = 0.6, 0.5
"""The weight of a word that stands in the sentences before one only, and of one whose contrary stands in it."""
MIN_LIKE_QUOTE = 0.6
"""The share of quoted words that stand in a report in their order, from which these are another's version of them."""
OTHER_SIDE = {"for": "against", "against": "for"}
MIN_QUOTED_WORDS = 3
"""Fewer quoted words are like no others."""
DAYS_BEFORE_REPORT = 7
"""A sentence without a date tells of what was so many days before its report at most."""


def likeness(claim: CheckableSentence, sentence: CheckableSentence) -> float:
    """Return how much two sentences have in common, by which those are chosen that are compared; 0 for nothing."""
    words = sum(weight * _presence(word, sentence) for word, weight in claim.words.items())
    names = 1.5 * len(claim.names.keys() & sentence.names)
    numbers = len({value for value, _ in claim.numbers} & {value for value, _ in sentence.numbers})
    quoted = max((_share_in_order(said, sentence.plain) for said in claim.quoted), default=0.0)
    return words + names + 1.5 * numbers + 10 * (quoted if quoted >= MIN_LIKE_QUOTE else 0)


class Support(StrEnum):
    """The support that the dossier lends a sentence."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    ABSENT = "not in the reports"


class Comparison(CompactValue, frozen=True):
    """A sentence of a report beside a claim: what the claim has that it lacks, and what it says otherwise, in words.

    `coverage` is the share of the claim's words that it has, from 0 to 1.
    """

    sentence: CheckableSentence
    coverage: float
    shared: float
    lacks: tuple[str, ...]
    differs: tuple[str, ...]


class Verdict(CompactValue, frozen=True):
    """The support of a claim, the sentence of a report that says so, if any, and the reasons."""

    claim: CheckableSentence
    support: Support
    by: CheckableSentence | None
    reasons: tuple[str, ...]


def judge(claim: CheckableSentence, found: Sequence[CheckableSentence]) -> Verdict:
    """Return the verdict on a claim by the sentences that are most like it."""
    compared = sorted((compare(claim, one) for one in found), key=_nearness, reverse=True)
    if bearing := next((one for one in compared if not one.lacks and not one.differs), None):
        return Verdict(claim, Support.SUPPORTED, bearing.sentence, ())
    if against := next((one for one in compared if one.differs and _contradicts(claim, one)), None):
        return Verdict(claim, Support.CONTRADICTED, against.sentence, against.differs)
    nearest = next((one for one in compared if _is_same_matter(claim, one)), None)
    return Verdict(claim, Support.ABSENT, nearest.sentence if nearest else None, nearest.lacks if nearest else ())


def compare(claim: CheckableSentence, sentence: CheckableSentence) -> Comparison:
    """Return what a sentence has of a claim."""
    said = _predications(claim, sentence)
    found = [said, *(check(claim, sentence) for check in (_quotes, _numbers, _actors, partial(_dates, is_same=not said[0])))]
    lacks = [missing for missing_, _ in found for missing in missing_]
    differs = [other for _, others in found for other in others]
    total = sum(claim.words.values())
    shared = sum(weight * _presence(word, sentence) for word, weight in claim.words.items())
    coverage = shared / total if total else 1.0
    if coverage < MIN_SUPPORT:
        lacks.append("words: " + ", ".join(word for word in claim.words if not _presence(word, sentence)))
    elif lacks and not differs and _is_all_but_numbers(claim, sentence, lacks):
        lacks, differs = [], [f"{lacks[0]}, not {', '.join(value for value, _ in sentence.numbers)}"]
    return Comparison(sentence, coverage, shared, tuple(lacks), tuple(differs))


def _presence(word: str, sentence: CheckableSentence) -> float:
    """Return 1 for a word of a sentence, less for its contrary, and for one that those before it have, and 0 for others."""
    if word in sentence.words:
        return 1.0
    if not _contraries(word).isdisjoint(sentence.words):
        return WEIGHT_OF_CONTRARY
    return WEIGHT_BEFORE if word in sentence.before else 0.0


def _contraries(word: str) -> frozenset[str]:
    """Return the words that say the contrary of a word, or that what it says is not."""
    return _opposites().get(word, frozenset()) | {word.removeprefix(NO) if word.startswith(NO) else NO + word}


def _is_all_but_numbers(claim: CheckableSentence, sentence: CheckableSentence, lacks: Sequence[str]) -> bool:
    """Return whether a sentence says all of a claim with other numbers, as many or more."""
    numbers = {f"{value} {counted}".strip() for value, counted in claim.numbers}
    return set(lacks) <= numbers and len(sentence.numbers) >= len(claim.numbers)


def _nearness(one: Comparison) -> tuple[float, float, str]:
    return one.coverage - 0.2 * len(one.lacks) - 0.1 * len(one.differs), one.shared, one.sentence.slug


def _is_same_matter(claim: CheckableSentence, one: Comparison) -> bool:
    shared_names = len(claim.names.keys() & one.sentence.names)
    if any(_share_in_order(words, one.sentence.plain) >= MIN_LIKE_QUOTE for words in claim.quoted):
        return True
    is_named = shared_names or not claim.names
    return bool(is_named) and one.coverage >= MIN_SAME_MATTER and one.shared + shared_names >= MIN_SHARED_WORDS


def _contradicts(claim: CheckableSentence, one: Comparison) -> bool:
    """Return whether what a sentence says otherwise is of the same matter.

    It lacks none of the actors, but for one to whom the same actor did the same, and one who is said to have said it.
    """
    said = {who for said in claim.predications for who in said.patients if not set(said.agents).isdisjoint(one.sentence.names)}
    told = any(f" {words} " in f" {one.sentence.plain} " for words in claim.quoted)
    allowed = {claim.names.get(who) for who in (*said, *(claim.speakers if told else ()))}
    return _is_same_matter(claim, one) and not set(one.lacks) & ({*claim.names.values()} - allowed)


Found = tuple[list[str], list[str]]
"""What a sentence lacks, and what it says otherwise."""


def _quotes(claim: CheckableSentence, sentence: CheckableSentence) -> Found:
    """Hold quoted words, and who says them, against a sentence. Words of the draft may be quoted from unmarked words."""
    lacks: list[str] = []
    differs: list[str] = []
    text = f" {sentence.plain} "
    for words in claim.quoted:
        if f" {words} " in text:
            if claim.speakers and sentence.speakers and set(claim.speakers).isdisjoint(sentence.speakers):
                differs.append("said by another: " + ", ".join(_named(sentence, sentence.speakers)))
        elif _share_in_order(words, sentence.plain) >= MIN_LIKE_QUOTE:
            differs.append("the words quoted are others")
        else:
            lacks.append(f"the words “{words}”")
    return lacks, differs


def _numbers(claim: CheckableSentence, sentence: CheckableSentence) -> Found:
    lacks: list[str] = []
    differs: list[str] = []
    there = {value for value, _ in sentence.numbers}
    for value, counted in claim.numbers:
        if value in there:
            continue
        unit = value.partition(" ")[2]
        others = [
            other
            for other, of in sentence.numbers
            if (of and of == counted) or (unit and other.partition(" ")[2] == unit and other not in dict(claim.numbers))
        ]
        (differs if others else lacks).append(f"{value} {counted}".strip() + (f", not {others[0]}" if others else ""))
    return lacks, differs


def _dates(claim: CheckableSentence, sentence: CheckableSentence, *, is_same: bool) -> Found:
    """Hold the dates of a claim against those of a sentence; of one without, against its report's day.

    Another date is a difference where the sentence tells the same (`is_same`), and else only a lack.
    """
    lacks: list[str] = []
    differs: list[str] = []
    for first, last, words in claim.days:
        if any((first <= until and begin <= last) or said == words for begin, until, said in sentence.days):
            continue
        if sentence.days and is_same:
            differs.append(f"{words}: the report says {', '.join(said for _, _, said in sentence.days)}")
        elif sentence.days or not (sentence.day and _days_before(sentence.day) <= last and first <= sentence.day):
            lacks.append(words)
    return lacks, differs


def _actors(claim: CheckableSentence, sentence: CheckableSentence) -> Found:
    """Hold the actors of a claim against a sentence, which may name them otherwise, or mean those of the sentences before it.

    Those who take no part in what the claim says need only be named somewhere in the report.
    """
    known = {*sentence.names, *sentence.speakers}
    taking_part = {*claim.parties, *(who for one in claim.predications for who in (*one.agents, *one.patients))}
    plain_text = f" {sentence.plain} "
    return [
        name
        for who, name in claim.names.items()
        if who not in known
        and not all(f" {word} " in plain_text for word in plain(name).split())
        and not (who in sentence.before and (sentence.refers_back or who not in taking_part))
        and not (who in sentence.around and who not in taking_part)
    ], []


def _predications(claim: CheckableSentence, sentence: CheckableSentence) -> Found:
    lacks: list[str] = []
    differs: list[str] = []
    for said in claim.predications:
        same = [other for other in sentence.predications if other.deed == said.deed]
        contrary = [other for other in sentence.predications if _are_contrary(said, other)]
        if same:
            reasons = [_difference(claim, said, other, sentence) for other in same]
            if all(reasons):
                differs.append(min(reasons))
        elif contrary:
            differs.append(f"the report says “{contrary[0].lemma}”, not “{said.lemma}”")
        elif said.deed not in sentence.words and not _is_plain(said):
            lacks.append(f"“{said.lemma}”")
    differs += _contrary_words(claim, sentence)
    differs += _other_sides(claim, sentence) if lacks else []
    return lacks, differs


def _other_sides(claim: CheckableSentence, sentence: CheckableSentence) -> list[str]:
    """Return who takes the other side in a sentence than in a claim, and not the same one besides."""
    sides = {(who, side) for who, side in sentence.stances}
    return [
        f"{claim.names.get(who, who)} is {OTHER_SIDE[side]} it"
        for who, side in claim.stances
        if side in OTHER_SIDE and (who, OTHER_SIDE[side]) in sides and (who, side) not in sides
    ]


def _difference(claim: CheckableSentence, said: Predication, other: Predication, sentence: CheckableSentence) -> str:
    """Return how a clause of a report differs from one of a claim with the same verb; "" where it does not."""
    if said.negated != other.negated:
        return f"the report says that “{other.lemma}” is {'not ' if other.negated else ''}so"
    if other.is_open and not said.is_open:
        return f"the report tells of “{other.lemma}” as planned or possible only"
    is_speaker = said.deed == SPEECH and not set(said.agents).isdisjoint(sentence.speakers)
    if not is_speaker and _are_others(claim, said.agents, other.agents, sentence):
        return "by another: " + ", ".join(_named(sentence, other.agents))
    if _are_others(claim, said.patients, other.patients, sentence):
        return "to another: " + ", ".join(_named(sentence, other.patients))
    return ""


def _are_others(claim: CheckableSentence, mine: Sequence[str], theirs: Sequence[str], sentence: CheckableSentence) -> bool:
    """Return whether a claim and a sentence have others in a part, none of whom is named within another's name."""
    if not mine or not theirs or not set(mine).isdisjoint(theirs):
        return False
    names, others = ({*plain(name).split()} for name in (" ".join(_named(claim, mine)), " ".join(_named(sentence, theirs))))
    return names.isdisjoint(others)


def _are_contrary(said: Predication, other: Predication) -> bool:
    return other.deed in _opposites().get(said.deed, ())


def _contrary_words(claim: CheckableSentence, sentence: CheckableSentence) -> list[str]:
    """Return the words of a sentence that say the contrary of words of the claim that it lacks."""
    mine, theirs = claim.words.keys() - sentence.words.keys(), sentence.words.keys() - claim.words.keys()
    return [f"the report says “{other}”, not “{word}”" for word in sorted(mine) for other in sorted(_contraries(word) & theirs)]


def _is_plain(said: Predication) -> bool:
    """Return whether a verb says little by itself."""
    return said.lemma in {"be", "have", "do", "make", "take", "get", "go", "become", "say", "include"}


def _named(sentence: CheckableSentence, who: Sequence[str]) -> Iterator[str]:
    return (sentence.names.get(one) or sentence.around.get(one, one) for one in who)


def _share_in_order(words: str, text: str) -> float:
    """Return the share of some words that stand in a text in their order; 0 where it is small."""
    wanted, there = words.split(), text.split()
    if len(wanted) < MIN_QUOTED_WORDS or sum(map(set(there).__contains__, wanted)) < MIN_LIKE_QUOTE * len(wanted):
        return 0.0
    row = [0] * (len(there) + 1)
    for word in wanted:
        before = 0
        for at, other in enumerate(there, 1):
            before, row[at] = row[at], before + 1 if word == other else max(row[at], row[at - 1])
    return row[-1] / len(wanted)


def _days_before(day: str) -> str:
    return date.fromordinal(max(1, date.fromisoformat(day).toordinal() - DAYS_BEFORE_REPORT)).isoformat()


@lru_cache(maxsize=1)
def _opposites() -> Mapping[str, frozenset[str]]:
    """Return the words that say the contrary of each word of `opposites.txt`."""
    found: dict[str, set[str]] = {}
    for line in lines("opposites.txt"):
        left, right = (side.split() for side in line.split("|"))
        for words, others in ((left, right), (right, left)):
            for word in words:
                found.setdefault(one_word(word, ""), set()).update(one_word(other, "") for other in others)
    return {word: frozenset(others) for word, others in found.items()}
