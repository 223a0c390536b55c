from tests.conftest import Project, problems_of


def problems(project: Project, files: dict[str, str]) -> list[str]:
    return problems_of(project({f"content/{name}": text for name, text in files.items()}))


def test_one_name_claimed_by_two_actors_names_both_lines(project: Project) -> None:
    said = problems(
        project,
        {
            "actors/a.md": "---\nname: A\naliases:\n  - The Lady\n---\n",
            "actors/b.md": "---\nname: B\naliases: [the lady]\n---\n",
        },
    )
    assert ["content/actors/b.md:3:11: 'the lady' is `b` here, but `a` at content/actors/a.md:4:5; "] == [
        line.split("keep")[0] for line in said
    ]


def test_an_alias_that_is_another_profiles_name_is_a_contradiction(project: Project) -> None:
    said = problems(project, {"actors/a.md": "---\nname: A\naliases: [B]\n---\n", "actors/b.md": "---\nname: B\n---\n"})
    assert "'B' is `b` here, but `a` at content/actors/a.md:3:11" in said[0]


def test_a_name_cannot_be_merged_and_kept_apart(project: Project) -> None:
    said = problems(project, {"actors/a.md": "---\nname: A\naliases: [X]\nnot_same_as: [X]\n---\n"})
    assert said[0].startswith("content/actors/a.md:4:15: `not_same_as` keeps 'X' apart from `a`, but content/actors/a.md:3:11")


def test_a_name_cannot_be_and_not_be_an_actors(project: Project) -> None:
    said = problems(project, {"actors/a.md": "---\nname: A\naliases: [X]\nnot_aliases: [X]\n---\n"})
    assert "'X' is not `a`, but content/actors/a.md:3:11 says that it is" in said[0]


def test_one_topic_name_in_two_files_is_a_contradiction(project: Project) -> None:
    said = problems(project, {"topics/a.md": "---\nname: A\naliases: [X]\n---\n", "topics/b.md": "---\nname: X\n---\n"})
    assert 1 == len(said)


def test_a_finding_cannot_be_added_and_rejected(project: Project) -> None:
    head = (
        "---\ntitle: T\ndate: 2009\nreject:\n  - kind: date\n    text: July\n"
        "add:\n  - kind: date\n    text: July\n    edtf: 2009-07\n---\nIn July.\n"
    )
    said = problems(project, {"articles/a.md": head})
    assert ["content/articles/a.md:8:5: the date 'July' is added here, but rejected at content/articles/a.md:5:5; "] == [
        line.split("remove")[0] for line in said
    ]


def test_a_date_cannot_be_two_dates(project: Project) -> None:
    head = (
        "---\ntitle: T\ndate: 2009\nadd:\n  - {kind: date, text: July, edtf: 2009-07}\n"
        "  - {kind: date, text: July, edtf: 2008-07}\n---\nIn July.\n"
    )
    assert "says something else here than at content/articles/a.md:5:5" in problems(project, {"articles/a.md": head})[0]
