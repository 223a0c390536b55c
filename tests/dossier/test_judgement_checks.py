"""Judgements held against the reports of a project: what they rest on, and the last edition."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import build
from generator.model.problems import InputError
from generator.runtime.options import Options

REPORT = """---
title: Envoys meet in Vienna
date: 2009-10-13
source: Example News
lang: en
---
Anna Berg said on Tuesday that Norway would sign the treaty.
"""
JUDGEMENT = """---
question: Will Norway sign?
answer: Norway will sign in spring.
likelihood: likely
confidence: low
because: one report tells it
rests_on:
{grounds}
on: 2009-10-14
---
"""
Judged = Callable[..., list[str]]


@pytest.fixture
def judged(tmp_path: Path) -> Judged:
    """Build a project of one report and one judgement that rests on the given lines; return what was said."""

    def of(*grounds: str) -> list[str]:
        for folder in ("articles", "judgements"):
            (tmp_path / "content" / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "briefing.toml").write_text('title = "T"\n')
        (tmp_path / "content/articles/vienna.md").write_text(REPORT)
        lines = "\n".join(f"  - {ground}" for ground in grounds)
        (tmp_path / "content/judgements/norway.md").write_text(JUDGEMENT.format(grounds=lines))
        said: list[str] = []
        build.build(tmp_path, options=Options(jobs=1, say=said.append))
        return said

    return of


WORDS = "{report: vienna, words: Norway would sign the treaty}"


def test_a_judgement_on_words_of_a_report_stands_at_home_in_a_box_of_its_own(judged: Judged, tmp_path: Path) -> None:
    assert [] == [line for line in judged(WORDS) if "judgement" in line]
    home = (tmp_path / "site/index.html").read_text("utf-8")
    assert "Judgement of the editors, not of the reports" in home
    assert "Norway will sign in spring." in home
    assert (tmp_path / "site/judgements.html").is_file()


def test_words_that_no_report_has_are_told_with_the_nearest(judged: Judged) -> None:
    with pytest.raises(InputError) as refused:
        judged("{report: vienna, words: Norway would surely sign the treaty}")
    (problem,) = map(str, refused.value.problems)
    assert problem.startswith("content/judgements/norway.md:8:")
    assert "does not say" in problem
    assert "did you mean 'Anna Berg said on Tuesday that Norway would sign the treaty.'?" in problem


def test_a_statement_that_is_gone_is_a_warning_as_long_as_another_stands(judged: Judged) -> None:
    (warning,) = [line for line in judged(WORDS, "vienna/q0000000000") if "judgement" in line]
    assert "norway.md:9:5: the judgement does not rest on this any more" in warning


def test_a_site_without_judgements_has_no_page_of_them(judged: Judged, tmp_path: Path) -> None:
    judged(WORDS)
    (tmp_path / "content/judgements/norway.md").unlink()
    build.build(tmp_path, options=Options(jobs=1))
    assert not (tmp_path / "site/judgements.html").exists()
    assert "judgements.html" not in (tmp_path / "site/index.html").read_text("utf-8")
