"""A file with something wrong blinds the preview to nothing else, is blamed itself, and is forgotten once it is mended."""

from pathlib import Path

import pytest

from generator.build import pipeline
from generator.runtime.cache import ResultCache
from generator.serve.event_stream import EventStream
from generator.serve.preview import Preview
from tests.conftest import REPORT, Project
from tests.hostile import BAD_NAMES, NO_FILES, needs_posix, sparse

ARTICLE, OTHER = "content/articles/a.md", "content/articles/b.md"
BROKEN = "---\ntitle: [\n---\n\nText.\n"


def started(root: Path) -> Preview:
    preview = Preview(root, ResultCache(None))
    preview.refresh()
    return preview


def blamed(preview: Preview) -> list[str]:
    return sorted(problem.where.path for problem in preview.problems)


def shows(preview: Preview, words: str, page: str = "articles/a.html") -> bool:
    return words.encode() in (preview.page(page) or b"")


def edit(preview: Preview, root: Path, place: str) -> None:
    """Edit the report that nothing is wrong with, and see the edit."""
    (root / ARTICLE).write_text(REPORT.replace("Vienna", place))
    preview.refresh([ARTICLE])
    assert shows(preview, place)


@needs_posix
def test_what_is_no_file_is_blamed_and_everything_else_is_shown(project: Project) -> None:
    root = project({ARTICLE: REPORT})
    for number, (make, _) in enumerate(NO_FILES.values()):
        folder = root / f"content/articles/{number}"
        folder.mkdir()
        make(folder / "x.md")
    for name in BAD_NAMES:
        (root / "content/articles" / name).write_text(REPORT)
    preview = started(root)
    wrong = [f"content/articles/{number}/x.md" for number in range(len(NO_FILES))]
    assert sorted([*wrong, *(f"content/articles/{told}" for told in BAD_NAMES.values())]) == blamed(preview)
    assert shows(preview, "Vienna")
    edit(preview, root, "Geneva")
    assert len(wrong) + len(BAD_NAMES) == len(preview.problems)


@needs_posix
def test_what_is_no_file_is_forgotten_when_it_goes_and_read_when_it_becomes_one(project: Project) -> None:
    root = project({ARTICLE: REPORT})
    preview = started(root)
    path = root / OTHER
    for make, _ in NO_FILES.values():
        make(path)
        preview.refresh([OTHER])
        assert [OTHER] == blamed(preview)
        assert shows(preview, "Vienna")
        path.unlink()
        preview.refresh([OTHER])
        assert [] == blamed(preview)
    sparse(path)
    preview.refresh(None)
    assert [OTHER] == blamed(preview)
    path.write_text(REPORT.replace("Vienna", "Paris"))
    preview.refresh(None)
    assert [] == blamed(preview)
    assert shows(preview, "Paris", "articles/b.html")


def test_a_report_whose_correction_names_itself_is_blamed_and_left_out(project: Project) -> None:
    own = REPORT.replace("---\n\n", "events: [{text: 'met', same_as: b, words: met}]\n---\n\n")
    root = project({ARTICLE: REPORT, OTHER: own})
    preview = started(root)
    assert [OTHER] == blamed(preview)
    assert shows(preview, "Vienna")
    (root / OTHER).unlink()
    preview.refresh([OTHER])
    assert [] == blamed(preview)
    edit(preview, root, "Geneva")


@needs_posix
def test_a_name_that_is_not_utf_8_is_forgotten_when_the_file_is_renamed(project: Project) -> None:
    root = project({ARTICLE: REPORT})
    preview = started(root)
    name = next(iter(BAD_NAMES))
    (root / "content/articles" / name).write_text(REPORT)
    preview.refresh([f"content/articles/{name}"])
    assert [f"content/articles/{BAD_NAMES[name]}"] == blamed(preview)
    (root / "content/articles" / name).rename(root / OTHER)
    preview.refresh([f"content/articles/{name}", OTHER])
    assert [] == blamed(preview)
    assert shows(preview, "Vienna", "articles/b.html")


def test_a_broken_report_is_blamed_from_the_start_and_everything_else_is_shown(project: Project) -> None:
    root = project({ARTICLE: REPORT, OTHER: BROKEN, "content/articles/c.md": b"\xff"})
    (root / "content/articles/d.md").symlink_to("nothing.md")
    preview = started(root)
    wrong = [OTHER, "content/articles/c.md", "content/articles/d.md"]
    assert wrong == blamed(preview)
    assert shows(preview, "Vienna")
    edit(preview, root, "Geneva")
    assert wrong == blamed(preview)
    (root / OTHER).write_text(REPORT)
    (root / "nothing.md").write_text(REPORT)
    (root / "content/articles/d.md").unlink()
    (root / "content/articles/d.md").symlink_to("../../nothing.md")
    preview.refresh(None)
    assert ["content/articles/c.md"] == blamed(preview)
    assert shows(preview, "Vienna", "articles/b.html")
    assert shows(preview, "Vienna", "articles/d.html")


def test_a_report_that_breaks_stays_as_it_was_and_the_others_go_on(project: Project) -> None:
    root = project({ARTICLE: REPORT, OTHER: REPORT.replace("Vienna", "Paris")})
    preview = started(root)
    (root / OTHER).write_text(BROKEN)
    preview.refresh([OTHER])
    edit(preview, root, "Geneva")
    assert [OTHER] == blamed(preview)
    assert shows(preview, "Paris", "articles/b.html")
    (root / OTHER).write_text(REPORT.replace("Vienna", "Rome"))
    preview.refresh([OTHER])
    assert [] == blamed(preview)
    assert shows(preview, "Rome", "articles/b.html")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("content/articles/A.markdown", REPORT),
        ("content/actors/x.md", BROKEN),
        ("content/topics/x.md", b"\0"),
        ("content/topics/x.md", '---\nname: ""\nkeywords: [Vienna]\n---\n'),
        ("content/actors/x.md", '---\nname: ""\naliases: [Mr Medvedev]\n---\n'),
        ("content/pages/x.md", "no front matter"),
        ("briefing.toml", "title = ["),
    ],
)
def test_a_file_that_is_wrong_from_the_start_is_blamed_and_everything_else_is_shown(
    name: str, content: str | bytes, project: Project
) -> None:
    root = project({ARTICLE: REPORT, name: content})
    preview = started(root)
    assert {name, ARTICLE} & set(blamed(preview))
    assert 1 == len(preview.problems)
    if name != "content/articles/A.markdown":
        edit(preview, root, "Geneva")
        assert [name] == blamed(preview)
    (root / name).write_text('title = "T"\n') if name == "briefing.toml" else (root / name).unlink()
    preview.refresh(None)
    assert [] == blamed(preview)
    assert shows(preview, "meet")


def test_a_folder_that_becomes_a_file_and_a_folder_again_is_told_and_forgotten(project: Project) -> None:
    root = project({ARTICLE: REPORT})
    preview = started(root)
    (root / "content/articles").rename(root / "kept")
    (root / "content/articles").write_text("a file")
    preview.refresh(None)
    assert ["content/articles"] == blamed(preview)
    (root / "content/articles").unlink()
    (root / "kept").rename(root / "content/articles")
    preview.refresh(None)
    assert [] == blamed(preview)
    assert shows(preview, "Vienna")


def test_a_fault_of_the_program_is_blamed_on_the_file_that_changed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({ARTICLE: REPORT})
    preview = started(root)

    def fails(*_: object) -> None:
        raise RuntimeError("a fault")

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "assemble", fails)
        (root / ARTICLE).write_text(REPORT + "More.\n")
        preview.refresh([ARTICLE])
    assert [ARTICLE] == blamed(preview)


@needs_posix
def test_browsers_get_problems_with_escapes_and_no_line_of_a_file_elsewhere(project: Project, tmp_path: Path) -> None:
    root = project({ARTICLE: REPORT})
    (tmp_path / "secret").write_text("a secret line")
    (root / OTHER).symlink_to(tmp_path / "secret")
    (root / "content/articles/red\x1b[31m.md").write_text(REPORT)
    preview = started(root)
    rows = EventStream(root, preview).changes_since("")["problems"]
    assert ["", ""] == [row["line"] for row in rows]
    assert [f"{OTHER}:1:1", r"content/articles/red\x1b[31m.md:1:1"] == [row["where"] for row in rows]
