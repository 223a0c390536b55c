"""Actors and topics of the dossier by themselves: their names, and an editor's word on them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.contexts import ActorLink
from generator.model import permalinks
from generator.model.findings import Kind
from generator.model.problems import NOWHERE
from generator.model.profiles import ActorProfile, TopicProfile
from generator.model.proofs import NO_HTML


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor by itself: what it is called, and what the editor says of it."""

    slug: str
    name: str
    kind: Kind
    profile: ActorProfile | None

    @property
    def hidden(self) -> bool:
        """Whether an editor wants no page for it."""
        return self.profile is not None and self.profile.hide

    @property
    def has_page(self) -> bool:
        """Not when hidden; a place only when an editor wrote a profile for it."""
        return not self.hidden and (self.kind is not Kind.PLACE or self.profile is not None)

    @property
    def shown(self) -> KnownActor:
        """As reports show it: no more of what the editor says than stands there."""
        said = self.profile
        if said is None or not (said.summary or said.hide or self.kind is Kind.PLACE):
            return replace(self, profile=None)
        return replace(self, profile=ActorProfile(said.slug, said.name, NOWHERE, summary=said.summary, hide=said.hide))

    @property
    def link(self) -> ActorLink:
        """The way to its page, if it has one."""
        return ActorLink(self.name, permalinks.actor(self.slug) if self.has_page else "", self.kind.value)


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic by itself: what it is called, and what the editor says of it."""

    slug: str
    name: str
    profile: TopicProfile | None

    @property
    def hidden(self) -> bool:
        """Whether an editor wants no page for it."""
        return self.profile is not None and self.profile.hide

    @property
    def shown(self) -> KnownTopic:
        """As reports show it: no more of what the editor says than it takes to find it in them."""
        said = self.profile
        return replace(self, profile=said and replace(said, where=NOWHERE, summary="", body=NO_HTML, written=()))
