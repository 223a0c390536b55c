"""`briefing review`: what is doubtful, asked one by one; each answer is written into people's files, and can be taken back."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.build import desk
from generator.build.desk import Answer, CitedSentence, Desk, Question
from generator.build.desk.refusals import HERE
from generator.build.opened_desk import opened_desk
from generator.commands.key_presses import line, pressed
from generator.commands.printing import DONE, PROBLEMS, count, print_lines, progress, say
from generator.model.decisions import LedgerEntry
from generator.model.problems import InputError
from generator.runtime import processes
from generator.runtime.options import Options
from generator.runtime.project_folder import require_project

WIDTH, INDENT = 100, " " * 4
MAX_WHOLE_DIFF = 30
SKIP, WHY, UNDO, QUIT = "s", "w", "u", "q"
ALWAYS = f"{SKIP} skip   {WHY} say why   {UNDO} undo the last one   {QUIT} quit"


@dataclass
class _Session:
    """The state of a review: questions that were passed over, decisions to be undone, and why the next one is made."""

    skipped: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)
    why: str = ""
    is_over: bool = False


def run(parsed: argparse.Namespace) -> int:
    """Ask what is doubtful; or list the queue or the ledger; or take a decision back."""
    require_project(parsed.project)
    processes.collect_garbage_less_often()
    options = Options(parsed.jobs or 0, progress, say=say)
    if parsed.list:
        print("\n".join(map(_line_of, desk.entries(parsed.project))) or "Nothing was decided yet.")
        return DONE
    if parsed.undo is not None:
        return _undo(parsed, options)
    if parsed.json:
        import msgspec

        with opened_desk(parsed.project, options) as opened:
            print_lines(msgspec.json.encode(desk.with_sentences(opened, one)) for one in desk.questions(opened))
        return DONE
    session = _Session()
    while not session.is_over:
        with opened_desk(parsed.project, options) as opened:
            _ask_until_something_changes(opened, session)
    print(f"{count(len(session.done), 'decision')} written." if session.done else "Nothing was written.")
    return DONE


def _undo(parsed: argparse.Namespace, options: Options) -> int:
    known = desk.entries(parsed.project)
    if not known:
        say("there is no decision to be undone")
        return PROBLEMS
    with opened_desk(parsed.project, options) as opened:
        print("\n".join(_undone(opened, parsed.undo or known[-1].id)))
    return DONE


def _ask_until_something_changes(opened: Desk, session: _Session) -> None:
    """Ask one question after the other until a file was written, or there is none left."""
    waiting = [one for one in desk.questions(opened) if one.id not in session.skipped]
    if not waiting:
        print("There is nothing more to ask.")
        session.is_over = True
    for number, question in enumerate(waiting, 1):
        print("\n".join(("", *_lines(desk.with_sentences(opened, question), len(waiting) - number))))
        if _is_file_written(opened, question, session) or session.is_over:
            return
    session.is_over = True


def _is_file_written(opened: Desk, question: Question, session: _Session) -> bool:
    """Take an answer; return whether it changed a file. What cannot be written is said, and asked again."""
    while True:
        key = pressed("> ")
        answer = next((one for one in question.answers if one.key == key), None)
        if answer and (entry := _written(opened, answer, session)):
            return bool(entry.file)
        if key == UNDO and session.done:
            return _is_undone(opened, session)
        if key == WHY:
            session.why = line("why: ")
        elif key in {SKIP, QUIT, ""}:
            session.skipped.add(question.id)
            session.is_over = key != SKIP
            return False
        elif not answer:
            print(f"{INDENT}{_keys(question)}")


def _is_undone(opened: Desk, session: _Session) -> bool:
    """Take the last decision of this session back; return whether that could be."""
    try:
        print("\n".join(_undone(opened, session.done[-1])))
    except InputError as error:
        say("\n".join(_refused(error)))
        return False
    session.done.pop()
    return True


def _written(opened: Desk, answer: Answer, session: _Session) -> LedgerEntry | None:
    """Write an answer, and print the lines that differ; None, with what is wrong, where it cannot be written."""
    import msgspec

    words = line(f"{answer.label}: ") if answer.asks else ""
    if answer.asks and not words:
        return None
    decision = msgspec.structs.replace(answer.with_words(words), why=session.why)
    project = opened.assembled.project
    try:
        planned = desk.plan(opened, decision)
        entry = desk.apply(project.root, planned, project.outline.config.editor)
    except InputError as error:
        say("\n".join(_refused(error)))
        return None
    session.done.append(entry.id)
    session.why = ""
    print("\n".join((f"{INDENT}{entry.file or 'noted'}", *(f"{INDENT}{one}" for one in planned.diff[:MAX_WHOLE_DIFF]))))
    return entry


def _undone(opened: Desk, identifier: str) -> Iterator[str]:
    """Take a decision back, and return what changed as lines."""
    edit = desk.plan_undo(opened, identifier)
    entry = desk.undo(opened, identifier)
    yield f"undone: {_line_of(entry)}"
    if edit:
        yield edit.path if edit.after is not None else f"{edit.path} (removed: the decision had made it)"
        yield from (f"{INDENT}{one}" for one in edit.diff[:MAX_WHOLE_DIFF])


def _refused(error: InputError) -> Iterator[str]:
    for problem in error.problems:
        yield f"{problem.wrong}; {problem.todo}" if problem.where.path == HERE else str(problem)


def _lines(question: Question, more: int) -> Iterator[str]:
    """Return a question with its sides, sentences and answers."""
    yield from textwrap.wrap(f"{question.title}", WIDTH)
    yield f"{INDENT}{question.reason} · {count(question.weight, 'report')} · {more} more to ask"
    for side in question.sides:
        about = ", ".join(filter(None, (side.kind, count(side.reports, "report") if side.reports else "")))
        yield from textwrap.wrap(
            f"{side.name}{f' ({about})' if about else ''}", WIDTH, initial_indent="  ", subsequent_indent="  "
        )
        for sentence in side.sentences:
            yield from _cited(sentence)
    yield f"{INDENT}{_keys(question)}"


def _cited(sentence: CitedSentence) -> Iterator[str]:
    yield from textwrap.wrap(f"“{sentence.text}”", WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
    yield f"{INDENT}— {', '.join(filter(None, (sentence.title, sentence.source, sentence.when, sentence.path)))}"


def _keys(question: Question) -> str:
    """Return the keys that answer a question."""
    return f"\n{INDENT}".join((*(f"{one.key}  {one.label}" for one in question.answers), ALWAYS))


def _line_of(entry: LedgerEntry) -> str:
    """Return a decision as a line for people."""
    import msgspec

    said = msgspec.to_builtins(entry.decision)
    kind, why = said.pop("decision"), said.pop("why", "")
    what = ", ".join(f"{key}: {value}" for key, value in said.items())
    return "  ".join(filter(None, (entry.id, entry.when, entry.who, kind, what, why and f"({why})", entry.file)))
