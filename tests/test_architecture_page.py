"""docs/architecture.md agrees with the folders."""

import re

from tests.conftest import ROOT

PAGE = (ROOT / "docs/architecture.md").read_text("utf-8")
GENERATOR = ROOT / "generator"


def test_every_room_has_a_line() -> None:
    rooms = {path.name for path in GENERATOR.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms == set(re.findall(r"^\| `([a-z]+)/` \|", PAGE, re.MULTILINE))


def test_every_file_that_it_names_exists() -> None:
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|md))`", PAGE))
    assert len(named) > 20
    assert set() == {name for name in named if not (GENERATOR / name).is_file() and not (ROOT / name).is_file()}


def test_every_folder_that_it_names_exists() -> None:
    named = set(re.findall(r"`((?:[a-z_]+/)+)`", PAGE))
    places = (ROOT, GENERATOR, *(path for path in GENERATOR.iterdir() if path.is_dir()))
    assert set() == {name for name in named if not any((place / name).is_dir() for place in places)}


def test_a_kind_of_finding_touches_at_most_twelve_modules() -> None:
    listed = PAGE.partition("## To add a kind of finding")[2].partition("\n## ")[0]
    assert 1 < len(set(re.findall(r"`([a-z_]+/[a-z_<>/]+\.py)`", listed))) <= 12
