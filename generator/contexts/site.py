"""The site itself: the header and the head of every page, and the pages that are not about the dossier."""

from __future__ import annotations

from generator.contexts.links import Link, When
from generator.model.proofs import OutputPath, SafeHtml
from generator.model.values import CompactValue


class Site(CompactValue, frozen=True):
    """The small header that every page gets."""

    title: str
    description: str
    language: str
    """BCP 47 tag of the interface and of the pages that editors wrote."""
    direction: str
    """`ltr` or `rtl`."""
    navigation: tuple[Link, ...]
    base_url: str
    """Absolute address with a trailing slash, or empty."""
    author: str
    generator: str
    """Name and version of the program."""


class Page(CompactValue, frozen=True):
    """A page's own path, title, kind and links."""

    path: OutputPath
    root: str
    """From this page to the site's root: "" or "../"."""
    title: str
    description: str
    """A description of the page in at most 160 characters, for search engines and those who link to it."""
    kind: str
    """One of the keys of `VIEWS`."""
    canonical: str
    """Absolute address, or empty when the site has no base_url."""
    above: Link | None = None
    """The page that leads to this one."""
    feeds: tuple[Link, ...] = ()
    """Feeds of what this page is about, beside those of the site."""
    card: OutputPath | None = None
    """A picture for those who link to the page; only where the site has a base_url."""
    about: str = ""
    """One sentence, shown on a page that lists all there is of something."""


class DroppedShare(CompactValue, frozen=True):
    """How many findings a deriver other than the rules gave, and how many of these no report bears out, in per cent too.

    The days are the first and last ISO day on which a language model answered, empty of all others.
    """

    deriver: str
    given: int
    dropped: int
    percent: int
    first_day: str = ""
    last_day: str = ""


class WrittenPage(CompactValue, frozen=True):
    """A page that an editor wrote, or the built-in text on method. Template `page.html`.

    `shares` are for the text on method, where others than the rules read the reports.
    """

    body: SafeHtml
    shares: tuple[DroppedShare, ...] = ()


class Missing(CompactValue, frozen=True):
    """The page for addresses that do not exist. Template `404.html`."""

    places: tuple[Link, ...]


class Moved(CompactValue, frozen=True):
    """The page that stands at another's old address and leads on to it. Template `moved.html`."""

    title: str
    path: str
    language: str = ""
    """The title's."""


class Card(CompactValue, frozen=True):
    """The picture that stands for the site where somebody links to it. Template `card.svg`."""

    as_of: When | None
    reports: int
    publishers: int
