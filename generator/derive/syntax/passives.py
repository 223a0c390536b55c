"""Passive clauses that say who acted: "The plan | was rejected | by Norway and Sweden"."""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.verb_groups import Group, group
from generator.derive.syntax.word_classes import title_words, word_class
from generator.model.findings import Form, Kind, Mention

LONGEST_THING = 12
REACH = 7


class Passive(NamedTuple):
    """Who acted, where the words of the thing begin that was acted on, the verb, and the date beside it."""

    mentions: tuple[Mention, ...]
    start: int
    verb: Group
    date: int | None


def find(text: AnnotatedText, sentence: Sentence, at: int, last: int) -> Passive | None:
    """The passive clause of the participle at a token, if the sentence opens with the thing and "by" names who acted."""
    verb = group(text, sentence, at, last, "n")
    if verb is None or not verb.passive or not sentence.first < verb.first <= sentence.first + LONGEST_THING:
        return None
    start = sentence.first
    if text.lower[start] in word_class("opener"):
        start += 2 if text.lower[start + 1] == "," else 1
    thing = range(start, verb.first)
    if not thing or any(_speaks_against(text, i) for i in thing) or text.lower[start] in word_class("vague_pronoun"):
        return None
    if text.lower[start] in word_class("preposition") | word_class("subordinator") | word_class("unasserted"):
        return None
    by = next((i for i in range(last, min(sentence.last, last + 5)) if text.lower[i] == "by"), None)
    if by is None or not all(text.is_adverb(i) or _in_date(text, last, i) for i in range(last, by)):
        return None
    mentions = _agents(text, sentence, by + 1)
    dates = [i for i in text.time_starts if last <= i < by]
    return Passive(mentions, start, verb, dates[0] if dates else None) if mentions else None


def _speaks_against(text: AnnotatedText, at: int) -> bool:
    word = text.lower[at]
    return word in {",", ";", ":", '"', "“", "”", "(", ")"} or word in word_class("relative") or at in text.quoted_tokens


def _in_date(text: AnnotatedText, first: int, at: int) -> bool:
    return text.lower[at] in {"on", "in"} or any(
        opened <= at < text.time_starts[opened][0] for opened in text.time_starts if first <= opened <= at
    )


def _agents(text: AnnotatedText, sentence: Sentence, at: int) -> tuple[Mention, ...]:
    """The actors that follow "by", titles and articles aside; none where the name only belongs to somebody else."""
    found: list[Mention] = []
    reach = min(sentence.last, at + REACH)
    while at < reach:
        mention = text.mention_starts.get(at)
        if mention is not None and at not in text.role_tokens:
            after = text.end_token(mention)
            if not _acts(text, sentence, mention, after):
                return ()
            found.append(mention)
            if after + 1 < sentence.last and text.lower[after] == "and" and after + 1 in text.mention_starts:
                at, reach = after + 1, after + 2
                continue
            return tuple(found)
        word = text.lower[at]
        if at not in text.role_tokens and word not in title_words() and word not in word_class("article") and word != ".":
            return ()
        at += 1
    return tuple(found)


def _acts(text: AnnotatedText, sentence: Sentence, mention: Mention, after: int) -> bool:
    if text.entity_kinds[mention.entity] is Kind.PLACE or mention.form in {Form.DEMONYM, Form.PRONOUN}:
        return False
    return after >= sentence.last or not (text.tokens[after].text.isalpha() and _is_noun_like(text, after))


def _is_noun_like(text: AnnotatedText, at: int) -> bool:
    """Whether a word after a name may be what is meant in its place ("by Airbus engineers")."""
    word = text.lower[at]
    classes = ("preposition", "conjunction", "subordinator", "relative", "modal", "be", "have", "unasserted")
    return not (any(word in word_class(c) for c in classes) or at in text.time_starts or text.is_adverb(at))
