"""Workflows of continuous integration and of a release may do only what they need, and run only what was read before."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.y*ml"))}
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
SAFE_IN_A_COMMAND = re.compile(r"matrix\.\w+")
"""What the workflow itself says. A branch's name, a title or a message is somebody else's text: those go through `env`."""
WRITES = {
    ("release.yml", "attest", "id-token"),
    ("release.yml", "attest", "attestations"),
    ("release.yml", "publish", "id-token"),
    ("release.yml", "announce", "contents"),
}


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield every job with its file and its name."""
    for name, workflow in WORKFLOWS.items():
        for job, told in workflow["jobs"].items():
            yield name, job, told


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every step with its file."""
    for name, _, told in jobs():
        for step in told.get("steps", ()):
            yield name, step


def triggers(workflow: dict[Any, Any]) -> Any:
    """Return what starts a workflow; YAML 1.1 reads its key `on` as a truth value."""
    return workflow[True]


def test_there_are_workflows_for_changes_and_for_releases() -> None:
    assert {"ci.yml", "release.yml"} == set(WORKFLOWS)
    assert {"tags": ["v*"]} == triggers(WORKFLOWS["release.yml"])["push"]


def test_changes_are_tried_on_three_systems_with_every_python_that_is_supported() -> None:
    matrix = WORKFLOWS["ci.yml"]["jobs"]["tests"]["strategy"]["matrix"]
    assert {"ubuntu-latest", "macos-latest", "windows-latest"} == set(matrix["system"])
    assert ["3.11", "3.12", "3.13", "3.14"] == matrix["python"]


def test_no_workflow_runs_the_code_of_strangers_with_the_rights_of_the_repository() -> None:
    for workflow in WORKFLOWS.values():
        assert {"push", "pull_request", "workflow_call"}.issuperset(triggers(workflow))


def test_every_action_is_pinned_by_the_hash_of_its_commit() -> None:
    used = [step["uses"] for _, step in steps() if "uses" in step]
    assert 10 < len(used)
    assert [] == [action for action in used if not PINNED.fullmatch(action)]
    own = [told["uses"] for _, _, told in jobs() if "uses" in told]
    assert ["./.github/workflows/ci.yml"] == own


def test_a_pin_says_the_version_that_it_is() -> None:
    lines = [line for path in FOLDER.iterdir() for line in path.read_text("utf-8").splitlines() if PINNED.search(line)]
    assert [] == [line for line in lines if not re.search(r"# v\d+\.\d+\.\d+$", line)]


def test_a_workflow_has_no_rights_and_a_job_names_each_that_it_needs() -> None:
    assert [{}] * len(WORKFLOWS) == [workflow["permissions"] for workflow in WORKFLOWS.values()]
    given = {(name, job, right, how) for name, job, told in jobs() for right, how in told["permissions"].items()}
    assert WRITES == {(name, job, right) for name, job, right, how in given if how != "read"}
    assert {"contents"} == {right for _, _, right, how in given if how == "read"}


def test_a_checkout_leaves_no_password_behind() -> None:
    checkouts = [step for _, step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert [] == [step for step in checkouts if step["with"] != {"persist-credentials": False}]


def test_no_command_has_a_text_of_others_pasted_into_it() -> None:
    pasted = [found for _, step in steps() for found in EXPRESSION.findall(step.get("run", ""))]
    assert [] == [found for found in pasted if not SAFE_IN_A_COMMAND.fullmatch(found)]


def test_no_password_or_token_is_stored() -> None:
    for path in FOLDER.iterdir():
        assert "secrets." not in path.read_text("utf-8")
    publish = WORKFLOWS["release.yml"]["jobs"]["publish"]
    assert "release" == publish["environment"]
    assert {"id-token": "write"} == publish["permissions"]


def test_nothing_is_published_before_tests_passed_and_its_origin_was_attested() -> None:
    needs = {job: told.get("needs", []) for name, job, told in jobs() if name == "release.yml"}
    assert ["tests", "build"] == needs["attest"]
    assert ["attest"] == needs["publish"]


def test_every_job_ends() -> None:
    assert [] == [job for _, job, told in jobs() if "timeout-minutes" not in told and "uses" not in told]


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_what_a_workflow_runs_is_there(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    runs = "\n".join(step["run"] for name, step in steps() if name == path.name and "run" in step)
    targets = re.findall(r"^make (\w+)$", runs, re.MULTILINE)
    assert targets
    assert [] == [name for name in targets if not re.search(rf"^{name}:", makefile, re.MULTILINE)]
    assert [] == [file for file in re.findall(r"-r (\S+)", runs) if not (ROOT / file).is_file()]
