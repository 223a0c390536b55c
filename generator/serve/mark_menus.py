"""The menus of the preview's pages: what a mark, a heading or a listed statement is, and what an editor may decide on it.

A page says of a mark its sentence and its words only. So the report is read again here, as its front matter corrects it, and
the findings in that sentence are looked up; the built page has no more than readers need.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.model import decisions
from generator.model.additions import RULE
from generator.model.article import Article
from generator.model.decisions import Decision, Of
from generator.model.findings import Entity, Findings, Form, Kind, Polarity, Stance
from generator.model.kinds import KIND_BY_NAME, KINDS
from generator.model.values import Value
from generator.report import anchors
from generator.report.statements import whole_document

ACTOR, TOPIC, TEXT, DATE, CHOICE = "actor", "topic", "text", "date", "choice"
"""Types of fields that are asked for."""
KINDS_OF_ACTORS = tuple(kind.value for kind in Kind)
CHOICES = {
    "actor_kind": KINDS_OF_ACTORS,
    "stance": tuple(stance.value for stance in Stance),
    "polarity": tuple(polarity.value for polarity in Polarity),
}
TYPES = {
    **dict.fromkeys(("actor", "speaker", "addressee", "reported_by", "source"), ACTOR),
    **dict.fromkeys(("edtf", "date", "said_on"), DATE),
    "topic": TOPIC,
}


class Asked(Value, frozen=True):
    """A field that a decision still needs, or may have: its name in the decision, a label, and what may be given.

    A name after a dot is one within another field. `several`: a line each.
    """

    field: str
    label: str
    type: str = TEXT
    value: str = ""
    choices: tuple[str, ...] = ()
    optional: bool = False
    several: bool = False


class Choice(Value, frozen=True):
    """Something that may be decided: in words, as the decision, and the fields to be filled in first."""

    label: str
    decision: Decision
    asks: tuple[Asked, ...] = ()


class Menu(Value, frozen=True):
    """What something on a page is, its words, and what may be decided on it."""

    title: str
    words: str
    choices: tuple[Choice, ...]
    note: str = ""


ActorOf = Callable[[Entity], KnownActor | None]


def of_actor(known: KnownActor) -> Menu:
    """Return the menu of an actor."""
    return Menu(f"{known.kind.value.capitalize()}: {known.name}", "", _of_actor(known))


def of_topic(known: KnownTopic) -> Menu:
    """Return the menu of a topic."""
    name, of = known.name, Of.TOPIC
    choices = (
        Choice("is the same as …", decisions.Same("", name, of), (Asked("name", "The same topic", TOPIC),)),
        Choice("is not the same as …", decisions.NotSame(name, "", of), (Asked("other", "Another topic", TOPIC),)),
        Choice("Rename", decisions.Rename(name, "", of), (Asked("to", "New name", value=name),)),
        Choice("Hide", decisions.Hide(name, of)),
    )
    return Menu(f"Topic: {name}", "", choices)


def of_report(article: Article) -> Menu:
    """Return the menu of a report as a whole."""
    choice = Choice("is about …", decisions.TopicIs(article.slug, ""), (Asked("topic", "A topic", TOPIC),))
    return Menu(f"Report: {article.title}", "", (choice,))


def of_words(article: Article, words: str) -> Menu | None:
    """Return what words of a report may be said to be; None where the report does not say them."""
    text = _as_written(article.text, words)
    if not text:
        return None
    choices = tuple(
        Choice(kind.called, decisions.AddFinding(article.slug, kind.name, text), tuple(_asked(kind.name, text)))
        for kind in KINDS
    )
    return Menu("What are these words?", text, choices)


def of_marks(
    article: Article, found: Findings, actor_of: ActorOf, *, anchor: str, words: str, kind: str, nth: int
) -> list[Menu]:
    """Return the menus of the findings of a kind that a sentence has in these words, the `nth` of them if there are several."""
    span = _sentence(article, anchor)
    row = KIND_BY_NAME.get(kind)
    if span is None or row is None:
        return []
    within = [one for one in row.of(found) if span[0] <= one.evidence.start < span[1] and not _is_pronoun(one)]
    same = [one for one in within if _plain(words) == _plain(one.evidence.text)]
    fitting = same if len(same) > nth else [one for one in within if _alike(words, one.evidence.text)]
    if kind == "mention" and len(fitting) > nth:
        fitting = [fitting[nth]]
    return [_of_finding(article, found, kind, one, actor_of) for one in fitting or within[:1]]


def of_finding(article: Article, found: Findings, actor_of: ActorOf, identifier: str) -> Menu | None:
    """Return the menu of a finding by its id; None where the report has none of it."""
    for kind in KINDS:
        for one in kind.of(found):
            if one.id == identifier:
                return _of_finding(article, found, kind.name, one, actor_of)
    return None


def _of_actor(known: KnownActor) -> tuple[Choice, ...]:
    name = known.name
    return (
        Choice(f"{name} is the same as …", decisions.Same("", name), (Asked("name", "The same actor", ACTOR),)),
        Choice(f"{name} is not the same as …", decisions.NotSame(name, ""), (Asked("other", "Somebody else", ACTOR),)),
        Choice(f"Rename {name}", decisions.Rename(name, ""), (Asked("to", "New name", value=name),)),
        Choice(
            f"{name} is of another kind",
            decisions.KindIs(name, known.kind),
            (Asked("kind", "Kind", CHOICE, known.kind.value, KINDS_OF_ACTORS),),
        ),
        Choice(f"Hide {name}", decisions.Hide(name)),
    )


def _of_finding(article: Article, found: Findings, kind: str, one: Any, actor_of: ActorOf) -> Menu:
    by_id = {entity.id: entity for entity in found.entities}

    def name(entity: str | None) -> str:
        known = actor_of(by_id[entity]) if entity in by_id else None
        return known.name if known else by_id[entity].name if entity in by_id else ""

    report, text, note = article.slug, one.evidence.text, ""
    if kind == "mention":
        known = actor_of(by_id[one.entity]) if one.entity in by_id else None
        title, choices = f"{by_id[one.entity].kind.value.capitalize()}: {name(one.entity)}", _of_mention(report, text, known)
    elif kind == "quote":
        title, choices = f"Quote of {name(one.speaker) or one.speaker_text or 'nobody named'}", _of_quote(report, one)
    elif kind == "position":
        title = f"Position: {name(one.entity)} {one.stance.value}"
        asks = (Asked("actor", "Who holds it", ACTOR),)
        choices = (Choice("Somebody else holds it", decisions.HolderIs(report, text, "", one.id), asks),)
    elif kind in {"date", "event"}:
        edtf = (one.edtf if kind == "date" else one.date) or ""
        title, asks = (
            f"{kind.capitalize()}: {edtf or 'no date'}",
            (Asked("edtf", "Date (2009-10-13, 2009-10, 2009)", DATE, edtf),),
        )
        label = "It means another date" if kind == "date" else "It took place on another date"
        choices = (Choice(label, decisions.DateIs(report, text, "", kind, one.id), asks),)
    else:
        title, choices = kind.replace("_", " ").capitalize(), ()
    if one.rule == RULE:
        note = "An editor added it: undo that at the desk."
    else:
        label = "Wrong: this is no name of anybody" if kind == "mention" else "Wrong: leave it out"
        choices = (*choices, Choice(label, decisions.LeaveOut(report, one.id, kind, text)))
    return Menu(title, text, choices, note)


def _of_mention(report: str, text: str, known: KnownActor | None) -> tuple[Choice, ...]:
    kind = Asked("kind", "Kind, of somebody new", CHOICE, "", KINDS_OF_ACTORS, optional=True)
    asks = Asked("actor", "Who it is", ACTOR), kind
    other = Choice("These words mean somebody else", decisions.ThisIs(report, text, ""), asks)
    return (other, *(_of_actor(known) if known else ()))


def _of_quote(report: str, one: Any) -> tuple[Choice, ...]:
    asks = (Asked("speaker", "Who says it", ACTOR),)
    return (Choice("Somebody else says it", decisions.SpeakerIs(report, one.evidence.text, "", one.id), asks),)


def _asked(kind: str, text: str) -> Iterator[Asked]:
    """Yield the fields that an added finding of a kind needs, and then those that it may have."""
    row = KIND_BY_NAME[kind]
    for fields, optional in ((row.required_fields, False), (row.optional_fields, True)):
        for field in fields:
            choices = CHOICES.get(field, ())
            type_ = CHOICE if choices else TYPES.get(field, TEXT)
            value = text if (kind, field) == ("mention", "actor") else ""
            label = field.replace("_", " ").capitalize()
            yield Asked(f"fields.{field}", label, type_, value, choices, optional, several=field == "actors")


def _is_pronoun(one: Any) -> bool:
    return getattr(one, "form", None) is Form.PRONOUN


def _sentence(article: Article, anchor: str) -> tuple[int, int] | None:
    marks = anchors.marks(whole_document(article))
    return next(((mark.start, mark.end) for mark in marks if mark.anchor == anchor), None)


def _alike(words: str, evidence: str) -> bool:
    """Return whether words of a page are those of a finding, or a part of them: marks that overlap are cut."""
    one, other = _plain(words), _plain(evidence)
    return not one or one in other or other in one


def _plain(words: str) -> str:
    return " ".join(words.split())


def _as_written(text: str, words: str) -> str:
    """Return words as a report writes them, with its own blanks and line ends; empty where it does not say them."""
    parts: Sequence[str] = words.split()
    found = re.search(r"\s+".join(map(re.escape, parts)), text) if parts else None
    return found[0] if found else ""


def names_like(names: Iterable[tuple[str, str]], words: str, limit: int) -> list[tuple[str, str]]:
    """Return the names, each with what it is, that have a word which begins so; those that begin so themselves first."""
    wanted = " ".join(words.casefold().split())
    found = [one for one in names if f" {wanted}" in f" {one[0].casefold()}"]
    return sorted(found, key=lambda one: (not one[0].casefold().startswith(wanted), len(one[0]), one[0]))[:limit]
