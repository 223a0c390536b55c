"""Types that only a check can produce: each is constructed by one function, which really checks."""

from __future__ import annotations

from typing import NewType

SafeHtml = NewType("SafeHtml", str)
"""HTML that went through the sanitiser; constructed in `content.sanitise` only."""

RenderedMarkup = NewType("RenderedMarkup", str)
"""HTML or CSS of pages that a theme rendered, escaping all but `SafeHtml`; constructed in `render.one_file.bind` only."""

NO_HTML = SafeHtml("")
"""No markup at all, which needs no proof."""

OutputPath = NewType("OutputPath", str)
"""A checked, claimed path below the output folder, with forward slashes; constructed in `model.permalinks` only."""
