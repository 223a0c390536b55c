from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dossier.resolve import events
from generator.dossier.resolve.events import Telling, happenings
from generator.model.findings import Confidence, Part, PlacedBy
from tests.told_events import happening

MET = "Hillary Clinton met Sergei Lavrov in Moscow for talks about Iran"
SHORTER = "Clinton met Lavrov in Moscow for long talks"
ACTS = (Part.AGENT, Part.PATIENT)


def telling(
    report: str, text: str = MET, date: str | None = "2009-10-13", reported: str = "2009-10-14", **changes: Any
) -> Telling:
    return events.telling(happening(report, text, date, **changes), reported, report)


def groups(*tellings: Telling) -> list[set[str]]:
    """Return the reports of each event that several tell."""
    found: dict[str, set[str]] = {}
    for name, event in happenings(tellings).items():
        found.setdefault(event, set()).add(name.partition("/")[0])
    return [reports for reports in found.values() if len(reports) > 1]


def test_two_reports_of_one_deed_by_one_actor_at_one_time_tell_one_event() -> None:
    assert [{"r1", "r2"}] == groups(telling("r1"), telling("r2", SHORTER))


@pytest.mark.parametrize(
    "other",
    [
        telling("r2", date="2009-10-14"),
        telling("r2", SHORTER, deed="sign"),
        telling("r2", SHORTER, actors=("c",)),
        telling("r2", "The two met over the budget before the summer recess"),
        telling("r1", SHORTER),
    ],
    ids=["other day", "other deed", "other actors", "other words", "same report"],
)
def test_what_differs_in_one_of_them_is_another_event(other: Telling) -> None:
    assert [] == groups(telling("r1"), other)


def test_a_day_is_within_a_month_and_within_the_days_before_a_report() -> None:
    by_report = telling("r2", date="2009-10-15", placed_by=PlacedBy.REPORT)
    assert [{"r1", "r2", "r3"}] == groups(telling("r1"), by_report, telling("r3", date="2009-10"))


def test_a_year_needs_most_words_where_a_day_needs_few() -> None:
    few = "Clinton and Lavrov met in Moscow, their first meeting since elections changed majorities"
    assert [[{"r1", "r2"}], []] == [
        groups(telling("r1", MET, date), telling("r2", few, date)) for date in ("2009-10-13", "2009")
    ]


def test_who_did_it_and_who_suffered_it_are_not_reversed_but_where_each_does_the_same() -> None:
    assert [[], [], [{"r1", "r2"}]] == [
        groups(telling("r1", deed=deed, parts=ACTS), telling("r2", SHORTER, deed=deed, parts=ACTS[::-1]))
        for deed in ("attack", "win", "meet")
    ]


def test_the_same_words_need_no_deed() -> None:
    assert [{"r1", "r2"}] == groups(telling("r1", deed=""), telling("r2", deed=""))


def test_an_event_goes_by_the_id_of_its_first_telling() -> None:
    found = happenings([telling("r2", SHORTER, reported="2009-10-13"), telling("r1")])
    assert {"r1/e-r1": "e-r2", "r2/e-r2": "e-r2"} == found


def test_an_editor_joins_and_takes_apart() -> None:
    joined = telling("r2", "The two shook hands", date="2010", same_as=(("r1", "Hillary Clinton met"),))
    assert [{"r1", "r2"}] == groups(telling("r1"), joined)
    assert [] == groups(telling("r1"), telling("r2", SHORTER, not_same_as=("r1",)))


def test_the_order_of_reports_does_not_matter() -> None:
    tellings = [telling(f"r{n}", f"{MET} and number {n}") for n in range(4)]
    assert happenings(tellings) == happenings(tellings[::-1])


def test_the_surest_telling_comes_first_and_of_these_one_that_the_text_dates() -> None:
    found = events.surest_first(
        [
            happening("r1", f"{MET} and Syria", confidence=Confidence.UNSURE),
            happening("r2", f"{MET} twice", confidence=Confidence.LIKELY, placed_by=PlacedBy.REPORT),
            happening("r3", MET, confidence=Confidence.LIKELY),
        ]
    )
    assert ["r3", "r2", "r1"] == [one.sources[0].article for one in found]


def test_years_of_one_deed_that_an_editor_joins_with_a_third_are_compared_with_each_other_too() -> None:
    joined = telling("r1", date="201X", same_as=(("r2", "met Sergei"), ("r3", "met Lavrov")))
    assert [{"r1", "r2", "r3"}] == groups(joined, telling("r2", date="201X"), telling("r3", SHORTER, date="201X"))


@given(
    st.lists(
        st.builds(
            telling,
            report=st.sampled_from([f"r{number}" for number in range(6)]),
            text=st.sampled_from([MET, SHORTER, "Clinton met Lavrov for talks on arms in Geneva"]),
            date=st.sampled_from([None, "2009-10-13", "2009-10-14", "2009-10", "2009", "200X"]),
            deed=st.sampled_from(["meet", "sign", ""]),
            actors=st.sampled_from([("a", "b"), ("b", "c"), ()]),
            same_as=st.sampled_from([(), (), (("r1", "met"),)]),
            not_same_as=st.sampled_from([(), (), ("r2",)]),
        ),
        max_size=8,
        unique_by=lambda one: one.report,
    )
)
def test_pairs_without_a_day_in_common_are_not_alike_unless_an_editor_joins_them(tellings: list[Telling]) -> None:
    ordered = sorted(tellings, key=lambda one: (one.order, one.name))
    alike = {(one.name, other.name) for one, other in combinations(ordered, 2) if events.likeness(one, other)}
    compared = [(one.name, other.name) for one, other in events.pairs_in_time(ordered)]
    assert alike <= set(compared)
    assert len(compared) == len(set(compared))
