"""The contract with themes: one frozen context a kind of page, which its template gets.

A context holds exactly what its page shows, so its hash says when the page is stale. Paths are relative to the site's
root; a template puts `page.root` in front of them. Texts are plain and are escaped by the template; only
`SafeHtml` and `RenderedMarkup` are not.
Dates come as `When`: the EDTF value, the words for readers, and a machine value where HTML has one.

`VIEWS` lists the contexts. Parts that pages share are defined in `links`, `statements`, `cards` and `charts`.
"""

from __future__ import annotations

from typing import Any

from generator.contexts.articles import ArticlePage, BodyLink, BodyReference, DateView
from generator.contexts.cards import ActorCard, PublisherCard, Section, TopicCard
from generator.contexts.changes import (
    ChangesDigest,
    ChangeSection,
    ChangesFeed,
    ChangesPage,
    ChangeView,
    DigestLine,
    DigestSection,
    EditionLink,
)
from generator.contexts.charts import Chronology, Counts, Moment, Network, NetworkNode
from generator.contexts.handouts import Handout, HandoutGroup, HandoutLine, HandoutPart, HandoutSource
from generator.contexts.judgements import BandRecord, GroundView, JudgementIndex, JudgementView, TrackRecord
from generator.contexts.links import ActorLink, Cite, HeldView, Link, ReportLink, When
from generator.contexts.onefile import OneFile, OneFileNote, OneFileSection
from generator.contexts.overviews import (
    ActorIndex,
    ArticleIndex,
    Cell,
    Home,
    Matrix,
    OtherPositions,
    QuoteIndex,
    RolledUp,
    RolledUpCell,
    Share,
    SourceIndex,
    Timeline,
    TopicIndex,
    VoiceRow,
)
from generator.contexts.programs import (
    Addresses,
    Columns,
    DataPage,
    Download,
    Downloads,
    FeedView,
    Graph,
    Record,
    Table,
    Tabled,
)
from generator.contexts.search import SearchEntry, SearchIndex, SearchPage, SearchPart, SearchReport
from generator.contexts.site import Card, DroppedShare, Missing, Moved, Page, Site, WrittenPage
from generator.contexts.statements import Backing, Difference, EventView, FigureRow, FigureView, Point, PositionView, QuoteView
from generator.contexts.subjects import (
    ActorPage,
    ActorStand,
    PeriodPage,
    PictureView,
    PublisherPage,
    RoleView,
    TopicPage,
    VoiceView,
)
from generator.contexts.weak import DoubtfulPair, SilentActor, WeakJudgement, WeakPage, WeakStatement
from generator.model.page_kinds import PAGE_KINDS

__all__ = [
    "VIEWS",
    "ActorCard",
    "ActorIndex",
    "ActorLink",
    "ActorPage",
    "ActorStand",
    "Addresses",
    "ArticleIndex",
    "ArticlePage",
    "Backing",
    "BandRecord",
    "BodyLink",
    "BodyReference",
    "Card",
    "Cell",
    "ChangeSection",
    "ChangeView",
    "ChangesDigest",
    "ChangesFeed",
    "ChangesPage",
    "Chronology",
    "Cite",
    "Columns",
    "Counts",
    "DataPage",
    "DateView",
    "Difference",
    "DigestLine",
    "DigestSection",
    "DoubtfulPair",
    "Download",
    "Downloads",
    "DroppedShare",
    "EditionLink",
    "EventView",
    "FeedView",
    "FigureRow",
    "FigureView",
    "Graph",
    "GroundView",
    "Handout",
    "HandoutGroup",
    "HandoutLine",
    "HandoutPart",
    "HandoutSource",
    "HeldView",
    "Home",
    "JudgementIndex",
    "JudgementView",
    "Link",
    "Matrix",
    "Missing",
    "Moment",
    "Moved",
    "Network",
    "NetworkNode",
    "OneFile",
    "OneFileNote",
    "OneFileSection",
    "OtherPositions",
    "Page",
    "PeriodPage",
    "PictureView",
    "Point",
    "PositionView",
    "PublisherCard",
    "PublisherPage",
    "QuoteIndex",
    "QuoteView",
    "Record",
    "ReportLink",
    "RoleView",
    "RolledUp",
    "RolledUpCell",
    "SearchEntry",
    "SearchIndex",
    "SearchPage",
    "SearchPart",
    "SearchReport",
    "Section",
    "Share",
    "SilentActor",
    "Site",
    "SourceIndex",
    "Table",
    "Tabled",
    "Timeline",
    "TopicCard",
    "TopicIndex",
    "TopicPage",
    "TrackRecord",
    "VoiceRow",
    "VoiceView",
    "WeakJudgement",
    "WeakPage",
    "WeakStatement",
    "When",
    "WrittenPage",
]

_HERE = globals()
VIEWS: dict[str, Any] = {
    name: _HERE[kind.view][_HERE[kind.row]] if kind.row else _HERE[kind.view] for name, kind in PAGE_KINDS.items()
}
"""The context of each kind of page, by the kind's name: those classes of this module that the registry names."""
