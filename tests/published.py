"""The content of a built site as readers see it: the rows of its tables, and the key points on its first page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

KEY_POINT = re.compile(r'<li>([^<]+) <a [^>]*href="articles/([\w-]+)\.html#')


def table(files: Mapping[str, bytes], name: str) -> list[dict[str, Any]]:
    """Return the rows of a table: actors, events, positions, quotes or reports."""
    rows: list[dict[str, Any]] = json.loads(files[f"data/{name}.json"])
    return rows


def key_points(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Return the key points on the first page, each with the slug of its report."""
    _, _, points = files["index.html"].decode().partition('<ol class="points">')
    return KEY_POINT.findall(points.partition("</ol>")[0])
