import json
from pathlib import Path

import pytest

from generator.commands.main import main
from generator.runtime.cache import ResultCache
from generator.serve.preview import Preview
from tests.conftest import Project, write

Files = dict[str, str | bytes]

TALKS = "---\ntitle: Talks\ndate: 2021-03-05\nsource: Example News\n---\n\n"
SAID = (
    "Foreign minister Nadia Rahmani arrived in Lisbon on Friday. Trade Minister Pedro Álvares said no to the port reform.\n\n"
    '"We welcome the port reform," Ms Rahmani said. José Martí resigned on Monday.\n'
)


def report(head: str = "") -> Files:
    """The file of a report with more lines of front matter."""
    return {"content/articles/talks.md": TALKS.replace("---\n\n", f"{head}---\n\n") + SAID}


def warnings(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Build, successfully, and return what was said on stderr."""
    assert 0 == main(["-C", str(root), "build"])
    return capsys.readouterr().err.splitlines()


def actor(lines: str, name: str = "a") -> Files:
    """The file of an actor's profile."""
    return {f"content/actors/{name}.md": f"---\n{lines}---\n"}


def test_a_profile_that_is_nobodys_is_told_with_the_name_that_may_be_meant(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(report() | actor("name: Nadja Rachmani\nsummary: Foreign minister of Morocco.\n"))
    expected = (
        "content/actors/a.md:2:7: no report calls anybody 'Nadja Rachmani', or by another name of this profile,"
        " which does nothing; did you mean 'Nadia Rahmani'?"
    )
    assert [expected] == warnings(root, capsys)
    assert (root / "site/index.html").is_file()


def test_it_is_told_again_by_a_build_in_which_nothing_changed_and_no_more_once_it_is_mended(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(report() | actor("name: Nadja Rachmani\n"))
    first = warnings(root, capsys)
    assert (1, first) == (len(first), warnings(root, capsys))
    write(root, actor("name: Nadia Rahmani\n"))
    assert [] == warnings(root, capsys)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("aliases: [Pedro Alvarez]", "3:11: no report has the name 'Pedro Alvarez', so it does nothing in `aliases`"),
        ("not_aliases: [Zoltan Kis]", "3:15: no report has the name 'Zoltan Kis', so it does nothing in `not_aliases`"),
        ("not_same_as: [Jose Marty]", "3:15: no report has the name 'Jose Marty', so it does nothing in `not_same_as`"),
    ],
)
def test_a_name_in_a_profile_that_no_report_has_is_told(
    line: str, said: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    found = warnings(project(report() | actor(f"name: Nadia Rahmani\n{line}\n")), capsys)
    assert [f"content/actors/a.md:{said}"] == [each.split(";")[0] for each in found]


def test_names_that_reports_have_are_not_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    lines = "name: Nadia Rahmani\naliases: [Ms Rahmani]\nnot_aliases: [jose marti]\nnot_same_as: [pedro-alvares]\n"
    assert [] == warnings(project(report() | actor(lines)), capsys)


@pytest.mark.parametrize("name", ["Jose Marti", "JOSÉ MARTÍ", "josé martí"])
def test_accents_and_case_do_not_keep_a_profile_from_its_actor(
    name: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(report() | actor(f"name: {name}\nsummary: He left.\n", "him"))
    assert [] == warnings(root, capsys)
    assert (True, False) == ((root / "site/actors/him.html").is_file(), (root / "site/actors/jose-marti.html").is_file())


def test_neither_do_they_keep_apart_the_names_of_two_profiles(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(report() | actor("name: José Martí\n") | actor("name: Jose Marti\n", "b"))
    assert 1 == main(["-C", str(root), "build"])
    assert "'Jose Marti' is `b` here, but `a` at content/actors/a.md:2:7" in capsys.readouterr().err


def test_an_article_does_not_keep_an_alias_from_its_actor(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    files = report() | {"content/articles/b.md": TALKS + "The Nordic Council opposes the reform.\n"}
    root = project(files | actor("name: NC\naliases: [the Nordic Council]\n"))
    assert [] == warnings(root, capsys)
    assert (root / "site/actors/a.html").is_file()


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            "{kind: mention, text: Pedro Alvarez}",
            "the report has no mention 'Pedro Alvarez', so this rejects nothing; did you mean 'Pedro Álvares'?",
        ),
        ("{id: q-000}", "the report has no finding 'q-000', so this rejects nothing; "),
        ("{kind: quote, text: we reject}", "the report has no quote 'we reject', so this rejects nothing; "),
    ],
)
def test_a_rejection_that_rejects_nothing_is_told(
    entry: str, said: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(report(f"reject:\n  - {entry}\n"))
    found = warnings(root, capsys)
    assert 1 == len(found)
    assert found[0].startswith(f"content/articles/talks.md:6:5: {said}")
    assert found == warnings(root, capsys)


def test_a_rejection_by_label_disregards_case_and_accents(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(report())
    warnings(root, capsys)
    label = json.loads((root / "content/derived/talks.json").read_text("utf-8"))["findings"]["topics"][0]["label"]
    write(root, report(f"reject:\n  - {{kind: topic, text: {label.upper().replace('O', 'Ó')}}}\n"))
    assert [] == warnings(root, capsys)


def test_words_of_no_event_are_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    events = "events:\n  - text: resigned on Monday\n    same_as: other\n    words: {}\n"
    other = {"content/articles/other.md": TALKS + "José Martí stepped down on Monday, officials said.\n"}
    root = project(report(events.format("steps down")) | other)
    found = warnings(root, capsys)
    assert 1 == len(found)
    assert found[0].startswith("content/articles/talks.md:6:5: `other` tells no event in the words 'steps down', so this joins")
    write(root, report(events.format("stepped down")))
    assert [] == warnings(root, capsys)


def test_a_topic_that_no_report_is_about_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(report() | {"content/topics/t.md": "---\nname: Harbour reform\nkeywords: [quays]\n---\n"})
    found = warnings(root, capsys)
    assert 1 == len(found)
    assert found[0].startswith("content/topics/t.md:2:7: no report is about 'Harbour reform': none has its name, an alias or a")


def test_an_alias_of_a_topic_that_no_report_has_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    topic = "---\nname: Ports\nkeywords: [Pört reform]\naliases: [port reform, harbour reform]\n---\n"
    found = warnings(project(report() | {"content/topics/t.md": topic}), capsys)
    assert ["content/topics/t.md:4:24: no report has the name 'harbour reform', so it does nothing in `aliases`"] == [
        each.split(";")[0] for each in found
    ]


def test_accents_and_case_do_not_keep_a_topic_from_report(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    topic = "---\nname: PÓRT REFORM\n---\n"
    root = project(report("topics: [Port Reform]\n") | {"content/topics/t.md": topic})
    assert [] == warnings(root, capsys)
    assert "articles/talks.html" in (root / "site/topics/t.html").read_text("utf-8")


def test_profiles_wait_for_the_first_report(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert [] == warnings(project(actor("name: Nadia Rahmani\n")), capsys)


def test_of_many_some_are_listed(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    names = ", ".join(f"Nobody {letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    root = project(report() | actor(f"name: Nadia Rahmani\naliases: [{names}]\n"))
    assert "6 more that do nothing; `briefing build --verbose` lists all." == warnings(root, capsys)[-1]
    assert 0 == main(["-C", str(root), "build", "--verbose"])
    assert 26 == len(capsys.readouterr().err.splitlines())


def test_the_preview_says_each_once(project: Project) -> None:
    root = project(report() | actor("name: Nadja Rachmani\n"))
    said: list[str] = []
    preview = Preview(root, ResultCache(None), said.append)
    preview.refresh()
    assert 1 == len(said)
    write(root, actor("# moved down\nname: Nadja Rachmani\n"))
    preview.refresh()
    assert 1 == len(said)
    write(root, actor("name: Nadja Rachman\n"))
    preview.refresh()
    assert ["Nadja Rachmani", "Nadja Rachman"] == [line.split("'")[1] for line in said]
