"""A project as it was at a revision of git, read without a checkout: no hook and no filter runs, and nothing is fetched."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.model.problems import Stopped
from generator.runtime.project_files import CONFIG, FOLDERS

PLAIN_FILES = frozenset({"100644", "100755"})
QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
"""Settings with which git asks nobody, neither in the terminal nor in the network."""
HEADER_WORDS = 3


def commit_of(root: Path, revision: str) -> str:
    """Return the id of the commit that a revision is; empty where there is none. Raises Stopped without git or a repository."""
    if _git(root, "rev-parse", "--is-inside-work-tree").strip() != b"true":
        raise Stopped(f"{root} is in no git repository, so it has no revision `{revision}`; name editions, or `now`")
    if not revision or revision.startswith("-"):
        return ""
    found = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return found.stdout.decode().strip() if found.returncode == 0 else ""


def write_revision(root: Path, commit: str, target: Path) -> None:
    """Write the project's files of a commit into a folder. Raises Stopped."""
    prefix = _git(root, "rev-parse", "--show-prefix").decode().removesuffix("\n")
    wanted = [f"{prefix}{name}" for name in (CONFIG, *FOLDERS)]
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted)
    found = dict(_blobs(listed, prefix))
    for name, content in zip(found, _contents(root, list(found.values())), strict=True):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _blobs(listed: bytes, prefix: str) -> Iterator[tuple[str, str]]:
    """Return the names of plain files, from the project's folder, and their ids."""
    for line in filter(None, listed.split(b"\0")):
        about, _, raw = line.partition(b"\t")
        mode, _, blob = about.decode().split(" ")
        name = os.fsdecode(raw).removeprefix(prefix)
        if mode in PLAIN_FILES and ".." not in PurePosixPath(name).parts and not PurePosixPath(name).is_absolute():
            yield name, blob


def _contents(root: Path, blobs: list[str]) -> Iterator[bytes]:
    out = _git(root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode()) if blobs else b""
    at = 0
    for blob in blobs:
        end = out.index(b"\n", at)
        header = out[at:end].split(b" ")
        if len(header) != HEADER_WORDS:
            raise Stopped(f"git has no object {blob}, perhaps since the clone is a partial one; fetch it and try again")
        size = int(header[2])
        yield out[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints. Raises Stopped where it fails."""
    done = _run(root, *arguments, given=given)
    if done.returncode and arguments[:2] != ("rev-parse", "--is-inside-work-tree"):
        raise Stopped(f"git {arguments[0]} failed: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _run(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, env=os.environ | QUIET, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise Stopped("git is not installed, and only git knows revisions; install it, or name editions and `now`") from error
