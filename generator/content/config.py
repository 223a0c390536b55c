"""`briefing.toml` to a Config. `site_keys.py` declares its keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from generator.content import toml
from generator.content.keys import Key, Keys, ValueType, Wrong, unknown_keys, wrong_text
from generator.content.plain_characters import on_one_line
from generator.content.site_keys import EXTRA_REFUSED, SITE, SourceSettings
from generator.derive import derivers
from generator.derive.syntax import spacy_pipeline
from generator.model.article import FULL
from generator.model.language_models import NAME, PREFIX, ModelSettings
from generator.model.permalinks import slugs
from generator.model.problems import Problem
from generator.model.yardsticks import ICD_203

FILE = "briefing.toml"


@dataclass(frozen=True, slots=True)
class Config:
    """The site. `base_url` is empty or absolute with a trailing slash; `language` is a BCP 47 tag."""

    title: str = "Briefing"
    description: str = ""
    language: str = "en"
    time_zone: str = "UTC"
    theme: str = "briefing"
    base_url: str = ""
    author: str = ""
    publish_texts: str = FULL
    sources: tuple[SourceSettings, ...] = ()
    front_matter_extra: str = EXTRA_REFUSED
    follow_links: bool = False
    """True where links may lead out of the project; `runtime.project_files` reads it, before all else is read."""
    judgements_yardstick: str = ICD_203
    syntax: str = ""
    """The parser of reports, `[derive] syntax`: empty for the program's own, or "spacy:NAME"."""
    editor: str = ""
    """The name under which decisions stand in the ledger, `[desk] editor`; empty for the system's name of who decides."""
    use: tuple[str, ...] = derivers.DEFAULT
    """What finds something in reports, `[derive] use`: the first wins where they differ."""
    llm_endpoint: str = ""
    llm_model: str = ""
    llm_key_env: str = ""
    llm_temperature: float = 0
    llm_seed: int = 0
    llm_max_tokens: int = 4096
    llm_timeout: int = 180
    llm_requests_per_minute: int = 0
    llm_parallel: int = 1
    llm_budget_requests: int = 0
    llm_budget_tokens: int = 0
    llm_price_in: float = 0
    llm_price_out: float = 0

    @property
    def llm(self) -> ModelSettings:
        """The settings of `[llm]`."""
        given = {name: getattr(self, f"llm_{name}") for name in ModelSettings.__struct_fields__}
        return ModelSettings(**given)

    def published(self, source: str) -> str:
        """Return how much is published of the texts of a publisher's reports."""
        slug = slugs(source) if source else ""
        of_source = (one.publish_texts for one in self.sources if slug and slugs(one.name) == slug)
        return next(filter(None, of_source), self.publish_texts)

    def grade(self, source: str) -> str:
        """Return the grade of a publisher; empty where it has none."""
        slug = slugs(source) if source and self.sources else ""
        return next((one.grade for one in self.sources if one.grade and slug and slugs(one.name) == slug), "")


def parse(text: str, problems: list[Problem]) -> Config:
    """A Config from the text of `briefing.toml`; whatever is wrong is added to `problems` and left at its default."""
    given = toml.parsed(FILE, text, problems)
    if given is None:
        return Config()
    reader = _TableReader(text, problems)
    taken = reader.table(given, SITE, ())
    if taken.get("syntax") and (wrong := spacy_pipeline.why_unusable(taken["syntax"])):
        reader.note(("derive", "syntax"), wrong)
        taken.pop("syntax")
    if "use" in taken and (unusable := tuple(_unusable(taken["use"]))):
        for wrong in unusable:
            reader.note(("derive", "use"), wrong)
        taken.pop("use")
    if taken.get("base_url"):
        taken["base_url"] = taken["base_url"].rstrip("/") + "/"
    return _with_model(Config(**taken), reader)


def _with_model(config: Config, reader: _TableReader) -> Config:
    """Return the settings with the language model under its own name among the derivers."""
    if NAME not in config.use:
        return config
    if not config.llm_model:
        reader.note(("derive", "use"), ("`derive.use` names `llm`, and [llm] names no model", 'write model = "…" below [llm]'))
    named = (config.llm.rule if name == NAME else name for name in config.use)
    return replace(config, use=tuple(name for name in named if name != PREFIX) or derivers.DEFAULT)


def _unusable(use: tuple[str, ...]) -> Iterator[Wrong]:
    """Return what is wrong with the names of derivers."""
    if not use:
        yield "`derive.use` names nobody who reads the reports", f'write use = ["{derivers.RULES}"], or leave it out'
    yield from filter(None, map(derivers.why_unusable, dict.fromkeys(use)))
    called = Counter(derivers.called(use))
    for name in (name for name, number in called.items() if number > 1):
        yield f"`derive.use` names {name!r} more than once", "name each once, the one that wins first"


class _TableReader:
    """Reads tables by their rows; a path is the names of tables and, last, of the key."""

    def __init__(self, text: str, problems: list[Problem]) -> None:
        self.text, self.problems = text, problems

    def note(self, path: tuple[str, ...], wrong: Wrong) -> None:
        self.problems.append(Problem(toml.where(FILE, self.text, path), *wrong))

    def table(self, given: Mapping[str, Any], keys: Keys, path: tuple[str, ...], prefix: str = "") -> dict[str, Any]:
        """Return the right values by the fields that hold them, the unset ones left out."""
        taken: dict[str, Any] = {}
        known = {".".join((*path, row.name)) for row in keys}
        for name, value in given.items():
            here, row = (*path, name), keys.find(name)
            if row is None:
                tables = [".".join((*path, row.name)) for row in keys if row.type in {ValueType.TABLE, ValueType.TABLES}]
                self.note(here, _unknown(".".join(here), value, known, tables))
            elif row.type is ValueType.TABLE and row.inner:
                if (inner := self._mapping(value, here)) is not None:
                    taken |= self.table(inner, row.inner, here, f"{prefix}{name}_")
            elif (found := self._value(row, value, here)) is not None:
                taken[row.field or f"{prefix}{name}"] = found
        return taken

    def _value(self, row: Key, value: Any, path: tuple[str, ...]) -> Any:
        """Return the value of a key; None, with a problem noted, where it is wrong."""
        if row.type is ValueType.TABLES:
            return self._tables(row, value, path)
        if type(value) is date:  # TOML has days of its own; all else takes them for texts
            value = value.isoformat()
        if isinstance(value, str):
            value = on_one_line(value)
        if wrong := _wrong(row, value, ".".join(path)):
            self.note(path, wrong)
            return None
        return tuple(value) if row.type is ValueType.NAMES else value

    def _tables(self, row: Key, value: Any, path: tuple[str, ...]) -> tuple[Any, ...] | None:
        """Return what is made of each of the tables, in the order of the file."""
        tables = self._mapping(value, path)
        if tables is None or row.inner is None or row.make is None:
            return None
        read = ((name, self._mapping(each, (*path, name))) for name, each in tables.items())
        return tuple(row.make(name, **self.table(each, row.inner, (*path, name))) for name, each in read if each is not None)

    def _mapping(self, value: Any, path: tuple[str, ...]) -> Mapping[str, Any] | None:
        if isinstance(value, dict):
            return value
        name = ".".join(path)
        self.note(path, (f"`{name}` must be a table", f"write [{name}], and its keys on the lines below"))
        return None


def _unknown(name: str, value: Any, known: Collection[str], tables: Collection[str]) -> Wrong:
    """Return what is wrong with a key that there is not. A table is no misspelt key: its keys stand in the wrong place."""
    if not isinstance(value, dict):
        return unknown_keys([name], known)
    if misplaced := ", ".join(f"`{inner}`" for inner in value if inner in known):
        return f"there is no table [{name}]", f"write {misplaced} at the top of the file, above any line in [ ]"
    there = " or ".join(f"[{table}]" for table in sorted(tables))
    near = get_close_matches(name, tables, n=1)
    where = f"keys stand at the top of the file, without a table, but for those in {there}"
    todo = f"did you mean [{near[0]}]?" if near else where
    return f"there is no table [{name}]", todo


def _wrong(row: Key, value: Any, name: str) -> Wrong | None:
    """Return what is wrong with a value, and what to do; None when it is right."""
    if row.type is ValueType.FLAG:
        return None if isinstance(value, bool) else (f"`{name}` must be true or false", f"write {row.name} = true")
    if row.bounds:
        return None if row.bounds.fit(value) else (f"`{name}` must be {row.bounds}", f"write {row.name} = {row.example}")
    if row.type is ValueType.NAMES:
        is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return None if is_list else (f"`{name}` must be a list of texts", f"write {row.name} = {row.example}")
    if not isinstance(value, str):
        return f"`{name}` must be text", f'write {row.name} = "…"'
    return wrong_text(row, value, name)
