"""Actors and topics resolved incrementally equal those resolved from all reports at once."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from generator.build import build
from generator.derive.topics.phrases import EVENT
from generator.derive.topics.terms import terms
from generator.dossier.index import database
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR
from generator.dossier.index.reports import StoredReport
from generator.dossier.index.topic_summaries import SummaryLabel, TopicSummary
from generator.dossier.known_subjects import KnownActor
from generator.dossier.resolve import incremental, topics
from generator.dossier.resolve.actors import counted, resolve
from generator.dossier.resolve.topic_patterns import TopicPatterns
from generator.model.findings import Entity, Kind, NameAndKind
from generator.model.problems import NOWHERE
from generator.model.profiles import ActorProfile, TopicProfile
from generator.runtime.options import Options
from tests.test_incremental import outcome

NAMES = (
    "Anna Berg", "Nils Berg", "Berg", "Anna", "José Silva", "Jose Silva", "NFC", "Nordic Fisheries Council", "Berg Person",
    "Meridian", "Meridian Airlines", "Meridian Motors", "Meridian Airlines Inc", "Acme", "Acme Trading", "Acme Trading Ltd",
    "Anna M. Berg", "Berg Anna", "Ann Berg", "A. Berg", "Anna Berg Lund", "Pres. Berg", "Anna Berg Jr.", "Anna Bergh", "Lund",
    "Navy", "US Navy", "Norwegian Navy", "U.S. Navy", "Defence Agency", "Defense Agency", "Norway", "Norway Corp.", "Meridian Ltd.",
    "Meridian M380", "M380", "Meridian 380", "Meridian 640", "640 Seabird", "Tarnow 640", "Seabird",
)  # fmt: skip
TEXTS = ("arms treaty", "treaties", "Iran sanctions", "sanctions", "bank merger", "mergers", "talks", "fish talks")

decode, encode = msgspec.msgpack.decode, msgspec.msgpack.encode


class Report(NamedTuple):
    entities: tuple[Entity, ...]
    offered: TopicSummary


def _label(text: str, certain: bool) -> SummaryLabel:
    return SummaryLabel(text, certain, EVENT, terms(text.split(), EVENT, frozenset({"iran"})))


State = tuple[Mapping[str, Report], tuple[ActorProfile, ...], tuple[TopicProfile, ...]]
names, texts = st.sampled_from(NAMES), st.sampled_from(TEXTS)
entities = st.builds(Entity, st.just(""), names, st.sampled_from(Kind), st.lists(names, max_size=1).map(tuple))
labels = st.builds(_label, texts, st.booleans())
salient = st.dictionaries(st.sampled_from(("arm", "treat", "iran", "sanct", "bank", "merg", "talk", "fish")), st.integers(3, 9))
any_report = st.builds(
    Report,
    st.lists(entities, max_size=4, unique_by=lambda one: (one.name, one.kind)).map(tuple),
    st.builds(TopicSummary, st.lists(labels, max_size=3, unique_by=lambda one: one.text).map(tuple), salient),
)
reports = st.dictionaries(st.sampled_from("abcde"), any_report)
several = st.lists(names, max_size=2).map(tuple)
slugs_of_actors = st.sampled_from(("anna-berg", "berg", "berg-person", "nfc", "meridian", "x"))
actors = st.builds(
    ActorProfile, slugs_of_actors, names, st.just(NOWHERE),
    kind=st.none() | st.sampled_from(Kind), aliases=several, not_aliases=several, not_same_as=several, hide=st.booleans(),
)  # fmt: skip
profiles = st.lists(actors, max_size=3, unique_by=lambda one: one.slug).map(tuple)
topics_ = st.builds(TopicProfile, st.sampled_from(("talks", "merger", "y")), texts, st.just(NOWHERE))
written = st.lists(topics_, max_size=2, unique_by=lambda one: one.slug).map(tuple)
states = st.tuples(reports, profiles, written)


@given(st.lists(states, min_size=2, max_size=4))
def test_incremental_resolving_equals_resolving_from_nothing(found: list[State]) -> None:
    with database.open_index(None, "") as index:
        for state in found:
            _follow(index, *state)


def test_a_topic_is_spelled_as_the_earliest_report_spells_it_after_a_change_of_dates(tmp_path: Path) -> None:
    articles = tmp_path / "edited" / "content" / "articles"
    articles.mkdir(parents=True)
    (tmp_path / "edited" / "briefing.toml").write_text('title = "T"\n', "utf-8")
    for name, day, label in (("a", 1, "defence programme"), ("b", 2, "defense program")):
        text = f"---\ntitle: {name}\ndate: 2009-10-0{day}\n---\n\nThey spoke of the {label}.\n"
        (articles / f"{name}.md").write_text(text, "utf-8")
    build(tmp_path / "edited", options=Options(jobs=1))
    (articles / "a.md").write_text((articles / "a.md").read_text("utf-8").replace("10-01", "10-03"), "utf-8")
    shutil.copytree(tmp_path / "edited" / "content" / "articles", tmp_path / "anew" / "content" / "articles")
    shutil.copy(tmp_path / "edited" / "briefing.toml", tmp_path / "anew")
    edited, anew = outcome(tmp_path / "edited"), outcome(tmp_path / "anew")
    assert "site/topics/defense-program.html" in anew
    assert anew == edited


def _follow(index: Index, now: Mapping[str, Report], actors: Sequence[ActorProfile], written: Sequence[TopicProfile]) -> None:
    """Bring the index to a state, and hold it against what all reports together give."""
    names: set[NameAndKind] = set()
    for file in "abcde":
        report = now.get(file, Report((), TopicSummary((), {})))
        names |= index.names.replace(file, report.entities, raw=False)
        if file in now:
            index.topic_summaries.set(file, file, report.offered)
            index.reports.set(StoredReport(file, file, b"", "", None), "", b"", ())
        else:
            index.topic_summaries.delete(file)
            index.reports.delete(file)
    before, shown_before = index.subjects.with_prefix(ACTOR), _shown(index, now)
    changed = incremental.update_actors(index, actors, names)
    found = resolve(counted(entity for report in now.values() for entity in report.entities), actors)
    profiles, after = {profile.slug: profile for profile in actors}, index.subjects.with_prefix(ACTOR)
    known = [KnownActor(one.slug, one.name, one.kind, profiles.get(one.slug), one.joined) for one in found.actors]
    assert found.actor_of == index.names.actors_of(_named(now))
    assert {ACTOR + one.slug: encode(one) for one in known} == after
    assert {subject for subject, _ in before.items() ^ after.items()} == changed.subjects
    shown = _shown(index, now)
    otherwise = {name for name in shown if shown[name] != shown_before[name]}
    assert {file for file in now if otherwise & _named({file: now[file]})} <= changed.files
    expected = topics.matcher([now[file].offered for file in sorted(now)], written, TopicPatterns(written))
    updated = incremental.update_topics(index, written).matcher
    assert (expected.topics, expected.labels, expected.derived) == (updated.topics, updated.labels, updated.derived)


def _named(reports: Mapping[str, Report]) -> set[NameAndKind]:
    return {(entity.name, entity.kind) for report in reports.values() for entity in report.entities}


def _shown(index: Index, reports: Mapping[str, Report]) -> dict[NameAndKind, KnownActor | None]:
    """Return the actor that reports show for each name."""
    who = index.names.actors_of(_named(reports))
    known = {name: index.subjects.get(ACTOR + who[name]) if name in who else b"" for name in _named(reports)}
    return {name: decode(raw, type=KnownActor).shown if raw else None for name, raw in known.items()}
