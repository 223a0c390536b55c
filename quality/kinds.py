"""One page of each kind, to be measured and pictured. Kinds that a theme adds are found without being listed."""

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
"""For kinds with many pages, one with many entries of each sort; for others the first page by name."""
KIND = re.compile(r'<body class="at-([a-z-]+)"')


def sample(folder: Path, base_url: str = "") -> Path:
    """Build the site of the sample dossier in an empty folder; `base_url` is its address."""
    shutil.copytree(ROOT / "content", folder / "content")
    config = (ROOT / "briefing.toml").read_text("utf-8")
    (folder / "briefing.toml").write_text(config.replace('base_url = ""', f'base_url = "{base_url}"'), "utf-8")
    build(folder)
    return folder / "site"


def one_of_each(site: Path) -> dict[str, str]:
    """Return the path of a page of each kind, by kind, in the order of kinds."""
    first: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        kind = KIND.search(path.read_text("utf-8"))
        if kind:
            first.setdefault(kind[1], path.relative_to(site).as_posix())
    examples = {kind: path for kind, path in EXAMPLES.items() if kind in first and (site / path).is_file()}
    return dict(sorted((first | examples).items()))
