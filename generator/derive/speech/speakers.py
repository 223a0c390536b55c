"""The speaker of each quote: the verb of speech beside it, else the speaker before, else the subject of the clause before.

Where that is "he" or "she", `pronouns` resolves who is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.derive.names.pronouns import PeopleMeant
from generator.derive.speech.attribution import (
    VERB_AFTER,
    VERB_BEFORE,
    Attribution,
    attribution,
    attribution_beside,
    tokens_before,
)
from generator.derive.speech.speech_verbs import SpeechVerb
from generator.derive.speech.subject_phrases import SubjectPhrase, clause_subject, phrase_to_comma
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Document, TokenSpan
from generator.derive.syntax.quotation_marks import QuotedSpan, quoted_by_sentence
from generator.model.findings import Confidence, Kind

SAME_PARAGRAPH = "the speaker goes on in the paragraph"
PARAGRAPH_BEFORE = "the speaker of the paragraph before"
CLAUSE_SUBJECT = "the subject of the clause before the words"
PERSON_ABOVE = "the person in the paragraph above"
PRONOUN = "the pronoun is who stands out most"
RULES = (VERB_BEFORE, VERB_AFTER, SAME_PARAGRAPH, PARAGRAPH_BEFORE, CLAUSE_SUBJECT, PERSON_ABOVE, PRONOUN)

MAX_SCARE_WORDS = 3
MAX_TOKENS_ABOVE = 30
MAX_CHARACTERS_WITHIN_SPEECH = 120
MAX_CHARACTERS_TO_NEXT_PARAGRAPH = 2000


class Turn(NamedTuple):
    """A quoted span with the attribution to its speaker."""

    span: QuotedSpan
    attribution: Attribution


@dataclass
class Conversation:
    """The quoted spans of a report, and the last of them so far that has a speaker."""

    text: AnnotatedText
    spans: Sequence[QuotedSpan]
    last_turn: Turn | None = None

    @cached_property
    def pronouns(self) -> PeopleMeant:
        """The people whom pronouns outside of the quoted spans may mean."""
        return PeopleMeant(self.text, self.spans)


def find_speaker(conversation: Conversation, span: QuotedSpan) -> Attribution | None:
    """Return the attribution of a quoted span by the first rule that finds one; None where no rule does."""
    rules = SPEAKER_RULES if _is_speech(conversation, span) else SPEAKER_RULES[:1]
    for rule in rules:
        if attributed := rule(conversation, span):
            return _resolve_pronoun(conversation, attributed)
    return None


def _beside(conversation: Conversation, span: QuotedSpan) -> Attribution | None:
    """Return the attribution beside a span: "…," Anna Berg said.   Anna Berg told reporters: "…"."""
    return attribution_beside(conversation.text, span)


def _same_speaker(conversation: Conversation, span: QuotedSpan) -> Attribution | None:
    """Return the last speaker where it goes on: "…," Anna Berg said. | "…" — or in the next paragraph."""
    last = conversation.last_turn
    if last is None or span.start - last.span.end > MAX_CHARACTERS_TO_NEXT_PARAGRAPH:
        return None
    doc = conversation.text.doc
    between = doc.text[last.span.end : span.start]
    if "\n" not in between:
        sentence, last_sentence = doc.sentence_at(span.start), doc.sentence_at(max(last.span.end, last.attribution.cue_end) - 1)
        opens_sentence = span.start - doc.sentences[sentence].start <= 2
        sentences_between = 2 if len(between) < MAX_CHARACTERS_WITHIN_SPEECH else 1
        if sentence - last_sentence <= (sentences_between if opens_sentence else 0):
            return _continued(last.attribution, SAME_PARAGRAPH)
    is_next = span.opens_paragraph and between.count("\n\n") + ("\n\n" not in between) * between.count("\n") == 1
    return _continued(last.attribution, PARAGRAPH_BEFORE) if span.continues or is_next else None


def _subject_of_clause(conversation: Conversation, span: QuotedSpan) -> Attribution | None:
    """Return the subject of the clause before a span: Anna Berg painted the plan as | "…"   Anna Berg was blunt. | "…"."""
    text = conversation.text
    lead = tokens_before(text, span) or _sentence_before(text.doc, span)
    if lead is None:
        return None
    has_colon = text.lower[lead.last - 1] == ":"
    subject = clause_subject(text, *lead)
    if subject and subject.entity and text.entity_kinds[subject.entity] is not Kind.PERSON and not has_colon:
        return None
    if subject is None and has_colon:
        subject = phrase_to_comma(text, *lead)
    return _unsure(text, lead, subject, CLAUSE_SUBJECT) if subject else None


def _person_above(conversation: Conversation, span: QuotedSpan) -> Attribution | None:
    """Return the only person named in a short paragraph above a span: Ove Rask read a statement. || "…"."""
    text, doc = conversation.text, conversation.text.doc
    index = doc.sentences[doc.sentence_at(span.start)].paragraph
    if index == 0 or not span.opens_paragraph:
        return None
    above = doc.paragraphs[index - 1]
    lead = TokenSpan(doc.token_at(above.start), doc.token_at(above.end - 1) + 1)
    named = [text.mention_starts[at] for at in range(*lead) if at in text.mention_starts]
    people = [mention for mention in named if text.entity_kinds[mention.entity] is Kind.PERSON]
    quoted = quoted_by_sentence(doc).near(above.start, above.end)
    is_quoted = any(above.start <= other.start < above.end for other in quoted)
    if is_quoted or lead.last - lead.first > MAX_TOKENS_ABOVE or len({person.entity for person in people}) != 1:
        return None
    subject = SubjectPhrase(people[0].entity, None, text.first_token(people[0]), text.end_token(people[0]))
    return _unsure(text, lead, subject, PERSON_ABOVE)


def _unsure(text: AnnotatedText, lead: TokenSpan, subject: SubjectPhrase, rule: str) -> Attribution:
    attributed = attribution(text, SpeechVerb(lead.last - 1, lead.last - 1, subject), rule)
    return attributed._replace(cue="", confidence=Confidence.UNSURE)


SpeakerRule = Callable[[Conversation, QuotedSpan], Attribution | None]
SPEAKER_RULES: tuple[SpeakerRule, ...] = (_beside, _same_speaker, _subject_of_clause, _person_above)
"""The rules in the order in which they are tried; all but the first only for words that are speech in themselves."""


def is_scare_quote(doc: Document, span: QuotedSpan) -> bool:
    """Return whether quoted words are too few to be speech in themselves: the "reset"."""
    return len(doc.text[span.start : span.end].split()) <= MAX_SCARE_WORDS


def _is_speech(conversation: Conversation, span: QuotedSpan) -> bool:
    """Return whether quoted words are speech without a verb: many, or a short sentence after other speech ("So, who?")."""
    doc = conversation.text.doc
    if not is_scare_quote(doc, span):
        return True
    words = doc.text[span.start : span.end]
    opens_sentence = span.start - doc.sentences[doc.sentence_at(span.start)].start <= 2
    return conversation.last_turn is not None and words[:1].isupper() and words[-1:] in {".", "?", "!"} and opens_sentence


def _sentence_before(doc: Document, span: QuotedSpan) -> TokenSpan | None:
    """Return the tokens of the sentence before the one that a quoted span opens, in its paragraph."""
    index = doc.sentence_at(span.start)
    if index == 0 or doc.sentences[index - 1].paragraph != doc.sentences[index].paragraph:
        return None
    before = doc.sentences[index - 1]
    return TokenSpan(before.first, before.last)


def _continued(last: Attribution, rule: str) -> Attribution:
    """Return the attribution to the same speaker, without the verb and hearer, which are those of other words."""
    return last._replace(
        rule=rule, cue="", cue_end=-1, after=False, confidence=Confidence.LIKELY, addressee=None, addressee_text=None
    )


def _resolve_pronoun(conversation: Conversation, attributed: Attribution) -> Attribution:
    """Return the attribution with the person whom its "he" or "she" means, if it is one."""
    if attributed.speaker is not None or not attributed.pronoun:
        return attributed
    last = conversation.last_turn.attribution if conversation.last_turn else None
    people = conversation.pronouns
    spoke_last = (last.speaker, last.start) if last and last.speaker in people.genders else None
    person = people.resolve(attributed.pronoun, attributed.start, spoke_last)
    return attributed._replace(speaker=person, confidence=Confidence.UNSURE, rule=PRONOUN) if person else attributed
