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


def test_home_lists_what_lies_ahead_of_the_latest_report(project: Project) -> None:
    text = "Russia will sign the treaty on 1 December 2009. Iran signed the treaty on 1 October 2009."
    home = files_of(project({"content/articles/a.md": f"---\ntitle: A\ndate: 2009-10-13\n---\n\n{text}\n"}))[
        "index.html"
    ].decode()
    ahead = home.partition('id="ahead"')[2].partition("</section>")[0]
    assert "Russia will sign the treaty" in ahead
    assert "Iran signed the treaty" not in ahead


def test_unsure_positions_for_or_against_something_are_folded_on_the_page_of_positions(project: Project) -> None:
    text = "Anna Berg spoke. “The plan is a blow to our workers,” Anna Berg said."
    site = files_of(project({"content/articles/a.md": f"---\ntitle: A\ndate: 2009-10-13\n---\n\n{text}\n"}))
    before, _, folded = site["positions.html"].decode().partition('<details class="fold">')
    assert "Anna Berg" not in before
    assert "a blow to our workers" in folded
