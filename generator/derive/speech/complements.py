"""Clauses that are the object of a verb of speech: "said that …", "told reporters …", "asked whether …".

The tree says which verb speaks and who is its subject; where the reported clause begins and ends is told by the order of words.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.derive.speech.reporting import (
    FINITE_TAGS,
    ReportedWords,
    frames_of,
    is_quoted,
    is_time,
    lemma_with_particle,
    may_report,
    phrase_of,
    sources,
)
from generator.derive.speech.speech_verbs import subject_before
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import Clause, Tense, trimmed
from generator.derive.syntax.trees import ROOT, Trees, WordRange
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Confidence

CLAUSE = "a clause after a verb of speech"
ATTITUDE = "a clause after a verb of thought"
RULES = (CLAUSE, ATTITUDE)

MAX_WORDS_TO_THAT = 16
MIN_WORDS = 3
MARKS = frozenset({'"', "“", "”", "``", "''", "«", "»", "„", "‘", "’", "'"})
OPENERS = frozenset(
    {"VERB", "AUX", "ADP", "DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM", "ADV", "SYM", "PUNCT", "SCONJ", "CCONJ"}
)


def find(text: AnnotatedText) -> Iterator[ReportedWords]:
    """Return the clauses that verbs of speech report, in the order of the verbs."""
    trees = text.trees
    for at, word in enumerate(trees.words):
        if word.pos != "VERB" or not may_report(word.lemma) or text.mention_at(at) is not None:
            continue
        frames = frames_of(lemma_with_particle(trees, at))
        clause = text.clause_at.get(at)
        if "clause" not in frames or is_quoted(text, at) or not _asserts(trees, at, clause):
            continue
        content = _content(text, at, frames)
        heads = sources(text, clause) if clause and content else ()
        source = phrase_of(trees, heads) if heads else _source_by_order(text, at, clause) if content else None
        if content is None or source is None:
            continue
        is_attitude = "attitude" in frames
        yield ReportedWords(
            pieces=(content,),
            heads=heads,
            source=source,
            cue=WordRange(at, _behind_particle(trees, at)),
            hearer=_hearer(trees, at, content) if "hearer" in frames else None,
            confidence=Confidence.UNSURE if is_attitude else Confidence.LIKELY,
            rule=ATTITUDE if is_attitude else CLAUSE,
        )


def _asserts(trees: Trees, verb: int, clause: Clause | None) -> bool:
    """Return whether somebody speaks: not "did not say", "if she says", "did she say?", "to say", "a said plan"."""
    if clause is None:
        return trees.words[verb].tag in FINITE_TAGS
    if clause.tense is Tense.NONE and trees.words[verb].tag == "VB":
        return False
    return not (clause.negated or clause.is_question or clause.modal or clause.marker in {"if", "whether", "unless"})


def _source_by_order(text: AnnotatedText, verb: int, clause: Clause | None) -> WordRange | None:
    """Return the words of the subject before a verb that the tree has none for."""
    if clause is not None and clause.passive:
        return None
    token = text.token_of_word[verb]
    low = text.doc.sentences[text.doc.sentence_at(text.trees.words[verb].start)].first
    subject = subject_before(text, low, token)
    if subject is None or subject.first >= subject.last:
        return None
    first = text.trees.word_at(text.tokens[subject.first].start)
    return WordRange(first, text.trees.word_at(text.tokens[subject.last - 1].start) + 1)


def _hearer(trees: Trees, verb: int, content: WordRange) -> int | None:
    hearer = trees.dependent(verb, "iobj", "obj")
    return hearer if hearer is not None and verb < hearer < content.first else None


def _behind_particle(trees: Trees, verb: int) -> int:
    particle = trees.dependent(verb, "compound:prt")
    return (verb if particle is None else particle) + 1


def _content(text: AnnotatedText, verb: int, frames: frozenset[str]) -> WordRange | None:
    """Return the words that a verb reports behind it, without "that"."""
    trees = text.trees
    sentence = trees.sentences[text.doc.sentence_at(trees.words[verb].start)]
    end = _end(trees, verb, sentence)
    at = _behind_particle(trees, verb)
    that = _that(trees, at, min(end, at + MAX_WORDS_TO_THAT))
    start = that if that is not None else _bare_start(text, verb, at, end, frames)
    if start is None or end - start < MIN_WORDS:
        return None
    span = trimmed(trees, WordRange(start, _before_aside(trees, start, end)))
    if span.last - span.first < MIN_WORDS or (that is None and not _has_main_verb(trees, span)):
        return None
    return span


def _that(trees: Trees, at: int, stop: int) -> int | None:
    """Return the first word behind "that", or a word of asking, where no clause and no object of its own comes before it."""
    for index in range(at, stop):
        word = trees.words[index]
        lower = word.text.lower()
        if lower == "that" and word.pos in {"SCONJ", "PRON"} and word.tag != "DT":
            is_relative = index > at and word.pos == "PRON" and trees.words[index - 1].pos in {"NOUN", "PROPN"}
            return None if is_relative else index + 1
        if lower in word_class("asking_word") and (index == at or lower != "as"):
            return index
        if word.tag in FINITE_TAGS or word.text in MARKS or word.text in {":", ";", "."}:
            return None
    return None


def _bare_start(text: AnnotatedText, verb: int, at: int, end: int, frames: frozenset[str]) -> int | None:
    """Return the first word of a clause without "that": behind adverbs, times, "in a statement", and the hearer."""
    trees = text.trees
    if trees.words[verb].tag in FINITE_TAGS and _follows_quote(trees, verb):
        return None
    if "hearer" in frames:
        hearer = trees.dependent(verb, "iobj", "obj")
        if hearer is not None and hearer >= at:
            at = max(at, trees.extent(hearer, ("acl", "conj", "appos", "parataxis", "ccomp")).last)
    at = _behind_adverbials(text, at, end)
    if at >= end or trees.words[at].pos not in OPENERS or trees.words[at].text in {",", ".", ";", "to"}:
        return None
    return at


def _follows_quote(trees: Trees, verb: int) -> bool:
    """Return whether a verb stands right behind quoted words, or a comma behind them."""
    before = trees.words[verb - 1].text if verb else ""
    return before in MARKS or (before == "," and verb > 1 and trees.words[verb - 2].text in MARKS)


def _behind_adverbials(text: AnnotatedText, at: int, end: int) -> int:
    """Return the first word that is no adverb, time or place of the verb before it."""
    trees = text.trees
    while at < end:
        word = trees.words[at]
        if is_time(text, at) is not None:
            at = is_time(text, at) or at + 1
        elif word.text.lower() in {"on", "in", "at", "during"} and word.pos == "ADP" and trees.words[at].head != ROOT:
            noun = trees.words[at].head
            if noun <= at or noun - at > 6:
                return at
            at = trees.extent(noun, ("acl", "conj", "appos", "parataxis", "ccomp", "nsubj")).last
        elif word.pos == "ADV" and at + 1 < end and word.text.lower() in word_class("adverb_of_speech"):
            at += 1
        else:
            return at
    return at


def _end(trees: Trees, verb: int, sentence: WordRange) -> int:
    """Return one past the last word that may belong to what a verb reports."""
    if _hangs_on_its_content(trees, verb):
        end = trees.extent(trees.words[verb].head, ("conj",)).last
    else:
        end = trees.extent(verb, ("conj",)).last if _precedes_its_governor(trees, verb) else sentence.last
    for child in trees.dependents(verb, "conj"):
        if child > verb:
            start = trees.extent(child).first
            has_subject = trees.dependent(child, "nsubj") is not None
            if start > verb and (not has_subject or trees.words[start - 1].text == "," or trees.words[start].text == ","):
                end = min(end, start)
    return next((at for at in range(verb, end) if trees.words[at].text == ";"), end)


def _hangs_on_its_content(trees: Trees, verb: int) -> bool:
    """Return whether the tree hangs a verb on the clause that it reports: in "analysts say Norway is late" on "late"."""
    content = trees.words[verb].head
    if content < verb or trees.dependent(verb, "ccomp", "xcomp", "obj") is not None:
        return False
    subject = trees.dependent(content, "nsubj")
    return subject is not None and subject > verb


def _precedes_its_governor(trees: Trees, verb: int) -> bool:
    """Return whether a verb's clause stands before what it belongs to: "The plan, which Berg said was late, failed"."""
    at = verb
    while trees.words[at].head != ROOT:
        at = trees.words[at].head
        if at > verb:
            return True
    return False


def _before_aside(trees: Trees, start: int, end: int) -> int:
    """Return the end of reported words before the report's own: ", although …", ", which …", ", adding …"."""
    for at in range(start + MIN_WORDS, end - 2):
        if trees.words[at].text != ",":
            continue
        after = trees.words[at + 1]
        lower = after.text.lower()
        if lower in word_class("aside_opener") or lower == "according":
            return at
        if after.tag == "VBG" and frames_of(after.lemma):
            return at
    return end


def _has_main_verb(trees: Trees, words: WordRange) -> bool:
    """Return whether a stretch has a finite verb that is not one of a relative clause."""
    return any(
        trees.words[at].tag in FINITE_TAGS and trees.words[_predicate(trees, at)].relation != "acl:relcl"
        for at in range(*words)
    )


def _predicate(trees: Trees, at: int) -> int:
    """Return the predicate of a finite verb: the word that an auxiliary or copula hangs on, or the verb itself."""
    word = trees.words[at]
    return word.head if word.kind in {"aux", "cop"} and word.head != ROOT else at
