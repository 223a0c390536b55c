import pytest

from generator.model.problems import Problem, Where
from generator.serve import terminal
from generator.serve.preview import SiteChange


def test_a_change_is_printed_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_change(
        SiteChange(2, ("content/articles/a.md",), ("index.html", "articles/a.html", "feed.xml"), (), (), 0.0421)
    )
    terminal.print_change(SiteChange(3, ("a.css", "b.css", "c.css"), ("static/a.css",), (), (), 0.003))
    terminal.print_change(SiteChange(4, ("content/articles/a.md",), (), (), (), 0.003))
    expected = """\
content/articles/a.md: 3 pages changed, 42 ms
a.css and 2 more: static/a.css, 3 ms
content/articles/a.md: mended, 3 ms
"""
    assert expected == capsys.readouterr().err


def test_problems_are_printed_with_their_place_and_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    problems = tuple(Problem(Where("content/articles/a.md", line, 2), "this is wrong", "mend it") for line in range(1, 26))
    terminal.print_change(SiteChange(2, ("content/articles/a.md",), (), (), problems, 0.003))
    lines = capsys.readouterr().err.splitlines()
    assert "content/articles/a.md:1:2: this is wrong; mend it" == lines[0]
    assert (21, "25 problems (5 more are not shown); the last good site stays (3 ms).") == (len(lines), lines[-1])
