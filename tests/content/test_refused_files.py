"""Files that may not be read are left out and told, never opened; nothing else is the worse for them."""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.commands.export import project_rows
from generator.content.files import FOLDERS, Outline, read_changed_outline, read_outline
from generator.model.problems import Problem, escaped
from generator.runtime import project_files
from generator.runtime.fingerprints import are_unchanged, fingerprint, is_refused, stamps_of_project
from generator.theme.load import read_theme
from tests.conftest import REPORT, TITLED, Project, problems_of
from tests.hostile import BAD_NAMES, NO_FILES, link_to_device, needs_posix, pipe, sparse

pytestmark = needs_posix
ARTICLE = "content/articles/a.md"
LISTED = [folder for folder in FOLDERS if not folder.endswith("derived")]


@pytest.fixture
def root(project: Project) -> Path:
    made = project({ARTICLE: REPORT})
    for folder in FOLDERS:
        (made / folder).mkdir(exist_ok=True)
    return made


def outline_of(root: Path) -> Outline:
    """Return the outline of a project without problems, of which the only report is `a.md`."""
    problems: list[Problem] = []
    outline = read_outline(root, problems)
    assert [] == problems
    assert [ARTICLE] == [name for _, name in outline.reports]
    return outline


def told(root: Path) -> list[str]:
    return [str(problem) for problem in outline_of(root).refused]


@pytest.mark.parametrize("folder", LISTED)
@pytest.mark.parametrize("kind", NO_FILES)
def test_what_is_no_file_is_told_and_left_out(kind: str, folder: str, root: Path) -> None:
    make, said = NO_FILES[kind]
    name = "x.jsonl" if folder.endswith("editions") else "x.md"
    make(root / folder / name)
    (line,) = told(root)
    assert line.startswith(f"{folder}/{name}:1:1: {said}")
    assert "; " in line


@pytest.mark.parametrize("kind", NO_FILES)
def test_what_is_no_file_has_a_stamp_and_is_not_opened(kind: str, root: Path) -> None:
    before = stamps_of_project(root, {})
    NO_FILES[kind][0](root / "content/articles/x.md")
    after = stamps_of_project(root, {})
    assert is_refused(after[str(root / "content/articles/x.md")])
    assert fingerprint(before, "") != fingerprint(after, "")
    assert are_unchanged(after, ())


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_cannot_be_shown_is_told_with_escapes(name: str, root: Path) -> None:
    (root / "content/articles" / name).write_text(REPORT)
    (line,) = told(root)
    assert line.startswith(f"content/articles/{BAD_NAMES[name]}:1:1: the name ")
    assert line.isprintable()
    assert str(root / "content/articles" / BAD_NAMES[name]) in stamps_of_project(root, {})


def test_a_folder_whose_name_cannot_be_shown_is_one_problem(root: Path) -> None:
    inner = root / "content/articles" / os.fsdecode(b"\xff")
    inner.mkdir()
    for number in range(3):
        (inner / f"{number}.md").write_text(REPORT)
    assert [r"content/articles/\xff:1:1: the name is not UTF-8; give it another name"] == told(root)


@pytest.mark.parametrize("name", ["zwnj\u200cname.md", "Москва.md", "名前.md", "é" * 100 + ".md", "a b.md", "x" * 250 + ".md"])
def test_a_name_in_any_script_is_read(name: str, root: Path) -> None:
    (root / "content/articles" / name).write_text(REPORT)
    outline = read_outline(root, [])
    assert {ARTICLE, f"content/articles/{name}"} == {name for _, name in outline.reports}
    assert () == outline.refused


@pytest.mark.parametrize(
    ("name", "slug"), [("con.md", "con-x"), ("AUX.md", "aux-x"), ("nul.markdown", "nul-x"), ("com1.md", "com1-x")]
)
def test_a_name_that_windows_keeps_for_itself_becomes_another_slug(name: str, slug: str, project: Project) -> None:
    rows = list(project_rows(project({f"content/articles/{name}": REPORT}), []))
    assert [slug] == [row["id"] for row in rows]


@pytest.mark.parametrize(("one", "other"), [("a.md", "A.md"), ("caf\u00e9.md", "cafe\u0301.md"), ("a.md", "a.markdown")])
def test_names_that_differ_in_case_or_normal_form_alone_are_one_slug(one: str, other: str, project: Project) -> None:
    root = project({f"content/articles/{name}": REPORT for name in (one, other)})
    if len(list((root / "content/articles").iterdir())) == 1:
        pytest.skip("this disk takes both names for one")
    assert [line for line in problems_of(root) if "is taken already by" in line]


def test_a_link_out_of_the_project_is_told_unless_the_settings_allow_it(root: Path, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text(REPORT)
    (root / "content/articles/b.md").symlink_to(tmp_path / "b.md")
    said = "this link leads out of the project; put a copy here, or write follow_links = true in briefing.toml"
    assert [f"content/articles/b.md:1:1: {said}"] == told(root)
    assert is_refused(stamps_of_project(root, {})[str(root / "content/articles/b.md")])
    (root / "briefing.toml").write_text("follow_links = true\n")
    outline = read_outline(root, [])
    assert (2, ()) == (len(outline.reports), outline.refused)


def test_a_linked_folder_out_of_the_project_is_one_problem(root: Path, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    for number in range(3):
        (tmp_path / "shared" / f"{number}.md").write_text(REPORT)
    (root / "content/articles/more").symlink_to(tmp_path / "shared")
    assert [line for line in told(root) if line.startswith("content/articles/more:1:1: this link leads out")] == told(root)
    assert 1 == len(told(root))
    (root / "briefing.toml").write_text("follow_links = true\n")
    assert 4 == len(read_outline(root, []).reports)


def test_a_content_folder_elsewhere_is_one_problem(root: Path, tmp_path: Path) -> None:
    (root / "content").rename(tmp_path / "elsewhere")
    (root / "content").symlink_to(tmp_path / "elsewhere")
    outline = read_outline(root, [])
    assert ((), ["content"]) == (outline.reports, [problem.where.path for problem in outline.refused])
    (root / "briefing.toml").write_text("follow_links = true\n")
    assert 1 == len(outline_of(root).reports)


def test_links_within_the_project_are_followed(root: Path) -> None:
    (root / "archive").mkdir()
    (root / "archive/b.md").write_text(REPORT)
    (root / "content/articles/old").symlink_to("../../archive")
    (root / "content/articles/c.md").symlink_to("../../archive/b.md")
    outline = read_outline(root, [])
    assert () == outline.refused
    assert {ARTICLE, "content/articles/old/b.md", "content/articles/c.md"} == {name for _, name in outline.reports}


@pytest.mark.parametrize("target", [".", "..", "../..", "../articles", "../../content/articles"])
def test_a_link_back_is_one_problem(target: str, root: Path) -> None:
    (root / "content/articles/loop").symlink_to(target)
    assert ["content/articles/loop:1:1: this link leads back to a folder that it lies in; remove it"] == told(root)
    assert len(stamps_of_project(root, {})) < 500


def test_many_links_between_folders_do_not_multiply(root: Path) -> None:
    folders = [root / "archive" / str(number) for number in range(12)]
    for folder in folders:
        folder.mkdir(parents=True)
    for folder in folders:
        for other in folders:
            (folder / f"to {other.name}").symlink_to(other)
    (root / "content/articles/all").symlink_to("../../archive")
    began = time.monotonic()
    outline_of(root)
    stamps_of_project(root, {})
    assert time.monotonic() - began < 60


def test_a_hidden_pipe_is_passed_over(root: Path) -> None:
    pipe(root / "content/articles/.x.md")
    (root / "content/articles/.git").mkdir()
    pipe(root / "content/articles/.git/x")
    assert [] == told(root)


def test_a_film_beside_the_reports_is_told_and_not_read(root: Path) -> None:
    sparse(root / "content/articles/film.mp4")
    assert ["content/articles/film.mp4:1:1: the file is larger than 64 MB; split it, or leave it out"] == told(root)


def test_no_more_is_read_of_a_file_than_its_limit(root: Path) -> None:
    path = root / ARTICLE
    assert REPORT.encode() == project_files.read(path, len(REPORT.encode()))
    with pytest.raises(OSError, match="the file is larger than"):
        project_files.read(path, len(REPORT.encode()) - 1)


@pytest.mark.parametrize("make", [pipe, link_to_device, sparse])
def test_settings_that_are_no_file_are_a_problem(make: Callable[[Path], None], root: Path) -> None:
    (root / "briefing.toml").unlink()
    make(root / "briefing.toml")
    (line,) = problems_of(root)
    assert re.match(r"briefing\.toml:1:1: (this is a|the file is larger than 4 MB)", line)


@pytest.mark.parametrize("make", [pipe, link_to_device, sparse])
@pytest.mark.parametrize("name", ["templates/index.html", "static/style.css", "i18n/en.toml", "theme.toml"])
def test_a_part_of_a_theme_that_is_no_file_is_a_problem_of_its_own(make: Callable[[Path], None], name: str, root: Path) -> None:
    path = root / "themes/mine" / name
    path.parent.mkdir(parents=True)
    make(path)
    problems: list[Problem] = []
    read_theme(root, "mine", problems)
    assert [f"themes/mine/{name}"] == [problem.where.path for problem in problems]


def test_a_picture_of_a_profile_that_may_not_be_read_is_told_once(root: Path) -> None:
    (root / "content/actors/a.md").write_text("---\nname: A\nimage: a.png\nalt: A picture\n---\n")
    sparse(root / "content/pictures/a.png")
    assert ["content/pictures/a.png:1:1: the file is larger than 32 MB; split it, or leave it out"] == told(root)


def test_findings_kept_elsewhere_are_not_written_there(root: Path, tmp_path: Path) -> None:
    (root / "content/derived").rmdir()
    (root / "content/derived").symlink_to(tmp_path)
    assert [line for line in problems_of(root) if line.startswith("content/derived:1:1: this link leads out")]


def test_a_change_elsewhere_leaves_what_is_refused_told(root: Path) -> None:
    pipe(root / "content/articles/x.md")
    before = outline_of(root)
    (root / "content/articles/b.md").write_text(REPORT)
    names = {name for _, name in before.reports}
    after = read_changed_outline(root, before, names, {"content/articles/b.md"}, [])
    assert before.refused == after.refused
    assert read_outline(root, []) == after


@pytest.mark.parametrize(
    ("text", "line"), [("a\tb", r"a\x09b"), ("\x9b1m", r"\x9b1m"), ("\udcff", r"\xff"), ("\ud800", r"\ud800"), ("é", "é")]
)
def test_a_line_for_the_terminal_has_no_controls(text: str, line: str) -> None:
    assert line == escaped(text)


def test_a_value_with_controls_is_told_with_escapes(project: Project) -> None:
    (line,) = problems_of(project({}, TITLED + '"key\\u001b[31m" = 1\n'))
    assert line.startswith(r"briefing.toml:1:1: the key `key\x1b[31m` is not known")
