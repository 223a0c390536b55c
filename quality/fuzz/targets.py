"""The targets by name."""

from __future__ import annotations

from quality.fuzz.assembling import assembling
from quality.fuzz.correcting import correcting
from quality.fuzz.projects import projects
from quality.fuzz.texts import deriving, reading, sanitising

TARGETS = {target.name: target for target in (reading(), deriving(), sanitising(), assembling(), correcting(), projects())}
