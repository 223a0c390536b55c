"""Actors and topics of the timeline's events, by which a reader can filter them."""

import re

from tests.conftest import Project, files_of

REPORTS = {
    "content/articles/a.md": (
        "---\ntitle: A\ndate: 2009-10-13\n---\n\nRussia and Iran signed a treaty in Vienna on 1 October 2009. "
        "Russia voted for sanctions on 2 October 2009. China signed a treaty on 3 October 2009.\n"
    ),
    "content/topics/sanctions.md": "---\nname: Sanctions\nkeywords: [sanctions]\n---\n",
    "content/topics/secrets.md": "---\nname: Secrets\nkeywords: [treaty]\nhide: true\n---\n",
    "content/actors/china.md": "---\nname: China\nhide: true\n---\n",
}


def timeline(project: Project) -> str:
    return files_of(project(REPORTS))["timeline.html"].decode()


def test_actors_and_topics_link_to_their_own_events_with_their_number(project: Project) -> None:
    found = re.findall(
        r'<a href="([^"]+)#events" data-of="([^"]+)">([^<]+)</a><span class="aside"> \((\d+)\)', timeline(project)
    )
    shown = {name: int(number) for _, _, name, number in found}
    assert {"Iran": 1, "Russia": 2, "Sanctions": 1} == shown
    assert all(path == of for path, of, _, _ in found)


def test_events_name_their_actors_and_topics_except_hidden_ones(project: Project) -> None:
    concerns = re.findall(r'<li[^>]* data-of="([^"]*)"', timeline(project))
    assert 3 == len(concerns)
    assert {"actors/iran.html", "actors/russia.html"} <= set(concerns[0].split())
    assert "topics/sanctions.html" in concerns[1].split()
    assert "china" not in " ".join(concerns)
    assert "secrets" not in " ".join(concerns)


def test_only_the_timeline_has_its_script(project: Project) -> None:
    files = files_of(project(REPORTS))
    with_script = [path for path, content in files.items() if path.endswith(".html") and b"static/timeline.js" in content]
    assert ["timeline.html"] == with_script


def test_long_list_of_actors_names_the_first_and_counts_the_others(project: Project) -> None:
    names = "Argentina, Belgium, Chile, Denmark, Egypt, Finland, Greece, Hungary, India, Japan, Kenya, Latvia, Mexico, Norway"
    text = f"{names} and Poland signed a treaty in Vienna on 1 October 2009."
    page = files_of(project({"content/articles/a.md": f"---\ntitle: A\ndate: 2009-10-13\n---\n\n{text}\n"}))[
        "timeline.html"
    ].decode()
    shown = re.search(r'<span class="vh">Actors: </span>(.*)</p>', page)
    assert shown
    assert 12 == shown[1].count("<a ")
    assert shown[1].endswith("</a>, and 3\xa0others")
    concerns = re.search(r'<li[^>]* data-of="([^"]*)"', page)
    assert concerns
    assert 15 == len(concerns[1].split())
