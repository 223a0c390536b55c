"""The tutorial, run line by line as it stands: from an empty folder, with the wheel, to a site behind nginx below a path."""

import re
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from quality.nginx import free_port, served
from tests.conftest import ROOT, needs
from tests.installed import build_wheel, install
from tests.published import table

SHELL_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r'\b(?:href|src)="([^"#]+)"')

pytestmark = [
    needs(shutil.which("nginx"), "there is no nginx on this machine"),
    needs(shutil.which("sh"), "there is no shell on this machine"),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tutorial's project, as it is when all commands have run."""
    folder = tmp_path_factory.mktemp("tutorial")
    variables = install(build_wheel(folder / "wheel"), folder / "environment").on_path(folder / "programs")
    work = folder / "work"
    work.mkdir()
    lines = "".join(SHELL_BLOCK.findall((ROOT / "docs/tutorial.md").read_text("utf-8")))
    done = subprocess.run(["sh", "-eu", "-c", lines], cwd=work, capture_output=True, text=True, check=False, env=variables)
    assert 0 == done.returncode, done.stdout + done.stderr
    return work / "night-ferry"


@pytest.fixture(scope="module")
def address(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the tutorial's site, below a path."""
    with served(project / "site", tmp_path_factory.mktemp("nginx"), free_port()) as at:
        yield at


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read(), "utf-8")


def test_every_link_of_the_published_site_is_answered(address: str) -> None:
    seen, todo = {address}, [address]
    while todo:
        at = todo.pop()
        for link in LINK.findall(page(at)):
            to = urljoin(at, link)
            if to.startswith(address) and to not in seen:
                seen.add(to)
                if to.endswith((".html", "/")):
                    todo.append(to)
                else:
                    urllib.request.urlopen(to, timeout=10).close()
    assert f"{address}actors/seelinie.html" in seen


def test_a_missing_address_at_any_depth_leads_home(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as raised:
        page(f"{address}actors/nobody/at-all.html")
    with raised.value as answer:
        assert (404, True) == (answer.code, b'href="https://example.org/briefing/' in answer.read())


def test_the_reports_say_where_they_are_from(project: Path) -> None:
    reports = table({"data/reports.json": (project / "site/data/reports.json").read_bytes()}, "reports")
    assert [
        ("2026-03-02", "Lake Courier"),
        ("2026-03-04", "Thurgau Daily"),
        ("2026-03-09", "Lake Courier"),
    ] == sorted((report["date"], report["publisher"]) for report in reports)


def test_what_the_editor_said_of_an_actor_makes_one_of_them(project: Path) -> None:
    assert ["seelinie.html"] == [path.name for path in (project / "site/actors").glob("seelinie*.html")]
