"""Commands ask the network for nothing and change nothing but what is theirs; only `serve` listens."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import REPORT, ROOT, TITLED, needs, write
from tests.guarded import Guard, guard
from tests.test_same_bytes import COPIES, copied, differing, site, written

COMMANDS = """
import sys
from generator.commands.main import main

for command in sys.argv[1:]:
    ended = main(command.split())
    if ended:
        sys.exit(f"{command} ended with {ended}")
"""
UNSHARE = shutil.which("unshare")
NAMESPACE = [str(UNSHARE), "--net"]
needs_namespace = needs(
    UNSHARE and not subprocess.run([*NAMESPACE, "true"], check=False, capture_output=True).returncode,
    "this user may not make a network of its own",
)
SENT = ("OutRequests", "OutNoRoutes", "InReceives")
"""What the system counts of packets: sent, without a way out, and received."""


def run(commands: list[str], cwd: Path, watched: Guard) -> None:
    """Run commands of the program one after the other in one watched process."""
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS, *commands],
        cwd=cwd,
        env=watched.environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert 0 == done.returncode, done.stderr


def test_the_watch_sees_a_use_of_the_network_and_a_change(tmp_path: Path) -> None:
    watched = guard(tmp_path / "guard")
    tries = 'import socket, pathlib\npathlib.Path("x").write_bytes(b"")\nsocket.getaddrinfo("localhost", 80)'
    done = subprocess.run(
        [sys.executable, "-c", tries], cwd=tmp_path, env=watched.environment, check=False, capture_output=True, text=True
    )
    assert "PermissionError: socket.getaddrinfo: the network is forbidden here" in done.stderr
    assert ["socket.getaddrinfo"] == [line.split()[0] for line in watched.network]
    assert [str(tmp_path / "x")] == watched.changed_outside()


def test_commands_use_no_network_and_change_only_what_is_theirs(tmp_path: Path) -> None:
    root = write(
        tmp_path / "project",
        {
            "content/articles/a.md": REPORT.replace("Russia supports new talks on sanctions against Iran.", ""),
            "content/actors/dmitry-medvedev.md": "---\nname: Dmitry Medvedev\n---\n",
        },
        TITLED,
    )
    (tmp_path / "given.txt").write_text("# Talks in Geneva\n\nHillary Clinton met Sergei Lavrov in Geneva.\n", "utf-8")
    people = {path: path.read_bytes() for path in (*root.rglob("*.md"), root / "briefing.toml", tmp_path / "given.txt")}
    watched = guard(tmp_path / "guard")
    run(
        [
            "derive",
            f"add {tmp_path}/given.txt --date 2009-10-14",
            "build --single-page",
            "check",
            "export",
            "status",
            "explain index.html",
        ],
        root,
        watched,
    )
    assert [] == watched.network
    theirs = [root / name for name in (".briefing", ".site.briefing", "site", "content/derived")]
    added = str(root / "content/articles/2009-10-14-talks-in-geneva.md")
    outside = watched.changed_outside(*theirs, tmp_path / "guard/temporary")
    assert [str(root / "briefing.html"), added] == [
        path for path in outside if not re.search(r"/\.briefing\.html\.\w+\.tmp$", path)
    ]
    assert people == {path: path.read_bytes() for path in people}
    assert (root / "site/index.html").is_file()
    assert (root / "briefing.html").is_file()


def counters(table: Path) -> dict[str, int]:
    """Return how many packets a network of its own has seen go out or come in, or had no way to send."""
    names, values = (line.split()[1:] for line in table.read_text("utf-8").splitlines() if line.startswith("Ip:"))
    told = dict(zip(names, map(int, values), strict=True))
    return {name: told[name] for name in SENT}


def alone(command: list[str], cwd: Path, environment: dict[str, str], noted: Path) -> dict[str, int]:
    """Run a command in a network that has no way out; return what went over it, by any program in any language."""
    script = '"$@"; ended=$?; cat /proc/net/snmp > "$0"; exit $ended'
    done = subprocess.run(
        [*NAMESPACE, "sh", "-c", script, str(noted), *command],
        cwd=cwd,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert 0 == done.returncode, done.stderr
    return counters(noted)


@needs_namespace
def test_a_network_of_its_own_counts_what_nobody_could_send(tmp_path: Path) -> None:
    tries = 'import socket\nsocket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53))'
    command = [sys.executable, "-c", f"try:\n {tries.replace(chr(10), '; ')}\nexcept OSError: pass"]
    assert 1 == alone(command, tmp_path, dict(os.environ), tmp_path / "noted")["OutNoRoutes"]


@pytest.mark.slow
@needs_namespace
def test_a_large_build_with_workers_sends_nothing_and_gives_the_same_pages(tmp_path: Path) -> None:
    sites = []
    for name in ("free", "alone"):
        root = copied(tmp_path / name, written())
        for path in sorted((root / "content/articles").iterdir()):
            for number in range(1, COPIES):
                (path.parent / f"{path.stem}-{number}.md").write_bytes(path.read_bytes())
        watched = guard(tmp_path / f"guard-{name}")
        command = [sys.executable, "-m", "generator", "build", "--jobs", "2"]
        if name == "alone":
            assert dict.fromkeys(SENT, 0) == alone(command, root, watched.environment, tmp_path / "noted")
        else:
            subprocess.run(command, cwd=root, env=watched.environment, check=True, capture_output=True)
        assert [] == watched.network
        sites.append(site(root / "site"))
    assert [] == differing(*sites)


@pytest.mark.slow
@needs_namespace
@needs(find_spec("weasyprint"), "there is no WeasyPrint")
def test_a_pdf_is_made_without_a_network(tmp_path: Path) -> None:
    root = write(tmp_path / "project", {"content/articles/a.md": REPORT}, TITLED)
    watched = guard(tmp_path / "guard")
    command = [sys.executable, "-m", "generator", "build", "--pdf"]
    assert dict.fromkeys(SENT, 0) == alone(command, root, watched.environment, tmp_path / "noted")
    assert [] == watched.network
    assert (root / "briefing.pdf").read_bytes().startswith(b"%PDF-")


def test_every_command_that_uses_the_network_says_so() -> None:
    """`serve` listens, the cluster is asked for with `--executor`; no other module of the program knows the network."""
    knows = re.compile(
        r"^\s*(?:import|from) (?:socket|ssl|http|urllib\.request|requests|httpx|ftplib|smtplib|uvicorn|distributed)\b",
        re.MULTILINE,
    )
    texts = {
        path.relative_to(ROOT / "generator").as_posix(): path.read_text("utf-8") for path in (ROOT / "generator").rglob("*.py")
    }
    found = {name for name, text in texts.items() if knows.search(text)}
    assert [] == [name for name in found if not name.startswith(("serve/", "runtime/cluster", "runtime/endpoint"))]
