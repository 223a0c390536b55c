"""Compiled templates, kept for other processes of a build and, those that come with the program, for other builds."""

from __future__ import annotations

import marshal
from contextlib import suppress
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from generator.runtime import program_cache


class CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates of one environment; `of_program` are the names of those that come with the program."""

    def __init__(self, of_program: frozenset[str] = frozenset()) -> None:
        self._codes: dict[str, CodeType] = {}
        self._of_program = of_program

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """Return what a template goes by: its name."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find a template's code."""
        bucket.code = self._codes.get(bucket.key) or (_kept(bucket) if bucket.key in self._of_program else None)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code:
            self._codes[bucket.key] = bucket.code
            if bucket.key in self._of_program:
                program_cache.write(bucket.key, _made_of(bucket), marshal.dumps(bucket.code))

    def encoded(self) -> bytes:
        """Return all that was compiled."""
        return marshal.dumps(self._codes)

    def add(self, encoded: bytes) -> None:
        """Add what the process that started this one has compiled."""
        if not self._codes:
            self._codes.update(marshal.loads(encoded))  # noqa: S302 - from our own process, over the pipe that its jobs come by


def _kept(bucket: Bucket) -> CodeType | None:
    """Return a template's code as an earlier build left it; None where there is none of this template and this program."""
    raw = program_cache.read(bucket.key, _made_of(bucket))
    with suppress(ValueError, EOFError, TypeError):
        code = marshal.loads(raw) if raw else None  # noqa: S302 - from where Python loads the program's own code from
        return code if isinstance(code, CodeType) else None
    return None


def _made_of(bucket: Bucket) -> str:
    """Return all that a template's code depends on beside the program: the template, Jinja, and what its environment has."""
    environment = bucket.environment
    names = [sorted(names) for names in (environment.globals, environment.filters, environment.tests)]
    return repr((bucket.checksum, jinja2.__version__, names))
