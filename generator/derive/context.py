"""Names that no list knows: what stands around them in the whole report tells what they are.

A verb of speech or an age beside a name speaks for a person ("Xy explains", "Xy, 42,"); "in" before it and a country behind it
for a place ("in Xy, Norway"); "shares", "spokesman for", "acquired by" for an organisation. Two words that nothing speaks
against are a person; one word alone is nobody unless something speaks for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from generator.derive.lexicon import words
from generator.derive.text import Token
from generator.model import Kind

BEFORE_PLACE = frozenset("in at near from outside inside around across throughout into".split())
AFTER_PLACE = frozenset(
    "area region province district city town village county state river lake island islands airport border port valley"
    " municipality suburb basin peninsula coast".split()
)
AFTER_ORGANISATION = frozenset(
    "shares stock employees customers spokesman spokeswoman officials executives announced plans products subsidiary board"
    " users software airlines aircraft factory plant fans newspaper magazine website engineers workers shareholders"
    " launches".split()
)
OF_ORGANISATION = frozenset(
    "company firm maker manufacturer owner giant supplier unit bank carrier operator retailer group party".split()
)
AFTER_PERSON = frozenset({"who", "himself", "herself"})
ENOUGH, OFTEN, LONGEST_PERSON = 2, 2, 3
Evidence = Counter[Kind]


def around(tokens: Sequence[Token], first: int, last: int) -> Evidence:
    """What speaks for each kind, around the tokens `first:last` of one sentence."""
    evidence: Evidence = Counter()
    before = tokens[first - 1].text if first else ""
    after = tokens[last].text if last < len(tokens) else ""
    following = tokens[last + 1].text if last + 1 < len(tokens) else ""
    if after in words("speech_verbs") or (before in words("speech_verbs") and before not in {"called", "announced", "reports"}):
        evidence[Kind.PERSON] += 2
    if after in AFTER_PERSON or (after == "," and following.isdigit() and len(following) == len("42")):
        evidence[Kind.PERSON] += 3
    if before in BEFORE_PLACE:
        evidence[Kind.PLACE] += 2
    if after in AFTER_PLACE:
        evidence[Kind.PLACE] += 3
    if before == "the":
        evidence[Kind.ORGANISATION] += 1
        evidence[Kind.PERSON] -= 2
    if after in AFTER_ORGANISATION or before in OF_ORGANISATION:
        evidence[Kind.ORGANISATION] += 3
    return evidence


def decide(seen: dict[str, Evidence], counts: Counter[str]) -> dict[str, Kind]:
    """What each unknown name is, by all that its occurrences tell; names that nothing tells of are left out.

    People are named in full before they go by one word, and that word is their last; bodies go by their first.
    """
    return {name: kind for name, evidence in seen.items() if (kind := _kind(name, evidence, counts))}


def _kind(name: str, evidence: Evidence, counts: Counter[str]) -> Kind | None:
    parts = name.split()
    told = Counter(evidence)
    if len(parts) == 1:
        told[Kind.ORGANISATION] += max(0, told.pop(Kind.PERSON, 0))
    elif counts[parts[0]] > counts[parts[-1]]:
        told[Kind.ORGANISATION] += 3
    elif counts[parts[-1]]:
        told[Kind.PERSON] += 2
    kind, weight = max(sorted(told.items()), key=lambda pair: pair[1], default=(Kind.PERSON, 0))
    if weight >= ENOUGH:
        return kind
    if 1 < len(parts) <= LONGEST_PERSON and told[Kind.PERSON] >= 0 and not any(part.isupper() for part in parts):
        return Kind.PERSON
    return Kind.ORGANISATION if counts[name] > OFTEN else None


def gathered(spots: Sequence[tuple[str, Evidence]]) -> tuple[dict[str, Evidence], Counter[str]]:
    """The evidence of all occurrences of each name, and how many there are."""
    seen: dict[str, Evidence] = defaultdict(Counter)
    counts: Counter[str] = Counter()
    for name, evidence in spots:
        seen[name].update(evidence)
        counts[name] += 1
    return dict(seen), counts
