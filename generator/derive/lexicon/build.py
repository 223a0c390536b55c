"""Writes `countries.tsv` from the package `countryinfo` (MIT): names, capitals, demonyms.

To refresh the facts: `python -m generator.derive.lexicon.build`.
"""

from __future__ import annotations

from pathlib import Path

HEADER = """\
# Countries and territories: name, capital, demonyms, other names (the last two parted by semicolons).
# Facts from the package countryinfo (MIT), written by `python -m generator.derive.lexicon.build`.
"""
LEFT_OUT = frozenset(
    {"Palestine, State of", "Holy See (Vatican City State)", "Antilles néerlandaises", "Serbia and Montenegro"}
)
TERRITORY_WORDS = (" Territory", " Islands and", "(French part)", "(Dutch part)", "Minor Outlying")


def rows() -> list[str]:
    """A line a country, in order of names; ASCII other names only, since reports in English use those."""
    from countryinfo import all_countries

    found = {}
    for country in all_countries():
        facts = country.info()
        name = str(facts.get("name") or "").removeprefix("The ")
        if not name or name in LEFT_OUT or any(word in name for word in TERRITORY_WORDS):
            continue
        demonyms = ";".join(part.strip() for part in str(facts.get("demonym") or "").replace("/", ",").split(","))
        others = [alias for alias in facts.get("altSpellings") or [] if _is_english(alias, name)]
        capital = str(facts.get("capital") or "").split(" / ")[0]
        found[name] = f"{name}\t{capital}\t{demonyms}\t{';'.join(others)}"
    return [found[name] for name in sorted(found)]


def _is_english(alias: str, name: str) -> bool:
    return alias.isascii() and len(alias) > 4 and alias[0].isupper() and "," not in alias and alias != name


if __name__ == "__main__":
    (Path(__file__).parent / "en" / "countries.tsv").write_text(HEADER + "\n".join(rows()) + "\n", "utf-8")
