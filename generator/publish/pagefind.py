"""Pagefind over an edition, where it is installed: its index is staged and published as every other file of the site.

What it writes goes by the pages that it read: as long as those are the same its files stay, and it is not run.
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
NOT_TEXT = ".n, .cite, .doubt, .behind, .changed"
"""What stands within statements and is no part of them: notes, ways to a source, how far to trust them, what was before. What
else is no text says so itself, in the templates."""
ASKED_FOR = re.compile(r"pagefind(-worker)?\.js|pagefind-entry\.json|[^/]+\.(pf_meta|pagefind)|(fragment|index|filter)/[^/]+")
"""What the theme's script asks for. Pagefind writes interfaces of its own too, which nothing here uses."""
OF = 24


def installed() -> str:
    """What names the Pagefind that is installed, on this machine; "" where there is none. Costs next to nothing."""
    program = _program()
    if not program:
        return ""
    looks = program.stat()
    return f"{program}:{looks.st_size}:{looks.st_mtime_ns}"


def index(new: Edition, say: Callable[[str], None]) -> bool:
    """Stage an index of all pages that were staged. Whether there is one; where there is not, the reason is told."""
    from importlib.metadata import version
    from tempfile import TemporaryDirectory

    pages = sorted((path, entry.sha256) for path, entry in new.staged().items() if path.endswith(".html"))
    of = key(version(PACKAGE), NOT_TEXT, *(part for page in pages for part in page)).hex()[:OF]
    if new.keep_made_of(FOLDER, of):
        return True
    with TemporaryDirectory(prefix="briefing-") as folder:
        wrong = _run(new.gathered(), folder)
        for name in () if wrong else _written(Path(folder)):  # one at a time: all of them may be much
            new.write([NewFile(permalinks.pagefind(name), (Path(folder) / name).read_bytes(), of)])
    if wrong:
        say(f"Pagefind made no index ({wrong}); the search page answers from the small one. The next build tries again.")
    return not wrong


def _run(site: Path, folder: str) -> str:
    """Have the index made; what went wrong, in a line."""
    import subprocess

    arguments = [str(_program()), "--site", str(site), "--output-path", folder, "--exclude-selectors", NOT_TEXT, "--silent"]
    try:
        done = subprocess.run(arguments, capture_output=True, check=False)  # noqa: S603 - the installed program
    except OSError as error:
        return str(error)
    if done.returncode:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(said) if line.strip()), f"it ended with {done.returncode}")
    return "" if (Path(folder) / "pagefind-entry.json").is_file() else "it wrote none"


def _written(folder: Path) -> Iterator[str]:
    names = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())
    return (name for name in names if ASKED_FOR.fullmatch(name))


def _program() -> Path | None:
    """The program in its package; the package itself is not imported."""
    found = find_spec(PACKAGE)
    folders = [Path(folder) for folder in found.submodule_search_locations or ()] if found else []
    return next((folder / name for folder in folders for name in PROGRAMS if (folder / name).is_file()), None)
