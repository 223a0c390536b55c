"""The findings of one report: who is in it, and the statements that it makes, each with its evidence.

Offsets are Python string indices into `Article.text`, end exclusive. Dates are EDTF (ISO 8601-2) strings; a date that is
not known is `None`, never a guess.
"""

from __future__ import annotations

from enum import StrEnum

from generator.model.values import Value

SCHEMA_VERSION = 2
"""Version of the JSON in `content/derived/`."""


ALSO = " + "
"""Between the names in the rule of a finding that several derivers made."""


def own_rule(rule: str) -> str:
    """Return the first rule of a finding's: that of the program's own, where one of them found it."""
    return rule.partition(ALSO)[0]


class Kind(StrEnum):
    """The kind of an actor, or of a thing that has a name and a page as actors have."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    GROUP = "group"
    PLACE = "place"
    THING = "thing"
    """A treaty, a law, a programme, an operation, a ship, a model, a product, a site."""


class Form(StrEnum):
    """The form of a mention: only `NAME` and `METONYM` are names in the text's own words."""

    NAME = "name"
    METONYM = "metonym"
    DEMONYM = "demonym"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class Confidence(StrEnum):
    """The confidence in a rule; shown to readers."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNSURE = "unsure"


class Stance(StrEnum):
    """The stance of an actor towards an object; the words of the report stay beside it."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    SEEKS = "seeks"
    REJECTS = "rejects"
    OFFERS = "offers"
    WARNS = "warns"
    AGREES = "agrees"
    DENIES = "denies"
    CONDITIONAL = "conditional"
    CRITICISES = "criticises"
    PRAISES = "praises"
    DEMANDS = "demands"
    PLANS = "plans"
    STATES = "states"
    """Said of the object in the actor's own words."""


class Polarity(StrEnum):
    """The way in which a position points: in favour of its object, against it, or neither."""

    FOR = "for"
    AGAINST = "against"
    OTHER = "other"


class PlacedBy(StrEnum):
    """The source of the date under which an event is placed: the text's own words, or the date and tense of the report."""

    TEXT = "text"
    REPORT = "report"


class Part(StrEnum):
    """The part that an actor takes in an event: who did it, to whom or to what it was done, or another."""

    AGENT = "agent"
    PATIENT = "patient"
    OTHER = "other"


class Bound(StrEnum):
    """The side of a figure on which the true one may lie, by the words before it: "more than", "up to", "some"."""

    EXACTLY = "exactly"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ABOUT = "about"


class Change(StrEnum):
    """The way of a figure that says by how much something changed, not how much it is."""

    UP = "up"
    DOWN = "down"


FOR = frozenset({Stance.SUPPORTS, Stance.SEEKS, Stance.OFFERS, Stance.AGREES, Stance.DEMANDS, Stance.PRAISES, Stance.PLANS})
AGAINST = frozenset({Stance.OPPOSES, Stance.REJECTS, Stance.CRITICISES})


def polarity_of(stance: Stance, *, negated: bool) -> Polarity:
    """Return the polarity of a stance; a negated one points the other way."""
    if stance not in FOR | AGAINST:
        return Polarity.OTHER
    return Polarity.FOR if (stance in FOR) != negated else Polarity.AGAINST


class Span(Value, frozen=True):
    """A stretch of text: `text[start:end]`."""

    start: int
    end: int


class Evidence(Value, frozen=True):
    """A stretch of a report held against its text: `text` stands at `start:end`. Made by `derive.evidence.cite` only."""

    start: int
    end: int
    text: str


class Entity(Value, frozen=True):
    """An actor or a place that one report mentions, under all its names there.

    `id` is unique within the report; `name` is the fullest form seen, or the well-known name ("United States" for
    "US"); `aliases` are the other names as seen (no pronouns, no descriptions).
    """

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()


NameAndKind = tuple[str, Kind]
"""An entity's name and kind, which identify it across reports."""


class Mention(Value, frozen=True):
    """Words that refer to an entity. Titles, articles and a possessive 's stay outside the evidence of a name."""

    id: str
    evidence: Evidence
    entity: str
    form: Form
    confidence: Confidence
    rule: str


class Role(Value, frozen=True):
    """A title or office with its holder: `evidence` is the title as written ("US secretary of state")."""

    id: str
    evidence: Evidence
    entity: str
    title: str
    affiliation: str | None
    confidence: Confidence
    rule: str


class TimeExpression(Value, frozen=True):
    """Words for a time. `edtf` is None for durations, sets and what cannot be resolved.

    `not_before` and `not_after` are ISO days that narrow a coarser `edtf` ("earlier this month" is `2009-10`, not
    after the 13th). `timex_type` is DATE, TIME, DURATION or SET; `timex_value` is the TIMEX3 value.
    """

    id: str
    evidence: Evidence
    edtf: str | None
    timex_type: str
    timex_value: str
    not_before: str | None
    not_after: str | None
    confidence: Confidence
    rule: str


class Quote(Value, frozen=True):
    """Speech that a report attributes: in quotation marks (`direct`), or in the report's own words.

    `evidence` covers the quoted words from the first segment to the last, outer marks left out; `segments` are the
    stretches themselves where the speech is interrupted. For reported speech it is the clause that is reported.
    `speaker` is an entity's id; None where the text names nobody, and then `speaker_text` still says how the speaker is
    described. `speakers` are all who said it jointly, `speaker` first. `affiliation` and `addressee` are entity ids too.
    `said_on` is EDTF.
    """

    id: str
    evidence: Evidence
    direct: bool
    segments: tuple[Span, ...]
    speaker: str | None
    speakers: tuple[str, ...]
    speaker_text: str | None
    affiliation: str | None
    cue: str | None
    addressee: str | None
    addressee_text: str | None
    said_on: str | None
    confidence: Confidence
    rule: str


class Participant(Value, frozen=True):
    """An actor (entity id) that takes part in an event."""

    entity: str
    part: Part


class Event(Value, frozen=True):
    """Something that happened: `evidence` is the clause that says it. `date` is EDTF; `date_text` its words.

    `placed` is the EDTF day, month or year under which it can stand: its date where the text dates it, else what tense and
    place in the report allow by the report's own date; None, as `placed_by`, where neither does. `entities` are all that it
    names but its place, `participants` the same with their parts. `weight` >= 0 ranks it within its report. `deed` is
    one word for what happened, the same in other words of it ("resigned", "stepped down").
    """

    id: str
    evidence: Evidence
    date: str | None
    date_text: str | None
    not_before: str | None
    not_after: str | None
    placed: str | None
    placed_by: PlacedBy | None
    entities: tuple[str, ...]
    participants: tuple[Participant, ...]
    place: str | None
    weight: int
    confidence: Confidence
    rule: str
    deed: str = ""


class Position(Value, frozen=True):
    """A position: `evidence` is the clause, `verb` the words of the stance ("ruled out"), `object` of what.

    `entity` is the actor's id. `polarity` heeds the negation. `negated`, `hedge` ("is likely to") and `condition` ("if
    talks fail") are kept as written. `reported_by` (entity id) and `reported_by_text` name the source, if not the report
    itself. `topic` is a topic's label. `said_on` is EDTF.
    """

    id: str
    evidence: Evidence
    entity: str
    stance: Stance
    polarity: Polarity
    verb: str
    object: str
    negated: bool
    hedge: str | None
    condition: str | None
    reported_by: str | None
    reported_by_text: str | None
    topic: str | None
    said_on: str | None
    confidence: Confidence
    rule: str


class Figure(Value, frozen=True):
    """A number with what it counts: `evidence` has the words of both, `number` is the number as written ("some 12").

    `value` is a decimal number, the lower end of a range to `value_to`; `unit` is a currency's code, "%" or empty. `counts`
    are the words for what is counted, `kind` the same by lemmas or its class ("killed"), by which figures are compared.
    `change` says that something rose or fell by so much. `source` (entity id) or `source_text` says so, if not the report
    itself. `date`, `placed` and `placed_by` are as those of an event, `weight` >= 0 ranks it within its report.
    """

    id: str
    evidence: Evidence
    number: str
    value: str
    value_to: str | None
    bound: Bound
    unit: str
    counts: str
    kind: str
    change: Change | None
    source: str | None
    source_text: str | None
    date: str | None
    placed: str | None
    placed_by: PlacedBy | None
    weight: int
    confidence: Confidence
    rule: str


class TopicFinding(Value, frozen=True):
    """A topic of a report: a short label in the report's spelling; `evidence` is where it says so. `weight` > 0."""

    id: str
    evidence: Evidence
    label: str
    weight: int
    confidence: Confidence
    rule: str


class KeyPoint(Value, frozen=True):
    """A sentence that carries the report, verbatim. `weight` ranks it among all sentences of the dossier."""

    id: str
    evidence: Evidence
    weight: int
    confidence: Confidence
    rule: str


class Findings(Value, frozen=True):
    """All findings of one report, each kind in text order."""

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    topics: tuple[TopicFinding, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    figures: tuple[Figure, ...] = ()
