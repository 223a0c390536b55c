"""One page of each kind: what is measured and pictured. A kind that the theme adds is found, and need not be listed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from generator.build import build

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = {
    "article": "articles/2009-10-13-clinton-in-moscow.html",
    "actor": "actors/russia.html",
    "topic": "topics/iran-sanctions.html",
}
"""Of kinds with many pages, one on which there is much of everything; of others the first by name."""
KIND = re.compile(r'<body class="at-([a-z-]+)"')


def sample(folder: Path, base_url: str = "") -> Path:
    """The site of the sample dossier, built in a folder that is empty; `base_url` is where it will stand."""
    shutil.copytree(ROOT / "content", folder / "content")
    config = (ROOT / "briefing.toml").read_text("utf-8")
    (folder / "briefing.toml").write_text(config.replace('base_url = ""', f'base_url = "{base_url}"'), "utf-8")
    build(folder)
    return folder / "site"


def one_of_each(site: Path) -> dict[str, str]:
    """A page's path by its kind, in the order of kinds."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        kind = KIND.search(path.read_text("utf-8"))
        if kind:
            found.setdefault(kind[1], path.relative_to(site).as_posix())
    there = {kind: path for kind, path in EXAMPLES.items() if kind in found and (site / path).is_file()}
    return dict(sorted((found | there).items()))
