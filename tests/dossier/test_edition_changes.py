"""What changed from one edition to another."""

from typing import Any

from msgspec.structs import replace

from generator.dossier.edition_changes import EditionChanges, Withdrawal, compare, why_by_hashes
from generator.model.editions import BriefingEdition, FrozenActor, FrozenJudgement, FrozenReport, FrozenStatement, FrozenTopic


def report(slug: str, **more: Any) -> FrozenReport:
    return FrozenReport(slug, f"Title of {slug}", **{"date": "2009-10-13", "hash": f"hash of {slug}", **more})


def statement(key: str, kind: str = "event", text: str = "", **more: Any) -> FrozenStatement:
    text = text or f"Words of {key}"
    slug = key.partition("/")[0]
    return FrozenStatement(key, kind, text, f"articles/{slug}.html#s-{key[-1]}", more.pop("sentence", text), "Title", **more)


def edition(*statements: FrozenStatement, **more: Any) -> BriefingEdition:
    slugs = dict.fromkeys(one.report for one in statements)
    return BriefingEdition("E", "e", "2009-10-31", **{"reports": tuple(map(report, slugs)), "statements": statements, **more})


def changes(before: BriefingEdition, now: BriefingEdition) -> EditionChanges:
    return compare(before, now, why_by_hashes(before, now))


def keys(statements: tuple[FrozenStatement, ...]) -> list[str]:
    return [one.key for one in statements]


def test_where_nothing_changed_nothing_is_told() -> None:
    known = edition(statement("a/1"), statement("a/2", "quote"), actors=(FrozenActor("x", "X", "person"),))
    assert changes(known, known).is_empty


def test_a_new_report_brings_new_statements() -> None:
    before = edition(statement("a/1"))
    now = edition(statement("a/1"), statement("b/2", date="2009-11-27"), statement("b/3", "quote"))
    found = changes(before, now)
    assert ["b"] == [one.slug for one in found.reports]
    assert (["b/2"], ["b/3"], ()) == (keys(found.events), keys(found.quotes), found.withdrawn)


def test_what_happened_before_the_edition_and_is_told_only_now_is_no_news() -> None:
    before = edition(statement("a/1"))
    found = changes(before, edition(statement("a/1"), statement("b/2", date="2009-10-30"), statement("b/3")))
    assert ((), {"b/2", "b/3"}) == (found.events, {*keys(found.earlier)})


def test_a_new_telling_of_an_old_event_is_told_by_more_reports() -> None:
    """Even where the new telling is the surest, which the event goes by then."""
    before = edition(statement("a/1", reports=1))
    now = edition(statement("b/2", reports=2, tellings=("a/1", "b/2")), reports=(report("a"), report("b")))
    found = changes(before, now)
    assert [("a/1", "b/2")] == [(pair.before.key, pair.now.key) for pair in found.more]
    assert ((), (), ()) == (found.events, found.earlier, found.withdrawn)


def test_events_that_became_one_are_neither_new_nor_withdrawn() -> None:
    before = edition(statement("a/1"), statement("b/2"))
    now = edition(statement("a/1", reports=2, tellings=("a/1", "b/2")), reports=(report("a"), report("b")))
    assert () == changes(before, now).withdrawn
    back = changes(now, before)
    assert ((), (), ()) == (back.events, back.earlier, back.withdrawn)


def test_an_event_that_has_another_date_is_dated_anew() -> None:
    found = changes(edition(statement("a/1", date="2010")), edition(statement("a/1", date="2010-02-09")))
    assert [("2010", "2010-02-09")] == [(pair.before.date, pair.now.date) for pair in found.dated]


def test_a_position_moved_where_it_says_from_where() -> None:
    old, new = (statement(f"{slug}/1", "position", actors=("x",), topics=("t",), polarity="for") for slug in "ab")
    found = changes(edition(old), edition(old, replace(new, was="rejects"), replace(new, key="b/2", text="other")))
    assert (["b/1"], ["b/2"]) == (keys(found.moved), keys(found.positions))


def test_a_known_position_moved_where_an_earlier_one_came_to_light() -> None:
    old = statement("a/1", "position", actors=("x",))
    assert ["a/1"] == keys(changes(edition(old), edition(replace(old, was="rejects"))).moved)


def test_a_statement_that_names_another_actor_is_corrected_not_withdrawn() -> None:
    old = statement("a/1", "position", actors=("x",), stance="supports")
    actors = tuple(FrozenActor(slug, slug.upper(), "person") for slug in "xy")
    found = changes(edition(old, actors=actors), edition(replace(old, actors=("y",)), actors=actors))
    assert (1, (), ()) == (len(found.corrected), found.withdrawn, found.positions)


def test_a_reworded_sentence_keeps_its_statement() -> None:
    old = statement("a/1", "position", "supports talks", sentence="Russia supports new talks on sanctions in Vienna.")
    new = statement("a/2", "position", "supports talks", sentence="Russia supports new talks on sanctions in Geneva.")
    assert changes(edition(old), edition(new)).is_empty


def test_an_actor_with_another_name_is_neither_withdrawn_nor_new() -> None:
    said = statement("a/1", "quote", actors=("berg",))
    before = edition(said, actors=(FrozenActor("berg", "Berg", "person"),))
    now = edition(replace(said, actors=("anna-berg",)), actors=(FrozenActor("anna-berg", "Anna Berg", "person"),))
    found = changes(before, now)
    assert ((), (("Berg", "Anna Berg"),), ()) == (found.actors, found.renamed, found.corrected)


def test_an_actor_that_was_merged_is_known_by_its_other_names() -> None:
    one, other = FrozenActor("anna-berg", "Anna Berg", "person"), FrozenActor("berg", "Berg", "person")
    found = changes(edition(actors=(one, other)), edition(actors=(replace(one, also=("Berg",)),)))
    assert (("Berg", "Anna Berg"),) == found.renamed


def test_new_actors_and_topics_come_by_the_reports_that_have_them() -> None:
    some = tuple(FrozenActor(slug, slug, "person", reports=n) for n, slug in enumerate("ab", 1))
    found = changes(edition(), edition(actors=some, topics=(FrozenTopic("t", "t"),)))
    assert (["b", "a"], ["t"]) == ([one.slug for one in found.actors], [one.slug for one in found.topics])


def test_a_renamed_report_keeps_its_statements() -> None:
    now = edition(statement("b/1"), reports=(report("b", hash="hash of a"),))
    assert changes(edition(statement("a/1")), now).is_empty


def test_a_figure_rose_where_a_later_one_of_its_kind_is_another() -> None:
    old = statement("a/1", "figure", of="killed//", value="10", date="2009-10-01", topics=("t",))
    new = replace(old, key="b/2", text="12 killed", sentence="12 were killed.", value="12", date="2009-11-01")
    found = changes(edition(old), edition(old, new))
    assert [("10", "12")] == [(pair.before.value, pair.now.value) for pair in found.counted]
    assert () == changes(edition(old), edition(old, replace(new, topics=("other",)))).counted
    assert () == changes(edition(old), edition(old, replace(new, date="2009-10-01"))).counted


def test_what_is_gone_says_why() -> None:
    before = edition(statement("a/1", text="One."), statement("b/2", text="Two."), statement("c/3", text="Three."))
    now = edition(reports=(report("b", hash="other"), report("c")))
    why = {one.key: reason for one, reason in changes(before, now).withdrawn}
    assert {"a/1": Withdrawal.REPORT_GONE, "b/2": Withdrawal.REPORT_CHANGED, "c/3": Withdrawal.READ_OTHERWISE} == why


def test_a_judgement_is_new_says_something_else_or_is_gone() -> None:
    no, maybe = (FrozenJudgement("peace", "Peace?", answer) for answer in ("No", "Maybe"))
    assert (no,) == changes(edition(), edition(judgements=(no,))).judgements
    assert ((no, maybe),) == changes(edition(judgements=(no,)), edition(judgements=(maybe,))).changed_judgements
    assert (no,) == changes(edition(judgements=(no,)), edition()).gone_judgements
    assert changes(edition(judgements=(no,)), edition(judgements=(replace(no, hash="other"),))).is_empty
