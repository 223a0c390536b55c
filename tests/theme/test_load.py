import os
from pathlib import Path

import pytest

from generator.build import build
from generator.model.problems import InputError, Problem
from generator.render.page.templates import Templates, dependencies
from generator.runtime.options import Options
from generator.theme.load import read_theme
from generator.theme.texts import words
from tests.conftest import REPORT, ROOT, Project, files_of

ALONE = Options(jobs=1)


def wrong_with(root: Path, name: str) -> list[str]:
    """Return the problems of reading a theme."""
    problems: list[Problem] = []
    read_theme(root, name, problems)
    return list(map(str, problems))


def templates(root: Path, name: str) -> list[tuple[str, str]]:
    """A theme's templates by the names that are seen."""
    return [(one.name, one.text) for one in read_theme(root, name, []).templates if not one.overridden]


def test_a_theme_of_the_projects_own_wins(project: Project) -> None:
    root = project({"themes/briefing/templates/home.html": "mine"})
    assert [("home.html", "mine")] == templates(root, "briefing")


def test_a_theme_that_is_not_there_is_told(project: Project) -> None:
    said = "briefing.toml:1:1: there is no theme `none` in themes/, nor does one come with the program"
    assert [f'{said}; write theme = "briefing", or add the folder'] == wrong_with(project(), "none")


def test_what_editors_leave_among_templates_is_passed_over(project: Project) -> None:
    root = project({"themes/mine/templates/base.html": "<html>", "themes/mine/templates/#home.html": "half"})
    (root / "themes/mine/templates/.#base.html").symlink_to("somebody@somewhere.1:2")
    assert [("base.html", "<html>")] == templates(root, "mine")


@pytest.mark.parametrize("inner", ["templates", "static", "i18n", "templates/parts"])
def test_a_folder_of_a_theme_that_cannot_be_read_is_told(project: Project, inner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({f"themes/mine/{inner}/x": "x", "themes/mine/templates/parts/y.html": "y"})
    whole = os.scandir

    def forbidden(path: str) -> object:
        if str(path) == str(root / "themes/mine" / inner):
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(os, "scandir", forbidden)
    said = f"themes/mine/{inner}:1:1: this may not be read or written; check its permissions"
    assert [said] == wrong_with(root, "mine")


def test_a_file_of_texts_is_named_as_a_language(project: Project) -> None:
    root = project({"themes/mine/i18n/english.toml": "a = 'b'\n"})
    said = "this file has no language for its name; name it as a language tag: en.toml, fr.toml, pt-BR.toml …"
    assert [f"themes/mine/i18n/english.toml:1:1: {said}"] == wrong_with(root, "mine")


def test_the_programs_texts_stand_below_those_of_every_theme(project: Project) -> None:
    root = project({"themes/mine/i18n/en.toml": "a = 'b'\n"})
    texts = read_theme(root, "mine", []).texts
    assert texts[-1].path == "themes/mine/i18n/en.toml"
    assert "<program>/themes/briefing/i18n/en.toml" in [text.path for text in texts[:-1]]


def own(files: dict[str, str | bytes], extends: str = "briefing") -> dict[str, str | bytes]:
    """The files of a theme of the project's own."""
    return {"themes/mine/theme.toml": f'extends = "{extends}"\n'} | {
        f"themes/mine/{name}": text for name, text in files.items()
    }


MINE = 'title = "T"\ntheme = "mine"\n'
ARTICLE: dict[str, str | bytes] = {"content/articles/a.md": REPORT}


def page(root: Path, path: str) -> str:
    return files_of(root)[path].decode()


def test_a_theme_that_has_nothing_of_its_own_gives_the_pages_of_the_one_that_it_extends(project: Project) -> None:
    plain = files_of(project(ARTICLE, config=MINE.replace("mine", "briefing")))
    assert plain == files_of(project(ARTICLE | own({}), config=MINE))


def test_a_theme_may_override_one_template(project: Project) -> None:
    root = project(
        ARTICLE | own({"templates/_quote.html": "{% macro quotes(quotes, root, ids=true, here='') %}Mine{% endmacro %}"}),
        config=MINE,
    )
    assert "Mine" in page(root, "quotes.html")
    shown = page(root, "articles/a.html")
    assert ("Mine" in shown, "<blockquote" in shown, "Envoys meet in Vienna" in shown) == (True, False, True)


def test_a_theme_may_override_one_block_of_a_template(project: Project) -> None:
    override = '{% extends "briefing/base.html" %}{% block derived %}<p>By hand.</p>{{ super() }}{% endblock %}'
    shown = page(project(ARTICLE | own({"templates/base.html": override}), config=MINE), "timeline.html")
    assert "<p>By hand.</p>" in shown
    assert "were derived automatically" in shown


def test_a_theme_may_override_one_text(project: Project) -> None:
    root = project(ARTICLE | own({"i18n/en.toml": "[home]\nlatest = 'Fresh'\n"}), config=MINE)
    shown = page(root, "index.html")
    assert ('<h2 id="latest">Fresh</h2>' in shown, ">Who matters</h2>" in shown) == (True, True)


def test_a_theme_may_override_tokens_only(project: Project) -> None:
    theme = 'extends = "briefing"\n[tokens]\nlink = "#062"\n[tokens.dark]\nlink = "#9fb"\n'
    style = page(project(ARTICLE | {"themes/mine/theme.toml": theme}, config=MINE), "static/style.css")
    assert style.endswith(
        ":root {\n  --link: #062;\n}\n\n@media screen and (prefers-color-scheme: dark) {\n  :root {\n    --link: #9fb;\n  }\n}\n"
    )
    assert style.startswith((ROOT / "themes/briefing/static/style.css").read_text("utf-8").rstrip())


def test_static_files_are_taken_unless_overridden(project: Project) -> None:
    files = files_of(project(ARTICLE | own({"static/icon.svg": "<svg/>", "static/new.txt": "new"}), config=MINE))
    assert (b"<svg/>", b"new") == (files["static/icon.svg"], files["static/new.txt"])
    assert (ROOT / "themes/briefing/static/style.css").read_bytes() == files["static/style.css"]


def test_themes_extend_each_other_in_a_line(project: Project) -> None:
    files: dict[str, str | bytes] = {
        "themes/house/theme.toml": 'extends = "briefing"\n[tokens]\nlink = "#111"\nink = "#222"\n',
        "themes/house/i18n/en.toml": "[home]\nlatest = 'House'\npoints = 'House'\n",
        "themes/house/templates/base.html": '{% extends "briefing/base.html" %}{% block derived %}House {{ super() }}{% endblock %}',
        "themes/mine/templates/base.html": '{% extends "house/base.html" %}{% block derived %}Mine {{ super() }}{% endblock %}',
        "themes/mine/theme.toml": 'extends = "house"\n[tokens]\nlink = "#333"\n',
        "themes/mine/i18n/en.toml": "[home]\nlatest = 'Mine'\n",
    }
    root = project(ARTICLE | files, config=MINE)
    shown = page(root, "index.html")
    assert "Mine House" in " ".join(shown.split())
    assert (">Mine</h2>" in shown, ">House</h2>" in shown) == (True, True)
    style = page(root, "static/style.css")
    assert style.index("--link: #111") < style.index("--ink: #222") < style.index("--link: #333")


def test_a_theme_in_the_place_of_one_that_comes_with_the_program_may_extend_that(project: Project) -> None:
    files: dict[str, str | bytes] = {
        "themes/briefing/theme.toml": 'extends = "briefing"\n',
        "themes/briefing/templates/page.html": '{% extends "briefing/page.html" %}{% block derived %}Mine{% endblock %}',
    }
    assert "Mine" in page(project(ARTICLE | files), "method.html")


def test_a_style_sheet_of_ones_own_keeps_the_colours_that_it_has(project: Project) -> None:
    files: dict[str, str | bytes] = {
        "themes/house/theme.toml": 'extends = "briefing"\n[tokens]\nlink = "#111"\n',
        "themes/mine/theme.toml": 'extends = "house"\n',
        "themes/mine/static/style.css": ":root { --link: red }",
    }
    assert ":root { --link: red }" == page(project(ARTICLE | files, config=MINE), "static/style.css")


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        (
            'extends = "none"\n',
            "1:1: there is no theme `none` in themes/, nor does one come with the program; write extends = ",
        ),
        ('name = "x"\nextends = "mine"\n', "2:1: these themes extend each other: mine → mine; let one of them extend nothing"),
        ("extends = 3\n", "1:1: `extends` is not the name of a theme"),
        ('extends = "../x"\n', "1:1: `extends` is not the name of a theme"),
        ('extend = "briefing"\n', "1:1: the key `extend` is not known; did you mean `extends`?"),
        ("extends = \n", "1:11: this is not valid TOML"),
        ('extends = "briefing"\n[tokens]\nlnk = "#062"\n', "3:1: there is no token `lnk`; did you mean `link`?"),
        (
            'extends = "briefing"\n[tokens.dark]\nlink = "x; } body { color: red"\n',
            "3:1: this is no value for the token `link`",
        ),
        ('extends = "briefing"\n[tokens]\nlink = "url(https://x)"\n', "3:1: this is no value for the token `link`"),
        ('extends = "briefing"\ntokens = 3\n', "2:1: `tokens` is no table"),
    ],
)
def test_what_is_wrong_with_a_theme_is_told_with_its_line(project: Project, theme: str, said: str) -> None:
    (found,) = wrong_with(project({"themes/mine/theme.toml": theme}), "mine")
    assert found.startswith(f"themes/mine/theme.toml:{said}")


def test_themes_that_extend_each_other_in_a_circle_are_told(project: Project) -> None:
    files: dict[str, str | bytes] = {f"themes/{a}/theme.toml": f'extends = "{b}"\n' for a, b in ("xy", "yz", "zx")}
    said = "themes/z/theme.toml:1:1: these themes extend each other: x → y → z → x; let one of them extend nothing"
    assert [said] == wrong_with(project(files), "x")


def test_a_template_that_extends_itself_is_told(project: Project) -> None:
    root = project(ARTICLE | own({"templates/base.html": '\n{% extends "base.html" %}'}), config=MINE)
    with pytest.raises(InputError, match=r"themes/mine/templates/base.html:2:1: this template extends itself; name the theme"):
        files_of(root)


def test_a_folder_named_as_a_theme_is_told(project: Project) -> None:
    (found,) = wrong_with(project(own({"templates/briefing/base.html": "x"})), "mine")
    assert found.startswith(
        "themes/mine/templates/briefing/base.html:1:1: this is a template in a folder with the name of a theme"
    )


def test_a_mistake_is_told_in_the_file_that_it_is_in(project: Project) -> None:
    override = '{% extends "briefing/base.html" %}\n{% block derived %}{{ t("zzz") }}{% endblock %}'
    with pytest.raises(InputError, match=r"themes/mine/templates/base.html:2:1: there is no text 'zzz'"):
        files_of(project(ARTICLE | own({"templates/base.html": override}), config=MINE))


def test_a_page_is_made_of_the_templates_of_all_themes_in_the_line(project: Project) -> None:
    override = '{% extends "briefing/base.html" %}{% block derived %}{{ super() }}{% endblock %}'
    theme = read_theme(project(own({"templates/base.html": override})), "mine", [])
    made = dependencies(Templates(theme.path, theme.templates, words(theme.texts, "en", [])), [])
    assert {"page.html", "base.html", "briefing/base.html"} <= set(made["page.html"].templates)
    assert "site.derived" in made["page.html"].texts


def test_what_changes_in_a_theme_or_in_the_one_that_it_extends_is_built(project: Project) -> None:
    house: dict[str, str | bytes] = {
        "themes/house/theme.toml": 'extends = "briefing"\n',
        "themes/house/templates/base.html": '{% extends "briefing/base.html" %}{% block derived %}One{% endblock %}',
        "themes/house/i18n/en.toml": "[home]\npoints = 'First'\n",
    }
    root = project(ARTICLE | house | own({}, "house"), config=MINE)
    build(root, options=ALONE)
    (root / "themes/house/templates/base.html").write_text(
        '{% extends "briefing/base.html" %}{% block derived %}Two{% endblock %}'
    )
    (root / "themes/house/i18n/en.toml").write_text("[home]\npoints = 'Second'\n")
    build(root, options=ALONE)
    shown = (root / "site/index.html").read_text("utf-8")
    assert ("Two" in shown, "Second" in shown, "First" in shown) == (True, True, False)
    (root / "themes/mine/theme.toml").write_text('extends = "briefing"\n')
    build(root, options=ALONE)
    assert "Two" not in (root / "site/index.html").read_text("utf-8")
    expected = files_of(root)
    assert expected == {path: (root / "site" / path).read_bytes() for path in expected}
