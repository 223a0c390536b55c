"""Who did what, where and when: a verb of happening with somebody who acts, or is acted on, and the date beside it.

    On Thursday | Mr Obama | announced | that …     Iran | agreed | at a meeting … in Geneva earlier this month | to allow …
    Anna Berg | was elected | on Monday             The treaty | was signed | by Norway and Sweden

Without a date in its own clause an event stays undated: the day of publication is not the day of what is told. What did not
happen, may happen, or is asked is no event; what will happen is one where the report says when.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from generator.derive.evidence import cite
from generator.derive.lexicon import rows, words
from generator.derive.syntax import passives, shared_subjects
from generator.derive.syntax.annotated_text import AnnotatedText, annotate
from generator.derive.syntax.clause_extents import Stretch, dated, ending, stretch
from generator.derive.syntax.document import Document, Sentence
from generator.derive.syntax.subjects import Subject, subject
from generator.derive.syntax.verb_groups import Group, group
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Confidence, Event, Findings, Form, Kind, Mention, TimeExpression

NOUN_REACH = 9
DEPENDENT = frozenset({"after", "before", "since", "when", "while", "as", "because", "that", "who", "which", "where", "though"})


class Happening(NamedTuple):
    """A verb of happening with its subject, in its stretch of a sentence."""

    sentence: Sentence
    verb: Group
    subject: Subject
    stretch: Stretch
    time: TimeExpression | None


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[str, frozenset[str]]]:
    """Every form of the verbs of happening: what it can be, and the nouns of which one must follow."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for row in rows("event_verbs"):
        needed = frozenset(row[4].split()) if len(row) > 4 else frozenset()
        for letter, form in zip("bsdn", row[:4], strict=True):
            if form != "-":
                found[form] = found.get(form, ("", needed))[0] + letter, needed
    return found


def find(doc: Document, found: Findings) -> Findings:
    """Fill events."""
    text = annotate(doc, found)
    events = [
        _event(text, happening, following)
        for sentence in doc.sentences
        if not text.is_question(sentence)
        for happening, following in _followed(_joined(_happenings(text, sentence)))
    ]
    return replace(found, events=tuple(sorted(events, key=lambda e: (e.evidence.start, e.evidence.end))))


def _happenings(text: AnnotatedText, sentence: Sentence) -> Iterator[Happening]:
    known = _forms()
    spelled = text.doc.words
    first = sentence.first + 1
    for at in [at for at, word in enumerate(spelled[first : sentence.last], first) if word in known]:
        if at in text.quoted_tokens or at in text.mention_starts or at in text.mention_ends:
            continue
        forms, needed = known[spelled[at]]
        if (needed and not needed & set(text.lower[at + 1 : at + NOUN_REACH])) or _only_says(text, sentence, at):
            continue
        verb = group(text, sentence, at, at + 1, forms)
        if verb is None or verb.negated or verb.hedge or not _is_told(text, verb):
            continue
        who = _who(text, sentence, verb)
        if who is None or who.denied:
            continue
        words_ = stretch(text, sentence, verb, who)
        time = dated(text, words_, verb)
        if verb.future and time is None:
            continue
        yield Happening(sentence, verb, who, words_, time)


def _only_says(text: AnnotatedText, sentence: Sentence, at: int) -> bool:
    """Whether a verb of speech only closes what was said: "…, the agency announced."."""
    is_last = at + 1 >= sentence.last or not text.lower[at + 1][0].isalnum() or at + 1 in text.time_starts
    return is_last and text.lower[at] in words("speech_verbs")


def _is_told(text: AnnotatedText, verb: Group) -> bool:
    """Whether the form tells of something that happened, or will."""
    if verb.form == "d" or (verb.form == "n" and not verb.passive):
        return True
    spelled = set(text.lower[verb.first : verb.verb])
    if verb.passive:
        return bool(spelled & {"was", "were", "been"}) or verb.future
    return verb.form == "b" and (verb.future or bool(spelled & {"did"}))


def _who(text: AnnotatedText, sentence: Sentence, verb: Group) -> Subject | None:
    if verb.passive and (passive := passives.find(text, sentence, verb.verb, verb.last)):
        return Subject(passive.mentions, passive.start, "passive")
    return subject(text, sentence, verb) or shared_subjects.coordinated(text, sentence, verb)


def _joined(found: Iterator[Happening]) -> Iterator[Happening]:
    """What one subject did in one sentence ("met envoys and signed the treaty") is told as one event."""
    kept: list[Happening] = []
    for happening in found:
        last = kept[-1] if kept else None
        if last and happening.subject.start == last.subject.start:
            kept[-1] = last._replace(time=last.time or happening.time)
        else:
            kept.append(happening)
    return iter(kept)


def _followed(found: Iterator[Happening]) -> Iterator[tuple[Happening, Happening | None]]:
    """Each with the one after it in the sentence, whose words are not its own."""
    all_ = list(found)
    for happening, following in zip(all_, [*all_[1:], None], strict=False):
        own = happening.stretch
        if following is not None and following.subject.start > happening.verb.last:
            own = own._replace(last=min(own.last, following.subject.start))
        yield happening._replace(stretch=own), following


def _event(text: AnnotatedText, what: Happening, following: Happening | None) -> Event:
    start, end = _evidence(text, what, following)
    time = what.time
    return Event(
        id="",
        evidence=cite(text.doc.text, start, end),
        date=time.edtf if time else None,
        date_text=time.evidence.text if time else None,
        not_before=time.not_before if time else None,
        not_after=time.not_after if time else None,
        entities=tuple(dict.fromkeys(m.entity for m in (*what.subject.mentions, *_taking_part(text, what)))),
        place=_place(text, what),
        confidence=_confidence(what),
        rule="a verb of happening with who acts" if what.subject.link != "passive" else "a passive verb of happening",
    )


def _evidence(text: AnnotatedText, what: Happening, following: Happening | None) -> tuple[int, int]:
    """The clause: from the sentence's beginning where it is the first, to its end or the next event's beginning."""
    first = what.subject.start
    before = text.lower[first - 1] if first > what.sentence.first else ""
    if before in DEPENDENT:
        start, last = text.tokens[first].start, what.stretch.last
    else:
        is_first = not before or first - what.sentence.first <= 8
        told = before in words("reporting_verbs") or before in words("speech_verbs")
        start = text.tokens[first].start if told or not is_first else what.sentence.start
        last = ending(text, what.sentence, what.verb.last)
        if following is not None and following.subject.start > what.verb.last:
            last = min(last, following.subject.start)
    while last > what.verb.last and (not text.lower[last - 1][0].isalnum() or text.lower[last - 1] in _LINKS):
        if text.lower[last - 1] in {'"', "”", ")", "%"}:
            break
        last -= 1
    return start, text.tokens[last - 1].end


_LINKS = frozenset({"and", "but", "while", "after", "before", "when", "as", "because", "though", "although", "since", "that"})


def _taking_part(text: AnnotatedText, what: Happening) -> Iterator[Mention]:
    """Who stands in the verb's own stretch, but not only in somebody's title, as a place, or as an adjective."""
    for at in range(what.verb.first, what.stretch.last):
        mention = text.mention_starts.get(at)
        if mention is None or at in text.role_tokens or text.entity_kinds[mention.entity] is Kind.PLACE:
            continue
        last = text.end_token(mention)
        if mention.form is Form.DEMONYM and not (last < len(text.lower) and text.lower[last] in words("officials")):
            continue
        if text.entity_kinds[mention.entity] is Kind.COUNTRY and text.lower[at - 1] in word_class("place_preposition"):
            continue
        yield mention


def _place(text: AnnotatedText, what: Happening) -> str | None:
    """The first place that a word of place leads to, in the stretch or before the subject."""
    for at in (*range(what.verb.last, what.stretch.last), *range(what.stretch.first, what.subject.start)):
        mention = text.mention_starts.get(at)
        if (
            mention is None
            or text.entity_kinds[mention.entity] not in {Kind.PLACE, Kind.COUNTRY}
            or mention.form is not Form.NAME
        ):
            continue
        before = at - 1
        if text.lower[before] in word_class("article") or text.lower[before] in {
            "central",
            "northern",
            "southern",
            "eastern",
            "western",
        }:
            before -= 1
        if text.lower[before] == "of" and text.lower[before - 1] == "city":
            before -= 3
        if before >= 0 and text.lower[before] in word_class("place_preposition"):
            return mention.entity
    return None


def _confidence(what: Happening) -> Confidence:
    """Certain where somebody acts under their name on a date; without a date an event is the weakest of findings."""
    if what.time is None:
        return Confidence.UNSURE
    named = what.subject.mentions[0].form is Form.NAME and what.subject.link == "direct" and not what.verb.future
    return Confidence.CERTAIN if named else Confidence.LIKELY
