import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.commands.main import main
from generator.runtime.cache import ResultCache
from generator.serve.preview import Preview
from tests.conftest import REPORT, TITLED, Project, write

OTHER = "---\ntitle: The harbour strike\ndate: 2009-10-14\nsource: Other News\n{}---\n\nAnna Berg went on strike in Oslo on Tuesday.\n"
Clock = Callable[[str], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A function that sets the time at which builds are made, as UTC."""

    def set_time(moment: str) -> None:
        seconds = datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(seconds)))

    return set_time


def made(project: Project, lines: str, config: str = TITLED) -> Path:
    """A project of two reports, of which one has more lines of front matter."""
    return project({"content/articles/a.md": REPORT, "content/articles/held.md": OTHER.format(lines)}, config)


def built(root: Path, *options: str, output: str = "site") -> dict[str, bytes]:
    """Build, successfully, and return all files of the site."""
    assert 0 == main(["-C", str(root), "build", "--output", str(root / output), *options])
    return {path.relative_to(root / output).as_posix(): path.read_bytes() for path in sorted((root / output).rglob("*.*"))}


def named(files: dict[str, bytes]) -> list[str]:
    """The files that say anything of what the held report alone tells."""
    return [path for path, raw in files.items() if b"strike" in raw or b"Anna Berg" in raw or "held" in path]


@pytest.mark.parametrize("lines", ["draft: true\n", "publish: 2030-01-02\n", "expires: 2029-12-31\n"])
def test_a_report_that_is_held_back_is_nowhere_in_the_site(lines: str, project: Project, at: Clock) -> None:
    at("2030-01-01T12:00")
    assert [] == named(built(made(project, lines, TITLED + 'base_url = "https://example.org/"\n')))


def test_a_build_says_in_a_line_how_many_are_held_back_and_why(
    project: Project, at: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    at("2030-01-01T12:00")
    root = made(project, "draft: yes\n")
    files = {f"content/articles/{day}.md": OTHER.format(f"publish: {day}\n") for day in ("2030-02-01", "2030-01-02")}
    write(root, {**files, "content/articles/old.md": OTHER.format("expires: 2020-01-01\n")})
    for _ in range(2):  # the second is cached
        built(root)
        assert (
            "4 reports held back: 1 as drafts, 2 until 2030-01-02 or later, 1 expired." in capsys.readouterr().out.splitlines()
        )
    built(root, "--verbose")
    assert "content/articles/old.md: held back (expired on 2020-01-01)" in capsys.readouterr().out


def test_drafts_are_built_when_they_are_asked_for_and_marked(project: Project) -> None:
    root = made(project, "draft: true\n")
    assert [] == named(built(root))
    files = built(root, "--drafts")
    assert (b'<strong class="held">Draft</strong>' in files["articles/held.html"]) is True
    assert b'<strong class="held">Draft</strong>' in files["articles.html"]
    assert [] == named(built(root))


@pytest.mark.parametrize(
    ("lines", "zone", "last_without", "first_with"),
    [
        ("publish: 2030-01-02\n", "UTC", "2030-01-01T23:59:59", "2030-01-02T00:00"),
        ("publish: 2030-01-02\n", "Asia/Tokyo", "2030-01-01T14:59:59", "2030-01-01T15:00"),
        ("publish: 2030-01-02T18:00+01:00\n", "Asia/Tokyo", "2030-01-02T16:59:59", "2030-01-02T17:00"),
        ("publish: 2030-01-02T18:00\n", "Asia/Tokyo", "2030-01-02T08:59:59", "2030-01-02T09:00"),
        ("expires: 2030-01-02\n", "America/New_York", "2030-01-02T05:00", "2030-01-02T04:59:59"),
    ],
)
def test_an_embargo_ends_and_a_report_expires_when_its_day_begins_in_the_sites_time_zone(
    lines: str, zone: str, last_without: str, first_with: str, project: Project, at: Clock
) -> None:
    root = made(project, lines, f'{TITLED}time_zone = "{zone}"\n')
    for moment, is_there in ((last_without, False), (first_with, True), (last_without, False)):
        at(moment)
        assert is_there == ("articles/held.html" in built(root))


def test_a_build_on_a_new_day_is_the_one_from_nothing_on_that_day(project: Project, at: Clock, tmp_path: Path) -> None:
    root = made(project, "publish: 2030-01-02\nexpires: 2030-01-04\n")
    for day in ("2030-01-01", "2030-01-02", "2030-01-03", "2030-01-04"):
        at(day)
        again = built(root)
        clean = write(
            tmp_path / day, {path: (root / path).read_bytes() for path in ("content/articles/a.md", "content/articles/held.md")}
        )
        assert built(clean) == again
        assert ("articles/held.html" in again) == (day in {"2030-01-02", "2030-01-03"})


def test_findings_of_a_report_that_waits_are_kept(project: Project, at: Clock) -> None:
    root = made(project, "publish: 2030-01-02\n")
    assert 0 == main(["-C", str(root), "derive"])
    at("2030-01-01")
    built(root)
    assert (root / "content/derived/held.json").is_file()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("publish: soon\n", "5:10: `publish` is not a day or a moment: 'soon'; write 2009-10-13, or a moment such as"),
        ("expires: 2010-13\n", "5:10: `expires` is not a day or a moment: '2010-13'; "),
        ("draft: maybe\n", "5:8: `draft` must be true or false, not 'maybe'; "),
        (
            "publish: 2010-01-02\nexpires: 2010-01-02\n",
            "6:10: `expires` is not after `publish` (2010-01-02), so the report would never be in the site; correct one of",
        ),
    ],
)
def test_what_cannot_be_is_a_problem(lines: str, said: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == main(["-C", str(made(project, lines)), "build"])
    assert capsys.readouterr().err.startswith(f"content/articles/held.md:{said}")


def test_a_draft_need_not_be_complete(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT, "content/articles/b.md": "---\ndraft: true\n---\nTo come.\n"})
    assert "articles/a.html" in built(root)


def test_a_time_that_is_none_is_a_problem(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    assert 1 == main(["-C", str(made(project, "")), "build"])
    assert capsys.readouterr().err.startswith("SOURCE_DATE_EPOCH:1:1: 'today' is not a number of seconds since 1970; ")


def test_an_event_may_be_joined_with_one_of_a_report_that_waits(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = made(project, "draft: true\n")
    joined = "events:\n  - {text: met US secretary, same_as: held, words: went on strike}\n---\n\n"
    write(root, {"content/articles/a.md": REPORT.replace("---\n\n", joined, 1)})
    built(root)
    assert "" == capsys.readouterr().err


def test_export_leaves_out_what_a_build_leaves_out(project: Project, at: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    at("2030-01-01")
    assert 0 == main(["-C", str(made(project, "expires: 2029-01-01\n")), "export"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (1, False) == (len(rows), "strike" in str(rows))


def test_the_one_file_has_drafts_where_the_site_has(project: Project) -> None:
    root = made(project, "draft: true\n")
    built(root, "--single-page")
    without = (root / "briefing.html").read_bytes()
    built(root, "--single-page", "--drafts")
    assert (False, True) == (b"strike" in without, b"strike" in (root / "briefing.html").read_bytes())


@pytest.mark.parametrize(
    ("lines", "mark"),
    [
        ("draft: true\n", "Draft"),
        ("publish: 2030-01-02\n", "Embargoed until January 2, 2030"),
        ("expires: 2029-12-31\n", "Expired on December 31, 2029"),
    ],
)
def test_the_preview_shows_what_is_held_back_marked(lines: str, mark: str, project: Project, at: Clock) -> None:
    at("2030-01-01")
    preview = Preview(made(project, lines), ResultCache(None))
    preview.refresh()
    for path in ("articles/held.html", "articles.html"):
        assert f'<strong class="held">{mark}</strong>' in (preview.page(path) or b"").decode()


def test_a_mark_goes_from_the_preview_when_its_time_comes(project: Project, at: Clock) -> None:
    at("2030-01-01")
    root = made(project, "publish: 2030-01-02\n")
    preview = Preview(root, ResultCache(None))
    preview.refresh()
    assert None is preview.refresh(())
    at("2030-01-02")
    changed = preview.refresh(())
    assert changed
    assert "articles/held.html" in changed.pages
    assert b"Embargoed" not in (preview.page("articles/held.html") or b"")
    assert b"Embargoed" not in (preview.page("articles.html") or b"")


def test_a_report_that_becomes_a_draft_is_marked_in_the_preview(project: Project) -> None:
    root = made(project, "")
    preview = Preview(root, ResultCache(None))
    preview.refresh()
    write(root, {"content/articles/held.md": OTHER.format("draft: true\n")})
    preview.refresh()
    assert b'<strong class="held">Draft</strong>' in (preview.page("articles/held.html") or b"")
