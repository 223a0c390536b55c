from generator.dossier.resolve.happenings import merged
from generator.model.findings import Confidence
from generator.model.statements import Dated, Happening, Source


def event(report: str, text: str, date: str | None = "2009-10-13", actors: tuple[str, ...] = ("a", "b")) -> Happening:
    return Happening(
        id=f"e-{report}",
        text=text,
        date=Dated(date) if date else None,
        actors=actors,
        place=None,
        topics=(),
        confidence=Confidence.CERTAIN,
        rule="r",
        sources=(Source(report, "s-1", text, text),),
        tellings=(f"e-{report}",),
    )


MET = "Hillary Clinton met Sergei Lavrov in Moscow for talks about Iran"


def test_one_happening_in_two_reports_is_one_event_with_two_sources() -> None:
    found = merged([event("r1", MET), event("r2", "Clinton met Lavrov in Moscow for long talks")])
    assert [("r1", "r2")] == [tuple(source.article for source in e.sources) for e in found]
    assert [MET] == [e.text for e in found]


def test_other_days_other_actors_and_other_words_stay_apart() -> None:
    others = [
        event("r2", MET, date="2009-10-14"),
        event("r3", MET, actors=("c",)),
        event("r4", "The Senate passed a budget before the summer recess"),
    ]
    assert all(2 == len(merged([event("r1", MET), other])) for other in others)


def test_one_report_tells_no_event_twice() -> None:
    assert 2 == len(merged([event("r1", MET), event("r1", MET)]))


def test_undated_events_stay_apart_and_stand_last() -> None:
    found = merged([event("r1", MET, date=None), event("r2", MET, date=None), event("r3", MET)])
    assert ["r3", "r1", "r2"] == [e.sources[0].article for e in found]


def test_the_order_of_reports_does_not_matter() -> None:
    events = [event(f"r{n}", f"{MET} and number {n}") for n in range(4)]
    assert merged(events) == merged(reversed(events))
