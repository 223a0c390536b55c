"""Templates: Jinja2 over a theme's files as read into memory; autoescaped, undefined names fail, nothing read from disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import jinja2
from markupsafe import Markup

from generator.contexts import Page, Site

# Characters that could end a script element or a JavaScript string, spelled as JSON escapes.
SCRIPT_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&'\u2028\u2029"}


def json_ld(described: Mapping[str, Any]) -> Markup:
    """JSON for a script element: nothing in it can end the element."""
    text = json.dumps(described, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.translate(SCRIPT_ESCAPES))  # noqa: S704 - escaped for its place on this very line


def environment(templates: Mapping[str, str]) -> jinja2.Environment:
    """The environment of one theme."""
    made = jinja2.Environment(
        loader=jinja2.DictLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_finalised,
    )
    made.filters["json_ld"] = json_ld
    return made


def page(environment: jinja2.Environment, template: str, site: Site, about: Page, view: Any) -> bytes:
    """One page's bytes."""
    text = environment.get_template(template).render(site=site, page=about, view=view)
    return (text.strip() + "\n").encode()


def _finalised(value: Any) -> Any:
    """Refuse to print what a template forgot to test."""
    if value is None:
        raise jinja2.UndefinedError("a template prints a value that is not there (None)")
    return value
