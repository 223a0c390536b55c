"""What `briefing add` says of each report, what it refuses, and what it leaves out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.commands.main import main
from tests.commands.test_main import run
from tests.conftest import TITLED, Project

Add = Callable[..., tuple[int, str, str]]
PUBLISHED = """Harbour talks resume

By Ana WRITER and J. DOE, Example Wire
Published: 4 March 2021 08:15 GMT
Updated March 5, 2021

Trade Minister Pedro Alvares said on Friday that Portugal would reject the plan.

Advertisement

He left on Sunday for Rabat.

Sign up for our newsletter
Share on Facebook | Twitter
Advertisement
© 2021 Example News. All rights reserved.
"""
FRENCH = (
    "Le ministre du commerce a déclaré vendredi à Lisbonne que le Portugal rejetterait le plan proposé par le Maroc,"
    " et que les discussions reprendraient au printemps.\n"
)
WIRE = (
    "Trade Minister Pedro Alvares said on Friday that Portugal would reject the plan for the harbour of Agadir.\n\n"
    "The treaty was drafted in spring, after three rounds of talks between the two governments in Lisbon and in Rabat.\n\n"
    "Fishermen of both countries have said that they would lose their boats if the ports were closed to them.\n"
)


@pytest.fixture
def add(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Add:
    """A function that adds files (by name and text) to a project with options; returns the exit code, stdout and stderr."""

    def run(files: dict[str, str], *options: str, config: str = TITLED) -> tuple[int, str, str]:
        root = project({}, config)
        (tmp_path / "in").mkdir(exist_ok=True)
        for name, text in files.items():
            (tmp_path / "in" / name).write_text(text, "utf-8")
        code = main(["-C", str(root), "add", *(str(tmp_path / "in" / name) for name in files), *options])
        out, err = capsys.readouterr()
        return code, out, err.replace(f"{(tmp_path / 'in').as_posix()}/", "")

    return run


def text_of(tmp_path: Path, path: str) -> str:
    return (tmp_path / "project" / path.strip()).read_text("utf-8")


def test_each_value_is_told_with_where_it_is_from_and_what_is_missing(add: Add) -> None:
    code, out, err = add({"a.md": "---\ndate: 2021-03-04\n---\n# Talks\n\nThey *met*.\n"}, "--author", "Ana Writer")
    assert (0, "content/articles/2021-03-04-talks.md\n") == (code, out)
    assert [
        "  from      a.md",
        "  title     Talks (heading)",
        "  date      2021-03-04 (front matter)",
        "  source    none: give --source, or write `source:` into the file",
        "  author    Ana Writer (option)",
        "  text      2 words",
    ] == err.splitlines()


def test_lines_around_the_text_say_who_wrote_it_when_and_where_and_are_left_out(add: Add, tmp_path: Path) -> None:
    _, out, err = add({"a.txt": PUBLISHED})
    assert (
        "---\ntitle: Harbour talks resume\ndate: 2021-03-04T08:15+00:00\nsource: Example News\n"
        'author: "Ana Writer, J. Doe"\n---\n\n'
        "Trade Minister Pedro Alvares said on Friday that Portugal would reject the plan.\n\nAdvertisement\n\n"
        "He left on Sunday for Rabat.\n"
    ) == text_of(tmp_path, out)
    assert "20 words; 7 lines around it left out: “By Ana WRITER and J. DOE, Example Wire”, " in err


def test_lines_around_the_text_stay_where_that_is_asked_for(add: Add, tmp_path: Path) -> None:
    _, out, err = add({"a.txt": PUBLISHED}, "--keep-lines")
    assert "© 2021 Example News. All rights reserved." in text_of(tmp_path, out)
    assert "left out" not in err


@pytest.mark.parametrize(
    ("line", "lang", "date", "note"),
    [
        ("Posted on 04.03.2021", "en", "2021-03-04", ""),
        ("Thu 4 Mar 2021 08.15 GMT", "en", "2021-03-04T08:15+00:00", ""),
        ("Last modified on Thu 4 Mar 2021", "en", "2021-03-04", ""),
        ("Publié le 4 mars 2021 à 08h15", "fr", "2021-03-04", ""),
        ("03/14/2021", "en", "2021-03-14", ""),
        ("04/03/2021", "en-US", "2021-04-03", ""),
        ("04/03/2021", "en-GB", "2021-03-04", ""),
        (
            "04/03/2021",
            "en",
            "2021-03-04",
            "'04/03/2021' is read as 2021-03-04, the day first; give --date if it is 2021-04-03",
        ),
    ],
)
def test_a_date_above_the_text_is_the_reports(line: str, lang: str, date: str, note: str, add: Add, tmp_path: Path) -> None:
    _, out, err = add({"a.txt": f"Talks resume\n\n{line}\n\nPedro Alvares said no.\n"}, "--lang", lang)
    assert f"date: {date}\n" in text_of(tmp_path, out)
    assert bool(note) == ("is read as" in err)
    assert note in err


def test_another_date_of_the_text_settles_which_number_is_the_month(add: Add, tmp_path: Path) -> None:
    _, out, err = add({"a.txt": "Talks resume\n\n04/03/2021\n\nPedro Alvares said no on April 3, 2021, in Lisbon.\n"})
    assert "date: 2021-04-03\n" in text_of(tmp_path, out)
    assert "is read as" not in err


def test_the_agency_of_a_dateline_is_the_source_where_nothing_else_is(add: Add, tmp_path: Path) -> None:
    text = "RABAT, March 4, 2021 (Example Wire) — Pedro Alvares said no.\n"
    _, out, _ = add({"a.txt": text})
    assert "source: Example Wire\n" in text_of(tmp_path, out)
    _, out, _ = add({"a.txt": text}, "--source", "The Herald")
    assert "source: The Herald\n" in text_of(tmp_path, out)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--date", "someday"), "--date:1:1: 'someday' is not a date; write 2009-10-13"),
        (("--lang", "zz-zz"), "--lang:1:1: 'zz-zz' is not a language tag; write en, en-GB, fr, ru …"),
        (("--url", "ftp://x.org"), "--url:1:1: 'ftp://x.org' is not a web address; write it from https:// on"),
    ],
)
def test_an_option_that_a_build_would_refuse_is_refused(options: tuple[str, str], expected: str, add: Add) -> None:
    code, out, err = add({"a.txt": "Pedro Alvares said no.\n"}, *options)
    assert (1, "") == (code, out)
    assert err.startswith(expected)
    assert err.endswith("1 problem; nothing was written.\n")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("title: T\ndate: some day", "a.md:3:7: `date` is not a date: 'some day'; write 2009-10-13"),
        ("url: 'x y'", "a.md:2:6: `url` is not a web address: 'x y'; write it from https:// on"),
        ("lang: qqq", "a.md:2:7: `lang` is not a language tag: 'qqq'; write en, en-GB, fr, ru …"),
        (
            "reject:\n  - kind: mention\n    text: Rabat\n  - kind: name",
            "a.md:5:5: `kind` does not know 'name'; use one of mention",
        ),
    ],
)
def test_front_matter_that_a_build_would_refuse_is_refused_with_its_place(head: str, expected: str, add: Add) -> None:
    code, out, err = add({"a.md": f"---\n{head}\n---\n\nPedro Alvares said no.\n"})
    assert (1, "") == (code, out)
    assert err.startswith(expected)


def test_an_address_without_a_scheme_a_date_in_words_and_a_languages_name_are_mended(add: Add, tmp_path: Path) -> None:
    head = "title: T\ndate: 4 March 2021\nurl: www.x.org/a\nlang: French"
    code, out, err = add({"a.md": f"---\n{head}\n---\n\nPedro Alvares said no.\n"})
    assert 0 == code
    assert "---\ntitle: T\ndate: 2021-03-04\nurl: https://www.x.org/a\nlang: fr\n---\n" in text_of(tmp_path, out)
    assert "look at   date '4 March 2021' is read as 2021-03-04\n" in err
    assert "look at   url 'www.x.org/a' is read as https://www.x.org/a\n" in err


def test_a_title_that_a_build_would_refuse_is_left_out_for_the_first_words(add: Add, tmp_path: Path) -> None:
    mail = f"From a Thu Mar  4 08:00:00 2021\nFrom: Ana <ana@example.org>\nSubject: {'[' * 380}\n\n{WIRE}"
    code, out, err = add({"mail.eml": mail})
    assert 0 == code, err
    assert "of Subject is left out" in err
    assert "title: Trade Minister Pedro Alvares said" in text_of(tmp_path, out)


def test_one_bad_report_does_not_stop_the_others(add: Add) -> None:
    code, out, err = add({"a.md": "---\nlang: qqq\n---\n\nNo.\n", "b.txt": "Pedro Alvares said no.\n"})
    assert (1, "content/articles/pedro-alvares-said-no.md\n") == (code, out)
    assert ["a.md:2:7: `lang` is not a language tag: 'qqq'; write en, en-GB, fr, ru …", "1 report written; 1 problem."] == (
        err.splitlines()[-2:]
    )


def test_a_dry_run_says_the_same_and_writes_nothing(add: Add, tmp_path: Path) -> None:
    code, out, err = add({"a.txt": "Pedro Alvares said no.\n"}, "--dry-run")
    assert (0, "content/articles/pedro-alvares-said-no.md\n") == (code, out)
    assert err.endswith("1 report would be written.\n")
    assert not list((tmp_path / "project").rglob("*.md"))


def test_of_many_reports_those_are_told_that_lack_something_and_a_sum(add: Add) -> None:
    files = {f"{n}.md": f"---\ntitle: Talks {n}\ndate: 2021-03-{n:02}\n---\n\nHe said no {n} times.\n" for n in range(1, 12)}
    files["12.md"] = "---\ntitle: Talks\nsource: Example News\n---\n\nHe said yes.\n"
    code, out, err = add(files)
    assert (0, 12) == (code, len(out.splitlines()))
    assert [
        *["  no source"] * 11,
        "  no date",
        "12 reports written.",
        "2021-03-01 to 2021-03-11; sources: Example News 1; languages: none; 58 words.",
        "1 without a date: give --date, or write `date:` into the files.",
        "11 without a source: give --source, or write `source:` into the files.",
    ] == err.splitlines()


def test_programs_get_a_row_a_report(add: Add) -> None:
    _, out, err = add({"a.txt": PUBLISHED}, "--json")
    row = json.loads(out)
    assert ("content/articles/2021-03-04-harbour-talks-resume.md", 20, 7) == (row["path"], row["words"], len(row["left_out"]))
    assert {"value": "Example News", "from": "copyright"} == row["fields"]["source"]
    assert "" == err


def test_a_language_is_told_from_the_text_and_written_where_it_is_not_the_sites(add: Add, tmp_path: Path) -> None:
    _, out, err = add({"a.txt": FRENCH}, "--date", "2021-03-05")
    assert "lang: fr\n" in text_of(tmp_path, out)
    assert "  language  fr (text)\n" in err
    assert "French (fr) is not read: the report is shown, nothing is found in it" in err
    _, out, _ = add({"a.txt": FRENCH}, "--force", config=f'{TITLED}language = "fr"\n')
    assert "lang:" not in text_of(tmp_path, out)


def test_of_a_short_text_no_language_is_told(add: Add) -> None:
    _, _, err = add({"a.txt": "Le ministre a dit non.\n"})
    assert "language" not in err


def test_a_report_that_is_there_already_is_left_out_unless_forced(add: Add) -> None:
    _, first, _ = add({"a.txt": WIRE}, "--date", "2021-03-05")
    code, out, err = add({"b.txt": f"Another headline\n\n{WIRE}"})
    assert (0, "") == (code, out)
    assert f"b.txt: not written\n  already   you have this already: {first}" in err
    assert err.endswith("nothing was written; 1 that you have already (--force writes it too).\n")
    code, out, _ = add({"b.txt": WIRE}, "--force")
    assert (0, 1) == (code, len(out.splitlines()))


def test_reports_of_one_command_are_held_against_each_other(add: Add) -> None:
    _, out, err = add({"a.txt": WIRE, "b.txt": WIRE})
    assert 1 == len(out.splitlines())
    assert f"you have this already: {out}" in err


def test_a_report_of_the_same_address_is_left_out(add: Add) -> None:
    head = "---\ntitle: {}\nurl: {}\n---\n\n{} said no.\n"
    files = {
        "a.md": head.format("A", "https://www.x.org/a/?utm_source=mail", "Ana"),
        "b.md": head.format("B", "http://x.org/a", "Bo"),
    }
    _, out, err = add(files)
    assert "content/articles/a.md\n" == out
    assert "you have this already (same address): content/articles/a.md" in err


def test_the_same_text_of_another_publisher_is_written_and_told_to_be_one_text(add: Add) -> None:
    head = "---\ntitle: {}\ndate: 2021-03-05\nsource: {}\n---\n\n"
    _, out, err = add({"a.md": head.format("A", "Example News") + WIRE, "b.md": head.format("B", "The Herald") + WIRE})
    assert 2 == len(out.splitlines())
    assert "the same text: both count as one text: content/articles/2021-03-05-a.md" in err


def test_most_of_a_text_is_told_with_how_much_it_is(add: Add) -> None:
    add({"a.txt": WIRE})
    _, out, err = add({"b.txt": WIRE.replace("three rounds", "two rounds") + "\nTalks resume in May, they said.\n"})
    assert "content/articles" in out or "of the text is the same" in err
    assert "of the text is the same" in err


def test_a_slug_that_another_report_has_is_a_problem(add: Add) -> None:
    text = "---\ntitle: {}\nslug: talks\n---\n\n{} said no.\n"
    code, out, err = add({"a.md": text.format("A", "Ana"), "b.md": text.format("B", "Bo")})
    assert (1, "content/articles/a.md\n") == (code, out)
    assert "b.md:3:7: the slug `talks` is taken already by content/articles/a.md; give one of the two another `slug:`" in err


def test_what_a_report_is_written_as_is_what_a_build_takes(add: Add, tmp_path: Path) -> None:
    add({"a.txt": PUBLISHED, "b.txt": FRENCH, "c.md": "---\nurl: x.org\ndate: 4.3.2021\n---\nNo.\n"})
    assert 0 == main(["-C", str(tmp_path / "project"), "build"])


def test_nothing_is_found_in_a_language_without_rules_and_a_build_says_so(add: Add, tmp_path: Path) -> None:
    add({"a.txt": FRENCH, "b.txt": f"Talks resume\n\n{WIRE}", "c.md": "---\ntitle: T\nlang: de\n---\n\nRabat sagte nein.\n"})
    done = run("-C", str(tmp_path / "project"), "build")
    assert "2 in a language without rules" in done.stdout
    page = (tmp_path / "project/site/articles/t.html").read_text("utf-8")
    assert ("Rabat sagte nein." in page, "actors/rabat.html" in page) == (True, False)
