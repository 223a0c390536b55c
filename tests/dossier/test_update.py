"""The effects of one update of the index: which rows come and go, and which pages are to be planned again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from generator.content.config import Config
from generator.content.files import Outline
from generator.dossier import long_lists
from generator.dossier.index import database
from generator.dossier.index.database import Index
from generator.dossier.index.reports import StoredReport
from generator.dossier.known_subjects import KnownActor
from generator.dossier.report_counts import CounterKind, texts
from generator.dossier.update import IndexUpdate
from generator.dossier.views import ReportViews
from generator.model.findings import Kind
from generator.model.problems import NOWHERE, InputError
from generator.model.profiles import ActorProfile, Named
from generator.model.statements import Account
from generator.plan.subjects import backing
from generator.report.account import encode
from tests.conftest import words_in
from tests.dossier.indexed import ROWS
from tests.dossier.resolved_report import SANCTIONS, account_of
from tests.report.test_sketch import WIRE

WORDS = words_in("en-GB")
OUTLINE = Outline(Config(), (), (SANCTIONS,), (), (), {})
RUSSIA = "Russia rejects sanctions against Iran."
CHINA = "China supports sanctions."
REPORTS = {"a": account_of("a", RUSSIA, date="2009-10-13"), "b": account_of("b", CHINA, date="2009-10-14")}


@pytest.fixture
def index() -> Index:
    """An index of the two reports."""
    found = database.in_memory()
    update(found, REPORTS)
    return found


def update(
    index: Index,
    changed: Mapping[str, Account],
    *,
    gone: Sequence[str] = (),
    accounts: Mapping[str, Account] = REPORTS,
    outline: Outline = OUTLINE,
) -> IndexUpdate:
    """Update an index with reports that changed, by slug; `accounts` has all reports."""
    index.touched.clear()
    done = IndexUpdate(index, outline, WORDS)
    for slug in gone:
        done.remove_report(file_of(slug))
    for slug, account in changed.items():
        link = ReportViews(account, {}, {}, outline.config, WORDS).report()
        done.add_report(StoredReport(file_of(slug), slug, b"", "", None), account, link)
    by_file = {file_of(slug): account for slug, account in {**accounts, **changed}.items()}
    done.apply(lambda file: encode("", by_file[file]), map)
    return done


def file_of(slug: str) -> str:
    return f"content/articles/{slug}.md"


def listed(index: Index, subject: str, list_: str = "reports") -> list[str]:
    return [row.name for row in index.rows.by_date(subject, list_)]


def positions(index: Index, subject: str) -> list[str]:
    return [row.name.partition("/")[0] for row in index.rows.by_date(subject, "positions")]


def test_reports_of_one_text_are_counted_as_one_until_one_is_a_text_of_its_own(index: Index) -> None:
    text = f"{RUSSIA} {WIRE}"
    first, copy = (account_of(slug, text, date="2009-10-15", source=slug) for slug in ("c", "d"))
    done = update(index, {"c": first, "d": copy})
    assert (3, 2) == (index.counters.get("actor/russia", CounterKind.REPORTS), texts(index.counters, "actor/russia"))
    assert {"c", "d"} <= done.moved_reports
    assert 3 - 1 == sum(side.texts for side in backing(index, "russia", "sanctions"))
    done = update(index, {"d": structs.replace(copy, sketch=())}, accounts=REPORTS | {"c": first})
    assert 3 == texts(index.counters, "actor/russia")
    assert {"c", "d"} <= done.moved_reports


def test_a_new_report_is_listed_under_its_actors_and_moves_the_one_before_it(index: Index) -> None:
    done = update(index, {"c": account_of("c", "Russia waits.", date="2009-10-15")})
    assert ["c", "a"] == listed(index, "actor/russia")
    assert ["c", "b", "a"] == listed(index, "articles")
    assert {"b", "c", ""} == done.moved_reports
    assert "actor/china" not in index.touched


def test_a_changed_report_touches_only_subjects_whose_rows_changed(index: Index) -> None:
    done = update(index, {"b": account_of("b", "China rejects sanctions.", date="2009-10-14")})
    assert {"actor/china", "stands/china/sanctions", "topic/sanctions", "report/b"} <= index.touched.keys()
    assert {"actor/russia", "stands/russia/sanctions", "report/a"}.isdisjoint(index.touched)
    assert set() == done.moved_reports


def test_an_update_without_a_change_touches_nothing(index: Index) -> None:
    done = update(index, REPORTS)
    assert {} == index.touched
    assert (set(), set(), set()) == (done.moved_reports, done.changed_cards, done.changed_parts)


def test_a_removed_report_takes_its_rows_counts_and_actors_with_it(index: Index) -> None:
    done = update(index, {}, gone=["a"])
    assert ([], ["b"]) == (positions(index, "actor/russia"), listed(index, "articles"))
    assert 1 == index.counters.get("home", CounterKind.REPORTS)
    assert b"" == index.subjects.get("actor/russia")
    assert {"a", "b", ""} == done.moved_reports


def test_a_report_of_another_date_moves_its_neighbours_of_before_and_now(index: Index) -> None:
    done = update(index, {"a": account_of("a", RUSSIA, date="2009-10-20")})
    assert ["a", "b"] == listed(index, "articles")
    assert {"a", "b", ""} == done.moved_reports


def test_a_profile_that_merges_two_actors_indexes_the_reports_of_both(index: Index) -> None:
    merged = ActorProfile("powers", "The powers", NOWHERE, aliases=("Russia", "China"), kind=Kind.GROUP)
    done = update(index, {}, outline=replace(OUTLINE, actors=(merged,)))
    assert ["b", "a"] == listed(index, "actor/powers")
    assert ([], []) == (listed(index, "actor/russia"), listed(index, "actor/china"))
    assert "The powers" == msgspec.msgpack.decode(index.subjects.get("actor/powers"), type=KnownActor).name
    assert "actor/powers" in done.changed_cards


def test_a_summary_that_an_editor_writes_changes_the_card_of_its_actor_only(index: Index) -> None:
    profile = ActorProfile("iran", "Iran", NOWHERE, summary="A country.")
    assert {"actor/iran"} == update(index, {}, outline=replace(OUTLINE, actors=(profile,))).changed_cards


def test_a_list_that_grows_over_the_limit_is_split_and_an_edit_changes_one_part(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_lists, "MAX_ROWS_PER_PAGE", 3)
    more = {f"r{n}": account_of(f"r{n}", "Hours passed.", date=str(date(2010, 1, 5) + timedelta(n))) for n in range(3)}
    done = update(index, more)
    parts = index.parts.get("articles")
    assert [("200X", 2), ("201X", 3)] == [(part.key, part.number) for part in parts]
    assert {"articles", "articles|200X", "articles|201X"} <= done.changed_parts
    done = update(
        index, {"r0": account_of("r0", "Days passed.", date="2010-01-05", title="Other")}, accounts={**REPORTS, **more}
    )
    assert {"articles|201X"} == {owner for owner in done.changed_parts if owner.startswith("articles|")}


def test_the_first_reports_on_disk_are_indexed_as_those_in_memory(index: Index, tmp_path: Path) -> None:
    queries = (*ROWS, "select * from telling_keys", "select name, event, brief, value from tellings")
    with database.open_index(tmp_path, "") as on_disk:
        update(on_disk, REPORTS)
        for query in queries:
            assert sorted(index.connection.execute(query)) == sorted(on_disk.connection.execute(query))
        indexes = "select name, sql from sqlite_master where type = 'index' order by name"
        assert list(index.connection.execute(indexes)) == list(on_disk.connection.execute(indexes))


def test_a_problem_in_the_first_reports_leaves_an_empty_index(tmp_path: Path) -> None:
    unknown = structs.replace(REPORTS["a"], article=structs.replace(REPORTS["a"].article, topics=(Named("Nothing", NOWHERE),)))
    with database.open_index(tmp_path, "") as on_disk:
        with pytest.raises(InputError), on_disk.transaction():
            update(on_disk, {"a": unknown})
        assert on_disk.reports.is_empty()
        update(on_disk, REPORTS)
        assert [] != on_disk.rows.by_date("articles", "reports")
