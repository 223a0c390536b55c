"""The object of a word of stance: the phrase, infinitive or clause that it is about, without what trails it.

rejects | any linkage between Iran and the shield      urged | Norway to accept the plan      insisted on | building the bridge
"""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.positions.stance_words import StanceWord
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import Clause, SubjectLink, tree_words, trimmed
from generator.derive.syntax.trees import Trees, WordRange
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Kind, Stance

TRAILING = frozenset({"advcl", "parataxis", "appos", "discourse", "list", "dep", "acl:relcl", "vocative"})
"""Relations of what hangs on an object without being part of it."""
COMPLEMENTS = ("xcomp", "ccomp", "advcl")
OBJECTS = frozenset({"obj", "obl", "nmod", "xcomp", "ccomp"})
UNMARKED = frozenset({"obl:unmarked", "obl:tmod", "obl:npmod", "obl:agent"})
"""Relations of bare nouns that are no objects: times and measures."""
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP"})
MAX_WORDS = 40
MAX_WORDS_TO_PARTICLE = 4
MAX_WORDS_TO_CLAIM = 6


class StanceObject(NamedTuple):
    """The words of an object, its head, and one past the verb's particle; `complement` where the object is a clause."""

    words: WordRange
    head: int
    verb_end: int
    complement: int | None = None


def find_object(text: AnnotatedText, clause: Clause, stance: StanceWord) -> StanceObject | None:
    """Return the object of a clause whose predicate is a word of stance; None where it takes none that stands there."""
    trees, at = text.trees, clause.predicate
    if stance.particle:
        found = _after_particle(trees, at, stance)
    else:
        found = _complement(trees, at, stance.frames) or _noun(text, at, stance.frames) or _before(text, clause, stance.frames)
    if found is None or _is_barred(text, found, stance):
        return None
    further = found.words.last - 1
    span = phrase(text, found.head, further if further > found.head else None)
    if found.head > at:
        span = WordRange(max(span.first, found.verb_end), span.last)
    if not 0 < span.last - span.first <= MAX_WORDS:
        return None
    return found._replace(words=span)


def _noun(text: AnnotatedText, at: int, frames: frozenset[str]) -> StanceObject | None:
    """Return the noun that a verb has as its object, with a phrase of it that the tree hangs on the verb."""
    trees = text.trees
    noun = _object_of(text, at)
    if noun is None:
        return None
    if trees.words[noun].tag == "VBG" and "np" not in frames:
        return StanceObject(WordRange(noun, noun + 1), noun, at + 1, noun) if "ing" in frames else None
    end = trees.extent(noun).last
    joined = [
        child for child in trees.dependents(at, "obl", "nmod", "advcl", "xcomp") if child > noun and openers(trees, child)
    ]
    if frames & {"np", "claim"}:
        joined = [child for child in joined if trees.extent(child).first == end and not _is_date(text, child, noun)]
        of_object = next((child for child in joined if openers(trees, child)[0] in tree_words()["joining"]), noun)
        return StanceObject(WordRange(noun, of_object + 1), noun, at + 1)
    charge = next((child for child in joined if f"np+{openers(trees, child)[0]}" in frames), None)
    return StanceObject(WordRange(noun, charge + 1), noun, at + 1) if charge is not None else None


def _object_of(text: AnnotatedText, at: int) -> int | None:
    """Return the noun that is a verb's object, also where the tree calls a bare noun behind the verb something else."""
    trees = text.trees
    nouns = [child for child in trees.dependents(at, "obj") if child > at]
    if not nouns and trees.dependent(at, "aux:pass", "cop", "xcomp", "ccomp") is None:
        bare = [
            child for child in trees.dependents(at, "obl", "nsubj:pass", "iobj") if child > at and not openers(trees, child)
        ]
        nouns = [child for child in bare if not _is_date(text, child, at) and trees.words[child].relation not in UNMARKED]
    return nouns[0] if nouns else None


def _before(text: AnnotatedText, clause: Clause, frames: frozenset[str]) -> StanceObject | None:
    """Return the noun of a relative clause that is its verb's object: "the plan | that Berg rejected"."""
    is_free = clause.relation == "acl:relcl" and clause.link is SubjectLink.OWN and not clause.passive
    if not is_free or "np" not in frames or clause.governor > clause.predicate:
        return None
    start = text.trees.extent(clause.predicate).first
    span = phrase(text, clause.governor)
    return StanceObject(WordRange(span.first, min(span.last, start)), clause.governor, clause.predicate + 1)


def _complement(trees: Trees, at: int, frames: frozenset[str]) -> StanceObject | None:
    """Return the infinitive, gerund or clause that a verb has as its object."""
    for child in trees.dependents(at, *COMPLEMENTS):
        if child < at:
            continue
        opening = openers(trees, child)
        has_subject = trees.dependent(child, "nsubj") is not None
        is_infinitive = "to" in opening[:1] or ("to" in opening and trees.words[child].tag == "VB")
        nouns = [*trees.dependents(at, "obj", "iobj")]
        relation = trees.words[child].kind
        if is_infinitive:
            if "np+to" in frames and (nouns or has_subject):
                first = nouns[0] if nouns else child
                return StanceObject(WordRange(first, child + 1), first, at + 1, child)
            if "to" in frames and not nouns and not has_subject:
                return StanceObject(WordRange(child, child + 1), child, at + 1, child)
        elif relation == "advcl" and (opening or child != at + 1):
            continue
        elif trees.words[child].tag == "VBG" and not has_subject:
            if "ing" in frames and not nouns:
                return StanceObject(WordRange(child, child + 1), child, at + 1, child)
        elif relation == "ccomp" and frames & {"that", "that+to"} and ("that" in frames or "that" in opening):
            return StanceObject(WordRange(child, child + 1), child, at + 1, child)
    return None


def openers(trees: Trees, at: int) -> list[str]:
    """Return the prepositions and markers of a word, in small letters: "in favour of" of what is favoured."""
    return [trees.words[child].text.lower() for child in trees.dependents(at, "case", "mark")]


def _after_particle(trees: Trees, at: int, stance: StanceWord) -> StanceObject | None:
    """Return the object after a particle or preposition: "ruled | out | the plan", "called | for | a ban"."""
    length = len(stance.particle)
    stop = min(len(trees.words), at + 1 + MAX_WORDS_TO_PARTICLE + length)
    for first in range(at + 1, stop - length + 1):
        if tuple([word.text.lower() for word in trees.words[first : first + length]]) == stance.particle:
            return _of_particle(trees, at, first, stance)
        if trees.words[first].pos in {"VERB", "PUNCT", "PRON"} or trees.words[first].kind == "obj":
            return None
    return None


def _of_particle(trees: Trees, at: int, first: int, stance: StanceWord) -> StanceObject | None:
    """Return the object that the last word of a particle belongs to, else the verb's own after it."""
    last = first + len(stance.particle) - 1
    word = trees.words[last]
    if word.kind in {"case", "mark"} and word.head > last:
        noun: int | None = word.head
        if first > at + 1 and trees.words[word.head].head != at:
            return None
    else:
        later = [*trees.children[at], *trees.children[last]]
        noun = next((child for child in later if child > last and trees.words[child].kind in OBJECTS), None)
    if noun is None:
        return None
    is_clause = trees.words[noun].tag in {"VBG", "VB"} and trees.words[noun].pos == "VERB"
    if "np+to" in stance.frames and (infinitive := _infinitive(trees, at, noun)) is not None:
        return StanceObject(WordRange(noun, infinitive + 1), noun, last + 1, infinitive)
    if "np" not in stance.frames and not (is_clause and "ing" in stance.frames):
        return None
    end = trees.extent(noun).last
    joined = (child for child in trees.dependents(at, "obl") if trees.extent(child).first == end)
    further = (
        noun if is_clause else next((c for c in joined if not {*openers(trees, c)}.isdisjoint(tree_words()["joining"])), noun)
    )
    return StanceObject(WordRange(noun, further + 1), noun, last + 1, noun if is_clause else None)


def _infinitive(trees: Trees, at: int, noun: int) -> int | None:
    """Return the infinitive after the noun of "called on Norway | to stop"."""
    for child in (*trees.children[at], *trees.children[noun]):
        if child > noun and trees.words[child].tag == "VB" and "to" in openers(trees, child):
            return child
    return None


# --- The words of an object ------------------------------------------------------------------------------------------


def phrase(text: AnnotatedText, head: int, further: int | None = None) -> WordRange:
    """Return the words of the phrase with a head, through those of a further word, without what trails them."""
    trees = text.trees
    first, last = _reach(text, head)
    if further is not None:
        last = max(last, _reach(text, further).last)
        first = min(first, _reach(text, further).first)
    while first < head and trees.words[first].kind in {"case", "cc", "punct"} and trees.words[first].head in {head, further}:
        first += 1
    return trimmed(trees, WordRange(first, last))


def _reach(text: AnnotatedText, head: int) -> WordRange:
    trees = text.trees
    reached, pending = [head], [head]
    while pending:
        at = pending.pop()
        for child in trees.children[at]:
            if _trails(text, child, head):
                continue
            reached.append(child)
            pending.append(child)
    reached.sort()
    # A gap between words of the phrase and later ones means that something which trails stands between them.
    return WordRange(reached[0], reached[-1] + 1)


def _trails(text: AnnotatedText, at: int, head: int) -> bool:
    """Return whether a word that hangs on an object begins something that only trails it."""
    trees = text.trees
    word = trees.words[at]
    if word.relation in TRAILING or word.kind in TRAILING or _is_clause_beside(trees, at) or _is_date(text, at, head):
        return True
    marks = [trees.words[child].lemma.lower() for child in trees.dependents(at, "mark")]
    return at > head and not tree_words()["unasserting_marker"].isdisjoint(marks)


def _is_clause_beside(trees: Trees, at: int) -> bool:
    """Return whether a word is a clause of its own that is coordinated with the object or its parts."""
    word = trees.words[at]
    if word.kind != "conj":
        return False
    return word.tag in FINITE_TAGS or trees.dependent(at, "nsubj", "aux") is not None


def _is_date(text: AnnotatedText, at: int, head: int) -> bool:
    """Return whether a word after a phrase's head is a date, which belongs to the verb: "the plan | on Monday"."""
    if at < head or text.trees.words[at].kind not in {"nmod", "obl"}:
        return False
    first = text.trees.extent(at).first
    case = text.trees.words[first].text.lower()
    token = text.token_of_word[first]
    return token in text.time_starts or (case == "on" and token + 1 in text.time_starts)


# --- What is no object of a stance -----------------------------------------------------------------------------------


def _is_barred(text: AnnotatedText, found: StanceObject, stance: StanceWord) -> bool:
    """Return whether an object is one that the word takes without a stand, or not one of those that it asks for."""
    trees, word = text.trees, text.trees.words[found.head]
    if word.text.lower() in word_class("reflexive_pronoun"):
        return True
    if found.complement is not None:
        barred = "not_stances" if stance.stance is Stance.REJECTS else "plain_acts"
        is_infinitive = found.complement == found.head and "to" in openers(trees, found.complement)
        return is_infinitive and trees.words[found.complement].lemma in words(barred)
    if "claim" in stance.frames and "np" not in stance.frames:
        opening = [trees.words[at].text.lower() for at in range(found.words.first, found.head + 1)]
        after = [trees.words[at].text.lower() for at in trees.subtree(found.head)]
        return words("claims").isdisjoint([*opening, *after][:MAX_WORDS_TO_CLAIM])
    lemma, bars = word.lemma.lower(), stance.bars
    if ("things" in bars and lemma in words("plain_objects")) or ("deeds" in bars and not _is_deed(lemma)):
        return True
    mention = text.mention_at(found.head)
    if mention is None or text.entity_kinds[mention.entity] is not Kind.PERSON:
        return False
    return "persons" in bars or ("contests" in bars and _in_contest(trees, word.head))


def _in_contest(trees: Trees, at: int) -> bool:
    """Return whether something happens in a match or a vote between two: "opposes Strand in the second round"."""
    return any(trees.words[child].lemma in tree_words()["contest"] for child in trees.subtree(at) if child > at)


def _is_deed(noun: str) -> bool:
    """Return whether a noun is of something done: "ordered an inquiry", not "ordered 55 aircraft"."""
    return noun in words("deeds") or noun.endswith(
        tuple(ending.removeprefix("-") for ending in words("deeds") if ending[0] == "-")
    )
