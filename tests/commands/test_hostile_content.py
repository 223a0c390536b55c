"""Whole commands over content that nobody should have: each ends, tells every offender, and shows everything else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import build
from generator.commands.export import project_rows
from generator.commands.main import main
from generator.content.files import DERIVED_AGAIN
from generator.dossier.resolve.events import _months
from generator.model.edtf import bounds, precision, valid
from generator.model.problems import Problem
from tests.conftest import REPORT, Project, problems_of
from tests.hostile import BAD_NAMES, NO_FILES, needs_posix, pipe, sparse

ARTICLE, DERIVED = "content/articles/a.md", "content/derived/a.json"
MEETING = "---\ntitle: T\ndate: {date}\nsource: S\n---\n\nThe UN met Russia in Vienna {words}. It starts next year, he said.\n"
DATES = (
    "2009-12-XX 2009-XX 2009-XX-XX 2009-1X 2009-12-3X 200X 20XX 1XXX 2009? 2009-10~ 2009-10-13% 2009-10-13/.. ../2009 2009-21 2009-36"
    " 0001 0001-01-01 0001-12-31T23:59:59+14:00 0001-01-01T00:00+14:00 9999 9999-12 9999-12-31 9999-12-31T23:59-12:00 9999-12-31T00:00Z"
    " 2008-02-29 2008-02-XX {2009,2010} unknown"
).split()
NO_DATES = (
    "２００９-10-13 ２００９ ٢٠٠٩-١٠-١٣ २००९ 2009-10-１３ ２００９-10-13T10:00 ²009 𝟐𝟎𝟎𝟗 200٩ 2009-02-29 2009-02-30 1900-02-29 0000 2009-13-01"
    " 2009-00-01 XXXX XXXX-12-25 2009-10-13T24:61 2009-10-13T10:00+99:00 99999999999999999999 0x7d9 1e3 .inf 5/6/4,5"
).split()
WORDS_LIKE_DATES = (
    "on 29 February",
    "on 29 February 2009",
    "on 30 February",
    "on 5/6/4,5",
    "on 10/13/09/11",
    "on 2009-13-45",
    "on 0000-00-00",
    "on ２９ October ２００９",
    "on ٢٩ October ٢٠٠٩",
    "in 2²",
    "at 99:99",
    "99999999999999999999 years ago",
    "12,000 years ago",
    "in the 999th quarter",
    "yesterday",
    "tomorrow",
    "last century",
    "last year",
    "ten years ago",
)
FAULTY_FINDINGS: dict[str, Callable[[bytes], bytes]] = {
    "not UTF-8": lambda kept: kept.replace(b"Russia", b"Russi\xe9"),
    "cut short": lambda kept: kept[: len(kept) // 2],
    "empty": lambda _kept: b"",
    "a number that is none": lambda kept: kept.replace(b'"start": 0', b'"start": NaN', 1),
    "an endless number": lambda kept: kept.replace(b'"start": 0', b'"start": Infinity', 1),
    "a number of 25 digits": lambda kept: kept.replace(b'"start": 0', b'"start": 1' + b"0" * 25, 1),
    "50,000 brackets": lambda _kept: b"[" * 50_000,
    "50,000 brackets in a part that is not read": lambda kept: kept.replace(
        b"{", b'{"x": ' + b"[" * 50_000 + b"]" * 50_000 + b",", 1
    ),
    "a name twice": lambda kept: kept.replace(b'"schema":', b'"of": "x", "schema":', 1),
}


def told_by(run: Callable[[], object], capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    run()
    return capsys.readouterr().err.splitlines()


@needs_posix
def test_a_build_tells_every_offender_and_shows_everything_else(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({ARTICLE: REPORT})
    for folder in ("articles", "actors", "topics", "pages", "pictures"):
        for number, (make, _) in enumerate(NO_FILES.values()):
            inner = root / f"content/{folder}/{number}"
            inner.mkdir(parents=True)
            make(inner / "x.md")
    for name in BAD_NAMES:
        (root / "content/articles" / name).write_text(REPORT)
    (root / "content/articles/loop").symlink_to("..")
    (root / "content/derived").mkdir()
    pipe(root / DERIVED)
    lines = told_by(lambda: main(["-C", str(root), "build", "--verbose"]), capsys)
    told = [line for line in lines if line.startswith("content/")]
    assert 5 * len(NO_FILES) + len(BAD_NAMES) + 2 == len(told)
    assert [] == [line for line in lines if not line.isprintable() or "Traceback" in line]
    assert "Vienna" in (root / "site/articles/a.html").read_text("utf-8")
    assert (root / DERIVED).is_file()
    assert 1 == len(list(project_rows(root, [])))


def test_a_date_of_any_precision_builds(project: Project) -> None:
    root = project(
        {
            f"content/articles/r{number}.md": MEETING.format(date=f'"{date}"', words="on Monday")
            for number, date in enumerate(DATES)
        }
    )
    (root / "briefing.toml").write_text('title = "T"\ntime_zone = "Pacific/Kiritimati"\n')
    warnings: list[Problem] = []
    assert len(DATES) == len(list(project_rows(root, warnings)))
    assert [] == warnings
    assert len(DATES) == build(root).articles


@pytest.mark.parametrize("date", NO_DATES)
def test_a_date_in_digits_of_another_script_or_of_no_calendar_is_told(date: str, project: Project) -> None:
    (line,) = problems_of(project({ARTICLE: MEETING.format(date=f'"{date}"', words="")}))
    assert line.startswith(f"{ARTICLE}:3:7: `date` is not a date: ")


@pytest.mark.slow
def test_words_like_dates_are_read_on_the_first_and_the_last_day(project: Project) -> None:
    days = ("0001-01-01", "2008-02-29", "2026-03-10", "9999-12-31")
    reports = {
        f"content/articles/r{day}-{number}.md": MEETING.format(date=day, words=words)
        for day in days
        for number, words in enumerate(WORDS_LIKE_DATES)
    }
    warnings: list[Problem] = []
    assert len(reports) == len(list(project_rows(project(reports), warnings)))
    assert [] == warnings


@pytest.mark.parametrize(
    ("edtf", "first", "last", "exact"),
    [
        ("2009-1X", "2009-10-01", "2009-12-31", "year"),
        ("2009-12-1X", "2009-12-10", "2009-12-19", "month"),
        ("2009-02-2X", "2009-02-20", "2009-02-28", "month"),
        ("2008-02-XX", "2008-02-01", "2008-02-29", "month"),
        ("2009-XX-13", "2009-01-13", "2009-12-13", "year"),
        ("20X9-10-13", "2009-10-13", "2099-10-13", "interval"),
        ("1XXX", "1000-01-01", "1999-12-31", "interval"),
    ],
)
def test_a_date_with_unknown_digits_covers_what_they_may_be(edtf: str, first: str, last: str, exact: str) -> None:
    assert ((first, last), exact) == (bounds(edtf), precision(edtf))


def test_what_is_no_date_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert not valid("2009-1X~?")
    assert not valid("20091X")
    assert "" == capsys.readouterr().out


def test_the_months_of_the_last_year_end() -> None:
    assert ["9999-11", "9999-12"] == list(_months("9999-11-30", "9999-12-31"))
    assert ["0001-12", "0002-01"] == list(_months("0001-12-31", "0002-01-01"))


def test_findings_that_are_broken_are_told_derived_again_and_nothing_is_lost(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({ARTICLE: REPORT})
    build(root)
    kept = (root / DERIVED).read_bytes()
    for name, broken in FAULTY_FINDINGS.items():
        assert kept != broken(kept), name
        (root / DERIVED).write_bytes(broken(kept))
        (line,) = told_by(lambda: main(["-C", str(root), "derive"]), capsys)[:1]
        assert line.startswith(f"{DERIVED}:"), name
        assert line.endswith(DERIVED_AGAIN), name
        assert line.isprintable()
        assert kept == (root / DERIVED).read_bytes(), name


@needs_posix
@pytest.mark.parametrize(
    "make", [pipe, sparse, lambda path: path.symlink_to("/dev/zero"), lambda path: path.symlink_to("/etc/passwd")]
)
def test_findings_that_are_no_file_are_told_derived_again_and_replaced(
    make: Callable[[Path], None], project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({ARTICLE: REPORT})
    (root / "content/derived").mkdir()
    make(root / DERIVED)
    lines = told_by(lambda: main(["-C", str(root), "derive"]), capsys)
    assert 1 == sum(line.startswith(f"{DERIVED}:1:1: ") and line.endswith(DERIVED_AGAIN) for line in lines)
    assert (root / DERIVED).is_file()
    assert not (root / DERIVED).is_symlink()
    assert json.loads((root / DERIVED).read_bytes())["findings"]


def test_a_folder_in_the_place_of_findings_is_told_and_stays(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({ARTICLE: REPORT, f"{DERIVED}/mine.txt": "mine"})
    lines = told_by(lambda: main(["-C", str(root), "derive"]), capsys)
    assert [line for line in lines if line.startswith(f"{DERIVED}:1:1: this is a folder")]
    assert "mine" == (root / DERIVED / "mine.txt").read_text()


def test_a_control_character_in_a_title_stops_no_feed(project: Project) -> None:
    root = project(
        {ARTICLE: REPORT.replace("title: Envoys", 'title: "En\\0voys\\e[31m').replace("in Vienna\n", 'in Vienna"\n', 1)}
    )
    (root / "briefing.toml").write_text('title = "A\\u0001 site"\nbase_url = "https://example.org/"\n')
    build(root)
    assert b"Envoys[31m meet in Vienna" in (root / "site/feed.xml").read_bytes()
    assert (root / "site/feed.json").is_file()
