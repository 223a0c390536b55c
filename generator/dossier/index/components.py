"""Connected components: what hangs together by ties that two nodes share, directly or through others.

A node is a name; a tie is a text, such as a surname, that makes two nodes which share it depend on each other.
What is worked out of all nodes is worked out of each component by itself, so that a change of one node leaves the components
that it is not in alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

SCHEMA = """
create table if not exists ties (graph text, tie text, node text, primary key (graph, tie, node)) without rowid;
create index if not exists ties_by_node on ties (graph, node);
"""


class Components:
    """The nodes of one graph with their ties."""

    def __init__(self, connection: sqlite3.Connection, graph: str) -> None:
        self._connection = connection
        self._graph = graph

    def set_ties(self, node: str, ties: Iterable[str]) -> set[str]:
        """Write the ties of a node, none to delete it; return these and those that it had before."""
        now, before = set(ties), set(self._ties_of(node))
        gone = [(self._graph, tie, node) for tie in before - now]
        self._connection.executemany("delete from ties where graph = ? and tie = ? and node = ?", gone)
        self._connection.executemany("insert into ties values (?, ?, ?)", [(self._graph, tie, node) for tie in now - before])
        return now | before

    def nodes_connected(self, ties: Collection[str]) -> set[str]:
        """Return the nodes of all components in which one of these ties is."""
        nodes: set[str] = set()
        seen, new = set(ties), set(ties)
        while new:
            reached = {node for tie in new for node in self._nodes_of(tie)} - nodes
            nodes |= reached
            new = {tie for node in reached for tie in self._ties_of(node)} - seen
            seen |= new
        return nodes

    def nodes_with(self, tie: str) -> list[str]:
        """Return the nodes that have a tie."""
        return self._nodes_of(tie)

    def _ties_of(self, node: str) -> list[str]:
        rows = self._connection.execute("select tie from ties where graph = ? and node = ?", (self._graph, node))
        return [tie for (tie,) in rows]

    def _nodes_of(self, tie: str) -> list[str]:
        rows = self._connection.execute("select node from ties where graph = ? and tie = ?", (self._graph, tie))
        return [node for (node,) in rows]
