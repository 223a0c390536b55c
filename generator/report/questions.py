"""What a language model is asked of a report as its file stands."""

from __future__ import annotations

from generator.content import parse
from generator.content.config import Config
from generator.derive.language_model.question import question
from generator.model.language_models import Prompt
from generator.model.problems import Problem
from generator.report.statements import document


def question_about(path: str, text: str, config: Config) -> Prompt | None:
    """Return what a model is asked of a report; None where something is wrong with it, which is told elsewhere."""
    problems: list[Problem] = []
    article = parse.article(path, text, config=config, problems=problems)
    return question(document(article), config.llm) if article is not None and not problems else None
