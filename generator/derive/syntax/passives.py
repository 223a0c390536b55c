"""Passive clauses that say who acted: "The plan | was rejected | by Norway and Sweden"."""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.syntax.annotated_tokens import Syntax, title_words, word_class
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.verb_groups import Group, group
from generator.model.findings import Form, Kind, Mention

LONGEST_THING = 12
REACH = 7


class Passive(NamedTuple):
    """Who acted, where the words of the thing begin that was acted on, the verb, and the date beside it."""

    mentions: tuple[Mention, ...]
    start: int
    verb: Group
    date: int | None


def find(syntax: Syntax, sentence: Sentence, at: int, last: int) -> Passive | None:
    """The passive clause of the participle at a token, if the sentence opens with the thing and "by" names who acted."""
    verb = group(syntax, sentence, at, last, "n")
    if verb is None or not verb.passive or not sentence.first < verb.first <= sentence.first + LONGEST_THING:
        return None
    start = sentence.first
    if syntax.lower[start] in word_class("opener"):
        start += 2 if syntax.lower[start + 1] == "," else 1
    thing = range(start, verb.first)
    if not thing or any(_speaks_against(syntax, i) for i in thing) or syntax.lower[start] in word_class("vague_pronoun"):
        return None
    if syntax.lower[start] in word_class("preposition") | word_class("subordinator") | word_class("unasserted"):
        return None
    by = next((i for i in range(last, min(sentence.last, last + 5)) if syntax.lower[i] == "by"), None)
    if by is None or not all(syntax.is_adverb(i) or _in_date(syntax, last, i) for i in range(last, by)):
        return None
    mentions = _agents(syntax, sentence, by + 1)
    dates = [i for i in syntax.times if last <= i < by]
    return Passive(mentions, start, verb, dates[0] if dates else None) if mentions else None


def _speaks_against(syntax: Syntax, at: int) -> bool:
    word = syntax.lower[at]
    return word in {",", ";", ":", '"', "“", "”", "(", ")"} or word in word_class("relative") or at in syntax.spoken


def _in_date(syntax: Syntax, first: int, at: int) -> bool:
    return syntax.lower[at] in {"on", "in"} or any(
        opened <= at < syntax.times[opened][0] for opened in syntax.times if first <= opened <= at
    )


def _agents(syntax: Syntax, sentence: Sentence, at: int) -> tuple[Mention, ...]:
    """The actors that follow "by", titles and articles aside; none where the name only belongs to somebody else."""
    found: list[Mention] = []
    reach = min(sentence.last, at + REACH)
    while at < reach:
        mention = syntax.starts.get(at)
        if mention is not None and at not in syntax.titles:
            after = syntax.doc.token_at(mention.evidence.end - 1) + 1
            if not _acts(syntax, sentence, mention, after):
                return ()
            found.append(mention)
            if after + 1 < sentence.last and syntax.lower[after] == "and" and after + 1 in syntax.starts:
                at, reach = after + 1, after + 2
                continue
            return tuple(found)
        word = syntax.lower[at]
        if at not in syntax.titles and word not in title_words() and word not in word_class("article") and word != ".":
            return ()
        at += 1
    return tuple(found)


def _acts(syntax: Syntax, sentence: Sentence, mention: Mention, after: int) -> bool:
    if syntax.kinds[mention.entity] is Kind.PLACE or mention.form in {Form.DEMONYM, Form.PRONOUN}:
        return False
    return after >= sentence.last or not (syntax.tokens[after].text.isalpha() and _is_noun_like(syntax, after))


def _is_noun_like(syntax: Syntax, at: int) -> bool:
    """Whether a word after a name may be what is meant in its place ("by Airbus engineers")."""
    word = syntax.lower[at]
    classes = ("preposition", "conjunction", "subordinator", "relative", "modal", "be", "have", "unasserted")
    return not (any(word in word_class(c) for c in classes) or at in syntax.times or syntax.is_adverb(at))
