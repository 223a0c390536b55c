"""Small results that are the same for all projects, kept where Python keeps the code of the program's modules.

They are trusted as that code is, and no further: nothing of a project comes here, and nothing is read from a project's folder.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path

from generator.runtime.fingerprints import PROGRAM

DIGEST_BYTES = 32
MODULES = ("model", "render", "theme")
"""The folders of the modules by which what is kept is made, or which are run in it."""


def read(name: str, of: str) -> bytes | None:
    """Return what was kept under a name; None where nothing is, or it was made of something else, or is broken."""
    with suppress(OSError, ValueError, NotImplementedError):
        raw = _file(name).read_bytes()
        content = raw[DIGEST_BYTES:]
        if raw[:DIGEST_BYTES] == _digest(of, content):
            return content
    return None


def write(name: str, of: str, content: bytes) -> None:
    """Keep something under a name, if Python keeps code and the folder can be written; `of` says what it was made of."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError, ValueError, NotImplementedError):
        path = _file(name)
        beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(_digest(of, content) + content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def _file(name: str) -> Path:
    """Return the file for a name. Raises NotImplementedError where Python keeps no code."""
    return Path(cache_from_source(__file__)).with_name(f"{name.replace('/', '.')}.{sys.implementation.cache_tag}.kept")


def _digest(of: str, content: bytes) -> bytes:
    """Return a hash of something kept, and of all that it was made of: this program and Python among them."""
    return blake2b(repr((of, sys.version, _looks())).encode() + content, digest_size=DIGEST_BYTES).digest()


@lru_cache(maxsize=1)
def _looks() -> list[tuple[str, int, int]]:
    """Return the names, sizes and times of the modules by which what is kept is made."""
    folders = (PROGRAM / name for name in MODULES)
    names = sorted(f"{at}/{name}" for folder in folders for at, _, names in os.walk(folder) for name in names)
    found = ((name, os.stat(name)) for name in names if name.endswith(".py"))  # noqa: PTH116 - at every start
    return [(name, status.st_size, status.st_mtime_ns) for name, status in found]
