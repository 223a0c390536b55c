"""Each named rule finds something in an example that says what is found."""

from functools import cache

import pytest

from generator.derive import derive, events, figures, key_points, names, positions, speech, topics
from generator.derive.names import roles
from generator.derive.syntax.document import Document
from generator.derive.time.grammar import RULE_NAMES
from tests.derive.examples import read
from tests.derive.test_examples import FILES

RULES: dict[str, tuple[str, ...]] = {
    "mentions": names.MENTION_RULES,
    "roles": roles.RULES,
    "times": RULE_NAMES,
    "quotes": speech.RULES,
    "events": events.RULES,
    "positions": positions.RULES,
    "topics": topics.RULES,
    "key_points": key_points.RULES,
    "figures": figures.RULES,
}
EXAMPLE_KINDS = {
    "mentions": {"name"},
    "roles": {"role"},
    "times": {"date"},
    "quotes": {"quote", "reported"},
    "events": {"event"},
    "positions": {"position"},
    "topics": {"topic"},
    "key_points": {"point"},
    "figures": {"figure"},
}


@cache
def rules_of_examples() -> frozenset[tuple[str, str]]:
    """The kind and the rule of each finding of the examples that expect findings of its kind."""
    return frozenset(
        (kind, finding.rule)
        for name in FILES
        for example in read(name)
        for findings in [derive(Document("example", example.text, date=example.published))]
        for kind, example_kinds in EXAMPLE_KINDS.items()
        if not example_kinds.isdisjoint(example.expected)
        for finding in getattr(findings, kind)
    )


@pytest.mark.parametrize(("kind", "rule"), [(kind, rule) for kind, rules in RULES.items() for rule in rules])
def test_a_rule_finds_something_in_an_example(kind: str, rule: str) -> None:
    assert (kind, rule) in rules_of_examples()


@pytest.mark.parametrize("kind", RULES)
def test_no_example_has_a_finding_by_a_rule_without_a_name(kind: str) -> None:
    assert {rule for its_kind, rule in rules_of_examples() if its_kind == kind} <= set(RULES[kind])
