"""What the bench times: articles like those that people bring, and every tool on each of them. Nothing here is timed."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from bench.articles import WORDS, articles
from bench.contestants import (
    DERIVING,
    EDITED,
    HUGO,
    KEPT,
    PELICAN,
    UNCHANGED,
    for_briefing,
    for_hugo,
    for_pelican,
    write,
)
from bench.corpus import LONGEST, SHORTEST, Report, reports
from bench.cost import Cost, Failed, Live, cost
from bench.derive import A_ROUND, measured
from bench.phrases import TOPICS
from bench.site import rounds_of, wanted
from bench.table import NOTHING, OURS, START, of_builds, of_growth, of_live, of_start
from generator.derive import derive
from generator.derive.syntax.document import Document
from tests.conftest import files_of
from tests.published import key_points, table


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


@pytest.fixture(scope="module")
def told() -> tuple[Report, ...]:
    return tuple(reports(12))


@pytest.fixture(scope="module")
def site(told: tuple[Report, ...], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("bench")
    write(root, for_briefing(told))
    return files_of(root)


def test_the_corpus_is_the_same_each_time_and_another_with_another_seed() -> None:
    assert list(reports(60)) == list(reports(60))
    assert list(reports(60)) != list(reports(60, seed=2))
    assert 60 == len({report.text for report in reports(60)}) == len({report.slug for report in reports(60)})


def test_a_report_of_the_corpus_is_as_long_as_news_and_names_all_that_the_rivals_are_told_of() -> None:
    for report in reports(200):
        assert SHORTEST <= len(report.text.split()) <= LONGEST
        assert 5 <= len(set(report.actors)) == len(report.actors) <= 8
        assert 2 <= len(set(report.topics)) == len(report.topics) <= 3
        assert [] == [name for name in (*report.actors, *report.topics) if name not in report.text]


def test_the_corpus_has_a_tenth_as_many_actors_as_reports_few_of_them_often_and_forty_topics() -> None:
    made = list(reports(1000))
    actors = Counter(name for report in made for name in report.actors)
    counts = [count for _, count in actors.most_common()]
    assert 95 <= len(actors) <= 100
    assert counts[0] > 3 * counts[9] > 9 * counts[-1]
    assert set(TOPICS) == {topic for report in made for topic in report.topics}
    assert 40 == len(set(TOPICS))
    assert {f"{year}" for year in range(2004, 2012)} == {report.date[:4] for report in made}


def test_ours_finds_most_of_the_actors_and_topics_that_the_rivals_are_told_of(
    told: tuple[Report, ...], site: dict[str, bytes]
) -> None:
    reports = table(site, "reports")
    actors = {(name, report["id"]) for report in reports for name in report["actors"]}
    topics = {(name, report["id"]) for report in reports for name in report["topics"]}
    told_of = {(name, report.slug) for report in told for name in report.actors}
    about = {(name, report.slug) for report in told for name in report.topics}
    assert len(actors & told_of) >= 0.9 * len(told_of)
    assert about <= topics


def test_every_kind_of_page_has_something_to_show_of_the_corpus(site: dict[str, bytes]) -> None:
    for name in ("quotes", "events", "positions"):
        assert table(site, name), name
    assert key_points(site)


def test_all_contestants_are_given_the_same_words_and_only_the_rivals_whom_they_are_about(told: tuple[Report, ...]) -> None:
    ours, hugo, pelican = for_briefing(told), for_hugo(told), for_pelican(told)
    for report in told:
        article = f"content/articles/{report.slug}.md"
        files = ours[article], hugo[article], pelican[f"content/{report.slug}.md"]
        heads, texts = zip(*(file.split("\n\n", 1) for file in files), strict=True)
        assert {f"{report.text}\n"} == set(texts)
        assert [False, True, True] == [all(name in head for name in report.actors) for head in heads]
        assert [False, True, True] == [all(name in head for name in report.topics) for head in heads]


def test_a_word_picks_the_contestants_in_whose_name_it_stands() -> None:
    assert (HUGO, PELICAN) == wanted(["PELICAN", "hugo"])
    assert (UNCHANGED,) == wanted(["nothing changed"])
    assert (DERIVING, KEPT, UNCHANGED, EDITED, START) == wanted(["briefing"])
    assert () == wanted(["jekyll"])


def test_pelican_has_one_turn_at_many_articles() -> None:
    assert 1 == rounds_of(PELICAN, 10_000, None) == rounds_of(PELICAN, 10_000, 7)
    assert 7 == rounds_of(PELICAN, 1000, 7) == rounds_of(HUGO, 10_000, 7)
    assert rounds_of(HUGO, 1000, None) > rounds_of(HUGO, 10_000, None) > 1


def costs(*walls: float, memory: int = 100_000_000) -> list[Cost]:
    return [Cost(wall, 2 * wall, memory) for wall in walls]


def cells(printed: str) -> dict[str, list[str]]:
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in printed.splitlines()]
    return {name: rest for name, *rest in rows}


def test_the_table_holds_medians_against_hugo_and_against_what_is_wanted() -> None:
    figures = {HUGO: costs(9, 1, 2), KEPT: costs(1.6, memory=60_000_000), UNCHANGED: costs(0.2, 0.3, 0.1, memory=61_000_000)}
    rows = cells(of_builds(1000, figures, dict.fromkeys(figures, 1140)))
    assert "1,000 articles" == next(iter(rows))
    assert ["3", "1,140", "2.00", "4.00", "100", "1.00", "1.00", "–", "–"] == rows[HUGO]
    assert ["1", "1,140", "1.60", "3.20", "60", "0.80", "0.60", "≤ 0.8: met", "≤ 0.6: met"] == rows[KEPT]
    assert ["3", "1,140", "0.20", "0.40", "61", "0.10", "0.61", "≤ 0.05: missed", "≤ 0.6: missed"] == rows[UNCHANGED]


def test_without_hugo_the_table_has_no_ratios_and_no_verdicts() -> None:
    rows = cells(of_builds(1000, {KEPT: costs(1.6)}, {KEPT: 1140}))
    assert ["–", "–", "≤ 0.8", "≤ 0.6"] == rows[KEPT][-4:]


def test_growth_is_the_most_articles_over_the_fewest_for_those_that_had_both() -> None:
    figures = {
        1000: {HUGO: costs(1), KEPT: costs(2), EDITED: costs(3)},
        10_000: {HUGO: costs(12), KEPT: costs(22), EDITED: costs(34)},
    }
    rows = cells(of_growth({**figures, 2000: {}}))
    assert ["12.00", "12.00", "1.00", "–"] == rows[HUGO]
    assert ["11.00", "11.00", "1.00", "≤ 11: met"] == rows[KEPT]
    assert "≤ 11: missed" == rows[EDITED][-1]
    assert "≤ 4.03: met" == cells(of_growth({300: figures[1000], 1100: {KEPT: costs(7)}}))[KEPT][-1]


def test_the_start_is_told_in_milliseconds_beyond_the_interpreter() -> None:
    rows = cells(of_start({NOTHING: costs(0.012), START: costs(0.092, 0.5, 0.05)}))
    assert ["1", "12", "–", "–"] == rows[f"`{NOTHING}`"]
    assert ["3", "92", "80", "≤ 80: met"] == rows[f"`{START}`"]


def test_a_server_is_judged_by_the_middle_and_the_slowest_of_its_edits_a_rival_is_not() -> None:
    ours = Live(1.2, (0.05, 0.04, 0.2), (0.1, 0.13), 80_000_000, 90_000_000)
    rows = cells(of_live(1000, {OURS: ours, "hugo server": Live(2, (0.5,), (), 10_000_000, 10_000_000)}))
    assert ["1", "1200", "–", "≤ 1500: met"] == rows[f"`{OURS}`, start to first page"]
    assert ["3", "50", "200", "≤ 60: met; ≤ 150: missed"] == rows[f"`{OURS}`, save to page"]
    assert ["2", "115", "130", "≤ 120: met"] == rows[f"`{OURS}`, save to text in Chromium"]
    assert ["3", "+10 MB on 80 MB", "–", "–"] == rows[f"`{OURS}`, memory over these edits"]
    assert ["1", "500", "500", "–"] == rows["`hugo server`, save to page"]


def test_a_command_that_fails_stops_the_bench_with_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"(?s)ended with 3:\nno such theme"):
        cost([sys.executable, "-c", "print('no such theme'); raise SystemExit(3)"], tmp_path / "printed.txt")


def test_memory_is_that_of_a_process_and_its_children_together(tmp_path: Path) -> None:
    """Both hold theirs at once, and for much longer than whoever watches rests between two looks."""
    each, long = 40_000_000, 1.5
    alone = f"held = b'x' * {each}; import time; time.sleep({long})"
    waits = f"held = b'x' * {each}; print(flush=True); input()"
    child = (
        f"import subprocess as s, sys, time; held = b'x' * {each}"
        f"; child = s.Popen([sys.executable, '-c', {waits!r}], stdin=s.PIPE, stdout=s.PIPE)"
        f"; child.stdout.readline(); time.sleep({long}); child.communicate(b'\\n')"
    )
    assert each < cost([sys.executable, "-c", alone], tmp_path / "printed.txt").memory < 2 * each
    assert 2 * each < cost([sys.executable, "-c", child], tmp_path / "printed.txt").memory < 3 * each
