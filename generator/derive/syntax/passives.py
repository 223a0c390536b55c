"""Passive clauses that name the actor: "The plan | was rejected | by Norway and Sweden"."""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.verb_groups import VerbGroup, verb_group
from generator.derive.syntax.word_classes import title_words, word_class
from generator.model.findings import Form, Kind, Mention

MAX_PATIENT_TOKENS = 12
MAX_TOKENS_TO_AGENT = 7
MAX_TOKENS_TO_BY = 5


class PassiveClause(NamedTuple):
    """The actors after "by", the first token of the phrase acted on, the verb, and the first token of the date beside it."""

    agents: tuple[Mention, ...]
    start: int
    verb: VerbGroup
    date: int | None


def find_passive(text: AnnotatedText, sentence: Sentence, at: int, last: int) -> PassiveClause | None:
    """Return the clause of the participle `at:last` if the sentence opens with the phrase acted on and "by" names the actor."""
    verb = verb_group(text, sentence, at, last, "n")
    if verb is None or not verb.passive or not sentence.first < verb.first <= sentence.first + MAX_PATIENT_TOKENS:
        return None
    start = sentence.first
    if text.lower[start] in word_class("opener"):
        start += 2 if text.lower[start + 1] == "," else 1
    patient = range(start, verb.first)
    if not patient or any(_rules_out(text, i) for i in patient) or text.lower[start] in word_class("vague_pronoun"):
        return None
    if text.lower[start] in word_class("preposition") | word_class("subordinator") | word_class("unasserted"):
        return None
    by = next((i for i in range(last, min(sentence.last, last + MAX_TOKENS_TO_BY)) if text.lower[i] == "by"), None)
    if by is None or not all(text.is_adverb(i) or _in_date(text, last, i) for i in range(last, by)):
        return None
    agents = _agents(text, sentence, by + 1)
    dates = [i for i in text.time_starts if last <= i < by]
    return PassiveClause(agents, start, verb, dates[0] if dates else None) if agents else None


def _rules_out(text: AnnotatedText, at: int) -> bool:
    word = text.lower[at]
    return word in {",", ";", ":", '"', "“", "”", "(", ")"} or word in word_class("relative") or at in text.quoted_tokens


def _in_date(text: AnnotatedText, first: int, at: int) -> bool:
    return text.lower[at] in {"on", "in"} or any(
        opened <= at < text.time_starts[opened][0] for opened in text.time_starts if first <= opened <= at
    )


def _agents(text: AnnotatedText, sentence: Sentence, at: int) -> tuple[Mention, ...]:
    """Return the actors after "by", past titles and articles; none where a name modifies a noun ("by Airbus engineers")."""
    agents: list[Mention] = []
    stop = min(sentence.last, at + MAX_TOKENS_TO_AGENT)
    while at < stop:
        mention = text.mention_starts.get(at)
        if mention is not None and at not in text.role_tokens:
            after = text.end_token(mention)
            if not _can_act(text, sentence, mention, after):
                return ()
            agents.append(mention)
            if after + 1 < sentence.last and text.lower[after] == "and" and after + 1 in text.mention_starts:
                at, stop = after + 1, after + 2
                continue
            return tuple(agents)
        word = text.lower[at]
        if at not in text.role_tokens and word not in title_words() and word not in word_class("article") and word != ".":
            return ()
        at += 1
    return tuple(agents)


def _can_act(text: AnnotatedText, sentence: Sentence, mention: Mention, after: int) -> bool:
    if text.entity_kinds[mention.entity] is Kind.PLACE or mention.form in {Form.DEMONYM, Form.PRONOUN}:
        return False
    return after >= sentence.last or not (text.tokens[after].text.isalpha() and _is_noun_like(text, after))


def _is_noun_like(text: AnnotatedText, at: int) -> bool:
    """Return whether a word after a name may be a noun that the name modifies ("by Airbus engineers")."""
    word = text.lower[at]
    classes = ("preposition", "conjunction", "subordinator", "relative", "modal", "be", "have", "unasserted")
    return not (any(word in word_class(c) for c in classes) or at in text.time_starts or text.is_adverb(at))
