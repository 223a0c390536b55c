"""What the program is made of: advisories, licences, pins, a list of parts, a wheel that can be built again."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from generator import __version__
from tests.conftest import ROOT, needs
from tests.installed import build_wheel
from tests.test_robustness_page import TEST, functions_of
from tools import audit, licences, sbom

needs_pip_audit = needs(find_spec("pip_audit"), "pip-audit is not installed; run `make test`")
needs_cyclonedx = needs(find_spec("cyclonedx_py"), "cyclonedx-bom is not installed; run `make test`")
PINS = "jinja2==3.1.5 \\\n    --hash=sha256:{0}\nmarkdown==3.7 \\\n    --hash=sha256:{0}\n".format("0" * 64)
ADVISORY = {
    "id": "PYSEC-0000-1",
    "aliases": ["CVE-0000-1"],
    "summary": "A weakness",
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.1.6"}]}],
            "versions": ["3.1.5"],
        }
    ],
}
STARTS_PROGRAMS = re.compile(r"\b(?:import|from) (?:subprocess|pty)\b|\bos\.(?:system|popen|exec\w+|spawn\w+|fork)\(")
RUNS_TEXT = re.compile(
    r"(?<![.\w])(?:eval|exec|compile|__import__)\(|\b(?:import|from) (?:pickle|marshal|shelve|code)\b|yaml\.(?:unsafe_)?load\("
)


class Advisories(BaseHTTPRequestHandler):
    """A database of advisories with one, about jinja2."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked["package"]["name"])  # type: ignore[attr-defined]
        known = [ADVISORY] if asked["package"]["name"] == "jinja2" and asked["version"] == "3.1.5" else []
        body = json.dumps({"vulns": known} if known else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A database on this machine, which is asked; the names of the packages that it was asked for."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Advisories) as server:
        server.asked = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv(audit.ADVISORIES, f"http://127.0.0.1:{server.server_port}/")
        yield server.asked  # type: ignore[attr-defined]
        server.shutdown()


def audited(pins: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Audit a file of these pins; return the code that the audit ends with."""
    pins.write_text(text, "utf-8")
    monkeypatch.setattr(sys, "argv", ["audit", str(pins)])
    return audit.main()


@needs_pip_audit
def test_a_known_vulnerability_is_told_with_the_version_that_mends_it(
    database: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.VULNERABLE == audited(tmp_path / "pins.txt", PINS, monkeypatch)
    assert "jinja2 3.1.5: PYSEC-0000-1 (CVE-0000-1); take 3.1.6\n" in capsys.readouterr().err
    assert {"jinja2", "markdown"} == set(database)


@needs_pip_audit
@pytest.mark.slow
def test_pins_without_a_vulnerability_pass(
    database: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.CLEAR == audited(tmp_path / "pins.txt", PINS.replace("3.1.5", "3.1.6"), monkeypatch)
    assert "no known vulnerability in 2 packages" in capsys.readouterr().out


@needs_pip_audit
def test_a_database_that_does_not_answer_is_a_failure_and_no_all_clear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(audit.ADVISORIES, "http://127.0.0.1:9/")
    assert audit.UNKNOWN == audited(tmp_path / "pins.txt", PINS, monkeypatch)
    printed = capsys.readouterr()
    assert "http://127.0.0.1:9/ did not answer, so nothing is known" in printed.err
    assert "Traceback" not in printed.err
    assert "" == printed.out


def test_a_package_that_the_audit_skipped_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [{"name": "jinja2", "skip_reason": "it was not found"}]
    monkeypatch.setattr(audit, "dependencies", lambda _pins: found)
    assert audit.UNKNOWN == audited(tmp_path / "pins.txt", PINS, monkeypatch)
    assert "jinja2: it was not found" in capsys.readouterr().err


def test_every_package_that_is_installed_by_default_is_under_a_permissive_licence() -> None:
    default = licences.closure((), licences.pinned())
    assert {"jinja2", "markdown", "lxml", "numpy"} < default
    assert [] == licences.refused(default)
    assert {"tqdm", "text-unidecode", "resvg-py", "colorama"} == default & licences.REVIEWED.keys()


def test_every_package_that_an_extra_installs_is_permissive_or_reviewed() -> None:
    assert [] == licences.refused(licences.closure(licences.EXTRAS, licences.pinned()))


@pytest.mark.parametrize("said", ["GPL-3.0-only", "MPL-2.0 AND MIT", "none told", "(MIT OR GPL-2.0-only) AND GPL-2.0-only", ""])
def test_a_licence_that_is_not_permissive_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "licence", lambda _name: said)
    assert [f"a: its licence is {said!r}; take another package, or review it in tools/licences.py"] == licences.refused(["a"])


@pytest.mark.parametrize("said", ["MIT", "GPL-2.0-only OR MIT", "Apache-2.0 AND CNRI-Python"])
def test_a_permissive_licence_passes(said: str) -> None:
    assert licences.is_permissive(said)


def test_a_package_that_needs_no_review_has_none() -> None:
    assert licences.REVIEWED.keys() <= licences.closure(licences.EXTRAS, licences.pinned())
    assert [] == [name for name, reviewed in licences.REVIEWED.items() if not reviewed.why]


def test_the_page_of_licences_is_up_to_date() -> None:
    assert licences.page() == licences.PAGE.read_text("utf-8"), "run `make reference`"


@pytest.mark.parametrize("name", ["site", "test"])
def test_every_pin_has_a_version_and_hashes_and_no_address(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    pins = re.split(r"\n(?=\S)", text.strip())
    assert [] == [pin for pin in pins if "==" not in pin.partition(";")[0] or "--hash=sha256:" not in pin]
    assert [] == re.findall(r"https?:|--\S*index\S*|git\+|@ ", text)


def test_tools_that_check_are_not_installed_with_the_program() -> None:
    site = (ROOT / "requirements/site.txt").read_text("utf-8")
    assert [] == re.findall(r"^(?:pip-audit|cyclonedx-bom|pytest|ruff|mypy)==", site, re.MULTILINE)


@needs_cyclonedx
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_list_of_parts_has_every_pin_with_its_hashes_and_is_valid() -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    made = sbom.document()
    assert made == sbom.document()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made.decode()) is None
    bom = json.loads(made)
    assert f"pkg:pypi/briefing-site@{__version__}" == bom["metadata"]["component"]["purl"]
    lines = re.findall(r"^(\S+==\S+)", (ROOT / "requirements/site.txt").read_text("utf-8"), re.MULTILINE)
    pinned = {(Requirement(line).name, str(Requirement(line).specifier)) for line in lines}
    assert pinned == {(part["name"], f"=={part['version']}") for part in bom["components"]}
    assert all(part["externalReferences"][0]["hashes"] for part in bom["components"])


@pytest.mark.slow
def test_a_wheel_that_is_built_twice_has_the_same_bytes(tmp_path: Path) -> None:
    one, other = build_wheel(tmp_path / "one"), build_wheel(tmp_path / "other")
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.slow
def test_a_source_archive_that_is_built_twice_has_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "other"):
        command = [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(tmp_path / name)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        made.append(next((tmp_path / name).iterdir()).read_bytes())
    assert made[0] == made[1]


def test_no_program_is_started_but_git_by_diff() -> None:
    """And no text is run as code, but templates that the same build compiled: nothing that a report says can become a command."""
    texts = {
        path.relative_to(ROOT / "generator").as_posix(): path.read_text("utf-8") for path in (ROOT / "generator").rglob("*.py")
    }
    assert {"commands/git_revisions.py"} == {name for name, text in texts.items() if STARTS_PROGRAMS.search(text)}
    assert {"render/page/compiled_templates.py"} == {name for name, text in texts.items() if RUNS_TEXT.search(text)}


def test_the_page_on_security_names_tests_that_exist() -> None:
    named = TEST.findall((ROOT / "SECURITY.md").read_text("utf-8"))
    assert 8 < len(named)
    assert [] == [
        f"{path}::{name}" for path, name in named if not (ROOT / path).is_file() or (name and name not in functions_of(path))
    ]


def test_the_page_on_security_gives_no_address_that_is_not_there() -> None:
    assert [] == re.findall(r"https?://|\S+@\S+\.\S+", (ROOT / "SECURITY.md").read_text("utf-8"))
