import msgspec
from msgspec.structs import replace

from generator.contexts import ActorCard, ActorLink
from generator.dossier.index import database
from generator.dossier.index.database import Index
from generator.dossier.index.rows import IndexEntry, Location
from generator.plan.charts import MAX_MOMENTS, MAX_NODES, chronology, chronology_of_rows, network, reports_by_period
from generator.report.dates_in_words import when
from tests.conftest import words_in
from tests.told_events import EVENT_VIEW

WORDS = words_in("en-GB")


def event(date: str, at: int, not_after: str | None = None) -> IndexEntry:
    view = replace(EVENT_VIEW, anchor=f"e{at}", when=when(WORDS, date, None, not_after))
    return IndexEntry(msgspec.msgpack.encode(view), (Location("actor/a", "events", date, f"r/{at}"),))


def actors(number: int) -> Index:
    index = database.in_memory()
    for at in range(number):
        link = ActorLink(f"Actor {at}", f"actors/a{at:02d}.html", "person")
        card = msgspec.msgpack.encode(ActorCard(link, "", 1, 100 - at))
        index.rows.replace(
            f"card/a{at:02d}", [IndexEntry(card, (Location("actors", "cards", "a", f"a{at:02d}", "person", 100 - at),))]
        )
    return index


def test_few_events_are_shown_by_date_with_the_days_that_narrow_it() -> None:
    index = database.in_memory()
    index.rows.replace("r", [event("2009-10-13", 1), event("2009-10-13", 2), event("2009-10", 3, "2009-10-12"), event("", 4)])
    shown = chronology(index, WORDS, "actor/a")
    assert [("2009-10", "2009-10-12", 1), ("2009-10-13", "", 2)] == [
        (moment.when.edtf, moment.when.not_after, moment.number) for moment in shown.moments
    ]
    assert (None, 1) == (shown.counts, shown.undated)


def test_too_many_events_are_counted_by_period() -> None:
    index = database.in_memory()
    index.rows.replace("r", [event(f"2009-{1 + at % 12:02d}-13", at) for at in range(MAX_MOMENTS + 1)])
    shown = chronology(index, WORDS, "actor/a")
    assert () == shown.moments
    assert shown.counts
    assert MAX_MOMENTS + 1 == sum(number for _, number in shown.counts.bars)
    assert shown == chronology_of_rows(index.rows.by_date("actor/a", "events"), WORDS)


def test_reports_of_one_period_give_no_chart() -> None:
    index = database.in_memory()
    index.rows.replace("r", [IndexEntry(b"", (Location("actor/a", "reports", "2009-10-13", "r"),))])
    assert reports_by_period(index, WORDS, "actor/a") is None
    index.rows.replace("s", [IndexEntry(b"", (Location("actor/a", "reports", "2009-10-20", "s"),))])
    assert (("12 October 2009", 1), ("19 October 2009", 1)) == getattr(reports_by_period(index, WORDS, "actor/a"), "bars", ())


def test_network_has_those_actors_in_most_reports_that_share_sentences() -> None:
    index = actors(MAX_NODES + 5)
    index.counters.add(
        {("actor/a00", "together", "a01"): 3, ("actor/a01", "together", "a00"): 3, ("actor/a01", "together", "a64"): 9}
    )
    shown = network(index)
    assert ["Actor 0", "Actor 1"] == [node.link.name for node in shown.nodes]
    assert ((0, 1, 3),) == shown.ties


def test_network_shows_only_the_strongest_ties_of_each_actor() -> None:
    index = actors(MAX_NODES)
    pairs = [(a, b) for a in range(MAX_NODES) for b in range(MAX_NODES) if a != b]
    index.counters.add({(f"actor/a{a:02d}", "together", f"a{b:02d}"): 1 + max(a, b) for a, b in pairs})
    shown = network(index)
    assert MAX_NODES == len(shown.nodes)
    assert {at for tie in shown.ties for at in tie[:2]} == set(range(MAX_NODES))
    assert len(shown.ties) <= 2 * MAX_NODES
