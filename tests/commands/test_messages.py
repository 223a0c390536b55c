"""What a newcomer is told after a slip: what is wrong, and what to do that mends it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands.main import main
from tests.conftest import REPORT, ROOT, Project

ARTICLE = "content/articles/a.md"


def told(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """Return the problems that a command ends with, without the line that counts them."""
    assert 1 == main(["-C", str(root), *arguments])
    return [line for line in capsys.readouterr().err.splitlines() if not line.endswith("nothing was written.")]


def test_a_file_that_is_not_there_is_not_one_that_may_not_be_read(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert ["missing.txt:1:1: there is no such file or folder; check the path"] == told(project(), capsys, "add", "missing.txt")


@pytest.mark.parametrize("command", ["export", "derive"])
def test_json_lines_that_are_not_there_are_told(command: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(project(), capsys, command, "--jsonl", "none.jsonl")
    assert ["none.jsonl:1:1: there is no such file or folder; check the path"] == said


@pytest.mark.parametrize("command", ["export", "derive"])
@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{", "Input data was truncated"),
        ("[]", "Expected `object`, got `array`"),
        ('{"id": 1}', "Object missing required field `text`"),
    ],
)
def test_a_line_that_is_no_article_is_a_problem_with_its_number(command: str, line: str, wrong: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", command, "--jsonl", "-"],
        input=f'{{"id": 1, "text": "He left."}}\n{line}\n',
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert 1 == done.returncode
    assert f"-:2:1: this line is no article as JSON: {wrong}; write {{" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_project_that_is_not_there_is_told_and_no_folder_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    none = tmp_path / "none"
    for command in ("build", "serve", "derive", "clean", "theme list", "explain index"):
        assert [f"{none.as_posix()}:1:1: there is no such folder; check the path"] == told(none, capsys, *command.split())
    assert not none.exists()


def test_a_file_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x").write_text("")
    assert ["this is a file, and a project is a folder; check the path"] == [
        line.split("1:1: ")[1] for line in told(tmp_path / "x", capsys, "build")
    ]


def test_in_a_folder_of_a_project_its_own_folder_is_named(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({ARTICLE: REPORT}).resolve()
    todo = f"the project is {root}: run this there, or with `-C {root}`"
    said = told(root / "content/articles", capsys, "build")
    assert [f"briefing.toml:1:1: there is no briefing.toml here; {todo}"] == said
    assert ["a.md"] == [path.name for path in (root / "content/articles").iterdir()]


def test_a_file_is_no_output_folder(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    (root / "public").write_text("")
    for command in ("build", "clean"):
        said = told(root, capsys, command, "--output", str(root / "public"))
        assert [f"{root.resolve() / 'public'}:1:1: this is a file; choose a folder with --output"] == said
    assert {"briefing.toml", "public"} == {path.name for path in root.iterdir()}


def test_cleaning_where_nothing_is_makes_no_folder(project: Project) -> None:
    root = project()
    assert 0 == main(["-C", str(root), "clean", "--output", str(root / "no/where")])
    assert not (root / "no").exists()


NO_TOML, BARE = "this is not valid TOML", "the file has no front matter"


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ('[site]\ntitle = "X"', "1:1: there is no table [site]; write `title` at the top of the file, above any line in [ ]"),
        ('title = "X"\n[drive]\nsyntax = ""', "2:1: there is no table [drive]; did you mean [derive]?"),
        ("title = My briefing", f'1:9: {NO_TOML}: Invalid value; write title = "My briefing"'),
        ("title: My briefing", f"1:6: {NO_TOML}: Expected '=' after a key in a key/value pair; write title = \"My briefing\""),
        ('title = "X\n', f"1:11: {NO_TOML}: Illegal character '\\n'; close the quotation marks"),
        (
            'title = "X"\ntheme = "brifing"',
            "2:1: there is no theme `brifing` in themes/, nor does one come with the program; did you mean `briefing`?",
        ),
        ('title = "X"\nlang = "en"', "2:1: the key `lang` is not known; did you mean `language`?"),
    ],
)
def test_a_slip_in_the_settings_is_told_with_its_place(
    config: str, said: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [f"briefing.toml:{said}"] == told(project(config=config), capsys, "build")


def test_a_table_that_is_like_none_is_told_where_keys_stand(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(project(config='title = "X"\n[colours]\nink = "red"'), capsys, "build")
    assert "briefing.toml:2:1: there is no table [colours]; keys stand at the top of the file, without a table" in said[0]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            ARTICLE,
            "He left.\n",
            f"{BARE}; begin it with lines `---`, `title: …`, `date: 2009-10-13`, `---`, or bring it in with `briefing add`",
        ),
        (
            ARTICLE,
            '+++\ntitle = "x"\n+++\nHe left.\n',
            "front matter is read as YAML only; write `key: value` lines between two lines of `---`",
        ),
        (
            "content/actors/a.md",
            "A person.\n",
            f"{BARE}; begin it with a line `---`, a line `name: …` and another line `---`",
        ),
        (
            "content/pages/a.md",
            "A page.\n",
            f"{BARE}; begin it with a line `---`, a line `title: …` and another line `---`",
        ),
    ],
)
def test_a_file_without_front_matter_is_told_how_it_begins(
    file: str, text: str, said: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [f"{file}:1:1: {said}"] == told(project({file: text}), capsys, "build")


@pytest.mark.parametrize(
    ("profiles", "todo"),
    [
        ([], "write content/topics/sport.md, with a line `name: Sport`"),
        (["trade"], "use one of trade, or write content/topics/sport.md, with a line `name: Sport`"),
        (["sports"], "did you mean `sports`? If not, write content/topics/sport.md, with a line `name: Sport`"),
    ],
)
def test_a_topic_that_there_is_not_is_told_how_to_make_it(
    profiles: list[str], todo: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    files: dict[str, str | bytes] = {f"content/topics/{name}.md": f"---\nname: {name}\n---\n" for name in profiles}
    root = project(files | {ARTICLE: REPORT.replace("source:", "topics: [Sport]\nsource:")})
    assert [f"{ARTICLE}:4:10: there is no topic 'Sport'; {todo}"] == told(root, capsys, "build")


def test_a_folder_of_content_that_is_nearly_one_that_is_read_is_told(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({"content/artcles/a.md": REPORT, "content/notes/a.md": "Mine."})
    assert ["content/artcles:1:1: this folder is not read; did you mean content/articles?"] == told(root, capsys, "build")
