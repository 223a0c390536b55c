"""Overviews of more rows than fit on one page."""

import re

import pytest

from generator.plan import overviews
from generator.plan.overviews import MAX_MATRIX_TOPICS
from tests.conftest import Project, files_of

GOODS = "steel cotton coffee corn timber paper rice milk cheese beef wine leather cement copper tin wool".split()


def test_matrix_shows_the_topics_of_most_reports_and_counts_the_others(project: Project) -> None:
    names = [f"{good} {trade}" for good in GOODS for trade in ("tariffs", "exports")][: MAX_MATRIX_TOPICS + 2]
    topics = {
        f"content/topics/{name.replace(' ', '-')}.md": f"---\nname: {name.title()}\nkeywords: [{name}]\n---\n" for name in names
    }
    text = "".join(f"Russia opposes {name}.\n\n" for name in names)
    site = files_of(project({**topics, "content/articles/a.md": f"---\ntitle: A\ndate: 2009-10-13\n---\n\n{text}"}))
    table = site["positions.html"].decode()
    assert MAX_MATRIX_TOPICS + 1 == len(re.findall(r'<th scope="col">', table))
    assert "Who stands where on 2\N{NO-BREAK SPACE}more is told on their own pages." in table


def test_matrix_shows_the_actors_of_most_reports_and_counts_the_others(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overviews, "MAX_MATRIX_ACTORS", 1)
    topic = {"content/topics/tariffs.md": "---\nname: Tariffs\nkeywords: [tariffs]\n---\n"}
    text = "---\ntitle: A\ndate: 2009-10-13\n---\n\nRussia rejects tariffs. China supports tariffs. Russia waits.\n"
    table = files_of(project({**topic, "content/articles/a.md": text}))["positions.html"].decode()
    assert ["Russia"] == re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', table)
    assert "Where 1\N{NO-BREAK SPACE}more stands is told on their own pages." in table
