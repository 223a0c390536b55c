"""The registry of kinds of findings: one row a kind. What differs by kind is read from here, and stands in no other table.

Read by the ids of findings, the gate for evidence, front matter, corrections, one report's counts, and export.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from generator.model import additions
from generator.model.findings import Evidence, Findings


@dataclass(frozen=True, slots=True)
class SubjectList:
    """A list, or a section of it, in which an actor or a topic has findings in the index; its page shows `max_shown` rows."""

    name: str
    max_shown: int
    section: str = ""


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding.

    `name` is its name in front matter, `called` what it is called where an editor says what words are. `field` is the field of
    `Findings` that holds it; ids begin with `letter`.
    Fields that name entities: without the `required_entity` the finding goes, `entity_list` is a tuple of ids,
    `participant_list` one of participants, and `optional_entities` may be None. `add` constructs one from an editor's
    addition, of whose fields some are required.
    A rejection gives all of its words where `rejected_whole`, else some of them; `label_field` is rejected by too.
    Exported rows have it under the names in `exported_as` (direct and indirect speech have one each) or, without any,
    under that of the field; they say `exported_fields` beside the evidence, or all fields where that is None.
    `subject_lists` are the lists in which actors and topics have such findings.
    For the gate: `quoted_fields` have words as the report has them, `worded_fields` labels of its words, `date_fields` EDTF.
    """

    name: str
    called: str
    field: str
    letter: str
    add: Callable[[str, Evidence, additions.Fields, additions.ResolveEntity], Any]
    required_entity: str = ""
    entity_list: str = ""
    participant_list: str = ""
    optional_entities: tuple[str, ...] = ()
    required_fields: tuple[str, ...] = ()
    optional_fields: tuple[str, ...] = ()
    rejected_whole: bool = False
    label_field: str = ""
    exported_as: tuple[str, ...] = ()
    exported_fields: tuple[str, ...] | None = None
    subject_lists: tuple[SubjectList, ...] = ()
    quoted_fields: tuple[str, ...] = ()
    worded_fields: tuple[str, ...] = ()
    date_fields: tuple[str, ...] = ()

    def of(self, findings: Findings) -> tuple[Any, ...]:
        """Return the findings of this kind."""
        found: tuple[Any, ...] = getattr(findings, self.field)
        return found

    def entities(self, finding: Any) -> Iterator[str]:
        """Return the ids of the entities that a finding names."""
        if self.required_entity:
            yield getattr(finding, self.required_entity)
        yield from getattr(finding, self.entity_list) if self.entity_list else ()
        for participant in getattr(finding, self.participant_list) if self.participant_list else ():
            yield participant.entity
        for field in self.optional_entities:
            if (entity := getattr(finding, field)) is not None:
                yield entity

    def without(self, finding: Any, unknown: Collection[str]) -> Any | None:
        """Return a finding that names none of some entities; None where it is about one of them."""
        lost = {entity for entity in self.entities(finding) if entity in unknown} if unknown else set()
        if not lost:
            return finding
        if self.required_entity and getattr(finding, self.required_entity) in lost:
            return None
        changed: dict[str, Any] = {field: None for field in self.optional_entities if getattr(finding, field) in lost}
        if self.entity_list:
            changed[self.entity_list] = tuple(one for one in getattr(finding, self.entity_list) if one not in lost)
        if self.participant_list:
            participants = getattr(finding, self.participant_list)
            changed[self.participant_list] = tuple(one for one in participants if one.entity not in lost)
        return replace(finding, **changed)


KINDS = (
    FindingKind(
        name="mention",
        called="A name of somebody",
        field="mentions",
        letter="m",
        add=additions.mention,
        required_entity="entity",
        required_fields=("actor",),
        optional_fields=("actor_kind",),
        rejected_whole=True,
    ),
    FindingKind(
        name="quote",
        called="Words that somebody says",
        field="quotes",
        letter="q",
        add=additions.quote,
        entity_list="speakers",
        optional_entities=("speaker", "affiliation", "addressee"),
        required_fields=("speaker",),
        exported_as=("quotes", "reported"),
        subject_lists=(SubjectList("quotes", 25, "direct"), SubjectList("quotes", 15, "reported"), SubjectList("about", 20)),
        optional_fields=("cue", "addressee", "said_on", "direct"),
        quoted_fields=("speaker_text", "cue", "addressee_text"),
        date_fields=("said_on",),
    ),
    FindingKind(
        name="date",
        called="A date",
        field="times",
        letter="t",
        add=additions.date,
        required_fields=("edtf",),
        rejected_whole=True,
        exported_as=("dates",),
        exported_fields=("edtf", "timex_type", "timex_value"),
        date_fields=("edtf", "not_before", "not_after"),
    ),
    FindingKind(
        name="position",
        called="A position",
        field="positions",
        letter="p",
        add=additions.position,
        required_entity="entity",
        optional_entities=("reported_by",),
        required_fields=("actor", "stance", "object"),
        optional_fields=("polarity", "topic", "said_on", "condition", "reported_by"),
        subject_lists=(SubjectList("positions", 20), SubjectList("on", 20)),
        quoted_fields=("verb", "object", "hedge", "condition", "reported_by_text"),
        worded_fields=("topic",),
        date_fields=("said_on",),
    ),
    FindingKind(
        name="event",
        called="Something that happened",
        field="events",
        letter="e",
        add=additions.event,
        entity_list="entities",
        participant_list="participants",
        optional_entities=("place",),
        optional_fields=("date", "actors", "place"),
        subject_lists=(SubjectList("events", 60),),
        quoted_fields=("date_text",),
        date_fields=("date", "not_before", "not_after", "placed"),
    ),
    FindingKind(
        name="topic",
        called="The topic",
        field="topics",
        letter="s",
        add=additions.topic,
        required_fields=("topic",),
        label_field="label",
        exported_fields=("label", "weight"),
        worded_fields=("label",),
    ),
    FindingKind(
        name="role",
        called="A title or an office",
        field="roles",
        letter="r",
        add=additions.role,
        required_entity="entity",
        optional_entities=("affiliation",),
        required_fields=("actor",),
        rejected_whole=True,
        quoted_fields=("title",),
    ),
    FindingKind(
        name="key_point",
        called="A key sentence",
        field="key_points",
        letter="k",
        add=additions.key_point,
        exported_fields=("weight",),
    ),
    FindingKind(
        name="figure",
        called="A figure",
        field="figures",
        letter="f",
        add=additions.figure,
        optional_entities=("source",),
        required_fields=("value", "counts"),
        optional_fields=("value_to", "unit", "figure_kind", "source", "date"),
        quoted_fields=("number", "source_text"),
        worded_fields=("counts",),
        date_fields=("date", "placed"),
    ),
)
"""All kinds, in the order in which `Findings` has them."""
KIND_BY_NAME = {kind.name: kind for kind in KINDS}
