from generator.assemble.keypoints import MOST, choose
from tests.assemble.test_topics import report

LEDE = "Norwegian minister Anna Berg rejected the plan of the United Nations in Oslo on Monday"


def test_every_report_gives_one_before_any_gives_a_second() -> None:
    texts = (
        f"{LEDE}.",
        "Sweden supports a fishing quota that Denmark proposed at the Copenhagen summit in March.",
        "Prime minister Olaf Strand resigned in Bergen after parliament refused to pass his budget.",
    )
    reports = [report(f"r{number}", text) for number, text in enumerate(texts)]
    assert {"r0", "r1", "r2"} == {point.source.article for point in choose(reports)}


def test_the_latest_report_comes_first_and_nothing_is_said_twice() -> None:
    found = choose([report("r0", f"{LEDE}."), report("r1", f"{LEDE}.")])
    assert ["r1"] == [point.source.article for point in found]


def test_there_are_never_more_than_a_reader_wants() -> None:
    towns = ("Bergen", "Tromso", "Stavanger", "Hamar", "Molde", "Narvik", "Alta", "Bodo", "Halden")
    texts = [
        f"Sweden rejected {town} proposals about {town}-like {town}isms on {n} March 2008 at a {town} fair."
        for n, town in enumerate(towns, 1)
    ]
    assert len(choose([report(f"r{n}", text) for n, text in enumerate(texts)])) <= MOST
