"""Charts as filters for templates: from a part of the page's context and texts in the page's language to SVG.

`view.chronology|timeline(name, title, says, site)`: `name` begins the ids, so that a page can have several charts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from generator.contexts import ActorCard, Chronology, Counts, Network, Site
from generator.render.charts import counts, network, stances, timeline

Words = str | Markup


def _plain(words: Words) -> str:
    """Return a text in one line and unescaped; the chart escapes it itself."""
    return " ".join((words.unescape() if isinstance(words, Markup) else words).split())


def _svg(picture: str) -> Markup:
    """Return a chart as part of a page: its texts were escaped when it was written."""
    return Markup(picture)  # noqa: S704 - written by an XML library, from shapes and text


def _timeline(shown: Chronology, name: str, title: Words, says: Words, site: Site) -> Markup:
    return _svg(timeline.timeline(shown, name, _plain(title), _plain(says), site.language, site.direction))


def _bars(shown: Counts, name: str, title: Words, says: Words, site: Site) -> Markup:
    return _svg(counts.bars(shown, name, _plain(title), _plain(says), site.language, site.direction))


def _stances(
    shown: Sequence[stances.ActorLine], name: str, title: Words, says: Words, sides: Sequence[Words], site: Site
) -> Markup:
    labels = [_plain(side) for side in sides]
    return _svg(stances.stances(shown, name, _plain(title), _plain(says), labels, site.language, site.direction))


def _network(shown: Network, name: str, title: Words, says: Words, root: str, site: Site) -> Markup:
    return _svg(network.network(shown, name, _plain(title), _plain(says), root, site.direction))


def _ego(shown: Sequence[ActorCard], name: str, title: Words, says: Words, root: str, site: Site) -> Markup:
    return _svg(network.ego(shown, name, _plain(title), _plain(says), root, site.language, site.direction))


FILTERS: dict[str, Callable[..., Any]] = {
    "timeline": _timeline,
    "bars": _bars,
    "stances": _stances,
    "network": _network,
    "ego": _ego,
    "lines": stances.lines,
    "partners": network.partners,
    "beyond": timeline.beyond,
}
