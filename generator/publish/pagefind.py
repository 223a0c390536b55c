"""Pagefind over an edition, where it is installed: its index is staged and published as every other file of the site.

The index depends on the pages alone: while those are the same its files are kept, and Pagefind is not run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from generator.model import permalinks
from generator.publish.edition import Edition, NewFile
from generator.runtime.cache import key

PACKAGE, PROGRAMS = "pagefind_bin", ("pagefind", "pagefind.exe")
FOLDER = "pagefind"
EXCLUDED_SELECTORS = ".n, .cite, .doubt, .behind, .changed"
"""Elements within statements that are not indexed: notes, links to sources, doubts, former wording. Others are marked in the
templates."""
USED_FILES = re.compile(r"pagefind(-worker)?\.js|pagefind-entry\.json|[^/]+\.(pf_meta|pagefind)|(fragment|index|filter)/[^/]+")
"""Files that the theme's script loads. Pagefind also writes interfaces of its own, which nothing here uses."""
HASH_CHARACTERS = 24


def installed() -> str:
    """Return an identifier of the installed Pagefind; "" where there is none. It costs one `stat`, no import."""
    program = _program()
    if not program:
        return ""
    status = program.stat()
    return f"{program}:{status.st_size}:{status.st_mtime_ns}"


def index(new: Edition, say: Callable[[str], None]) -> bool:
    """Stage an index of all staged pages; return whether there is one. `say` prints the reason where there is none."""
    from importlib.metadata import version
    from tempfile import TemporaryDirectory

    pages = sorted((path, entry.sha256) for path, entry in new.staged().items() if path.endswith(".html"))
    of = key(version(PACKAGE), EXCLUDED_SELECTORS, *(part for page in pages for part in page)).hex()[:HASH_CHARACTERS]
    if new.keep_folder(FOLDER, of):
        return True
    with TemporaryDirectory(prefix="briefing-") as folder:
        wrong = _run(new.complete_folder(), folder)
        for name in () if wrong else _written(Path(folder)):  # one at a time: together they may be large
            new.write([NewFile(permalinks.pagefind(name), (Path(folder) / name).read_bytes(), of)])
    if wrong:
        say(f"Pagefind made no index ({wrong}); the search page answers from the small one. The next build tries again.")
    return not wrong


def _run(site: Path, folder: str) -> str:
    """Run Pagefind; return the error as one line, "" where there is none."""
    import subprocess

    arguments = [
        str(_program()),
        "--site",
        str(site),
        "--output-path",
        folder,
        "--exclude-selectors",
        EXCLUDED_SELECTORS,
        "--silent",
    ]
    try:
        done = subprocess.run(arguments, capture_output=True, check=False)  # noqa: S603 - the installed program
    except OSError as error:
        return str(error)
    if done.returncode:
        output = (done.stderr or done.stdout).decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(output) if line.strip()), f"it ended with {done.returncode}")
    return "" if (Path(folder) / "pagefind-entry.json").is_file() else "it wrote none"


def _written(folder: Path) -> Iterator[str]:
    names = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())
    return (name for name in names if USED_FILES.fullmatch(name))


def _program() -> Path | None:
    """Return the path of the program in its package; the package itself is not imported."""
    found = find_spec(PACKAGE)
    folders = [Path(folder) for folder in found.submodule_search_locations or ()] if found else []
    return next((folder / name for folder in folders for name in PROGRAMS if (folder / name).is_file()), None)
