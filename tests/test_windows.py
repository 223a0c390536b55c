"""What differs on Windows, played on the systems that have /proc: see tests/windows.py for what is played and what is not."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.commands.main import main
from generator.model.proofs import OutputPath
from generator.publish import Edition, clean, edition, publish, swap
from generator.runtime import disk_errors
from generator.runtime.lock import held
from tests.conftest import REPORT, TITLED, Project, needs, write
from tests.windows import in_use, windows_files

pytestmark = needs(Path("/proc/self/fd").is_dir(), "there is no /proc to play Windows with")
A, B = OutputPath("index.html"), OutputPath("actors/b.html")
NAMES = ["CON", "nul", "aux.2009", "COM1", "lpt9", "com²", "a ", "b. . ", "Iran: talks?", 'a*b<c>d|e"f', "x" * 200, "ﬁ ½"]


@pytest.fixture
def windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    windows_files(tmp_path, monkeypatch)
    yield tmp_path
    swap._exchange_function.cache_clear()


def test_a_project_is_built_changed_checked_and_cleaned(windows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(windows / "project", {"content/articles/a.md": REPORT}, TITLED)
    for command in ("build", "check"):
        assert 0 == main(["-C", str(root), *command.split()]), capsys.readouterr().err
    write(root, {"content/articles/b.md": REPORT.replace("Vienna", "Geneva")}, TITLED)
    assert 0 == main(["-C", str(root), "build"]), capsys.readouterr().err
    assert (root / "site/articles/b.html").is_file()
    assert 0 == main(["-C", str(root), "clean", "--derived"]), capsys.readouterr().err
    assert not (root / "site").exists()


def test_names_that_windows_cannot_have_are_no_names_of_pages(windows: Path) -> None:
    reports = {
        f"content/articles/{number}.md": REPORT.replace("title:", f"slug: '{name}'\ntitle:").replace("Dmitry", name.strip(". "))
        for number, name in enumerate(NAMES)
    }
    root = write(windows / "project", dict(reports), TITLED)
    assert 0 == main(["-C", str(root), "build"])
    assert len(NAMES) == len(list((root / "site/articles").glob("*.html")))


def test_a_file_that_is_read_for_a_moment_delays_the_exchange(windows: Path) -> None:
    publish({A: b"a"}, windows / "site")
    reading = threading.Event()

    def read() -> None:
        with (windows / "site" / A).open("rb"):
            reading.set()
            time.sleep(0.3)

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait()
    publish({A: b"b"}, windows / "site")
    reader.join()
    assert b"b" == (windows / "site" / A).read_bytes()


def test_a_file_that_stays_open_leaves_the_old_site(windows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.publish.files.BUSY_WAIT_SECONDS", 0.2)
    publish({A: b"a"}, windows / "site")
    with (windows / "site" / A).open("rb"), pytest.raises(PermissionError) as caught:
        publish({A: b"b"}, windows / "site")
    assert ("another program has this file open", "close it there, and try again") == disk_errors.explain(caught.value)
    assert b"a" == (windows / "site" / A).read_bytes()
    publish({A: b"b"}, windows / "site")
    assert b"b" == (windows / "site" / A).read_bytes()


def test_a_site_is_whole_when_the_second_renaming_fails(windows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.publish import files

    publish({A: b"a", B: b"b"}, windows / "site")
    rename = files.rename

    def refused(source: Path, target: Path) -> None:
        if source.name == "next":
            raise in_use(str(source))
        rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(files, "rename", refused)
        with pytest.raises(PermissionError):
            publish({A: b"new"}, windows / "site")
    with edition(windows / "site"):
        pass
    assert [b"a", b"b"] == [(windows / "site" / path).read_bytes() for path in (A, B)]


def test_the_lock_without_fcntl_lets_one_build_in_at_a_time(windows: Path) -> None:
    def quiet(_words: str) -> None:
        pass

    with (
        held(windows / "lock", 1, quiet, "site"),
        pytest.raises(BlockingIOError, match="another build"),
        held(windows / "lock", 0.1, quiet, "site"),
    ):
        pass
    with held(windows / "lock", 0, quiet, "site"):
        pass


def test_cleaning_leaves_at_most_the_file_of_the_lock(windows: Path) -> None:
    publish({A: b"a"}, windows / "site")
    assert 1 == clean(windows / "site")
    assert not (windows / "site").exists()
    assert ["lock"] == [path.name for path in (windows / ".site.briefing").iterdir()]
    publish({A: b"a"}, windows / "site")
    assert b"a" == (windows / "site" / A).read_bytes()


def test_no_file_of_a_site_is_another_where_case_does_not_count(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    windows_files(tmp_path, monkeypatch)
    many = {f"content/articles/{name}.md": REPORT.replace("Vienna", name) for name in ("Berlin", "BERN", "Basel-1")}
    profiles = {"content/actors/Zoë.md": "---\nname: Zoë\n---\n", "content/actors/ZOE-B.md": "---\nname: ZOE B\n---\n"}
    root = project({**many, **profiles, "themes/own/static/Logo.txt": "a", "themes/own/theme.toml": ""})
    assert 0 == main(["-C", str(root), "build"])
    names = [path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*")]
    assert len(names) == len({name.casefold() for name in names})
    assert names
    assert all(name.isascii() for name in names)


def test_staging_two_names_that_differ_in_case_is_refused_before_anything_is_written(windows: Path) -> None:
    with edition(windows / "site") as new:
        assert isinstance(new, Edition)
    with pytest.raises(Exception, match="want one name on many systems"):
        publish({OutputPath("static/Logo.svg"): b"a", OutputPath("static/logo.svg"): b"b"}, windows / "site")
    assert not (windows / "site").exists()


@pytest.mark.parametrize(
    ("code", "wrong"), [(32, "another program has this file open"), (206, "the path is too long for this system")]
)
def test_an_error_of_windows_is_told_in_words(code: int, wrong: str) -> None:
    error = in_use("x")
    error.winerror = code  # type: ignore[attr-defined]
    assert wrong == disk_errors.explain(error)[0]
