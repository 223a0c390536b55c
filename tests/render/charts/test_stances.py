from msgspec.structs import replace

from generator.contexts import ActorLink, Cite, PositionView
from generator.render.charts.stances import ActorLine, lines, stances
from tests.render.charts.shown import shapes, words

RUSSIA, IRAN, CHINA = (ActorLink(name, f"actors/{name.lower()}.html", "country") for name in ("Russia", "Iran", "China"))
POSITION = PositionView(
    anchor="p1",
    actor=RUSSIA,
    stance="supports",
    polarity="for",
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
AGAINST, OTHER, TURNED = (
    replace(POSITION, polarity="against"),
    replace(POSITION, polarity="other"),
    replace(POSITION, changed="was against"),
)


def drawn(found: list[ActorLine], direction: str = "ltr") -> str:
    return stances(found, "where", "Who", "", ("opposes", "unclear", "supports"), "en", direction)


def test_actors_are_listed_from_opponents_to_supporters() -> None:
    found = lines([(RUSSIA, [POSITION]), (IRAN, [AGAINST]), (CHINA, [OTHER])])
    assert [("Iran", "against"), ("China", "other"), ("Russia", "for")] == [(line.actor.name, line.side) for line in found]


def test_latest_position_counts_and_a_change_gives_the_side_before() -> None:
    assert [ActorLine(RUSSIA, "for", "against", 2, is_hedged=False)] == lines([(RUSSIA, [AGAINST, TURNED])])


def test_positions_of_one_side_are_no_change() -> None:
    assert [ActorLine(RUSSIA, "for", "", 2, is_hedged=False)] == lines([(RUSSIA, [POSITION, POSITION])])


def test_sides_differ_in_shape_too() -> None:
    picture = drawn(lines([(RUSSIA, [POSITION]), (IRAN, [AGAINST]), (CHINA, [OTHER])]))
    assert ["mark other", "mark for"] == [mark.get("class") for mark in shapes(picture, "circle")]
    assert ["mark against"] == [mark.get("class") for mark in shapes(picture, "rect")]


def test_change_is_an_arrow_to_the_latest_side() -> None:
    found = lines([(RUSSIA, [AGAINST, TURNED])])
    line = next(line for line in shapes(drawn(found), "line") if line.get("class") == "change")
    assert ("2.5%", "97.5%") == (line.get("x1"), line.get("x2"))
    assert "was" in {circle.get("class") for circle in shapes(drawn(found), "circle")}


def test_chart_is_mirrored_in_right_to_left_languages() -> None:
    found = lines([(RUSSIA, [POSITION])])
    assert ("97.5%", "2.5%") == tuple(shapes(drawn(found, direction), "circle")[0].get("cx") for direction in ("ltr", "rtl"))


def test_names_have_the_number_of_positions_and_are_cut_when_too_long() -> None:
    long = replace(RUSSIA, name="The Assembly of the Representatives of All of the Peoples")
    found = words(drawn(lines([(IRAN, [AGAINST] * 3), (long, [POSITION])])))
    assert "Iran (3)" in found
    assert any(name.startswith("The Assembly of") and name.endswith("…") for name in found)
