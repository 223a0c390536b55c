"""What everything is. Frozen, without behaviour beyond small derived facts; knows `problems` and no other module.

Offsets are Python string indices into `Article.text`, end exclusive. Dates are EDTF (ISO 8601-2) strings; a date that is
not known is `None`, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, NewType

from generator.problems import Where

SafeHtml = NewType("SafeHtml", str)
"""HTML that went through the sanitiser; made in `generator.sanitise` only."""

OutputPath = NewType("OutputPath", str)
"""A checked, claimed path below the output folder, with forward slashes; made in `generator.permalinks` only."""

SCHEMA_VERSION = 1


class Kind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    GROUP = "group"
    PLACE = "place"


class Form(StrEnum):
    """How a mention refers: only `NAME` and `METONYM` are names in the text's own words."""

    NAME = "name"
    METONYM = "metonym"
    DEMONYM = "demonym"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class Confidence(StrEnum):
    """How far a rule is to be trusted; shown to readers."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNSURE = "unsure"


class Stance(StrEnum):
    """What somebody does towards an object; the words of the report stay beside it."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    SEEKS = "seeks"
    REJECTS = "rejects"
    OFFERS = "offers"
    WARNS = "warns"
    AGREES = "agrees"
    DENIES = "denies"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a report held against its text: `text` stands at `start:end`. Made by `derive.evidence.cite` only."""

    start: int
    end: int
    text: str


# --- findings: what one report says ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that one report speaks of, under all its names there.

    `id` is unique within the report; `name` is the fullest form seen, or the well-known name ("United States" for
    "US"); `aliases` are the other names as seen (no pronouns, no descriptions).
    """

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an entity. Titles, articles and a possessive 's stay outside the evidence of a name."""

    id: str
    evidence: Evidence
    entity: str
    form: Form
    confidence: Confidence
    rule: str


@dataclass(frozen=True, slots=True)
class Role:
    """A title or office with its holder: `evidence` is the title as written ("US secretary of state")."""

    id: str
    evidence: Evidence
    entity: str
    title: str
    affiliation: str | None
    confidence: Confidence
    rule: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time. `edtf` is None for durations, sets and what cannot be resolved.

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


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody is told to have said: in quotation marks (`direct`), or in the report's words.

    `evidence` covers the quoted words from the first segment to the last, outer marks left out; `segments` are the
    stretches themselves where the speech is interrupted. For reported speech it is the clause that is reported.
    `speaker` is an entity's id; None where the text names nobody, and then `speaker_text` still says how the speaker is
    described. `affiliation` and `addressee` are entity ids too. `said_on` is EDTF.
    """

    id: str
    evidence: Evidence
    direct: bool
    segments: tuple[Span, ...]
    speaker: str | None
    speaker_text: str | None
    affiliation: str | None
    cue: str | None
    addressee: str | None
    addressee_text: str | None
    said_on: str | None
    confidence: Confidence
    rule: str


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what, where, when: `evidence` is the clause that says it. `date` is EDTF; `date_text` its words."""

    id: str
    evidence: Evidence
    date: str | None
    date_text: str | None
    not_before: str | None
    not_after: str | None
    entities: tuple[str, ...]
    place: str | None
    confidence: Confidence
    rule: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where somebody stands: `evidence` is the clause, `verb` the words of the stance ("ruled out"), `object` of what.

    `entity` is the actor's id. `negated`, `hedge` ("is likely to") and `condition` ("if talks fail") are kept as
    written. `reported_by` (entity id) and `reported_by_text` say who told of it, if not the report itself.
    `topic` is a topic's label. `said_on` is EDTF.
    """

    id: str
    evidence: Evidence
    entity: str
    stance: Stance
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


@dataclass(frozen=True, slots=True)
class TopicFinding:
    """What a report is about: a short label in the report's spelling; `evidence` is where it says so. `weight` > 0."""

    id: str
    evidence: Evidence
    label: str
    weight: int
    confidence: Confidence
    rule: str


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A sentence that carries the report, verbatim. `weight` ranks it among all sentences of the dossier."""

    id: str
    evidence: Evidence
    weight: int
    confidence: Confidence
    rule: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one report, each kind in text order."""

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    topics: tuple[TopicFinding, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()


# --- what people write ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Named:
    """A name that an editor wrote, and where, so that a contradiction can be shown with both places."""

    name: str
    where: Where


@dataclass(frozen=True, slots=True)
class Tenure:
    """A role in an editor's words; `start` and `end` are EDTF."""

    title: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that an editor gave: its name in `content/pictures/`, what it shows in words, and whose it is."""

    name: str
    alt: str
    credit: str
    where: Where


@dataclass(frozen=True, slots=True)
class ActorProfile:
    """`content/actors/<slug>.md`: an editor's word on an actor; it wins over what was derived.

    `aliases` are names that are this actor, `not_aliases` names that are not, `not_same_as` actors (name or slug) that
    must stay apart. `kind` None keeps the derived kind. `hide` gives the actor no page and no link. `written` says
    where each of those names stands in the file.
    """

    slug: str
    name: str
    where: Where
    kind: Kind | None = None
    summary: str = ""
    aliases: tuple[str, ...] = ()
    not_aliases: tuple[str, ...] = ()
    not_same_as: tuple[str, ...] = ()
    roles: tuple[Tenure, ...] = ()
    picture: Picture | None = None
    hide: bool = False
    body: SafeHtml = SafeHtml("")
    written: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicProfile:
    """`content/topics/<slug>.md`: an editor's word on a topic; a report with one of `keywords` is about it."""

    slug: str
    name: str
    where: Where
    summary: str = ""
    keywords: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    not_same_as: tuple[str, ...] = ()
    hide: bool = False
    body: SafeHtml = SafeHtml("")
    written: tuple[Named, ...] = ()


class Text(NamedTuple):
    """A leaf of a report's tree: the characters `text[start:end]` of the article."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Element:
    """A node of a report's sanitised tree."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | Text, ...]


@dataclass(frozen=True, slots=True)
class Rejection:
    """`reject:` in an article's front matter: findings of this kind (or this id) whose words are `text` are dropped."""

    kind: str | None
    text: str | None
    id: str | None
    where: Where


@dataclass(frozen=True, slots=True)
class Addition:
    """`add:` in an article's front matter: a finding of a person's own, resting on `text`, which the report must say."""

    kind: str
    text: str
    fields: tuple[tuple[str, str], ...]
    where: Where


@dataclass(frozen=True, slots=True)
class Article:
    """One report. `text` is what derivation reads and offsets count; `tree` is what readers see; both are one parse.

    `date` is EDTF or None; `day` is the publication day as ISO when it is known to the day, in the report's time zone.
    """

    slug: str
    path: str
    title: str
    date: str | None
    day: str | None
    source: str
    url: str
    author: str
    lang: str
    place: str
    summary: str
    text: str
    tree: tuple[Element | Text, ...]
    topics: tuple[Named, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    additions: tuple[Addition, ...] = ()


@dataclass(frozen=True, slots=True)
class TextPage:
    """`content/pages/<slug>.md`: a page that an editor wrote."""

    slug: str
    path: str
    title: str
    body: SafeHtml
