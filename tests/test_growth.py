"""Whole builds of a report of one kind of thing again and again: none takes a time that grows with its square."""

import time

import pytest

from bench.growth import NAMES
from bench.shapes import MARKUP, SHAPES, report
from generator.build import build
from tests.conftest import Project

MAX_SECONDS = 60
"""Seconds of a processor within which what grows with the length ends on any machine; what grows with its square takes minutes."""
OF_BUILDS = [name for name in NAMES if name not in MARKUP]


@pytest.mark.slow
@pytest.mark.parametrize("name", [*OF_BUILDS, "list", "long table", "paragraphs"])
def test_a_report_of_one_shape_is_built_in_bounded_time(project: Project, name: str) -> None:
    root = project({"content/articles/a.md": report(SHAPES[name](30_000))})
    began = time.process_time()
    assert 1 == build(root).articles
    assert time.process_time() - began < MAX_SECONDS


@pytest.mark.parametrize("name", ["brackets", "list", "words with hyphens", "who"])
def test_a_short_report_of_one_shape_is_built(project: Project, name: str) -> None:
    assert 1 == build(project({"content/articles/a.md": report(SHAPES[name](2_000))})).articles
