import os
import shutil
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from watchdog.observers import Observer

from generator.serve import observer, watcher
from generator.serve.changed_files import FileSnapshot, is_build_input
from generator.serve.watcher import HintQueue, watching
from tests.conftest import REPORT, Project
from tests.serve.live import PATIENCE, put, until

ARTICLE = "content/articles/a.md"


class RecordedChecks:
    """Checks of a project's files: the hints of each, all files that had changed, and the watcher's messages."""

    def __init__(self, root: Path) -> None:
        self._snapshot = FileSnapshot(root)
        self._snapshot.changed(None)
        self._swept: set[str] = set()
        self.hinted: list[set[str]] = []
        self.changed: list[str] = []
        self.messages: list[str] = []

    def sweep(self) -> Iterator[Collection[str]]:
        for names in self._snapshot.suspects():
            self._swept.update(names)
            yield names

    def __call__(self, hints: Collection[str]) -> Collection[str]:
        if not self._swept.issuperset(hints):
            self.hinted.append(set(hints))
        self._swept.clear()
        changed = self._snapshot.changed(hints)
        self.changed.extend(changed)
        return changed


@contextmanager
def watched(root: Path, *, poll: bool = False) -> Iterator[RecordedChecks]:
    checks = RecordedChecks(root)
    with watching(root, checks, checks.sweep, poll=poll, say=checks.messages.append):
        time.sleep(0.1)
        yield checks


@pytest.fixture
def root(project: Project) -> Path:
    return project({ARTICLE: REPORT, "themes/mine/templates/base.html": "<html>"})


@pytest.fixture
def no_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "SWEEP_INTERVAL_SECONDS", PATIENCE * 2)


@pytest.fixture
def quick_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "SWEEP_INTERVAL_SECONDS", 0.3)
    monkeypatch.setattr(watcher, "POLL_INTERVAL_SECONDS", 0.1)


def test_a_single_closed_file_is_checked_without_waiting_for_quiet() -> None:
    hints = HintQueue(quiet=PATIENCE, max_burst=PATIENCE)
    start = time.monotonic()
    hints.add("a")
    hints.close("a")
    assert frozenset({"a"}) == hints.wait(0)
    assert time.monotonic() - start < PATIENCE


def test_hints_of_a_burst_come_together_once_it_is_quiet() -> None:
    hints = HintQueue(quiet=0.5, max_burst=PATIENCE)

    def burst() -> None:
        for number in range(20):
            hints.add(str(number))
            time.sleep(0.005)

    thread = threading.Thread(target=burst)
    thread.start()
    assert {str(number) for number in range(20)} == hints.wait(10)
    thread.join()


def test_an_endless_burst_is_checked_after_its_longest_time() -> None:
    hints = HintQueue(quiet=PATIENCE, max_burst=0.2)
    stop = threading.Event()

    def burst() -> None:
        for _ in range(5000):
            hints.add("a")
            if stop.wait(0.002):
                return

    thread = threading.Thread(target=burst)
    thread.start()
    assert frozenset({"a"}) == hints.wait(10)
    assert thread.is_alive()
    stop.set()
    thread.join()


def test_waiting_ends_at_the_time_out_and_when_the_queue_ends() -> None:
    hints = HintQueue()
    assert frozenset() == hints.wait(0.01)
    hints.end()
    assert frozenset() == hints.wait(10)


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
def test_files_of_editors_and_systems_are_no_build_input(name: str) -> None:
    assert not is_build_input(name)


@pytest.mark.parametrize("name", ["content", "themes", "briefing.toml", ARTICLE, "themes/mine/static/.well-known/x.txt"])
def test_content_themes_and_configuration_are_build_input(name: str) -> None:
    assert is_build_input(name)


@pytest.mark.usefixtures("no_sweep")
def test_a_save_causes_one_check_and_reading_a_file_none(root: Path) -> None:
    with watched(root) as checks:
        (root / ARTICLE).read_text()
        time.sleep(0.3)
        assert [] == checks.hinted
        with (root / ARTICLE).open("a") as file:
            file.write("More.\n")
        until(lambda: checks.changed)
        time.sleep(0.3)
        assert ([{ARTICLE}], [ARTICLE]) == (checks.hinted, checks.changed)


@pytest.mark.usefixtures("no_sweep")
def test_hundreds_of_files_at_once_cause_few_checks(root: Path) -> None:
    with watched(root) as checks:
        for number in range(300):
            (root / f"content/articles/{number}.md").write_text(REPORT)
        until(lambda: len(set(checks.changed)) == 300)
        assert len(checks.hinted) < 30


def write_and_rename(path: Path) -> None:
    put(path, REPORT + "Renamed.\n")


def as_vim_does(path: Path) -> None:
    (path.parent / "4913").write_text("")
    (path.parent / "4913").unlink()
    path.rename(f"{path}~")
    path.write_text(REPORT + "From Vim.\n", encoding="utf-8")
    Path(f"{path}~").unlink()


def as_emacs_does(path: Path) -> None:
    (path.parent / f".#{path.name}").symlink_to("somebody@somewhere.1:2")
    (path.parent / f"#{path.name}#").write_text("half")
    path.write_text(REPORT + "From Emacs.\n", encoding="utf-8")
    (path.parent / f".#{path.name}").unlink()
    (path.parent / f"#{path.name}#").unlink()


def as_pycharm_does(path: Path) -> None:
    Path(f"{path}___jb_tmp___").write_text(REPORT + "From PyCharm.\n", encoding="utf-8")
    path.rename(f"{path}___jb_old___")
    Path(f"{path}___jb_tmp___").rename(path)
    Path(f"{path}___jb_old___").unlink()


def from_elsewhere(path: Path) -> None:
    other = path.parents[3] / "elsewhere.md"
    other.write_text(REPORT + "From elsewhere.\n")
    other.replace(path)


@pytest.mark.usefixtures("no_sweep")
@pytest.mark.parametrize("save", [write_and_rename, as_vim_does, as_emacs_does, as_pycharm_does, from_elsewhere])
def test_a_save_by_any_editor_is_noticed(root: Path, save: Callable[[Path], None]) -> None:
    with watched(root) as checks:
        save(root / ARTICLE)
        until(lambda: checks.changed)
        time.sleep(0.2)
        assert {ARTICLE} == set(checks.changed)


@pytest.mark.usefixtures("no_sweep")
def test_a_save_of_the_same_bytes_is_no_change(root: Path) -> None:
    with watched(root) as checks:
        put(root / ARTICLE, REPORT)
        (root / ARTICLE).touch()
        until(lambda: checks.hinted)
        time.sleep(0.2)
        assert [] == checks.changed


@pytest.mark.usefixtures("no_sweep")
def test_renamed_removed_and_copied_folders_are_noticed(root: Path) -> None:
    with watched(root) as checks:
        (root / "content/articles").rename(root / "content/elsewhere")
        until(lambda: {ARTICLE, "content/elsewhere/a.md"} <= set(checks.changed))
        (root / "content/elsewhere").rename(root.parent / "out")
        until(lambda: checks.changed.count("content/elsewhere/a.md") == 2)
        shutil.copytree(root.parent / "out", root / "content/articles")
        until(lambda: checks.changed.count(ARTICLE) > 1)
        time.sleep(0.2)
        checks.changed.clear()
        put(root / ARTICLE, REPORT + "More.\n")
        until(lambda: checks.changed == [ARTICLE])


@pytest.mark.parametrize("folder", ["content", "themes", "."])
@pytest.mark.usefixtures("quick_sweep")
def test_a_folder_that_is_deleted_and_restored_is_watched_again(
    root: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watched(root) as checks:
        shutil.copytree(root, root.parent / "kept")
        shutil.rmtree(root / folder)
        until(lambda: not (root / folder).exists() and checks.changed)
        time.sleep(0.5)
        checks.changed.clear()
        shutil.copytree(root.parent / "kept" / folder, root / folder)
        until(lambda: checks.changed)
        time.sleep(0.7)
        monkeypatch.setattr(watcher, "SWEEP_INTERVAL_SECONDS", PATIENCE * 2)
        time.sleep(0.4)
        checks.hinted.clear()
        changed = root / (ARTICLE if folder != "themes" else "themes/mine/templates/base.html")
        changed.write_text("other")
        until(lambda: {changed.relative_to(root).as_posix()} in checks.hinted)
        assert [] == checks.messages


@pytest.mark.usefixtures("no_sweep")
@pytest.mark.parametrize("folder", ["content", "content/articles", "themes", "."])
def test_a_folder_that_another_replaces_at_once_is_watched(root: Path, folder: str) -> None:
    """The new folder often has the inode of the old one, so that both look alike."""
    changed = root / ("themes/mine/templates/base.html" if folder == "themes" else ARTICLE)
    name = changed.relative_to(root).as_posix()
    kept = root.parent / "kept"
    shutil.copytree(root, kept)
    with watched(root) as checks:
        for number in range(10):
            shutil.rmtree(root / folder)
            shutil.copytree(kept / folder, root / folder)
            time.sleep(0.3)
            checks.changed.clear()
            put(changed, f"{REPORT}{number}\n")
            until(lambda: name in checks.changed, 10)
        assert [] == checks.messages


@pytest.mark.usefixtures("no_sweep")
def test_a_content_folder_that_is_a_link_is_watched(root: Path) -> None:
    (root / "briefing.toml").write_text("follow_links = true\n")
    (root / "content").rename(root.parent / "kept elsewhere")
    (root / "content").symlink_to(root.parent / "kept elsewhere")
    with watched(root) as checks:
        put(root.parent / "kept elsewhere/articles/a.md", REPORT + "More.\n")
        until(lambda: checks.changed)
        assert [ARTICLE] == checks.changed


@pytest.mark.usefixtures("quick_sweep")
def test_a_change_without_an_event_is_found_by_the_sweep_and_polling_begins(root: Path) -> None:
    real = root.parent / "real.md"
    real.write_text(REPORT)
    (root / "briefing.toml").write_text("follow_links = true\n")
    (root / "content/articles/b.md").symlink_to(real)
    with watched(root) as checks:
        time.sleep(1.2)
        put(real, REPORT + "More.\n")
        until(lambda: checks.changed)
        until(lambda: checks.messages)
        assert ["content/articles/b.md"] == checks.changed
        assert checks.messages[0].startswith(
            "The system did not tell of a change to content/articles/b.md: looking at all files"
        )
        put(real, REPORT + "Even more.\n")
        until(lambda: len(checks.changed) == 2)


def test_three_hundred_files_whose_events_are_lost_are_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the system's queue of events overflows."""
    monkeypatch.setattr(observer._Listener, "on_any_event", lambda *_: None)
    with watched(root) as checks:
        for number in range(300):
            (root / f"content/articles/new-{number}.md").write_text(REPORT)
        until(lambda: len(set(checks.changed)) == 300)


@pytest.mark.usefixtures("quick_sweep")
def test_changes_with_events_cause_no_polling(root: Path) -> None:
    with watched(root) as checks:
        for number in range(40):
            put(root / ARTICLE, f"{REPORT}{number}\n")
            time.sleep(0.05)
        assert [] == checks.messages


@pytest.mark.usefixtures("quick_sweep")
def test_files_are_polled_where_the_system_has_no_watches_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", refused)
    with watched(root) as checks:
        assert [
            "The system does not tell of changes (inotify watch limit reached): looking at all files every 0.1 s instead."
        ] == checks.messages
        put(root / ARTICLE, REPORT + "More.\n")
        until(lambda: checks.changed)


@pytest.mark.usefixtures("quick_sweep")
def test_polling_needs_no_events(root: Path) -> None:
    with watched(root, poll=True) as checks:
        put(root / ARTICLE, REPORT + "More.\n")
        until(lambda: checks.changed == [ARTICLE])
        (root / ARTICLE).unlink()
        until(lambda: checks.changed == [ARTICLE, ARTICLE])
        assert ([], []) == (checks.hinted, checks.messages)


def test_watching_goes_on_after_a_check_that_fails(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked = threading.Semaphore(0)

    def fails(_: Collection[str]) -> Collection[str]:
        checked.release()
        raise RuntimeError("a fault")

    with watching(root, fails, FileSnapshot(root).suspects):
        assert checked.acquire(timeout=PATIENCE)
        put(root / ARTICLE, REPORT + "More.\n")
        assert checked.acquire(timeout=PATIENCE)
    assert "a fault" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="no such permissions")
def test_content_decides_where_times_and_size_are_the_same(root: Path) -> None:
    snapshot = FileSnapshot(root)
    snapshot.changed(None)
    before = (root / ARTICLE).stat()
    (root / ARTICLE).write_text(REPORT.replace("Vienna", "Geneva"))
    os.utime(root / ARTICLE, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (ARTICLE,) == snapshot.changed(None)
    assert () == snapshot.changed(None)
