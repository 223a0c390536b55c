"""Laws of derivation: properties that hold for any text at all."""

import string
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.derive import by_rules, derive, try_derive
from generator.derive.gate import gate
from generator.derive.syntax.document import Document

WORDS = st.sampled_from(
    "Russia Moscow Iran Mr Mrs Clinton Hillary Sergei Lavrov the minister said told that rejects supports refused to in on Monday"
    " July 2009 yesterday two days ago sanctions against missile defence treaty she he who will not may and , . \" “ ” ' ( ) ? ! – \n"
    " US U.S. UN officials according six world powers I".split(" ")
)
TEXTS = st.one_of(
    st.lists(WORDS, max_size=120).map(" ".join),
    st.text(max_size=400),
    st.text(alphabet=string.printable + "“”’éДا中\u2028\x85", max_size=400),
)

FRAGMENTS = st.sampled_from(
    "29 30 31 31st 29th February Feb. April March May 2009 2010 2026 1900 99 0 00 5/6/4,5 12,000 4.5 9.30 13.10.2009 10:45 '80s"
    " 1990s 9,80s Q3 nineteen ninety thousand a.m. p.m. noon / - – , . ' and to from between on the last next this years ago later"
    " quarter half century Christmas Easter day week 1٣ ٣٠ ２００９ ² ½ १३ Ⅷ XX Mr Mrs O'Neill al-Assad A&B U.S. UN Clinton said"
    " set be announced isn't likely will but all met in of \n".split(" ")
)
FRAGMENTED = st.lists(st.tuples(FRAGMENTS, st.sampled_from([" ", " ", " ", ""])), max_size=60).map(
    lambda parts: "".join(f"{fragment}{space}" for fragment, space in parts)
)
MAX_GROWTH = 4.6
"""Times as many calls as a report of a fourth of the length may take."""
DAYS = st.sampled_from([None, "2009-10-13", "2024-02-29", "2026-03-10", "0001-01-01", "9999-12-31"])


@settings(max_examples=200)
@given(FRAGMENTED, DAYS)
def test_no_text_makes_a_rule_raise(text: str, date: str | None) -> None:
    assert () == try_derive(Document("x", text, date=date))[1]


def test_a_word_without_a_lemma_makes_no_rule_raise() -> None:
    text = "Ped\n\nPedo Alvares said no[^1].\n\n| Port | Boats |\n|---|---:|\n| Agadir | 120 |\n\n[^1]: Portugal said so.\n"
    assert () == try_derive(Document("x", f"---\ntitle: T\ndate: 2021-03-05\n---\n\n{text}"))[1]


@settings(max_examples=120)
@given(TEXTS, st.sampled_from(["2009-10-13", None]))
def test_every_finding_rests_on_words_that_stand_in_the_text(text: str, date: str | None) -> None:
    findings = by_rules(Document("x", text, date=date))
    assert (findings, ()) == gate(text, findings)


@settings(max_examples=60)
@given(TEXTS)
def test_sentences_and_tokens_lie_in_order_in_the_text(text: str) -> None:
    doc = Document("x", text)
    for spans in ([(s.start, s.end) for s in doc.sentences], [(t.start, t.end) for t in doc.tokens]):
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(text[token.start : token.end] == token.text for token in doc.tokens)
    assert "" == "".join(_outside_sentences(doc).split())


def _outside_sentences(doc: Document) -> str:
    inside = {at for sentence in doc.sentences for at in range(sentence.start, sentence.end)}
    return "".join(c for at, c in enumerate(doc.text) if at not in inside)


@settings(max_examples=25)
@given(TEXTS)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    assert derive(Document("x", text, date="2009-10-13")) == derive(Document("x", text, date="2009-10-13"))


def test_an_id_is_the_same_while_its_sentence_is() -> None:
    sentence = "Russia rejects any linkage between the two."
    before = derive(Document("x", sentence)).positions[0]
    after = derive(Document("x", f"Something else was said first.\n\n{sentence}")).positions[0]
    assert before.id == after.id
    assert before.evidence.start != after.evidence.start


def test_a_language_without_lexicons_has_no_findings() -> None:
    assert () == derive(Document("x", "Moscow hat gesagt.", lang="de")).mentions


@pytest.mark.slow
@settings(max_examples=12)
@given(st.lists(WORDS, min_size=4, max_size=40))
def test_calls_grow_in_proportion_to_the_length_of_the_text(words: list[str]) -> None:
    short, long = (_calls(_report(words, paragraphs)) for paragraphs in (25, 100))
    assert long <= MAX_GROWTH * short


def _report(words: list[str], paragraphs: int) -> str:
    """Return a report whose paragraphs repeat the words, each with people and organisations of its own."""
    syllables = [first + second for first in "bcdfghjklmnprstvwz" for second in "aeiouy"]
    return "\n".join(
        f"{' '.join(words)} {name} Q{name} and Mrs Q{name} said the {name} Q{name} Council (Q{name.upper()}) voted in July."
        for name in (f"{syllables[number].title()}{syllables[-number]}" for number in range(paragraphs))
    )


def _calls(text: str) -> int:
    """Return how many functions are called to derive a text: unlike time, the same on a busy machine."""
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    doc = Document("x", text, date="2009-10-13")
    sys.setprofile(count)
    try:
        derive(doc)
    finally:
        sys.setprofile(None)
    return calls
