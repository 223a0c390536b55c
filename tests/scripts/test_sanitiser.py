"""The sanitiser's law, held on HTML of any shape; and its output in a browser, which must not run whatever it was made from."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.content import sanitise
from generator.content.markdown import to_report, to_safe_html
from generator.render.page.fill_body import filled
from generator.report.annotate import Marks, annotated
from tests.conftest import needs_browser
from tests.scripts.browse import window
from tests.scripts.hostile import STRINGS, marked

Sanitiser = Callable[[str], str]
LISTS: dict[str, tuple[Sanitiser, frozenset[str], dict[str, set[str]], set[str]]] = {
    "outside": (sanitise.outside, sanitise.TAGS, sanitise.ATTRIBUTES, sanitise.SCHEMES),
    "report": (sanitise.report, sanitise.REPORT_TAGS, sanitise.REPORT_ATTRIBUTES, sanitise.SCHEMES | {"note"}),
    "own": (sanitise.own, sanitise.OWN_TAGS, sanitise.OWN_ATTRIBUTES, sanitise.SCHEMES),
}
EVERY = {"lang", "title"}
"""Attributes that the sanitiser leaves on every element."""
PIECES = (
    st.sampled_from(STRINGS)
    | st.text(alphabet="<>/\"'=&;:!-[] \n\tabhimrsxSVG\u00ad\u200b\x01")
    | st.sampled_from(sorted(sanitise.HARMLESS))
)
HTML = st.lists(PIECES | PIECES.map("<{}>".format) | PIECES.map("</{}>".format), max_size=8).map("".join)


def beyond(html: str, tags: frozenset[str], attributes: dict[str, set[str]], schemes: set[str]) -> list[str]:
    """Return what HTML has outside a list, as a browser's parser reads it."""
    found = []
    body = LexborHTMLParser(html).body
    assert body is not None
    for element in (node for node in body.traverse() if node != body and not str(node.tag).startswith("-")):
        tag = str(element.tag)
        if tag not in tags:
            found.append(tag)
        for name, value in element.attributes.items():
            if name not in attributes.get(tag, set()) | EVERY | ({"rel"} if tag == "a" else set()):
                found.append(f"{tag} {name}")
            if name in {"href", "src"} and (scheme := urlsplit(value or "").scheme) not in schemes | {""}:
                found.append(f"{tag} {name} {scheme}")
    return found


@pytest.mark.parametrize("name", LISTS)
@given(html=HTML)
@settings(max_examples=60)
def test_nothing_outside_the_list_passes_and_what_passed_stays_as_it_is(name: str, html: str) -> None:
    clean, tags, attributes, schemes = LISTS[name]
    once = clean(html)
    assert [] == beyond(once, tags, attributes, schemes)
    assert once == clean(once)


@pytest.mark.parametrize("name", LISTS)
def test_nothing_outside_the_list_passes_of_any_hostile_string(name: str) -> None:
    clean, tags, attributes, schemes = LISTS[name]
    for text in STRINGS:
        once = clean(text)
        assert [] == beyond(once, tags, attributes, schemes), text
        assert once == clean(once), text


@pytest.mark.parametrize("tag", sorted(sanitise.DROPPED_WITH_CONTENT))
def test_what_nothing_closes_is_text_and_takes_no_words_with_it(tag: str) -> None:
    assert (
        f"First words, a <{tag}> and more.\n\nLast words." == to_report(f"First words, a <{tag}> and more.\n\nLast words.").text
    )
    assert "Last words." in to_safe_html(f"First words.\n\n<{tag} x=1>\n\nLast words.")
    assert "First Last" == to_report(f"First <{tag.upper()}>hidden</{tag}> Last").text


@pytest.mark.parametrize(
    "tag", ["path", "text", "g", "mi", "mtext", "svg", "math", "annotation-xml", "script", "title", "select", "plaintext"]
)
def test_a_word_in_angle_brackets_takes_no_words_with_it(tag: str) -> None:
    assert to_report(f"First words, a <{tag}> and more.\n\nLast words.").text.endswith("and more.\n\nLast words.")


def test_no_hostile_string_takes_the_words_behind_it_with_it() -> None:
    sources = [f"First words.\n\n{text}\n\nLast words.".replace("\0", "&#0;") for text in STRINGS]
    assert [] == [source for source in sources if "Last words." not in to_report(source).text]
    assert [] == [source for source in sources if "Last words." not in to_safe_html(source)]


def test_marks_in_attributes_are_escaped_too() -> None:
    # What numbers a page's links for paper takes a tag to end at the next ">".
    assert '<a title="&lt;b&gt;">x</a>' == sanitise.own('<a title="<b>">x</a>')


def report_body(source: str) -> str:
    """Return a report as its page has it, without findings."""
    read = to_report(source)
    return filled(annotated(read.text, read.tree, Marks(())), {}, "")


@needs_browser
def test_no_sanitised_string_runs_in_a_browser_neither_at_once_nor_when_it_is_parsed_again(browser: Any) -> None:
    texts = [marked(number, text).replace("\0", "") for number, text in enumerate(STRINGS)]
    made = [clean(text) for clean in (to_safe_html, report_body) for text in texts]
    page = f"<!doctype html><body>{''.join(f'<div>{html}</div>' for html in made)}"
    again = """() => { for (const one of document.querySelectorAll('div')) {
      const copy = document.createElement('div'); document.body.append(copy); copy.innerHTML = one.innerHTML;
      const held = document.createElement('iframe'); held.srcdoc = ''; copy.insertAdjacentHTML('beforeend', one.outerHTML);
    } }"""
    with window(browser, "about:blank") as opened:
        opened.page.set_content(page)
        opened.page.evaluate(again)
        assert {} == opened.complaints()
    with window(browser, "about:blank") as opened:
        opened.page.set_content(f"<!doctype html><body>{escape('x')}<img src=x:x onerror='canary(1)'>")
        opened.page.wait_for_timeout(100)
        assert opened.ran, "the canary itself runs"
