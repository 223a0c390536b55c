"""Refusals: decisions that cannot be written, with what is wrong and what to do."""

from __future__ import annotations

from generator.model.problems import InputError, Problem, Where

HERE = "the decision"
"""In the place of a file where what is wrong stands in none."""


def refused(where: Where | str, wrong: str, todo: str) -> InputError:
    """Return the error to raise for a decision."""
    return InputError([Problem(where if isinstance(where, Where) else Where(where), wrong, todo)])
