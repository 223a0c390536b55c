from typing import Any

import msgspec
from msgspec.structs import replace

from generator.contexts import ActorLink, Cite, EventView, FigureView, PositionView, QuoteView
from generator.dossier.cross_report_rows import event, figures_of_kind, positions_on_topic, quotes_of_words
from generator.dossier.index.rows import IndexEntry, IndexRow, Location, encoded
from generator.dossier.report_rows import TellingRow, event_row, publishers
from generator.model.findings import Confidence, PlacedBy, Stance, polarity_of
from generator.model.statements import Source, Stand
from tests.told_events import EVENT_VIEW, happening

encode, decode = msgspec.msgpack.encode, msgspec.msgpack.decode
MET = "Hillary Clinton met Sergei Lavrov in Moscow for talks about Iran"


def cite(report: str) -> Cite:
    return Cite(f"articles/{report}.html#s-1", report, report, None, MET, MET)


def telling(report: str, text: str, copy_of: str = "", **changes: Any) -> bytes:
    told = happening(report, text, **({"topics": ("t",)} | changes))
    actor = ActorLink(report, "", "person")
    placed_by = told.placed_by or ""
    view = replace(EVENT_VIEW, anchor=told.id, text=text, placed_by=placed_by, actors=(actor,), cites=(cite(report),))
    row = event_row(told, replace(view, happening=told.id, texts=1), publishers([view]))
    return encode(TellingRow(encoded(row), told, copy_of or report))


def row_of(*tellings: bytes) -> IndexEntry:
    return decode(event(tellings)[1], type=IndexEntry)


def stand(report: str, date: str, stance: Stance, copy_of: str = "") -> IndexRow:
    said = Stand(
        f"p-{report}", "russia", stance, polarity_of(stance, negated=False), stance.value, "sanctions", negated=False, hedge="", condition="", reported_by=None,
        reported_by_text="", topic="t", date=date, before=None, names_topic=True, confidence=Confidence.CERTAIN, rule="r", source=Source(report, "s-1", "x", "x"),
    )  # fmt: skip
    view = PositionView(
        said.id, ActorLink("Russia", "", "country"), stance.value, "for", stance.value, "sanctions", negated=False, hedge="", condition="",
        reported_by=None, reported_by_text="", topic=None, when=None, changed="", confidence="certain", rule="r", cite=cite(report),
    )  # fmt: skip
    subjects = ("actor/russia", "positions", f"report/{report}")
    places = tuple(Location(subject, "positions", date, report) for subject in subjects)
    return IndexRow("positions", date, report, "", 0, encode((said, view, places, copy_of or report)))


def figure(report: str, copy_of: str = "") -> IndexRow:
    view = FigureView(
        f"f-{report}", "12", "12", "", "exactly", "", "people", "killed", "", None, "", None, "report", "certain", "r", cite(report),
    )  # fmt: skip
    return IndexRow("figures", "2009-07-01", report, "", 1, encode((view, copy_of or report)))


def test_an_event_of_two_reports_has_the_sources_and_actors_of_both() -> None:
    entry = row_of(telling("r1", MET), telling("r2", "Clinton met Lavrov in Moscow for long talks"))
    view = decode(entry.value, type=EventView)
    assert (MET, 2, ["r1", "r2"]) == (view.text, view.reports, [one.title for one in view.cites])
    assert ["r1", "r2"] == [actor.name for actor in view.actors]
    found = {(p.subject, p.rank) for p in entry.locations}
    ranked = {("actor/a", 11), ("actor/b", 11), ("topic/t", 11), ("timeline", 11)}
    assert ranked | {("publisher/r1", 0), ("publisher/r2", 0)} == found
    assert 2 == view.publishers


def test_copies_of_one_text_are_one_source_and_add_no_weight() -> None:
    entry = row_of(telling("r1", MET), telling("r2", MET, "r1"), telling("r3", MET, "r1"))
    view = decode(entry.value, type=EventView)
    assert (3, 3, 1) == (view.reports, view.publishers, view.texts)
    assert {1} == {place.rank for place in entry.locations if place.subject == "timeline"}


def quote(report: str, topic: str, confidence: str = "likely") -> IndexRow:
    view = QuoteView(
        f"q-{report}", "We will sign the treaty in May.", direct=True, speakers=(), speaker_text="", affiliation=None, cue="said", addressee=None,
        addressee_text="", when=None, confidence=confidence, rule="r", cite=cite(report),
    )  # fmt: skip
    lists = ("actor/a", f"topic/{topic}", "quotes")
    places = tuple(Location(subject, "quotes", f"2009-10-1{report[1]}", f"{report}/0000") for subject in lists)
    return IndexRow("quotes", places[0].date, places[0].name, "", 0, encode((view, places)))


def test_a_quote_of_several_reports_stands_once_with_links_to_the_others() -> None:
    (entry,) = quotes_of_words([quote("r1", "t"), quote("r2", "u"), quote("r3", "t")])
    view = decode(entry.value, type=QuoteView)
    assert ("r1", ["r2", "r3"], 3) == (view.cite.title, [one.title for one in view.also], view.reports)
    assert {("actor/a", "r1/0000"), ("topic/t", "r1/0000"), ("topic/u", "r1/0000"), ("quotes", "r1/0000")} == {
        (place.subject, place.name) for place in entry.locations
    }


def test_of_a_quote_the_surest_stands_and_others_are_counted_where_they_are_many() -> None:
    (entry,) = quotes_of_words([quote("r1", "t", "unsure"), *(quote(f"r{number}", "t") for number in range(2, 9))])
    view = decode(entry.value, type=QuoteView)
    assert ("r2", 4, 8) == (view.cite.title, len(view.also), view.reports)


def test_words_that_nobody_is_quoted_with_any_more_have_no_row() -> None:
    assert [] == list(quotes_of_words([]))


def test_an_event_of_many_reports_cites_five_and_counts_all() -> None:
    entry = row_of(*(telling(f"r{number}", MET) for number in range(9)))
    view = decode(entry.value, type=EventView)
    assert (5, 9) == (len(view.cites), view.reports)


def test_a_position_on_the_other_side_is_a_change_and_quotes_the_one_before() -> None:
    first, second = positions_on_topic([stand("r1", "2009-07-01", Stance.REJECTS), stand("r2", "2009-10-13", Stance.SUPPORTS)])
    assert "" == decode(first.value, type=PositionView).changed
    assert "rejects sanctions" == decode(second.value, type=PositionView).changed
    assert ("positions", "changes") in {(place.subject, place.list) for place in second.locations}
    assert {0} == {place.rank for place in first.locations}
    assert 2 == second.locations[0].rank


def test_a_position_of_copies_of_one_text_stands_once_and_names_the_others() -> None:
    rows = [stand("r1", "2009-07-01", Stance.REJECTS), stand("r2", "2009-07-01", Stance.REJECTS, copy_of="r1")]
    copy, first = positions_on_topic(rows)
    view = decode(first.value, type=PositionView)
    assert (["r2"], 2) == ([one.title for one in view.also], view.reports)
    assert {"actor/russia", "positions", "report/r1"} == {place.subject for place in first.locations}
    assert {"report/r2"} == {place.subject for place in copy.locations}


def test_a_position_of_two_texts_stands_twice() -> None:
    first, second = positions_on_topic([stand("r1", "2009-07-01", Stance.REJECTS), stand("r2", "2009-07-01", Stance.REJECTS)])
    assert [(), ()] == [decode(one.value, type=PositionView).also for one in (first, second)]


def test_a_copy_that_is_printed_later_is_no_change_of_position() -> None:
    stated = [
        stand("r1", "2009-07-01", Stance.REJECTS),
        stand("r2", "2009-07-02", Stance.SUPPORTS),
        stand("r3", "2009-07-03", Stance.REJECTS, copy_of="r1"),
    ]
    views = [decode(entry.value, type=PositionView) for entry in positions_on_topic(stated)]
    assert {"p-r1": "", "p-r2": "rejects sanctions", "p-r3": ""} == {view.anchor: view.changed for view in views}


def test_a_figure_of_copies_of_one_text_is_one_row_of_the_table() -> None:
    rows = [figure("r1"), figure("r2", copy_of="r1"), figure("r3")]
    found = [
        (entry.locations[0].name, decode(entry.value, type=FigureView)) for entry in figures_of_kind("counted//killed", rows)
    ]
    assert [("r1", ["r2"]), ("r3", [])] == [(name, [one.title for one in view.also]) for name, view in found]


def test_an_event_that_one_report_dates_and_another_bounds_is_dated() -> None:
    bounded = telling("r1", f"{MET} and Syria", placed_by=PlacedBy.REPORT)
    entry = row_of(bounded, telling("r2", MET))
    assert ("text", 2) == ((view := decode(entry.value, type=EventView)).placed_by, view.reports)


def test_an_unsure_event_is_on_the_pages_of_its_actors_only() -> None:
    entry = row_of(telling("r1", MET, confidence=Confidence.UNSURE))
    assert {("actor/a", "events", 0), ("actor/b", "events", 0), ("timeline", "unsure", 0)} == {
        (place.subject, place.list, place.rank) for place in entry.locations
    }


def test_an_event_that_the_report_bounds_comes_behind_the_dated_ones_of_its_day() -> None:
    entry = row_of(telling("r1", MET, placed_by=PlacedBy.REPORT))
    assert {"~r1/e-r1"} == {place.name for place in entry.locations if place.subject == "timeline"}
