from pathlib import Path

import pytest

from generator.commands.main import main
from generator.runtime.cache import ResultCache
from generator.serve.preview import Preview
from tests.conftest import REPORT, TITLED, Project, write

REFRESH = '<meta http-equiv="refresh" content="0; url={}">'
ADDRESS = TITLED + 'base_url = "https://example.org/briefing/"\n'
OTHER = "---\ntitle: The harbour strike\ndate: 2009-10-14\nsource: Other News\n---\n\nAnna Berg went on strike in Oslo on Tuesday.\n"


def report(lines: str) -> str:
    return REPORT.replace("---\n\n", f"{lines}---\n\n", 1)


def build(root: Path, *options: str) -> int:
    return main(["-C", str(root), "build", *options])


def page(root: Path, path: str) -> str:
    return (root / "site" / path).read_text("utf-8")


def test_an_old_address_leads_on_to_the_new_one(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"content/articles/new.md": report("formerly: [old, articles/older.html]\n")}, ADDRESS)
    assert 0 == build(root)
    for path in ("articles/old.html", "articles/older.html"):
        content = page(root, path)
        assert REFRESH.format("../articles/new.html") in content
        assert '<link rel="canonical" href="https://example.org/briefing/articles/new.html">' in content
        assert '<meta name="robots" content="noindex">' in content
        assert '<a href="../articles/new.html">Envoys meet in Vienna</a>' in content
    assert 0 == main(["-C", str(root), "check"])
    assert "every link leads somewhere" in capsys.readouterr().out


def test_an_old_address_is_in_no_list_of_pages(project: Project) -> None:
    root = project({"content/articles/new.md": report("formerly: old-name\n")}, ADDRESS)
    assert 0 == build(root, "--single-page")
    holding = [path for path in sorted((root / "site").rglob("*.*")) if b"old-name" in path.read_bytes()]
    assert ["site/.briefing.json"] == [path.relative_to(root).as_posix() for path in holding]
    assert (root / "site/articles/old-name.html").is_file()
    assert b"old-name" not in (root / "briefing.html").read_bytes()


def test_actors_and_topics_may_have_moved(project: Project) -> None:
    files = {
        "content/articles/a.md": REPORT,
        "content/actors/him.md": "---\nname: Dmitry Medvedev\nformerly: [dm, articles/medvedev.html]\n---\n",
        "content/topics/new.md": "---\nname: Sanctions\nformerly: [embargo]\n---\n",
    }
    root = project(files)
    assert 0 == build(root)
    assert REFRESH.format("../actors/him.html") in page(root, "actors/dm.html")
    assert REFRESH.format("../actors/him.html") in page(root, "articles/medvedev.html")
    assert REFRESH.format("../topics/new.html") in page(root, "topics/embargo.html")
    assert '<link rel="canonical" href="../topics/new.html">' in page(root, "topics/embargo.html")


def test_an_address_whose_page_is_not_in_the_site_leads_nowhere(project: Project) -> None:
    files = {
        "content/articles/a.md": REPORT,
        "content/articles/b.md": report("draft: true\nformerly: draft-b\n"),
        "content/actors/him.md": "---\nname: Dmitry Medvedev\nformerly: [dm]\nhide: true\n---\n",
    }
    root = project(files)
    assert 0 == build(root)
    assert (False, False) == tuple((root / "site" / path).exists() for path in ("actors/dm.html", "articles/draft-b.html"))


def test_a_profile_that_was_renamed_keeps_its_actor_by_the_files_old_name(project: Project) -> None:
    profile = "---\nname: The Russian president\nsummary: He was president.\n---\n"
    root = project({"content/articles/a.md": REPORT, "content/actors/dmitry-medvedev.md": profile})
    assert 0 == build(root)
    (root / "content/actors/dmitry-medvedev.md").unlink()
    write(root, {"content/actors/president.md": profile.replace("---\n", "---\nformerly: dmitry-medvedev\n", 1)})
    assert 0 == build(root)
    assert "The Russian president" in page(root, "actors/president.html")
    assert REFRESH.format("../actors/president.html") in page(root, "actors/dmitry-medvedev.html")


def test_a_topic_that_was_renamed_may_be_called_by_its_files_old_name(project: Project) -> None:
    files = {
        "content/articles/a.md": report("topics: [embargo]\n"),
        "content/topics/new.md": "---\nname: Trade with Iran\nformerly: embargo\n---\n",
    }
    root = project(files)
    assert 0 == build(root)
    assert "articles/a.html" in page(root, "topics/new.html")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"content/articles/b.md": report("formerly: old\n"), "content/articles/c.md": report("formerly: [x, old]\n")},
            "content/articles/c.md:5:15: articles/old.html is an old address at content/articles/b.md:5:11 too; keep one of the",
        ),
        (
            {"content/articles/b.md": report("formerly: a\n")},
            "content/articles/b.md:5:11: articles/a.html is no old address: it is the page of content/articles/a.md:1:1; ",
        ),
        (
            {
                "content/articles/b.md": report("formerly: actors/russia.html\n"),
                "content/actors/russia.md": "---\nname: Russia\n---\n",
            },
            "content/articles/b.md:5:11: actors/russia.html is no old address: it is the page of content/actors/russia.md:2:7; ",
        ),
        (
            {"content/articles/b.md": report("formerly: actors/hillary-clinton.html\n")},
            "content/articles/b.md:5:11: actors/hillary-clinton.html is no old address: it is the page of an actor or topic without",
        ),
        (
            {"content/articles/b.md": report("formerly: ../index.html\n")},
            "content/articles/b.md:5:11: `formerly` is not an address of the site: '../index.html'; write the old file's name, or",
        ),
    ],
)
def test_an_address_that_is_anothers_is_a_problem_with_both_lines(
    files: dict[str, str | bytes], said: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({"content/articles/a.md": REPORT, **files})
    assert 1 == build(root)
    assert said in capsys.readouterr().err
    assert not (root / "site").exists()


def test_an_address_moves_with_its_line(project: Project) -> None:
    root = project({"content/articles/new.md": report("formerly: old\n"), "content/articles/b.md": OTHER})
    assert 0 == build(root)
    write(
        root,
        {"content/articles/new.md": REPORT, "content/articles/b.md": OTHER.replace("---\n\n", "formerly: old\n---\n\n", 1)},
    )
    assert 0 == build(root)
    assert REFRESH.format("../articles/b.html") in page(root, "articles/old.html")
    write(root, {"content/articles/b.md": OTHER})
    assert 0 == build(root)
    assert not (root / "site/articles/old.html").exists()


def rename(root: Path, old: str, new: str, changed: tuple[str, str] = ("", "")) -> None:
    """Rename a file, with a change of its text."""
    text = (root / old).read_text("utf-8").replace(*changed)
    (root / old).unlink()
    write(root, {new: text})


def test_a_report_that_was_renamed_is_told_with_the_line_to_add(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"content/articles/a.md": REPORT, "content/articles/b.md": OTHER})
    assert (0, "") == (build(root), capsys.readouterr().err)
    rename(root, "content/articles/b.md", "content/articles/strike.md")
    expected = (
        "content/articles/strike.md:1:1: articles/b.html was published and is gone, so links to it lead nowhere;"
        " if it is this file now, add a line `formerly: [b]` to it\n"
    )
    for _ in range(2):  # the second is cached
        assert (0, expected) == (build(root), capsys.readouterr().err)
    write(root, {"content/articles/strike.md": OTHER.replace("---\n\n", "formerly: [b]\n---\n\n", 1)})
    assert (0, "") == (build(root), capsys.readouterr().err)
    assert REFRESH.format("../articles/strike.html") in page(root, "articles/b.html")


def test_a_report_that_was_renamed_and_edited_is_told_by_its_title(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({"content/articles/a.md": REPORT, "content/articles/b.md": OTHER})
    assert 0 == build(root)
    rename(root, "content/articles/b.md", "content/articles/strike.md", ("The harbour strike", "Harbour strike goes on"))
    write(root, {"content/articles/c.md": OTHER.replace("The harbour strike", "Quite another thing")})
    capsys.readouterr()
    assert 0 == build(root)
    assert capsys.readouterr().err.startswith("content/articles/strike.md:1:1: articles/b.html was published and is gone")


def test_a_report_that_was_taken_out_is_not(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"content/articles/a.md": REPORT, "content/articles/b.md": OTHER})
    assert 0 == build(root)
    (root / "content/articles/b.md").unlink()
    assert (0, "") == (build(root), capsys.readouterr().err)


def test_a_profile_that_was_renamed_is_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"content/articles/a.md": REPORT, "content/actors/him.md": "---\nname: Dmitry Medvedev\n---\n"})
    assert 0 == build(root)
    rename(root, "content/actors/him.md", "content/actors/medvedev.md")
    capsys.readouterr()
    assert 0 == build(root)
    assert capsys.readouterr().err.startswith("content/actors/medvedev.md:1:1: actors/him.html was published and is gone")


def test_the_preview_leads_on_too(project: Project) -> None:
    root = project({"content/articles/new.md": REPORT}, ADDRESS)
    preview = Preview(root, ResultCache(None))
    preview.refresh()
    assert None is preview.page("articles/old.html")
    write(root, {"content/articles/new.md": report("formerly: old\n")}, ADDRESS)
    changed = preview.refresh()
    assert changed
    assert "articles/old.html" in changed.pages
    assert REFRESH.format("../articles/new.html") in (preview.page("articles/old.html") or b"").decode()
    assert b"articles/old.html" not in (preview.page("sitemap.xml") or b"articles/old.html")
    write(root, {"content/articles/new.md": REPORT}, ADDRESS)
    preview.refresh()
    assert None is preview.page("articles/old.html")
