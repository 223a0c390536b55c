"""Compare the sites that this version builds with those of another checkout, byte for byte.

`python -m quality.same_site OTHER [DOSSIER.jsonl …]`, run from the root of this checkout; prints each file that differs.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from quality.dossiers import ROOT, projects

MANIFEST = "site/.briefing.json"
"""It holds hashes of all inputs of pages, the program included, and so differs between versions."""
FEED = "feed.xml"
RELATION = re.compile(rb'(?<=") rel="(?:via|alternate)"(?: type="text/html")?(?=/>)')
"""An intended difference: links of a feed's entries have a relation. Feeds are compared without it."""
ONE_FILE = "site.html"
"""The whole site as one page. It is compared as a parsed tree: serializers spell characters and empty elements differently."""
MAX_LISTED = 20
"""Differing files that are listed."""


def main() -> int:
    """Build every project with both versions and compare; 1 where any file differs."""
    parser = argparse.ArgumentParser(prog="python -m quality.same_site", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("other", type=Path, help="a checkout of the other version, or a folder that --keep filled")
    parser.add_argument("dossiers", type=Path, nargs="*", help="reports as JSON Lines, a file a dossier")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the other version's sites in DIR, and end")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.keep:
            _build(options.other, projects(options.keep.resolve(), options.dossiers))
            return 0
        before = options.other if not (options.other / "generator").is_dir() else Path(folder) / "before"
        if before != options.other:
            _build(options.other, projects(before, options.dossiers))
        current = list(projects(Path(folder) / "now", options.dossiers))
        _build(ROOT, current)
        different = [line for project in current for line in _differences(before / project.name, project)]
        files = sum(len(_site_files(project)) for project in current)
    print("\n".join(different[:MAX_LISTED]))
    print(f"{files} files, {len(different)} of them different")
    return 1 if different else 0


def _build(checkout: Path, folders: Iterable[Path]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(checkout.resolve())}
    for folder in folders:
        command = [sys.executable, "-m", "generator", "-C", str(folder), "build"]
        command += ["--single-page", str(folder / ONE_FILE)]
        subprocess.run(command, env=environment, cwd=checkout, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _site_files(project: Path) -> set[str]:
    """Return the files that a build wrote for readers, as paths in the project."""
    written = {path.relative_to(project).as_posix() for path in project.glob("site/**/*") if path.is_file()}
    return written - {MANIFEST} | {ONE_FILE}


def _differences(before: Path, now: Path) -> Iterator[str]:
    for name in sorted(_site_files(before) | _site_files(now)):
        old, new = before / name, now / name
        if not old.is_file() or not new.is_file():
            yield f"{now.name}: {name} is in one of the sites only"
        elif _content(old) != _content(new):
            yield f"{now.name}: {name}"


def _content(file: Path) -> bytes:
    """Return the bytes of a file without intended differences."""
    content = file.read_bytes()
    if file.name == ONE_FILE:
        return repr(_elements(content.decode())).encode()
    return RELATION.sub(b"", content) if file.name.endswith(FEED) else content


def _elements(page: str) -> list[tuple[str, object]]:
    """A page's elements with their attributes, and its text, in their order."""
    root = LexborHTMLParser(page).root
    nodes = root.traverse(include_text=True) if root is not None else ()
    return [
        ("", node.text_content)
        if node.is_text_node
        else (node.tag or "", sorted((name, value or "") for name, value in node.attributes.items()))
        for node in nodes
    ]


if __name__ == "__main__":
    sys.exit(main())
