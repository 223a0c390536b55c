"""When a capital or a seat stands for its government: "Moscow has ruled out", "ties with Moscow"; not "in Moscow".

The word before decides where it is one of place ("in", "near"), or one that only an actor can follow ("with", "against");
else the word after, when it is a verb that acts.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.derive.lexicon import words
from generator.derive.syntax.document import Token

PLACING = frozenset(
    "in at near from outside inside around across through into to toward towards over of via off central".split()
)
DEALING = frozenset("with against between like unlike by on".split())
# "to Moscow" is a way, unless something was given or said to it.
GIVEN = frozenset("message messages letter warning warnings offer concession concessions support aid access back".split())


def acts(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the tokens `first:last` stand for a government, in one sentence's tokens."""
    before = tokens[first - 1].text.lower() if first else ""
    after = tokens[last].text if last < len(tokens) else ""
    if before == "to" and first > 1 and tokens[first - 2].text.lower() in GIVEN:
        return True
    if before in PLACING:
        return False
    if before in DEALING or (before == "and" and _is_one_of_two(tokens, first)):
        return True
    if after.lower() in words("acting_verbs") or (after.islower() and after.endswith("ed")):
        return True
    return after in {"'s", "’s"} and last + 1 < len(tokens) and tokens[last + 1].text.lower() in words("acts_of_government")


def _is_one_of_two(tokens: Sequence[Token], first: int) -> bool:
    """After "and": whether "between" stands before, within the sentence."""
    return any(token.text.lower() == "between" for token in tokens[max(0, first - 8) : first])
