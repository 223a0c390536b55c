"""Subjects and verbs: whether a mention is the subject of a verb, by what stands between the two.

Russia | has formally | rejected        Russian diplomats | refused        Mr Obama | said | (of Mr Obama's aide: no)
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.text import Document
from generator.model import Form, Mention

REACH = 12
SUBJECT_PRONOUNS = frozenset({"he", "she"})
NO_SUBJECT = re.compile(
    r"\b(?:of|with|against|by|from|for|to|in|on|at|between|near|into|about|over)\s(?:the\s|Mr\.?\s|Mrs\.?\s|Ms\.?\s)?$"
)
NEGATIONS = frozenset({"not", "never", "cannot"})


class Link(NamedTuple):
    """What stands between a subject and its verb. `by_officials`: "Russian officials" stand for Russia."""

    words: tuple[str, ...]
    by_officials: bool

    @property
    def negated(self) -> bool:
        """Whether the verb is denied."""
        return bool(NEGATIONS & set(self.words))


def link(doc: Document, mention: Mention, verb_start: int) -> Link | None:
    """What links a mention, as subject, to a verb that begins at an offset; None when it is not its subject."""
    if mention.form is Form.PRONOUN and mention.evidence.text.lower() not in SUBJECT_PRONOUNS:
        return None
    if is_after_preposition(doc, mention):
        return None
    first, last = doc.token_at(mention.evidence.end - 1) + 1, doc.token_at(verb_start - 1) + 1
    if not 0 <= last - first <= REACH or verb_start < mention.evidence.end:
        return None
    between = [token.text.lower() for token in doc.tokens[first:last]]
    by_officials = bool(between) and between[0] in words("officials")
    if by_officials:
        del between[0]
    elif mention.form is Form.DEMONYM:
        return None
    if not all(word in words("auxiliaries") or word.endswith("ly") for word in between):
        return None
    return Link(tuple(between), by_officials)


def is_after_preposition(doc: Document, mention: Mention) -> bool:
    """Whether a mention follows a preposition, and so is no subject."""
    return NO_SUBJECT.search(doc.text[max(0, mention.evidence.start - 14) : mention.evidence.start]) is not None
