"""A report's references on its page: pictures, links to other reports, the ways back from its footnotes."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from generator.contexts import ArticlePage, BodyReference
from generator.report.annotate import PICTURE, REPORT_LINK, WAY_BACK, opening_tag
from generator.theme.texts import Words, in_language

TEXTS = ("article.picture", "article.picture_unnamed", "article.back_to_text")
"""Keys of the interface texts in them, beside those that templates name."""
BACK = "↩\N{VARIATION SELECTOR-15}"


def inserted(view: ArticlePage, root: str, words: Words) -> Callable[[str], str]:
    """Return what gives the HTML of a report's placeholders."""
    language = in_language(words.language, view.language)

    def html(placeholder: str) -> str:
        kind, _, name = placeholder.partition(" ")
        if kind == WAY_BACK:
            number, _, address = name.partition(" ")
            label = escape(words("article.back_to_text", number=number))
            return f' <a href="{escape(address)}" role="doc-backlink" aria-label="{label}"{language}>{BACK}</a>'
        reference = view.references[int(name)]
        if kind == PICTURE:
            return _picture(reference, root) if reference.path else _words_for(reference, language, words)
        if not reference.path:
            return ""
        return "</a>" if kind == f"/{REPORT_LINK}" else opening_tag("a", (("href", root + reference.path),))

    return html


def _picture(picture: BodyReference, root: str) -> str:
    size = (("width", str(picture.width)), ("height", str(picture.height))) if picture.width and picture.height else ()
    title = (("title", picture.title),) if picture.title else ()
    return opening_tag("img", (("src", root + picture.path), ("alt", picture.alt), *title, *size, ("loading", "lazy")))


def _words_for(picture: BodyReference, language: str, words: Words) -> str:
    """Return what stands in the place of a picture that is not in the site."""
    shown = words("article.picture", alt=picture.alt) if picture.alt else words("article.picture_unnamed")
    return f"<span{language}>{escape(shown)}</span>"
