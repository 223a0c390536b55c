import pytest

from generator.build.report_cache import plain
from generator.commands.check import check
from generator.content.files import Sources, read
from generator.model.problems import InputError
from generator.model.statements import Briefing
from tests.conftest import REPORT, Project, files_of

TEXT = "Russia rejects the plan of July. Sergei Lavrov met Anna Berg in Vienna on Monday.\n\n“We shall wait for them,” Mr Lavrov said."


def sources(project: Project, head: str, **files: str) -> Sources:
    report = f"---\ntitle: T\ndate: 2009-10-13\n{head}---\n\n{TEXT}\n"
    return read(
        project({"content/articles/a.md": report, **{f"content/{k.replace('__', '/')}.md": v for k, v in files.items()}})
    )


def briefing(project: Project, head: str = "", **files: str) -> Briefing:
    return plain(sources(project, head, **files))[0]


def test_without_corrections_all_is_as_derived(project: Project) -> None:
    found = briefing(project)
    assert {"russia", "sergei-lavrov", "anna-berg", "vienna"} == {actor.slug for actor in found.actors}
    assert [("russia", "the plan of July")] == [(stand.actor, stand.object) for stand in found.stands]


def test_what_is_rejected_by_its_words_is_gone(project: Project) -> None:
    head = "reject:\n  - {kind: mention, text: Anna Berg}\n  - {kind: position, text: rejects the plan, why: old}\n"
    found = briefing(project, head)
    assert "anna-berg" not in {actor.slug for actor in found.actors}
    assert () == found.stands


def test_what_is_rejected_by_its_id_is_gone_alone(project: Project) -> None:
    identifier = plain(sources(project, ""))[1]["a"].quotes[0].id
    found = briefing(project, f"reject:\n  - id: {identifier}\n")
    assert () == found.utterances
    assert 1 == len(found.stands)


def test_what_is_added_rests_on_the_reports_words_and_says_who_added_it(project: Project) -> None:
    head = (
        "add:\n  - {kind: position, text: met Anna Berg, actor: Sergei Lavrov, stance: seeks, object: talks, topic: arms}\n"
        "  - {kind: event, text: met Anna Berg in Vienna, date: 2009-10-12, actors: [Anna Berg], place: Vienna}\n"
        "  - {kind: topic, text: the plan, topic: arms}\n  - {kind: role, text: Mr, actor: Anna Berg}\n"
        "  - {kind: mention, text: We, actor: Russia}\n  - {kind: key_point, text: Russia rejects the plan of July.}\n"
        "  - {kind: quote, text: the plan of July, speaker: Anna Berg}\n  - {kind: date, text: Monday, edtf: 2009-10-05}\n"
    )
    found, findings = plain(sources(project, head))
    added = [stand for stand in found.stands if stand.source.person]
    assert [("sergei-lavrov", "arms", "met Anna Berg")] == [(s.actor, s.topic, s.source.words) for s in added]
    assert ["2009-10-12"] == [e.date.edtf for e in found.happenings if e.sources[0].person and e.date]
    assert ["the plan of July"] == [said.text for said in found.utterances if said.source.person]
    assert 2 == dict(next(actor for actor in found.actors if actor.slug == "russia").mentions)["a"]
    assert "2009-10-05" in {time.edtf for time in findings["a"].times}


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("add:\n  - {kind: mention, text: We, actor: Nobody}\n", "a.md:5:5: nobody in the dossier is called 'Nobody'"),
        ("topics: [sports]\n", "a.md:4:10: nobody knows the topic 'sports'"),
    ],
)
def test_a_reference_to_what_nobody_knows_is_a_problem_with_its_line(project: Project, head: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        briefing(project, head)
    assert said in str(error.value)


def test_a_new_actor_can_be_added_with_its_kind(project: Project) -> None:
    head = "add:\n  - {kind: mention, text: them, actor: The Envoys, actor_kind: group}\n"
    assert "the-envoys" in {actor.slug for actor in briefing(project, head).actors}


def test_a_profile_merges_renames_retypes_and_hides(project: Project) -> None:
    found = briefing(
        project,
        actors__berg="---\nname: A. Berg\nkind: organisation\naliases: [Anna Berg]\n---\n",
        actors__russia="---\nname: Russia\nhide: true\n---\n",
    )
    actors = {actor.slug: actor for actor in found.actors}
    assert ("A. Berg", "organisation") == (actors["berg"].name, actors["berg"].kind.value)
    assert actors["russia"].profile is not None
    assert actors["russia"].profile.hide


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
