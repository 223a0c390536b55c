"""The index does not depend on the order in which reports and profiles are read."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.derive import derive
from generator.model.findings import Kind
from generator.model.problems import Where
from generator.model.profiles import ActorProfile, TopicProfile
from generator.model.statements import Account
from generator.report.statements import account, document
from tests.conftest import article
from tests.dossier.indexed import indexed
from tests.small_dossier import SAID

HERE = Where("x.md")
ACTORS = (
    ActorProfile("anna", "Anna Berg", HERE, aliases=("Berg",)),
    ActorProfile("nils-berg", "Nils Berg", HERE, not_aliases=("Berg",), not_same_as=("Anna Berg",)),
    ActorProfile("council", "The Council", HERE, aliases=("Nordic Fisheries Council",), kind=Kind.GROUP),
    ActorProfile("meridian", "Meridian", HERE, kind=Kind.ORGANISATION),
    ActorProfile("iran", "Iran", HERE, hide=True),
)
TOPICS = (
    TopicProfile("sanctions", "Sanctions", HERE, keywords=("sanctions",)),
    TopicProfile("iran", "Iran", HERE, keywords=("Iran", "Tehran")),
    TopicProfile("fish", "Fish", HERE, keywords=("quotas",), hide=True),
)


def account_of(number: int, date: str, source: str, sentences: Sequence[str]) -> Account:
    """The account of a report of a few sentences."""
    said = article(slug=f"r{number}", path=f"r{number}.md", date=date, day=date, source=source, text=" ".join(sentences))
    return account(said, derive(document(said)))


REPORTS = st.lists(
    st.tuples(
        st.sampled_from(("2009-10-13", "2009-10-14")),
        st.sampled_from(("News", "Post")),
        st.lists(st.sampled_from(tuple(SAID)), min_size=1, max_size=4),
    ),
    max_size=6,
)


@settings(max_examples=40)
@given(
    REPORTS,
    st.lists(st.sampled_from(ACTORS), unique=True),
    st.lists(st.sampled_from(TOPICS), unique=True),
    st.randoms(use_true_random=False),
)
def test_the_order_of_reports_and_profiles_changes_nothing(
    reports: list[tuple[str, str, list[str]]], actors: list[ActorProfile], topics: list[TopicProfile], chance: random.Random
) -> None:
    accounts = [account_of(number, *report) for number, report in enumerate(reports)]
    before = indexed(accounts, actors, topics)
    for parts in (accounts, actors, topics):
        chance.shuffle(parts)
    assert before == indexed(accounts, actors, topics)
