from typing import Any

from msgspec.structs import replace

from generator.contexts import ActorLink, Cite, When
from generator.dossier.differences import differences
from tests.told_events import EVENT_VIEW, happening


def said(*tellings: tuple[str, str], **changes: Any) -> list[tuple[str, list[str]]]:
    """Return the differences of some tellings, each with its words and its agent."""
    group = [happening(f"r{number}", words, **changes) for number, (words, _) in enumerate(tellings)]
    views = {
        event.id: replace(
            EVENT_VIEW,
            agents=(ActorLink(agent, "", "person"),) if agent else (),
            cites=(Cite(f"articles/{event.id}.html#s-1", event.id, "", None, words, words),),
        )
        for event, (words, agent) in zip(group, tellings, strict=True)
    }
    return [(each.of, [words for words, _ in each.said]) for each in differences(group, views)]


def test_figures_that_differ_stand_side_by_side() -> None:
    assert [("figures", ["12", "19"])] == said(("A blast killed 12 people", ""), ("A blast killed 19 people", ""), deed="kill")


def test_who_says_more_and_dates_and_numbers_of_names_are_no_difference() -> None:
    assert [] == said(("A blast killed 12 people", ""), ("A blast on 3 May 2009 near Gate 7 killed 12, hurt 40", ""))


def test_agents_differ_but_of_a_deed_of_which_both_sides_act() -> None:
    tellings = (("Norway bombed a port", "Norway"), ("Sweden bombed a port", "Sweden"))
    assert [("agents", ["Norway", "Sweden"])] == said(*tellings, deed="attack")
    assert [] == said(*tellings, deed="meet")


def test_dates_differ_only_where_none_is_within_the_other() -> None:
    dates = ("2009-10", "2009-10-12", "2009-11")
    cites = (Cite("articles/a.html#s-1", "t", "", None, "", ""),)
    views = {f"e-{date}": replace(EVENT_VIEW, when=When(date, date, date, "day"), cites=cites) for date in dates}
    month, day, other = (happening(date, "x", date) for date in dates)
    assert [] == [each.of for each in differences([month, day], views)]
    assert ["date"] == [each.of for each in differences([day, other], views)]
