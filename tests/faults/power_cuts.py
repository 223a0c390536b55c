"""Power cuts: a model of a disk that keeps of a build only what reached it, at each moment.

The calls of a build are recorded by strace and played on the model. At a cut, names are as they were at that moment (as on a disk
with a journal), or some that were not synchronised are not; bytes that were not synchronised are lost.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator import publish
from tests.faults.calls import Call, prepared, traced
from tests.faults.project import Project, State

TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
DESCRIPTOR = re.compile(r"\(\d+<((?:\\x[0-9a-f]{2})*)>")
BARRIERS = ("syncfs", "fsync")
MAX_TEXT_BYTES = "100000000"


@dataclass
class Node:
    """A file or, without bytes, a folder; `durable` are the bytes that a power cut leaves."""

    content: bytes | None = None
    durable: bytes | None = b""
    inode: int = 0


@dataclass(frozen=True)
class Step:
    """A call, its paths below the project, and the bytes that it wrote."""

    name: str
    paths: tuple[str, ...]
    content: bytes = b""


@dataclass
class Disk:
    """Files and folders by path."""

    nodes: dict[str, Node] = field(default_factory=dict)

    def do(self, step: Step) -> None:
        """Do a step; one whose files are not there, since an earlier step was lost, does nothing."""
        one, other = (*step.paths, "")[:2]
        if step.name in {"write", *BARRIERS}:
            self._do_with_bytes(step, self.nodes.get(one))
        elif step.name in {"open", "mkdir"}:
            if one not in self.nodes and parent(one) in self.nodes:
                self.nodes[one] = Node(b"" if step.name == "open" else None)
        elif step.name in {"unlink", "rmdir"}:
            if not self._has_files(one):
                self.nodes.pop(one, None)
        elif step.name == "exchange":
            self._move({one: other, other: one})
        elif one in self.nodes and parent(other) in self.nodes:
            self._do_with_two_names(step.name, one, other)

    def _do_with_bytes(self, step: Step, node: Node | None) -> None:
        if step.name == "syncfs":
            for every in self.nodes.values():
                every.durable = every.content
        elif node and step.name == "fsync":
            node.durable = node.content
        elif node:
            node.content = (node.content or b"") + step.content

    def _do_with_two_names(self, name: str, one: str, other: str) -> None:
        """Link or rename a file or a folder that is there; names of one file stay both, as POSIX has it."""
        if name == "link" and other not in self.nodes:
            self.nodes[other] = self.nodes[one]
        elif name == "rename" and not self._has_files(other) and self.nodes[one] is not self.nodes.get(other):
            self.nodes.pop(other, None)
            self._move({one: other})

    def _has_files(self, folder: str) -> bool:
        return any(path.startswith(f"{folder}/") for path in self.nodes)

    def _move(self, names: dict[str, str]) -> None:
        moved: dict[str, Node] = {}
        for path, node in self.nodes.items():
            old = next((name for name in names if path == name or path.startswith(f"{name}/")), None)
            moved[path if old is None else names[old] + path[len(old) :]] = node
        self.nodes = moved


def _after_cut(node: Node) -> Node:
    return node if node.content is None else Node(node.durable or b"", node.durable, node.inode)


def parent(path: str) -> str:
    """Return the folder of a path; "" is the project's."""
    return path.rpartition("/")[0]


def read_disk(root: Path) -> Disk:
    """Return the disk that a project lies on, all of it synchronised, without the caches, which SQLite keeps whole itself."""
    disk = Disk({"": Node(None, None)})
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if not name.startswith(".briefing"):
            content = None if path.is_dir() else path.read_bytes()
            disk.nodes[name] = Node(content, content, path.stat().st_ino)
    return disk


def write_disk(disk: Disk, root: Path) -> None:
    """Put a project's folder in the state of a disk; the caches stay."""
    for path in root.iterdir():
        if path.name != ".briefing":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    inodes: dict[bytes, bytes] = {}
    for name, node in sorted(disk.nodes.items()):
        if name and node.content is None:
            (root / name).mkdir(parents=True)
            inodes[str(node.inode).encode()] = str((root / name).stat().st_ino).encode()
    for name, node in disk.nodes.items():
        if node.content is not None:
            # The note on an exchange has the number of a folder, which is another one here.
            (root / name).write_bytes(inodes.get(node.content, node.content) if name.endswith("/swapping") else node.content)


def steps_of(calls: Iterable[Call], root: Path) -> Iterator[Step]:
    """Yield the steps of recorded calls that change something below a project's folder."""
    for call in calls:
        if re.search(r"= -1 E", call.line):
            continue
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in TEXT.findall(call.line)]
        opened = DESCRIPTOR.search(call.line)
        if call.name in {"write", "fsync", "syncfs"} and opened:
            step = Step(call.name, (bytes.fromhex(opened[1].replace("\\x", "")).decode(),), texts[0] if texts else b"")
        else:
            step = Step(_name(call), tuple(text.decode("utf-8", "replace") for text in texts))
        inside = tuple(path.removeprefix(f"{root}").removeprefix("/") for path in step.paths if path.startswith(str(root)))
        if step.name and inside and not inside[0].startswith(".briefing"):
            yield Step(step.name, inside, step.content)


def _name(call: Call) -> str:
    """Return the name of a step; "" where a call changes nothing."""
    if call.name in {"openat", "open"}:
        return "open" if "O_CREAT" in call.line else ""
    if call.name == "unlinkat":
        return "rmdir" if "AT_REMOVEDIR" in call.line else "unlink"
    if call.name == "renameat2" and "RENAME_EXCHANGE" in call.line:
        return "exchange"
    for name in ("rename", "unlink", "link", "mkdir", "rmdir"):
        if call.name.startswith(name):
            return name
    return ""


def absolute(calls: Iterable[Call]) -> Iterator[Call]:
    """Yield calls with names that are relative to a descriptor's folder spelled out."""
    relative = re.compile(r"\(\d+<((?:\\x[0-9a-f]{2})*)>, \"(?!\\x2f)")
    for call in calls:
        spelled = relative.sub(lambda found: f'("{found[1]}\\x2f', call.line) if call.name.endswith("at") else call.line
        yield Call(call.name, call.number, spelled)


def cut_at_every_call(folder: str, way: str, every: str) -> None:
    """Cut the power after each call of a build, or after every nth; then, at random, with names lost that were not synchronised."""
    project = prepared(folder, way)
    begun: list[Disk] = []
    before = project.whole()
    project.edit()
    options = ("-xx", "-s", MAX_TEXT_BYTES, "-e", "trace=%file,%desc")
    ended = traced(project.root, project.build, "look", *options, stopped=lambda: begun.append(read_disk(project.root)))
    assert not ended.status, ended.said
    new = project.whole()
    steps = list(steps_of(absolute(ended.calls), Path(folder).resolve()))
    cuts = Cuts(project, begun[0], steps, before, new, is_whole=way in {"exchange", "unsynchronised"})
    played, done = _contents(cuts.played(len(steps))), _contents(read_disk(project.root))
    differing = sorted({path for path, _ in played.items() ^ done.items()})
    assert not differing, f"the model is not what the build did: {differing}"
    close = _around_barriers(steps)
    for at in range(len(steps)):
        if at in close or at % int(every) == 0:
            cuts.cut(cuts.state(at), at)
    chance = random.Random(1)
    for at in sorted(close) * 2:
        cuts.cut(cuts.reordered(at, chance), at)
    print(json.dumps(cuts.seen | {"steps": len(steps)}))


def _around_barriers(steps: list[Step]) -> set[int]:
    """Return the numbers of the steps around those that synchronise, and around exchanges and renames of folders."""
    names = {"exchange", *BARRIERS}
    barriers = [
        at for at, step in enumerate(steps) if step.name in names or (step.name == "rename" and "." not in step.paths[1])
    ]
    return {near for at in barriers for near in range(at, at + 4) if near <= len(steps)}


def _contents(disk: Disk) -> dict[str, bytes]:
    """Return files with their bytes, without what differs from build to build."""
    return {
        path: node.content for path, node in disk.nodes.items() if node.content is not None and not path.endswith("looks.json")
    }


@dataclass
class Cuts:
    """Cuts of one recorded build: at each, the site is of the old or the new edition, and the next build makes it the new one."""

    project: Project
    begun: Disk
    steps: list[Step]
    before: State
    new: State
    is_whole: bool
    seen: dict[str, int] = field(default_factory=lambda: {"old": 0, "new": 0})

    def played(self, at: int, lost: frozenset[int] = frozenset()) -> Disk:
        """Return the disk before step `at`, without the steps that were lost."""
        disk = Disk({path: Node(node.content, node.durable, node.inode) for path, node in self.begun.nodes.items()})
        for number, step in enumerate(self.steps[:at]):
            if number not in lost:
                disk.do(step)
        return disk

    def state(self, at: int, lost: frozenset[int] = frozenset()) -> Disk:
        """Return the disk after a cut before step `at`: files have the bytes that were synchronised."""
        nodes = self.played(at, lost).nodes
        return Disk({path: _after_cut(node) for path, node in nodes.items()})

    def reordered(self, at: int, chance: random.Random) -> Disk:
        """Return the disk after a cut where of the steps since the last synchronisation some were done and others were not."""
        barrier = max((number for number in range(at) if self.steps[number].name in BARRIERS), default=-1)
        return self.state(at, frozenset(number for number in range(barrier + 1, at) if chance.random() < 1 / 2))

    def cut(self, disk: Disk, at: int) -> None:
        """Put the project in the state of a disk after a cut, and check its site and the next build."""
        write_disk(disk, self.project.root)
        where = f"cut before step {at}: {self.steps[at : at + 1]}"
        if not self.is_whole:
            with publish.edition(self.project.site):
                pass
        after = self.project.whole()
        assert after in (self.before, self.new), where
        self.seen["old" if after == self.before else "new"] += 1
        self.project.let_a_minute_pass()
        self.project.build()
        assert self.project.whole() == self.new, where
        assert [] == self.project.leftovers(), where


FAULTS: dict[str, Callable[..., None]] = {"power-cuts": cut_at_every_call}
