"""The subjects under whose lists each statement of a report comes."""

import msgspec

from generator.dossier.index.keys import SAID
from generator.dossier.index.rows import Location
from generator.dossier.report_rows import entries, tellings
from tests.dossier.resolved_report import ResolvedReport, resolved


def subjects_of(found: ResolvedReport, list_: str) -> list[set[str]]:
    """Return the subjects of every entry that has a location in a list of this name."""
    rows = entries(found.report, found.about, found.stands, found.happenings, found.topics, found.views)
    return [{place.subject for place in row.locations} for row in rows if any(place.list == list_ for place in row.locations)]


def test_direct_speech_goes_to_its_speaker_whom_it_names_its_topics_and_all_quotes() -> None:
    found = resolved("r", "Anna Berg met Russia. “Russia needs sanctions,” Anna Berg said.")
    assert [{"actor/anna-berg", "actor/russia", "topic/sanctions", "quotes"}] == subjects_of(found, "quotes")


def test_reported_speech_goes_to_its_topics() -> None:
    found = resolved("r", "Anna Berg said that sanctions would work.")
    assert [{"actor/anna-berg", "topic/sanctions", "quotes"}] == subjects_of(found, "quotes")


def test_an_event_is_a_telling_with_a_key_for_each_actor_with_deed_and_month() -> None:
    found = resolved("r", "Anna Berg met Nils Holm in Geneva on 12 October 2009.")
    assert not subjects_of(found, "events")
    (telling,) = tellings(found.report, found.happenings, found.views)
    assert {"anna-berg|meet|2009-10", "nils-holm|meet|2009-10"} < set(telling.keys)


def test_a_position_on_a_topic_goes_to_the_line_of_its_actor_on_it() -> None:
    found = resolved("r", "Russia rejects sanctions against Iran.")
    assert [{"stands/russia/sanctions"}] == subjects_of(found, "positions")


def test_a_position_on_no_topic_goes_to_the_line_of_its_actor() -> None:
    found = resolved("r", "Russia rejects the plan.")
    assert [{"stands/russia/"}] == subjects_of(found, "positions")


def test_the_report_is_listed_under_whom_it_mentions_what_it_is_about_and_its_publisher() -> None:
    found = resolved("r", "Russia rejects sanctions against Iran.")
    expected = {"actor/russia", "actor/iran", "topic/sanctions", "publisher/example-news", "articles"}
    assert [expected] == subjects_of(found, "reports")


def test_a_quote_of_a_few_words_comes_behind_statements() -> None:
    found = resolved("r", '"No way," Anna Berg said. "We shall not sign the treaty this year," Anna Berg said.')
    rows = list(entries(found.report, found.about, found.stands, found.happenings, found.topics, found.views))
    values = [msgspec.msgpack.decode(row.value) for row in rows if row.locations[0].subject.startswith(SAID)]
    places = [place for row in rows for place in row.locations]
    places += [Location(*place) for _, locations in values for place in locations]
    assert [0, 1] == [place.rank for place in places if (place.subject, place.list) == ("actor/anna-berg", "quotes")]
