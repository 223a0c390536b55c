"""The keys of a file as JSON Schema (draft 2020-12), for editors that complete and check by it.

Front matter is YAML, whose plain words are numbers and truth values to other programs, while all of it is text to this one:
where a text may stand, those may too. Forms that JSON Schema has no name for stand as `format`, with a pattern for programs
that do not know it.
"""

from __future__ import annotations

import json
import tomllib
from typing import Any

from generator.content import front_matter
from generator.content.forms import EDTF, TextForm
from generator.content.front_matter_keys import ACTOR, JUDGEMENT, PAGE, REPORT, TOPIC
from generator.content.keys import Key, KeyRule, Keys, ValueType
from generator.content.site_keys import SITE

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES: dict[str, Keys] = {
    "briefing.toml": SITE,
    "report": REPORT,
    "actor": ACTOR,
    "topic": TOPIC,
    "page": PAGE,
    "judgement": JUDGEMENT,
}
"""The kinds of files that people write, by the names under which their schemas are asked for."""
Schema = dict[str, Any]
BLANK: Schema = {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\s*$"}]}
"""A key without a value."""
BLANK_REF = {"$ref": "#/$defs/blank"}
SCALARS = ["string", "number", "boolean"]
FLAG_WORDS = r"^\s*([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Oo][Nn]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]|[Oo][Ff][Ff])\s*$"
YEARS = {"minimum": 1000, "maximum": 9999}
"""Numbers that are years in EDTF."""


def file_name(kind: str) -> str:
    """Return the file of a project in which the schema of a kind of file is kept."""
    return f"schemas/{kind.removesuffix('.toml')}.schema.json"


def schema(kind: str, *, extra: bool = False) -> Schema:
    """Return the schema of a kind of file; with `extra`, front matter may have keys that are not declared."""
    keys = FILES[kind]
    if keys is SITE:
        return {"$schema": DIALECT, "title": keys.name, **_table(keys)}
    whole = _mapping(keys)
    return {"$schema": DIALECT, "title": keys.name, **whole, "additionalProperties": extra, "$defs": {"blank": BLANK}}


def as_text(kind: str, *, extra: bool = False) -> str:
    """Return the schema of a kind of file as JSON that people can read."""
    return json.dumps(schema(kind, extra=extra), indent=2, ensure_ascii=False) + "\n"


def _table(keys: Keys) -> Schema:
    properties = {row.name: _described(row, _toml_value(row), is_toml=True) for row in keys}
    return {"description": keys.text, "type": "object", "properties": properties, "additionalProperties": False}


def _toml_value(row: Key) -> Schema:
    """Return the schema of a value in TOML, which has types of its own."""
    if row.inner:
        inner = _table(row.inner)
        return {"type": "object", "additionalProperties": inner} if row.type is ValueType.TABLES else inner
    if row.type is ValueType.FLAG:
        return {"type": "boolean"}
    if row.bounds:
        number = "integer" if row.bounds.whole else "number"
        return {"type": number, "minimum": row.bounds.least, "maximum": row.bounds.most}
    if row.type is ValueType.NAMES:
        return {"type": "array", "items": {"type": "string"}}
    return _toml_text(row, may_be_empty=not row.required and not row.filled)


def _toml_text(row: Key, *, may_be_empty: bool) -> Schema:
    if row.choices:
        return {"enum": [*row.choices, *([""] if may_be_empty else [])]}
    form = EDTF if row.type is ValueType.DATE else row.form
    if form is None:
        return {"type": "string"} if may_be_empty else {"type": "string", "minLength": 1}
    formed = {"type": "string", "format": form.name, "pattern": form.pattern}
    return {"anyOf": [formed, {"const": ""}]} if may_be_empty else formed


def _mapping(keys: Keys) -> Schema:
    properties = {row.name: _described(row, _yaml_value(row), is_toml=False) for row in keys}
    required = [row.name for row in keys if row.required]
    found: Schema = {"description": keys.text, "type": "object", "properties": properties}
    if required:
        found["required"] = required
    if keys.rules:
        found["allOf"] = [_rule(rule) for rule in keys.rules]
    return {**found, "additionalProperties": False}


def _rule(rule: KeyRule) -> Schema:
    name = rule.when or rule.unless
    holds = {"required": [name], "properties": {name: {"const": rule.value} if rule.value else {"not": BLANK_REF}}}
    states: dict[str, Any] = {key: {"not": BLANK_REF} for key in rule.needs}
    states |= dict.fromkeys(rule.empty, BLANK_REF) | dict.fromkeys(rule.never, False)
    return {"if": holds, "then" if rule.when else "else": {"required": [*rule.needs], "properties": states}}


def _yaml_value(row: Key) -> Schema:
    """Return the schema of a value in front matter as other programs read it."""
    may_be_empty = not row.required and not row.filled
    if row.type is ValueType.FLAG:
        return {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": FLAG_WORDS}, BLANK_REF]}
    if row.type is ValueType.NAMES:
        named = _formed(row.form) if row.form else {"type": SCALARS, "pattern": r"\S"}
        return {"anyOf": [{"type": "array", "items": named}, named, BLANK_REF]}
    if row.type in {ValueType.ENTRIES, ValueType.MAPPINGS} and row.inner:
        return _list(row, row.inner)
    if row.choices:
        allowed: Schema = {"enum": [*row.choices]}
    elif form := EDTF if row.type is ValueType.DATE else row.form:
        allowed = _formed(form)
    elif may_be_empty:
        return {"type": [*SCALARS, "null"]}
    else:
        return {"type": SCALARS, "pattern": r"\S"}
    return {"anyOf": [allowed, BLANK_REF]} if may_be_empty else allowed


def _list(row: Key, inner: Keys) -> Schema:
    """Return the schema of a list of mappings, or of texts and mappings, of which a single text is one, too."""
    if row.type is ValueType.MAPPINGS:
        return {"anyOf": [{"type": "array", "items": _mapping(inner)}, BLANK_REF]}
    text: Schema = {"type": SCALARS, "pattern": r"\S"}
    several = {"type": "array", "items": {"anyOf": [text, _mapping(inner)]}, "minItems": int(row.required)}
    return {"anyOf": [several, text, *([] if row.required else [BLANK_REF])]}


def _formed(form: TextForm) -> Schema:
    """Return the schema of a text of a form. Other programs read what looks like a number as one, as a year alone does."""
    found = {"type": "string", "format": form.name, "pattern": form.pattern}
    if form.fits("1"):
        return {**found, "type": SCALARS}
    return {**found, "type": ["string", "integer"], **YEARS} if form.fits(str(YEARS["maximum"])) else found


def _described(row: Key, value: Schema, *, is_toml: bool) -> Schema:
    """Return the schema of a value with what editors show beside it."""
    found: Schema = {"description": row.text if row.inner is None or not is_toml else row.inner.text, **value}
    if row.default not in {"", None}:
        found["default"] = list(row.default) if isinstance(row.default, tuple) else row.default
    if row.type not in {ValueType.TABLE, ValueType.TABLES}:
        found["examples"] = [_toml_example(row) if is_toml else _yaml_example(row)]
    return found


def _toml_example(row: Key) -> Any:
    return tomllib.loads(f"x = {row.example}")["x"]


def _yaml_example(row: Key) -> Any:
    tree = front_matter.parse(f"x: {row.example}\n", "")
    value = _plain(tree)["x"]
    return value == "true" if row.type is ValueType.FLAG else value


def _plain(node: front_matter.YamlNode) -> Any:
    if isinstance(node.value, dict):
        return {key: _plain(value) for key, value in node.value.items()}
    return [_plain(entry) for entry in node.value] if isinstance(node.value, tuple) else node.value
