import pytest

from generator.commands.check import check
from generator.model.problems import InputError
from tests.conftest import REPORT, Project, files_of
from tests.published import key_points, table

BY_EDITOR = "added by the editor"

TEXT = "Russia rejects the plan of July. Sergei Lavrov met Anna Berg in Vienna on Monday.\n\n“We saw them,” Mr Lavrov said."


def site(project: Project, head: str = "", **profiles: str) -> dict[str, bytes]:
    """Return the site of one report with some lines in its front matter; `actors__x` is the file of a profile."""
    report = f"---\ntitle: T\ndate: 2009-10-13\n{head}---\n\n{TEXT}\n"
    written = {f"content/{name.replace('__', '/')}.md": text for name, text in profiles.items()}
    return files_of(project({"content/articles/a.md": report, **written}))


def actors(files: dict[str, bytes]) -> set[str]:
    """Return the ids of the actors that have a page."""
    return {actor["id"] for actor in table(files, "actors")}


def test_without_corrections_all_is_as_derived(project: Project) -> None:
    files = site(project)
    assert {"russia", "sergei-lavrov", "anna-berg"} == actors(files)
    assert [("russia", "the plan of July")] == [(one["actor_id"], one["object"]) for one in table(files, "positions")]


def test_what_is_rejected_by_its_words_is_gone(project: Project) -> None:
    head = "reject:\n  - {kind: mention, text: Anna Berg}\n  - {kind: position, text: rejects the plan, why: old}\n"
    files = site(project, head)
    assert {"russia", "sergei-lavrov"} == actors(files)
    assert [] == table(files, "positions")


def test_what_is_rejected_by_its_id_is_gone_alone(project: Project) -> None:
    identifier, _, _ = table(site(project), "quotes")[0]["id"].rpartition("-")
    files = site(project, f"reject:\n  - id: {identifier}\n")
    assert [] == table(files, "quotes")
    assert 1 == len(table(files, "positions"))


def test_what_is_added_rests_on_the_reports_words_and_says_who_added_it(project: Project) -> None:
    head = (
        "add:\n  - {kind: position, text: met Anna Berg, actor: Sergei Lavrov, stance: seeks, object: talks, topic: arms}\n"
        "  - {kind: event, text: met Anna Berg in Vienna, date: 2009-10-12, actors: [Anna Berg], place: Vienna}\n"
        "  - {kind: topic, text: the plan, topic: arms}\n  - {kind: role, text: Mr, actor: Anna Berg}\n"
        "  - {kind: mention, text: We, actor: Russia}\n  - {kind: key_point, text: Russia rejects the plan of July.}\n"
        "  - {kind: quote, text: the plan of July, speaker: Anna Berg}\n  - {kind: date, text: Monday, edtf: 2009-10-05}\n"
    )
    files = site(project, head)
    added = [(one["actor_id"], one["topic_id"], one["object"]) for one in table(files, "positions") if one["by_editor"]]
    assert [("sergei-lavrov", "arms", "talks")] == added
    assert ["2009-10-12"] == [event["date"] for event in table(files, "events") if event["rule"] == BY_EDITOR]
    assert ["the plan of July"] == [quote["words"] for quote in table(files, "quotes") if quote["by_editor"]]
    assert ["arms"] == table(files, "reports")[0]["topics"]
    assert [2] == [actor["mentions"] for actor in table(files, "actors") if actor["id"] == "russia"]
    assert ("Russia rejects the plan of July.", "a") in key_points(files)
    assert b'datetime="2009-10-05"' in files["articles/a.html"]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("add:\n  - {kind: mention, text: We, actor: Nobody}\n", "a.md:5:5: nobody in the dossier is called 'Nobody'"),
        ("topics: [sports]\n", "a.md:4:10: there is no topic 'sports'"),
    ],
)
def test_a_reference_to_what_nobody_knows_is_a_problem_with_its_line(project: Project, head: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        site(project, head)
    assert said in str(error.value)


def test_a_new_actor_can_be_added_with_its_kind(project: Project) -> None:
    files = site(project, "add:\n  - {kind: mention, text: them, actor: The Envoys, actor_kind: group}\n")
    assert ["group"] == [actor["kind"] for actor in table(files, "actors") if actor["id"] == "the-envoys"]


def test_a_profile_merges_renames_retypes_and_hides(project: Project) -> None:
    files = site(
        project,
        actors__berg="---\nname: A. Berg\nkind: organisation\naliases: [Anna Berg]\n---\n",
        actors__russia="---\nname: Russia\nhide: true\n---\n",
    )
    named = {actor["id"]: (actor["name"], actor["kind"]) for actor in table(files, "actors")}
    assert {"berg": ("A. Berg", "organisation"), "sergei-lavrov": ("Sergei Lavrov", "person")} == named


def test_who_holds_a_position_by_the_editors_word_alone_has_a_page_to_be_led_to(project: Project) -> None:
    added = (
        "add:\n  - {kind: position, text: Russia, actor: NFC, stance: supports, object: sanctions, topic: Iran sanctions}\n---"
    )
    files = files_of(
        project(
            {
                "content/articles/a.md": REPORT.replace("---\n\nRussian", f"{added}\n\nRussian"),
                "content/actors/nfc.md": "---\nname: Nordic Fisheries Council\n---\n",
            }
        )
    )
    assert b"Nordic Fisheries Council" in files["positions.html"]
    assert "actors/nfc.html" in files
    assert () == check(files)


def test_who_tells_of_a_position_by_the_editors_word_alone_has_a_page_too(project: Project) -> None:
    added = "add:\n  - {kind: position, text: Russia, actor: Russia, stance: supports, object: fish, reported_by: NFC}\n---"
    profile = "---\nname: Nordic Fisheries Council\n---\n"
    report = REPORT.replace("---\n\nRussian", f"{added}\n\nRussian")
    files = files_of(project({"content/articles/a.md": report, "content/actors/nfc.md": profile}))
    assert "actors/nfc.html" in files
    assert () == check(files)


def test_of_whom_no_mention_is_left_nothing_is_told_that_leads_to_them(project: Project) -> None:
    rejected = "reject:\n  - {kind: mention, text: Dmitry Medvedev}\n  - {kind: mention, text: Mrs Clinton}\n"
    files = files_of(project({"content/articles/a.md": REPORT.replace("source:", f"{rejected}source:", 1)}))
    assert "actors/dmitry-medvedev.html" not in files
    assert "actors/hillary-clinton.html" in files
    assert b"met US secretary of state" in files["timeline.html"]
    assert () == check(files)
