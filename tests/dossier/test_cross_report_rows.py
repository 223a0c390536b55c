import msgspec

from generator.contexts import ActorLink, Cite, EventView, PositionView
from generator.dossier.cross_report_rows import events_of_date, positions_on_topic
from generator.dossier.index.rows import IndexRow, Location
from generator.model.findings import Confidence, Stance
from generator.model.statements import Dated, Happening, Source, Stand

encode, decode = msgspec.msgpack.encode, msgspec.msgpack.decode
MET = "Hillary Clinton met Sergei Lavrov in Moscow for talks about Iran"


def cite(report: str) -> Cite:
    return Cite(f"articles/{report}.html#s-1", report, report, None, MET, MET)


def telling(report: str, text: str) -> IndexRow:
    date = "2009-10-13"
    event = Happening(
        f"e-{report}",
        text,
        Dated(date),
        ("a", "b"),
        None,
        ("t",),
        Confidence.CERTAIN,
        "r",
        (Source(report, "s-1", text, text),),
    )
    view = EventView(event.id, text, None, (ActorLink(report, "", "person"),), None, "certain", "r", (cite(report),), 1)
    return IndexRow("events", "", report, "", 0, encode((event, view)))


def stand(report: str, date: str, stance: Stance) -> IndexRow:
    said = Stand(
        f"p-{report}", "russia", stance, stance.value, "sanctions", negated=False, hedge="", condition="", reported_by=None,
        reported_by_text="", topic="t", date=date, before=None, confidence=Confidence.CERTAIN, rule="r", source=Source(report, "s-1", "x", "x"),
    )  # fmt: skip
    view = PositionView(
        said.id, ActorLink("Russia", "", "country"), stance.value, "for", stance.value, "sanctions", negated=False, hedge="", condition="",
        reported_by=None, reported_by_text="", topic=None, when=None, changed="", confidence="certain", rule="r", cite=cite(report),
    )  # fmt: skip
    places = (Location("actor/russia", "positions", date, report), Location("positions", "positions", date, report))
    return IndexRow("positions", date, report, "", 0, encode((said, view, places)))


def test_an_event_of_two_reports_has_the_sources_and_actors_of_both() -> None:
    (entry,) = events_of_date([telling("r1", MET), telling("r2", "Clinton met Lavrov in Moscow for long talks")])
    view = decode(entry.value, type=EventView)
    assert (MET, 2, ["r1", "r2"]) == (view.text, view.reports, [one.title for one in view.cites])
    assert ["r1", "r2"] == [actor.name for actor in view.actors]
    found = {(p.subject, p.rank) for p in entry.locations}
    assert {("actor/a", 2), ("actor/b", 2), ("topic/t", 2), ("timeline", 2), ("publisher/r1", 0), ("publisher/r2", 0)} == found
    assert 2 == view.publishers


def test_an_event_of_many_reports_cites_five_and_counts_all() -> None:
    (entry,) = events_of_date([telling(f"r{number}", MET) for number in range(9)])
    view = decode(entry.value, type=EventView)
    assert (5, 9) == (len(view.cites), view.reports)


def test_a_position_on_the_other_side_is_a_change_and_quotes_the_one_before() -> None:
    first, second = positions_on_topic([stand("r1", "2009-07-01", Stance.REJECTS), stand("r2", "2009-10-13", Stance.SUPPORTS)])
    assert "" == decode(first.value, type=PositionView).changed
    assert "rejects sanctions" == decode(second.value, type=PositionView).changed
    assert ("positions", "changes") in {(place.subject, place.list) for place in second.locations}
    assert {0} == {place.rank for place in first.locations}
    assert 1 == second.locations[0].rank
