"""The target of whole projects: random trees of files through `build`, `export`, `check`, `status` and the preview's HTTP.

The laws: a command ends with 0 or 1, without a traceback, within seconds; where it ends with 0 every good report is on the site;
where not, files are told that are no good reports, and the site that was there stays. What is on the site rests on its report.
Once what was put there is gone, all is as if it had never been.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import resource
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from jinja2 import Environment

from generator.commands.main import main
from generator.model.permalinks import slug_of
from generator.publish import swap
from generator.report import findings_file
from generator.runtime import fingerprints
from generator.runtime.cache import ResultCache
from generator.serve.app import application
from generator.serve.event_stream import EventStream
from generator.serve.preview import Preview
from generator.serve.request_guard import Hosts
from quality.fuzz.runs import LawBroken, Target, alarm
from quality.fuzz.trees import GONE, GOOD, MARKER, SETTINGS, Entry, put_all, trees, write_good

MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - it is fast, and a new folder is made in it
MAX_MEMORY = 6 << 30
"""Bytes that the process may have, so that a file without end ends the case and not the machine."""
PROBLEM = re.compile(r"(?P<path>.+?):\d+:\d+: .+; .+")
ENDED = re.compile(r"(\d+) problems?; nothing was written\.")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
PARSER = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)._parse  # noqa: SLF001 - what `parse` calls
OF_THE_PROGRAM = ("maintainers", "the program failed", "report this", "Traceback")
"""Words of messages that blame the program itself."""
PLACES = ("content", "themes", "briefing.toml", "site", ".briefing")


class Ended(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def blamed(self) -> list[str]:
        """The files of the problems for which nothing was written."""
        lines = self.err.splitlines()
        match = ENDED.fullmatch(lines[-1]) if lines else None
        told = lines[-1 - int(match[1]) : -1] if match else lines[-1:]
        found = [PROBLEM.fullmatch(line) for line in told]
        if not told or not all(found):
            raise LawBroken("a problem has a place, says what is wrong and what to do", told)
        return [match["path"] for match in found if match]


def projects() -> Target:
    """Return the target of whole projects."""
    return Target("projects", trees(), lambda case: attempt_tree(*case), times_itself=True)


def attempt_tree(was_built: bool, wanted: tuple[Entry, ...]) -> None:
    """Put entries beside the good project, built before or not, and hold the laws."""
    with quick(), tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        root = Path(folder) / "project"
        shutil.copytree(_built(), root) if was_built else write_good(root)
        put_all(root, wanted)
        before = _site(root)
        ended = run(root, "build", "--jobs", "1", "--quiet")
        if ended.code:
            _check_blame(ended.blamed, wanted)
            if before != _site(root):
                raise LawBroken("the site that was there stays where a build ends with 1")
        else:
            _check_site(root, wanted)
            exported = run(root, "export")
            if exported.code:
                raise LawBroken("what is built can be exported", exported.err)
            check_rows(exported.out)
            run(root, "check")
        run(root, "status")
        _check_preview(root, wanted, is_good=not ended.code)


def run(root: Path, *arguments: str) -> Ended:
    """Run a command in this process."""
    out, err = (
        io.TextIOWrapper(io.BytesIO(), "utf-8", errors, write_through=True) for errors in ("strict", "backslashreplace")
    )
    with redirect_stdout(out), redirect_stderr(err), alarm():
        try:
            code = main(["-C", str(root), *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
    printed, said = (stream.buffer.getvalue().decode() for stream in (out, err))
    if code not in {0, 1}:
        raise LawBroken("a command ends with 0 or 1", (arguments, code, said))
    for words in OF_THE_PROGRAM:
        if words in said:
            raise LawBroken(f"no message has {words!r}", said)
    if CONTROL.search(said) or CONTROL.search(printed):
        raise LawBroken("messages have no control characters", said)
    return Ended(code, printed, said)


@contextmanager
def quick() -> Iterator[None]:
    """Leave out what takes long and matters to no law, and bound the memory."""
    program, rules = _fixed()
    limits = resource.getrlimit(resource.RLIMIT_AS)
    with (
        patch.object(fingerprints, "program", lambda _results=None: program),
        patch.object(findings_file, "fingerprint_of_rules", lambda: rules),
        patch.object(swap, "sync", lambda _folder: None),
        patch.object(Environment, "parse", lambda _self, source, *_: _parsed(source)),
    ):
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, limits[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_AS, limits)


@cache
def _fixed() -> tuple[str, str]:
    return fingerprints.program(), findings_file.fingerprint_of_rules()


@lru_cache(maxsize=1000)
def _parsed(source: str) -> Any:
    return PARSER(source, None, None)


@cache
def _kept_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(dir=MEMORY)


@cache
def _built() -> Path:
    """Return the good project, built."""
    root = Path(_kept_folder().name) / "project"
    write_good(root)
    ended = run(root, "build", "--jobs", "1", "--quiet")
    if ended.code:
        raise LawBroken("the good project is built", ended.err)
    return root


def _site(root: Path) -> dict[str, bytes]:
    site = root / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def _touches(wanted: tuple[Entry, ...], *starts: bytes) -> bool:
    return any(path.startswith(start) or start.startswith(path + b"/") for path, _, _ in wanted for start in starts)


def _good(wanted: tuple[Entry, ...]) -> list[str]:
    """Return the good reports of a tree by their files; none where the folder itself was taken away."""
    if _touches(wanted, SETTINGS) or any(path in {b"content", b"content/articles"} for path, _, _ in wanted):
        return []
    found = [path for path in GOOD if path != SETTINGS] + [path for path, _, _ in wanted if b"/good-odd-" in path]
    return sorted({os.fsdecode(path) for path in found})


def _check_blame(blamed: list[str], wanted: tuple[Entry, ...]) -> None:
    good = _good(wanted)
    for path in blamed:
        if path in good:
            raise LawBroken("a good report is not blamed", blamed)
        if path == "briefing.toml" and not _touches(wanted, SETTINGS, b"themes/plain"):
            raise LawBroken("briefing.toml is not blamed for other files", blamed)
        if not path.startswith(PLACES):
            raise LawBroken("a problem names its file from the project's folder", blamed)


def _check_site(root: Path, wanted: tuple[Entry, ...]) -> None:
    site = _site(root)
    missing = [file for file in _good(wanted) if f"articles/{slug_of(file)}.html" not in site]
    if missing:
        raise LawBroken("every good report is on the site", missing)
    if any(MARKER.encode() in content for content in site.values()) and all(
        kind == "forged" or MARKER not in str(content) for _, kind, content in wanted
    ):
        raise LawBroken("no forged finding is on the site")


def check_rows(lines: str) -> None:
    """Hold that each finding in exported rows rests on the words of its row."""
    for line in lines.splitlines():
        row = json.loads(line)
        for found in (one for part in row.values() if isinstance(part, list) for one in part if isinstance(one, dict)):
            if "start" in found and row["text"][found["start"] : found["end"]] != found["text"]:
                raise LawBroken("exported findings have the words of their text", found)


def _check_preview(root: Path, wanted: tuple[Entry, ...], *, is_good: bool) -> None:
    """Hold that the preview shows what a build would, tells problems of the right files, and recovers."""
    preview = Preview(root, ResultCache(None))
    try:
        with alarm():
            preview.refresh()
            told = _get_all(preview, root, wanted if is_good else None)
        if not (is_good or told):
            raise LawBroken("the preview tells problems where a build does", told)
        if told:
            _check_blame(told, wanted)
        put_all(root, [(path, GONE, b"") for path, _, _ in wanted])
        write_good(root)
        with alarm():
            preview.refresh()
            preview.refresh()
            _get_all(preview, root, ())
        if preview.problems:
            raise LawBroken("the preview recovers once what was wrong is gone", list(map(str, preview.problems)))
    finally:
        preview.close()
    ended = run(root, "build", "--jobs", "1", "--quiet")
    if ended.code:
        raise LawBroken("a build recovers once what was wrong is gone", ended.err)
    _check_site(root, ())


def _get_all(preview: Preview, root: Path, good: tuple[Entry, ...] | None) -> list[str]:
    """Ask the preview for its pages, which must be there where they are `good`; return the files of the problems it tells."""
    events = EventStream(root, preview)
    app = application(preview, events, Hosts.of("127.0.0.1"))
    pages = [f"articles/{slug_of(file)}.html" for file in _good(good or ())]
    for path in ("", *pages):
        status, body = asyncio.run(_get(app, f"/{path}"))
        if status != 200 and (good is not None or status not in {404, 503}):
            raise LawBroken("the preview has the pages of good reports", (path, status, preview.problems))
    _, body = asyncio.run(_get(app, "/-/changed"))
    for problem in map(str, preview.problems):
        if CONTROL.search(problem) or any(words in problem for words in OF_THE_PROGRAM):
            raise LawBroken("the preview tells problems of files, in one line", problem)
    json.loads(body)
    return [problem.where.path for problem in preview.problems]


async def _get(app: Any, path: str) -> tuple[int, bytes]:
    """Return the status and body of the application's answer to a request."""
    sent: list[Mapping[str, Any]] = []
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "path": path, "root_path": "",
        "raw_path": path.encode(), "query_string": b"", "headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2),
    }  # fmt: skip

    async def receive() -> Mapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent)
    return next(message["status"] for message in sent if "status" in message), body
