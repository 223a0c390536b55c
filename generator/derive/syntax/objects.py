"""What a verb is about: the words after it, to the end of its clause, with the condition or the date that trails them apart.

rejects | any linkage between Iran and the shield (but …)       agreed (at a meeting in Geneva) | to allow experts access
supports | the plan (if talks fail)                             called for | "a new start" in relations
"""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.syntax.annotated_tokens import Syntax, known_forms, word_class
from generator.derive.syntax.document import Sentence

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


def find(syntax: Syntax, sentence: Sentence, after: int, frames: frozenset[str], *, past: bool) -> Object | None:
    """The object that begins at or after a token, if what stands there can follow a verb with these frames."""
    first = _beginning(syntax, sentence, after, frames)
    if first is None:
        return None
    is_clause = syntax.lower[first] in {"to", "that"}
    last, stop = _end(syntax, sentence, first, is_clause=is_clause)
    condition = _condition(syntax, sentence, stop)
    date = None
    if past and not is_clause and (opened := _trailing_date(syntax, first, last)) is not None:
        date, last = opened
    while last > first and syntax.lower[last - 1] in {",", ".", "'", '"', "“"} | word_class("conjunction"):
        if syntax.lower[last - 1] == '"' and '"' in syntax.lower[first : last - 1]:
            break
        last -= 1
    if not first < last <= first + LONGEST or not _says_something(syntax, first, last):
        return None
    return Object(first, last, condition, date)


def _beginning(syntax: Syntax, sentence: Sentence, after: int, frames: frozenset[str]) -> int | None:
    """Where the object begins."""
    first = after
    while first < sentence.last and (
        syntax.is_adverb(first) and syntax.lower[first] not in {"no", "even", "all", "both", "further"}
    ):
        first += 1
    if first >= sentence.last:
        return None
    word = syntax.lower[first]
    if word == "to":
        return first if "to" in frames and _is_infinitive(syntax, sentence, first) else None
    if word == "that" and first + 1 < sentence.last and "that" in frames:
        return first
    if "to" in frames and (far := _after_adjuncts(syntax, sentence, first)) is not None:
        return far
    if not frames & {"np", "ing", "np+to", "claim"} or first in syntax.times or not _opens_thing(syntax, first):
        return None
    return first


def _opens_thing(syntax: Syntax, at: int) -> bool:
    word = syntax.lower[at]
    if word in {'"', "“"}:
        return True
    if not word[0].isalnum() and word[0] not in "$€£":
        return False
    classes = ("preposition", "conjunction", "subordinator", "unasserted", "modal", "be", "have", "do")
    return word not in PARTICLES and word not in word_class("relative") and not any(word in word_class(c) for c in classes)


def _is_infinitive(syntax: Syntax, sentence: Sentence, at: int) -> bool:
    """Whether "to" opens an infinitive: a plain word follows, no name, number or article."""
    after = at + 1
    while after < sentence.last and syntax.is_adverb(after):
        after += 1
    if after >= sentence.last or after in syntax.starts or after in syntax.times:
        return False
    word = syntax.tokens[after].text
    return word.isalpha() and word.islower() and word not in NOT_BASE and not word.endswith(("ing", "ed"))


def _after_adjuncts(syntax: Syntax, sentence: Sentence, first: int) -> int | None:
    """In "agreed at a meeting in Geneva earlier this month to allow" where "to allow" begins."""
    if syntax.lower[first] not in word_class("preposition") and first not in syntax.times:
        return None
    for at in range(first, min(sentence.last, first + ADJUNCT)):
        word = syntax.lower[at]
        if word in {",", ";", ":", '"', "“"} or word in ENDING - {"after", "before"} or word in {"that", "who", "which"}:
            return None
        if word == "to" and syntax.lower[at - 1] not in NOT_TO and _is_infinitive(syntax, sentence, at):
            return at
    return None


# --- where it ends ----------------------------------------------------------------------------------------------------


def _end(syntax: Syntax, sentence: Sentence, first: int, *, is_clause: bool) -> tuple[int, int]:
    """One past the last token of the object, and the token that ended it."""
    quoted = False
    at = first
    while at < sentence.last:
        word = syntax.lower[at]
        if word in {'"', "“", "”"}:
            if not quoted and word != "”" and not _closes(syntax, sentence, at):
                return at, at
            quoted = not quoted
            if not quoted and at > first and syntax.lower[at - 1] in {",", ".", "?", "!"}:
                return at + 1, at + 1
        elif quoted:
            pass
        elif (
            word in STOPS
            or (word == "-" and syntax.doc.text[syntax.tokens[at].start - 1].isspace())
            or (word == "." and at + 1 >= sentence.last)
            or (at > first and _breaks(syntax, sentence, at, is_clause=is_clause))
        ):
            return at, at
        at += 1
    return at, at


def _closes(syntax: Syntax, sentence: Sentence, opening: int) -> bool:
    return any(syntax.lower[i] in {'"', "”"} for i in range(opening + 1, sentence.last))


def _breaks(syntax: Syntax, sentence: Sentence, at: int, *, is_clause: bool) -> bool:
    word = syntax.lower[at]
    if word == ",":
        return not _goes_on(syntax, sentence, at)
    if word in {"but", "though", "yet"} or word in CONDITIONS:
        return True
    if word in ENDING:
        return not is_clause or word in {"because", "although", "though", "while", "whereas", "amid", "despite"}
    if word == "as":
        return syntax.lower[at - 1] not in JOINED and opens_clause(syntax, sentence, at + 1)
    if word in {"and", "or"}:
        return opens_clause(syntax, sentence, at + 1)
    return False


def _goes_on(syntax: Syntax, sentence: Sentence, comma: int) -> bool:
    """Whether a comma parts the members of a list: one more member, then "and" or "or", and no clause of its own."""
    if syntax.lower[comma - 1] in word_class("vague_pronoun"):
        return False
    for at in range(comma + 1, min(sentence.last, comma + LIST_ITEM)):
        word = syntax.lower[at]
        if word in {"and", "or"}:
            return not opens_clause(syntax, sentence, at + 1) and not (at == comma + 1 and is_verb(syntax, at + 1))
        if word == ",":
            return at > comma + 1 and _goes_on(syntax, sentence, at)
        if (
            not (word[0].isalnum() or word in {"'s", "’s"})
            or is_verb(syntax, at)
            or word in ENDING | {"but", "as", "if", "with"}
        ):
            return False
        if word in word_class("relative") or (word.endswith("ing") and at == comma + 1) or at in syntax.times:
            return False
    return False


def opens_clause(syntax: Syntax, sentence: Sentence, at: int) -> bool:
    """Whether a new clause begins at a token: a verb there, or within a few words a finite one after a name or pronoun."""
    while at < sentence.last and syntax.is_adverb(at):
        at += 1
    if at >= sentence.last:
        return False
    if is_verb(syntax, at) or syntax.lower[at] in word_class("subject_pronoun") or syntax.lower[at] == "there":
        return True
    for index in range(at, min(sentence.last, at + 7)):
        word = syntax.lower[index]
        if word in {",", ";", '"', "“", "”", "who", "which", "that", "to"} or word in word_class("conjunction"):
            return False
        if index > at and is_verb(syntax, index) and syntax.lower[index - 1] not in word_class("preposition"):
            return True
    return False


def is_verb(syntax: Syntax, at: int) -> bool:
    """Whether a token is surely a finite verb: an auxiliary, or a verb of speech, of stance or of happening in the past."""
    if at >= len(syntax.lower) or at in syntax.starts:
        return False
    word = syntax.lower[at]
    return (
        word in word_class("have") | word_class("modal") | word_class("do") | {"is", "are", "was", "were"}
        or word in words("speech_verbs")
        or word in words("finite_verbs")
        or ("d" in known_forms().get(word, "") and _starts_predicate(syntax, at))
    )


def _starts_predicate(syntax: Syntax, at: int) -> bool:
    """Whether a past form after "and" has an object of its own: "and proposed a ban", not "old and proposed rules"."""
    if syntax.lower[at - 1] not in {"and", "but", "or"} or at + 1 >= len(syntax.lower):
        return False
    after = syntax.lower[at + 1]
    return (
        after in word_class("article")
        or after in NOT_BASE
        or after in {'"', "“"}
        or after in word_class("preposition")
        or at + 1 in syntax.starts
    )


def _condition(syntax: Syntax, sentence: Sentence, stop: int) -> tuple[int, int] | None:
    """The tokens of the condition that begins where the object ends, a comma between them or not."""
    at = stop + 1 if stop < sentence.last and syntax.lower[stop] == "," else stop
    if at >= sentence.last or syntax.lower[at] not in CONDITIONS:
        return None
    end = at
    while end < sentence.last and syntax.lower[end] not in {".", ";", '"', "“", "”", "?", ":", "(", "—"} | {"but"}:
        end += 1
    return at, end


def _trailing_date(syntax: Syntax, first: int, last: int) -> tuple[int, int] | None:
    """The date that ends the object's words, and where the words end without it."""
    opened = syntax.time_ends.get(last - 1)
    if opened is None or opened <= first or syntax.times[opened][1].edtf is None:
        return None
    end = opened - 1 if syntax.lower[opened - 1] in {"on", "in", "at"} else opened
    inside = syntax.lower[opened - 1]
    if inside in word_class("article") or inside in {"of", "for", "from", "until", "by", "since", "'s", "’s", "its", "next"}:
        return None
    return (opened, end) if end > first else None


def _says_something(syntax: Syntax, first: int, last: int) -> bool:
    """Whether the words are more than a pronoun, "more" or "any"."""
    spelled = [word for word in syntax.lower[first:last] if word[0].isalnum()]
    if not spelled or (
        len(spelled) == 1 and (spelled[0] in word_class("vague_pronoun") or spelled[0] in {"any", "more", "to"})
    ):
        return False
    if spelled[0] in {"it", "him", "them", "me", "us"} and len(spelled) < 3:
        return False
    return not (spelled[0] == "no" and len(spelled) < 3)
