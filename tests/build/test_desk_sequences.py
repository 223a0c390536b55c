"""The law of the desk: whatever is decided and taken back, in whatever order, each state builds, and nothing is left of it."""

import os
import random
from pathlib import Path

import pytest

from generator.build import build, desk
from generator.build.opened_desk import opened_desk
from generator.content import ledger
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
    Of,
    Rename,
    RightAsItIs,
    Same,
    SameEvent,
    SpeakerIs,
    ThisIs,
    TopicIs,
)
from generator.model.findings import Kind
from generator.model.problems import InputError
from generator.runtime.options import Options
from tests.build.desk_project import contents, made
from tests.conftest import Project

SEQUENCES = int(os.environ.get("BRIEFING_EXAMPLES", "200"))
FEW = 3
STEPS = 7
NAMES = ("Anna Berg", "Anna Bergh", "Nils Holm", "Norway", "Mikael Karlsson", "Mikeal Karlsson", "NFC", "Oslo", "Nobody")
REPORTS = ("first", "second")
WORDS = (
    "Oslo",
    "Monday",
    "on Monday",
    "Ms Berg",
    "the plan",
    "resigned on Tuesday",
    "welcome the talks",
    "the council",
    "gone",
)
KINDS = ("mention", "date", "event", "quote", "role")


def any_decision(of: random.Random) -> Decision:
    """Return a decision of any kind, many of them refused."""
    one, other, report, text = of.choice(NAMES), of.choice(NAMES), of.choice(REPORTS), of.choice(WORDS)
    return of.choice(
        (
            lambda: Same(one, other),
            lambda: Same(one, other),
            lambda: NotSame(one, other),
            lambda: Rename(one, of.choice(("Ada", "Norge", "Berg: A.", other))),
            lambda: Rename("Quotas", "Fish: quotas", Of.TOPIC),
            lambda: Hide(one),
            lambda: Hide("quotas", Of.TOPIC),
            lambda: KindIs(one, of.choice(list(Kind))),
            lambda: LeaveOut(report, kind=of.choice(KINDS), text=text, why="so: it"),
            lambda: ThisIs(report, text, of.choice((one, "Ada", "Norge")), of.choice((None, Kind.GROUP))),
            lambda: SpeakerIs(report, "welcome the talks", one),
            lambda: DateIs(report, text, of.choice(("2009-10-05", "2009-10"))),
            lambda: DateIs(report, text, "2009-09", "event"),
            lambda: HolderIs("first", "opposes new quotas", one),
            lambda: TopicIs(report, "quotas"),
            lambda: SameEvent("second", "resigned", "first", "met"),
            lambda: NotSameEvent("second", "resigned", "first"),
            lambda: AddFinding(report, "event", text, {"actors": f"{one}\n{other}"}),
            lambda: RightAsItIs(f"same-{of.randrange(9)}"),
        )
    )()


def try_decision(root: Path, of: random.Random) -> list[str]:
    """Decide something; return the id of what was written, if anything was. Opening the desk shows that the state builds."""
    with opened_desk(root, Options(jobs=1)) as opened:
        assert [] == [problem for problem in opened.assembled.idle if ledger.is_of(problem)]
        try:
            return [desk.apply(root, desk.plan(opened, any_decision(of)), "Ada Ek").id]
        except InputError:
            return []


def try_undo(root: Path, identifier: str) -> bool:
    with opened_desk(root, Options(jobs=1)) as opened:
        try:
            desk.undo(opened, identifier)
        except InputError:
            return False
        return True


def run_sequences(root: Path, number: int) -> None:
    before = contents(root)
    for seed in range(number):
        of, done = random.Random(seed), list[str]()
        for _ in range(STEPS):
            if done and of.random() < 0.25:
                chosen = of.choice(done)
                done = [one for one in done if one != chosen or not try_undo(root, chosen)]
            else:
                done += try_decision(root, of)
        of.shuffle(done)
        while done:
            left = [one for one in done if not try_undo(root, one)]
            assert len(left) < len(done), f"sequence {seed}: {left} cannot be taken back"
            done = left
        assert before == contents(root), f"sequence {seed}"


def test_a_few_sequences_of_answers_and_undos_leave_the_files_as_they_were(project: Project) -> None:
    run_sequences(made(project), FEW)


@pytest.mark.slow
def test_sequences_of_answers_and_undos_leave_the_files_as_they_were(project: Project) -> None:
    root = made(project)
    run_sequences(root, SEQUENCES)
    assert 0 < build(root).articles
