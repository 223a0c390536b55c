"""The reports that a dossier has already: by address, by text, by slug."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from generator.content import files as read
from generator.content import front_matter
from generator.model.permalinks import slug_in, slugs
from generator.model.problems import Problem
from generator.report.sketch import MIN_SHARE, MIN_SHARED, Sketch, shared_part, sketch
from generator.runtime import cache, fingerprints
from generator.runtime.cache import ResultCache
from generator.runtime.project_files import Bounds

PRINTS = "prints"
"""The kind under which what is compared of a report is cached."""
KEY = re.compile(r"^(url|source):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
WORD = re.compile(r"\w+")
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref(?:_?src)?|cmpid?|ocid|smid|share|feature", re.IGNORECASE
)
NEARLY_ALL = 0.9
"""The part of a text from which on it is the same text."""


class Print(msgspec.Struct, frozen=True, array_like=True):
    """A report for comparison: its address without what differs by the way to it, its publisher's slug, its words."""

    address: str
    source: str
    words: bytes
    """A hash of all words of the text."""
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Likeness:
    """A report that is like another one. `part` is the part of the shorter text that both have; 1 where all words are."""

    path: str
    part: float
    is_same_address: bool = False
    is_other_publisher: bool = False
    """Both publishers are known, and are two."""


class KnownReports:
    """The reports of a dossier, and those that are about to be."""

    def __init__(self, root: Path) -> None:
        self.slugs: dict[str, str] = {}
        """Paths by slug, in lower case."""
        self.files: set[str] = set()
        """All paths, in lower case."""
        self._prints: dict[str, Print] = {}
        self._by_address: dict[str, str] = {}
        self._by_words: dict[bytes, list[str]] = defaultdict(list)
        self._by_hash: dict[int, list[str]] = defaultdict(list)
        with cache.open_cache(root / cache.FOLDER if (root / cache.FOLDER).is_dir() else None) as results:
            texts = _texts(root)
            for name, found in _prints(texts, results).items():
                self.add(name, slug_in(texts[name], name), found)

    def add(self, path: str, slug: str, found: Print) -> None:
        """Add a report."""
        self.slugs.setdefault(slug.casefold(), path)
        self.files.add(path.casefold())
        self._prints[path] = found
        if found.address:
            self._by_address.setdefault(found.address, path)
        self._by_words[found.words].append(path)
        for hash_ in found.sketch:
            self._by_hash[hash_].append(path)

    def like(self, new: Print) -> Likeness | None:
        """Return the report that is most like a new one; None where none has its address or most of its text."""
        if path := self._by_address.get(new.address) if new.address else None:
            return Likeness(path, self._part(new, path), is_same_address=True)
        shared = Counter(path for hash_ in new.sketch for path in self._by_hash.get(hash_, ()))
        near = {path for path, number in shared.items() if number >= MIN_SHARED} | set(self._by_words.get(new.words, ()))
        found = [(self._part(new, path), path) for path in sorted(near)]
        likenesses = (
            Likeness(path, part, is_other_publisher=self._is_other(new, path)) for part, path in found if part >= MIN_SHARE
        )
        return min(likenesses, key=lambda one: (one.is_other_publisher, -one.part), default=None)

    def _part(self, new: Print, path: str) -> float:
        known = self._prints[path]
        return 1.0 if known.words == new.words else shared_part(known.sketch, new.sketch)

    def _is_other(self, new: Print, path: str) -> bool:
        known = self._prints[path].source
        return bool(known and new.source and known != new.source)


def print_of(text: str) -> Print:
    """Return what is compared of a report's file."""
    try:
        head, body, _ = front_matter.split(text)
    except ValueError:
        head, body = "", text
    values = dict(KEY.findall(head))
    words = WORD.findall(body.casefold())
    hashed = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    source = values.get("source", "")
    return Print(plain_address(values.get("url", "")), slugs(source) if source else "", hashed, sketch(body))


def plain_address(url: str) -> str:
    """Return an address without scheme, "www.", marks of where the reader came from, fragment and last slash."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(name)]
    return f"{host}{parts.path.rstrip('/')}{'?' if kept else ''}{urlencode(sorted(kept))}"


def _texts(root: Path) -> dict[str, str]:
    """Return the text of each report of a dossier by its name; what cannot be read is for a build to say."""
    unread: list[Problem] = []
    found = read.files_of(root / read.ARTICLES, read.ARTICLES, unread, Bounds(root))
    listed = [(path, name) for path, name in found if read.is_document(name)]
    raw = {name: read.bytes_of(path, name, unread) for path, name in listed}
    return {name: content.decode("utf-8", "replace").replace("\r\n", "\n") for name, content in raw.items() if content}


def _prints(texts: dict[str, str], results: ResultCache) -> dict[str, Print]:
    program = fingerprints.program(results)
    keys = cache.keys({name: (program, text) for name, text in texts.items()})
    cached = results.get_many(PRINTS, list(keys.values()))
    found = {name: msgspec.msgpack.decode(raw, type=Print) for name, key in keys.items() if (raw := cached.get(key))}
    fresh = {name: print_of(texts[name]) for name in texts.keys() - found.keys()}
    results.put_many(PRINTS, {keys[name]: msgspec.msgpack.encode(one) for name, one in fresh.items()})
    return {name: (found | fresh)[name] for name in texts}
