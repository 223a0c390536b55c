from dataclasses import replace

from generator.contexts import ActorLink, Cite, PositionView
from generator.render.charts.stances import ActorLine, lines, stances
from tests.render.charts.shown import shapes, words

RUSSIA, IRAN, CHINA = (ActorLink(name, f"actors/{name.lower()}.html", "country") for name in ("Russia", "Iran", "China"))
POSITION = PositionView(
    anchor="p1",
    actor=RUSSIA,
    stance="supports",
    side="for",
    verb="supports",
    object="talks",
    negated=False,
    hedge="",
    condition="",
    reported_by=None,
    reported_by_text="",
    topic=None,
    when=None,
    changed="",
    confidence="certain",
    rule="",
    cite=Cite("articles/a.html#s-1", "A", "News", None, "", ""),
)
AGAINST, OPEN, TURNED = (
    replace(POSITION, side="against"),
    replace(POSITION, side="open"),
    replace(POSITION, changed="was against"),
)


def drawn(found: list[ActorLine], direction: str = "ltr") -> str:
    return stances(found, "where", "Who", "", ("opposes", "unclear", "supports"), "en", direction)


def test_actors_stand_from_those_who_oppose_to_those_who_support() -> None:
    found = lines([(RUSSIA, [POSITION]), (IRAN, [AGAINST]), (CHINA, [OPEN])])
    assert [("Iran", "against"), ("China", "open"), ("Russia", "for")] == [(line.actor.name, line.side) for line in found]


def test_the_latest_position_counts_and_a_change_tells_where_somebody_stood_before() -> None:
    assert [ActorLine(RUSSIA, "for", "against", 2, unsure=False)] == lines([(RUSSIA, [AGAINST, TURNED])])


def test_what_is_told_of_one_side_only_is_no_change() -> None:
    assert [ActorLine(RUSSIA, "for", "", 2, unsure=False)] == lines([(RUSSIA, [POSITION, POSITION])])


def test_sides_differ_in_shape_as_well_as_in_colour() -> None:
    picture = drawn(lines([(RUSSIA, [POSITION]), (IRAN, [AGAINST]), (CHINA, [OPEN])]))
    assert ["mark open", "mark for"] == [mark.get("class") for mark in shapes(picture, "circle")]
    assert ["mark against"] == [mark.get("class") for mark in shapes(picture, "rect")]


def test_a_change_is_a_line_with_a_head_on_the_side_where_somebody_stands_now() -> None:
    found = lines([(RUSSIA, [AGAINST, TURNED])])
    line = next(line for line in shapes(drawn(found), "line") if line.get("class") == "change")
    assert ("2.5%", "97.5%") == (line.get("x1"), line.get("x2"))
    assert "was" in {circle.get("class") for circle in shapes(drawn(found), "circle")}


def test_the_picture_is_turned_round_where_the_language_runs_from_the_right() -> None:
    found = lines([(RUSSIA, [POSITION])])
    assert ("97.5%", "2.5%") == tuple(shapes(drawn(found, direction), "circle")[0].get("cx") for direction in ("ltr", "rtl"))


def test_names_say_how_many_positions_are_told_and_are_cut_when_too_long() -> None:
    long = replace(RUSSIA, name="The Assembly of the Representatives of All of the Peoples")
    found = words(drawn(lines([(IRAN, [AGAINST] * 3), (long, [POSITION])])))
    assert "Iran (3)" in found
    assert any(name.startswith("The Assembly of") and name.endswith("…") for name in found)
