"""`briefing schema`: what editors complete by."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from generator.commands.main import main
from generator.content import json_schema
from tests.conftest import Project


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert 0 == main(arguments)
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("kind", json_schema.FILES)
def test_the_schema_of_every_kind_of_file_is_printed_anywhere(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert json_schema.schema(kind) == printed(capsys, "-C", str(tmp_path), "schema", kind)


def test_a_project_that_lets_keys_of_other_programs_be_has_schemas_that_do(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(config='[front_matter]\nextra = "ignore"\n')
    assert printed(capsys, "-C", str(root), "schema", "report")["additionalProperties"]


def test_a_new_project_has_the_schemas_and_its_settings_name_theirs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["init", str(tmp_path / "demo")])
    assert "schemas/" in capsys.readouterr().out
    kept = {kind: json.loads((tmp_path / "demo" / json_schema.file_name(kind)).read_text()) for kind in json_schema.FILES}
    assert {kind: json_schema.schema(kind) for kind in json_schema.FILES} == kept
    settings = (tmp_path / "demo/briefing.toml").read_text()
    directive, path = settings.splitlines()[0].split()
    assert ("#:schema", "./schemas/briefing.schema.json") == (directive, path)
    jsonschema.validate(tomllib.loads(settings), json.loads((tmp_path / "demo" / path).read_text()))
