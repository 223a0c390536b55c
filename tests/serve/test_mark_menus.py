"""The menus of marks, statements, headings and selected words, as the preview tells them; decisions in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from generator.build.assembled import Assembled
from generator.model import decisions
from generator.model.decisions import Of
from generator.model.findings import Kind
from generator.model.kinds import KINDS
from generator.runtime.cache import ResultCache
from generator.serve.checked_prose import CheckedProse
from generator.serve.decision_words import in_words
from generator.serve.dossier_at import Menus, Pointed, menus_at, menus_of_words, names_like
from generator.serve.preview import Preview
from tests.conftest import TITLED, write

REPORT = """---
title: Talks in Vienna
date: 2009-10-13
source: Example News
lang: en
---

Russia opposes new sanctions, said Anna Berg on Monday. Anna Berg met Piotr Zielinski in Vienna on Monday.

"We welcome the talks," Berg said.
"""
OWN = """---
title: Notes
---

Anna Berg met Piotr Zielinski in Vienna. Anna Berg resigned in June. It rained.
"""
PAGE = "articles/a.html"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assembled]:
    root = write(tmp_path_factory.mktemp("pointed"), {"content/articles/a.md": REPORT, "content/pages/notes.md": OWN}, TITLED)
    preview = Preview(root, ResultCache(None))
    preview.refresh()
    with preview.dossier() as assembled:
        assert assembled
        yield assembled
    preview.close()


def sentence(dossier: Assembled, words: str) -> str:
    """The id of the sentence that begins so."""
    account = next(iter(dossier.reports.read(["content/articles/a.md"], map, lambda work, _label, _total: work))).account
    return next(anchor for anchor, text in account.published_lines if text.startswith(words))


def labels(menus: Menus) -> list[str]:
    return [choice.label for menu in menus.menus for choice in menu.choices]


def decided(menus: Menus, label: str) -> decisions.Decision:
    return next(choice.decision for menu in menus.menus for choice in menu.choices if choice.label == label)


def test_a_name_can_be_somebody_else_another_name_of_one_no_name_or_what_it_is_in_another_way(dossier: Assembled) -> None:
    at = Pointed(page=PAGE, anchor=sentence(dossier, "Anna Berg met"), kind="mention", words="Piotr Zielinski")
    found = menus_at(dossier, at)
    assert ["Person: Piotr Zielinski"] == [menu.title for menu in found.menus]
    name = "Piotr Zielinski"
    assert [
        "These words mean somebody else",
        f"{name} is the same as …",
        f"{name} is not the same as …",
        f"Rename {name}",
        f"{name} is of another kind",
        f"Hide {name}",
        "Wrong: this is no name of anybody",
    ] == labels(found)
    assert decisions.Hide(name) == decided(found, f"Hide {name}")
    wrong = decided(found, "Wrong: this is no name of anybody")
    assert isinstance(wrong, decisions.LeaveOut)
    assert ("a", "mention", name) == (wrong.report, wrong.kind, wrong.text)


def test_the_same_words_in_another_sentence_are_another_finding(dossier: Assembled) -> None:
    wrong = "Wrong: this is no name of anybody"
    anchors = [sentence(dossier, words) for words in ("Russia opposes", "Anna Berg met")]
    found = [menus_at(dossier, Pointed(page=PAGE, anchor=anchor, kind="mention", words="Anna Berg")) for anchor in anchors]
    assert len({decided(menus, wrong) for menus in found}) == 2


def test_a_menu_leads_to_what_no_mark_shows_in_its_sentence(dossier: Assembled) -> None:
    at = Pointed(page=PAGE, anchor=sentence(dossier, "Russia opposes"), kind="date", words="Monday")
    found = menus_at(dossier, at)
    assert ["Date: 2009-10-12"] == [menu.title for menu in found.menus]
    assert "Position: Russia opposes" in [menu.title for menu in found.others]


@pytest.mark.parametrize(
    ("words", "kind", "title", "label"),
    [
        ("“We welcome", "quote", "Quote of Anna Berg", "Somebody else says it"),
        ("Russia opposes", "position", "Position: Russia opposes", "Somebody else holds it"),
        ("Anna Berg met", "event", "Event: 2009-10-12", "It took place on another date"),
    ],
)
def test_a_listed_statement_is_found_by_its_id(dossier: Assembled, words: str, kind: str, title: str, label: str) -> None:
    anchor = sentence(dossier, words.replace("“", '"'))
    (menu,) = menus_at(dossier, Pointed(page=PAGE, anchor=anchor, kind=kind)).menus
    assert title == menu.title
    wrong = decided(Menus((menu,)), "Wrong: leave it out")
    assert isinstance(wrong, decisions.LeaveOut)
    by_id = menus_at(dossier, Pointed(page=PAGE, anchor=anchor, id=wrong.finding))
    assert (menu,) == by_id.menus
    assert label in labels(by_id)


def test_headings_have_menus_of_actors_topics_and_reports(dossier: Assembled) -> None:
    assert ["Person: Anna Berg"] == [menu.title for menu in menus_at(dossier, Pointed(page="actors/anna-berg.html")).menus]
    assert ["Report: Talks in Vienna"] == [menu.title for menu in menus_at(dossier, Pointed(page=PAGE)).menus]


@pytest.mark.parametrize(
    "page", ["", "index.html", "actors/nobody.html", "articles/none.html", "articles/../a.html", "topics/x"]
)
def test_what_is_nothing_has_no_menu(dossier: Assembled, page: str) -> None:
    assert Menus(()) == menus_at(dossier, Pointed(page=page, anchor="s-0", kind="mention", words="x"))
    assert Menus(()) == menus_of_words(dossier, Pointed(page=page, words="Anna Berg"))


def test_selected_words_can_be_added_as_any_kind_with_the_fields_that_it_needs(dossier: Assembled) -> None:
    (menu,) = menus_of_words(dossier, Pointed(page=PAGE, words="met   Piotr\nZielinski")).menus
    assert "met Piotr Zielinski" == menu.words
    for kind, choice in zip(KINDS, menu.choices, strict=True):
        assert decisions.AddFinding("a", kind.name, "met Piotr Zielinski") == choice.decision
        needed = [asked.field for asked in choice.asks if not asked.optional]
        assert [f"fields.{field}" for field in kind.required_fields] == needed
        assert len(kind.required_fields) + len(kind.optional_fields) == len(choice.asks)
    assert Menus(()) == menus_of_words(dossier, Pointed(page=PAGE, words="words that nobody wrote"))


def test_names_are_found_by_the_beginning_of_a_word(dossier: Assembled) -> None:
    assert ["Piotr Zielinski"] == [one.name for one in names_like(dossier, "actor", "ziel").names]
    assert ["Anna Berg"] == [one.name for one in names_like(dossier, "actor", "Anna B").names]
    assert () == names_like(dossier, "actor", "ielinski").names
    assert () == names_like(dossier, "actor", " ").names


def test_a_page_of_an_editor_is_held_against_the_reports_and_no_other(dossier: Assembled) -> None:
    prose = CheckedProse()
    found = prose.of_page(dossier, 1, "notes.html")
    assert [
        ("Anna Berg met Piotr Zielinski in Vienna.", "supported"),
        ("Anna Berg resigned in June.", "not in the reports"),
    ] == [(one.text, one.support) for one in found.verdicts]
    by = found.verdicts[0].by
    assert by
    assert by.path.startswith("articles/a.html#s-")
    assert prose.of_page(dossier, 1, "notes.html") is found
    for page in (PAGE, "index.html", "../notes.html", "timeline.html", ""):
        assert not prose.of_page(dossier, 1, page).is_own


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (decisions.Same("A B", "B"), "A B and B are one."),
        (decisions.NotSame("A B", "B", Of.TOPIC), "A B and B are not one."),
        (decisions.Rename("A", "B"), "A is called B."),
        (decisions.Hide("A"), "A is hidden."),
        (decisions.KindIs("A", Kind.PLACE), "A is of the kind place."),
        (decisions.LeaveOut("r", "", "key_point", "x\ny"), "“x y”: the key point is wrong (r)."),
        (decisions.ThisIs("r", "x", "A"), "“x”: this is A (r)."),
        (decisions.SpeakerIs("r", "x", "A"), "“x”: A says it (r)."),
        (decisions.HolderIs("r", "x", "A"), "“x”: A holds it (r)."),
        (decisions.DateIs("r", "x", "2009"), "“x”: the date is 2009 (r)."),
        (decisions.TopicIs("r", "T"), "r is about T."),
        (decisions.SameEvent("r", "x", "o", "y"), "“x”: the same event as in o (r)."),
        (decisions.NotSameEvent("r", "x", "o"), "“x”: not the event in o (r)."),
        (decisions.AddFinding("r", "event", "x"), "“x”: added as event (r)."),
        (decisions.RightAsItIs("q"), "The machine is right (q)."),
    ],
)
def test_every_decision_is_a_sentence(decision: Any, words: str) -> None:
    assert words == in_words(decision)


def test_every_decision_that_there_is_has_words() -> None:
    tags = {one.__struct_config__.tag for one in decisions.Decision.__args__}
    cases = next(mark for mark in test_every_decision_is_a_sentence.pytestmark if mark.name == "parametrize")
    assert tags == {msgspec.to_builtins(decision)["decision"] for decision, _ in cases.args[1]}
