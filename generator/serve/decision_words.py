"""Decisions in a sentence each, for the desk and its ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.model.decisions import (
    AddFinding,
    DateIs,
    Decision,
    Hide,
    HolderIs,
    KindIs,
    LeaveOut,
    NotSame,
    NotSameEvent,
    Rename,
    RightAsItIs,
    Same,
    SameEvent,
    SpeakerIs,
    ThisIs,
    TopicIs,
)

MAX_CHARACTERS = 80
"""Characters of a report's words that a sentence has."""
OF_SUBJECTS: dict[type, Callable[[Any], str]] = {
    Same: lambda one: f"{one.name} and {one.other} are one.",
    NotSame: lambda one: f"{one.name} and {one.other} are not one.",
    Rename: lambda one: f"{one.name} is called {one.to}.",
    Hide: lambda one: f"{one.name} is hidden.",
    KindIs: lambda one: f"{one.name} is of the kind {one.kind.value}.",
    TopicIs: lambda one: f"{one.report} is about {one.topic}.",
    RightAsItIs: lambda one: f"The machine is right ({one.question}).",
}
OF_WORDS: dict[type, Callable[[Any], str]] = {
    LeaveOut: lambda one: f"the {one.kind.replace('_', ' ') or 'finding'} is wrong",
    ThisIs: lambda one: f"this is {one.actor}",
    SpeakerIs: lambda one: f"{one.speaker} says it",
    HolderIs: lambda one: f"{one.actor} holds it",
    DateIs: lambda one: f"the date is {one.edtf}",
    SameEvent: lambda one: f"the same event as in {one.other}",
    NotSameEvent: lambda one: f"not the event in {one.other}",
    AddFinding: lambda one: f"added as {one.kind.replace('_', ' ')}",
}
"""What is said of words of a report."""


def in_words(decision: Decision) -> str:
    """Return what was decided."""
    if type(decision) in OF_SUBJECTS:
        return OF_SUBJECTS[type(decision)](decision)
    words, report = getattr(decision, "text", ""), getattr(decision, "report", "")
    return f"{_quoted(words)}: {OF_WORDS[type(decision)](decision)} ({report})."


def _quoted(text: str) -> str:
    plain = " ".join(text.split())
    return f"“{plain if len(plain) <= MAX_CHARACTERS else plain[: MAX_CHARACTERS - 1].rstrip() + '…'}”"
