"""The review desk: what is doubtful is asked, and an editor's answers become the smallest edits of people's files.

All that a preview or a terminal needs:

    desk = Desk(assembled, index)            # a project that is up to date, and an index that this thread may read
    questions(desk)                          # what is to be decided, in the order of what an answer mends
    with_sentences(desk, question)           # one of them with the sentences of its sides, which takes a little longer
    planned = plan(desk, decision)           # the edit that says a decision: `planned.diff` are its lines; nothing is written
    entry = apply(root, planned, who)        # writes the file and the ledger in one step; the entry's `id` undoes it
    plan_undo(desk, entry.id)                # the edit that takes it back (`.diff`), None for one of the ledger alone
    undo(desk, entry.id)                     # takes it back, and its line of the ledger
    entries(root)                            # the ledger as it stands, the latest last

Decisions are those of `model/decisions.py`; `decode` there reads one from JSON. `plan`, `apply` and `undo` raise InputError
with all problems for what cannot be, such as a file that changed since it was shown: then nothing is written. An answer to a
question is a decision too (`Answer.decision`). `who` is `assembled.project.outline.config.editor`, or empty for the name that
the system has.
"""

from generator.build.desk.applying import apply, entries, plan_undo, undo
from generator.build.desk.asked import Answer, CitedSentence, Question, QuestionKind, Side
from generator.build.desk.drafts import FileEdit
from generator.build.desk.planning import Plan, plan
from generator.build.desk.questions import questions, with_sentences
from generator.build.desk.subjects import Desk

__all__ = [
    "Answer",
    "CitedSentence",
    "Desk",
    "FileEdit",
    "Plan",
    "Question",
    "QuestionKind",
    "Side",
    "apply",
    "entries",
    "plan",
    "plan_undo",
    "questions",
    "undo",
    "with_sentences",
]
