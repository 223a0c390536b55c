import sqlite3

import msgspec

from generator.contexts import ActorCard, ActorLink, EventView
from generator.dossier.index.rows import TABLES, Entry, Place, Shelves
from generator.plan.charts import DATES, NODES, chronology, chronology_of, network, reported
from generator.report.dates_in_words import when
from tests.conftest import words_in

WORDS = words_in("en-GB")


def shelves() -> Shelves:
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    return Shelves(connection)


def event(date: str, at: int, not_after: str | None = None) -> Entry:
    view = EventView(f"e{at}", "It happened.", when(WORDS, date, None, not_after), (), None, "certain", "", (), 1)
    return Entry(msgspec.msgpack.encode(view), (Place("actor/a", "events", date, f"r/{at}"),))


def actors(number: int) -> Shelves:
    found = shelves()
    for at in range(number):
        link = ActorLink(f"Actor {at}", f"actors/a{at:02d}.html", "person")
        card = msgspec.msgpack.encode(ActorCard(link, "", 1, 100 - at))
        found.put(f"card/a{at:02d}", [Entry(card, (Place("actors", "cards", "a", f"a{at:02d}", "person", 100 - at),))])
    return found


def test_few_events_are_shown_by_their_dates_with_what_narrows_them() -> None:
    found = shelves()
    found.put("r", [event("2009-10-13", 1), event("2009-10-13", 2), event("2009-10", 3, "2009-10-12"), event("", 4)])
    shown = chronology(found, WORDS, "actor/a")
    assert [("2009-10", "2009-10-12", 1), ("2009-10-13", "", 2)] == [
        (moment.when.edtf, moment.when.not_after, moment.number) for moment in shown.moments
    ]
    assert (None, 1) == (shown.counts, shown.undated)


def test_too_many_events_are_counted_by_time() -> None:
    found = shelves()
    found.put("r", [event(f"2009-{1 + at % 12:02d}-13", at) for at in range(DATES + 1)])
    shown = chronology(found, WORDS, "actor/a")
    assert () == shown.moments
    assert shown.counts
    assert DATES + 1 == sum(number for _, number in shown.counts.bars)
    assert shown == chronology_of(found.rows("actor/a", "events"), WORDS)


def test_reports_of_one_period_are_no_picture() -> None:
    found = shelves()
    found.put("r", [Entry(b"", (Place("actor/a", "reports", "2009-10-13", "r"),))])
    assert reported(found, WORDS, "actor/a") is None
    found.put("s", [Entry(b"", (Place("actor/a", "reports", "2009-10-20", "s"),))])
    assert (("12 October 2009", 1), ("19 October 2009", 1)) == getattr(reported(found, WORDS, "actor/a"), "bars", ())


def test_a_network_has_the_actors_in_most_reports_who_are_named_with_others_of_them() -> None:
    found = actors(NODES + 5)
    found.tally({("actor/a00", "together", "a01"): 3, ("actor/a01", "together", "a00"): 3, ("actor/a01", "together", "a64"): 9})
    shown = network(found)
    assert ["Actor 0", "Actor 1"] == [node.link.name for node in shown.nodes]
    assert ((0, 1, 3),) == shown.ties


def test_a_network_shows_the_strongest_ties_of_each_and_not_all() -> None:
    found = actors(NODES)
    pairs = [(a, b) for a in range(NODES) for b in range(NODES) if a != b]
    found.tally({(f"actor/a{a:02d}", "together", f"a{b:02d}"): 1 + max(a, b) for a, b in pairs})
    shown = network(found)
    assert NODES == len(shown.nodes)
    assert {at for tie in shown.ties for at in tie[:2]} == set(range(NODES))
    assert len(shown.ties) <= 2 * NODES
