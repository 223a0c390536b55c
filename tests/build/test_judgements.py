"""Judgements in builds: which pages one makes again, what waits with its reports, and what is said about it."""

from pathlib import Path

import pytest

from generator.build import build
from generator.model.problems import InputError
from generator.runtime.options import Options
from tests.build.test_build import left, left_anew
from tests.conftest import REPORT, TITLED, Project, files_of

REPORTS = {
    "content/articles/a.md": REPORT,
    "content/articles/b.md": "---\ntitle: B\ndate: 2009-10-14\nsource: Other\n---\n\nNorway bought fish in Oslo.\n",
    "content/topics/iran.md": "---\nname: Iran\nkeywords: [sanctions]\n---\n",
    "content/topics/fish.md": "---\nname: Fish\nkeywords: [fish]\n---\n",
}
FILE = "content/judgements/talks.md"
WORDS = "{report: a, words: We welcome the talks}"
EDITION = (
    '{"is":"edition","name":"First","day":"2009-10-14","format":1}\n'
    '{"is":"judgement","slug":"talks","question":"Will they talk?","answer":"They will not.",'
    '"likelihood":"likely","confidence":"low"%s}\n'
)


def judgement(answer: str = "They will.", grounds: str = f"[{WORDS}]", more: str = "topics: [Iran]") -> str:
    head = (
        f"question: Will they talk?\nanswer: {answer}\nlikelihood: likely\nconfidence: low\nbecause: it is said\non: 2009-10-14"
    )
    return f"---\n{head}\nrests_on: {grounds}\n{more}\n---\n"


def judged(project: Project, text: str, **files: str) -> Path:
    return project({**REPORTS, FILE: text, **files}, TITLED)


def rendered(root: Path) -> set[str]:
    return {path for path, _ in build(root, options=Options(jobs=1)).reasons if path.endswith(".html")}


def said(root: Path) -> list[str]:
    """What a build says of judgements."""
    lines: list[str] = []
    build(root, options=Options(jobs=1, say=lines.append))
    return [line for line in lines if line.startswith("content/judgements/") or "judgement" in line]


def test_a_changed_judgement_makes_home_its_topics_and_all_judgements_again_and_nothing_else(project: Project) -> None:
    root = judged(project, judgement())
    rendered(root)
    (root / FILE).write_text(judgement("They will not."))
    assert {"index.html", "judgements.html", "topics/iran.html"} == rendered(root)
    (root / FILE).write_text(judgement("They will not.", more="topics: [Fish]"))
    assert {"index.html", "judgements.html", "topics/iran.html", "topics/fish.html"} == rendered(root)


def test_a_statement_that_is_gone_makes_the_pages_of_its_judgement_again(project: Project) -> None:
    root = judged(project, judgement(grounds=f"[{{report: b, words: bought fish}}, {WORDS}]"))
    rendered(root)
    (root / "content/articles/b.md").write_text(REPORTS["content/articles/b.md"].replace("bought fish", "sold fish"))
    assert {"index.html", "judgements.html", "topics/iran.html"} <= rendered(root)
    built = left(root)
    assert b"bought fish" not in built["topics/iran.html"]
    assert left_anew(root) == built


def test_pages_of_a_judgement_that_comes_and_goes_are_those_of_a_build_from_nothing(project: Project) -> None:
    root = judged(project, judgement())
    left(root)
    (root / FILE).unlink()
    gone = left(root)
    assert "judgements.html" not in gone
    assert b"They will." not in gone["index.html"] + gone["topics/iran.html"]
    (root / FILE).write_text(judgement("They will not."))
    came = left(root)
    assert left_anew(root) == came


def test_a_judgement_waits_with_the_reports_that_it_rests_on(project: Project) -> None:
    held = REPORT.replace("source:", "draft: true\nsource:")
    root = judged(project, judgement(), **{"content/articles/a.md": held})
    assert [] == said(root)
    assert "They will." not in (root / "site/index.html").read_text("utf-8")
    (root / "content/articles/a.md").write_text(REPORT)
    built = left(root)
    assert b"They will." in built["index.html"]
    assert b"They will." in built["topics/iran.html"]
    assert left_anew(root) == built


def test_of_several_grounds_those_that_are_held_back_are_left_out_without_a_warning(project: Project) -> None:
    held = REPORT.replace("source:", "draft: true\nsource:")
    root = judged(
        project, judgement(grounds=f"[{WORDS}, {{report: b, words: bought fish}}]"), **{"content/articles/a.md": held}
    )
    assert [] == said(root)
    page = (root / "site/judgements.html").read_text("utf-8")
    assert "bought fish" in page
    assert "welcome the talks" not in page


def test_an_unknown_topic_is_a_warning_with_the_name_that_is_meant(project: Project) -> None:
    (warning,) = said(judged(project, judgement(more="topics: [Irann]")))
    assert warning.startswith(f"{FILE}:9:10: there is no topic 'Irann'")
    assert "did you mean 'Iran'?" in warning


def test_another_judgement_than_in_the_last_edition_needs_its_reason(project: Project) -> None:
    root = judged(project, judgement(), **{"content/editions/first.jsonl": EDITION % ""})
    with pytest.raises(InputError) as refused:
        build(root, options=Options(jobs=1))
    (problem,) = map(str, refused.value.problems)
    assert problem.startswith(f"{FILE}:3:9: the judgement is another one than in the edition 'First': answer")
    assert "`changed_because: …`" in problem


@pytest.mark.parametrize(
    ("text", "frozen"),
    [
        (judgement(more="changed_because: they wrote"), ""),
        (judgement("They will not."), ""),
        (judgement("They will not.", more="topics: [Fish]"), ',"because":"it rained"'),
    ],
    ids=["it says why", "it is the same", "it is the same as one that was changed before"],
)
def test_a_judgement_that_says_why_or_is_as_it_was_is_built(project: Project, text: str, frozen: str) -> None:
    assert [] == said(judged(project, text, **{"content/editions/first.jsonl": EDITION % frozen}))


def test_the_reason_of_the_last_change_does_not_explain_another(project: Project) -> None:
    edition = EDITION % ',"because":"it rained"'
    root = judged(project, judgement(more="changed_because: it rained"), **{"content/editions/first.jsonl": edition})
    with pytest.raises(InputError, match="another one than in the edition"):
        build(root, options=Options(jobs=1))


def test_a_site_without_judgements_and_grades_has_none_of_it(project: Project) -> None:
    files = files_of(project(REPORTS))
    pages = {path: content.decode() for path, content in files.items() if path.endswith(".html")}
    assert "judgements.html" not in pages
    assert [] == [path for path, html in pages.items() if "judgements.html" in html or 'class="judged"' in html]
    assert 'id="grades"' not in pages["sources.html"]
