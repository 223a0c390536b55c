"""What a verb is about: the words after it, to the end of its clause, with the condition or the date that trails them apart.

rejects | any linkage between Iran and the shield (but …)       agreed (at a meeting in Geneva) | to allow experts access
supports | the plan (if talks fail)                             called for | "a new start" in relations
"""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.word_classes import verb_forms, word_class

LONGEST = 45
ADJUNCT = 22
LIST_ITEM = 9
STOPS = frozenset({";", ":", "?", "!", "…", "(", ")", "[", "]", "—", "–", "”"})
ENDING = frozenset("because although though while whereas when before after since until where amid despite following".split())
JOINED = frozenset({"such", "well", "as", "same", "known", "far", "long", "soon", "serve", "served", "seen", "described"})
CONDITIONS = frozenset({"if", "unless", "provided"})
NOT_BASE = frozenset("the a an his her its their this that these those all any some".split())
PARTICLES = frozenset("away off down up out over back along ahead forward by of".split())
NOT_TO = frozenset("according due related response addition access trip visit return next close prior thanks up".split())


class Object(NamedTuple):
    """Tokens `first:last`; `condition` and `date` are what trails them."""

    first: int
    last: int
    condition: tuple[int, int] | None
    date: int | None


def find(text: AnnotatedText, sentence: Sentence, after: int, frames: frozenset[str], *, past: bool) -> Object | None:
    """The object that begins at or after a token, if what stands there can follow a verb with these frames."""
    first = _beginning(text, sentence, after, frames)
    if first is None:
        return None
    is_clause = text.lower[first] in {"to", "that"}
    last, stop = _end(text, sentence, first, is_clause=is_clause)
    condition = _condition(text, sentence, stop)
    date = None
    if past and not is_clause and (opened := _trailing_date(text, first, last)) is not None:
        date, last = opened
    while last > first and text.lower[last - 1] in {",", ".", "'", '"', "“"} | word_class("conjunction"):
        if text.lower[last - 1] == '"' and '"' in text.lower[first : last - 1]:
            break
        last -= 1
    if not first < last <= first + LONGEST or not _says_something(text, first, last):
        return None
    return Object(first, last, condition, date)


def _beginning(text: AnnotatedText, sentence: Sentence, after: int, frames: frozenset[str]) -> int | None:
    """Where the object begins."""
    first = after
    while first < sentence.last and (
        text.is_adverb(first) and text.lower[first] not in {"no", "even", "all", "both", "further"}
    ):
        first += 1
    if first >= sentence.last:
        return None
    word = text.lower[first]
    if word == "to":
        return first if "to" in frames and _is_infinitive(text, sentence, first) else None
    if word == "that" and first + 1 < sentence.last and "that" in frames:
        return first
    if "to" in frames and (far := _after_adjuncts(text, sentence, first)) is not None:
        return far
    if not frames & {"np", "ing", "np+to", "claim"} or first in text.time_starts or not _opens_thing(text, first):
        return None
    return first


def _opens_thing(text: AnnotatedText, at: int) -> bool:
    word = text.lower[at]
    if word in {'"', "“"}:
        return True
    if not word[0].isalnum() and word[0] not in "$€£":
        return False
    classes = ("preposition", "conjunction", "subordinator", "unasserted", "modal", "be", "have", "do")
    return word not in PARTICLES and word not in word_class("relative") and not any(word in word_class(c) for c in classes)


def _is_infinitive(text: AnnotatedText, sentence: Sentence, at: int) -> bool:
    """Whether "to" opens an infinitive: a plain word follows, no name, number or article."""
    after = at + 1
    while after < sentence.last and text.is_adverb(after):
        after += 1
    if after >= sentence.last or after in text.mention_starts or after in text.time_starts:
        return False
    word = text.tokens[after].text
    return word.isalpha() and word.islower() and word not in NOT_BASE and not word.endswith(("ing", "ed"))


def _after_adjuncts(text: AnnotatedText, sentence: Sentence, first: int) -> int | None:
    """In "agreed at a meeting in Geneva earlier this month to allow" where "to allow" begins."""
    if text.lower[first] not in word_class("preposition") and first not in text.time_starts:
        return None
    for at in range(first, min(sentence.last, first + ADJUNCT)):
        word = text.lower[at]
        if word in {",", ";", ":", '"', "“"} or word in ENDING - {"after", "before"} or word in {"that", "who", "which"}:
            return None
        if word == "to" and text.lower[at - 1] not in NOT_TO and _is_infinitive(text, sentence, at):
            return at
    return None


# --- where it ends ----------------------------------------------------------------------------------------------------


def _end(text: AnnotatedText, sentence: Sentence, first: int, *, is_clause: bool) -> tuple[int, int]:
    """One past the last token of the object, and the token that ended it."""
    quoted = False
    at = first
    while at < sentence.last:
        word = text.lower[at]
        if word in {'"', "“", "”"}:
            if not quoted and word != "”" and not _closes(text, sentence, at):
                return at, at
            quoted = not quoted
            if not quoted and at > first and text.lower[at - 1] in {",", ".", "?", "!"}:
                return at + 1, at + 1
        elif quoted:
            pass
        elif (
            word in STOPS
            or (word == "-" and text.doc.text[text.tokens[at].start - 1].isspace())
            or (word == "." and at + 1 >= sentence.last)
            or (at > first and _breaks(text, sentence, at, is_clause=is_clause))
        ):
            return at, at
        at += 1
    return at, at


def _closes(text: AnnotatedText, sentence: Sentence, opening: int) -> bool:
    return any(text.lower[i] in {'"', "”"} for i in range(opening + 1, sentence.last))


def _breaks(text: AnnotatedText, sentence: Sentence, at: int, *, is_clause: bool) -> bool:
    word = text.lower[at]
    if word == ",":
        return not _goes_on(text, sentence, at)
    if word in {"but", "though", "yet"} or word in CONDITIONS:
        return True
    if word in ENDING:
        return not is_clause or word in {"because", "although", "though", "while", "whereas", "amid", "despite"}
    if word == "as":
        return text.lower[at - 1] not in JOINED and opens_clause(text, sentence, at + 1)
    if word in {"and", "or"}:
        return opens_clause(text, sentence, at + 1)
    return False


def _goes_on(text: AnnotatedText, sentence: Sentence, comma: int) -> bool:
    """Whether a comma parts the members of a list: one more member, then "and" or "or", and no clause of its own."""
    if text.lower[comma - 1] in word_class("vague_pronoun"):
        return False
    for at in range(comma + 1, min(sentence.last, comma + LIST_ITEM)):
        word = text.lower[at]
        if word in {"and", "or"}:
            return not opens_clause(text, sentence, at + 1) and not (at == comma + 1 and is_verb(text, at + 1))
        if word == ",":
            return at > comma + 1 and _goes_on(text, sentence, at)
        if not (word[0].isalnum() or word in {"'s", "’s"}) or is_verb(text, at) or word in ENDING | {"but", "as", "if", "with"}:
            return False
        if word in word_class("relative") or (word.endswith("ing") and at == comma + 1) or at in text.time_starts:
            return False
    return False


def opens_clause(text: AnnotatedText, sentence: Sentence, at: int) -> bool:
    """Whether a new clause begins at a token: a verb there, or within a few words a finite one after a name or pronoun."""
    while at < sentence.last and text.is_adverb(at):
        at += 1
    if at >= sentence.last:
        return False
    if is_verb(text, at) or text.lower[at] in word_class("subject_pronoun") or text.lower[at] == "there":
        return True
    for index in range(at, min(sentence.last, at + 7)):
        word = text.lower[index]
        if word in {",", ";", '"', "“", "”", "who", "which", "that", "to"} or word in word_class("conjunction"):
            return False
        if index > at and is_verb(text, index) and text.lower[index - 1] not in word_class("preposition"):
            return True
    return False


def is_verb(text: AnnotatedText, at: int) -> bool:
    """Whether a token is surely a finite verb: an auxiliary, or a verb of speech, of stance or of happening in the past."""
    if at >= len(text.lower) or at in text.mention_starts:
        return False
    word = text.lower[at]
    return (
        word in word_class("have") | word_class("modal") | word_class("do") | {"is", "are", "was", "were"}
        or word in words("speech_verbs")
        or word in words("finite_verbs")
        or ("d" in verb_forms().get(word, "") and _starts_predicate(text, at))
    )


def _starts_predicate(text: AnnotatedText, at: int) -> bool:
    """Whether a past form after "and" has an object of its own: "and proposed a ban", not "old and proposed rules"."""
    if text.lower[at - 1] not in {"and", "but", "or"} or at + 1 >= len(text.lower):
        return False
    after = text.lower[at + 1]
    return (
        after in word_class("article")
        or after in NOT_BASE
        or after in {'"', "“"}
        or after in word_class("preposition")
        or at + 1 in text.mention_starts
    )


def _condition(text: AnnotatedText, sentence: Sentence, stop: int) -> tuple[int, int] | None:
    """The tokens of the condition that begins where the object ends, a comma between them or not."""
    at = stop + 1 if stop < sentence.last and text.lower[stop] == "," else stop
    if at >= sentence.last or text.lower[at] not in CONDITIONS:
        return None
    end = at
    while end < sentence.last and text.lower[end] not in {".", ";", '"', "“", "”", "?", ":", "(", "—"} | {"but"}:
        end += 1
    return at, end


def _trailing_date(text: AnnotatedText, first: int, last: int) -> tuple[int, int] | None:
    """The date that ends the object's words, and where the words end without it."""
    opened = text.time_ends.get(last - 1)
    if opened is None or opened <= first or text.time_starts[opened][1].edtf is None:
        return None
    end = opened - 1 if text.lower[opened - 1] in {"on", "in", "at"} else opened
    inside = text.lower[opened - 1]
    if inside in word_class("article") or inside in {"of", "for", "from", "until", "by", "since", "'s", "’s", "its", "next"}:
        return None
    return (opened, end) if end > first else None


def _says_something(text: AnnotatedText, first: int, last: int) -> bool:
    """Whether the words are more than a pronoun, "more" or "any"."""
    spelled = [word for word in text.lower[first:last] if word[0].isalnum()]
    if not spelled or (
        len(spelled) == 1 and (spelled[0] in word_class("vague_pronoun") or spelled[0] in {"any", "more", "to"})
    ):
        return False
    if spelled[0] in {"it", "him", "them", "me", "us"} and len(spelled) < 3:
        return False
    return not (spelled[0] == "no" and len(spelled) < 3)
