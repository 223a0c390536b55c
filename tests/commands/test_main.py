import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands.main import main
from tests.conftest import REPORT, ROOT, Project


def run(*arguments: str, cwd: Path | None = None, given: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


def test_derive_finds_the_project_in_the_folder_that_it_is_run_in(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    done = run("derive", cwd=root)
    assert (0, "") == (done.returncode, done.stderr)
    assert (root / "content/derived/a.json").is_file()


def result(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the line in which a build says what it did."""
    return next(line for line in capsys.readouterr().out.splitlines() if " rendered, " in line)


def test_from_an_empty_folder_to_a_checked_site(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("MOSCOW, Oct 13, 2009 — Envoys met in Vienna. They left on Monday.\n")
    assert 0 == run("init", "demo", cwd=tmp_path).returncode
    added = run("-C", "demo", "add", "report.txt", "--source", "Example News", cwd=tmp_path)
    assert "content/articles/2009-10-13-envoys-met-in-vienna.md\n" == added.stdout
    again = run("-C", "demo", "add", "report.txt", "--source", "Example News", "--force", cwd=tmp_path)
    assert "content/articles/2009-10-13-envoys-met-in-vienna-2.md\n" == again.stdout
    built = run("build", cwd=tmp_path / "demo")
    assert (0, "") == (built.returncode, built.stderr)
    assert (tmp_path / "demo/site/articles/2009-10-13-envoys-met-in-vienna.html").is_file()
    checked = run("check", cwd=tmp_path / "demo")
    assert (0, "") == (checked.returncode, checked.stderr)


def test_files_that_are_no_reports_stop_nothing(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({f"content/articles/{name}": REPORT for name in ("a.md", "a (1).md", "README.md", "b.docx")})
    said = [
        "content:1:1: 2 files are no reports, passed over: content/articles/README.md, content/articles/a (1).md; nothing need be done",
        "content:1:1: 1 file is no Markdown, not read: content/articles/b.docx; bring in what is a report with `briefing add`, and move the rest elsewhere",
    ]
    for _ in ("a first build", "one where nothing changed"):
        assert 0 == main(["-C", str(root), "build"])
        assert said == capsys.readouterr().err.splitlines()


def test_keys_of_other_programs_are_let_be_where_the_settings_say_so(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({"content/articles/a.md": REPORT.replace("source:", "tags: [x]\ncreated: 2024-01-01\nsource:")})
    settings = (root / "briefing.toml").read_text("utf-8")
    assert 1 == main(["-C", str(root), "build"])
    assert "content/articles/a.md:4:1: the keys `tags`, `created` are not known; " in capsys.readouterr().err
    (root / "briefing.toml").write_text(settings + '[front_matter]\nextra = "ignore"\n', "utf-8")
    assert 0 == main(["-C", str(root), "build"])
    (root / "briefing.toml").write_text(settings, "utf-8")
    assert 1 == main(["-C", str(root), "build"])


def test_a_build_ends_with_what_it_did(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"content/articles/a.md": REPORT, "content/articles/b.md": REPORT})
    assert 0 == main(["-C", str(root), "build"])
    first = re.fullmatch(r"2 reports \(2 derived\), (\d+) pages rendered, 0 kept, 0 removed, in \d+\.\d\d s\.", result(capsys))
    assert 0 == main(["-C", str(root), "build"])
    again = re.fullmatch(r"2 reports \(0 derived\), 0 pages rendered, (\d+) kept, 0 removed, in \d+\.\d\d s\.", result(capsys))
    assert first
    assert again
    assert 0 < int(first[1]) < int(again[1])
    (root / "content/articles/b.md").unlink()
    assert 0 == main(["-C", str(root), "build"])
    assert re.match(r"1 report \(0 derived\), \d+ pages rendered, \d+ kept, [1-9]\d* removed, in ", result(capsys))


@pytest.mark.parametrize(
    ("date", "sentence"),
    [
        ("2026-03-10", "The talks began on 29 February, and resume on Feb. 29."),
        ("2022-03-10", "They met from Feb. 29 to March 2, and on February 28 and 29."),
        ("2009-10-13", "Scores were 5/6/4,5 and 10/11/12,000."),
        ("2009-10-13", "Bids of 2009-12,000 and 2010-15000 failed."),
        ("2009-10-13", "It was signed on 1٣/1٠/2009 at 9:3٠ p.m., a relic of the '80s."),
        ("0001-01-01", "Last year, last week and a century ago they met at Christmas in the '80s."),
        ("2009-12-XX", "The envoys met."),
        ("2009-XX-XX", "The envoys met."),
        ("201X-10-13", "The envoys met."),
        ("2009-40", "The envoys met."),
    ],
)
def test_a_build_ends_whatever_dates_a_report_has(date: str, sentence: str, project: Project) -> None:
    report = REPORT.replace("date: 2009-10-13", f'date: "{date}"') + sentence
    root = project({"content/articles/a.md": report}, config='title = "Test"\nbase_url = "https://example.org/"\n')
    assert 0 == main(["-C", str(root), "build"])


@pytest.mark.parametrize("date", ["２００９-10-13", "0001-01-01T00:00Z"])
def test_a_date_that_is_none_is_a_problem_with_its_line(
    date: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({"content/articles/a.md": REPORT.replace("2009-10-13", f'"{date}"\ntime_zone: America/New_York')})
    assert 1 == main(["-C", str(root), "build"])
    assert capsys.readouterr().err.startswith(f"content/articles/a.md:3:7: `date` is not a date: '{date}'; write 2009-10-13")


def test_a_verbose_build_tells_of_every_page_why(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    profile = "content/actors/norway.md"
    root = project({"content/articles/a.md": REPORT.replace("Iran", "Norway"), profile: "---\nname: Norway\n---\n"})
    assert 0 == main(["-C", str(root), "build"])
    (root / profile).write_text("---\nname: Norway\n---\nA kingdom.\n")
    capsys.readouterr()
    assert 0 == main(["-C", str(root), "build", "--verbose"])
    said = capsys.readouterr().out
    assert f"actors/norway.html: file {profile} changed" in said.splitlines()
    rendered = re.search(r"(\d+) pages? rendered", said)
    assert rendered
    assert int(rendered[1]) == len(re.findall(r"^\S+\.(?:html|xml|json|txt|js): ", said, re.MULTILINE))


def test_a_profile_tells_seconds_of_every_stage_beside_the_output(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["-C", str(project({"content/articles/a.md": REPORT})), "build", "--profile"])
    said = [re.fullmatch(r" +\d+\.\d{3} s  (.+)", line) for line in capsys.readouterr().err.splitlines()]
    stages = [found[1] for found in said if found]
    assert len(said) == len(stages)
    assert ("start", "look", "publish") == (*stages[:2], stages[-1])


def test_asking_for_the_version_or_for_help_loads_nothing_that_costs() -> None:
    asked = (
        "import sys; from generator.commands.arguments import parser; parser().format_help();"
        "print({'msgspec', 'jinja2', 'babel', 'sqlite3', 'concurrent.futures', 'distributed'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "set()\n" == done.stdout


def test_problems_end_with_1_and_the_old_site_stands(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"content/articles/a.md": REPORT})
    assert 0 == main(["-C", str(root), "build"])
    before = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    (root / "content/articles/b.md").write_text("---\ntitle: T\n---\nText.\n")
    (root / "content/articles/c.md").write_bytes(b"\xff")
    assert 1 == main(["-C", str(root), "build"])
    said = capsys.readouterr().err.splitlines()
    assert ["content/articles/b.md:2:1", "content/articles/c.md:1:1"] == [line.split(": ")[0] for line in said[:2]]
    assert "2 problems; nothing was written." == said[2]
    assert before == {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}


def test_a_reference_to_nobody_is_a_problem(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    report = REPORT.replace(
        "source: Example News\n", "add:\n  - {kind: position, text: new talks, actor: Rusia, stance: supports, object: talks}\n"
    )
    assert 1 == main(["-C", str(project({"content/articles/a.md": report})), "build"])
    assert "content/articles/a.md:5:5: nobody in the dossier is called 'Rusia'; " in capsys.readouterr().err


def test_a_broken_template_is_told_with_its_line(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"content/articles/a.md": REPORT})
    theme = root / "themes/briefing/templates"
    source = ROOT / "themes/briefing/templates"
    theme.mkdir(parents=True)
    for path in source.glob("*.html"):
        (theme / path.name).write_bytes(path.read_bytes())
    (theme / "quotes.html").write_text("\n\n{{ view.nothing.here }}\n")
    assert 1 == main(["-C", str(root), "build"])
    assert "themes/briefing/templates/quotes.html:3:1: " in capsys.readouterr().err
    assert not (root / "site").exists()


def test_check_without_a_site_says_what_to_do(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == main(["-C", str(project()), "check"])
    assert "run `briefing build` first" in capsys.readouterr().err


def test_check_finds_a_broken_link(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"content/articles/a.md": REPORT})
    assert 0 == main(["-C", str(root), "build"])
    (root / "site/articles/a.html").unlink()
    assert 1 == main(["-C", str(root), "check"])
    assert "articles/a.html, which is not there" in capsys.readouterr().out


def test_export_prints_a_row_a_report(project: Project) -> None:
    done = run("export", cwd=project({"content/articles/a.md": REPORT}))
    row = json.loads(done.stdout)
    assert ("a", "Envoys meet in Vienna", "2009-10-13") == (row["id"], row["title"], row["date"])
    assert {"mentions", "quotes", "dates", "positions", "events", "topics", "roles"} <= row.keys()


@pytest.mark.parametrize("command", ["derive", "export"])
def test_articles_come_as_json_lines_and_go_as_rows_in_their_order(command: str) -> None:
    rows = [{"id": f"r{n}", "title": "T", "date": f"2009-10-1{n}", "text": f"Line {n}.\n\nSecond."} for n in (3, 1, 2)]
    done = run(command, "--jsonl", "-", given="\n".join(map(json.dumps, rows)))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(r["id"], r["text"]) for r in rows] == [(f["id"], f["text"]) for f in found]


def test_rows_are_the_same_bytes_on_one_process_and_on_two() -> None:
    given = "\n".join(json.dumps({"id": f"r{n}", "text": f"Ann Holm of Norway said {n} times so."}) for n in range(80))
    one, two = (run("derive", "--jsonl", "-", "--jobs", jobs, given=given).stdout for jobs in ("1", "2"))
    assert 80 == len(one.splitlines())
    assert one == two


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("briefing ")


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
def test_a_progress_bar_is_shown_on_a_terminal(project: Project) -> None:
    import fcntl
    import pty
    import struct
    import termios

    root = project({f"content/articles/a{n}.md": REPORT for n in range(25)})
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=root,
        stderr=theirs,
        stdout=subprocess.DEVNULL,
        check=True,
        env=environment,
    )
    os.close(theirs)
    assert b"reports:" in os.read(ours, 65536)
    os.close(ours)


def test_no_progress_is_shown_where_nobody_looks(project: Project) -> None:
    files: dict[str, str | bytes] = {f"content/articles/a{n}.md": REPORT for n in range(25)}
    assert "" == run("build", cwd=project(files)).stderr


OWN_FRONT_MATTER = """---
title: Talks
date: 2021-03-04
source: Example News
url: https://daily.example/a
author: Ana Writer
lang: en
place: Lisbon
time_zone: Europe/Lisbon
summary: "No: it is refused"
slug: talks-of-march
topics: [harbour treaty]
reject:
  - {kind: mention, text: the plan, why: it is no name}
add:
  - {kind: role, text: minister, actor: Pedro Alvares}
---

Pedro Alvares, the minister, said no to the plan.
"""


def test_add_keeps_all_that_the_files_own_front_matter_says(project: Project, tmp_path: Path) -> None:
    root = project({})
    (tmp_path / "in.md").write_text(OWN_FRONT_MATTER)
    assert 0 == main(["-C", str(root), "add", str(tmp_path / "in.md")])
    assert OWN_FRONT_MATTER == (root / "content/articles/2021-03-04-talks.md").read_text()


def test_an_option_of_add_wins_over_the_files_own_front_matter(project: Project, tmp_path: Path) -> None:
    root = project({})
    (tmp_path / "in.md").write_text(OWN_FRONT_MATTER)
    assert 0 == main(["-C", str(root), "add", "--date", "2021-03-05", "--lang", "pt", str(tmp_path / "in.md")])
    expected = OWN_FRONT_MATTER.replace("date: 2021-03-04", "date: 2021-03-05").replace("lang: en", "lang: pt")
    assert expected == (root / "content/articles/2021-03-05-talks.md").read_text()


def test_add_keeps_keys_that_a_report_has_not_as_comments(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({})
    (tmp_path / "in.md").write_text(
        '---\ntags: [a]\ncreated: 2021-03-04\nsource: https://x.org/talks\nauthor:\n  - "[[Ana Writer]]"\n  - B. Other\n'
        "published: 2021-03-04\ntitle: Talks\n---\nPedro Alvares said no.\n"
    )
    assert 0 == main(["-C", str(root), "add", str(tmp_path / "in.md")])
    assert (
        '---\ntitle: Talks\ndate: 2021-03-04\nurl: https://x.org/talks\nauthor: "Ana Writer, B. Other"\n'
        "# tags: [a]\n# created: 2021-03-04\n---\n\nPedro Alvares said no.\n"
    ) == (root / "content/articles/2021-03-04-talks.md").read_text()
    assert "a report has no key `tags`, `created`: kept as a comment" in capsys.readouterr().err
    assert 0 == main(["-C", str(root), "build"])
