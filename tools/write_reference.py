"""Writes docs/reference.md: every key of people's files, from the rows that the program reads them by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.content import front_matter_keys as declared
from generator.content import json_schema
from generator.content.keys import Key, KeyRule, Keys, ValueType

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference.md"
HEAD = """# All keys

Made from the program's own rows by `make reference`. [corrections.md](corrections.md) says what the keys of reports and
profiles are for.

In `briefing.toml` values are TOML: texts in quotes, `true` and `false` without. In front matter all plain words are text:
`title: 2009` and `lang: no` are what they look like. Dates are EDTF ([corrections.md](corrections.md#dates)). Keys that are not
known are problems; in front matter not where `[front_matter] extra = "ignore"` lets them be.
"""
EDITORS = """
## In an editor

`briefing schema briefing.toml`, `report`, `actor`, `topic`, `page` and `judgement` print JSON Schemas (draft 2020-12) of the
same rows; `briefing init` puts them into `schemas/`. After an upgrade, or a change of `extra`, print them anew:

    briefing schema report > schemas/report.schema.json

- **`briefing.toml`** completes, explains and checks its keys in VS Code with Even Better TOML, and wherever else Taplo is
  the language server, by its first line: `#:schema ./schemas/briefing.schema.json`. On the command line: `taplo lint
  briefing.toml`.
- **Front matter** is YAML inside Markdown, and Red Hat's YAML extension for VS Code reads YAML files only. What checks it, in
  VS Code (the extension `unifiedjs.vscode-remark`) and on the command line (`npx remark content`), is remark; it completes
  nothing. `npm install remark-cli remark-frontmatter remark-lint-frontmatter-schema`, and write
  `content/articles/.remarkrc.mjs`:

      import { readFileSync } from 'node:fs'
      import frontmatter from 'remark-frontmatter'
      import frontmatterSchema from 'remark-lint-frontmatter-schema'

      const file = new URL('../../schemas/report.schema.json', import.meta.url)
      const { $schema, ...embed } = JSON.parse(readFileSync(file)) // it knows no newer draft than 07, which suffices
      const ajvOptions = { strict: false, validateFormats: false }
      export default { plugins: [frontmatter, [frontmatterSchema, { embed, ajvOptions }]] }

  Likewise in `content/actors/`, `content/topics/`, `content/pages/` and `content/judgements/`.
- What depends on more than one file (the words of a report, pictures, an installed parser, two dates in order) no schema tells;
  `briefing build` and the live preview do.
"""
TITLES = {
    "briefing.toml": "briefing.toml",
    "report": "Reports",
    "actor": "Actors",
    "topic": "Topics",
    "page": "Pages of yours",
    "judgement": "Judgements",
}


def page() -> str:
    """Return the page of reference."""
    parts = [HEAD]
    for kind, keys in json_schema.FILES.items():
        parts += [f"\n## {TITLES[kind]}\n\n{keys.text}\n", *_sections(keys)]
    return "".join([*parts, EDITORS])


def _sections(keys: Keys) -> Iterator[str]:
    """Yield the table of some keys, then those of the keys inside them."""
    yield "\n| key | value | default | |\n|---|---|---|---|\n"
    yield from (f"| `{row.name}` | {_value(row)} | {_default(row)} | {_text(row)} |\n" for row in keys if not _is_table(row))
    if keys is declared.ADDITION:
        yield from _additions(keys)
    elif keys.rules:
        yield "\n" + " ".join(map(_rule, keys.rules)) + "\n"
    for row in keys:
        if row.inner:
            yield f"\n### `{_heading(row)}`\n\n{row.inner.text}\n"
            yield from _sections(row.inner)


def _is_table(row: Key) -> bool:
    return row.type in {ValueType.TABLE, ValueType.TABLES}


def _heading(row: Key) -> str:
    return row.example if _is_table(row) else row.name


def _value(row: Key) -> str:
    if row.choices:
        return f"one of {', '.join(f'`{choice}`' for choice in row.choices)}"
    return row.form.is_not if row.form else str(row.type)


def _default(row: Key) -> str:
    if row.required:
        return "must be there"
    said = str(row.default).lower() if isinstance(row.default, bool) else row.default
    return row.default_text or (f"`{said}`" if said else "none")


def _text(row: Key) -> str:
    return f"{row.text} Example: `{row.example}`".replace("|", "\\|")


def _rule(rule: KeyRule) -> str:
    needs, empty, never = (_names(names) for names in (rule.needs, rule.empty, rule.never))
    said = [f"needs {needs}"] if needs else []
    said += [f"goes without {empty or never}"] if empty or never else []
    return f"{f'`{rule.when}`' if rule.when else f'What has no `{rule.unless}`'} {' and '.join(said)}."


def _names(names: tuple[str, ...]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def _additions(keys: Keys) -> Iterator[str]:
    """Yield the table of which keys an addition of each kind needs and may have."""
    yield "\n| an added … | needs | may have |\n|---|---|---|\n"
    for rule in keys.rules:
        shared = {"kind", "text", "why", *rule.needs, *rule.never}
        more = [f"`{row.name}`" for row in keys if row.name not in shared]
        yield f"| `{rule.value}` | {', '.join(f'`{name}`' for name in rule.needs)} | {', '.join(more)} |\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
