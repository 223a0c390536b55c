"""Words that a verb of speech stands behind or between: "…, Anna Berg said", "…, said Anna Berg", "according to …".

Trees of such sentences are often wrong, since the verb hangs on its own object; here the order of words and the commas decide.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from generator.derive.speech.reporting import (
    FINITE_TAGS,
    ReportedWords,
    frames_of,
    has_finite_verb,
    is_quoted,
    is_time,
    lemma_with_particle,
)
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import trimmed
from generator.derive.syntax.quotation_marks import quoted_by_sentence
from generator.derive.syntax.trees import Trees, WordRange
from generator.model.findings import Confidence

BESIDE = "a verb of speech beside the words"
ACCORDING_TO = "according to"
RULES = (BESIDE, ACCORDING_TO)

COMMAS = frozenset({",", "—", "–", "--"})
MARKS = frozenset({'"', "“", "”", "``", "''"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM"})
RELATIVES = frozenset({"who", "which", "that", "whose"})
REST_OF_REPORT = frozenset({"but", "although", "though", "whereas", "which", "who", "while"})
CLAUSE_OPENERS = frozenset({"DET", "PRON", "PROPN", "NOUN", "SCONJ", "ADJ"})
VERB_TAGS = FINITE_TAGS | {"VBN"}
MAX_WORDS_OF_SOURCE = 30
MAX_CHARACTERS_TO_COMMA = 3
"""Characters from the end of quoted words to the end of a comma behind them."""
MIN_WORDS = 3


def find(text: AnnotatedText) -> Iterator[ReportedWords]:
    """Return the words that a verb of speech, or "according to", stands beside, one a sentence at most."""
    words = text.trees.words
    has_according = "according" in text.lower
    cues_of_report = [
        at for at, word in enumerate(words) if word.tag in VERB_TAGS or (has_according and text.trees.lower[at] == "according")
    ]
    for sentence in text.trees.sentences:
        cues = cues_of_report[bisect_left(cues_of_report, sentence.first) : bisect_left(cues_of_report, sentence.last)]
        found = (_at(text, sentence, at) for at in cues)
        yield from islice((one for one in found if one is not None), 1)


def _at(text: AnnotatedText, sentence: WordRange, at: int) -> ReportedWords | None:
    word = text.trees.words[at]
    if text.trees.lower[at] == "according" and at + 2 < sentence.last and text.trees.words[at + 1].text.lower() == "to":
        return None if is_quoted(text, at) else _according_to(text, sentence, at)
    if word.tag not in VERB_TAGS:
        return None
    if "beside" not in frames_of(lemma_with_particle(text.trees, at)) or is_quoted(text, at):
        return None
    return _behind_as(text, sentence, at) or _subject_first(text, sentence, at) or _verb_first(text, sentence, at)


def _behind_as(text: AnnotatedText, sentence: WordRange, verb: int) -> ReportedWords | None:
    """ "As Anna Berg noted on Monday, …"."""
    if text.trees.words[sentence.first].text.lower() != "as" or verb - sentence.first > MAX_WORDS_OF_SOURCE // 2:
        return None
    source = _without_marks(text.trees, WordRange(sentence.first + 1, verb))
    end = _end_of_cue(text, sentence, verb)
    if source is None or end is None or text.trees.words[end].text != "," or not _can_speak(text.trees, source):
        return None
    return _beside(text, sentence, WordRange(sentence.first, end), source, verb, is_first=True)


def _subject_first(text: AnnotatedText, sentence: WordRange, verb: int) -> ReportedWords | None:
    """ "…, Anna Berg, the minister, said on Monday."."""
    trees = text.trees
    comma = _comma_before(trees, sentence, verb)
    if comma is None:
        return None
    source = _without_marks(trees, WordRange(comma + 1, verb))
    end = _end_of_cue(text, sentence, verb)
    if source is None or end is None or comma - sentence.first < 2 or not _can_speak(trees, source):
        return None
    if _attributes_a_quote(text, comma) or _leads_to_a_quote(trees, end):
        return None
    return _beside(text, sentence, WordRange(comma, end), source, verb, is_first=False)


def _verb_first(text: AnnotatedText, sentence: WordRange, verb: int) -> ReportedWords | None:
    """ "…, said Anna Berg, the minister."."""
    trees = text.trees
    comma = verb - 1
    while comma > sentence.first and trees.words[comma].text in MARKS:
        comma -= 1
    if comma - sentence.first < 1 or trees.words[comma].text not in COMMAS:
        return None
    last = verb + 1
    while last < sentence.last and trees.words[last].text not in COMMAS and trees.words[last].tag not in FINITE_TAGS:
        last += 1
    if last < sentence.last and trees.words[last].tag in FINITE_TAGS:
        return None
    source = _without_marks(trees, WordRange(verb + 1, last))
    if source is None or trees.words[source.first].pos not in NOUNS | {"DET"} or not _can_speak(trees, source):
        return None
    if trees.words[source.first].pos == "PRON" and last > source.first + 1:
        return None
    if _attributes_a_quote(text, comma) or _leads_to_a_quote(trees, last):
        return None
    return _beside(text, sentence, WordRange(comma, last), source, verb, is_first=True)


def _comma_before(trees: Trees, sentence: WordRange, verb: int) -> int | None:
    """Return the comma before the source that ends before a verb; one of an apposition is passed over."""
    comma: int | None = None
    for at in range(verb - 1, max(sentence.first, verb - MAX_WORDS_OF_SOURCE) - 1, -1):
        word = trees.words[at]
        if word.text in {";", ":", "?", "!"}:
            break
        if word.tag in FINITE_TAGS and not _is_in_relative_clause(trees, sentence, at):
            break
        if word.text in COMMAS:
            if comma is not None and not _is_apposition(trees, WordRange(at + 1, comma), comma):
                break
            comma = at
            if at + 1 < verb and trees.words[verb - 1].text != ",":
                break
    return comma if comma is not None and comma < verb - 1 else None


def _can_speak(trees: Trees, source: WordRange) -> bool:
    """Return whether words can be a source: no relative pronoun, no "as", and no verb outside of a relative clause."""
    first = trees.words[source.first].text.lower()
    if first in RELATIVES or first in {"as", "if", "when", "what", "than", "where"}:
        return False
    return not any(
        trees.words[at].tag in FINITE_TAGS and not _is_in_relative_clause(trees, source, at) for at in range(*source)
    )


def _attributes_a_quote(text: AnnotatedText, comma: int) -> bool:
    """Return whether the words before a comma end with a direct quote that is a sentence of its own, not part of one."""
    end = text.trees.words[comma].end
    for span in quoted_by_sentence(text.doc).near(max(0, end - MAX_CHARACTERS_TO_COMMA - 1), end):
        if span.end <= end <= span.end + MAX_CHARACTERS_TO_COMMA or span.start < end <= span.end:
            before = text.doc.text[max(0, span.start - 4) : span.start].rstrip("\"“”`'’‘„«» ")
            return not before or before[-1] in ",:.?!\n" or text.doc.text[span.start].isupper()
    return False


def _leads_to_a_quote(trees: Trees, end: int) -> bool:
    """Return whether a cue ends with a colon, or with a comma before a quoted sentence."""
    after = trees.words[end : end + 3]
    if not after or after[0].text == ":":
        return bool(after)
    return len(after) == 3 and after[1].text in MARKS and after[2].text[0].isupper()


def _is_apposition(trees: Trees, words: WordRange, comma: int) -> bool:
    """Return whether the words before a comma are a name or noun that what follows the comma describes."""
    return words.first < words.last and any(trees.words[at].pos in {"PROPN", "NOUN", "PRON"} for at in range(*words))


def _is_in_relative_clause(trees: Trees, sentence: WordRange, at: int) -> bool:
    return any(trees.words[before].text.lower() in RELATIVES for before in range(max(sentence.first, at - 5), at))


def _end_of_cue(text: AnnotatedText, sentence: WordRange, verb: int) -> int | None:
    """Return one past the words of a cue: up to a comma or the sentence's end; None where a clause follows the verb."""
    trees = text.trees
    particle = trees.dependent(verb, "compound:prt")
    start = (verb if particle is None else particle) + 1
    for at in range(start, sentence.last):
        word = trees.words[at]
        if word.text in COMMAS or word.text in MARKS or word.text in {";", ":"}:
            return at
        if word.text in {".", "?", "!"} and at >= sentence.last - 2:
            return at
        if (word.text.lower() == "that" and word.pos == "SCONJ") or (at == start and word.pos == "INTJ"):
            return None
        opens_clause = at == start and (word.pos in CLAUSE_OPENERS or word.tag in FINITE_TAGS)
        if opens_clause and is_time(text, at) is None and "hearer" not in frames_of(trees.words[verb].lemma):
            return None
        if word.tag in FINITE_TAGS and not _is_subordinate(trees, start, at):
            return None
    return sentence.last


def _is_subordinate(trees: Trees, start: int, at: int) -> bool:
    words = {"who", "which", "that", "as", "when", "after", "before", "while", "where", "because", "since"}
    return any(trees.words[before].text.lower() in words for before in range(start, at))


def _beside(
    text: AnnotatedText, sentence: WordRange, cue: WordRange, source: WordRange, verb: int, *, is_first: bool
) -> ReportedWords | None:
    pieces = _pieces(text.trees, sentence, cue, is_first=is_first)
    if not pieces or text.trees.words[source.last - 1].tag in FINITE_TAGS:
        return None
    return ReportedWords(
        pieces=pieces,
        heads=(),
        source=source,
        cue=WordRange(verb, verb + 1),
        hearer=None,
        confidence=Confidence.LIKELY,
        rule=BESIDE,
    )


def _pieces(trees: Trees, sentence: WordRange, cue: WordRange, *, is_first: bool) -> tuple[WordRange, ...]:
    """Return the words of a sentence around a cue: what stands before it, and what goes on behind it."""
    before = trimmed(trees, WordRange(sentence.first, cue.first)) if cue.first > sentence.first else None
    after = WordRange(cue.last, sentence.last)
    while after.first < after.last and trees.words[after.first].pos == "PUNCT":
        after = WordRange(after.first + 1, after.last)
    goes_on = after.last - after.first >= MIN_WORDS and (
        before is None
        or not has_finite_verb(trees, before)
        or (
            not is_first
            and trees.words[after.first].tag != "VBG"
            and trees.words[after.first].text.lower() not in REST_OF_REPORT
        )
    )
    pieces = [piece for piece in (before, trimmed(trees, after) if goes_on else None) if piece]
    whole = sum(piece.last - piece.first for piece in pieces)
    if whole < MIN_WORDS or not any(has_finite_verb(trees, piece) for piece in pieces):
        return ()
    return tuple(pieces)


def _without_marks(trees: Trees, words: WordRange) -> WordRange | None:
    """Return the words of a source without the marks at their ends; None where none are left."""
    first, last = words
    while first < last and trees.words[first].pos in {"PUNCT", "CCONJ"}:
        first += 1
    while first < last and (trees.words[last - 1].pos in {"PUNCT", "ADV", "AUX"}):
        last -= 1
    return WordRange(first, last) if first < last else None


def _according_to(text: AnnotatedText, sentence: WordRange, at: int) -> ReportedWords | None:
    """ "According to Anna Berg, …", "…, according to Anna Berg."."""
    trees = text.trees
    last = at + 2
    while last < sentence.last - 1 and trees.words[last].text not in COMMAS | {";"}:
        last += 1
    source = _without_marks(trees, WordRange(at + 2, last))
    pieces = _pieces(trees, sentence, WordRange(at, last), is_first=at - sentence.first > 1)
    if source is None or not pieces:
        return None
    return ReportedWords(
        pieces=pieces,
        heads=(),
        source=source,
        cue=WordRange(at, at + 2),
        hearer=None,
        confidence=Confidence.LIKELY,
        rule=ACCORDING_TO,
    )
