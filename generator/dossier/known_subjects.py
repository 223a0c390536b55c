"""Actors and topics apart from reports: their names, and what an editor wrote of them."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from generator.contexts import ActorLink
from generator.model import permalinks
from generator.model.findings import Kind
from generator.model.problems import NOWHERE
from generator.model.profiles import ActorProfile, TopicProfile
from generator.model.proofs import NO_HTML
from generator.model.values import CompactValue
from generator.model.wording import folded

LINKS_IN_MEMORY = 10_000


class KnownActor(CompactValue, frozen=True):
    """An actor's name and kind, what the editor wrote of it, and the names that were merged by a rule, with the reasons."""

    slug: str
    name: str
    kind: Kind
    profile: ActorProfile | None
    joined: tuple[tuple[str, str], ...] = ()

    @property
    def hidden(self) -> bool:
        """True where the editor wants no page for it."""
        return self.profile is not None and self.profile.hide

    @property
    def has_page(self) -> bool:
        """True where it is not hidden; of places only those that the editor wrote a profile of."""
        return not self.hidden and (self.kind is not Kind.PLACE or self.profile is not None)

    @property
    def shown(self) -> KnownActor:
        """The actor with no more than the pages of reports show."""
        profile = self.profile
        if profile is None or not (profile.summary or profile.hide or self.kind is Kind.PLACE):
            return replace(self, profile=None, joined=())
        shown = ActorProfile(profile.slug, profile.name, NOWHERE, summary=profile.summary, hide=profile.hide)
        return replace(self, profile=shown, joined=())

    @property
    def link(self) -> ActorLink:
        """A link to its page; without a path where it has none."""
        return _link(self.name, self.slug if self.has_page else "", self.kind)


@lru_cache(maxsize=LINKS_IN_MEMORY)
def _link(name: str, slug: str, kind: Kind) -> ActorLink:
    return ActorLink(name, permalinks.actor(slug) if slug else "", kind.value)


class KnownTopic(CompactValue, frozen=True):
    """A topic's name, and what the editor wrote of it."""

    slug: str
    name: str
    profile: TopicProfile | None

    @property
    def hidden(self) -> bool:
        """True where the editor wants no page for it."""
        return self.profile is not None and self.profile.hide

    def is_called(self, name: str) -> bool:
        """Return whether a name is the topic's: its own, an alias of the editor's, or its slug."""
        names = (self.name, *(self.profile.aliases if self.profile else ()))
        return permalinks.slugs(name) == self.slug or folded(name) in set(map(folded, names))

    @property
    def shown(self) -> KnownTopic:
        """The topic with no more of its profile than it takes to find the topic in reports."""
        profile = self.profile
        if profile is None:
            return self
        formerly = tuple(replace(old, where=NOWHERE) for old in profile.formerly)
        shown = replace(profile, where=NOWHERE, summary="", body=NO_HTML, written=(), formerly=formerly)
        return replace(self, profile=shown)
