"""The inputs and tables of the benchmarks; nothing is timed here."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from bench.articles import WORDS_PER_ARTICLE, articles
from bench.contestants import (
    DERIVING,
    EDITED,
    HUGO,
    MATERIAL,
    PELICAN,
    STORED,
    UNCHANGED,
    for_briefing,
    for_hugo,
    for_material,
    for_pelican,
    write,
)
from bench.corpus import MAX_WORDS, MIN_WORDS, Report, reports
from bench.cost import CommandError, Cost, ServerCost, cost
from bench.derive import ARTICLES_PER_ROUND, measured
from bench.phrases import TOPICS
from bench.site import rounds_of, wanted
from bench.table import HUGO_SERVER, INTERPRETER, OURS, START, of_builds, of_growth, of_live, of_stages, of_start
from generator.derive import derive
from generator.derive.syntax.document import Document
from tests.conftest import files_of
from tests.published import key_points, table


def test_articles_have_one_length_and_are_the_same_each_time() -> None:
    corpus = list(articles(20))
    assert {WORDS_PER_ARTICLE} == {len(article.text.split()) for article in corpus}
    assert corpus == list(articles(20))
    assert len({article.text for article in corpus}) == len(corpus)


def test_articles_contain_every_kind_of_finding() -> None:
    findings = [derive(Document(a.id, a.text, a.title, a.date)) for a in articles(10)]
    for kind in ("mentions", "roles", "times", "quotes", "events", "positions", "topics", "key_points"):
        assert any(getattr(article, kind) for article in findings), kind


def test_tools_take_turns_and_the_first_round_only_warms_up() -> None:
    calls: list[tuple[str, int]] = []

    def tool(name: str) -> tuple[object, int]:
        return lambda batch: calls.append((name, len(batch))), 1

    speeds = measured(list(articles(2 * ARTICLES_PER_ROUND)), {"first": tool("first"), "second": tool("second")})  # type: ignore[dict-item]
    assert [("first", 1), ("second", 1)] * 2 == calls
    assert [1, 1] == [len(rates) for rates in speeds.values()]


@pytest.fixture(scope="module")
def corpus() -> tuple[Report, ...]:
    return tuple(reports(12))


@pytest.fixture(scope="module")
def site(corpus: tuple[Report, ...], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("bench")
    write(root, for_briefing(corpus))
    return files_of(root)


def test_the_corpus_is_the_same_for_a_seed_and_differs_between_seeds() -> None:
    assert list(reports(60)) == list(reports(60))
    assert list(reports(60)) != list(reports(60, seed=2))
    assert 60 == len({report.text for report in reports(60)}) == len({report.slug for report in reports(60)})


def test_a_report_of_the_corpus_has_the_length_of_news_and_names_its_actors_and_topics() -> None:
    for report in reports(200):
        assert MIN_WORDS <= len(report.text.split()) <= MAX_WORDS
        assert 5 <= len(set(report.actors)) == len(report.actors) <= 8
        assert 2 <= len(set(report.topics)) == len(report.topics) <= 3
        assert [] == [name for name in (*report.actors, *report.topics) if name not in report.text]


def test_reports_are_as_long_as_is_asked_for() -> None:
    assert all(580 <= len(report.text.split()) <= 620 for report in reports(30, words=(580, 620)))


def test_the_corpus_has_one_actor_for_ten_reports_by_zipfs_law_and_forty_topics() -> None:
    corpus = list(reports(1000))
    actors = Counter(name for report in corpus for name in report.actors)
    counts = [count for _, count in actors.most_common()]
    assert 95 <= len(actors) <= 100
    assert counts[0] > 3 * counts[9] > 9 * counts[-1]
    assert set(TOPICS) == {topic for report in corpus for topic in report.topics}
    assert 40 == len(set(TOPICS))
    assert {f"{year}" for year in range(2004, 2012)} == {report.date[:4] for report in corpus}


def test_derivation_finds_nine_tenths_of_the_actors_and_all_topics_of_the_corpus(
    corpus: tuple[Report, ...], site: dict[str, bytes]
) -> None:
    reports = table(site, "reports")
    actors = {(name, report["id"]) for report in reports for name in report["actors"]}
    topics = {(name, report["id"]) for report in reports for name in report["topics"]}
    named = {(name, report.slug) for report in corpus for name in report.actors}
    about = {(name, report.slug) for report in corpus for name in report.topics}
    assert len(actors & named) >= 0.9 * len(named)
    assert about <= topics


def test_the_corpus_fills_every_kind_of_page(site: dict[str, bytes]) -> None:
    for name in ("quotes", "events", "positions"):
        assert table(site, name), name
    assert key_points(site)


def test_all_contestants_get_the_same_text_and_only_the_rivals_get_actors_and_topics(corpus: tuple[Report, ...]) -> None:
    ours, hugo, pelican, material = for_briefing(corpus), for_hugo(corpus), for_pelican(corpus), for_material(corpus)
    for report in corpus:
        article = f"content/articles/{report.slug}.md"
        files = ours[article], hugo[article], pelican[f"content/{report.slug}.md"], material[f"docs/articles/{report.slug}.md"]
        heads, texts = zip(*(file.split("\n\n", 1) for file in files), strict=True)
        assert {f"{report.text}\n"} == set(texts)
        assert [False, True, True, True] == [all(name in head for name in report.actors) for head in heads]
        assert [False, True, True, True] == [all(name in head for name in report.topics) for head in heads]


def test_a_word_selects_the_contestants_with_it_in_their_name() -> None:
    assert (HUGO, PELICAN) == wanted(["PELICAN", "hugo"])
    assert (UNCHANGED,) == wanted(["nothing changed"])
    assert (DERIVING, STORED, UNCHANGED, EDITED, START) == wanted(["briefing"])
    assert () == wanted(["jekyll"])


def test_rivals_that_are_slow_have_one_round_with_many_articles() -> None:
    assert 1 == rounds_of(MATERIAL, 10_000, None)
    assert 1 == rounds_of(PELICAN, 10_000, None) == rounds_of(PELICAN, 10_000, 7)
    assert 7 == rounds_of(PELICAN, 1000, 7) == rounds_of(HUGO, 10_000, 7)
    assert rounds_of(HUGO, 1000, None) > rounds_of(HUGO, 10_000, None) > 1


def costs(*walls: float, memory: int = 100_000_000) -> list[Cost]:
    return [Cost(wall, 2 * wall, memory) for wall in walls]


def cells(printed: str) -> dict[str, list[str]]:
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in printed.splitlines()]
    return {name: rest for name, *rest in rows}


def test_the_table_compares_medians_with_rivals_and_with_the_wanted_figures() -> None:
    figures = {HUGO: costs(9, 1, 2), PELICAN: costs(4), STORED: costs(5.2, memory=60_000_000), EDITED: costs(0.2, 0.5, 0.7)}
    rows = cells(of_builds(1000, figures, dict.fromkeys(figures, 1140)))
    assert "1,000 articles" == next(iter(rows))
    assert ["3", "1,140", "2.00", "4.00", "100", "1.00", "1.00", "1.00", "0.50", "0.50", "–", "–", "–"] == rows[HUGO]
    verdict = "CPU ÷ Pelican ≤ 2.5: met; CPU ÷ Hugo ≤ 5: met"
    assert ["1", "1,140", "5.20", "10.40", "60", "2.60", "2.60", "0.60", "1.30", "1.30", "–", "–", verdict] == rows[STORED]
    assert "wall ≤ 0.6: met" == rows[EDITED][-1]


def test_what_is_wanted_depends_on_the_number_of_reports() -> None:
    rows = cells(of_builds(10_000, {HUGO: costs(2), UNCHANGED: costs(0.2)}, {HUGO: 1140, UNCHANGED: 1140}))
    assert "wall ÷ Hugo ≤ 0.05: missed" == rows[UNCHANGED][-1]
    assert "wall ≤ 2.5: met" == cells(of_builds(30, {DERIVING: costs(2.4)}, {DERIVING: 1140}))[DERIVING][-1]


def test_without_rivals_the_table_has_no_ratios_and_no_verdicts() -> None:
    rows = cells(of_builds(1000, {STORED: costs(1.6)}, {STORED: 1140}))
    assert [*"–––––––", "CPU ÷ Pelican ≤ 2.5; CPU ÷ Hugo ≤ 5"] == rows[STORED][-8:]


def test_stages_are_medians_and_the_start_is_what_no_other_stage_is() -> None:
    seconds = ((1.0, 0.3), (3.0, 0.5), (5.0, 0.4))
    edited = [Cost(wall, wall, 1, {"start": 0.01, "look": look, "publish": 0.5}) for wall, look in seconds]
    unchanged = [Cost(0.3, 0.3, 1, {"start": 0.01, "look": 0.1})]
    rows = cells(of_stages(1000, {HUGO: costs(1), UNCHANGED: unchanged, EDITED: edited}))
    assert ["start", "look", "publish"] == rows.pop("1,000 articles, wall by stage, s")
    assert {"---", UNCHANGED, EDITED} == rows.keys()
    assert ["0.20", "0.10", "–"] == rows[UNCHANGED]
    assert ["2.00", "0.40", "0.50"] == rows[EDITED]
    assert "" == of_stages(1000, {HUGO: costs(1)})


def test_a_command_that_says_so_has_stages(tmp_path: Path) -> None:
    said = "   0.012 s  start\n  12.100 s  plan, render\nOpen site/index.html\n"
    stages = cost([sys.executable, "-c", f"print({said!r})"], tmp_path / "printed.txt").stages
    assert {"start": 0.012, "plan, render": 12.1} == stages


def test_growth_divides_most_articles_by_fewest_for_contestants_with_both() -> None:
    figures = {
        1000: {HUGO: costs(1), STORED: costs(2), EDITED: costs(3)},
        10_000: {HUGO: costs(12), STORED: costs(22), EDITED: costs(34)},
    }
    rows = cells(of_growth({**figures, 2000: {}}))
    assert ["12.00", "12.00", "1.00", "–"] == rows[HUGO]
    assert ["11.00", "11.00", "1.00", "≤ 11: met"] == rows[STORED]
    assert "≤ 11: missed" == rows[EDITED][-1]
    assert "≤ 4.03: met" == cells(of_growth({300: figures[1000], 1100: {STORED: costs(7)}}))[STORED][-1]


def test_the_start_is_measured_in_milliseconds_beyond_the_interpreter() -> None:
    rows = cells(of_start({INTERPRETER: costs(0.012), START: costs(0.092, 0.5, 0.05)}))
    assert ["1", "12", "–", "–"] == rows[f"`{INTERPRETER}`"]
    assert ["3", "92", "80", "≤ 80: met"] == rows[f"`{START}`"]


def test_our_server_is_judged_by_median_and_slowest_edit_and_a_rival_is_not() -> None:
    ours = ServerCost(1.2, (0.05, 0.04, 0.2), (0.1, 0.13), 80_000_000, 90_000_000)
    rows = cells(of_live(1000, {OURS: ours, HUGO_SERVER: ServerCost(2, (0.5,), (), 10_000_000, 10_000_000)}))
    assert ["1", "1200", "–", "0.60", "÷ Hugo ≤ 0.15: missed"] == rows[f"`{OURS}`, start to first page"]
    assert ["3", "50", "200", "0.10", "≤ 60: met; ≤ 120: missed"] == rows[f"`{OURS}`, save to page"]
    assert ["2", "115", "130", "–", "≤ 120: met"] == rows[f"`{OURS}`, save to text in Chromium"]
    assert ["3", "+10 MB on 80 MB", "–", "–", "–"] == rows[f"`{OURS}`, memory over these edits"]
    assert ["1", "500", "500", "1.00", "–"] == rows[f"`{HUGO_SERVER}`, save to page"]


def test_a_failing_command_stops_the_bench_with_its_output(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"(?s)ended with 3:\nno such theme"):
        cost([sys.executable, "-c", "print('no such theme'); raise SystemExit(3)"], tmp_path / "printed.txt")


def test_commands_keep_bytecode_whatever_the_shell_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    cost([sys.executable, "-c", "import sys; print(sys.dont_write_bytecode)"], tmp_path / "printed.txt")
    assert "False" == (tmp_path / "printed.txt").read_text("ascii").strip()


def test_memory_counts_a_process_and_its_children(tmp_path: Path) -> None:
    """Both hold their memory at once, and for much longer than the pause between two samples."""
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
