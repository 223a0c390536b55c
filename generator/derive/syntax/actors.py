"""The actor that a noun phrase names: the head of the phrase, not its possessor, its object or a description's name.

Anna Berg, the minister    the minister, Anna Berg    Berg aide Carla Stone (of Berg)    officials from Norway (of Norway)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.trees import WordRange
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Form, Kind, Mention

BESIDE_HEAD = ("acl", "advcl", "appos", "conj", "cc", "parataxis", "punct", "list", "dep", "dislocated")
BEHIND_HEAD = (*BESIDE_HEAD, "nmod", "obl")
MAX_TITLE_TOKENS = 6
OWNERS = (Kind.COUNTRY, Kind.ORGANISATION, Kind.GROUP)


class Actor(NamedTuple):
    """The actor in a noun phrase with the head `at`, and the words of the phrase without what stands beside its head.

    `entity` is None where nobody known is named; `affiliation` is the entity that a description belongs to. `mention` is the
    one that names the actor. `by_officials` where a state or body acts by its people ("Russian diplomats").
    """

    at: int
    words: WordRange
    entity: str | None
    affiliation: str | None
    mention: Mention | None
    by_officials: bool = False


def actors(text: AnnotatedText, heads: Iterable[int]) -> list[Actor]:
    """Return the actor of each head."""
    return [actor(text, at) for at in heads]


def actor(text: AnnotatedText, at: int) -> Actor:
    """Return the actor of the noun phrase with a head, which is worked out once: several rules ask for the same."""
    if at not in text.actors:
        text.actors[at] = _actor(text, at)
    found: Actor = text.actors[at]
    return found


def _actor(text: AnnotatedText, at: int) -> Actor:
    span = text.trees.extent(at, BESIDE_HEAD)
    core = WordRange(text.trees.extent(at, BEHIND_HEAD).first, _core_end(text, at))
    named = _mentions(text, core)
    mention = next((each for each in reversed(named) if _is_head(text, each, core)), None)
    if mention is None and (beside := _in_apposition(text, at)) is not None:
        return Actor(at, span, beside.entity, _owner(named, beside), beside)
    if mention is not None and mention.form is Form.DEMONYM:
        return Actor(at, span, None, mention.entity, None)
    if mention is not None:
        return Actor(at, span, mention.entity, _owner(named, mention), mention)
    owner = next((each for each in named if text.entity_kinds[each.entity] in OWNERS), None)
    if owner is not None and text.trees.words[at].text.lower() in words("officials"):
        return Actor(at, span, owner.entity, owner.entity, owner, by_officials=True)
    owner = owner or next(iter(named or _mentions(text, span)), None)
    return Actor(at, span, None, owner.entity if owner else None, None)


def _core_end(text: AnnotatedText, at: int) -> int:
    """Return one past the last word of the phrase up to its head's own words: "Anna Berg" of "Anna Berg of Norway"."""
    end = at + 1
    for child in text.trees.dependents(at, "flat", "compound", "fixed", "goeswith", "nummod"):
        if child >= end - 1:
            end = max(end, text.trees.extent(child, BEHIND_HEAD).last)
    mention = text.mention_at(end - 1)
    return max(end, text.trees.word_at(mention.evidence.end - 1) + 1) if mention else end


def together(text: AnnotatedText, mention: Mention) -> tuple[str, ...]:
    """Return the entities of the list of names in which a mention stands, its own first: "Berg, Holm and the minister Moe".

    A list behind a verb or preposition is no subject's: "met Berg and Holm".
    """
    sentence = text.doc.sentences[text.doc.sentence_at(mention.evidence.start)]
    inside = text.mentions_in(sentence.first, sentence.last)
    named = [each for each in inside if each.form in {Form.NAME, Form.METONYM}]
    first = last = next((at for at, each in enumerate(named) if each.evidence.start == mention.evidence.start), -1)
    if first < 0:
        return (mention.entity,)
    while first > 0 and _is_joined(text, named[first - 1], named[first]):
        first -= 1
    before = text.trees.word_at(named[first].evidence.start) - 1
    if before >= 0 and text.trees.words[before].pos in {"VERB", "ADP", "AUX"}:
        first = last
    while last + 1 < len(named) and _is_joined(text, named[last], named[last + 1]):
        last += 1
    is_list = "and" in text.lower[text.first_token(named[first]) : text.end_token(named[last])]
    others = [each.entity for each in named[first : last + 1]] if is_list else []
    return tuple(dict.fromkeys([mention.entity, *others]))


def _is_joined(text: AnnotatedText, before: Mention, after: Mention) -> bool:
    """Return whether a comma or "and", and words of a title at most, stand between two names of a kind."""
    between = text.lower[text.end_token(before) : text.first_token(after)]
    kinds = {text.entity_kinds[before.entity] is Kind.PERSON, text.entity_kinds[after.entity] is Kind.PERSON}
    is_place = Kind.PLACE in {text.entity_kinds[before.entity], text.entity_kinds[after.entity]}
    if between[:1] not in {(",",), ("and",)} or len(between) > MAX_TITLE_TOKENS or len(kinds) > 1 or is_place:
        return False
    return (
        not {*word_class("preposition"), *word_class("possessive"), *word_class("relative")} & {*between}
        and between[1:].count(",") == 0
    )


def _mentions(text: AnnotatedText, span: WordRange) -> list[Mention]:
    """Return the mentions that begin in a range of words."""
    return text.mentions_in(*text.tokens_of(span))


def _is_head(text: AnnotatedText, mention: Mention, core: WordRange) -> bool:
    """Return whether a name ends a phrase's own words."""
    last = text.trees.word_at(mention.evidence.end - 1)
    return last >= core.last - 1


def _in_apposition(text: AnnotatedText, at: int) -> Mention | None:
    """Return the person or body in apposition to a description: "the minister, Anna Berg", "minister Anna Berg"."""
    for child in text.trees.dependents(at, "appos", "nmod", "flat", "dep"):
        if text.trees.dependent(child, "case") is not None:
            continue
        mention = text.mention_at(child)
        if mention is not None and mention.form is Form.NAME and text.entity_kinds[mention.entity] is not Kind.PLACE:
            return mention
    return None


def _owner(named: list[Mention], mention: Mention) -> str | None:
    """Return the entity of the first name before a phrase's own: the body that somebody belongs to."""
    before = (each for each in named if each.evidence.end <= mention.evidence.start and each.entity != mention.entity)
    return next((each.entity for each in before), None)
