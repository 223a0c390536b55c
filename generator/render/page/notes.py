"""Notes at the lines of a report: who is who where somebody is first named, whose words a quote is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from generator.contexts import ActorLink, ArticlePage, BodyLink, QuoteView
from generator.report.annotate import SAID, WHO, Note
from generator.theme.texts import Words, in_language

TEXTS = ("article.note_on", "article.note_on_quote", "quote.no_speaker", "quote.to", "confidence.likely", "confidence.unsure")
"""What notes say, beside what templates say."""


def notes(view: ArticlePage, root: str, words: Words) -> dict[str, Note]:
    """The notes of a report by their places in its text."""
    who = {f"{WHO} {link.entity}": _who(link, words) for link in view.links if link.about}
    said = {f"{SAID} {quote.anchor.rpartition('-')[0]}": _said(quote, root, words) for quote in view.quotes}
    attributes = in_language(words.language, view.language)
    return {place: replace(note, attributes=attributes) for place, note in (who | said).items()}


def _who(link: BodyLink, words: Words) -> Note:
    name = escape(link.name)
    return Note(
        words("article.note_on", name=link.name),
        f'<b>{name}</b> <span class="says">{escape(link.about)}</span>',
        link.about.rstrip("."),
    )


def _said(quote: QuoteView, root: str, words: Words) -> Note:
    """The speaker, for whom, to whom and when, as far as the report tells."""
    speaker = quote.speaker.name if quote.speaker else quote.speaker_text or words("quote.no_speaker")
    told = " ".join(_told(quote, speaker, root, words))
    when = f", {escape(quote.when.text)}" if quote.when else ""
    return Note(words("article.note_on_quote"), told + when)


def _told(quote: QuoteView, speaker: str, root: str, words: Words) -> Iterator[str]:
    yield f"<b>{_name(quote.speaker, root) if quote.speaker else escape(speaker[:1].upper() + speaker[1:])}</b>"
    if quote.affiliation:
        yield f"({_name(quote.affiliation, root)})"
    if quote.addressee or quote.addressee_text:
        to = quote.addressee.name if quote.addressee else quote.addressee_text
        yield escape(words("quote.to", addressee=to))
    if quote.confidence != "certain":
        yield f"<i>({escape(words(f'confidence.{quote.confidence}'))})</i>"


def _name(actor: ActorLink, root: str) -> str:
    name = escape(actor.name)
    return f'<a href="{escape(root + actor.path)}">{name}</a>' if actor.path else name
