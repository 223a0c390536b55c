"""Relative addresses in reports to pictures and other reports, by the names that their files may have."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from generator.content.markdown_syntax import NOTE
from generator.model.article import Reference
from generator.model.permalinks import slug_of

CONTENT, PICTURES = "content", "content/pictures"
REPORT_ENDINGS = (".md", ".markdown")
OUTSIDE = frozenset({"http", "https", "mailto"})


def is_outside(address: str) -> bool:
    """Return whether an address is a whole one, which leads out of the project."""
    return _split(address)[0] in OUTSIDE


def to_report(address: str, path: str) -> Reference | None:
    """Return the report to which a link in the report at `path` leads; None where it cannot be one."""
    scheme, name = _split(address)
    if scheme == NOTE:
        return Reference(address, slug=slug_of(name)) if name else None
    if scheme or not name.lower().endswith(REPORT_ENDINGS):
        return None
    files = _below_content(join(dirname(path), name))
    return Reference(address, files) if files else None


def to_picture(address: str, path: str, alt: str, title: str) -> Reference:
    """Return a picture of the report at `path`: beside it, below `content/`, or among the editor's pictures."""
    scheme, name = _split(address)
    files: tuple[str, ...] = ()
    if name and scheme in {"", NOTE}:
        inner = name.lstrip("/").removeprefix(f"{CONTENT}/")
        beside = () if name.startswith("/") else _below_content(join(dirname(path), name))
        files = (*beside, *_below_content(join(CONTENT, inner)), *_below_content(join(PICTURES, inner)))
    return Reference(address, tuple(dict.fromkeys(files)), is_picture=True, alt=alt, title=title)


def _split(address: str) -> tuple[str, str]:
    """Return an address's scheme and path; "//" for one on a host that it names without a scheme, or that cannot be read."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return "//", ""
    return parts.scheme or ("//" if parts.netloc else ""), unquote(parts.path)


def _below_content(name: str) -> tuple[str, ...]:
    """Return a file's name without dots, where that lies below `content/`: as written, and with accents as other systems do."""
    plain = normpath(name)
    if not plain.startswith(f"{CONTENT}/") or "\0" in plain:
        return ()
    return tuple(dict.fromkeys((plain, normalize("NFC", plain), normalize("NFD", plain))))
