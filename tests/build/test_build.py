"""Caches never show: each of these edits once left something that a build from nothing would not have."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from generator.build import INDEX, build, derive, report_cache
from generator.dossier.index import database
from generator.model.problems import InputError
from generator.publish import Edition, manifest
from generator.runtime import cache, fingerprints
from generator.runtime.options import Options
from tests import small_dossier
from tests.conftest import REPORT, ROOT, Project

REPORTS: dict[str, str | bytes] = {"content/articles/a.md": REPORT}
CORRECTED = REPORT.replace("---\n\n", "add:\n  - {kind: mention, text: sanctions, actor: Russia}\n---\n\n", 1)


def left(root: Path) -> dict[str, bytes]:
    """Every file that a build leaves, its manifest too."""
    build(root)
    site = root / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def left_anew(root: Path, place: str = "anew") -> dict[str, bytes]:
    """The same of a copy, in another folder, of which no build remembers anything."""
    copy = root.parent / place
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".briefing", "site", "derived"))
    return left(copy)


def test_a_profile_that_changes_nothing_on_its_page_is_in_the_manifest(project: Project) -> None:
    left(project(REPORTS))
    root = project({"content/actors/russia.md": "---\nname: Russia\n---\n"})
    assert left_anew(root) == left(root)


def test_a_change_that_no_page_shows_can_be_taken_back(project: Project) -> None:
    before = left(project(REPORTS))
    assert before != left(project({"content/articles/a.md": REPORT + "\n"}))
    assert before == left(project(REPORTS))


def test_of_two_reports_for_one_page_the_later_is_reported_whichever_is_new(project: Project) -> None:
    told = []
    for first in ("content/articles/a.md", "content/articles/b/a.md"):
        root = project({first: REPORT})
        build(root)
        project({"content/articles/a.md": REPORT, "content/articles/b/a.md": REPORT})
        with pytest.raises(InputError) as raised:
            build(root)
        told.append([problem.where.path for problem in raised.value.problems])
        shutil.rmtree(root)
    assert [["content/articles/b/a.md"]] * 2 == told


def test_a_template_that_may_be_missing_comes_and_goes(project: Project) -> None:
    page = (ROOT / "themes/briefing/templates/page.html").read_text("utf-8")
    root = project(REPORTS, config='theme = "own"\n')
    shutil.copytree(ROOT / "themes/briefing", root / "themes/own")
    left(root)
    (root / "themes/own/templates/page.html").write_text(page + "{% include '_note.html' ignore missing %}", "utf-8")
    without = left(root)
    (root / "themes/own/templates/_note.html").write_text("A note.", "utf-8")
    assert left_anew(root) == left(root)
    (root / "themes/own/templates/_note.html").unlink()
    assert without == left(root)


def test_the_manifest_does_not_depend_on_the_path_of_the_project(project: Project) -> None:
    root = project(REPORTS)
    long = left_anew(root, "/".join(["a-folder-with-a-long-name"] * 8))
    assert long == left(root)
    assert "file " not in manifest(root / "site").sources


def test_a_report_stays_corrected_when_its_text_for_readers_was_forgotten(project: Project) -> None:
    root = project({"content/articles/a.md": CORRECTED}, config='theme = "own"\n')
    shutil.copytree(ROOT / "themes/briefing", root / "themes/own")
    left(root)
    connection = sqlite3.connect(root / cache.FOLDER / cache.FILE)
    with connection:
        connection.execute("delete from results where kind = 'body'")
    connection.close()
    template = root / "themes/own/templates/base.html"
    template.write_text(template.read_text("utf-8") + "<!-- changed -->\n", "utf-8")
    assert left_anew(root) == left(root)


def test_a_report_that_changes_while_a_build_reads_is_not_cached_as_it_was(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"content/articles/a.md": REPORT})
    seen = fingerprints.current_stamps(root, cache.ResultCache(None))
    monkeypatch.setattr(fingerprints, "current_stamps", lambda _root, _remembered, _looked: seen)
    (root / "content/articles/a.md").write_text(REPORT.replace("Envoys", "Ministers"))
    with pytest.raises(InputError, match="changed while it was read; build again"):
        build(root)


def test_settings_that_change_between_the_look_and_the_reading_are_read_again_by_the_next_build(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"content/articles/a.md": REPORT}, config='title = "Before"\n')
    seen = fingerprints.current_stamps(root, cache.ResultCache(None))
    (root / "briefing.toml").write_text('title = "Meanwhile"\n')
    with monkeypatch.context() as patch:
        patch.setattr(fingerprints, "current_stamps", lambda _root, _remembered, _looked: seen)
        build(root)
    (root / "briefing.toml").write_text('title = "Before"\n')
    build(root)
    assert "Before" in (root / "site/index.html").read_text("utf-8")


def rendered(root: Path) -> set[str]:
    return {path for path, _ in build(root, options=Options(jobs=1)).reasons}


def test_a_changed_template_renders_the_pages_that_are_made_of_it_and_no_others(tmp_path: Path) -> None:
    small_dossier.write(tmp_path)
    (tmp_path / "briefing.toml").write_text('title = "Small"\ntheme = "plain"\n')
    every = {path for path in rendered(tmp_path) if path.endswith(".html")}
    actors = {path for path in every if path.startswith("actors/")}
    templates = tmp_path / "themes/plain/templates"
    (templates / "actor.html").write_text((templates / "actor.html").read_text() + "{# another #}")
    assert actors == rendered(tmp_path)
    (templates / "_foot.html").write_text("Another foot")
    assert every == rendered(tmp_path)
    assert set() == rendered(tmp_path)


def test_a_changed_text_renders_the_pages_that_say_it_and_no_others(tmp_path: Path) -> None:
    small_dossier.write(tmp_path)
    texts = tmp_path / "themes/plain/i18n/en.toml"
    texts.parent.mkdir()
    texts.write_text("own = 'Ours'\n")
    template = tmp_path / "themes/plain/templates/actor.html"
    template.write_text(template.read_text() + "{{ t('own') }}")
    every = {path for path in rendered(tmp_path) if path.endswith(".html")}
    texts.write_text("own = 'Changed'\n")
    built = build(tmp_path, options=Options(jobs=1))
    assert {(path, "words own changed") for path in every if path.startswith("actors/")} == set(built.reasons)
    texts.write_text("own = 'Changed'\n[nav]\nactors = 'Who'\n")
    assert every == rendered(tmp_path)


def test_changed_words_for_dates_appear_on_pages_of_earlier_events(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT.replace("on Monday", "earlier this month")}, config='language = "en-GB"\n')
    build(root)
    assert "by 13 October" in (root / "site/timeline.html").read_text("utf-8")
    (root / "themes/briefing").mkdir(parents=True)
    shutil.copytree(ROOT / "themes/briefing", root / "themes/briefing", dirs_exist_ok=True)
    (root / "themes/briefing/i18n/en.toml").write_text('[date]\nby_day = "{date}, not after {day}"\n')
    build(root)
    for page in ("timeline.html", "articles/a.html"):
        assert "not after 13 October" in (root / "site" / page).read_text("utf-8")


def test_a_deleted_report_leaves_no_trace_on_any_page(project: Project) -> None:
    root = project(
        {**REPORTS, "content/articles/b.md": REPORT.replace("Envoys meet", "Gone tomorrow").replace("2009-10-13", "2009-11-02")}
    )
    build(root)
    (root / "content/articles/b.md").unlink()
    found = left(root)
    assert "articles/b.html" not in found
    assert [] == [path for path, content in found.items() if b"Gone tomorrow" in content or b"articles/b.html" in content]


def test_findings_are_written_as_they_are_derived_and_a_later_start_goes_on_from_there(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_cache, "BATCH_SIZE", 2)
    root = project({f"content/articles/a{n}.md": REPORT.replace("Monday", f"{n + 1} October") for n in range(5)})

    def stopped_at_the_fourth(reports: Iterable[Any], _label: str, _number: int | None) -> Iterator[Any]:
        yield from islice(reports, 3)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        derive(root, Options(jobs=1, progress=stopped_at_the_fourth))
    assert {"a0.json", "a1.json"} == {path.name for path in (root / "content/derived").iterdir()}
    assert (5, 3) == derive(root, Options(jobs=1))


def test_a_build_with_a_problem_keeps_the_findings_of_the_other_reports(project: Project) -> None:
    root = project({**REPORTS, "content/articles/b.md": "---\ntitle: 5\ndate: never\n---\n\nText.\n"})
    with pytest.raises(InputError):
        build(root)
    assert ["a.json"] == [path.name for path in (root / "content/derived").iterdir()]
    assert not (root / "site").exists()


@pytest.mark.parametrize("place", ["link", "file"])
def test_no_findings_are_written_where_their_folder_is_refused(place: str, project: Project, tmp_path: Path) -> None:
    root, elsewhere = project(REPORTS), tmp_path / "elsewhere"
    elsewhere.mkdir()
    if place == "link":
        (root / "content/derived").symlink_to(elsewhere)
    else:
        (root / "content/derived").write_text("")
    for command in (build, derive):
        with pytest.raises(InputError) as raised:
            command(root)
        assert ["content/derived"] == [problem.where.path for problem in raised.value.problems]
    assert [] == list(elsewhere.iterdir())


def test_a_build_looks_for_the_index_where_it_is() -> None:
    assert database.FILE == INDEX


def test_a_folder_of_caches_that_is_forbidden_stops_nothing(project: Project) -> None:
    root = project(REPORTS)
    (root / ".briefing").mkdir(mode=0)
    assert 1 == build(root).articles


def test_where_everything_looks_as_it_did_neither_stamps_nor_the_manifest_are_read(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"content/articles/a.md": REPORT})
    monkeypatch.setattr(fingerprints, "SETTLED_NANOSECONDS", -(10**18))
    first = build(root)
    build(root)
    with monkeypatch.context() as patch:
        patch.setattr(fingerprints, "current_stamps", lambda *_: pytest.fail("stamps were read"))
        patch.setattr(Edition, "_written", property(lambda _: pytest.fail("the manifest was read")))
        assert (0, first.published.written) == (build(root).rendered, build(root).published.kept)
    (root / "site/index.html").write_text("mine")
    assert 1 == build(root).rendered
