"""The files that the program writes below `content/derived/`: findings of reports, and what a language model answered."""

from __future__ import annotations

import os
from pathlib import Path

from generator.content.files import ANSWERS, DERIVED, DERIVED_AGAIN
from generator.model.problems import Problem, Where
from generator.runtime import disk_errors, project_files
from generator.runtime.project_files import MAX_FINDINGS_BYTES, Bounds

ASKED_AGAIN = "nothing of this file was taken; the model is asked again where there is an endpoint"


def stored_findings(root: Path, slug: str, problems: list[Problem]) -> bytes | None:
    """Return the bytes of a report's file in `content/derived/`, if there is one; note what is wrong with it as a file."""
    return _machine_file(root, f"{DERIVED}/{slug}.json", problems, DERIVED_AGAIN)


def kept_answer(root: Path, of: str, problems: list[Problem]) -> bytes | None:
    """Return the bytes of the kept answer to a question by its hash, if there is one; note what is wrong with it."""
    return _machine_file(root, answer_name(of), problems, ASKED_AGAIN)


def answer_name(of: str) -> str:
    """Return the name from the root of the file in which the answer to a question is kept."""
    return f"{ANSWERS}/{of}.json"


def _machine_file(root: Path, name: str, problems: list[Problem], todo: str) -> bytes | None:
    """Return the bytes of a file that the program wrote, if there is one."""
    try:
        wrong = Bounds(root).why_not_out(os.path.realpath(root / name)) if (root / name).is_symlink() else None
        if wrong is None:
            return project_files.read(root / name, MAX_FINDINGS_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        wrong = disk_errors.explain(error)
    problems.append(Problem(Where(name), wrong[0], todo))
    return None
