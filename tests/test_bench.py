"""What the bench times: articles like those that people bring, and every tool on each of them. Nothing here is timed."""

from bench.articles import WORDS, articles
from bench.derive import A_ROUND, measured
from generator.derive import derive
from generator.derive.text import Document


def test_an_article_of_the_bench_is_of_the_same_length_and_the_same_each_time() -> None:
    made = list(articles(20))
    assert {WORDS} == {len(article.text.split()) for article in made}
    assert made == list(articles(20))
    assert len({article.text for article in made}) == len(made)


def test_every_kind_of_finding_is_in_the_articles_of_the_bench() -> None:
    found = [derive(Document(a.id, a.text, a.title, a.date)) for a in articles(10)]
    for kind in ("mentions", "roles", "times", "quotes", "events", "positions", "topics", "key_points"):
        assert any(getattr(one, kind) for one in found), kind


def test_tools_take_turns_and_the_first_round_only_warms_up() -> None:
    calls: list[tuple[str, int]] = []

    def tool(name: str) -> tuple[object, int]:
        return lambda given: calls.append((name, len(given))), 1

    speeds = measured(list(articles(2 * A_ROUND)), {"one": tool("one"), "other": tool("other")})  # type: ignore[dict-item]
    assert [("one", 1), ("other", 1)] * 2 == calls
    assert [1, 1] == [len(found) for found in speeds.values()]
