"""Notes at the lines of a report: on actors where they are first named, and on the speakers of quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from generator.contexts import ActorLink, ArticlePage, BodyLink, QuoteView
from generator.model.wording import as_opening
from generator.render.page.fill_body import Note
from generator.report.annotate import ACTOR_NOTE, QUOTE_NOTE
from generator.theme.texts import Words, in_language

TEXTS = ("article.note_on", "article.note_on_quote", "quote.no_speaker", "quote.to", "confidence.likely", "confidence.unsure")
"""Keys of the interface texts in notes, beside those that templates name."""


def notes(view: ArticlePage, root: str, words: Words) -> dict[str, Note]:
    """Return the notes of a report by their places in its text."""
    on_actors = {f"{ACTOR_NOTE} {link.entity}": _note_on_actor(link, words) for link in view.links if link.about}
    on_quotes = {f"{QUOTE_NOTE} {quote.anchor.rpartition('-')[0]}": _note_on_quote(quote, root, words) for quote in view.quotes}
    attributes = in_language(words.language, view.language)
    return {place: replace(note, attributes=attributes) for place, note in (on_actors | on_quotes).items()}


def _note_on_actor(link: BodyLink, words: Words) -> Note:
    name = escape(link.name)
    return Note(
        words("article.note_on", name=link.name),
        f'<b>{name}</b> <span class="says">{escape(link.about)}</span>',
        link.about.rstrip("."),
    )


def _note_on_quote(quote: QuoteView, root: str, words: Words) -> Note:
    """Return a note with speaker, affiliation, addressee and date, as far as the report has them."""
    speech = " ".join(_speakers_and_addressee(quote, root, words))
    when = f", {escape(quote.when.text)}" if quote.when else ""
    return Note(words("article.note_on_quote"), speech + when)


def _speakers_and_addressee(quote: QuoteView, root: str, words: Words) -> Iterator[str]:
    described = quote.speaker_text or words("quote.no_speaker")
    names = [_linked_name(speaker, root) for speaker in quote.speakers]
    joined = "".join(name + words.between(number, len(names)) for number, name in enumerate(names, 1))
    yield f"<b>{joined or escape(as_opening(described))}</b>"
    if quote.affiliation:
        yield f"({_linked_name(quote.affiliation, root)})"
    if quote.addressee or quote.addressee_text:
        addressee = quote.addressee.name if quote.addressee else quote.addressee_text
        yield escape(words("quote.to", addressee=addressee))
    if quote.confidence != "certain":
        yield f"<i>({escape(words(f'confidence.{quote.confidence}'))})</i>"


def _linked_name(actor: ActorLink, root: str) -> str:
    name = escape(actor.name)
    return f'<a href="{escape(root + actor.path)}">{name}</a>' if actor.path else name
