"""Whatever the reader takes the schema takes, and the other way round; but for what other files and the report's text decide."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.content import config, front_matter, json_schema, judgements, parse
from generator.content import front_matter_keys as declared
from generator.content.config import Config
from generator.content.forms import FORMS, TextForm
from generator.content.keys import Key, Keys, ValueType
from generator.content.site_keys import SITE
from generator.model.problems import Problem
from tests.conftest import ROOT

CHECKER = jsonschema.FormatChecker(formats=())
READERS: dict[str, Callable[..., Any]] = {
    "report": parse.article,
    "actor": parse.actor,
    "topic": parse.topic,
    "page": parse.page,
    "judgement": judgements.judgement,
}
BEYOND = ("`expires` is not after", "`likelihood` ")
"""Problems that no schema can tell."""


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 with its core schema, as editors read it: days are texts, `yes` and `no` too."""


CoreLoader.yaml_implicit_resolvers = {}


for tag, pattern, first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def _fits(form: TextForm) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list | dict | bool) or form.fits(str(value))


for form in FORMS:
    CHECKER.checks(form.name)(_fits(form))
VALIDATORS = {
    kind: jsonschema.Draft202012Validator(json_schema.schema(kind), format_checker=CHECKER) for kind in json_schema.FILES
}


def schema_takes(kind: str, instance: object) -> bool:
    return not list(VALIDATORS[kind].iter_errors(instance))


def reader_takes(kind: str, head: str, body: str = "") -> bool:
    problems: list[Problem] = []
    READERS[kind]("a.md", f"---\n{head}---\n\n{body or 'Text.'}\n", config=Config(), problems=problems)
    return not [problem for problem in problems if not problem.wrong.startswith(BEYOND)]


def agree(kind: str, head: str) -> None:
    assert reader_takes(kind, head) == schema_takes(kind, yaml.load(head, CoreLoader) or {}), head


SCALARS = [
    "x",
    "person",
    "2009",
    "1.5",
    "true",
    "No",
    '"yes"',
    "~",
    "",
    '""',
    "2009-10-13",
    "2009-13-01",
    "199X",
    "en",
    "unknown",
]
SCALARS += ["Europe/Moscow", "https://example.org/", "position", "supports", "for", "a.png", "2009-10-13T14:30Z", "nobody"]
OTHERS = ["[]", "[x, y]", "[x, '']", "{}", "{x: y}", "[{x: y}]", "[[x]]"]


def values(row: Key, depth: int) -> st.SearchStrategy[str]:
    """Values of a key as YAML: its example, those of its choices, and others, right and wrong."""
    found: list[st.SearchStrategy[str]] = [st.just(row.example), st.sampled_from(SCALARS), st.sampled_from(OTHERS)]
    if row.choices:
        found.append(st.sampled_from(row.choices))
    if row.inner and depth:
        inner = mappings(row.inner, depth - 1).map(_in_braces)
        found += [inner.map("[{}]".format), st.tuples(inner, inner).map(lambda both: f"[{both[0]}, {both[1]}]")]
    return st.one_of(found)


def mappings(keys: Keys, depth: int = 1) -> st.SearchStrategy[dict[str, str]]:
    required = {row.name: st.one_of(st.just(row.example), values(row, depth)) for row in keys if row.required}
    optional = {row.name: values(row, depth) for row in keys if not row.required} | {"unknown_key": st.just("x")}
    some = st.fixed_dictionaries(required, optional=optional)
    return st.one_of(
        some, st.fixed_dictionaries({row.name: st.just(row.example) for row in keys if row.required}), some
    ).flatmap(lambda found: st.sampled_from([found, {name: value for name, value in found.items() if name != "unknown_key"}]))


def _in_braces(entries: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value or '~'}" for key, value in entries.items()) + "}"


@pytest.mark.parametrize("kind", READERS)
@given(data=st.data())
def test_the_reader_and_the_schema_of_front_matter_agree(kind: str, data: st.DataObject) -> None:
    entries = data.draw(mappings(json_schema.FILES[kind]))
    agree(kind, "".join(f"{key}: {value}\n" for key, value in entries.items()))


@pytest.mark.parametrize("keys", [declared.REJECTION, declared.ADDITION, declared.EVENT_CORRECTION], ids=lambda keys: keys.name)
@given(data=st.data())
def test_the_reader_and_the_schema_of_corrections_agree(keys: Keys, data: st.DataObject) -> None:
    agree("report", f"title: T\ndate: 2009\n{keys.name}: [{_in_braces(data.draw(mappings(keys)))}]\n")


@pytest.mark.parametrize("keys", [declared.ADDITION])
@given(data=st.data())
def test_an_addition_of_each_kind_with_what_it_needs_is_taken_by_both(keys: Keys, data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(keys.rules))
    entries = {row.name: row.example for row in keys if row.name in {"text", *rule.needs}} | {"kind": rule.value}
    head = f"title: T\ndate: 2009\nadd: [{_in_braces(entries)}]\n"
    assert (True, True) == (reader_takes("report", head), schema_takes("report", yaml.load(head, CoreLoader)))


TOML_VALUES = ['"x"', '""', "true", "1", "[]", '["x"]', "[1]", "{}", '{ x = "y" }', "2009-10-13", '"en"', '"UTC"', '"none"']


def settings(keys: Keys) -> st.SearchStrategy[dict[str, str]]:
    """Values as TOML by their keys, tables in braces."""
    entries = {}
    for row in keys:
        found: list[st.SearchStrategy[str]] = [st.sampled_from(TOML_VALUES)]
        if row.inner:
            tables = settings(row.inner).map(_table)
            found.append(tables if row.type is ValueType.TABLE else tables.map('{{ "A. B" = {} }}'.format))
        else:
            found += [st.just(row.example), *([st.sampled_from(row.choices).map('"{}"'.format)] if row.choices else [])]
        entries[row.name] = st.one_of(found)
    return st.fixed_dictionaries({}, optional={**entries, "unknown_key": st.just('"x"')})


def _table(entries: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key} = {value}" for key, value in entries.items()) + "}"


@given(settings(SITE))
def test_the_reader_and_the_schema_of_the_settings_agree(entries: dict[str, str]) -> None:
    text = "".join(f"{key} = {value}\n" for key, value in entries.items())
    problems: list[Problem] = []
    config.parse(text, problems)
    is_taken = not [problem for problem in problems if not re.search("spaCy|not installed", problem.wrong)]
    assert is_taken == schema_takes("briefing.toml", _dates_as_texts(tomllib.loads(text))), text


def _dates_as_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _dates_as_texts(each) for key, each in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("kind", json_schema.FILES)
def test_a_schema_is_one_and_its_examples_and_defaults_fit_it(kind: str) -> None:
    whole = json_schema.schema(kind)
    jsonschema.Draft202012Validator.check_schema(whole)
    pending = [whole]
    while pending:
        found = pending.pop()
        for name, value in found.get("properties", {}).items():
            if not isinstance(value, dict):
                continue
            pending.append(value)
            assert value.get("description"), name
            validator = jsonschema.Draft202012Validator({**value, "$defs": whole.get("$defs", {})}, format_checker=CHECKER)
            for example in [*value.get("examples", []), *([value["default"]] if "default" in value else [])]:
                assert [] == list(validator.iter_errors(example)), name
        for value in found.get("properties", {}).values():
            if isinstance(value, dict):
                pending += [one["items"] for one in value.get("anyOf", ()) if "items" in one]


BLOCKS = re.findall(r"(?:^ {4}.*\n|^\n(?= {4}))+", (ROOT / "docs/corrections.md").read_text("utf-8"), re.MULTILINE)


def documented(start: str) -> str:
    """The block of code in the documentation that starts so."""
    plain = ["".join(line.removeprefix("    ") + "\n" for line in block.strip("\n").splitlines()) for block in BLOCKS]
    return next(block for block in plain if block.startswith(start))


@pytest.mark.parametrize(
    ("kind", "block"),
    [
        ("actor", front_matter.split(documented("---\nname: Hillary"))[0]),
        ("topic", front_matter.split(documented("---\nname: Iran"))[0]),
        ("report", "title: T\ndate: 2009\n" + documented("topics: [")),
    ],
)
def test_the_examples_of_the_documentation_are_taken_by_both(kind: str, block: str) -> None:
    assert (True, True) == (reader_takes(kind, block), schema_takes(kind, yaml.load(block, CoreLoader)))


@pytest.mark.parametrize("kind", ["articles", "actors", "topics", "pages"])
def test_the_samples_files_fit_their_schemas(kind: str) -> None:
    for path in sorted((ROOT / "content" / kind).glob("*.md")):
        head = front_matter.split(path.read_text("utf-8"))[0]
        name = "report" if kind == "articles" else kind.removesuffix("s")
        assert schema_takes(name, yaml.load(head, CoreLoader)), path.name


def test_the_samples_settings_and_the_scaffolds_fit_the_schema() -> None:
    for path in (ROOT / "briefing.toml", ROOT / "generator/content/scaffold/briefing.toml"):
        assert schema_takes("briefing.toml", tomllib.loads(path.read_text("utf-8")))


def test_keys_of_other_programs_fit_where_the_site_lets_them_be() -> None:
    instance = {"title": "T", "tags": ["x"]}
    assert not schema_takes("page", instance)
    assert [] == list(jsonschema.Draft202012Validator(json_schema.schema("page", extra=True)).iter_errors(instance))
