"""The network of actors as GraphML.

It is written line by line, not by `rustworkx.write_graphml`: that writes into a file alone, and rendering touches no disk;
and it numbers the nodes, where a page's slug is the id that stays the same from build to build.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from generator.contexts import ActorCard, Graph, Page, Site
from generator.model import permalinks
from generator.render.formats.tables import address

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
 <key id="name" for="node" attr.name="name" attr.type="string"/>
 <key id="kind" for="node" attr.name="kind" attr.type="string"/>
 <key id="reports" for="node" attr.name="reports" attr.type="int"/>
 <key id="mentions" for="node" attr.name="mentions" attr.type="int"/>
 <key id="page" for="node" attr.name="page" attr.type="string"/>
 <key id="sentences" for="edge" attr.name="sentences" attr.type="int"/>
 <graph edgedefault="undirected">
"""
FOOT = " </graph>\n</graphml>\n"


def graphml(site: Site, page: Page, view: Graph) -> bytes:
    """Write the graph of actors; a tie has the number of sentences that name both."""
    return "".join((HEAD, *(_node(site, card) for card in view.nodes), *_edges(view), FOOT)).encode()


def _node(site: Site, card: ActorCard) -> str:
    fields = {
        "name": card.link.name,
        "kind": card.link.kind,
        "reports": str(card.reports),
        "mentions": str(card.mentions),
        "page": address(site, card.link.path),
    }
    data = "".join(f'<data key="{key}">{escape(value)}</data>' for key, value in fields.items())
    return f"  <node id={quoteattr(permalinks.slug_at(card.link.path))}>{data}</node>\n"


def _edges(view: Graph) -> Iterator[str]:
    for source, target, number in view.edges:
        ends = f"source={quoteattr(source)} target={quoteattr(target)}"
        yield f'  <edge {ends}><data key="sentences">{number}</data></edge>\n'
