"""A dossier of thirty invented reports with all that the desk asks about: short and full names, acronyms, wrong kinds, namesakes.

The same people, bodies and matters come back in other words, so that an answer mends several reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

FIRST_DAY = date(2021, 3, 1)
OPENINGS = (
    "The Ministry of Fisheries said on {day} that {matter} would be settled within weeks.",
    "Fishing crews in the north waited on {day} for news of {matter}.",
    "Talks on {matter} went on in Tromvik on {day}.",
)
MATTERS = ("the herring quota", "the new harbour", "the cod quota")
STORIES = (
    # One person under a full name, a fuller one and a family name that another person has too
    'Fisheries minister Ingrid Solberg met crews in Tromvik. "The quota protects the stock," Solberg said.',
    'Ingrid Marie Solberg, the fisheries minister, rejected the plan. "We will not go back," Solberg told reporters.',
    "Harbour master Jonas Solberg praised the new quay. Jonas Solberg has worked in Tromvik for years.",
    "Solberg criticised the delay in the talks, crews said.",
    # A body under its name and its letters
    "The Northern Fishing Crews Association opposes the herring quota. The association speaks for 400 crews.",
    'NFCA warned of strikes. "Nobody asked the crews," NFCA chairman Petter Dahl said.',
    "Petter Dahl, the chairman of the Northern Fishing Crews Association, supports new talks on the herring quota.",
    # A company that reads like a place, or like a person
    "Lofthav signed a contract for the new harbour. The company Lofthav builds quays.",
    "Ships lay idle in Lofthav on that day, a port official said.",
    # Letters in another order
    "Marine biologist Katarzyna Lewandowska counted 1,200 seals near the new harbour.",
    "Katarzyna Lewandoswka said the count was higher than the year before.",
    "Petter Dahl met Ingrid Solberg in Tromvik. Dahl supports the cod quota.",
)


def reports(number: int = 30) -> Iterator[tuple[str, str]]:
    """Yield the files of so many reports by their names from the root, each with two or three stories."""
    for at in range(number):
        day = FIRST_DAY + timedelta(days=at)
        matter = MATTERS[at % len(MATTERS)]
        told = [OPENINGS[at % len(OPENINGS)].format(day=f"{day:%B} {day.day}", matter=matter)]
        told += [STORIES[(at + step) % len(STORIES)] for step in (0, 5, 7)[: 2 + at % 2]]
        head = f"---\ntitle: 'Report {at + 1}: {matter}'\ndate: {day.isoformat()}\nsource: {('Coast Herald', 'Fjord Post')[at % 2]}\nlang: en\n---\n"
        yield f"content/articles/{day.isoformat()}-report.md", head + "\n" + "\n\n".join(told) + "\n"


def files() -> dict[str, str]:
    """Return all files of the dossier."""
    return dict(reports())
