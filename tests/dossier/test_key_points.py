from collections.abc import Sequence

from generator.dossier.in_memory import assemble
from generator.dossier.key_points import MAX_POINTS
from generator.model.statements import KeySentence
from tests.dossier.resolve.test_topics import accounts

LEDE = "Norwegian minister Anna Berg rejected the plan of the United Nations in Oslo on Monday"


def points(texts: Sequence[str]) -> tuple[KeySentence, ...]:
    return assemble(accounts(texts), (), ()).points


def test_every_report_gives_one_before_any_gives_a_second() -> None:
    texts = (
        f"{LEDE}.",
        "Sweden supports a fishing quota that Denmark proposed at the Copenhagen summit in March.",
        "Prime minister Olaf Strand resigned in Bergen after parliament refused to pass his budget.",
    )
    assert {"r0", "r1", "r2"} == {point.source.article for point in points(texts)}


def test_the_latest_report_comes_first_and_nothing_is_said_twice() -> None:
    found = points([f"{LEDE}.", f"{LEDE}."])
    assert ["r1"] == [point.source.article for point in found]


def test_there_are_never_more_than_a_reader_wants() -> None:
    towns = ("Bergen", "Tromso", "Stavanger", "Hamar", "Molde", "Narvik", "Alta", "Bodo", "Halden")
    texts = [
        f"Sweden rejected {town} proposals about {town}-like {town}isms on {n} March 2008 at a {town} fair."
        for n, town in enumerate(towns, 1)
    ]
    assert len(points(texts)) <= MAX_POINTS
