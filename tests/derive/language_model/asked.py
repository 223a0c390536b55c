"""A report, and answers to what a model is asked of it."""

from __future__ import annotations

import json
from typing import Any

from generator.derive.gate import Dropped
from generator.derive.language_model import LanguageModel, kept_answers
from generator.derive.language_model.question import question
from generator.derive.syntax.document import Document
from generator.model.findings import Findings
from generator.model.language_models import ANSWERS_VERSION, KeptAnswer, ModelSettings

SETTINGS = ModelSettings(endpoint="http://localhost:1/v1", model="small:1b")
TEXT = """Norwegian minister Kari Lund met Ola Berg in Oslo on Monday.

Kari Lund opposes the ban on cod fishing. Mr Berg said that the ban would hurt “small villages”. He would not go.

The talks went on. Swedish officials left the hall. The talks went on. Kari Lund praised the talks."""
DOC = Document("a", TEXT, "Talks in Oslo", "2009-10-13")


def given(name: str, kind: str = "person", part: str = "agent") -> dict[str, str]:
    return {"name": name, "kind": kind, "part": part}


def position(**changed: Any) -> dict[str, Any]:
    return {
        "actor": {"name": "Kari Lund", "kind": "person"},
        "stance": "opposes",
        "verb": "opposes",
        "object": "the ban on cod fishing",
        "negated": False,
        "words": "Kari Lund opposes the ban on cod fishing",
        "before": "",
        **changed,
    }


def event(**changed: Any) -> dict[str, Any]:
    words = "Norwegian minister Kari Lund met Ola Berg in Oslo on Monday"
    actors = [given("Kari Lund"), given("Ola Berg", part="patient")]
    return {"words": words, "actors": actors, "place": "Oslo", "date": "on Monday", "before": "", **changed}


def speech(**changed: Any) -> dict[str, Any]:
    speaker = {"name": "Mr Berg", "kind": "person"}
    return {"words": "the ban would hurt", "cue": "said", "speaker": speaker, "before": "", **changed}


def topic(**changed: Any) -> dict[str, Any]:
    return {"label": "cod fishing ban", "words": "ban on cod fishing", **changed}


def answer(**lists: Any) -> str:
    return json.dumps({"positions": [], "events": [], "speech": [], "topics": [], **lists})


def read(said: str, doc: Document = DOC, settings: ModelSettings = SETTINGS) -> tuple[Findings, tuple[Dropped, ...]]:
    """Return what an answer says of a report, and what of it was dropped."""
    return model(said, doc, settings).read(doc)


def model(said: str, doc: Document = DOC, settings: ModelSettings = SETTINGS) -> LanguageModel:
    of = question(doc, settings).hash
    kept = KeptAnswer(ANSWERS_VERSION, of, settings.model, "served", "2009-11-01", 0, 1, 1, said)
    return LanguageModel(settings, {of: kept_answers.encode(kept)})


def reasons(said: str, doc: Document = DOC) -> list[str]:
    return [one.reason for one in read(said, doc)[1]]
