"""The editors' judgements held against the reports: what they rest on, the topics that they are on, and the last edition."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import msgspec

from generator.dossier.cards import topic_called
from generator.dossier.grounds import Grounds
from generator.dossier.index.database import Index
from generator.dossier.index.keys import TOPIC
from generator.dossier.known_subjects import KnownTopic
from generator.model.editions import BriefingEdition
from generator.model.judgements import EditorsJudgement
from generator.model.problems import Problem
from generator.report.near_names import hint

decode = msgspec.msgpack.decode


def check(
    index: Index,
    judgements: Sequence[EditorsJudgement],
    editions: Sequence[BriefingEdition],
    held: Collection[str],
    text_of: Callable[[str], str],
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return what is wrong with judgements, and warnings. `text_of` returns the whole text of a report by its slug.

    `held` are the slugs of reports that are not in the site now: what rests on them alone waits with them. So does all in a
    dossier without reports.
    """
    if not judgements or not index.reports.count():
        return (), ()
    grounds, shown = Grounds(index, text_of), [one for one in judgements if not one.hide]
    wrong = [problem for one in shown for problem in (*_without_ground(grounds, one, held), *_unexplained(one, editions))]
    doubts = [problem for one in shown for problem in (*one.warnings, *_withdrawn(grounds, one, held), *_topics(index, one))]
    return tuple(wrong), tuple(doubts)


def _without_ground(grounds: Grounds, judgement: EditorsJudgement, held: Collection[str]) -> Iterator[Problem]:
    if not any(ground.report in held or grounds.find(ground) for ground in judgement.rests_on):
        why, todo = grounds.why_not(judgement.rests_on[0])
        yield Problem(judgement.rests_on[0].where, f"the judgement rests on nothing that is in the reports: {why}", todo)


def _withdrawn(grounds: Grounds, judgement: EditorsJudgement, held: Collection[str]) -> Iterator[Problem]:
    """Return a warning for each statement that is not there, of those of a judgement that rests on others still."""
    missing = [ground for ground in judgement.rests_on if ground.report not in held and not grounds.find(ground)]
    if len(missing) < len(judgement.rests_on):
        for ground in missing:
            why, todo = grounds.why_not(ground)
            yield Problem(ground.where, f"the judgement does not rest on this any more: {why}", todo)


def _unexplained(judgement: EditorsJudgement, editions: Sequence[BriefingEdition]) -> Iterator[Problem]:
    """Return a problem where a judgement is another one than in the last edition, and does not say why."""
    for before in editions[-1].judgements if editions else ():
        then = before.answer, before.likelihood, before.percent, before.confidence
        is_explained = judgement.changed_because not in {"", before.because}
        if before.slug == judgement.slug and then != judgement.said and not is_explained:
            names = ("answer", "likelihood", "percent", "confidence")
            changed = ", ".join(name for name, old, new in zip(names, then, judgement.said, strict=True) if old != new)
            wrong = f"the judgement is another one than in the edition {editions[-1].name!r}: {changed}"
            yield Problem(judgement.answer_where or judgement.where, wrong, "say why in a line `changed_because: …`")


def _topics(index: Index, judgement: EditorsJudgement) -> Iterator[Problem]:
    for named in judgement.topics:
        if topic_called(index, named.name) is None:
            names = _names_of_topics(index)
            todo = hint(named.name, names) or "write a topic's name, or the file name of its profile"
            yield Problem(named.where, f"there is no topic {named.name!r}, so no page of one has this judgement", todo)


def _names_of_topics(index: Index) -> Iterable[str]:
    return (decode(raw, type=KnownTopic).name for raw in index.subjects.with_prefix(TOPIC).values())
