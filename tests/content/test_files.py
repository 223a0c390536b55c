import os
from pathlib import Path

import pytest

from generator.content.files import Outline, read_changed_outline, read_outline
from generator.model.problems import InputError, Problem
from tests.conftest import REPORT, TITLED, Project, articles_of, problems_of

HEAD = "---\ntitle: T\ndate: 2009-10-13\n---\n\n"


def test_a_good_project_has_no_problems(project: Project) -> None:
    assert [] == problems_of(project({"content/articles/a.md": REPORT}))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("---\ntitle: T\n---\nText.\n", "content/articles/a.md:2:1: `date` is missing; add a line `date: 2009-10-13`"),
        ("---\ndate: 2009\n---\nText.\n", "content/articles/a.md:2:1: `title` is missing; "),
        ("---\ntitle: [T\n---\nText.\n", "content/articles/a.md:3:1: this is not valid YAML: "),
        (
            "---\ntitle: T\ndate: 2009\ntitel: x\n---\nText.\n",
            "content/articles/a.md:4:1: the key `titel` is not known; did",
        ),
        (
            "---\ntitle: T\ndate: 2009-13-01\n---\nText.\n",
            "content/articles/a.md:3:7: `date` is not a date: '2009-13-01'; ",
        ),
        (
            "---\ntitle: T\ndate: 2009\nurl: javascript:x\n---\nA.\n",
            "content/articles/a.md:4:6: `url` is not a web address",
        ),
        (
            "---\ntitle: T\ndate: 2009\nlang: xx-klingon\n---\nA.\n",
            "content/articles/a.md:4:7: `lang` is not a language",
        ),
        ("---\ntitle: T\ndate: 2009\n---\n\n", "content/articles/a.md:5:1: the report has no text; "),
        ("---\ntitle: T\n", "content/articles/a.md:1:1: the front matter has no closing line of three dashes; "),
        (b"%PDF-1.4\0\x01", "content/articles/a.md:1:1: this is a binary file, not text; "),
        (b"", "content/articles/a.md:1:1: the file is empty; "),
        (
            b"---\ntitle: caf\xe9\n---\n",
            "content/articles/a.md:2:11: byte 0xe9 is not UTF-8; save the file as UTF-8, or bring it in with `briefing add`, which reads other encodings",
        ),
        (
            HEAD.replace("---\n\n", "add:\n  - kind: position\n    text: Text\n---\n\n") + "Text.",
            "`actor` is missing; a position needs",
        ),
        (
            HEAD.replace("---\n\n", "reject:\n  - kind: verb\n    text: Text\n---\n\n") + "Text.",
            "`kind` does not know 'verb'; use one of",
        ),
    ],
)
def test_bad_input_is_told_with_its_place_and_what_to_do(project: Project, content: str | bytes, said: str) -> None:
    assert said in "\n".join(problems_of(project({"content/articles/a.md": content})))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("wikidata: 159", "3:11: `wikidata` is not an id of Wikidata: '159'; write the letter Q and a number, as Q159"),
        ("iso: Russia", "3:6: `iso` is not the code of a country: 'Russia'; write two letters of ISO 3166-1, as RU"),
        ("iso: XX", "3:6: `iso` is not the code of a country: 'XX'"),
    ],
)
def test_ids_of_a_profile_have_their_form(project: Project, line: str, said: str) -> None:
    profile = f"---\nname: Russia\n{line}\n---\n"
    assert said in "\n".join(problems_of(project({"content/actors/russia.md": profile})))


def test_all_problems_are_told_at_once(project: Project) -> None:
    root = project(
        {
            "content/articles/a.md": "---\ntitle: T\n---\nText.\n",
            "content/articles/b.md": b"\xff\xfe",
            "content/actors/d.md": "---\nname: D\nkind: robot\n---\n",
        },
        config='titel = "x"\nlanguage = "klingon"\n',
    )
    places = [line.split(": ")[0] for line in problems_of(root)]
    assert [
        "briefing.toml:1:1",
        "briefing.toml:2:1",
        "content/actors/d.md:3:7",
        "content/articles/a.md:2:1",
        "content/articles/b.md:1:1",
    ] == places


def test_a_report_without_a_date_says_so_in_a_word(project: Project) -> None:
    article = articles_of(project({"content/articles/a.md": "---\ntitle: T\ndate: unknown\n---\nText.\n"}))[0]
    assert (None, None) == (article.date, article.day)


def test_two_reports_cannot_have_one_slug(project: Project) -> None:
    root = project({"content/articles/a.md": HEAD + "A.", "content/articles/more/A.md": HEAD + "B."})
    assert ["content/articles/more/A.md:1:1: the slug `a` is taken already by content/articles/a.md; "] == [
        line.split("give")[0] for line in problems_of(root)
    ]


def test_the_day_is_the_one_in_the_reports_time_zone(project: Project) -> None:
    head = "---\ntitle: T\ndate: 2009-10-12T22:30:00Z\ntime_zone: Europe/Moscow\n---\nText.\n"
    assert "2009-10-13" == articles_of(project({"content/articles/a.md": head}))[0].day


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2021-03-05T00:30:00+09:00", "2021-03-05"),
        ("2021-03-05T00:30+0900", "2021-03-05"),
        ("2021-03-05 23:30:00-11:00", "2021-03-05"),
        ("2021-03-05T00:30:00", "2021-03-05"),
        ("2021-03-05T00:30:00+00:00", "2021-03-05"),
        ("2021-03-05T00:30:00Z", "2021-03-04"),
        ("2021-03-05T00:30:00-00:00", "2021-03-04"),
    ],
)
@pytest.mark.parametrize("own", [True, False])
def test_a_moment_with_an_offset_has_the_day_that_is_written(date: str, day: str, *, own: bool, project: Project) -> None:
    zone = "America/New_York"
    head = f"---\ntitle: T\ndate: {date}\n{f'time_zone: {zone}' if own else ''}\n---\nText.\n"
    root = project({"content/articles/a.md": head}, TITLED + ("" if own else f'time_zone = "{zone}"\n'))
    assert (day, day) == ((read := articles_of(root)[0]).date, read.day)


def test_a_coarse_date_is_kept_as_it_is(project: Project) -> None:
    article = articles_of(project({"content/articles/a.md": "---\ntitle: T\ndate: 2009-10\n---\nText.\n"}))[0]
    assert ("2009-10", None) == (article.date, article.day)


def test_hidden_files_and_what_editors_leave_are_passed_over(project: Project) -> None:
    names = (".a.md.swp", "a.md~", "#a.md#", ".DS_Store", ".#a.md")
    assert [] == problems_of(project({f"content/articles/{name}": "x" for name in names}))


def test_line_ends_of_other_systems_and_a_byte_order_mark_are_read(project: Project) -> None:
    raw = b"\xef\xbb\xbf" + (HEAD + "One.\n\nTwo.\n").replace("\n", "\r\n").encode()
    assert "One.\n\nTwo." == articles_of(project({"content/articles/a.md": raw}))[0].text


def test_a_folder_without_a_project_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="briefing init"):
        read_outline(tmp_path, [])


def test_a_file_that_cannot_be_read_is_told(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    (root / "content/articles/b.md").symlink_to(root / "gone.md")
    assert problems_of(root)[0].startswith("content/articles/b.md:1:1: there is no such file or folder; check the path")


def test_the_method_page_comes_with_the_program_unless_written(project: Project) -> None:
    assert ["method"] == [page.slug for page in read_outline(project(), []).pages]
    german = project(config='language = "de-AT"\n')
    assert ["Methode"] == [page.title for page in read_outline(german, []).pages]
    root = project({"content/pages/method.md": "---\ntitle: Ours\n---\nText.\n"})
    assert ["Ours"] == [page.title for page in read_outline(root, []).pages]


def test_a_folder_that_cannot_be_read_is_not_taken_for_an_empty_one(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({"content/articles/2009/a.md": REPORT})
    whole = os.scandir

    def forbidden(path: str) -> object:
        if str(path).endswith("2009"):
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(os, "scandir", forbidden)
    said = "content/articles/2009:1:1: this may not be read or written; check its permissions"
    assert [said] == problems_of(root)


def _names(outline: Outline) -> set[str]:
    return {name for _, name in outline.reports}


def test_reports_that_come_and_go_are_listed_as_if_all_were_listed(project: Project) -> None:
    root = project({f"content/articles/{name}": REPORT for name in ("a.md", "c.md", "sub/b.md")})
    before = read_outline(root, [])
    articles = root / "content" / "articles"
    (articles / "a.md").rename(articles / "sub" / "a.md")
    (articles / "c.md").unlink()
    (articles / "b-c.markdown").write_text(REPORT, "utf-8")
    (articles / "sub-b.md").symlink_to("nothing")
    changed = {f"content/articles/{name}" for name in ("a.md", "sub/a.md", "c.md", "b-c.markdown", "sub-b.md")}
    again = read_changed_outline(root, before, _names(before), changed, [])
    assert read_outline(root, []) == again
    assert before.actors is again.actors


COPIES = (
    "a (1).md",
    "a (conflicted copy 2021-03-04).md",
    "a (Ann's conflicted copy 2021-03-04 101112).md",
    "a.sync-conflict-20210304-101112-ABCDEFG.md",
    "a_conflict-20210304-101112.md",
    "a-DESKTOP-4H7KQ2P.md",
)


@pytest.mark.parametrize("name", ["README.md", "readme.txt", "Thumbs.db", "desktop.ini", *COPIES])
def test_a_file_that_is_no_report_is_passed_over_with_a_note(name: str, project: Project) -> None:
    root = project({"content/articles/x/a.md": REPORT, f"content/articles/x/{name}": "---\ntitle: [\n---\n"})
    problems: list[Problem] = []
    outline = read_outline(root, problems)
    assert ([], ["content/articles/x/a.md"]) == (problems, [name for _, name in outline.reports])
    said = f"content:1:1: 1 file is no report, passed over: content/articles/x/{name}; nothing need be done"
    assert [said] == list(map(str, outline.notes()))


@pytest.mark.parametrize("name", [*COPIES, "summit (2009).md", "a-DESKTOP-computers.md"])
def test_a_name_like_a_copys_is_a_reports_where_no_original_stands_beside_it(name: str, project: Project) -> None:
    outline = read_outline(project({f"content/articles/{name}": REPORT, "content/articles/x/a.md": REPORT}), [])
    assert f"content/articles/{name}" in _names(outline)
    assert [] == outline.notes()


def test_all_files_that_are_no_reports_are_told_in_a_line_a_cause(project: Project) -> None:
    others = ["README.md", *(f"{number}.pdf" for number in range(7)), "b.docx", "picture.jpg"]
    outline = read_outline(project({f"content/articles/{name}": b"x" for name in others} | {"content/actors/x.txt": "x"}), [])
    assert [
        "1 file is no report, passed over: content/articles/README.md",
        (
            "9 files are no Markdown, not read: content/actors/x.txt, content/articles/0.pdf, content/articles/1.pdf,"
            " content/articles/2.pdf, content/articles/3.pdf and 4 more"
        ),
    ] == [note.wrong for note in outline.notes()]


def test_a_copy_is_a_report_once_its_original_is_gone_whoever_listed_them_before(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT, "content/articles/a (1).md": REPORT, "content/actors/README.md": "x"})
    before = read_outline(root, [])
    (root / "content/articles/a.md").unlink()
    (root / "content/articles/b.docx").write_bytes(b"x")
    (root / "content/articles/.a.md").write_bytes(b"x")
    changed = {f"content/articles/{name}" for name in ("a.md", "b.docx", ".a.md")}
    again = read_changed_outline(root, before, _names(before), changed, [])
    assert {"content/articles/a (1).md"} == _names(again)
    assert read_outline(root, []) == again
