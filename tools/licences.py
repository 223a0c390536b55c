"""Writes docs/licences.md: the licences of all packages that the program installs, held against a list of permissive ones."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
PINS = ROOT / "requirements" / "test.txt"
"""The pins of all that is installed: the default install, the extras that tests need, what builds the wheel."""
DISTRIBUTION = "briefing-site"
EXTRAS = ("html", "pdf-text", "pdf", "word", "dask", "spacy")
"""Extras in the order of the page; `train` is for who makes the weights, and is not pinned."""
PERMISSIVE = frozenset(
    "0BSD Apache-2.0 BSD BSD-2-Clause BSD-3-Clause CC0-1.0 CNRI-Python ISC MIT MIT-0 MIT-CMU OFL-1.1 PSF-2.0 Zlib".split()
)
"""Identifiers of SPDX; `BSD` is one of its forms, where a package does not say which."""
OTHER_NAMES = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
"""Names of licences in older metadata, and what SPDX calls them."""


class Reviewed(NamedTuple):
    """The licence of a package whose metadata does not say it, or that is not on the list, and why it may be installed."""

    licence: str
    why: str


BY_FILE = "asks that changes of its own files be passed on, and there are none"
REVIEWED = {
    "certifi": Reviewed("MPL-2.0", f"a list of certificates, which nothing here asks for; its licence {BY_FILE}"),
    "colorama": Reviewed("BSD-3-Clause", "installed on Windows only"),
    "pypdfium2": Reviewed("BSD-3-Clause AND Apache-2.0", "its metadata names them in words; PDFium, which is in it, is BSD"),
    "pyphen": Reviewed("GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1", f"used under the last, which {BY_FILE}"),
    "resvg-py": Reviewed("MIT", "its metadata has no name of a licence; its LICENSE file is MIT's"),
    "text-unidecode": Reviewed("Artistic-1.0 OR GPL-2.0-or-later", "used under the first, which does not ask for our source"),
    "tld": Reviewed("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", f"used under the first, which {BY_FILE}"),
    "tqdm": Reviewed("MPL-2.0 AND MIT", f"MPL-2.0 {BY_FILE}"),
}
HEAD = """# Licences

Made from the metadata of the packages by `make reference`; `make check` fails where a package is under a licence that is
neither on the list of permissive ones (`PERMISSIVE` in `tools/licences.py`) nor reviewed there by name, with a reason. The
program itself is MIT; the weights that recognise names and parse sentences are CC BY-SA 4.0, as the README says.
"""


def pinned() -> frozenset[str]:
    """Return the names of all packages that are pinned."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==", PINS.read_text("utf-8"), re.MULTILINE)
    return frozenset(canonicalize_name(name) for name in found)


def closure(extras: Iterable[str], universe: frozenset[str]) -> frozenset[str]:
    """Return the pinned packages that the program needs with these extras, on any system and any Python."""
    found: set[str] = set()
    waiting = [*_needed(DISTRIBUTION, frozenset()), *(one for extra in extras for one in _needed(DISTRIBUTION, {extra}))]
    while waiting:
        needed = waiting.pop()
        name = canonicalize_name(needed.name)
        if name in universe and name not in found:
            found.add(name)
            waiting += _needed(name, needed.extras)
    return frozenset(found)


def _needed(name: str, extras: Iterable[str]) -> Iterator[Requirement]:
    """Yield what a package needs, with each of some extras; nothing where it is not installed."""
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    for needed in map(Requirement, lines):
        if _may_hold(needed.marker, extras):
            yield needed


def _may_hold(marker: Marker | None, extras: Iterable[str]) -> bool:
    """Return whether a marker holds somewhere: without an extra in it, it is taken to hold."""
    return marker is None or "extra" not in str(marker) or any(marker.evaluate({"extra": extra}) for extra in extras)


def licence(name: str) -> str:
    """Return the licence of a package as an expression of SPDX, or in the words of its metadata where there is none."""
    if name in REVIEWED:
        return REVIEWED[name].licence
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "not installed here"
    if "License-Expression" in said:
        return said["License-Expression"]
    by_class = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier") or [] if one.startswith("License :: ")]
    words = (
        (by_class[0] if len(by_class) == 1 else said["License"] if "License" in said else " and ".join(by_class))
        .partition("\n")[0]
        .strip()
    )
    return OTHER_NAMES.get(words, words) or "none told"


def is_permissive(expression: str) -> bool:
    """Return whether one of the alternatives of an expression has permissive licences alone."""
    return any(PERMISSIVE.issuperset(one.split(" AND ")) for one in expression.split(" OR "))


def refused(names: Iterable[str]) -> list[str]:
    """Return a line for each package that is under no permissive licence and that nobody reviewed."""
    found = {name: licence(name) for name in sorted(names)}
    return [
        f"{name}: its licence is {said!r}; take another package, or review it in tools/licences.py"
        for name, said in found.items()
        if name not in REVIEWED and not is_permissive(said)
    ]


def page() -> str:
    """Return the page of licences."""
    universe = pinned()
    default = closure((), universe)
    parts = [HEAD, "\n## The default install\n", *_table(default)]
    for extra in EXTRAS:
        if more := closure((extra,), universe) - default:
            parts += [f"\n## More with `{extra}`\n", *_table(more)]
    return "".join(parts)


def _table(names: Iterable[str]) -> Iterator[str]:
    yield "\n| package | licence | |\n|---|---|---|\n"
    for name in sorted(names):
        yield f"| {name} | {licence(name)} | {REVIEWED[name].why if name in REVIEWED else ''} |\n"


def main() -> int:
    """Print the packages that may not be installed; end with 1 where there are some. `--write` writes the page instead."""
    if "--write" in sys.argv[1:]:
        PAGE.write_text(page(), "utf-8")
        return 0
    wrong = refused(closure(EXTRAS, pinned()))
    print("\n".join(wrong) or "Every package is under a permissive licence, or was reviewed: docs/licences.md.")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
