"""Random trees of files: a good project, and beside it whatever may lie in a folder.

An entry is a path as bytes, a kind, and what is put there: bytes, the target of a link, a size, or changes of findings.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from generator.model.page_kinds import PAGE_KINDS
from quality.fuzz.documents import any_documents, corrections, documents, settings_files
from quality.fuzz.material import ODD, ODD_VALUES, jumbled, markdown, news, pieces, texts

Entry = tuple[bytes, str, Any]
MARKER = "Zorvath"
"""A name that no report has: where it is shown, a forged finding was taken."""
SETTINGS = b"briefing.toml"
GOOD_TEXTS = (
    "Trade Minister Pedro Alvares met Nadia Rahmani in Lisbon on Monday. Portugal rejects the harbour treaty.",
    '"We will sign if tariffs fall," Ms Rahmani told reporters. On 2 March 2021 some 40 boats left Agadir, the union said.',
)
WORDS_OF_GOOD_REPORTS = (
    "Pedro Alvares",
    "Nadia Rahmani",
    "rejects the harbour treaty",
    "on Monday",
    "Portugal",
    "We will sign",
    "40 boats",
    "left Agadir",
)
GOOD = {SETTINGS: b'title = "Good"\ntheme = "plain"\n'} | {
    f"content/articles/good-{number}.md".encode(): f"---\ntitle: Good {number}\ndate: 2021-03-05\nsource: News\n---\n\n{text}\n".encode()
    for number, text in enumerate(GOOD_TEXTS)
}
"""The files of the good project, but for its theme."""
THEME = {
    f"templates/{kind.template}": "<title>{{ page.title }}</title><pre>{{ view }}</pre>"
    for kind in PAGE_KINDS.values()
    if kind.template
} | {
    "templates/card.svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>{{ site.title }}</text></svg>',
    "static/style.css": "a { b: c }\n",
}
FOLDERS = (
    "articles",
    "actors",
    "topics",
    "pages",
    "pictures",
    "derived",
    "articles/sub",
    "articles/sub/é",
    "artikel",
    "actors/.x",
)
NAMES = (
    b"a.md|b.md|A.MD|caf\xe9.md|caf\xc3\xa9.md|cafe\xcc\x81.md|a\nb.md|a\x1b[31mb.md|a\tb.md| .md|-.md|--help.md|a b.md|...md|.md|.a.md|a.md~|"
    b"con.md|nul.md|a:b.md|a?.md|a#b.md|a%2fb.md|a\\b.md|<b>.md|'\".md|\xe2\x80\xae.md|\xff\xfe.md|README.md|index.md|home.md|method.md|a.markdown|"
    b"a.txt|a.html|a.png|a.svg|a.json|a|4913|#a#|Thumbs.db|a (1).md|good-0 (1).md|2021-03-05-a.md|12.md|x.md.md|a.md.swp|ship.png|ship.jpg"
).split(b"|")
LONG_NAMES = (b"x" * 250 + b".md", b"\xc3\xa9" * 100 + b".md", b"/".join([b"deep"] * 40) + b"/a.md")
TARGETS = b"a.md|good-0.md|.|..|../..|loop|/dev/null|/dev/zero|/dev/full|/nowhere|/etc/hostname|/etc|/|../../briefing.toml|\xff|/proc/self/environ".split(
    b"|"
)
SIZES = (0, 1, 5_000_000, 1_000_000_000, 1 << 40)
PICTURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\x89PNG\r\n\x1a\n" + bytes(40),
    b"GIF89a\xff\xff\xff\xff",
    b"\xff\xd8\xff",
    b"RIFF\0\0\0\0WEBP",
    b"<svg/>",
    b"",
)
BROKEN_TEMPLATES = (
    "{% if %}",
    "{{ 1 / 0 }}",
    "{{ view.nothing.here }}",
    "{% include 'x' %}",
    "{% for x in view %}",
    "\x00",
    "{% extends 'home.html' %}",
)
FIELDS = "entities mentions roles times quotes events positions topics key_points figures".split()
KEYS = (
    "id name kind aliases entity form rule title affiliation edtf timex_type timex_value not_before not_after segments speaker speakers"
    " speaker_text cue addressee_text said_on date date_text placed placed_by entities participants place weight deed stance polarity verb"
    " object hedge condition reported_by_text topic number value value_to unit counts source_text label evidence confidence bound change x"
).split()
FORGED_VALUES: tuple[Any, ...] = (
    MARKER, "", " ", "<x>", f"<b>{MARKER}</b>", "2009-13", "2009-10-13", None, True, -1, 0, 10**6, 10**15, 10**25, 1.5, [], {}, [MARKER],
    {"start": 0, "end": 5, "text": MARKER}, {"start": -5, "end": 10**9, "text": "Trade"}, {"start": 0, "end": 5, "text": "Trade"},
    [{"start": 10**9, "end": 0}], [{"entity": MARKER, "part": "agent"}], "Portugal", "portugal", "country", "name", "../x", "x" * 300,
    ("times", "Z", 1_000_000), "\ud800", "Vladimir Putin", "person", "likely", "text", "report",
)  # fmt: skip


@cache
def entries() -> st.SearchStrategy[Entry]:
    """Generate something that may lie in a project's folder."""
    names = st.one_of(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(LONG_NAMES), _odd_names())
    paths = st.tuples(st.sampled_from(FOLDERS), names).map(lambda drawn: f"content/{drawn[0]}/".encode() + drawn[1])
    articles = _documents("articles", "article")
    others = st.one_of(_documents("actors", "actor"), _documents("topics", "topic"), _documents("pages", "page"))
    contents = st.one_of(
        st.binary(max_size=60), st.sampled_from(PICTURES), _raw(texts()), _raw(documents("article")), _raw(settings_files())
    )
    special = st.one_of(
        st.tuples(paths, st.just("pipe"), st.just(b"")),
        st.tuples(paths, st.just("socket"), st.just(b"")),
        st.tuples(paths, st.just("folder"), st.just(b"")),
        st.tuples(paths, st.just("device"), st.sampled_from((3, 5, 7))),
        st.tuples(paths, st.just("link"), st.sampled_from(TARGETS)),
        st.tuples(paths, st.just("link"), st.sampled_from(TARGETS)),
        st.tuples(paths, st.just("sparse"), st.sampled_from(SIZES)),
    )
    top = st.sampled_from(
        (
            b"content/articles/loop",
            b"content/loop",
            b"themes/loop",
            b"content",
            b"content/articles",
            b"content/derived",
            b"themes",
            SETTINGS,
            b".briefing",
            b"content/actors",
        )
    )
    at_top = st.tuples(top, st.sampled_from(("link", "pipe", "folder", "file")), st.sampled_from(TARGETS))
    settings_ = st.tuples(st.just(SETTINGS), st.just("file"), _raw(settings_files()))
    return st.one_of(articles, articles, _good_reports(), _good_reports(), _corrected(), others, others, st.tuples(paths, st.just("file"), contents), special, special, _forged(), _forged(), _pictures(), _theme_files(), settings_, at_top)  # fmt: skip


@cache
def trees() -> st.SearchStrategy[tuple[bool, tuple[Entry, ...]]]:
    """Generate whether the good project was built before, and what lies in it then."""
    return st.tuples(st.booleans(), st.lists(entries(), min_size=1, max_size=6).map(tuple))


def _raw(given: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    return given.map(lambda text: text.encode("utf-8", "surrogatepass"))


@cache
def _odd_names() -> st.SearchStrategy[bytes]:
    return st.sampled_from(ODD).map(
        lambda odd: odd.replace("/", "_").replace("\0", "_").encode("utf-8", "surrogatepass") + b".md"
    )


def _documents(folder: str, kind: str) -> st.SearchStrategy[Entry]:
    names = st.sampled_from("abcd").map(lambda name: f"content/{folder}/{name}.md".encode())
    return st.tuples(names, st.just("file"), _raw(st.one_of(documents(kind), documents(kind), any_documents(kind))))


@cache
def _good_reports() -> st.SearchStrategy[Entry]:
    """Generate reports with nothing wrong about them but odd words."""
    odd = st.one_of(news(), jumbled(), markdown(), pieces()).map(
        lambda text: text.replace("\0", "").encode("utf-8", "ignore").decode()
    )
    names = st.sampled_from(range(4)).map(lambda number: f"content/articles/good-odd-{number}.md".encode())
    form = "---\ntitle: Good odd\ndate: 2021-03-05\nsource: News\n---\n\nMs Rahmani spoke.\n\n{}\n"
    return st.tuples(names, st.just("file"), odd.map(lambda text: form.replace("{}", text).encode()))


@cache
def _corrected() -> st.SearchStrategy[Entry]:
    lines = corrections(WORDS_OF_GOOD_REPORTS).map(
        lambda found: "\n".join(("---", "title: Corrected", "date: 2021-03-05", *found, "---", "", *GOOD_TEXTS, ""))
    )
    return st.tuples(st.sampled_from((b"content/articles/b.md", b"content/articles/c.md")), st.just("file"), _raw(lines))


@cache
def _forged() -> st.SearchStrategy[Entry]:
    names = st.sampled_from((b"content/derived/good-0.json", b"content/derived/good-1.json"))
    change = st.tuples(st.sampled_from(FIELDS), st.integers(0, 5), st.sampled_from(KEYS), st.sampled_from(FORGED_VALUES))
    raw = st.sampled_from((b"", b"{}", b"[]", b"\xff", b"null", b'{"schema": 2, "of": "", "findings": {}}', b"[" * 100_000))
    return st.one_of(
        st.tuples(names, st.just("forged"), st.lists(change, min_size=1, max_size=3).map(tuple)),
        st.tuples(names, st.just("forged"), st.lists(change, min_size=1, max_size=3).map(tuple)),
        st.tuples(names, st.just("file"), raw),
    )


@cache
def _pictures() -> st.SearchStrategy[Entry]:
    names = st.sampled_from((b"content/pictures/ship.png", b"content/articles/ship.png", b"content/pictures/a.jpg"))
    return st.tuples(names, st.just("file"), st.sampled_from(PICTURES))


@cache
def _theme_files() -> st.SearchStrategy[Entry]:
    names = st.sampled_from(
        (
            "templates/home.html",
            "templates/article.html",
            "templates/actor.html",
            "i18n/en.toml",
            "theme.toml",
            "templates/card.svg",
        )
    )
    contents = st.one_of(
        st.sampled_from(BROKEN_TEMPLATES), pieces(), st.sampled_from(ODD_VALUES).map(lambda value: f'extends = "{value}"')
    )
    return st.tuples(names.map(lambda name: f"themes/plain/{name}".encode()), st.just("file"), _raw(contents))


def write_good(root: Path) -> None:
    """Write the good project into a folder."""
    write_theme(root)
    for name, content in GOOD.items():
        _write(root / os.fsdecode(name), content)


def write_theme(root: Path) -> None:
    """Write the theme of the good project, which shows all that a page has, and is quick."""
    for name, text in THEME.items():
        _write(root / "themes" / "plain" / name, text.encode())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def put_all(root: Path, wanted: Iterable[Entry]) -> None:
    """Put entries into a project; what the disk does not take is left out."""
    for name, kind, content in wanted:
        with suppress(OSError, ValueError):
            _put(root / os.fsdecode(name), kind, content)


def _put(path: Path, kind: str, content: Any) -> None:
    if kind == "forged":
        forge(path, content)
        return
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    if kind != GONE:
        path.parent.mkdir(parents=True, exist_ok=True)
        MAKERS[kind](path, content)


def _sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))


GONE = "gone"
"""The kind of an entry that takes away what is there."""
MAKERS: dict[str, Callable[[Path, Any], object]] = {
    "file": lambda path, content: path.write_bytes(content),
    "link": lambda path, target: path.symlink_to(os.fsdecode(target)),
    "pipe": lambda path, _: os.mkfifo(path),
    "folder": lambda path, _: path.mkdir(),
    "device": lambda path, number: os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, number)),
    "sparse": _sparse,
    "socket": lambda path, _: _socket(path),
}


def forge(file: Path, changes: Sequence[tuple[str, int, str, Any]]) -> None:
    """Change findings in a file in `content/derived/`, each by its field, number and key; a file that has none stays."""
    kept = json.loads(file.read_bytes())
    if not (isinstance(kept, dict) and "findings" in kept):
        return
    for field, number, key, value in changes:
        found = kept["findings"][field]
        if found:
            found[number % len(found)][key] = value[1] * value[2] if isinstance(value, tuple) else value
    file.write_text(json.dumps(kept, indent=2), "utf-8")
