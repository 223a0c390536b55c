from itertools import combinations, pairwise
from statistics import median

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.contexts import ActorCard, ActorLink, Network
from generator.render.charts.network import EGO_ROW_HEIGHT, EGO_WIDTH, Box, ego, layout, network, partners
from generator.render.charts.svg import width_of
from tests.render.charts.shown import network as of
from tests.render.charts.shown import shapes, words

NAMES = st.text(st.characters(categories=("L", "Mn", "Nd", "Zs")), min_size=1, max_size=60)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Generate networks of 5 to 60 actors, each named with one before it, and some with others."""
    names = draw(st.lists(NAMES, min_size=5, max_size=60))
    at = range(1, len(names))
    ties = {(draw(st.integers(0, one - 1)), one): draw(st.integers(1, 50)) for one in at}
    more = draw(st.lists(st.tuples(st.sampled_from(at), st.sampled_from(at)), max_size=30))
    ties |= {(min(pair), max(pair)): 1 for pair in more if pair[0] != pair[1]}
    numbers = draw(st.lists(st.integers(1, 500), min_size=len(names), max_size=len(names)))
    return of(names, [(*pair, number) for pair, number in sorted(ties.items())], sorted(numbers, reverse=True))


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(networks())
def test_names_never_overlap_and_stay_within_the_chart(shown: Network) -> None:
    spots, width, height = layout(shown)
    boxes = [spot.box for spot in spots]
    assert [] == [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    assert all(0 <= left and 0 <= top and right <= width and bottom <= height for left, top, right, bottom in boxes)
    assert width <= 700


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(networks())
def test_same_network_gives_the_same_chart(shown: Network) -> None:
    assert network(shown, "n", "", "", "", "ltr") == network(shown, "n", "", "", "", "ltr")


def test_one_more_tie_moves_the_chart_a_little() -> None:
    names = [f"Actor {at}" for at in range(40)]
    ties = [(at * at % at if at % 3 else at // 3, at, 1 + at % 7) for at in range(1, 40)]
    before, width, height = layout(of(names, ties))
    after, _, _ = layout(of(names, [*ties, (5, 39, 2)]))
    moves = [abs(one.x - other.x) + abs(one.y - other.y) for one, other in zip(before, after, strict=True)]
    assert median(moves) < (width + height) / 20


def test_new_actor_moves_the_others_a_little() -> None:
    names = [f"Actor {at}" for at in range(31)]
    ties = [(at // 2, at, 1 + at % 5) for at in range(1, 30)]
    before, width, height = layout(of(names[:30], ties))
    after, _, _ = layout(of(names, [*ties, (3, 30, 1)]))
    moves = [abs(one.x - other.x) + abs(one.y - other.y) for one, other in zip(before, after, strict=False)]
    assert median(moves) < (width + height) / 20


def test_actors_named_together_are_nearer_than_others() -> None:
    names = [f"Actor {at}" for at in range(30)]
    ties = [(at - at % 10, at, 5) for at in range(30) if at % 10]
    spots, _, _ = layout(of(names, ties))

    def apart(pairs: list[tuple[int, int]]) -> float:
        return sum(abs(spots[a].x - spots[b].x) + abs(spots[a].y - spots[b].y) for a, b in pairs) / len(pairs)

    assert apart([(a, b) for a, b, _ in ties]) < 0.7 * apart(list(combinations(range(30), 2)))


def test_actors_link_to_their_pages() -> None:
    picture = network(of(["Iran", "A & B", "Russia"], [(0, 1, 2), (1, 2, 9)]), "n", "Who", "3 actors", "../", "ltr")
    assert ["../actors/0.html", "../actors/1.html", "../actors/2.html"] == [link.get("href") for link in shapes(picture, "a")]
    assert ["Iran", "A & B", "Russia"] == words(picture)


def test_an_actor_without_a_page_is_no_link() -> None:
    cards = [ActorCard(ActorLink("Geneva", "", "place"), "", 2, 1), ActorCard(ActorLink("Iran", "a.html", "country"), "", 1, 1)]
    assert ["a.html"] == [link.get("href") for link in shapes(ego(cards, "e", "", "", "", "en", "ltr"), "a")]


def test_ties_are_thicker_the_stronger_they_are() -> None:
    picture = network(of(["A", "B", "C"], [(0, 1, 1), (1, 2, 90)]), "n", "", "", "", "ltr")
    assert ["tie t1", "tie t3"] == [path.get("class") for path in shapes(picture, "path")]


def test_table_of_a_network_lists_the_ties_of_each_actor_strongest_first() -> None:
    shown = of(["A", "B", "C"], [(0, 1, 2), (1, 2, 9)])
    assert [("A", [("B", 2)]), ("B", [("C", 9), ("A", 2)]), ("C", [("B", 9)])] == [
        (actor.name, [(other.name, number) for other, number in others]) for actor, others in partners(shown)
    ]


@given(st.lists(NAMES, min_size=1, max_size=12), st.integers(1, 100_000))
def test_neighbours_have_rows_of_their_own_and_their_names_fit(names: list[str], most: int) -> None:
    cards = [
        ActorCard(ActorLink(name, f"{at}.html", "person"), "", max(1, most // (at + 1)), 1) for at, name in enumerate(names)
    ]
    picture = ego(cards, "e", "", "", "", "en", "ltr")
    rows = [int(text.get("y", "")) for text in shapes(picture, "text")]
    assert all(later - earlier == EGO_ROW_HEIGHT for earlier, later in pairwise(rows))
    assert all(int(text.get("x", "")) + width_of("".join(text.itertext())) <= EGO_WIDTH for text in shapes(picture, "text"))
