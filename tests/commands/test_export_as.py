"""`briefing export --as`: the same findings in forms that other programs read."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import networkx as nx
import pytest

from generator.commands.main import main
from tests.conftest import REPORT, TITLED, Project

PROFILE = "---\nname: Russia\nkind: country\nsummary: A state.\nwikidata: Q159\niso: RU\n---\n"
HIDDEN = "---\nname: Hillary Clinton\nhide: true\n---\n"
AT = f'{TITLED}base_url = "https://example.org/b/"\n'


def exported(project: Project, form: str, capsysbinary: pytest.CaptureFixture[bytes], config: str = AT) -> str:
    """Return what is printed of a project with one report and two profiles."""
    files = {"content/articles/a.md": REPORT, "content/actors/russia.md": PROFILE, "content/actors/hillary-clinton.md": HIDDEN}
    assert 0 == main(["-C", str(project(files, config)), "export", "--as", form])
    return capsysbinary.readouterr().out.decode()


def annotated(project: Project, capsysbinary: pytest.CaptureFixture[bytes], config: str = AT) -> list[dict[str, Any]]:
    """Return the annotations of the project."""
    collection = json.loads(exported(project, "annotations", capsysbinary, config))
    assert ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection") == (collection["@context"], collection["type"])
    found: list[dict[str, Any]] = collection["first"]["items"]
    assert collection["total"] == len(found) > 5
    return found


def entities(project: Project, capsysbinary: pytest.CaptureFixture[bytes]) -> dict[str, dict[str, Any]]:
    """Return the entities of the project by their ids."""
    printed = map(json.loads, exported(project, "followthemoney", capsysbinary).splitlines())
    return {entity["id"]: entity for entity in printed}


def test_both_selectors_of_an_annotation_lead_to_its_words(
    project: Project, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = REPORT.split("---\n", 2)[2].strip()
    for one in annotated(project, capsysbinary):
        quote, place = one["target"]["selector"]
        assert quote["exact"] == text[place["start"] : place["end"]]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert place["start"] - len(quote["prefix"]) == text.find(around)


def test_an_annotation_names_the_actor_by_its_page_or_by_its_id_in_wikidata(
    project: Project, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    found = annotated(project, capsysbinary)
    named = {body["source"] for one in found for body in one["body"] if body["purpose"] == "identifying"}
    assert {"https://www.wikidata.org/entity/Q159", "https://example.org/b/actors/dmitry-medvedev.html"} <= named


def test_an_annotation_says_what_was_found(project: Project, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    said = [json.loads(body["value"]) for one in annotated(project, capsysbinary) for body in one["body"] if "value" in body]
    position = next(one for one in said if one["kind"] == "position" and one["stance"] == "supports")
    assert ("Russia", "for") == (position["entity"], position["polarity"])


def test_ids_of_annotations_are_addresses_without_a_site_too(
    project: Project, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    ids = [one["id"] for one in annotated(project, capsysbinary, TITLED)]
    assert len(ids) == len(set(ids))
    assert all(one.startswith("urn:briefing:articles/a.html#") for one in ids)


def test_actors_are_entities_with_what_their_profiles_say(project: Project, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    russia = entities(project, capsysbinary)["actor-russia"]
    assert "Territory" == russia["schema"]
    expected = {
        "name": ["Russia"],
        "summary": ["A state."],
        "wikidataId": ["Q159"],
        "country": ["ru"],
        "sourceUrl": ["https://example.org/b/actors/russia.html"],
    }
    assert expected.items() <= russia["properties"].items()


def test_a_person_has_its_titles_and_other_names(project: Project, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    clinton = entities(project, capsysbinary)["actor-hillary-clinton"]
    assert ("Person", ["US secretary of state"]) == (clinton["schema"], clinton["properties"]["position"])
    assert ["Clinton"] == clinton["properties"]["alias"]


def test_a_hidden_actor_has_no_page(project: Project, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "sourceUrl" not in entities(project, capsysbinary)["actor-hillary-clinton"]["properties"]


def test_a_report_documents_the_actors_that_it_names(project: Project, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = entities(project, capsysbinary)
    named = found["report-a-names-actor-russia"]
    assert ("Documentation", ["report-a"], ["actor-russia"], ["2009-10-13"]) == (
        named["schema"],
        named["properties"]["document"],
        named["properties"]["entity"],
        named["properties"]["date"],
    )
    assert {"report-a", "actor-russia"} <= found.keys()


def test_positions_are_statements_from_which_a_network_is_made(
    project: Project, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    printed = exported(project, "dna", capsysbinary)
    rows = list(csv.DictReader(io.StringIO(printed), delimiter=";"))
    network = nx.Graph((row["person"] or row["organization"], row["concept"]) for row in rows)
    assert network.has_node("Russia")
    row = next(row for row in rows if row["organization"] == "Russia")
    assert ("", "1", "2009-10-13 00:00:00", "Envoys meet in Vienna", "Example News") == (
        row["person"],
        row["agreement"],
        row["time"],
        row["document_title"],
        row["document_source"],
    )
    assert "Russia supports new talks" in row["text"]


def test_a_position_that_points_neither_way_is_no_statement(
    project: Project, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    report = REPORT.replace("Russia supports new talks", "Russia warned that it would leave talks")
    assert 0 == main(["-C", str(project({"content/articles/a.md": report})), "export", "--as", "dna"])
    assert all(
        row["organization"] != "Russia"
        for row in csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode()), delimiter=";")
    )


def test_rows_of_a_file_have_no_other_form(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--jsonl", "a.jsonl", "--as", "dna"])
    assert "not allowed with" in capsys.readouterr().err
