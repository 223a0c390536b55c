"""One entry of an answer held against the report: its words found again, and who is named beside them.

What is asked of an entry is strict, so that nothing stands in a finding that the report does not say: its words lie in one
sentence, and whoever it is about is named there, or stands there as a pronoun or a description that the rules resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.derive import names, time
from generator.derive.evidence import cite
from generator.derive.language_model.answers import Table, text_of
from generator.derive.language_model.exact_words import ExactWords, folded
from generator.derive.syntax.document import Document
from generator.model.findings import Confidence, Entity, Findings, Form, Kind, Mention, Span, TimeExpression
from generator.model.permalinks import slugs

MAX_WORDS = 600
"""Characters of the words that a finding rests on."""
MAX_NAME = 100
NO_WORDS = "the report does not have these words"
AMBIGUOUS = "the words stand in several places"
NOT_ONE_SENTENCE = "the words run over the end of a sentence"
UNKNOWN_ACTOR = "nobody of that name stands in the sentence"
BAD_KIND = "there is no such kind"
BAD_DATE = "the sentence does not have the words of the date"
NOT_BESIDE = "other words of it stand elsewhere"
NOT_AN_OBJECT = "this is no entry"


class Unread(ValueError):  # noqa: N818 - it is what an entry is
    """An entry that is dropped; says why."""


@dataclass(frozen=True, slots=True)
class NamedActor:
    """Somebody whom an entry names, with the mention by which it does."""

    entity: Entity
    mention: Mention


class ReportRead:
    """A report with what the rules find in it, for entries to be held against."""

    def __init__(self, doc: Document, rule: str, knows_names: bool) -> None:
        self.doc = doc
        self.rule = rule
        self.words = ExactWords(doc.text)
        self._knows_names = knows_names

    @cached_property
    def found(self) -> Findings:
        """The names and dates that the rules find; nothing in a language that they do not know."""
        return time.find(self.doc, names.find(self.doc, Findings())) if self._knows_names else Findings()

    def sentence(self, place: Span) -> Span:
        """Return the sentence that a stretch lies in. Raises Unread where that is not one."""
        at = self.doc.sentence_at(place.start)
        if at < 0:
            raise Unread(NOT_ONE_SENTENCE)
        sentence = self.doc.sentences[at]
        if place.end > sentence.end:
            raise Unread(NOT_ONE_SENTENCE)
        return Span(sentence.start, sentence.end)

    def place(self, entry: Table, fits: Callable[[Span], bool] = lambda _sentence: True) -> Span:
        """Return where an entry's words stand. Raises Unread.

        Of several places it is the one behind the words in `before`, else the first whose sentence `fits`, that is, has all
        else that the entry names; without any, nobody knows which is meant.
        """
        words = text_of(entry, "words")
        if not words or len(words) > MAX_WORDS:
            raise Unread(NO_WORDS)
        places = self.words.places(words)
        if not places:
            raise Unread(NO_WORDS)
        if len(places) > 1 and (before := text_of(entry, "before")):
            places = [place for place in places if self.words.follow(place, before)] or places
        if len(places) == 1:
            return places[0]
        fitting = next((place for place in places if self._fits(place, fits)), None)
        if fitting is None:
            raise Unread(AMBIGUOUS)
        return fitting

    def _fits(self, place: Span, fits: Callable[[Span], bool]) -> bool:
        try:
            return fits(self.sentence(place))
        except Unread:
            return False

    def quoted(self, entry: Table, name: str, sentence: Span) -> str:
        """Return a text of an entry as the sentence has it. Raises Unread."""
        place = next(iter(self.words.places(text_of(entry, name), sentence)), None)
        if place is None:
            raise Unread(NOT_BESIDE)
        return self.doc.text[place.start : place.end]

    def has(self, sentence: Span, *texts: str) -> bool:
        """Return whether a sentence has all of these words."""
        return all(self.words.places(text, sentence) for text in texts)

    def actor(self, name: str, kind: str, sentence: Span, not_within: Span | None = None) -> NamedActor:
        """Return whom a name stands for in a sentence. Raises Unread where it stands for nobody there."""
        if not name or len(name) > MAX_NAME:
            raise Unread(UNKNOWN_ACTOR)
        places = self.words.places(name, sentence)
        if not_within:
            places = [place for place in places if not not_within.start <= place.start < not_within.end]
        for place in places:
            if named := self._named_at(place):
                return named
        if not self._knows_names and places:
            return self._new_name(places[0], kind)
        raise Unread(UNKNOWN_ACTOR)

    def _named_at(self, place: Span) -> NamedActor | None:
        """Return whom the rules find at a stretch: the name itself, with or without what stands before it (title, article)."""
        for mention in self._mentions:
            evidence = mention.evidence
            if evidence.end == place.end and place.start <= evidence.start and (entity := self._entities.get(mention.entity)):
                confidence = min(mention.confidence, Confidence.LIKELY, key=list(Confidence)[::-1].index)
                mention_ = Mention("", evidence, entity.id, mention.form, confidence, self.rule)
                return NamedActor(entity, mention_)
        return None

    def _new_name(self, place: Span, kind: str) -> NamedActor:
        """Return somebody whom only the model names, in a language that the rules know no names of."""
        name = folded(self.doc.text[place.start : place.end])
        if kind not in set(Kind):
            raise Unread(BAD_KIND)
        if not any(character.isalpha() for character in name) or name == name.lower() != name.upper():
            raise Unread(UNKNOWN_ACTOR)  # in scripts with capitals a name has one
        entity = Entity(slugs(name) or "name", name, Kind(kind))
        evidence = cite(self.doc.text, place.start, place.end)
        return NamedActor(entity, Mention("", evidence, entity.id, Form.NAME, Confidence.LIKELY, self.rule))

    def date(self, words: str, sentence: Span) -> TimeExpression | None:
        """Return the date that words of a sentence say, as the rules resolve it; None where they do not. Raises Unread."""
        places = self.words.places(words, sentence)
        if not places:
            raise Unread(BAD_DATE)
        inside = [
            one
            for one in self.found.times
            if one.edtf and any(place.start <= one.evidence.start and one.evidence.end <= place.end for place in places)
        ]
        return inside[0] if len(inside) == 1 else None

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.found.entities}

    @cached_property
    def _mentions(self) -> list[Mention]:
        return sorted(self.found.mentions, key=lambda one: (one.evidence.start, -one.evidence.end))


def once(named: Iterable[NamedActor]) -> Iterator[NamedActor]:
    """Yield everybody once."""
    seen: set[str] = set()
    for one in named:
        if one.entity.id not in seen:
            seen.add(one.entity.id)
            yield one
