from collections import Counter

from msgspec.structs import replace

from generator.dossier.report_counts import CounterKey, CounterKind, counts
from tests.dossier.resolved_report import resolved


def counted(text: str, shared_text: str = "", **changes: object) -> Counter[CounterKey]:
    found = resolved("r", text, **changes)
    return counts(replace(found.report, shared_text=shared_text), found.about, found.stands, found.actors)


def test_a_report_counts_once_for_each_actor_topic_and_the_home_page_with_its_publisher() -> None:
    found = counted("Russia rejects sanctions. Russia waits.")
    for subject in ("home", "actor/russia", "topic/sanctions"):
        assert 1 == found[CounterKey(subject, CounterKind.REPORTS)]
        assert 1 == found[CounterKey(subject, CounterKind.PUBLISHERS, "example-news")]


def test_mentions_are_counted_each_and_by_name() -> None:
    found = counted("Anna Berg waits. Berg left.")
    assert 2 == found[CounterKey("actor/anna-berg", CounterKind.MENTIONS)]
    assert 1 == found[CounterKey("actor/anna-berg", CounterKind.NAMES, "Berg")]


def test_two_actors_of_one_sentence_are_counted_for_both() -> None:
    found = counted("Russia and Iran wait.")
    assert 1 == found[CounterKey("actor/russia", CounterKind.TOGETHER, "iran")]
    assert 1 == found[CounterKey("actor/iran", CounterKind.TOGETHER, "russia")]


def test_a_side_counts_once_a_report_and_positions_each() -> None:
    found = counted("Russia rejects sanctions. Russia opposes the sanctions.")
    assert 1 == found[CounterKey("stands/russia/sanctions", CounterKind.AGAINST, "example-news")]
    assert 2 == found[CounterKey("topic/sanctions", CounterKind.ACTORS, "russia")]
    assert 2 == found[CounterKey("publisher/example-news", CounterKind.POSITIONS)]


def test_a_report_without_a_publisher_counts_for_none() -> None:
    found = counted("Russia rejects sanctions.", source="")
    assert set() == {key for key in found if key.kind is CounterKind.PUBLISHERS or key.subject.startswith("publisher/")}


def test_what_repeats_a_text_that_another_report_had_first_is_counted_apart() -> None:
    found = counted("Russia and Iran wait. Russia left.", shared_text="first")
    assert 2 == found[CounterKey("actor/russia", CounterKind.REPEATED)]
    assert 1 == found[CounterKey("actor/iran", CounterKind.TOGETHER_AGAIN, "russia")]
    of_first = counted("Russia and Iran wait. Russia left.", shared_text="r")
    assert 0 == of_first[CounterKey("actor/russia", CounterKind.REPEATED)]
    assert 0 == of_first[CounterKey("actor/iran", CounterKind.TOGETHER_AGAIN, "russia")]
