"""The document that the product was asked for, all the way: what a careful analyst reads out of it is on the site.

Reads `../shared/seed`, which stands beside the repository; where it does not, there is nothing to hold the site against.
"""

import json
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from generator.commands.main import main
from generator.derive import derive
from generator.derive.syntax.document import Document
from generator.model.findings import Confidence, Findings, Form, Stance
from generator.model.permalinks import slugs
from tests.conftest import SEED

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="../shared/seed is not there")


@cache
def expected() -> Any:
    return json.loads((SEED / "expected.json").read_text("utf-8"))


@cache
def seed() -> Document:
    return Document("seed", (SEED / "article.txt").read_text("utf-8"), date=expected()["published"])


@cache
def found() -> Findings:
    return derive(seed())


def names() -> dict[str | None, str]:
    return {entity.id: entity.name for entity in found().entities}


def paragraph(offset: int) -> int:
    return 1 + next(n for n, p in enumerate(seed().paragraphs) if p.start <= offset < p.end)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("empty") / "demo"
    assert 0 == main(["init", str(root), "--empty"])
    assert 0 == main(["-C", str(root), "add", str(SEED / "article.txt"), "--date", expected()["published"]])
    assert 0 == main(["-C", str(root), "build"])
    assert 0 == main(["-C", str(root), "check"])
    return root / "site"


def words_of(path: Path) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", path.read_text("utf-8"))))


def test_there_is_one_page_for_the_report(site: Path) -> None:
    assert 1 == len(list((site / "articles").iterdir()))


def test_every_actor_has_a_page(site: Path) -> None:
    missing = [a["name"] for a in expected()["actors"] if not (site / f"actors/{slugs(a['name'])}.html").is_file()]
    assert [] == missing


def test_its_main_topics_have_pages(site: Path) -> None:
    named = {"Iran sanctions", "missile defence", "nuclear arms reduction treaty", "US-Russia relations"}
    assert named <= set(expected()["topics"])
    assert {slugs(topic) for topic in named} <= {path.stem for path in (site / "topics").iterdir()}


@pytest.mark.parametrize("position", range(9))
def test_every_position_is_on_its_actors_page_with_its_words(site: Path, position: int) -> None:
    wanted = expected()["positions"][position]
    assert wanted["object"] in words_of(site / f"actors/{slugs(wanted['actor'])}.html")


def test_every_actor_is_mentioned_where_the_analyst_sees_it() -> None:
    for actor in expected()["actors"]:
        seen = {paragraph(m.evidence.start) for m in found().mentions if names()[m.entity] == actor["name"]}
        assert set(actor["paragraphs"]) <= seen, actor["name"]


def test_capitals_that_act_are_governments_and_others_places() -> None:
    for actor in expected()["actors"]:
        for where, word in actor.get("metonyms", {}).items():
            acting = [
                names()[m.entity]
                for m in found().mentions
                if m.form is Form.METONYM and m.evidence.text == word and paragraph(m.evidence.start) == int(where)
            ]
            assert [actor["name"]] == acting[:1]
    for place in expected()["places"]:
        seen = {paragraph(m.evidence.start) for m in found().mentions if names()[m.entity] == place["name"]}
        assert set(place["paragraphs"]) <= seen
        assert not seen & set(place.get("not_in", ()))


def test_roles_stand_with_their_holders() -> None:
    roles = {(names()[role.entity], role.title) for role in found().roles}
    assert {(a["name"], role) for a in expected()["actors"] for role in a.get("roles", ())} <= roles


def test_dates_are_those_and_no_others() -> None:
    wanted = {(d["text"], d["edtf"], d.get("not_after")) for d in expected()["dates"]}
    assert wanted == {(t.evidence.text, t.edtf, t.not_after) for t in found().times if t.edtf}
    assert not {d["text"] for d in expected()["not_dates"]} & {t.evidence.text for t in found().times if t.edtf}


def test_quotes_have_their_speakers_hearers_and_days() -> None:
    direct = [quote for quote in found().quotes if quote.direct]
    assert len(expected()["quotes"]) == len(direct)
    for wanted, quote in zip(expected()["quotes"], direct, strict=True):
        assert quote.evidence.text.startswith(wanted["starts"])
        assert wanted["ends"] in quote.evidence.text
        assert wanted["speaker"] == names().get(quote.speaker, quote.speaker_text)
        assert (wanted["cue"], wanted["addressee"]) == (quote.cue, names().get(quote.addressee, quote.addressee_text))
        assert wanted.get("said_on") == quote.said_on
        assert wanted.get("affiliation") == names().get(quote.affiliation)


def test_reported_speech_has_its_speakers() -> None:
    told = {
        (paragraph(q.evidence.start), names().get(q.speaker, q.speaker_text), q.cue) for q in found().quotes if not q.direct
    }
    assert {(r["paragraph"], r["speaker"], r["cue"]) for r in expected()["reported_speech"]} == told


def test_positions_are_those_and_all_others_are_unsure_or_warnings() -> None:
    wanted = {(p["paragraph"], p["actor"], p.get("reported_by", "")) for p in expected()["positions"]}
    derived = {
        (paragraph(p.evidence.start), names()[p.entity], p.reported_by_text or ""): p.confidence
        for p in found().positions
        if p.stance is not Stance.WARNS
    }
    assert wanted <= derived.keys()
    assert {Confidence.UNSURE} == {confidence for key, confidence in derived.items() if key not in wanted}


def test_every_statement_leads_to_its_sentence(site: Path) -> None:
    page = next((site / "articles").iterdir())
    anchors = set(re.findall(r'id="(s-[0-9a-f-]+)"', page.read_text("utf-8")))
    cited = re.findall(rf'href="../articles/{page.name}#([^"]+)"', (site / "actors/russia.html").read_text("utf-8"))
    assert len(cited) >= 6
    assert set(cited) <= anchors
