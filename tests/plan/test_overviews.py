"""Overviews stay readable where there is too much for one page."""

import re

from generator.plan.overviews import COLUMNS, ROWS
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
    assert len(re.findall(r'<th scope="row">', table)) <= ROWS
