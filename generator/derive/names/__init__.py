"""Names: people, organisations, countries, groups, places and things, their mentions and roles.

Candidates are known names ("Iran", "UN Security Council") and runs of capitalised words that the tagger or their context
reveals: a title ("Mrs Clinton"), a given name ("Sergei Lavrov"), a word of organisations ("Energy Agency"), an acronym in
brackets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from msgspec import structs

from generator.derive.evidence import cite
from generator.derive.names import (
    body_pronouns,
    candidates,
    coreference,
    descriptions,
    no_names,
    pronouns,
    roles,
    thing_descriptions,
    things,
)
from generator.derive.names.candidates import Candidate
from generator.derive.names.repeated_names import with_repeated
from generator.derive.syntax.annotated_text import annotate
from generator.derive.syntax.document import Document
from generator.derive.syntax.parser import parse
from generator.derive.syntax.quotation_marks import quoted_spans
from generator.model.findings import Findings, Form, Mention

MENTION_RULES = (
    *candidates.RULES,
    *no_names.RULES,
    *things.RULES,
    *coreference.RULES,
    *descriptions.RULES,
    *thing_descriptions.RULES,
    *pronouns.RULES,
    *body_pronouns.RULES,
)


def find(doc: Document, found: Findings) -> Findings:
    """Fill entities, mentions and roles."""
    chosen = things.with_things(doc, with_repeated(doc, no_names.cleaned(doc, parse(doc), candidates.find(doc))))
    entities, entity_of = coreference.resolve(doc, chosen)
    mentions = [_mention(doc, candidate, entity_of[index]) for index, candidate in enumerate(chosen) if index in entity_of]
    offices = roles.find(doc, entities, mentions)
    mentions += coreference.descriptions(doc, offices, mentions)
    text = annotate(doc, structs.replace(found, entities=entities, mentions=_in_order(mentions), roles=offices))
    quoted = quoted_spans(doc)
    described = list(descriptions.descriptions(text.trees))
    mentions += _beside(descriptions.find(text, quoted, described), mentions)
    mentions += _beside(thing_descriptions.find(text, described), mentions)
    text = replace(text, findings=structs.replace(text.findings, mentions=_in_order(mentions)))
    mentions += pronouns.find(text, quoted)
    mentions += body_pronouns.find(text, quoted)
    return structs.replace(text.findings, mentions=_in_order(mentions))


def _beside(found: Iterable[Mention], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that share no words with others, names aside that lie within them."""
    taken = {at for mention in mentions for at in range(mention.evidence.start, mention.evidence.end)}
    return [mention for mention in found if mention.evidence.end - 1 not in taken]


def _in_order(mentions: list[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.evidence.start, -m.evidence.end)))


def _mention(doc: Document, candidate: Candidate, entity: str) -> Mention:
    evidence = cite(doc.text, candidate.start, candidate.end)
    return Mention("", evidence, entity, candidate.form or Form.NAME, candidate.confidence, candidate.rule)
