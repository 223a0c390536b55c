"""The gate: findings that were kept in a file, or that another program made, are held against the report as a whole.

Passed is what the report says: the evidence stands where it is said to, and so does every other text that a finding carries. A
name that the report does not use must be the well-known one of a name that it does use; a label is made of the report's words.
All else is dropped, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from msgspec.structs import replace

from generator.derive import events, figures, key_points, names, positions, speech, topics
from generator.derive.evidence import cite
from generator.derive.figures.counts import VOTES
from generator.derive.figures.numbers import units, values_of
from generator.derive.names import gazetteer, roles
from generator.derive.report_words import MAX_LABELS_IN_MEMORY, STEMS, ReportWords, words_of
from generator.derive.syntax.document import TOKEN
from generator.derive.time.grammar import RULE_NAMES
from generator.derive.topics.phrases import same_topics
from generator.model.edtf import is_day, valid
from generator.model.findings import ALSO, Entity, Event, Figure, Findings, Form, Mention, Position, Quote, TimeExpression
from generator.model.kinds import KIND_BY_NAME, KINDS, FindingKind

MAX_NAME = 200
"""Characters of a name, a label, an id or a value that is no stretch of the report."""
MAX_WEIGHT = 10_000
NICKNAME = re.compile(r"[(\"“‘'][^()\"“”‘’']*[)\"”’'] ?")
"""What another name has within it: 'Robert "Bobby" Tennant'."""
NAMING = frozenset({Form.NAME, Form.METONYM, Form.DEMONYM})
OWN_LABEL_WORDS = ("relations",)
"""Words that a rule puts into a label: "US-Russia relations" of "ties with Moscow"."""
IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,12})?", re.ASCII)
NO_WORDS: frozenset[str] = frozenset()
DAY_FIELDS = frozenset({"not_before", "not_after"})
"""The date fields that are ISO days, and no other EDTF."""
TIMEX_TYPES = frozenset({"DATE", "TIME", "DURATION", "SET"})
TIMEX_VALUE = re.compile(r"[A-Z0-9_:.+/-]*", re.ASCII)
PLAIN_WORDS = re.compile(r"[\w' .&%$€£-]*")
RULES = frozenset(
    chain(
        names.MENTION_RULES,
        roles.RULES,
        RULE_NAMES,
        speech.RULES,
        events.RULES,
        positions.RULES,
        topics.RULES,
        key_points.RULES,
        figures.RULES,
    )
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A finding or an entity that the gate dropped, and why: `kind` is the field of `Findings`, `id` its id."""

    kind: str
    id: str
    reason: str


class Unfounded(ValueError):  # noqa: N818 - it is what a finding is
    """A finding that the report does not bear out; says in which respect."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules that findings may name: the program's, and the names of derivers, of which several may stand in one."""

    derivers: Container[str]

    def __contains__(self, rule: object) -> bool:
        return isinstance(rule, str) and all(name in RULES or name in self.derivers for name in rule.split(ALSO))


class _Sources(NamedTuple):
    """What findings are held against: the report's text and words, and the rules that there are."""

    text: str
    words: ReportWords
    rules: Container[str]


def gate(text: str, found: Findings, derivers: Container[str] = ()) -> tuple[Findings, tuple[Dropped, ...]]:
    """Return the findings that the report bears out, and those dropped with the reason.

    The rule of a finding is the program's, or these `derivers`: others than the program who found it, by name.
    """
    sources = _Sources(text, words := ReportWords(text), _Rules(derivers) if derivers else RULES)
    dropped: list[Dropped] = []
    mentions, founded = _founded_mentions(sources, found)
    ids: set[str] = set()
    entities = tuple(entity for entity in found.entities if _passes(words, entity, mentions, ids, dropped))
    known = {entity.id for entity in entities}
    for name in (*(entity.name for entity in entities), *OWN_LABEL_WORDS):
        words.add(name)
    passed: dict[str, tuple[Any, ...]] = {}
    for kind in KINDS:
        passed[kind.field] = tuple(_passed(sources, kind, kind.of(found), known, founded, dropped))
    return replace(found, entities=entities, **passed), tuple(dropped)


def _founded_mentions(sources: _Sources, found: Findings) -> tuple[dict[str, list[Mention]], set[int]]:
    """Return by entity those of its mentions that the report bears out, and which objects these are."""
    by_entity: dict[str, list[Mention]] = {}
    founded: set[int] = set()
    for mention in found.mentions:
        if _is_founded(sources, mention):
            by_entity.setdefault(mention.entity, []).append(mention)
            founded.add(id(mention))
    return by_entity, founded


def _is_founded(sources: _Sources, mention: Mention) -> bool:
    try:
        _check_evidence(sources.text, mention)
        _check_fields(sources, KIND_BY_NAME["mention"], mention)
    except ValueError:
        return False
    return True


def _passes(
    words: ReportWords, entity: Entity, mentions: Mapping[str, Sequence[Mention]], ids: set[str], dropped: list[Dropped]
) -> bool:
    """Return whether a report names an entity; where it does not, the reason is noted."""
    try:
        _check_id(entity.id, ids)
        _check_entity(words, entity, mentions.get(entity.id, ()))
    except Unfounded as error:
        dropped.append(Dropped("entities", entity.id[:MAX_NAME], str(error)))
        return False
    return True


def _passed(
    sources: _Sources,
    kind: FindingKind,
    findings: Iterable[Any],
    known: set[str],
    founded: Container[int],
    dropped: list[Dropped],
) -> Iterator[Any]:
    """Return the findings of one kind that pass, without references to entities that the report does not have.

    Those that are `founded` were checked already.
    """
    ids: set[str] = set()
    for finding in findings:
        try:
            _check_id(finding.id, ids)
            if id(finding) not in founded:
                _check_evidence(sources.text, finding)
                _check_fields(sources, kind, finding)
        except ValueError as error:
            dropped.append(Dropped(kind.field, finding.id[:MAX_NAME], str(error)))
            continue
        if known.issuperset(kind.entities(finding)):
            yield finding
            continue
        passed = kind.without(finding, {entity for entity in kind.entities(finding) if entity not in known})
        if passed is None:
            entity = getattr(finding, kind.required_entity)
            dropped.append(Dropped(kind.field, finding.id, f"nobody in the report has the id {_shown(entity)}"))
        else:
            yield passed


def _check_entity(words: ReportWords, entity: Entity, mentions: Sequence[Mention]) -> None:
    """Raise Unfounded unless a report names an entity, by its name or by one that is known to be the same."""
    if not entity.name.strip() or len(entity.name) > MAX_NAME:
        raise Unfounded(f"{_shown(entity.name)} is no name")
    for alias in entity.aliases:
        if not words.name(alias):
            raise Unfounded(f"the report does not say {_shown(alias)}")
    named = [mention.evidence.text for mention in mentions if mention.form in NAMING]
    said = [name for name in (*entity.aliases, *named) if words.name(name)]
    known = {full for name in said for full in _known_names(name)} | {NICKNAME.sub("", name) for name in named}
    if not words.name(entity.name) and entity.name not in known:
        raise Unfounded(f"the report does not name {_shown(entity.name)}")
    if not mentions:
        raise Unfounded("the report mentions it nowhere")


def _check_id(identifier: str, ids: set[str]) -> None:
    """Raise Unfounded for what is no id, or the id of another finding; add it to the `ids`."""
    if not IDENTIFIER.fullmatch(identifier) or len(identifier) > MAX_NAME:
        raise Unfounded(f"{_shown(identifier)} is no id")
    if identifier in ids:
        raise Unfounded(f"the id {identifier!r} stands twice")
    ids.add(identifier)


@lru_cache(maxsize=MAX_LABELS_IN_MEMORY)
def _known_names(name: str) -> frozenset[str]:
    """Return the well-known names that a name stands for: "United States" for "US"."""
    return frozenset(_entries_within(name))


def _entries_within(name: str) -> Iterator[str]:
    tokens = tuple(TOKEN.findall(name))
    for at, word in enumerate(tokens):
        for spelled, known in gazetteer.entries_from(word):
            if tokens[at : at + len(spelled)] == spelled:
                yield known.name
                yield from filter(None, (known.country,))


def _check_evidence(text: str, finding: Any) -> None:
    """Raise ValueError unless everything that the finding quotes stands in the text where it says."""
    evidence = finding.evidence
    cite(text, evidence.start, evidence.end, evidence.text)
    if check := SHAPE_CHECKS.get(type(finding)):
        check(finding)


def _check_fields(sources: _Sources, kind: FindingKind, finding: Any) -> None:
    """Raise Unfounded unless each text of a finding is the report's, each date one, and each number in range."""
    words = sources.words
    if finding.rule not in sources.rules:
        raise Unfounded(f"there is no rule {_shown(finding.rule)}")
    for field in kind.quoted_fields:
        if (said := getattr(finding, field)) and not words.say(said, finding.evidence):
            raise Unfounded(f"the report does not say {_shown(said)}")
    of_class = words.of_classes(finding.kind) if isinstance(finding, Figure) else NO_WORDS
    for field in kind.worded_fields:
        label = getattr(finding, field) or ""
        if len(label) > MAX_NAME or not (words.have(label, of_class) or _is_usual_wording(label)):
            raise Unfounded(f"{_shown(label)} is not made of the report's words")
    for field in kind.date_fields:
        is_date = is_day if field in DAY_FIELDS else valid
        if (date := getattr(finding, field)) is not None and not (len(date) <= MAX_NAME and is_date(date)):
            raise Unfounded(f"{_shown(date)} is not a date")
    if not 0 <= getattr(finding, "weight", 0) <= MAX_WEIGHT:
        raise Unfounded(f"the weight is not from 0 to {MAX_WEIGHT}")
    _check_values(words, finding, of_class)


def _is_usual_wording(label: str) -> bool:
    """Return whether a label is the usual wording of a subject that goes by several, in British or American spelling."""
    return label == VOTES or label.replace("defense", "defence").replace("program", "programme") in same_topics().values()


def _check_values(words: ReportWords, finding: Any, of_class: Container[str]) -> None:
    """Raise Unfounded unless the values that are neither words nor dates have the form that they have to have."""
    if isinstance(finding, Figure):
        _check_amount(words, finding, of_class)
    elif check := VALUE_CHECKS.get(type(finding)):
        check(finding)


def _check_amount(words: ReportWords, figure: Figure, of_class: Container[str]) -> None:
    """Raise Unfounded unless a figure's value is that of its words, and its unit and kind are the report's."""
    for value in filter(None, (figure.value, figure.value_to)):
        _check_form(value, NUMBER)
        if Decimal(value) not in values_of(figure.number):
            raise Unfounded(f"{_shown(figure.number)} is not {value}")
    _check_form(figure.unit, PLAIN_WORDS)
    signs = _signs_of(figure.unit)
    if not (any(map(words.have_characters, signs)) if signs else words.have(figure.unit)):
        raise Unfounded(f"the report does not say {_shown(figure.unit)}")
    _check_form(figure.kind, PLAIN_WORDS)
    if not all(words.have_form(word) for word in words_of(figure.kind) if STEMS[word] not in of_class):
        raise Unfounded(f"{_shown(figure.kind)} is not made of the report's words")


@lru_cache(maxsize=MAX_LABELS_IN_MEMORY)
def _signs_of(unit: str) -> tuple[str, ...]:
    """Return the signs, codes and nouns of a unit."""
    return tuple(sign for sign, code in units().items() if code == unit)


def _check_segments(quote: Quote) -> None:
    """Raise Unfounded unless a quote's segments lie in it, one behind the other."""
    at = quote.evidence.start
    for segment in quote.segments:
        if not quote.evidence.start <= segment.start < segment.end <= quote.evidence.end:
            raise Unfounded(f"the segment {segment.start}:{segment.end} lies outside of its quote")
        if segment.start < at:
            raise Unfounded("the quote's segments do not follow each other")
        at = segment.end
    if quote.direct and not quote.segments:
        raise Unfounded("the quote has no words")


def _check_placed(finding: Event | Figure) -> None:
    if (finding.placed is None) is not (finding.placed_by is None):
        raise Unfounded("the event or figure is placed by nothing, or by something at no date")


def _check_object(position: Position) -> None:
    if not position.object.strip():
        raise Unfounded("the position has no object")


def _check_timex(time: TimeExpression) -> None:
    _check_form(time.timex_value, TIMEX_VALUE)
    if time.timex_type not in TIMEX_TYPES:
        raise Unfounded(f"{_shown(time.timex_type)} is no type of a time")


def _check_deed(event: Event) -> None:
    _check_form(event.deed, PLAIN_WORDS)


SHAPE_CHECKS: Mapping[type, Callable[[Any], None]] = {
    Quote: _check_segments,
    Event: _check_placed,
    Figure: _check_placed,
    Position: _check_object,
}
"""What else must hold of a finding by its kind, whatever the report says."""
VALUE_CHECKS: Mapping[type, Callable[[Any], None]] = {TimeExpression: _check_timex, Event: _check_deed}
"""The checks of these values by kind."""


def _check_form(value: str, form: re.Pattern[str]) -> None:
    if len(value) > MAX_NAME or not form.fullmatch(value):
        raise Unfounded(f"{_shown(value)} is no value")


def _shown(text: str) -> str:
    return repr(text if len(text) <= MAX_NAME else f"{text[:MAX_NAME]}…")
