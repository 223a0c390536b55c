"""Overviews stay readable where there is too much for one page."""

import re

import pytest

from generator.plan import overviews
from generator.plan.overviews import COLUMNS
from tests.conftest import Project, files_of

GOODS = "apples bananas cherries dates figs grapes lemons limes mangoes melons nuts olives oranges peaches pears plums".split()


def test_the_table_of_positions_has_room_for_the_topics_and_actors_of_most_reports(project: Project) -> None:
    names = [f"{good} {what}" for good in GOODS for what in ("tariffs", "exports")][: COLUMNS + 2]
    topics = {
        f"content/topics/{name.replace(' ', '-')}.md": f"---\nname: {name.title()}\nkeywords: [{name}]\n---\n" for name in names
    }
    told = "".join(f"Russia rejects {name}.\n\n" for name in names)
    site = files_of(project({**topics, "content/articles/a.md": f"---\ntitle: A\ndate: 2009-10-13\n---\n\n{told}"}))
    table = site["positions.html"].decode()
    assert COLUMNS + 1 == len(re.findall(r'<th scope="col">', table))
    assert "Who stands where on 2\N{NO-BREAK SPACE}more is told on their own pages." in table


def test_the_table_of_positions_names_the_actors_of_most_reports_and_counts_the_others(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overviews, "ROWS", 1)
    topic = {"content/topics/tariffs.md": "---\nname: Tariffs\nkeywords: [tariffs]\n---\n"}
    told = "---\ntitle: A\ndate: 2009-10-13\n---\n\nRussia rejects tariffs. China supports tariffs. Russia waits.\n"
    table = files_of(project({**topic, "content/articles/a.md": told}))["positions.html"].decode()
    assert ["Russia"] == re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', table)
    assert "Where 1\N{NO-BREAK SPACE}more stands is told on their own pages." in table
