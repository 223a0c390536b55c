"""Which reports are copies of one text: the same when all are compared at once and when they come and go one by one."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from generator.contexts import ReportLink
from generator.dossier.index import database
from generator.dossier.index.database import Index
from generator.dossier.index.reports import StoredReport
from generator.dossier.resolve.texts import MAX_COPIES, texts_of, update_texts
from generator.report.sketch import MIN_SHARED, SIZE, Sketch


def sketch(start: int, common: int = 0) -> Sketch:
    """Return hashes that two texts share the more of, the nearer they begin; the `common` ones all texts share."""
    return (*range(common), *range(1000 + start * 17, 1000 + start * 17 + SIZE - common))


def put(index: Index, slug: str, made: Sketch) -> set[str]:
    """Write a report and return the slugs of those whose text or copies change."""
    link = msgspec.msgpack.encode(ReportLink(slug.upper(), f"articles/{slug}.html", "", None, ""))
    compare = {slug, *index.texts.copies_of(slug)}
    index.reports.set(StoredReport(slug, slug, b"", "", None), "2009-10-13", link, ())
    index.texts.replace(slug, made)
    return update_texts(index, compare)


def remove(index: Index, slug: str) -> set[str]:
    compare = index.texts.copies_of(slug)
    index.texts.delete(slug)
    index.reports.delete(slug)
    return update_texts(index, compare)


def texts(index: Index) -> dict[str, str]:
    return {slug: index.texts.shared(slug).text for _, slug in index.reports.in_order()}


def test_copies_go_by_the_slug_of_the_first_and_link_to_each_other() -> None:
    index = database.in_memory()
    assert set() == put(index, "b", sketch(0))
    assert {"a", "b"} == put(index, "a", sketch(1))
    assert set() == put(index, "c", sketch(9))
    assert {"a": "a", "b": "a", "c": ""} == texts(index)
    links = msgspec.msgpack.decode(index.texts.copies_linked("b"), type=list[ReportLink])
    assert ["A"] == [link.title for link in links]


def test_what_is_a_copy_of_a_copy_is_the_same_text_until_the_one_between_is_gone() -> None:
    index = database.in_memory()
    for number, slug in enumerate("abc"):
        put(index, slug, sketch(number))
    assert {"a": "a", "b": "a", "c": "a"} == texts(index)
    put(index, "c", sketch(3))
    assert {"a": "a", "b": "a", "c": ""} == texts(index)
    put(index, "c", sketch(2))
    assert {"a", "c"} == remove(index, "b")
    assert {"a": "", "c": ""} == texts(index)


def test_a_report_of_which_nobody_has_a_copy_any_more_has_its_own_text() -> None:
    index = database.in_memory()
    put(index, "a", sketch(0))
    put(index, "b", sketch(0))
    assert {"a", "b"} == put(index, "b", ())
    assert {"a": "", "b": ""} == texts(index)


def test_hashes_that_very_many_reports_share_make_no_copies_and_hide_none() -> None:
    index, common = database.in_memory(), MIN_SHARED - 2
    for number in range(200):
        put(index, f"r{number:03d}", sketch(10 * number, common))
    assert {""} == set(texts(index).values())
    put(index, "copy", sketch(10 * 70, common))
    assert "copy" == index.texts.shared("r070").text


def test_each_links_to_some_of_very_many_copies() -> None:
    index = database.in_memory()
    for number in range(MAX_COPIES + 9):
        put(index, f"r{number:02d}", sketch(0))
    for slug in ("r00", "r20"):
        links = msgspec.msgpack.decode(index.texts.copies_linked(slug), type=list[ReportLink])
        assert MAX_COPIES == len(links)
        assert slug.upper() not in {link.title for link in links}


SLUGS = st.sampled_from("abcdef")


@given(st.lists(st.tuples(SLUGS, st.one_of(st.none(), st.integers(0, 6))), max_size=20), st.sampled_from((0, 12, 30)))
def test_changes_one_by_one_lead_to_what_comparing_all_gives(changes: list[tuple[str, int | None]], common: int) -> None:
    index = database.in_memory()
    now: dict[str, Sketch] = {}
    for slug, start in changes:
        if start is not None:
            now[slug] = sketch(start, common)
            put(index, slug, now[slug])
        elif now.pop(slug, None) is not None:
            remove(index, slug)
    ordered = sorted(now)
    first = texts_of([now[slug] for slug in ordered])
    expected = {slug: ordered[number] if first.count(number) > 1 else "" for slug, number in zip(ordered, first, strict=True)}
    assert expected == texts(index)
