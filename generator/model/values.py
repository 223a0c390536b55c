"""Immutable values: the bases of what the stages of a build hand on and keep.

They are msgspec's Structs, which are made, copied with a change, written and read many times as fast as data classes.
None may lead back to itself: the collector of cyclic garbage does not look at them.
"""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True, gc=False):
    """An immutable value; where it is written its fields go by their names."""


class CompactValue(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An immutable value for the program's own caches: it is written as the list of its fields, without names."""
