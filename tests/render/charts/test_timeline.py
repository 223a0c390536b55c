import itertools

from hypothesis import given
from hypothesis import strategies as st

from generator.contexts import Chronology
from generator.render.charts.svg import NARROWEST, WHOLE
from generator.render.charts.timeline import DateSpan, axis_of, beyond, date_spans, lanes_of, timeline
from generator.render.charts.times import day_number
from tests.render.charts.shown import chronology, shapes

DATES = st.dates().map(str) | st.sampled_from(("2009", "2009-10", "2010-36", "200X", "../2009-10-12", "2009-10-12/..", "19XX"))


def drawn(*dates: str, direction: str = "ltr") -> str:
    return timeline(chronology(*dates), "dates", "Events by date", "", "en", direction)


def test_day_is_a_dot_and_month_is_a_band_over_its_days() -> None:
    picture = drawn("2009-10-01", "2009-10", "2009-11-30")
    assert 2 == len(shapes(picture, "circle"))
    (band,) = shapes(picture, "rect")
    assert "band" == band.get("class")
    axis = axis_of([(day_number("2009-10-01"), day_number("2009-10-31")), (day_number("2009-11-30"), day_number("2009-11-30"))])
    assert f"{(axis.at(day_number('2009-11-01')) - axis.at(day_number('2009-10-01'))) / 100:g}%" == band.get("width")


def test_month_narrowed_by_its_latest_day_is_a_shorter_band() -> None:
    days = [(day_number("2009-10-01"), day_number("2009-10-31"))]
    whole, narrowed = (
        date_spans(chronology("2009-10", not_after=not_after).moments, axis_of(days))[0] for not_after in (None, "2009-10-13")
    )
    assert whole.first == narrowed.first
    assert whole.last > narrowed.last


def test_date_before_a_day_is_an_open_band_with_an_arrow() -> None:
    on, before = drawn("2009-10-01", "2009-10-13"), drawn("2009-10-01", "2009-10-13", "../2009-10-12")
    assert [] == shapes(on, "rect") + shapes(on, "path")
    assert ["band open"] == [band.get("class") for band in shapes(before, "rect")]
    assert ["M3 -5L-3 0L3 5"] == [arrow.get("d") for arrow in shapes(before, "path")]


def test_arrows_are_mirrored_in_right_to_left_languages() -> None:
    assert ["M-3 -5L3 0L-3 5"] == [
        arrow.get("d") for arrow in shapes(drawn("2009-10-13", "../2009-10-12", direction="rtl"), "path")
    ]


def test_events_of_one_day_are_one_larger_dot() -> None:
    one, many = (timeline(chronology("2009-10-13", number=number), "d", "", "", "en", "ltr") for number in (1, 5))
    assert ("4", "6") == (shapes(one, "circle")[0].get("r"), shapes(many, "circle")[0].get("r"))


def test_outliers_are_counted_instead_of_drawn() -> None:
    shown = chronology("1945-05-08", *(f"2009-10-{at:02d}" for at in range(1, 20)))
    assert (1, 0) == beyond(shown)
    assert 19 == len(shapes(timeline(shown, "dates", "", "", "en", "ltr"), "circle"))


@given(st.lists(DATES, min_size=1, max_size=60, unique=True))
def test_dates_never_overlap_on_the_narrowest_screen(dates: list[str]) -> None:
    shown = chronology(*sorted(dates))
    found = date_spans(shown.moments, axis_of([_days(shown, at) for at in range(len(shown.moments))]))
    lanes = lanes_of(found)
    assert len(found) == sum(map(len, lanes))
    for lane in lanes:
        edges = [_pixels(span) for span in lane]
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(edges))


@given(st.lists(DATES, min_size=1, max_size=30, unique=True))
def test_every_event_is_drawn_or_counted(dates: list[str]) -> None:
    shown = chronology(*sorted(dates))
    picture = timeline(shown, "dates", "", "", "en", "ltr")
    assert len(dates) == len(shapes(picture, "circle")) + len(shapes(picture, "rect")) + sum(beyond(shown))


def _days(shown: Chronology, at: int) -> tuple[int, int]:
    from generator.model.edtf import bounds

    first, last = bounds(shown.moments[at].when.edtf)
    return day_number(first), day_number(last)


def _pixels(span: DateSpan) -> tuple[float, float]:
    half = span.size if span.is_day else 0
    return span.first * NARROWEST / WHOLE - half, span.last * NARROWEST / WHOLE + half
