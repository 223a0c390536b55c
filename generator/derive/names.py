"""People, organisations, countries, groups and places, and which mentions are the same one.

Looks for known names ("Iran", "UN Security Council"), and for runs of capitalised words that a title ("Mrs Clinton"), a given
name ("Sergei Lavrov"), a word of organisations ("Energy Agency") or an acronym in brackets gives away.
"""

from __future__ import annotations

from dataclasses import replace

from generator.derive import coreference, roles
from generator.derive.candidates import Candidate, candidates
from generator.derive.evidence import cite
from generator.derive.text import Document
from generator.model import Findings, Form, Mention


def find(doc: Document, found: Findings) -> Findings:
    """Fill entities, mentions and roles."""
    chosen = candidates(doc)
    entities, who = coreference.resolve(chosen)
    mentions = [_mention(doc, candidate, who[index]) for index, candidate in enumerate(chosen) if index in who]
    mentions += coreference.pronouns(doc, entities, mentions)
    ordered = tuple(sorted(mentions, key=lambda m: (m.evidence.start, -m.evidence.end)))
    return replace(found, entities=entities, mentions=ordered, roles=roles.find(doc, entities, ordered))


def _mention(doc: Document, candidate: Candidate, entity: str) -> Mention:
    evidence = cite(doc.text, candidate.start, candidate.end)
    return Mention("", evidence, entity, candidate.form or Form.NAME, candidate.confidence, candidate.rule)
