import os
import shutil
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from watchdog.observers import Observer

from generator.serve import watcher
from generator.serve.changed_files import FileSnapshot, concerns
from generator.serve.watcher import Gathered, watching
from tests.conftest import REPORT, Project
from tests.serve.live import PATIENCE, put, until

ARTICLE = "content/articles/a.md"


class Looks:
    """Notes each look at a project, and what had changed."""

    def __init__(self, root: Path) -> None:
        self._inputs = FileSnapshot(root)
        self._inputs.changed(None)
        self._swept: set[str] = set()
        self.hinted: list[set[str]] = []
        self.found: list[str] = []
        self.said: list[str] = []

    def sweep(self) -> Iterator[Collection[str]]:
        for names in self._inputs.suspects():
            self._swept.update(names)
            yield names

    def __call__(self, hints: Collection[str]) -> Collection[str]:
        if not self._swept.issuperset(hints):
            self.hinted.append(set(hints))
        self._swept.clear()
        found = self._inputs.changed(hints)
        self.found.extend(found)
        return found


@contextmanager
def looking(root: Path, *, poll: bool = False) -> Iterator[Looks]:
    looks = Looks(root)
    with watching(root, looks, looks.sweep, poll=poll, say=looks.said.append):
        time.sleep(0.1)
        yield looks


@pytest.fixture
def root(project: Project) -> Path:
    return project({ARTICLE: REPORT, "themes/mine/templates/base.html": "<html>"})


@pytest.fixture
def no_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "SWEEP", PATIENCE * 2)


@pytest.fixture
def quick_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "SWEEP", 0.3)
    monkeypatch.setattr(watcher, "POLL", 0.1)


def test_a_single_file_that_is_whole_is_not_kept_waiting() -> None:
    gathered = Gathered(quiet=PATIENCE, longest=PATIENCE)
    start = time.monotonic()
    gathered.add("a")
    gathered.close("a")
    assert frozenset({"a"}) == gathered.wait(0)
    assert time.monotonic() - start < PATIENCE


def test_a_burst_is_gathered_until_it_is_quiet() -> None:
    gathered = Gathered(quiet=0.5, longest=PATIENCE)

    def burst() -> None:
        for number in range(20):
            gathered.add(str(number))
            time.sleep(0.005)

    thread = threading.Thread(target=burst)
    thread.start()
    assert {str(number) for number in range(20)} == gathered.wait(10)
    thread.join()


def test_a_burst_without_an_end_is_looked_at_all_the_same() -> None:
    gathered = Gathered(quiet=PATIENCE, longest=0.2)
    stop = threading.Event()

    def burst() -> None:
        for _ in range(5000):
            gathered.add("a")
            if stop.wait(0.002):
                return

    thread = threading.Thread(target=burst)
    thread.start()
    assert frozenset({"a"}) == gathered.wait(10)
    assert thread.is_alive()
    stop.set()
    thread.join()


def test_waiting_ends_without_a_hint_and_when_it_is_over() -> None:
    gathered = Gathered()
    assert frozenset() == gathered.wait(0.01)
    gathered.end()
    assert frozenset() == gathered.wait(10)


@pytest.mark.parametrize(
    "name",
    [
        "content/articles/.a.md.swp",
        "content/articles/a.md~",
        "content/articles/.#a.md",
        "content/articles/#a.md#",
        "content/articles/4913",
        "content/articles/a.md___jb_tmp___",
        "content/articles/a.md___jb_old___",
        "content/.DS_Store",
        "content/.git/index",
        "themes/mine/templates/.base.html.swp",
        "site/index.html",
        ".briefing/memo.sqlite",
        "notes.txt",
        "contents/a.md",
    ],
)
def test_what_no_build_reads_is_of_no_concern(name: str) -> None:
    assert not concerns(name)


@pytest.mark.parametrize("name", ["content", "themes", "briefing.toml", ARTICLE, "themes/mine/static/.well-known/x.txt"])
def test_what_a_build_reads_is_of_concern(name: str) -> None:
    assert concerns(name)


@pytest.mark.usefixtures("no_sweep")
def test_a_save_is_one_look_and_reading_a_file_is_none(root: Path) -> None:
    with looking(root) as looks:
        (root / ARTICLE).read_text()
        time.sleep(0.3)
        assert [] == looks.hinted
        with (root / ARTICLE).open("a") as file:
            file.write("More.\n")
        until(lambda: looks.found)
        time.sleep(0.3)
        assert ([{ARTICLE}], [ARTICLE]) == (looks.hinted, looks.found)


@pytest.mark.usefixtures("no_sweep")
def test_hundreds_of_files_at_once_are_few_looks(root: Path) -> None:
    with looking(root) as looks:
        for number in range(300):
            (root / f"content/articles/{number}.md").write_text(REPORT)
        until(lambda: len(set(looks.found)) == 300)
        assert len(looks.hinted) < 30


def write_and_rename(path: Path) -> None:
    put(path, REPORT + "Renamed.\n")


def as_vim_does(path: Path) -> None:
    (path.parent / "4913").write_text("")
    (path.parent / "4913").unlink()
    path.rename(f"{path}~")
    path.write_text(REPORT + "From Vim.\n")
    Path(f"{path}~").unlink()


def as_emacs_does(path: Path) -> None:
    (path.parent / f".#{path.name}").symlink_to("somebody@somewhere.1:2")
    (path.parent / f"#{path.name}#").write_text("half")
    path.write_text(REPORT + "From Emacs.\n")
    (path.parent / f".#{path.name}").unlink()
    (path.parent / f"#{path.name}#").unlink()


def as_pycharm_does(path: Path) -> None:
    Path(f"{path}___jb_tmp___").write_text(REPORT + "From PyCharm.\n")
    path.rename(f"{path}___jb_old___")
    Path(f"{path}___jb_tmp___").rename(path)
    Path(f"{path}___jb_old___").unlink()


def from_elsewhere(path: Path) -> None:
    other = path.parents[3] / "elsewhere.md"
    other.write_text(REPORT + "From elsewhere.\n")
    other.replace(path)


@pytest.mark.usefixtures("no_sweep")
@pytest.mark.parametrize("save", [write_and_rename, as_vim_does, as_emacs_does, as_pycharm_does, from_elsewhere])
def test_every_way_to_save_is_seen(root: Path, save: Callable[[Path], None]) -> None:
    with looking(root) as looks:
        save(root / ARTICLE)
        until(lambda: looks.found)
        time.sleep(0.2)
        assert {ARTICLE} == set(looks.found)


@pytest.mark.usefixtures("no_sweep")
def test_a_save_that_changes_nothing_is_no_change(root: Path) -> None:
    with looking(root) as looks:
        put(root / ARTICLE, REPORT)
        (root / ARTICLE).touch()
        until(lambda: looks.hinted)
        time.sleep(0.2)
        assert [] == looks.found


@pytest.mark.usefixtures("no_sweep")
def test_folders_that_are_renamed_removed_and_filled_at_once_are_seen(root: Path) -> None:
    with looking(root) as looks:
        (root / "content/articles").rename(root / "content/elsewhere")
        until(lambda: {ARTICLE, "content/elsewhere/a.md"} <= set(looks.found))
        (root / "content/elsewhere").rename(root.parent / "out")
        until(lambda: looks.found.count("content/elsewhere/a.md") == 2)
        shutil.copytree(root.parent / "out", root / "content/articles")
        until(lambda: looks.found.count(ARTICLE) > 1)
        time.sleep(0.2)
        looks.found.clear()
        put(root / ARTICLE, REPORT + "More.\n")
        until(lambda: looks.found == [ARTICLE])


@pytest.mark.parametrize("folder", ["content", "themes", "."])
@pytest.mark.usefixtures("quick_sweep")
def test_a_folder_that_goes_and_comes_back_is_watched_again(root: Path, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with looking(root) as looks:
        shutil.copytree(root, root.parent / "kept")
        shutil.rmtree(root / folder)
        until(lambda: not (root / folder).exists() and looks.found)
        time.sleep(0.5)
        looks.found.clear()
        shutil.copytree(root.parent / "kept" / folder, root / folder)
        until(lambda: looks.found)
        time.sleep(0.7)
        monkeypatch.setattr(watcher, "SWEEP", PATIENCE * 2)
        time.sleep(0.4)
        looks.hinted.clear()
        changed = root / (ARTICLE if folder != "themes" else "themes/mine/templates/base.html")
        changed.write_text("other")
        until(lambda: {changed.relative_to(root).as_posix()} in looks.hinted)
        assert [] == looks.said


@pytest.mark.usefixtures("no_sweep")
def test_a_content_folder_that_is_a_link_is_watched(root: Path) -> None:
    (root / "content").rename(root.parent / "kept elsewhere")
    (root / "content").symlink_to(root.parent / "kept elsewhere")
    with looking(root) as looks:
        put(root.parent / "kept elsewhere/articles/a.md", REPORT + "More.\n")
        until(lambda: looks.found)
        assert [ARTICLE] == looks.found


@pytest.mark.usefixtures("quick_sweep")
def test_what_no_event_tells_is_found_by_the_sweep_and_then_polled(root: Path) -> None:
    real = root.parent / "real.md"
    real.write_text(REPORT)
    (root / "content/articles/b.md").symlink_to(real)
    with looking(root) as looks:
        time.sleep(1.2)
        put(real, REPORT + "More.\n")
        until(lambda: looks.found)
        until(lambda: looks.said)
        assert ["content/articles/b.md"] == looks.found
        assert looks.said[0].startswith("The system did not tell of a change to content/articles/b.md: looking at all files")
        put(real, REPORT + "Even more.\n")
        until(lambda: len(looks.found) == 2)


@pytest.mark.usefixtures("quick_sweep")
def test_what_events_tell_of_is_not_polled(root: Path) -> None:
    with looking(root) as looks:
        for number in range(40):
            put(root / ARTICLE, f"{REPORT}{number}\n")
            time.sleep(0.05)
        assert [] == looks.said


@pytest.mark.usefixtures("quick_sweep")
def test_files_are_polled_where_the_system_has_no_watches_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", refused)
    with looking(root) as looks:
        assert [
            "The system does not tell of changes (inotify watch limit reached): looking at all files every 0.1 s instead."
        ] == looks.said
        put(root / ARTICLE, REPORT + "More.\n")
        until(lambda: looks.found)


@pytest.mark.usefixtures("quick_sweep")
def test_polling_needs_no_events(root: Path) -> None:
    with looking(root, poll=True) as looks:
        put(root / ARTICLE, REPORT + "More.\n")
        until(lambda: looks.found == [ARTICLE])
        (root / ARTICLE).unlink()
        until(lambda: looks.found == [ARTICLE, ARTICLE])
        assert ([], []) == (looks.hinted, looks.said)


def test_a_look_that_fails_is_not_the_last(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    looked = threading.Semaphore(0)

    def fails(_: Collection[str]) -> Collection[str]:
        looked.release()
        raise RuntimeError("a fault")

    with watching(root, fails, FileSnapshot(root).suspects):
        assert looked.acquire(timeout=PATIENCE)
        put(root / ARTICLE, REPORT + "More.\n")
        assert looked.acquire(timeout=PATIENCE)
    assert "a fault" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="no such permissions")
def test_content_decides_where_times_and_size_are_the_same(root: Path) -> None:
    inputs = FileSnapshot(root)
    inputs.changed(None)
    before = (root / ARTICLE).stat()
    (root / ARTICLE).write_text(REPORT.replace("Vienna", "Geneva"))
    os.utime(root / ARTICLE, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (ARTICLE,) == inputs.changed(None)
    assert () == inputs.changed(None)
