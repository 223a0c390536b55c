"""The target of correcting: reports with rejections and additions, and profiles that merge, split and hide whom they name."""

from __future__ import annotations

import json
from functools import cache

from hypothesis import strategies as st

from quality.fuzz.documents import corrections
from quality.fuzz.projects import attempt_tree
from quality.fuzz.runs import Target
from quality.fuzz.trees import GOOD_TEXTS, WORDS_OF_GOOD_REPORTS, Entry

NAMES = (
    "Pedro Alvares", "Alvares", "Mr Alvares", "Nadia Rahmani", "Ms Rahmani", "Rahmani", "Portugal", "Lisbon", "Agadir", "PORTUGÁL",
    "the union", "Nadja Rachmani", "Ole Lund", "portugal", "O'Neill", "",
)  # fmt: skip
LABELS = ("Harbour treaty", "harbour treaty", "Tariffs", "boats", "treaty", "talks", "")
WORDS = (*WORDS_OF_GOOD_REPORTS, "Ms Rahmani")


def correcting() -> Target:
    """Return the target."""
    files = st.lists(st.one_of(_reports(), _reports(), _actors(), _actors(), _topics()), min_size=1, max_size=6).map(tuple)
    return Target("correcting", st.tuples(st.booleans(), files), lambda case: attempt_tree(*case), times_itself=True)


@cache
def _reports() -> st.SearchStrategy[Entry]:
    more = st.lists(
        st.sampled_from(
            (
                "topics: [Harbour treaty]",
                "topics: [tariffs, boats]",
                "own_text: true",
                "draft: true",
                "publish_texts: none",
                "lang: de",
                "date: unknown",
                "formerly: [x]",
            )
        ),
        max_size=1,
    )
    body = st.lists(st.sampled_from(GOOD_TEXTS), min_size=1, max_size=3).map("\n\n".join)
    report = st.tuples(st.sampled_from(("2021-03-05", "2021-03-06")), corrections(WORDS), more, body).map(
        lambda drawn: "\n".join(
            (
                "---",
                "title: Corrected",
                f"date: {drawn[0]}" if "date: unknown" not in drawn[2] else "source: News",
                *drawn[1],
                *drawn[2],
                "---",
                "",
                drawn[3],
                "",
            )
        )
    )
    return _entries("articles", "bcd", report)


@cache
def _actors() -> st.SearchStrategy[Entry]:
    names = st.lists(st.sampled_from(NAMES), max_size=2).map(json.dumps)
    lines = st.one_of(
        st.tuples(st.sampled_from(("aliases", "not_aliases", "not_same_as", "formerly")), names),
        st.tuples(st.just("kind"), st.sampled_from(("person", "organisation", "country", "place", "group", "thing"))),
        st.tuples(st.sampled_from(("speaks_for", "summary")), st.sampled_from(NAMES[:-1])),
        st.tuples(st.just("hide"), st.sampled_from(("true", "false"))),
        st.tuples(
            st.just("roles"),
            st.sampled_from(("[{title: minister}]", "[{title: chair, from: 2009-10, until: 2009-12-XX}]", "[{}]")),
        ),
    ).map(": ".join)
    return _entries("actors", "pnra", _profile(NAMES, lines))


@cache
def _topics() -> st.SearchStrategy[Entry]:
    lists = st.tuples(
        st.sampled_from(("keywords", "aliases", "not_same_as", "formerly")),
        st.lists(st.sampled_from(LABELS), max_size=2).map(json.dumps),
    )
    lines = st.one_of(lists, st.tuples(st.just("hide"), st.just("true"))).map(": ".join)
    return _entries("topics", "ht", _profile(LABELS, lines))


def _profile(names: tuple[str, ...], lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    drawn = st.tuples(st.sampled_from(names), st.lists(lines, max_size=3, unique_by=lambda line: line.partition(":")[0]))
    return drawn.map(
        lambda parts: "\n".join(("---", f"name: {json.dumps(parts[0])}", *parts[1], "---", "", "Words on *them*.", ""))
    )


def _entries(folder: str, names: str, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Entry]:
    paths = st.sampled_from(names).map(lambda name: f"content/{folder}/{name}.md".encode())
    return st.tuples(paths, st.just("file"), texts.map(lambda text: text.encode("utf-8", "surrogatepass")))
