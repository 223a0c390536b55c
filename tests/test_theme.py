"""The size of what a theme makes readers download, held to limits."""

from tests.conftest import ROOT

STATIC = ROOT / "themes/briefing/static"
MOST_CSS, MOST_SCRIPT = 32_500, 15_000


def test_the_style_sheet_stays_small() -> None:
    assert sum(path.stat().st_size for path in STATIC.rglob("*.css")) < MOST_CSS


def test_our_own_scripts_stay_small() -> None:
    assert sum(path.stat().st_size for path in STATIC.rglob("*.js")) < MOST_SCRIPT


def test_the_style_sheet_asks_for_nothing_else() -> None:
    text = (STATIC / "style.css").read_text("utf-8")
    assert "url(" not in text
    assert "@import" not in text


def test_styles_use_logical_sides() -> None:
    screen = (STATIC / "style.css").read_text("utf-8").partition("@page {")[0]
    sides = ("margin-left", "margin-right", "padding-left", "padding-right", "float: left", "float: right")
    assert [] == [side for side in sides if side in screen]
