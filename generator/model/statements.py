"""The statements of one report, each with the sentence that it rests on.

Actors, topics and reports go by their slugs here. Dates are EDTF.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.article import FULL, Article
from generator.model.findings import Bound, Change, Confidence, Entity, Evidence, Part, PlacedBy, Polarity, Stance
from generator.model.problems import Problem
from generator.model.screened import Screened
from generator.model.values import CompactValue


class Source(CompactValue, frozen=True):
    """The sentence of a report that a statement rests on. `person`: an editor added the statement."""

    article: str
    anchor: str
    sentence: str
    words: str
    person: bool = False


class SentenceMark(CompactValue, frozen=True):
    """A sentence of a report: offsets into its text, and the id by which it is addressed."""

    start: int
    end: int
    anchor: str


class Office(CompactValue, frozen=True):
    """A role as one report gives it; `date` is the report's. `affiliation` is the body or state that the title names."""

    title: str
    date: str | None
    source: Source
    affiliation: str | None = None


class Utterance(CompactValue, frozen=True):
    """Something said: direct speech, or the report's wording of it.

    `speakers` are all who said it jointly; none where nobody is named. `about` are the actors that the words name.
    """

    id: str
    text: str
    direct: bool
    speakers: tuple[str, ...]
    speaker_text: str
    affiliation: str | None
    cue: str
    addressee: str | None
    addressee_text: str
    said_on: str | None
    about: tuple[str, ...]
    topics: tuple[str, ...]
    confidence: Confidence
    rule: str
    source: Source


class Dated(CompactValue, frozen=True):
    """An EDTF date with the days that narrow it."""

    edtf: str
    not_before: str | None = None
    not_after: str | None = None


class Timed(CompactValue, frozen=True):
    """A date as one report words it: "on Tuesday"."""

    text: str
    date: Dated
    source: Source


class Happening(CompactValue, frozen=True):
    """An event as one report tells it; `text` has an ellipsis where it begins or ends within its sentence.

    `placed` is the date under which it stands: its own, or the one that the report allows. `parts` are those of `actors`.
    `weight` ranks it among all events of the dossier.
    """

    id: str
    text: str
    placed: Dated | None
    placed_by: PlacedBy | None
    actors: tuple[str, ...]
    parts: tuple[Part, ...]
    place: str | None
    topics: tuple[str, ...]
    weight: int
    confidence: Confidence
    rule: str
    sources: tuple[Source, ...]
    deed: str = ""
    """One word for what happened, the same in other words of it; empty where an editor added it."""
    same_as: tuple[tuple[str, str], ...] = ()
    """Other reports, each with words of it, whose telling an editor says is of the same event."""
    not_same_as: tuple[str, ...] = ()
    """Other reports none of whose tellings is."""


class Stand(CompactValue, frozen=True):
    """A position. `date` is when it was said if the report tells, else the report's own date.

    `before` is the id of the actor's stand on the topic before, when the two point different ways. `names_topic`: its object
    speaks of the topic; else it is on it by what the sentence or the report is about. `on` are those whom its object names.
    """

    id: str
    actor: str
    stance: Stance
    polarity: Polarity
    verb: str
    object: str
    negated: bool
    hedge: str
    condition: str
    reported_by: str | None
    reported_by_text: str
    topic: str | None
    date: str | None
    before: str | None
    names_topic: bool
    confidence: Confidence
    rule: str
    source: Source
    on: tuple[str, ...] = ()


class Tally(CompactValue, frozen=True):
    """A figure as one report gives it: `number` as written, of what it `counts`; figures of one `kind` are compared.

    `reporter` says so, if not the report itself. `placed` is the date for which it stands, else the report's own.
    """

    id: str
    number: str
    value: str
    value_to: str | None
    bound: Bound
    unit: str
    counts: str
    kind: str
    change: Change | None
    reporter: str | None
    reporter_text: str
    placed: str | None
    placed_by: PlacedBy | None
    topics: tuple[str, ...]
    weight: int
    confidence: Confidence
    rule: str
    source: Source


class KeySentence(CompactValue, frozen=True):
    """A sentence that carries the story; `weight` ranks it among all sentences of the dossier."""

    text: str
    weight: int
    source: Source


class Label(CompactValue, frozen=True):
    """A phrase by which a report may say what it is about. `certain`: a person added it.

    `terms` are the stems of its words, and how telling each is, up to 100; `rule` says what kind of noun its main word is.
    """

    text: str
    weight: int
    certain: bool
    rule: str
    terms: tuple[tuple[str, int], ...]
    evidence: Evidence


class Account(CompactValue, frozen=True):
    """The statements of one report, with the sentences that they rest on: all that the dossier needs.

    A function of the report alone, so it can be cached while the report stays the same. Actors go by the ids of the report's
    own entities, topics by its own labels. `article` is without its tree. `body` names its text for readers.
    """

    article: Article
    derived: bool
    entities: tuple[Entity, ...]
    mentions: tuple[tuple[str, int], ...]
    """Entities and how often they are mentioned, in order of appearance."""
    seen: tuple[tuple[str, str, int], ...]
    """Entities, the names that the text gives them, and how often."""
    together: tuple[tuple[str, ...], ...]
    """The entities of each sentence that has two or more."""
    offices: tuple[tuple[str, Office], ...]
    utterances: tuple[Utterance, ...]
    happenings: tuple[Happening, ...]
    stands: tuple[Stand, ...]
    tallies: tuple[Tally, ...]
    labels: tuple[Label, ...]
    salient: Mapping[str, int]
    """The families of words that stand out in it, by title, opening and repetition, each with its weight."""
    points: tuple[KeySentence, ...]
    times: tuple[Timed, ...]
    """The dates that it names, each once, in order of appearance."""
    unresolved: tuple[str, ...]
    """Words that tell a time which could not be resolved, as written."""
    sentences: tuple[SentenceMark, ...]
    body: str
    sketch: tuple[int, ...] = ()
    """Hashes by which copies of its text are found; none where it is a text of its own, whatever it is like."""
    idle: tuple[Problem, ...] = ()
    """Warnings of corrections in its front matter that have no effect."""
    extracts: tuple[tuple[str, str], ...] = ()
    """The published words of each sentence, behind its id, of a report that is not published whole."""
    screened: tuple[Screened, ...] = ()
    """How much of what derivers other than the rules gave was dropped."""

    @property
    def published_lines(self) -> tuple[tuple[str, str], ...]:
        """The sentences that readers see, as far as they see them, each behind its id."""
        if self.article.publish_texts != FULL:
            return self.extracts
        text = self.article.text
        return tuple((mark.anchor, " ".join(text[mark.start : mark.end].split())) for mark in self.sentences)


class Report(CompactValue, frozen=True):
    """One report in the dossier: what it tells, and which actors its entities are."""

    account: Account
    actors: Mapping[str, str]
    shared_text: str = ""
    """The slug of the first report that has its text, or nearly; empty where no other has it."""

    @property
    def text(self) -> str:
        """The text that it gives, as a source: its own, or one that it shares."""
        return self.shared_text or self.article.slug

    @property
    def article(self) -> Article:
        """The report itself."""
        return self.account.article
