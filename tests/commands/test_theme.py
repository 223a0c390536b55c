import re
from pathlib import Path

import pytest

from generator.commands.main import main
from generator.commands.theme import eject, theme_files
from generator.model.problems import InputError
from tests.conftest import REPORT, ROOT, Project, files_of

ARTICLE: dict[str, str | bytes] = {"content/articles/a.md": REPORT}
MINE = 'title = "T"\ntheme = "mine"\n'
OWN: dict[str, str | bytes] = {"themes/mine/theme.toml": 'extends = "briefing"\n', "themes/mine/templates/page.html": "mine"}
QUOTE = (ROOT / "themes/briefing/templates/_quote.html").read_bytes()


def test_a_template_of_the_programs_theme_is_copied_into_one_that_stands_in_its_place(project: Project) -> None:
    root = project(ARTICLE)
    before = files_of(root)
    done = eject(root, "_quote.html")
    assert ("themes/briefing/theme.toml", "themes/briefing/templates/_quote.html") == done.written
    assert QUOTE == (root / "themes/briefing/templates/_quote.html").read_bytes()
    assert before == files_of(root)
    (root / "themes/briefing/templates/_quote.html").write_bytes(QUOTE.replace(b"<figure", b"<figure data-mine"))
    assert b"<figure data-mine" in files_of(root)["quotes.html"]


def test_a_template_is_copied_into_the_projects_theme(project: Project) -> None:
    root = project(OWN, config=MINE)
    assert ("themes/mine/templates/_quote.html",) == eject(root, "_quote.html").written
    assert QUOTE == (root / "themes/mine/templates/_quote.html").read_bytes()
    assert ("themes/mine/static/style.css",) == eject(root, "static/style.css").written
    assert ("themes/mine/i18n/de.toml",) == eject(root, "i18n/de.toml").written


def test_it_is_taken_from_the_nearest_theme_that_has_it(project: Project) -> None:
    house: dict[str, str | bytes] = {
        "themes/house/theme.toml": 'extends = "briefing"\n',
        "themes/house/templates/_quote.html": "house",
        "themes/mine/theme.toml": 'extends = "house"\n',
    }
    root = project(house, config=MINE)
    assert "themes/house" == eject(root, "_quote.html").source
    assert "house" == (root / "themes/mine/templates/_quote.html").read_text()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("page.html", "themes/mine/templates/page.html:1:1: the theme has this file already; change it, or remove it first"),
        (
            "_qoute.html",
            "themes/mine/templates/_qoute.html:1:1: no theme that it extends has such a file; did you mean `_quote.html`?",
        ),
        (
            "zz",
            "themes/mine/templates/zz:1:1: no theme that it extends has such a file; `briefing theme list` tells which there are",
        ),
        ("../../secret", "themes/mine/templates/../../secret:1:1: no theme that it extends has such a file"),
    ],
)
def test_what_cannot_be_copied_is_told_and_nothing_is_written(project: Project, name: str, said: str) -> None:
    root = project(OWN, config=MINE)
    before = _files(root)
    with pytest.raises(InputError, match=re.escape(said)):
        eject(root, name)
    assert before == _files(root)


def test_a_theme_that_extends_nothing_has_nothing_to_copy(project: Project) -> None:
    root = project({"themes/mine/templates/page.html": "mine"}, config=MINE)
    with pytest.raises(InputError, match=r"extends no other; write extends = "):
        eject(root, "base.html")


def test_every_file_is_listed_with_the_theme_that_it_is_taken_from(project: Project) -> None:
    found = dict(theme_files(project(OWN, config=MINE)))
    assert ("themes/mine", "<program>/themes/briefing") == (found["templates/page.html"], found["templates/base.html"])
    assert {"static/style.css", "i18n/ar.toml"} <= found.keys()


def test_the_commands_say_what_they_did(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(project(ARTICLE))
    assert 0 == main(["-C", root, "theme", "eject", "_quote.html"])
    assert (
        "Change themes/briefing/templates/_quote.html: it stands in for the one of <program>/themes/briefing."
        in capsys.readouterr().out
    )
    assert 1 == main(["-C", root, "theme", "eject", "_quote.html"])
    assert "the theme has this file already" in capsys.readouterr().err
    assert 0 == main(["-C", root, "theme", "list"])
    assert re.search(r"templates/_quote.html +themes/briefing\n", capsys.readouterr().out)


def _files(root: Path) -> list[Path]:
    return sorted(root.rglob("*"))


def examples() -> dict[str, str]:
    """The files that docs/themes.md shows, by their names in a theme."""
    text = (ROOT / "docs/themes.md").read_text("utf-8")
    return {found[1]: found[2] for found in re.finditer(r"```\w+ (\S+)\n(.*?)```", text, re.DOTALL)}


def test_the_examples_in_the_docs_do_what_is_said_there(project: Project) -> None:
    shown = examples()
    assert {"theme.toml", "i18n/en.toml", "templates/base.html"} == shown.keys()
    theme: dict[str, str | bytes] = {f"themes/mine/{name}": text for name, text in shown.items()}
    site = files_of(project(ARTICLE | theme, config=MINE))
    home, style = site["index.html"].decode(), site["static/style.css"].decode()
    assert ("What matters today" in home, "1\u00a0article" in home, "<p>Edited by the news desk.</p>" in home) == (
        True,
        True,
        True,
    )
    assert "were derived automatically" in home
    assert ("--link: #0b5d3b;" in style, '--sans: "Public Sans"' in style, "--link: #8fe0b8;" in style) == (True, True, True)
