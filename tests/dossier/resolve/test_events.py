from generator.dossier.resolve.events import grouped
from generator.model.findings import Confidence, PlacedBy
from generator.model.statements import Happening
from tests.told_events import happening as telling


def reports(groups: list[list[Happening]]) -> list[list[str]]:
    return [[one.sources[0].article for one in group] for group in groups]


MET = "Hillary Clinton met Sergei Lavrov in Moscow for talks about Iran"
SHORTER = "Clinton met Lavrov in Moscow for long talks"


def test_two_reports_of_one_event_are_one_group_with_the_longest_telling_first() -> None:
    assert [["r2", "r1"]] == reports(grouped([telling("r1", SHORTER), telling("r2", MET)]))


def test_another_day_other_actors_and_other_words_are_other_events() -> None:
    others = [
        telling("r2", MET, date="2009-10-14"),
        telling("r3", MET, actors=("c",)),
        telling("r4", "The Senate passed a budget before the summer recess"),
    ]
    assert [2, 2, 2] == [len(grouped([telling("r1", MET), other])) for other in others]


def test_an_actor_that_only_a_shorter_telling_names_joins_a_third() -> None:
    third = telling("r3", "Lavrov met Clinton, talks in Moscow", actors=("c",))
    assert [["r1", "r2", "r3"]] == reports(grouped([telling("r1", MET), telling("r2", SHORTER, actors=("b", "c")), third]))


def test_two_tellings_of_one_report_are_two_events() -> None:
    assert [["r1"], ["r1"]] == reports(grouped([telling("r1", MET), telling("r1", MET)]))


def test_undated_events_are_not_grouped_and_come_last() -> None:
    found = grouped([telling("r1", MET, date=None), telling("r2", MET, date=None), telling("r3", MET)])
    assert [["r3"], ["r1"], ["r2"]] == reports(found)


def test_the_order_of_reports_does_not_matter() -> None:
    tellings = [telling(f"r{n}", f"{MET} and number {n}") for n in range(4)]
    assert grouped(tellings) == grouped(reversed(tellings))


def test_the_surest_telling_comes_first_and_of_these_one_that_the_text_dates() -> None:
    found = grouped(
        [
            telling("r1", f"{MET} and Syria", confidence=Confidence.UNSURE),
            telling("r2", f"{MET} twice", confidence=Confidence.LIKELY, placed_by=PlacedBy.REPORT),
            telling("r3", MET, confidence=Confidence.LIKELY),
        ]
    )
    assert [["r3", "r2", "r1"]] == reports(found)
