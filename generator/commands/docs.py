"""`briefing docs`: the documentation as pages on this machine, opened in a browser. Nothing is fetched.

The texts are those of the repository: the README, `docs/` and what they lead to. A wheel has them in a folder of the package.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import webbrowser
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath, relpath

import markdown
import platformdirs

from generator import __version__, publish
from generator.commands.command_parser import meant
from generator.commands.printing import DONE, PROBLEMS, say
from generator.runtime.fingerprints import PROGRAM, THEME_FOLDERS

IN_WHEEL = PROGRAM / "documentation"
EXTENSIONS = ("tables", "fenced_code", "toc", "sane_lists")
HOME, STYLE = "README.md", "static/style.css"
FIRST = (HOME, "docs/tutorial.md", "docs/commands.md")
LAST = ("SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")
"""Pages that the menu begins and ends with; the others of `docs/` stand between them."""
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Briefing {version}</title>
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="{root}static/style.css">
<link rel="stylesheet" href="{root}static/docs.css">
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="top">
<div class="wrap">
<a class="brand" href="{root}index.html">Briefing {version}</a>
<nav aria-label="Documentation"><ul>
{menu}
</ul></nav>
</div>
</header>
<main id="main" class="wrap" tabindex="-1">
{body}
</main>
</body>
</html>
"""
CURRENT = ' aria-current="page"'
OWN_STYLE = """main > * { max-width: 48rem; }
main > table, main > pre { max-width: none; }
main h2 { margin-block-start: var(--space-4); }
main pre { overflow-x: auto; white-space: pre; }
td, th { vertical-align: top; padding: var(--space-1) var(--space-3) var(--space-1) 0; }
"""
ADDRESS = re.compile(r'(?P<before><(?:a|img)\b[^>]*?\b(?:href|src)=")(?P<address>[^"]+)(?P<after>"[^>]*>)')


def run(parsed: argparse.Namespace) -> int:
    """Write the pages, and open one, or print its address."""
    sources = read_sources()
    if not sources:
        say(f"{IN_WHEEL}:1:1: the documentation is not in this installation; install it from the wheel or the repository")
        return PROBLEMS
    names = {Path(name).stem.lower(): name for name in _pages(sources)}
    name = names.get(parsed.page.lower().removesuffix(".md") or "readme")
    if not name:
        say(f"there is no page `{parsed.page}`; {meant(parsed.page, names) or 'the pages are ' + ', '.join(names)}")
        return PROBLEMS
    page = write(render(sources), _target(name))
    if parsed.print or not webbrowser.open(page.as_uri()):
        print(page if parsed.print else f"Open {page.as_uri()}")
    return DONE


def read_sources() -> dict[str, bytes]:
    """Read the documentation, and the files that it leads to, by their names in the repository."""
    root = IN_WHEEL if IN_WHEEL.is_dir() else PROGRAM.parent
    names = [HOME, *LAST, *(f"docs/{path.name}" for path in sorted((root / "docs").glob("*.md")))]
    found = {name: (root / name).read_bytes() for name in names if (root / name).is_file()}
    for name, text in list(found.items()):
        for target in _relative_links(name, text.decode()):
            places = [place for place in (root / target, PROGRAM.parent / target) if place.is_file()]
            if target not in found and places:
                found[target] = places[0].read_bytes()
    style = next(folder / "briefing" / STYLE for folder in THEME_FOLDERS if (folder / "briefing").is_dir())
    return found | {STYLE: style.read_bytes(), "static/docs.css": OWN_STYLE.encode()} if HOME in found else {}


def render(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return all files of the documentation by their paths: Markdown as HTML, all else as it is."""
    pages = _pages(sources)
    texts = {name: sources[name].decode() for name in pages}
    titles = {name: _title(text) for name, text in texts.items()}
    rendered = {_target(name): _page(name, text, titles, sources).encode() for name, text in texts.items()}
    return rendered | {name: content for name, content in sources.items() if name not in pages}


def write(files: Mapping[str, bytes], first: str) -> Path:
    """Write the files into this user's cache, or where that may not be written into a new folder; return the path of one."""
    folder = platformdirs.user_cache_path("briefing-site") / f"docs-{__version__}"
    try:
        return _written(files, folder) / first
    except OSError:
        return _written(files, Path(tempfile.mkdtemp(prefix="briefing-docs-"))) / first


def _written(files: Mapping[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        publish.write_whole({folder / name: content})
    return folder


def _pages(sources: Iterable[str]) -> list[str]:
    """Return the names of what becomes a page, in the order of the menu."""
    texts = [name for name in sources if name.endswith(".md")]
    between = sorted(name for name in texts if name not in {*FIRST, *LAST})
    return [name for name in (*FIRST, *between, *LAST) if name in texts]


def _page(name: str, text: str, titles: Mapping[str, str], sources: Mapping[str, bytes]) -> str:
    """Return a page whose links lead to other pages and files; what leads to none of them becomes plain text."""
    body = markdown.markdown(text, extensions=EXTENSIONS, extension_configs={"toc": {"slugify": _anchor}})
    root = "../" * _target(name).count("/")
    links = (
        f'<li><a href="{root}{_target(other)}"{CURRENT if other == name else ""}>{escape(title)}</a></li>'
        for other, title in titles.items()
    )
    linked = ADDRESS.sub(lambda found: _relinked(found, name, sources), body)
    return PAGE.format(title=escape(titles[name]), version=__version__, root=root, menu="\n".join(links), body=linked)


def _relinked(found: re.Match[str], name: str, sources: Mapping[str, bytes]) -> str:
    address, hash_, anchor = found["address"].partition("#")
    if not address or ":" in address:
        return found[0]
    target = normpath(join(dirname(name), address))
    if target not in sources:
        return "<a>" if found["before"].startswith("<a") else ""
    path = relpath(_target(target), dirname(_target(name)) or ".")
    return f"{found['before']}{path}{hash_}{anchor}{found['after']}"


def _relative_links(name: str, text: str) -> Iterator[str]:
    """Yield the files of the repository that a text leads to."""
    for address in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        yield normpath(join(dirname(name), address))


def _target(name: str) -> str:
    """Return the path of what is made of a file."""
    return "index.html" if name == HOME else f"{name.removesuffix('.md')}.html" if name.endswith(".md") else name


def _title(text: str) -> str:
    return re.sub(r"[`*]", "", text.partition("\n")[0].lstrip("# ").strip())


def _anchor(text: str, separator: str) -> str:
    """Return the anchor of a heading as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", separator)
