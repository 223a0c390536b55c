"""The kind of a name by a noun beside it: "newspaper", "village", "shares".

| the newspaper | Al Safir |, | Tarnow |, a chain of shops, said | Quillan |.
| the village of | Olme |,    | Olme | district,    | Tarnow | shares
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.derive.lexicon import words
from generator.derive.syntax.document import Token
from generator.model.findings import Kind

ARTICLES = frozenset({"a", "an", "the"})
MAX_APPOSITION_WORDS = 6
# What may follow the head of an apposition; any other word is described by the noun itself ("a company executive").
AFTER_HEAD = frozenset(", . ; : ( ) of in for that which who with at on owned run founded based and or from to whose".split())


def kind_beside(tokens: Sequence[Token], first: int, last: int) -> Kind | None:
    """Return the kind of the name `first:last` by a noun or a verb of speech beside it."""
    before = [token.text for token in tokens[max(0, first - 2) : first]]
    after = [token.text for token in tokens[last : last + 2 + MAX_APPOSITION_WORDS]]
    if before and before[-1] in words("kinds_of_bodies"):
        return Kind.ORGANISATION
    if before[-1:] == ["of"] and before[0] in words("kinds_of_places"):
        return Kind.PLACE
    if after and after[0] in words("kinds_of_places") and after[1:2] != ["of"]:
        return Kind.PLACE
    if after and after[0] in words("belongings_of_bodies"):
        return Kind.ORGANISATION
    return _apposed(after) or (Kind.PERSON if after and has_speech_verb((before or [""])[-1], after[0]) else None)


def has_speech_verb(before: str, after: str) -> bool:
    """Return whether a verb of speech follows a name, or stands before it with nothing behind."""
    verbs = words("speech_verbs")
    return after in verbs or (before in verbs and after in {",", ".", "who"})


def _apposed(after: Sequence[str]) -> Kind | None:
    """Return the kind by an apposition: ", a Norwegian maker of ships,"."""
    if len(after) < len(", a maker".split()) or after[0] != "," or after[1] not in ARTICLES:
        return None
    for word, following in zip(after[2:], (*after[3:], "."), strict=True):
        if following in AFTER_HEAD:
            kinds = ((Kind.ORGANISATION, "kinds_of_bodies"), (Kind.PLACE, "kinds_of_places"))
            return next((kind for kind, name in kinds if word in words(name)), None)
        if not word[0].isalnum():
            return None
    return None


def majority_kinds(observed: Sequence[tuple[str, Kind]]) -> dict[str, Kind]:
    """Return the most frequent kind of each name; names with a tie are left out."""
    counted: dict[str, Counter[Kind]] = {}
    for name, kind in observed:
        counted.setdefault(name, Counter())[kind] += 1
    ranked = {name: counts.most_common(2) for name, counts in counted.items()}
    return {name: top[0][0] for name, top in ranked.items() if len(top) == 1 or top[0][1] > top[1][1]}
