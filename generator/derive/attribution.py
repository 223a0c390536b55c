"""Who is said to have said a quoted stretch: the verb of speech beside it, its subject, and whom it was said to.

"…," | Anna Berg, the minister, said          "…" of the vote, | she said in Oslo          Anna Berg, who left, told reporters: | "…"
"…," | said Anna Berg                         Berg called the vote lost, adding: | "…"
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.marks import Quoted
from generator.derive.speakers import RELATIVE, Named, named, subject_of
from generator.derive.syntax import Syntax, word_class
from generator.derive.text import Sentence
from generator.model import Confidence, Form, Kind

REACH = 60
SIGNATURE = 12
DASHES = frozenset({"-", "—", "–"})
SUBJECT_REACH = 45
LEAD_REACH = 30
LONGEST = 14
MARKS = frozenset({'"', "“", "”", "``", "''", "`", "'", "’", "‘"})
QUOTES = frozenset({'"', "“", "”", "`"})
CLAUSE_END = QUOTES | {";", ":", "!", "?"}
BOUNDARY = (
    CLAUSE_END
    | RELATIVE
    | {",", "(", ")", "—", "–", "and", "but", "or", "while", "as", "though", "although", "because", "if", "before", "after"}
)
NO_FINITE = frozenset(
    {"to", "not", "the", "a", "an", "his", "her", "their", "its", "is", "are", "was", "were", "be", "been", "being"}
)
NO_SUBJECT = frozenset({"is", "was", "are", "were", "be", "been", "being", "the", "a", "an", "of", "with", "for", "in"})
NOT_SUBJECTS = frozenset({"which", "that", "who", "is", "was", "are", "were", "will", "would", "and"})
# After these a verb of speech is whole: what follows is no clause that it tells of.
WHOLE = frozenset({".", ",", ";", ":", "(", "!", "?", "—", "–", "-"})
AUXILIARY = frozenset({"have", "has", "had", "would", "will", "could", "did"})
TO_WHOM = frozenset({"told", "tells", "telling"})
PLAIN_HEARERS = re.compile(
    r"\s*((?:the |a |his |her |their )?(?:[\w-]+ ){0,3}?"
    r"(?:reporters|journalists|parliament|lawmakers|supporters|students|news conference))"
)


class Attribution(NamedTuple):
    """The speaker (an entity's id, or the words alone), the verb, the hearer. `after`: it follows the words."""

    speaker: str | None
    speaker_text: str
    affiliation: str | None
    cue: str
    start: int
    cue_end: int
    after: bool
    addressee: str | None
    addressee_text: str | None
    said_on: str | None
    confidence: Confidence
    rule: str
    pronoun: str | None = None


class _Cue(NamedTuple):
    """A verb of speech, the tokens `first:last`, with its subject."""

    first: int
    last: int
    who: Named


@lru_cache(maxsize=1)
def _finite() -> dict[str, list[tuple[str, ...]]]:
    return _by_first({*words("speech_verbs"), *words("quoting_verbs")})


@lru_cache(maxsize=1)
def _in_lead() -> dict[str, list[tuple[str, ...]]]:
    return _by_first({*words("speech_verbs"), *words("quoting_verbs"), *words("speech_participles")})


def _by_first(verbs: set[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for verb in sorted(verbs, key=len, reverse=True):
        split = tuple(verb.split())
        found.setdefault(split[0], []).append(split)
    return found


def attributed(read: Syntax, one: Quoted) -> Attribution | None:
    """The attribution right before a stretch or right after it, else further off in the sentence on either side."""
    lead = _lead(read, one)
    before = _before(read, *lead) if lead else None
    is_close = before is not None and lead is not None and lead[1] - before.last <= 1
    if before and is_close and not _closes_with(read, one, ","):
        return _made(read, before, after=False)
    if after := _after(read, one):
        return _made(read, after, after=True)
    return _made(read, before, after=False) if before else None


def clause_speaker(read: Syntax, one: Quoted) -> Attribution | None:
    """Who the clause before a stretch is about, or the sentence before it, where no verb of speech stands beside it."""
    lead = _lead(read, one) or _sentence_before(read, one)
    who = subject_of(read, *lead) if lead else None
    if lead and who is None and read.lower[lead[1] - 1] == ":":
        who = _opening(read, *lead)
    if who is None or lead is None:
        return None
    made = _made(read, _Cue(lead[1] - 1, lead[1] - 1, who), after=False)
    return made._replace(cue="", confidence=Confidence.UNSURE, rule="the subject of the clause before the words")


def _sentence_before(read: Syntax, one: Quoted) -> tuple[int, int] | None:
    """The tokens of the sentence before a stretch that opens its own, in one paragraph."""
    index = read.doc.sentence_at(one.start)
    if index == 0 or read.doc.sentences[index - 1].paragraph != read.doc.sentences[index].paragraph:
        return None
    before = read.doc.sentences[index - 1]
    return before.first, before.last


def _closes_with(read: Syntax, one: Quoted, marks: str) -> bool:
    """Whether the words end in one of these marks, on either side of the quotation mark."""
    text = read.doc.text
    inner = text[max(one.start, one.end - 4) : one.end].rstrip(" '’")
    return (inner[-1:] or " ") in marks or (text[one.end + 1 : one.end + 2] or " ") in marks


def _after(read: Syntax, one: Quoted) -> _Cue | None:
    first = read.doc.token_at(one.end)
    while first < len(read.tokens) and (read.tokens[first].start < one.end or read.lower[first] in MARKS | {",", "."}):
        first += 1
    if first >= len(read.tokens):
        return None
    sentence = read.doc.sentences[read.doc.sentence_at(read.tokens[first].start)]
    if read.doc.sentences[read.doc.sentence_at(one.start)].paragraph != sentence.paragraph:
        return _signed(read, first, sentence)
    stop = _until_quote(read, first, min(sentence.last, first + REACH))
    if _closes_with(read, one, ",?!-—–…."):
        is_new = first == sentence.first
        found = _verb_first(read, first, stop) or _subject_first(read, first, stop, is_new=is_new)
        if found or is_new:
            return found
    elif first in read.starts and (found := _subject_first(read, first, min(stop, first + 6), is_new=True)):
        return found
    for comma in range(first, stop - 1):
        if read.lower[comma] in {",", "—", "–"} and comma + 1 < stop:
            found = _verb_first(read, comma + 1, stop) or _subject_first(read, comma + 1, stop, is_new=True)
            if found:
                return found
    return None


def _signed(read: Syntax, first: int, sentence: Sentence) -> _Cue | None:
    """A name after a dash in a paragraph of its own: "— Anna Berg"."""
    is_signature = read.lower[first] in DASHES and first == sentence.first and sentence.last - first <= SIGNATURE
    who = named(read, first + 1, sentence.last - (read.lower[sentence.last - 1] == ".")) if is_signature else None
    return _Cue(first + 1, first + 1, who) if who and who.entity else None


def _until_quote(read: Syntax, first: int, stop: int) -> int:
    return next((at for at in range(first, stop) if read.lower[at] in QUOTES), stop)


def _verb(read: Syntax, at: int, stop: int, verbs: dict[str, list[tuple[str, ...]]]) -> int:
    """Where a verb of speech that starts at a token ends; 0 if there is none."""
    if at >= stop or at in read.starts or not read.tokens[at].text.islower():
        return 0
    for verb in verbs.get(read.lower[at], ()):
        if at + len(verb) <= stop and read.lower[at : at + len(verb)] == verb:
            return at + len(verb)
    return 0


def _verb_first(read: Syntax, at: int, stop: int) -> _Cue | None:
    """ "said Anna Berg", "according to Anna Berg"."""
    if read.lower[at : at + 2] == ("according", "to"):
        end = at + 2
    else:
        end = _verb(read, at, stop, _finite())
    if not end or end >= stop or read.lower[end] in word_class("preposition") | RELATIVE | WHOLE | {"it", "him", "them"}:
        return None
    last = end + 1
    while last < stop and not _ends(read, last, stop) and read.lower[last] != "," and not _leaves(read, last):
        last += 1
    if last < stop and read.lower[last] == "," and named(read, end, last) and not _names_somebody(read, end, last):
        further = min(stop, last + 8)
        who = named(
            read, end, next((i for i in range(last + 1, further) if read.lower[i] == "," or _ends(read, i, stop)), further)
        )
        if who and who.entity:
            return _Cue(at, end, who)
    who = named(read, end, last)
    return _Cue(at, end, who) if who else None


def _ends(read: Syntax, at: int, stop: int) -> bool:
    """Whether a clause ends at a token; a full stop within a sentence belongs to what is shortened."""
    return read.lower[at] in CLAUSE_END or (read.lower[at] == "." and at + 1 >= stop)


def _names_somebody(read: Syntax, first: int, last: int) -> bool:
    who = named(read, first, last)
    return who is not None and (who.entity is not None or read.tokens[last - 1].text[0].isupper())


def _leaves(read: Syntax, at: int) -> bool:
    """Whether the words of a subject after its verb end before a token: "in Oslo", "on Monday", "(", "when asked"."""
    word = read.lower[at]
    if at in read.times:
        return read.lower[at - 1] not in word_class("article")
    return word in {
        "in",
        "on",
        "at",
        "during",
        "after",
        "to",
        "who",
        "as",
        "(",
        "when",
        "while",
        "before",
        "about",
        "—",
        "–",
    }


def _subject_first(read: Syntax, first: int, stop: int, *, is_new: bool) -> _Cue | None:
    """ "Anna Berg, the minister, said": the first verb of speech whose subject the words before it are."""
    if read.lower[first] in NOT_SUBJECTS:
        return None
    for at in range(first + 1, min(stop, first + (LONGEST if is_new else SUBJECT_REACH))):
        if read.lower[at] in CLAUSE_END:
            return None
        end = _verb(read, at, stop, _finite())
        if not end or read.lower[at - 1] in NO_FINITE | RELATIVE | word_class("preposition"):
            continue
        if is_new and not _is_whole(read, end, stop):
            return None
        start = first if read.lower[first] not in word_class("preposition") else _phrase(read, at, first)
        who = named(read, start, _subject_end(read, at, first))
        return _Cue(at, end, who) if who else None
    return None


def _is_whole(read: Syntax, end: int, stop: int) -> bool:
    """Whether nothing that is told follows a verb of speech: a new sentence with "said that …" tells of something else."""
    if end >= stop or end in read.times or read.is_adverb(end) or read.lower[end - 1] in TO_WHOM:
        return True
    return read.lower[end] in WHOLE | word_class("preposition") | {"as", "when", "while", "after", "before"}


def _subject_end(read: Syntax, verb: int, low: int) -> int:
    """Where a subject ends before its verb: without adverbs, auxiliaries and times between them."""
    end = verb
    while end > low + 1:
        if read.lower[end - 1] == ")" and (opened := _opening_bracket(read, end - 1, low)):
            end = opened
        elif end - 1 in read.time_ends and read.time_ends[end - 1] > low:
            end = read.time_ends[end - 1]
            end -= read.lower[end - 1] == "on"
        elif read.lower[end - 1] in AUXILIARY or (read.is_adverb(end - 1)):
            end -= 1
        else:
            break
    return end


def _opening_bracket(read: Syntax, closed: int, low: int) -> int:
    return next((at for at in range(closed - 1, max(low, closed - 8), -1) if read.lower[at] == "("), 0)


def _phrase(read: Syntax, end: int, low: int) -> int:
    """Where the words that end before a token begin, back to the clause's opening."""
    start = end
    while start > low and end - start < LONGEST and read.lower[start - 1] not in BOUNDARY:
        start -= 1
    return start


def _lead(read: Syntax, one: Quoted) -> tuple[int, int] | None:
    """The tokens before a stretch in its sentence; those of the paragraph before, if it ends with a colon."""
    opened = read.doc.token_at(one.start - 1)
    while opened > 0 and read.lower[opened - 1] in MARKS and read.tokens[opened - 1].end == read.tokens[opened].start:
        opened -= 1
    if opened < 0:
        return None
    index = read.doc.sentence_at(read.tokens[opened].start)
    first = read.doc.sentences[index].first
    if opened <= first:
        if index == 0 or read.lower[opened - 1] != ":":
            return None
        first = read.doc.sentences[index - 1].first
    low = next((at + 1 for at in range(opened - 1, max(first, opened - 2 * REACH) - 1, -1) if read.lower[at] in QUOTES), first)
    return (low, opened) if low < opened else None


def _before(read: Syntax, low: int, opened: int) -> _Cue | None:
    """The last verb of speech before a stretch, with its subject."""
    for at in range(opened - 1, max(low, opened - LEAD_REACH) - 1, -1):
        if read.lower[at] in {";", "!", "?"} and at < opened - 1:
            return None
        if read.lower[at : at + 2] == ("according", "to"):
            who = named(read, at + 2, _trimmed(read, at + 2, opened))
            return _Cue(at, at + 2, who) if who else None
        end = _verb(read, at, opened, _in_lead())
        if not end:
            continue
        who = _subject_before(read, low, at)
        if who:
            return _Cue(at, end, who)
    if read.lower[opened - 1] == ":" and opened - low <= LONGEST and (who := named(read, low, opened - 1)) and who.entity:
        return _Cue(opened - 1, opened - 1, who)
    return None


def _trimmed(read: Syntax, first: int, last: int) -> int:
    return next((at for at in range(first, last) if read.lower[at] in {",", ":"}), last)


def _subject_before(read: Syntax, low: int, verb: int) -> Named | None:
    """The subject of a verb before a stretch: the words before it, or who the clause is about ("…, adding", "and said")."""
    if verb <= low:
        return None
    end = _subject_end(read, verb, low)
    word = read.lower[end - 1]
    is_participle = read.lower[verb].endswith("ing")
    if not is_participle and word in NO_SUBJECT:
        return None
    first = read.doc.sentences[read.doc.sentence_at(read.tokens[verb].start)].first
    if is_participle and (said := _said_before(read, low, verb)):
        return _subject_before(read, low, said)
    if word == "," and not is_participle and (who := _apposed(read, low, end - 1)):
        return who
    if is_participle or word in {",", "and", "but", "to", "then", "—", "–"} or word in AUXILIARY:
        return subject_of(read, low, end) or (_opening(read, low, end) if low == first else subject_of(read, first, low))
    if word in RELATIVE:
        end -= 1
    who = named(read, _phrase(read, end, low), end)
    return who if who and (who.entity or who.pronoun) else _apposed(read, low, end) or who or subject_of(read, low, end)


def _said_before(read: Syntax, low: int, verb: int) -> int:
    """The verb of speech just before a participle: "…, Berg said, adding"."""
    return next((at for at in range(verb - 1, max(low, verb - 5), -1) if _verb(read, at, verb, _finite())), 0)


def _apposed(read: Syntax, low: int, end: int) -> Named | None:
    """Whom the words before a description name, which ends at a token: "Anna Berg, the minister and author"."""
    comma = next((at for at in range(end - 1, max(low, end - SUBJECT_REACH), -1) if read.lower[at] == ","), None)
    if comma is None:
        return None
    last = _subject_end(read, comma, low)
    mention = read.ends.get(last - 1)
    return named(read, _phrase(read, last, low), last) if mention and read.kinds[mention.entity] is Kind.PERSON else None


def _opening(read: Syntax, low: int, end: int) -> Named | None:
    """The words up to the first comma, as the subject of a clause where nobody known is named."""
    comma = next((at for at in range(low, end) if read.lower[at] in {",", "("}), end)
    return named(read, low, comma) if comma - low <= LONGEST else None


def _made(read: Syntax, cue: _Cue, *, after: bool) -> Attribution:
    who, tokens = cue.who, read.tokens
    cue_end = tokens[max(cue.last - 1, 0)].end
    text = read.text(who.first, who.last)
    verb = read.text(cue.first, cue.last)
    is_told = verb.lower() in TO_WHOM and who.first < cue.last
    addressee, addressee_text = _hearer(read, cue.last, cue_end) if is_told else (None, None)
    last = max(tokens[who.last - 1].end, cue_end)
    start = min(tokens[who.first].start, tokens[cue.first].start if cue.first < cue.last else cue_end)
    sentence = read.doc.sentences[read.doc.sentence_at(last - 1)]
    rule = "the verb of speech after the words" if after else "the verb of speech before the words"
    confidence = Confidence.CERTAIN if who.entity else Confidence.LIKELY
    when = said_on(read, start, min(sentence.end, last + 60))
    return Attribution(
        who.entity,
        text,
        who.affiliation,
        verb,
        start,
        last,
        after,
        addressee,
        addressee_text,
        when,
        confidence,
        rule,
        who.pronoun,
    )


def _hearer(read: Syntax, at: int, start: int) -> tuple[str | None, str | None]:
    """Whom something was told: the name after the verb, or plain hearers ("reporters")."""
    if match := PLAIN_HEARERS.match(read.doc.text, start):
        return None, match[1]
    for index in range(at, min(at + 8, len(read.tokens))):
        if not read.tokens[index].text[0].isalnum():
            return None, None
        mention = read.starts.get(index)
        if mention and mention.form in {Form.NAME, Form.METONYM}:
            return mention.entity, read.doc.text[start : mention.evidence.end].strip()
    return None, None


def said_on(read: Syntax, start: int, end: int) -> str | None:
    """The date in a stretch of attribution, if there is just one that is resolved."""
    times = [read.times[at][1] for at in range(read.doc.token_at(start), read.doc.token_at(end) + 1) if at in read.times]
    dates = [t.edtf for t in times if start <= t.evidence.start and t.evidence.end <= end and t.edtf]
    return dates[0] if len(dates) == 1 else None
