"""The sample dossier: its kept findings are fresh, it shows every kind of correction, and its pages show what changed."""

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from generator.build import build
from generator.content.files import Outline, read_outline
from generator.content.machine_files import stored_findings
from generator.derive import derive
from generator.model.article import Article
from generator.model.permalinks import slugs
from generator.publish import MANIFEST
from generator.report import findings_file
from generator.report.statements import account, document
from tests.conftest import ROOT, articles_of
from tests.dossier.indexed import indexed
from tools.freeze_sample import SAMPLE_EDITIONS, as_of

CHANGES = ("changes.html", "changes/edition-1.html", "changes/edition-2.html", "changes.xml", "changes.eml")


@pytest.fixture(scope="module")
def outline() -> Outline:
    return read_outline(ROOT, [])


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return articles_of(ROOT)


def words_of(path: Path) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", path.read_text("utf-8"))))


def test_the_kept_findings_are_those_of_a_fresh_derivation(articles: list[Article]) -> None:
    """If this fails after a change of rules: `make derive`, look at the difference, and keep it."""
    rules = findings_file.fingerprint_of_rules()
    fresh = {
        article.slug: findings_file.encode(findings_file.digest(document(article), rules), derive(document(article)))
        for article in articles
    }
    assert {path.stem for path in (ROOT / "content/derived").iterdir()} == fresh.keys()
    assert [] == [slug for slug in fresh if stored_findings(ROOT, slug, []) != fresh[slug]]


def test_reports_are_of_a_readable_length_and_say_what_they_are(articles: list[Article]) -> None:
    assert len(articles) >= 10
    for article in articles:
        assert 150 <= len(article.text.split()) <= 360, article.path
        assert article.text.endswith("Written for this sample from facts of public record.")


def test_profiles_show_every_kind_of_correction(outline: Outline, articles: list[Article]) -> None:
    actors, topics = outline.actors, outline.topics
    assert len(actors) >= 5
    assert len(topics) >= 4
    for shown in ("summary", "kind", "aliases", "not_aliases", "not_same_as", "roles", "hide", "body"):
        assert any(getattr(profile, shown) for profile in actors), shown
    for shown in ("summary", "keywords", "aliases", "not_same_as", "hide", "body"):
        assert any(getattr(profile, shown) for profile in topics), shown
    for shown in ("topics", "rejections", "additions"):
        assert any(getattr(article, shown) for article in articles), shown


def test_russia_on_sanctions_visibly_changed(sample_site: Path) -> None:
    for page in ("actors/russia.html", "topics/iran-sanctions.html", "positions.html", "index.html"):
        assert "Changed was: " in words_of(sample_site / page), page


def test_a_hidden_actor_has_no_page_and_no_link(sample_site: Path) -> None:
    assert not (sample_site / "actors/villa-le-saugy.html").exists()
    assert not [path for path in sample_site.rglob("*.html") if "actors/villa-le-saugy" in path.read_text("utf-8")]


def test_an_added_position_says_that_a_person_added_it(sample_site: Path) -> None:
    assert "added by the editor" in words_of(sample_site / "actors/russia.html")


def test_one_actor_is_one_across_reports(sample_site: Path) -> None:
    actors = json.loads((sample_site / "data/actors.json").read_text("utf-8"))
    names = [actor["name"] for actor in actors]
    assert len(names) == len(set(names))
    reports = {actor["id"]: actor["reports"] for actor in actors}
    assert reports["russia"] >= 10
    assert reports["hillary-clinton"] >= 4


def test_the_output_folder_stands_in_the_repository_with_its_ignore_file_only() -> None:
    assert "*\n!.gitignore\n" == (ROOT / "site/.gitignore").read_text()


def test_building_again_writes_nothing_new(sample_site: Path) -> None:
    assert 0 == build(sample_site.parent).published.written


def test_the_order_of_reading_changes_nothing(outline: Outline, articles: list[Article]) -> None:
    accounts = [account(article, derive(document(article))) for article in articles]
    turned = indexed(accounts[::-1], outline.actors[::-1], outline.topics[::-1])
    assert indexed(accounts, outline.actors, outline.topics) == turned


def test_a_zip_of_the_site_needs_nothing_else(sample_site: Path) -> None:
    """No address from the host's root, none of another host but what reports and editors link to."""
    for path in sample_site.rglob("*.html"):
        for tag, target in re.findall(r'<(\w+)[^>]*?\s(?:href|src)="([^"]*)"', path.read_text("utf-8")):
            assert not target.startswith("/"), path
            assert tag == "a" or not target.startswith("http"), path
    assert (sample_site / MANIFEST).is_file()


def test_the_kept_editions_are_what_was_known_on_their_days() -> None:
    """If this fails after a change of rules: `make editions`, look at the difference, and keep it."""
    for name, day in SAMPLE_EDITIONS:
        assert as_of(ROOT, name, day) == (ROOT / f"content/editions/{slugs(name)}.jsonl").read_bytes()


def test_nothing_that_is_new_was_known_at_the_edition(outline: Outline) -> None:
    *_, edition = outline.editions
    known = {report.slug for report in edition.reports}
    assert known == {article.slug for article in articles_of(ROOT) if (article.date or "") <= edition.day}
    for statement in edition.statements:
        assert statement.report in known
        assert statement.reported <= edition.day


def test_the_page_of_changes_tells_of_all_that_came_since_and_withdraws_nothing(sample_site: Path, outline: Outline) -> None:
    page = (sample_site / "changes.html").read_text("utf-8")
    *_, edition = outline.editions
    later = [article for article in articles_of(ROOT) if (article.date or "") > edition.day]
    assert later
    assert all(f'href="articles/{article.slug}.html"' in page for article in later)
    assert 'id="withdrawn"' not in page
    events = re.search(r'<h2 id="events">.*?</section>', page, re.DOTALL)
    assert events
    days = re.findall(r'datetime="([\d-]+)"', events[0])
    assert days
    assert min(days) > edition.day


def test_the_page_of_changes_is_the_same_after_edits_that_are_taken_back(sample_site: Path, tmp_path: Path) -> None:
    """A report is taken out, one is corrected, an actor is renamed; each page is that of a build from nothing, too."""
    told = {name: (sample_site / name).read_bytes() for name in CHANGES}
    root = tmp_path / "project"
    shutil.copytree(sample_site.parent, root)
    report, actor = root / "content/articles/2010-06-09-resolution-1929.md", root / "content/actors/russia.md"
    kept = {path: path.read_text("utf-8") for path in (report, actor)}
    edits = (
        (report, None),
        (report, kept[report].replace("Russia supported the resolution", "Nobody liked the resolution")),
        (actor, kept[actor].replace("name: Russia\n", "name: Russian Federation\n")),
    )
    for path, text in edits:
        assert text != kept[path]
        path.write_text(text, "utf-8") if text else path.unlink()
        build(root)
        edited = {name: (root / "site" / name).read_bytes() for name in CHANGES}
        shutil.rmtree(root / ".briefing")
        shutil.rmtree(root / "site")
        build(root)
        assert edited == {name: (root / "site" / name).read_bytes() for name in CHANGES}
        assert edited != told
        path.write_text(kept[path], "utf-8")
        build(root)
        assert told == {name: (root / "site" / name).read_bytes() for name in CHANGES}
