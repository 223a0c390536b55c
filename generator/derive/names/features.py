"""Features of the name tagger: a word's shape and lists, its neighbours, its run of capitals, and the rest of the report.

They come in groups, `(role, key)`, so that the weights of a group can be summed once and cached: `feature_groups` lists the
groups of a token, `features_of` the features of a group.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, count
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.names.gazetteer import entries_from, genders
from generator.derive.names.titles import title_words
from generator.derive.syntax.document import TOKEN
from generator.derive.syntax.word_cache import WordCache

FeatureGroup = tuple[str, str]
EDGE = "|"
OPENING_MARKS = frozenset("\"“‘'([:;–—-•/")
WORDS_INSIDE_NAMES = frozenset(
    "of the for and & de la le da del della van von der den bin ibn al el du des - . ' ’ ’s 's / on in to at i e".split()
)
MAX_GAP_WORDS, HEADLINE_SHARE, MIN_HEADLINE_CAPITALS, SHORT_ACRONYM_LETTERS, LONG_RUN_WORDS = 2, 0.7, 3, 5, 4
POSSESSIVES = frozenset({"'s", "’s"})
PLACE_PREPOSITIONS = frozenset({"in", "near", "from"})
UPPER, LOWER, DIGITS = re.compile(r"[A-Z]+"), re.compile(r"[a-zà-ÿ]+"), re.compile(r"\d+")

Run = tuple[int, int]


class Line(NamedTuple):
    """The texts of a sentence's tokens, with its runs of capitalised words and the run of each such word by its index.

    `padded` has two edges before the words and two behind them.
    """

    words: Sequence[str]
    padded: tuple[str, ...]
    runs: tuple[Run, ...]
    run_at: dict[int, Run]
    is_headline: bool


def read_line(words_: Sequence[str]) -> Line:
    """Find the runs of capitalised words in a sentence, and whether it is a headline, where a capital says little."""
    capitals = [*compress(count(), map(CAPITALS.__getitem__, words_))]
    runs: list[Run] = []
    run_at: dict[int, Run] = {}
    first = 0
    for place, at in enumerate(capitals):
        if place + 1 == len(capitals) or capitals[place + 1] > at + 1:
            runs.append((capitals[first], at + 1))
            run_at.update(dict.fromkeys(capitals[first : place + 1], runs[-1]))
            first = place + 1
    is_headline = len(capitals) > MIN_HEADLINE_CAPITALS and len(capitals) >= HEADLINE_SHARE * sum(
        word[:1].isalpha() for word in words_
    )
    return Line(words_, (EDGE, EDGE, *words_, EDGE, EDGE), tuple(runs), run_at, is_headline)


def is_capital(word: str) -> bool:
    """Return whether a word may belong to a name: "Paris", "iPhone", "al-Qaida"."""
    return word[:1].isupper() or (len(word) > len("iX") and word[:1].islower() and not word.islower())


CAPITALS = WordCache(is_capital)


def capitalised_chains(sentence: Line) -> Iterator[Run]:
    """Return stretches of capitalised words with the small words and numbers between them, save lone plain openers."""
    first = last = -1
    for run in sentence.runs:
        if first < 0:
            first, last = run
        elif _goes_on(sentence.words[last : run[0]]):
            last = run[1]
        else:
            if not _only_opens(sentence.words, first, last):
                yield first, last
            first, last = run
    if first >= 0 and not _only_opens(sentence.words, first, last):
        yield first, last


def _only_opens(sentence: Sequence[str], first: int, last: int) -> bool:
    """Return whether a chain is one plain word that has its capital only from opening a sentence: "The", "However"."""
    return last - first == 1 and opens(sentence, first) and _is_plain(sentence[first])


@lru_cache(maxsize=20_000)
def _is_plain(word: str) -> bool:
    small = word.lower()
    return (word[1:].islower() or word in {"A", "I"}) and (
        small in words("sentence_openers") or small in words("topic_stopwords")
    )


def opens(sentence: Sequence[str], at: int) -> bool:
    """Return whether a token opens a sentence, words in quotation marks or brackets, or what follows a colon."""
    return at == 0 or sentence[at - 1] in OPENING_MARKS


def _goes_on(between: Sequence[str]) -> bool:
    return len(between) <= MAX_GAP_WORDS and all(word in WORDS_INSIDE_NAMES or word[:1].isdigit() for word in between)


class DocumentEvidence(NamedTuple):
    """A whole report's evidence about words: those written small, those capitalised within a sentence, and signs of names.

    `signs` holds for each word the letters of the signs that `_signs` finds.
    """

    lowercase: frozenset[str]
    capitalised: frozenset[str]
    signs: dict[str, str]


def document_evidence(sentences: Sequence[Line]) -> DocumentEvidence:
    """Collect what the sentences of a report say about each other's words."""
    capitalised: set[str] = set()
    capitals: set[str] = set()
    signs_of: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        for first, last in sentence.runs:
            capitals.update(sentence.words[first:last])
            capitalised.update(sentence.words[first + opens(sentence.words, first) : last])
            for word, sign in _signs(sentence.words, first, last):
                signs_of[word].add(sign)
    small = frozenset().union(*(sentence.words for sentence in sentences)) - capitals
    return DocumentEvidence(small, frozenset(capitalised), {word: "".join(sorted(signs)) for word, signs in signs_of.items()})


def _signs(sentence: Sequence[str], first: int, last: int) -> Iterator[FeatureGroup]:
    """Return (word, sign) for the words of a run of capitals.

    P: the end of a person's name, G: a given name, O: an organisation, f and l: first and last of a run, S: a speaker,
    I: after a preposition of place, A: letters in brackets, H: a possessor, t: behind "the".
    """
    before = sentence[first - 1] if first else ""
    after = sentence[last] if last < len(sentence) else ""
    opening, closing = sentence[first], sentence[last - 1]
    if last - first > 1:
        if opening in genders() or opening in words("honorifics") or _is_title(opening) or _is_title(before):
            yield closing, "P"
        if opening in genders():
            yield opening, "G"
        if any(word in words("organisation_words") or word in words("company_suffixes") for word in sentence[first:last]):
            yield from ((word, "O") for word in sentence[first:last])
        else:
            yield from ((opening, "f"), (closing, "l"))
    if after in words("speech_verbs") or after == "who":
        yield closing, "S"
    if before in PLACE_PREPOSITIONS:
        yield opening, "I"
    if before == "(" and after == ")" and opening.isupper():
        yield opening, "A"
    if after in POSSESSIVES:
        yield closing, "H"
    if before == "the":
        yield opening, "t"


def feature_groups(sentence: Line, at: int, evidence: DocumentEvidence) -> list[FeatureGroup]:
    """Return the groups of features of one token."""
    spelled = sentence.words
    before2, before, word, after, after2 = sentence.padded[at : at + 5]
    small = word.lower()
    looks = shape(word)
    cities = _cities()
    found = [
        ("word", word),
        ("before", before),
        ("after", after),
        ("before2", before2),
        ("after2", after2),
        ("pair before", f"{before.lower()}{EDGE}{small}"),
        ("pair after", f"{small}{EDGE}{after.lower()}"),
        ("looks", f"{shape(before)}{EDGE}{looks}{EDGE}{shape(after)}"),
    ]
    if signs := evidence.signs.get(word):
        found.append(("report", signs))
    if (word in cities or before in cities) and (city := _city(spelled, at)):
        found.append(("city", city))
    if sentence.is_headline:
        found += [("headline", looks), ("headline", "")]
    if opens(spelled, at):
        known = ("small " if small in evidence.lowercase else "") + ("inner" if word in evidence.capitalised else "")
        found.append(("opens", f"{known}{EDGE}{'capital' if after[:1].isupper() else 'small'}"))
    elif small in evidence.lowercase:
        found.append(("small", ""))
    first, last = sentence.run_at.get(at, (at, at + 1))
    if last - first == 1:
        found.append(("place", "alone"))
    else:
        found += _of_run(spelled, at, first, last)
    return found


def _of_run(sentence: Sequence[str], at: int, first: int, last: int) -> list[FeatureGroup]:
    """Return the groups for the run of capitals around a token: its first and last word, and the words beside it."""
    place = "first" if at == first else "last" if at == last - 1 else "mid"
    found = [("place", f"{place}{min(last - first, LONG_RUN_WORDS)}")]
    if at < last - 1:
        found += [("head", sentence[last - 1]), ("after run", _word(sentence, last))]
    if at > first:
        found += [("first", sentence[first]), ("before run", _word(sentence, first - 1))]
    return found


def _word(sentence: Sequence[str], at: int) -> str:
    return sentence[at] if 0 <= at < len(sentence) else EDGE


def _city(sentence: Sequence[str], at: int) -> str:
    """Return the place of a token in a large city's name of several words, "word 0" or "word 1"; "" outside of any."""
    for back in (0, 1):
        for name in _cities().get(_word(sentence, at - back), ()):
            if at >= back and tuple(sentence[at - back : at - back + len(name)]) == name:
                return f"word {back}"
    return ""


def features_of(group: FeatureGroup) -> list[str]:
    """Return the features of a group, the keys of the learned weights; for most groups the key alone."""
    role, key = group
    spell = FEATURES_BY_ROLE.get(role)
    return [f"{role}:{feature}" for feature in spell(key)] if spell else [f"{role}:{key}"]


def _of_word(word: str) -> Iterator[str]:
    small = word.lower()
    yield f"w={word}"
    yield from [f"ends={word[-length:].lower()}" for length in (2, 3, 4)]
    yield from (f"begins={word[:3].lower()}", f"begins={word[:4].lower()}", f"l={small}", f"shape={shape(word)}")
    yield from classes(word)


def _of_neighbour(word: str) -> tuple[str, ...]:
    return (f"shape={shape(word)}", *_of_head(word))


def _of_head(word: str) -> tuple[str, ...]:
    return (f"ends={word[-3:].lower()}", *_of_further(word))


def _of_further(word: str) -> tuple[str, ...]:
    return (f"l={word.lower()}", *classes(word))


def _of_opening(key: str) -> tuple[str, ...]:
    known, following = key.split(EDGE)
    return following, known, key


FEATURES_BY_ROLE: dict[str, Callable[[str], Iterable[str]]] = {
    "word": _of_word,
    **dict.fromkeys(("before", "after"), _of_neighbour),
    **dict.fromkeys(("before2", "after2", "first", "after run"), _of_further),
    "head": _of_head,
    "before run": lambda word: (f"l={word.lower()}",),
    "report": lambda signs: (signs, *signs),
    "place": lambda place: ("", place),
    "opens": _of_opening,
}
"""The features of the groups that have more than their key, by role."""


def _shape(word: str) -> str:
    """The shape of a word: capitals, small letters, digits."""
    if word.isalpha():
        if word.isupper():
            return "X" if len(word) == 1 else "XX" if len(word) <= SHORT_ACRONYM_LETTERS else "XXX"
        return "x" if word.islower() else "Xx" if word[0].isupper() and word[1:].islower() else "xX"
    if word.isdigit():
        return "dddd" if len(word) == len("2010") else "d"
    if len(word) == 1:
        return word
    return DIGITS.sub("d", LOWER.sub("x", UPPER.sub("X", word)))[:6]


SHAPES = WordCache(_shape)
shape = SHAPES.__getitem__


@lru_cache(maxsize=20_000)
def classes(word: str) -> tuple[str, ...]:
    """The lists that a word stands on; a word all in capitals counts as written small too ("KUALA LUMPUR")."""
    if word.isupper() and len(word) > SHORT_ACRONYM_LETTERS - 1:
        word = word.title()
    small = word.lower()
    found = [name for name, list_ in _lists().items() if word in list_]
    found += [name for name, is_one in (("title", _is_title(word)), ("says", small in words("speech_verbs"))) if is_one]
    found += ["opener"] if small in words("sentence_openers") else []
    found += ["of function"] if small in words("function_words") else []
    for name, known in entries_from(word):
        found.append(f"known {known.sense} {known.kind.value}" if len(name) == 1 else f"begins {known.kind.value}")
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _lists() -> dict[str, Container[str]]:
    """Return the lists of words that a class of its own stands for."""
    return {
        "given": genders(),
        "city": words("cities"),
        "body": words("bodies"),
        "honorific": words("honorifics"),
        "of organisations": words("organisation_words"),
        "legal form": words("company_suffixes"),
        "of places": words("place_words"),
        "of things": words("thing_words"),
        "no name": words("not_names"),
    }


def _is_title(word: str) -> bool:
    return word.lower() in title_words()


@lru_cache(maxsize=1)
def _cities() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Large cities of several words, by their first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for city in sorted(city for city in words("cities") if not city.isalpha()):
        parts = tuple(TOKEN.findall(city))
        if len(parts) > 1:
            found[parts[0]].append(parts)
    return {first: tuple(names) for first, names in found.items()}
