"""Sentences as they are compared: actors, numbers, dates, quoted words, what is said of whom, and the other words.

A draft's sentences and those of reports are read in the same way, from the findings that derivation has for both.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

import msgspec
from msgspec.structs import replace

from generator.derive.figures.numbers import amounts
from generator.derive.lexicon import lines, rows, words
from generator.derive.syntax.actors import actor
from generator.derive.syntax.annotated_text import AnnotatedText, annotate
from generator.derive.syntax.clauses import Clause, Tense
from generator.derive.syntax.document import Document, Sentence
from generator.derive.syntax.quotation_marks import quoted_spans
from generator.derive.syntax.trees import ROOT
from generator.model.edtf import bounds
from generator.model.findings import Findings, Form, Mention
from generator.model.values import CompactValue

TELLING_POS = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})
"""Parts of speech of words that say what a sentence is about."""
COMMON_IN_TEXTS = 40
"""A word of so many of the texts of `common_words.tsv` says little."""
REPORTING_VERBS, STOPWORDS = "reporting_verbs", "topic_stopwords"
"""Word lists."""
SPEECH = "speech"
TELLING_SPEECH = frozenset({"warn", "announce", "deny", "confirm", "promise", "demand", "agree", "admit", "accuse"})
"""Verbs of speech that say more than that something was said."""
NEGATIVE = frozenset({"refuse", "decline", "fail", "forget", "neglect"})
"""Verbs under which a clause tells of what was not done."""
REFUSING = NEGATIVE | {"rule", "reject", "deny", "cancel", "exclude", "avoid", "block", "prevent", "scrap", "abandon"}
"""Verbs whose object is told not to be, or not to come."""
NO = "no "
"""Begins a word that is told not to be."""
ENDINGS = tuple("isation ization ation ition ement ment ance ence ise ize ion ing al er or y e".split())
"""Endings by which nouns are made of verbs, and verbs of nouns, the longest first."""
MIN_STEM = 5
PARTICLES = frozenset({"back", "off", "out", "up", "down", "away", "forward"})
ASIDE = frozenset({"nmod", "obl"})
"""Relations of names that take no part in what a clause says: "the chairman of Boeing", "in Paris"."""
MEANT_BEFORE = frozenset({"this", "these", "that", "those"})
SENTENCES_BEFORE = 2
"""Sentences before one from which it may have what it does not name again."""
POSSIBLE = frozenset({"may", "might", "could", "should", "would", "must", "can"})
INTENDED = frozenset(
    "plan intend hope expect want seek aim propose threaten promise pledge vow agree offer urge ask demand consider ready"
    " prepare try attempt set schedule due likely able order tell call allow block prevent stop".split()
)
"""Words under which a clause tells of what has not happened yet, or need not happen."""
APART = re.compile(r"[^\w%$€£]+")
POSSESSIVE = re.compile(r"'s\b")


class Predication(CompactValue, frozen=True):
    """A clause reduced to its verb, as a lemma and as a deed, and to the actors (slugs) who did it and to whom it was done.

    `is_open`: the clause tells of what is only planned, possible, asked for or to come.
    """

    lemma: str
    deed: str
    negated: bool
    is_open: bool
    agents: tuple[str, ...]
    patients: tuple[str, ...]


class CheckableSentence(CompactValue, frozen=True):
    """A sentence, and all of it that can be held against another one.

    `slug`, `title`, `day` and `anchor` are those of its report; empty for a draft. `plain` has its words as quotations are
    compared. `names` are actors by slug, each with the
    words that name it; `numbers` are values with their unit, each with what it counts; `days` are the first and the last
    ISO day of each date, with its words. `quoted` are the words in quotation marks, `speakers` those who say something in it.
    `words` are all others, each with its weight, and `NO` before what is told not to be. `parties` are the actors who take part
    in what it says, not those beside it ("in Paris"). `stances` are those who take a side in it, with the side. `before` are
    names and words of the sentences before it, which it may mean where it `refers_back`; `around` has the name of each actor of
    its report.
    """

    text: str
    slug: str
    title: str
    day: str
    anchor: str
    plain: str
    names: dict[str, str]
    numbers: tuple[tuple[str, str], ...]
    days: tuple[tuple[str, str, str], ...]
    quoted: tuple[str, ...]
    speakers: tuple[str, ...]
    predications: tuple[Predication, ...]
    words: dict[str, float]
    parties: frozenset[str] = frozenset()
    stances: tuple[tuple[str, str], ...] = ()
    refers_back: bool = False
    before: frozenset[str] = frozenset()
    around: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def is_checkable(self) -> bool:
        """True where it has a name, a number, a date or quoted words."""
        return bool(self.names or self.numbers or self.days or self.quoted)


ActorOf = Callable[[str], str]
"""The slug of the actor that an entity's id stands for."""


def sentences(
    doc: Document, found: Findings, actor_of: ActorOf, anchor_of: Callable[[int], str]
) -> Iterator[CheckableSentence]:
    """Yield the sentences of a text in order. `anchor_of` names the one that starts at an offset."""
    reader = _SentenceReader(annotate(doc, found), actor_of)
    around = {actor_of(entity.id): entity.name for entity in found.entities}
    last: deque[CheckableSentence] = deque(maxlen=SENTENCES_BEFORE)
    for sentence in doc.sentences:
        read = reader.read(sentence, anchor_of(sentence.start))
        yield replace(read, before=frozenset(chain.from_iterable((*one.names, *one.words) for one in last)), around=around)
        last.append(read)


def with_slugs(sentence: CheckableSentence, slug_of: Mapping[str, str]) -> CheckableSentence:
    """Return a sentence whose actors go by other names; those that have none keep theirs."""

    def renamed(actors: Iterable[str]) -> Iterator[str]:
        return (slug_of.get(who, who) for who in actors)

    return replace(
        sentence,
        names=dict(zip(renamed(sentence.names), sentence.names.values(), strict=True)),
        speakers=tuple(renamed(sentence.speakers)),
        predications=tuple(
            replace(one, agents=tuple(renamed(one.agents)), patients=tuple(renamed(one.patients)))
            for one in sentence.predications
        ),
        parties=frozenset(renamed(sentence.parties)),
        stances=tuple((slug_of.get(who, who), side) for who, side in sentence.stances),
        before=frozenset(renamed(sentence.before)),
        around=dict(zip(renamed(sentence.around), sentence.around.values(), strict=True)),
    )


def plain(words_: str) -> str:
    """Return words as quotations are compared: case, marks and spaces aside."""
    straight = words_.replace("’", "'").casefold()
    return " ".join(APART.sub(" ", POSSESSIVE.sub("", straight).replace("'", "")).split())


class _SentenceReader:
    """The sentences of one text."""

    def __init__(self, text: AnnotatedText, actor_of: ActorOf) -> None:
        self._text = text
        self._actor_of = actor_of
        self._amounts = list(amounts(text))
        self._quoted = quoted_spans(text.doc)

    def read(self, sentence: Sentence, anchor: str) -> CheckableSentence:
        text, start, end = self._text, sentence.start, sentence.end
        named = [m for m in text.findings.mentions if start <= m.evidence.start < end]
        times = [t for t in text.findings.times if start <= t.evidence.start < end]
        spans = [span for span in self._quoted if span.start < end and start < span.end]
        quotes = [quote for quote in text.findings.quotes if quote.evidence.start < end and start < quote.evidence.end]
        taken = [*((m.evidence.start, m.evidence.end) for m in named), *((t.evidence.start, t.evidence.end) for t in times)]
        written = " ".join(text.doc.text[start:end].split())
        return CheckableSentence(
            text=written,
            plain=plain(written),
            slug=text.doc.id,
            title=text.doc.title,
            day=text.doc.date or "",
            anchor=anchor,
            names={self._actor_of(m.entity): m.evidence.text for m in named},
            numbers=tuple(self._numbers(start, end)),
            days=tuple((*_days(t.edtf, t.not_before, t.not_after), t.evidence.text) for t in times if t.edtf),
            quoted=tuple(plain(text.doc.text[max(start, span.start) : min(end, span.end)]) for span in spans),
            speakers=tuple(dict.fromkeys(self._actor_of(who) for quote in quotes for who in quote.speakers)),
            predications=tuple(self._predications(start, end, [(span.start, span.end) for span in spans])),
            words=dict(self._words(start, end, taken)),
            parties=frozenset(self._actor_of(m.entity) for m in named if self._takes_part(m)),
            refers_back=self._refers_back(start, end),
            stances=tuple(
                (self._actor_of(position.entity), position.polarity.value)
                for position in text.findings.positions
                if start <= position.evidence.start < end
            ),
        )

    def _takes_part(self, mention: Mention) -> bool:
        trees = self._text.trees
        at = trees.word_at(mention.evidence.end - 1)
        while (head := trees.words[at].head) != ROOT and trees.words[head].start >= mention.evidence.start:
            if trees.words[head].start >= mention.evidence.end:
                break
            at = head
        return trees.words[at].kind not in ASIDE

    def _refers_back(self, start: int, end: int) -> bool:
        """Return whether a sentence means somebody of those before it: "it", "the company" as a subject, "this institution"."""
        trees = self._text.trees
        for at in trees.words_in(start, end):
            word, determiners = trees.words[at], {trees.words[of].lemma.lower() for of in trees.children[at]}
            is_meant = word.pos == "NOUN" and not determiners.isdisjoint(MEANT_BEFORE)
            if is_meant or (word.kind == "nsubj" and (word.pos == "PRON" or (word.pos == "NOUN" and "the" in determiners))):
                return True
        return False

    def _numbers(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        trees = self._text.trees
        for amount in self._amounts:
            if start <= amount.start < end:
                head = trees.words[amount.at].head
                counted = trees.words[head].lemma.lower() if head != ROOT else ""
                for value in (amount.value, amount.other):
                    if value is not None:
                        yield f"{value.normalize():f} {amount.unit}".strip(), counted

    def _predications(self, start: int, end: int, quoted: list[tuple[int, int]]) -> Iterator[Predication]:
        """Return what clauses say, but for those within quotation marks: these are held against the report word by word."""
        trees = self._text.trees
        for clause in self._text.clauses:
            at, pos = trees.words[clause.predicate].start, trees.words[clause.predicate].pos
            if start <= at < end and pos != "PROPN" and not any(first <= at < last for first, last in quoted):
                yield self._predication(clause)

    def _predication(self, clause: Clause) -> Predication:
        trees = self._text.trees
        objects = [*trees.dependents(clause.predicate, "obj", "iobj")]
        doing, done_to = (clause.agents, clause.subjects) if clause.passive else (clause.subjects, tuple(objects))
        lemma = f"{clause.lemma.lower()} {self._particle(clause.predicate)}".strip()
        return Predication(
            lemma=lemma,
            deed=one_word(lemma, trees.words[clause.predicate].pos),
            negated=clause.negated != (self._governor(clause) in NEGATIVE),
            is_open=_is_open(clause, self._governor(clause)) or self._is_to_be(clause),
            agents=tuple(self._actors(doing, with_officials=True)),
            patients=tuple(self._actors(done_to)),
        )

    def _is_to_be(self, clause: Clause) -> bool:
        """Return whether a clause tells of what is agreed for later: "is to buy"."""
        trees = self._text.trees
        beside = {trees.words[at].lemma.lower() for at in trees.dependents(clause.predicate, "aux", "cop", "mark")}
        return {"be", "to"} <= beside or ("to" in beside and self._governor(clause) == "be")

    def _particle(self, verb: int) -> str:
        """Return the particle beside a verb that the tree takes for an adverb: "pushed back"."""
        beside = (
            self._text.trees.words[at].lemma.lower() for at in self._text.trees.dependents(verb, "advmod") if at == verb + 1
        )
        return next((word for word in beside if word in PARTICLES), "")

    def _governor(self, clause: Clause) -> str:
        """Return the verb or noun under which a clause tells of what is wished, planned or left undone; "" for none."""
        is_under = clause.relation.partition(":")[0] in {"xcomp", "ccomp", "acl"} and clause.governor != ROOT
        return self._text.trees.words[clause.governor].lemma.lower() if is_under else ""

    def _actors(self, heads: Iterable[int], *, with_officials: bool = False) -> Iterator[str]:
        for at in heads:
            known = actor(self._text, at)
            if known.mention is None or known.mention.form is not Form.PRONOUN:
                entity = known.entity or (known.affiliation if with_officials else None)
                yield from [self._actor_of(entity)] if entity else []

    def _words(self, start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[tuple[str, float]]:
        trees = self._text.trees
        for at in trees.words_in(start, end):
            word = trees.words[at]
            lemma = word.lemma.lower()
            is_telling = word.pos in TELLING_POS and lemma not in words(STOPWORDS) and any(map(str.isalpha, lemma))
            if is_telling and not any(first <= word.start < last for first, last in taken):
                no = NO if word.pos == "NOUN" and self._is_denied(at) else ""
                yield no + one_word(lemma, word.pos), 0.5 if lemma in _common() else 1.0

    def _is_denied(self, noun: int) -> bool:
        """Return whether something is told not to be: "no vote", "ruled out any form of apology", "rejected the protest"."""
        trees = self._text.trees
        if any(trees.words[at].lemma.lower() in {"no", "without", "neither"} for at in trees.children[noun]):
            return True
        word = trees.words[noun]
        while word.kind in {"nmod", "conj"} and word.head != ROOT:
            word = trees.words[word.head]
        return word.relation in {"obj", "nsubj:pass"} and word.head != ROOT and trees.words[word.head].lemma.lower() in REFUSING


def _days(edtf: str | None, not_before: str | None, not_after: str | None) -> tuple[str, str]:
    """Return the first and the last day of a date."""
    first, last = bounds(edtf or "")
    return max(first, not_before or first), min(last, not_after or last)


def _is_open(clause: Clause, governor: str) -> bool:
    """Return whether a clause tells of what is planned, possible, asked for or to come."""
    return clause.tense is Tense.FUTURE or clause.modal in POSSIBLE or clause.marker in {"if", "unless"} or governor in INTENDED


@lru_cache(maxsize=4096)
def one_word(lemma: str, pos: str) -> str:
    """Return one word for all that say the same; a word that no other is like is its own."""
    if pos == "VERB" and lemma in words(REPORTING_VERBS) and lemma not in TELLING_SPEECH:
        return SPEECH
    same = _same_words()
    return same.get(lemma.replace(" ", "_")) or same.get(stem := _stem(lemma)) or stem


def _stem(word: str) -> str:
    """Return a word without the ending by which a noun is made of a verb, or a verb of a noun."""
    ending = next((one for one in ENDINGS if word.endswith(one) and len(word) - len(one) >= MIN_STEM + (one == "y")), "")
    return word.removesuffix(ending)


@lru_cache(maxsize=1)
def _same_words() -> dict[str, str]:
    found = {word: line.split()[0] for line in lines("same_words.txt") for word in line.split()}
    return {_stem(word): one for word, one in found.items()} | found


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(word for word, number in rows("common_words") if int(number) >= COMMON_IN_TEXTS)
