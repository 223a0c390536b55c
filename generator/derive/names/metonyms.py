"""Capitals and seats that stand for their government: "Moscow has ruled out", "ties with Moscow"; not "in Moscow".

The word before decides where it is one of place ("in", "near"), or one that only an actor can follow ("with", "against");
else the word after, when it is a verb that acts.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.derive.lexicon import words
from generator.derive.syntax.document import Token

PLACE_PREPOSITIONS = frozenset(
    "in at near from outside inside around across through into to toward towards over of via off central".split()
)
ACTOR_PREPOSITIONS = frozenset("with against between like unlike by on".split())
# "to Moscow" is a way, unless something is sent there.
THINGS_SENT = frozenset("message messages letter warning warnings offer concession concessions support aid access back".split())


def stands_for_government(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether the tokens `first:last` of a sentence stand for a government."""
    before = tokens[first - 1].text.lower() if first else ""
    after = tokens[last].text if last < len(tokens) else ""
    if before == "to" and first > 1 and tokens[first - 2].text.lower() in THINGS_SENT:
        return True
    if before in PLACE_PREPOSITIONS:
        return False
    if before in ACTOR_PREPOSITIONS or (before == "and" and _is_one_of_two(tokens, first)):
        return True
    if after.lower() in words("acting_verbs") or (after.islower() and after.endswith("ed")):
        return True
    return after in {"'s", "’s"} and last + 1 < len(tokens) and tokens[last + 1].text.lower() in words("acts_of_government")


def _is_one_of_two(tokens: Sequence[Token], first: int) -> bool:
    """Return whether "between" stands shortly before: "between London and Moscow"."""
    return any(token.text.lower() == "between" for token in tokens[max(0, first - 8) : first])
