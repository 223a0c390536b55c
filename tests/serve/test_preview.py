import shutil
import sqlite3
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from generator.build import build, pipeline
from generator.dossier.index.names import NameTable
from generator.dossier.update import IndexUpdate
from generator.model.findings import Entity
from generator.runtime import cache, fingerprints
from generator.runtime.cache import ResultCache
from generator.serve import pages_ahead, preview_index
from generator.serve import preview as module
from generator.serve.changed_files import FileSnapshot, Hints
from generator.serve.preview import Preview
from tests.conftest import REPORT, ROOT, Project
from tests.serve.live import PATIENCE

ARTICLE = "content/articles/a.md"


def started(root: Path, remembered: ResultCache | None = None) -> Preview:
    preview = Preview(root, remembered or ResultCache(None))
    preview.refresh()
    return preview


def test_a_version_goes_up_with_what_can_be_seen_only(project: Project) -> None:
    root = project({ARTICLE: REPORT})
    preview = started(root)
    assert (1, None) == (preview.version, preview.refresh())
    (root / ARTICLE).touch()
    (root / "content/articles/a.md~").write_text("left behind")
    assert (1, None) == (preview.version, preview.refresh())
    (root / ARTICLE).write_text(REPORT.replace("Vienna", "Geneva"))
    changed = preview.refresh([ARTICLE])
    assert changed
    assert (2, (ARTICLE,), ("articles/a.html",), ()) == (preview.version, changed.files, changed.own, changed.problems)
    assert b"Geneva" in (preview.page("articles/a.html") or b"")


def test_the_same_mistake_is_told_once_and_its_mending_too(project: Project) -> None:
    root = project({ARTICLE: REPORT})
    preview = started(root)
    (root / ARTICLE).write_text("---\ntitle: [\n---\n")
    changed = preview.refresh()
    assert changed
    assert (2, 1) == (preview.version, len(changed.problems))
    (root / ARTICLE).write_text("---\ntitle: [\n---\n\n")
    assert None is preview.refresh()
    (root / ARTICLE).write_text(REPORT)
    changed = preview.refresh()
    assert changed
    assert ((), ()) == (changed.pages, changed.problems)


def test_a_template_that_fails_on_every_page_is_one_problem_at_its_own_line(project: Project) -> None:
    root = project({ARTICLE: REPORT})
    theme = Path(module.__file__).parents[2] / "themes/briefing/templates"
    for path in theme.glob("*.html"):
        (root / "themes/briefing/templates").mkdir(parents=True, exist_ok=True)
        (root / "themes/briefing/templates" / path.name).write_text(path.read_text())
    base = root / "themes/briefing/templates/base.html"
    wrong = base.read_text().replace("<head>", "<head>\n{{ 1 / 0 }}")
    base.write_text(wrong)
    (problem,) = started(root).problems
    line_ = wrong.splitlines().index("{{ 1 / 0 }}") + 1
    assert ("themes/briefing/templates/base.html", line_) == (problem.where.path, problem.where.line)
    assert "division by zero" in problem.wrong


def test_findings_that_a_person_writes_count_though_the_report_was_edited_while_it_is_shown(project: Project) -> None:
    root = project({ARTICLE: REPORT})
    preview = started(root)
    (root / ARTICLE).write_text(REPORT.replace("Vienna", "Geneva"))
    assert preview.refresh([ARTICLE])
    build(root)
    derived = root / "content/derived/a.json"
    assert None is preview.refresh(["content/derived"])
    derived.write_text(derived.read_text().replace('"name": "Dmitry Medvedev"', '"name": "Medvedev"'))
    assert preview.refresh(["content/derived/a.json"])
    assert preview.page("actors/medvedev.html")
    assert None is preview.page("actors/dmitry-medvedev.html")


def steps(preview: Preview) -> int:
    number = 0
    while preview.work_when_idle():
        number += 1
    return number


def test_a_rehearsal_takes_a_report_in_and_leaves_everything_as_it_was(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched: list[int] = []
    apply = IndexUpdate.apply

    def applied(self: IndexUpdate, *arguments: Any) -> None:
        apply(self, *arguments)
        touched.append(len(self.index.touched))

    root = project({ARTICLE: REPORT, "content/articles/b.md": REPORT.replace("Monday", "12 October 2009")})
    with cache.open_cache(root / cache.FOLDER) as remembered:
        preview = started(root, remembered)
        file = root / cache.FOLDER / preview_index.FILE
        with sqlite3.connect(file) as there:
            before = list(there.iterdump())
            monkeypatch.setattr(IndexUpdate, "apply", applied)
            preview.work_when_idle()
            assert before == list(there.iterdump())
        preview.close()
    assert () == preview.problems
    assert 1 == len(touched)
    assert touched[0]


def test_pages_that_take_long_are_not_made_again_before_somebody_asks(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({ARTICLE: REPORT})
    preview = started(root)
    steps(preview)

    def steps_after_an_edit() -> int:
        path = root / ARTICLE
        path.write_text(path.read_text() + "\nMore was said in Vienna.\n")
        assert preview.refresh([ARTICLE])
        return steps(preview)

    monkeypatch.setattr(pages_ahead, "SLOW_PAGE_SECONDS", 60.0)
    every = steps_after_an_edit()
    monkeypatch.setattr(pages_ahead, "SLOW_PAGE_SECONDS", -1.0)
    assert every == steps_after_an_edit()
    assert 0 == steps_after_an_edit() < every
    assert b"More was said" in (preview.page("articles/a.html") or b"")


@pytest.mark.parametrize(
    "fault", [OSError(13, "Permission denied", "content/articles/a.md"), RuntimeError("a fault"), RecursionError()]
)
def test_whatever_fails_is_a_problem_and_the_last_good_site_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    root = project({ARTICLE: REPORT})
    preview = started(root)

    def fails(*_: object) -> None:
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "assemble", fails)
        (root / ARTICLE).write_text(REPORT + "More.\n")
        assert preview.refresh()
    assert 1 == len(preview.problems)
    assert preview.page("articles/a.html")
    (root / ARTICLE).write_text(REPORT + "Even more.\n")
    assert preview.refresh()
    assert 0 == len(preview.problems)


def test_what_was_put_together_is_so_again_when_it_cannot_be_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({ARTICLE: REPORT})
    with cache.open_cache(root / cache.FOLDER) as remembered:
        preview = started(root, remembered)
        assemble = pipeline.assemble
        broken = [sqlite3.DatabaseError("database disk image is malformed")]

        def assemble_after_a_failure(*given: Any) -> object:
            if broken:
                raise broken.pop()
            return assemble(*given)

        monkeypatch.setattr(pipeline, "assemble", assemble_after_a_failure)
        (root / ARTICLE).write_text(REPORT.replace("Vienna", "Geneva"))
        changed = preview.refresh([ARTICLE])
        assert changed
        assert () == changed.problems
        assert {"articles/a.html", "index.html", "actors/russia.html"} <= set(changed.pages)
        assert b"Geneva" in (preview.page("articles/a.html") or b"")

        with monkeypatch.context() as patched:

            def fails(*_: object) -> None:
                raise sqlite3.DatabaseError("database disk image is malformed")

            patched.setattr(module, "page_at", fails)
            assert preview.page("topics/iran-sanctions.html") is None
        changed = preview.refresh([])
        assert changed
        assert () == changed.problems
        assert preview.page("topics/iran-sanctions.html")
        preview.close()


def test_a_file_that_changes_between_the_look_and_the_reading_is_not_remembered_wrongly(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({ARTICLE: REPORT.replace("Vienna", "Geneva")})
    build(root)
    (root / ARTICLE).write_text(REPORT.replace("Vienna", "Prague"))
    preview = started(root)
    looks = fingerprints.stamps_of_project
    between = [REPORT.replace("Vienna", "Geneva")]

    def look_then_write(*given: Any) -> object:
        seen = looks(*given)
        if between:
            (root / ARTICLE).write_text(between.pop())
        return seen

    monkeypatch.setattr(fingerprints, "stamps_of_project", look_then_write)
    (root / ARTICLE).write_text(REPORT)
    preview.refresh()
    assert b"Geneva" in (preview.page("articles/a.html") or b"")
    (root / ARTICLE).write_text(REPORT)
    preview.refresh()
    assert b"Geneva" not in (preview.page("articles/a.html") or b"")
    assert b"Vienna" in (preview.page("articles/a.html") or b"")


def test_what_a_look_had_found_before_it_failed_is_taken_over_and_told_by_the_next(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({ARTICLE: REPORT})
    preview = started(root)
    changed, looks = FileSnapshot.changed, iter([False, True])

    def fails_the_second_time(self: FileSnapshot, hints: Hints) -> tuple[str, ...]:
        if next(looks, False):
            raise OSError(5, "Input/output error")
        return changed(self, hints)

    monkeypatch.setattr(FileSnapshot, "changed", fails_the_second_time)
    (root / ARTICLE).write_text(REPORT.replace("Vienna", "Geneva"))
    with pytest.raises(OSError, match="Input/output"):
        preview.refresh([ARTICLE])
    told = preview.refresh(())
    assert told
    assert "articles/a.html" in told.pages
    assert b"Geneva" in (preview.page("articles/a.html") or b"")
    assert None is preview.refresh(())


def test_what_a_first_of_two_edits_in_a_row_brought_is_told_with_the_second(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({ARTICLE: REPORT})
    preview = started(root)
    first = REPORT + "\nSergei Lavrov met Anna Berg in Geneva.\n"
    takes = preview._take_over
    between = [first.replace("Envoys meet", "Ministers meet")]

    def take_then_write() -> Any:
        found = takes()
        if between:
            (root / ARTICLE).write_text(between.pop())
        return found

    monkeypatch.setattr(preview, "_take_over", take_then_write)
    (root / ARTICLE).write_text(first)
    changed = preview.refresh([ARTICLE])
    assert changed
    assert "actors/anna-berg.html" in changed.pages
    assert b"Ministers meet" in (preview.page("articles/a.html") or b"")


def test_what_a_look_is_at_work_with_is_not_closed_underneath_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({ARTICLE: REPORT})
    assemble, begun, goes_on, looks = pipeline.assemble, Event(), Event(), []

    def slowly(*given: Any) -> object:
        looks.append(given)
        begun.set()
        assert goes_on.wait(PATIENCE)
        return assemble(*given)

    with cache.open_cache(root / cache.FOLDER) as remembered:
        preview = started(root, remembered)
        monkeypatch.setattr(pipeline, "assemble", slowly)
        (root / ARTICLE).write_text(REPORT.replace("Vienna", "Geneva"))
        look = Thread(target=preview.refresh)
        look.start()
        assert begun.wait(PATIENCE)
        preview.close()
    goes_on.set()
    look.join()
    assert (1, ()) == (len(looks), preview.problems)
    assert b"Geneva" in (preview.page("articles/a.html") or b"")


def test_a_correction_has_everybody_looked_up_only_when_reports_name_others(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = "add:\n  - {kind: position, text: the talks, actor: Russia, stance: supports, object: the talks}\n"
    corrected = REPORT.replace("source:", f"{add}source:", 1)
    root = project({ARTICLE: corrected, "content/articles/b.md": REPORT})
    looked: list[object] = []
    derived = NameTable.derived

    def counted(names: NameTable) -> list[Entity]:
        looked.append(names)
        return derived(names)

    monkeypatch.setattr(NameTable, "derived", counted)
    with cache.open_cache(root / cache.FOLDER) as remembered:
        preview = started(root, remembered)
        assert (1, ()) == (len(looked), preview.problems)
        for more, times in (("\nIt rained.\n", 1), ("\nNils Berg arrived in Oslo.\n", 2)):
            (root / "content/articles/b.md").write_text(REPORT + more)
            assert preview.refresh()
            assert times == len(looked)


def test_a_changed_text_of_the_theme_is_seen(project: Project) -> None:
    root = project({ARTICLE: REPORT, "themes/briefing/i18n/en.toml": ""})
    shutil.copytree(ROOT / "themes/briefing", root / "themes/briefing", dirs_exist_ok=True)
    preview = started(root)
    texts = root / "themes/briefing/i18n/en.toml"
    texts.write_text(texts.read_text("utf-8").replace('"Key points"', '"What matters"'), "utf-8")
    changed = preview.refresh(["themes/briefing/i18n/en.toml"])
    assert changed
    assert ("index.html" in changed.pages, ()) == (True, changed.problems)
    assert b"What matters" in (preview.page("index.html") or b"")
    texts.write_text("[home]\npoints = '{nothing}'\n", "utf-8")
    changed = preview.refresh(["themes/briefing/i18n/en.toml"])
    assert changed
    assert ["themes/briefing/i18n/en.toml:2:1"] == [str(problem.where) for problem in changed.problems]
    assert b"What matters" in (preview.page("index.html") or b"")


def test_a_change_in_a_theme_or_in_the_one_that_it_extends_is_seen(project: Project) -> None:
    block = '{% extends "briefing/base.html" %}{% block derived %}One{% endblock %}'
    root = project(
        {
            ARTICLE: REPORT,
            "themes/house/theme.toml": 'extends = "briefing"\n',
            "themes/house/templates/base.html": block,
            "themes/mine/theme.toml": 'extends = "house"\n',
        },
        config='theme = "mine"\n',
    )
    preview = started(root)

    def seen(file: str, text: str) -> bytes:
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_text(text)
        changed = preview.refresh([file])
        assert changed
        assert () == changed.problems
        return preview.page("timeline.html") or b""

    assert b"Two" in seen("themes/house/templates/base.html", block.replace("One", "Two"))
    assert b"Three" in seen("themes/mine/i18n/en.toml", "[timeline]\nabout = 'Three'\n")
    shown = seen("themes/mine/templates/base.html", block.replace("briefing/", "house/").replace("One", "Four {{ super() }}"))
    assert b"Four Two" in shown
    seen("themes/mine/theme.toml", 'extends = "house"\n[tokens]\nlink = "#062"\n')
    assert (preview.page("static/style.css") or b"").endswith(b"--link: #062;\n}\n")


JUDGEMENT = "content/judgements/talks.md"
JUDGED = """---
question: Will they talk?
answer: They will.
likelihood: likely
confidence: low
because: one report tells it
rests_on: [{report: a, words: We welcome the talks}]
on: 2009-10-14
---
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [("likely", "surely"), ("welcome the talks", "refuse the talks")],
    ids=["it cannot be read", "it rests on nothing"],
)
def test_the_preview_goes_on_without_a_judgement_that_is_wrong_and_shows_why(project: Project, before: str, after: str) -> None:
    root = project({ARTICLE: REPORT, JUDGEMENT: JUDGED})
    preview = started(root)
    assert b"They will." in (preview.page("index.html") or b"")
    (root / JUDGEMENT).write_text(JUDGED.replace(before, after))
    (root / ARTICLE).write_text(REPORT.replace("Vienna", "Geneva"))
    assert preview.refresh([ARTICLE, JUDGEMENT])
    assert [JUDGEMENT] == [problem.where.path for problem in preview.problems]
    assert b"They will." not in (preview.page("index.html") or b"")
    assert b"Geneva" in (preview.page("articles/a.html") or b"")
    (root / JUDGEMENT).write_text(JUDGED)
    assert preview.refresh([JUDGEMENT])
    assert () == preview.problems
    assert b"They will." in (preview.page("index.html") or b"")
