from dataclasses import dataclass, fields

import pytest

from generator.content import config, toml
from generator.content.config import Config
from generator.content.keys import Key, Keys, ValueType
from generator.content.site_keys import SITE
from generator.model.problems import Problem, Where


@dataclass(frozen=True, slots=True)
class Publisher:
    name: str
    texts: str = "all"
    is_own: bool = False


PUBLISHERS = Keys(
    "[sources]",
    "Publishers.",
    (
        Key("texts", ValueType.CHOICE, "How much of it.", '"none"', choices=("all", "none")),
        Key("is_own", ValueType.FLAG, "Our own.", "true", default=False),
    ),
)
KEYS = Keys(
    "briefing.toml",
    "Settings.",
    (
        Key("shown", ValueType.FLAG, "Shown.", "true", default=False),
        Key("since", ValueType.DATE, "Since.", "2009-10-13"),
        Key("names", ValueType.NAMES, "Names.", '["a"]'),
        Key(
            "home", ValueType.TABLE, "Home.", "[home]", inner=Keys("[home]", "", (Key("lead", ValueType.TEXT, "Lead.", '"a"'),))
        ),
        Key("sources", ValueType.TABLES, "Publishers.", '[sources."A"]', inner=PUBLISHERS, make=Publisher),
    ),
)


def read(text: str) -> tuple[dict[str, object], list[str]]:
    problems: list[Problem] = []
    given = toml.parsed(config.FILE, text, problems)
    assert given is not None
    taken = config._TableReader(text, problems).table(given, KEYS, ())
    return taken, [str(problem) for problem in problems]


def problems_in(text: str) -> list[str]:
    problems: list[Problem] = []
    config.parse(text, problems)
    return [str(problem) for problem in problems]


def declared(keys: Keys, prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for row in keys:
        if row.type is ValueType.TABLE and row.inner:
            found |= declared(row.inner, f"{prefix}{row.name}_")
        else:
            is_list = row.type in {ValueType.NAMES, ValueType.TABLES}
            found[row.field or f"{prefix}{row.name}"] = row.default or () if is_list else row.default
    return found


def test_every_field_has_a_row_with_its_default_and_every_row_a_field() -> None:
    assert declared(SITE) == {field.name: field.default for field in fields(Config)}


def test_values_of_every_type_become_fields() -> None:
    text = (
        'shown = true\nsince = 2009-10-13\nnames = ["a", "b"]\nhome.lead = "x"\n'
        '[sources."St. Petersburg News"]\ntexts = "none"\n[sources.Other]\nis_own = true\n'
    )
    expected = {
        "shown": True,
        "since": "2009-10-13",
        "names": ("a", "b"),
        "home_lead": "x",
        "sources": (Publisher("St. Petersburg News", "none"), Publisher("Other", is_own=True)),
    }
    assert (expected, []) == read(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('shown = "yes"\n', "1:1: `shown` must be true or false; write shown = true"),
        ('names = "a"\n', '1:1: `names` must be a list of texts; write names = ["a"]'),
        ("names = [1]\n", '1:1: `names` must be a list of texts; write names = ["a"]'),
        ('\nsince = "Monday"\n', "2:1: `since` is not a date: 'Monday'; write 2009-10-13, 2009-10 or 2009 (EDTF)"),
        ('home = "x"\n', "1:1: `home` must be a table; write [home], and its keys on the lines below"),
        ("[home]\nlead = 1\n", '2:1: `home.lead` must be text; write lead = "…"'),
        ('[home]\nlede = "x"\n', "2:1: the key `home.lede` is not known; did you mean `home.lead`?"),
        (
            '[sources."A (b) & c."]\ntexts = "some"\n',
            "2:1: `sources.A (b) & c..texts` does not know 'some'; use one of all, none",
        ),
        ('sources.A = "none"\n', "1:1: `sources.A` must be a table; write [sources.A], and its keys on the lines below"),
        ("  home = { lead = 1 }\n", '1:3: `home.lead` must be text; write lead = "…"'),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_what_to_do(text: str, said: str) -> None:
    assert ({}, [f"briefing.toml:{said}"]) == ({}, read(text)[1])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = 1\n", '1:1: `title` must be text; write title = "…"'),
        ('language = ""\n', "1:1: `language` is empty; "),
        ('language = "klingon"\n', "1:1: `language` is not a language tag: 'klingon'; "),
        ('time_zone = "Mars"\n', "1:1: `time_zone` is not a time zone: 'Mars'; "),
        ('theme = "../x"\n', "1:1: `theme` is not the name of a theme: '../x'; "),
        ('base_url = "example.org"\n', "1:1: `base_url` is not a web address: 'example.org'; "),
        ('base_url = "https://example.org/?a"\n', "1:1: `base_url` is not a web address: "),
        ('[derive]\nsyntax = "other"\n', "2:1: `derive.syntax` is not the name of a parser: 'other'; "),
        ('titel = "x"\n', "1:1: the key `titel` is not known; did you mean `title`?"),
        ("x = \n", "1:5: this is not valid TOML: "),
    ],
)
def test_a_wrong_setting_is_told(text: str, said: str) -> None:
    assert [True] == [problem.startswith(f"briefing.toml:{said}") for problem in problems_in(text)]


def test_the_sites_address_ends_with_a_slash() -> None:
    assert "https://example.org/a/" == config.parse('base_url = "https://example.org/a"\n', []).base_url


def test_keys_are_found_in_tables_whose_names_have_quotes_and_dots() -> None:
    text = '[ sources . \'The "A".\' ]\nb."c d" = 1\n'
    assert Where("x.toml", 2) == toml.where("x.toml", text, ("sources", 'The "A".', "b", "c d"))
