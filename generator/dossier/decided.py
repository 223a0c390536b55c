"""Decisions of the ledger held against each other, and against what people's files say now.

Told are those that contradict each other, those whose edit is not in its file any more, and those whose words a changed report
no longer has, with the nearest that it has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.content.files import ARTICLES, Outline
from generator.dossier.index.database import Index
from generator.model.article import Article
from generator.model.decisions import (
    AddFinding,
    DateIs,
    Decision,
    Hide,
    HolderIs,
    KindIs,
    LeaveOut,
    LedgerEntry,
    NotSame,
    NotSameEvent,
    Rename,
    Same,
    SameEvent,
    SpeakerIs,
    ThisIs,
    TopicIs,
)
from generator.model.permalinks import slugs
from generator.model.problems import Problem
from generator.model.profiles import ActorProfile, TopicProfile
from generator.model.statements import Account
from generator.model.wording import folded
from generator.report.near_words import near_words

UNDO = "undo the decision, or decide again on the words that are there now"
GONE = ("the file does not say this any more: somebody took it out", "undo the decision, or write it into the file again")
FILE_GONE = ("there is no such file any more", "remove the line")


def claims_of(decision: Decision) -> dict[tuple[str, ...], str]:
    """Return what a decision claims, by what it is said of: two that claim different things of one contradict each other."""
    found: dict[tuple[str, ...], str] = {}
    match decision:
        case Same() | NotSame():
            pair = sorted((slugs(decision.name), slugs(decision.other)))
            found["same", decision.of, *pair] = "the same" if isinstance(decision, Same) else "not the same"
        case Rename():
            found["name", decision.of, slugs(decision.name)] = f"renamed {decision.to}"
        case KindIs():
            found["kind", slugs(decision.name)] = f"a {decision.kind.value}"
        case SpeakerIs():
            found["speaker", slugs(decision.report), folded(decision.text)] = f"said by {decision.speaker}"
        case HolderIs():
            found["holder", slugs(decision.report), folded(decision.text)] = f"held by {decision.actor}"
        case DateIs():
            found["date", decision.kind, slugs(decision.report), folded(decision.text)] = f"dated {decision.edtf}"
        case SameEvent() | NotSameEvent():
            what = slugs(decision.report), folded(decision.text), slugs(decision.other)
            found["event", *what] = "one event" if isinstance(decision, SameEvent) else "not one event"
    return found


def contradicting(entries: Sequence[LedgerEntry]) -> Iterator[Problem]:
    """Return a problem for each decision that contradicts an earlier one, with both lines."""
    known: dict[tuple[str, ...], tuple[str, LedgerEntry]] = {}
    for entry in entries:
        for what, said in claims_of(entry.decision).items():
            before, first = known.setdefault(what, (said, entry))
            if before != said:
                wrong = f"this decides {said!r}, but {first.where} decides {before!r}"
                yield Problem(entry.where, wrong, "undo one of the two decisions")


def to_look_at(index: Index, outline: Outline, held: Collection[str], corrected: Sequence[Account]) -> tuple[Problem, ...]:
    """Return all that is wrong with the ledger: its lines, and what they decide.

    `corrected` are the reports that a person corrected, as the index has them; nothing is said of files that are `held` back.
    """
    if not (outline.decisions or outline.not_decisions):
        return ()
    profiles: list[ActorProfile | TopicProfile] = [*outline.actors, *outline.topics]
    files = _Files(
        {one.where.path: one for one in profiles},
        {account.article.path: account.article for account in corrected},
    )
    found = [*outline.not_decisions, *contradicting(outline.decisions)]
    looked_at = (entry for entry in outline.decisions if entry.file and entry.file not in held)
    found += [Problem(entry.where, *told) for entry in looked_at if (told := _told(index, files, entry))]
    return tuple(sorted(set(found)))


class _Files(NamedTuple):
    """What the files say by now: profiles and corrected reports, by path."""

    profiles: Mapping[str, ActorProfile | TopicProfile]
    reports: Mapping[str, Article]


def _told(index: Index, files: _Files, entry: LedgerEntry) -> tuple[str, str] | None:
    """Return what is to be said of a decision, and what to do; None for one that stands."""
    if entry.file in files.profiles:
        return None if _is_in_profile(entry.decision, files.profiles[entry.file]) else GONE
    article = files.reports.get(entry.file)
    if article is None:
        return _of_uncorrected(index, entry)
    if not _is_in_report(entry.decision, article):
        return GONE
    text = getattr(entry.decision, "text", "")
    if not text or text in article.text or text in " ".join(article.text.split()):
        return None
    return f"the report says {text!r} no more, so this decides nothing", near_words(text, article.text) or UNDO


def _of_uncorrected(index: Index, entry: LedgerEntry) -> tuple[str, str] | None:
    """Return what is to be said of a decision on a file that is no profile, and no report that somebody corrected."""
    if index.reports.get(entry.file):
        return None if isinstance(entry.decision, TopicIs) else GONE
    return None if entry.file.startswith(f"{ARTICLES}/") and index.reports.is_empty() else FILE_GONE


def _is_in_profile(decision: Decision, profile: ActorProfile | TopicProfile) -> bool:
    """Return whether a profile says what was decided."""
    own = {profile.slug, *map(slugs, (profile.name, *profile.aliases))}
    match decision:
        case Same():
            return {slugs(decision.name), slugs(decision.other)} <= own
        case NotSame():
            apart = {*map(slugs, profile.not_same_as), *map(slugs, getattr(profile, "not_aliases", ()))}
            return not apart.isdisjoint({slugs(decision.name), slugs(decision.other)})
        case Rename():
            return profile.name == decision.to
        case Hide():
            return profile.hide
        case KindIs():
            return getattr(profile, "kind", None) is decision.kind
    return False


def _is_in_report(decision: Decision, article: Article) -> bool:
    """Return whether a report's front matter says what was decided."""
    match decision:
        case TopicIs():
            return slugs(decision.topic) in {slugs(one.name) for one in article.topics}
        case LeaveOut():
            given = {one.id for one in article.rejections} | {(one.kind, one.text) for one in article.rejections}
            return decision.finding in given or (decision.kind, decision.text) in given
        case SameEvent() | NotSameEvent():
            is_same = isinstance(decision, SameEvent)
            return any((one.text, one.is_same) == (decision.text, is_same) for one in article.events)
        case ThisIs() | SpeakerIs() | HolderIs() | DateIs() | AddFinding():
            return any((one.kind, one.text) == (_kind_of(decision), decision.text) for one in article.additions)
    return False


def _kind_of(decision: ThisIs | SpeakerIs | HolderIs | DateIs | AddFinding) -> str:
    """Return the kind of the finding that a decision adds."""
    if isinstance(decision, DateIs | AddFinding):
        return decision.kind
    return "mention" if isinstance(decision, ThisIs) else "quote" if isinstance(decision, SpeakerIs) else "position"
